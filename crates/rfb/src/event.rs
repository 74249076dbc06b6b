//! What a client tells its caller.

use crate::encoding::Job;
use crate::geometry::{Point, Size};
use crate::handshake::Version;
use crate::identity::{Exposure, Identity, Protection};
use crate::message::capability::Capabilities;
use crate::message::extended_clipboard::ClipboardMessage;
use crate::message::server::fence::Fence;
use crate::pixel_format::PixelFormat;
use crate::pseudo::extended_desktop_size::Layout;
use crate::security::SecurityType;

/// Something that arrived.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The version was agreed on.
    Version {
        /// The twelve bytes of the server's banner as text, safe to show.
        banner: String,
        /// What is spoken from now on.
        version: Version,
    },
    /// The security types the server offers, and the one that was chosen. Comes again for what is offered inside the chosen one.
    Security {
        /// Their numbers, in the server's order.
        offered: Vec<u32>,
        /// What is used.
        chosen: SecurityType,
        /// What they are offered in.
        within: Option<SecurityType>,
    },
    /// The server has proven to hold this key. Judge it and answer with [`crate::Client::trust`], or give up: nothing of the
    /// user's was sent.
    IdentityPresented(Identity),
    /// The server wants to know who we are; answer with [`crate::Client::authenticate`].
    CredentialsNeeded(CredentialsRequest),
    /// This protects the session from here on. Comes when the encryption is agreed on and, where that changed it, when the
    /// security type is done with. The server has not let us in yet.
    Protected(Protection),
    /// What the server can do, as it says itself. Comes with the Tight security type only.
    Capabilities(Capabilities),
    /// The session is open (ServerInit, RFC 6143 §7.3.2).
    Connected(ServerInit),
    /// An update begins: now is the time to ask for the next one.
    UpdateStart,
    /// A rectangle was measured: decode it.
    Rectangle(Job),
    /// An update is complete: its rectangles may be shown.
    UpdateEnd,
    /// The framebuffer has another size. Resize it before the next rectangle is decoded.
    DesktopSize(Layout),
    /// The desktop's name changed; safe to show.
    DesktopName(String),
    /// Another cursor.
    Cursor(Cursor),
    /// The cursor is to be seen, or not, whichever it is.
    CursorState(CursorState),
    /// The pointer is there now, whoever moved it; not checked.
    PointerMoved(Point),
    /// How movements of the mouse are to be sent from now on.
    PointerMotion(PointerMotion),
    /// Which lock keys are on at the server.
    Locks(LockState),
    /// The server wants a beep.
    Bell,
    /// The server's clipboard has this text.
    CutText(String),
    /// The server's clipboard has text of so many bytes, more than the limit: it was passed over.
    CutTextTooLong(usize),
    /// Something else about the server's clipboard.
    Clipboard(ClipboardMessage),
    /// What we asked for by an xvp message was not done.
    XvpFailed,
    /// The server understands something from now on.
    Supports(Feature),
    /// The pixel format in force from here on, after [`crate::Client::change_pixel_format`].
    PixelFormat(PixelFormat),
    /// The answer to a fence that we sent.
    Fence(Fence),
}

/// What a server may show that it understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// QEMU's extended key events.
    ExtendedKeyEvent,
    /// More than eight buttons of the mouse.
    ExtendedMouseButtons,
    /// Fences.
    Fence,
    /// Continuous updates.
    ContinuousUpdates,
    /// SetDesktopSize.
    SetDesktopSize,
    /// Clipboards beyond Latin-1.
    ExtendedClipboard,
    /// To shut down, reboot or reset the server's machine.
    Xvp,
}

/// Whether the cursor is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorState {
    /// It is.
    Visible,
    /// It is not.
    Hidden,
}

/// How movements of the mouse are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointerMotion {
    /// As positions on the framebuffer.
    #[default]
    Absolute,
    /// As distances: [`crate::message::client::RelativePointerEvent`].
    Relative,
}

/// Which lock keys are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LockState {
    /// Scroll Lock.
    pub scroll: bool,
    /// Num Lock.
    pub num: bool,
    /// Caps Lock.
    pub caps: bool,
}

impl LockState {
    /// Bit 0 is Scroll Lock, 1 Num Lock, 2 Caps Lock; others mean nothing.
    pub(crate) fn from_bits(bits: u32) -> Self {
        Self { scroll: bits & 1 != 0, num: bits & 2 != 0, caps: bits & 4 != 0 }
    }
}

/// What the server's security type wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CredentialsRequest {
    /// The security type.
    pub security_type: SecurityType,
    /// Whether a user name is wanted.
    pub username: Wanted,
    /// Whether a password is wanted.
    pub password: Wanted,
    /// How the password will travel.
    pub exposure: Exposure,
}

/// Whether something is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// The desktop at the moment the session opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerInit {
    /// The framebuffer's extent.
    pub size: Size,
    /// The server's own pixel format.
    pub server_format: PixelFormat,
    /// The pixel format in use.
    pub format: PixelFormat,
    /// The desktop's name, safe to show.
    pub name: String,
}

impl ServerInit {
    /// The message as a server would send it whose own pixel format is the one in use: the head of a recording.
    pub fn to_wire(&self) -> Vec<u8> {
        let name = self.name.as_bytes();
        let mut bytes = Vec::with_capacity(24 + name.len());
        bytes.extend(self.size.width.to_be_bytes());
        bytes.extend(self.size.height.to_be_bytes());
        bytes.extend(self.format.to_wire());
        bytes.extend((name.len() as u32).to_be_bytes());
        bytes.extend(name);
        bytes
    }
}

/// A cursor as the server wants it drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Its extent; empty when the server hides the cursor.
    pub size: Size,
    /// The pixel that points.
    pub hotspot: Point,
    /// `width * height` pixels of red, green, blue and alpha; alpha is not multiplied in.
    pub rgba: Vec<u8>,
}
