//! What a session tells its front end. Never pixels: those are in the [`super::Screen`].

use std::time::Duration;

use rfb::{LockState, Point, PointerMotion, Rect, SecurityType, Size};

use super::{Clipping, Failure, Memory, Privacy, Question, Travel};

/// Something the front end may want to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// How far connecting has come.
    Progress(Stage),
    /// A person must decide before the session goes on; answer with [`super::Command::Answer`].
    Question(Question),
    /// What is true of this session from now on.
    Privacy(Privacy),
    /// The connection broke and is made again. Nothing is pressed any more, and what the server was able to do is to be told
    /// anew. [`Event::Connected`] follows when that worked; until [`Event::FirstPicture`] the screen keeps the last picture.
    Reconnecting(Reconnecting),
    /// The server does not answer, or does so again.
    Silence(Silence),
    /// The server wants to know who we are; answer with [`super::Command::Credentials`].
    CredentialsNeeded(CredentialsRequest),
    /// The session is open; the first picture is on its way.
    Connected(Desktop),
    /// The first complete picture is in the screen.
    FirstPicture,
    /// The remote desktop changed its size; the screen has already.
    Resized(Size),
    /// The desktop got a new name.
    Renamed(String),
    /// The server can (or cannot) change the desktop's size on request.
    Resizable(bool),
    /// The remote desktop shows another mouse cursor.
    Cursor(CursorImage),
    /// The server wants a beep.
    Bell,
    /// The remote clipboard has this.
    Clipboard(Clipping),
    /// The remote clipboard has so many bytes, more than is taken.
    ClipboardTooLarge(usize),
    /// The server takes Latin-1 only, and letters of the local clipboard were lost on the way. Told once.
    ClipboardReduced,
    /// The remote pointer is there now, whoever moved it; may lie outside the desktop.
    PointerMoved(Point),
    /// The server wants movements of the mouse in this way from now on.
    PointerMotion(PointerMotion),
    /// These lock keys are on at the remote side.
    Locks(LockState),
    /// The screens of the remote desktop, as far as the server says.
    Screens(Vec<RemoteScreen>),
    /// The remote machine can be switched: [`super::Command::Power`].
    PowerOffered,
    /// The remote machine was not switched as it was asked to.
    PowerFailed,
    /// How a recording is being played.
    Playback(super::Playback),
    /// Something came of [`super::Command::Record`].
    Recording(super::Recording),
    /// The session is over; nothing follows. `None` where our own side ended it.
    Ended(Option<Failure>),
}

/// A connection that is made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconnecting {
    /// The number of the attempt that comes next, from 1.
    pub attempt: u32,
    /// How long until then; [`super::Command::ReconnectNow`] cuts it short.
    pub delay: Duration,
    /// Why it is necessary.
    pub failure: Failure,
}

/// Whether a server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Silence {
    /// It does, as far as is known.
    #[default]
    Over,
    /// It was asked and did not. The connection may come to life again, and is given up if not.
    Silent,
}

/// The stages of connecting, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Waiting for a server to call.
    Waiting,
    /// Looking up the name and opening the connection.
    Connecting,
    /// Agreeing on the protocol version and the security type.
    Negotiating,
    /// Proving who we are.
    Authenticating,
    /// Waiting for the first picture.
    Opening,
}

/// What the server wants to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialsRequest {
    /// Whether a user name is wanted besides the password.
    pub username: bool,
    /// The security type in words, such as "VNC authentication".
    pub method: String,
    /// Why it is asked again, when an earlier answer was refused.
    pub refused: Option<String>,
    /// How the password would travel, where that is known.
    pub travel: Option<Travel>,
    /// The name of the user, where it is known.
    pub known_username: Option<String>,
    /// Why a place that should have known the password did not.
    pub notice: Option<String>,
    /// Whether the answer can be remembered.
    pub memory: Memory,
}

impl CredentialsRequest {
    /// How many characters of a password count, where a longer one is as good as its beginning.
    pub fn password_length(&self) -> Option<usize> {
        const CUT: [SecurityType; 4] =
            [SecurityType::VncAuthentication, SecurityType::Xvp, SecurityType::TlsVnc, SecurityType::X509Vnc];
        let cut = CUT.into_iter().any(|security_type| security_type.name().eq_ignore_ascii_case(&self.method));
        cut.then_some(8)
    }
}

/// A remote desktop at the moment the session opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// Its name, made safe to show.
    pub name: String,
    /// Its size.
    pub size: Size,
}

/// One screen of the remote desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemoteScreen {
    /// The server's number for it.
    pub id: u32,
    /// The part of the desktop that it shows.
    pub area: Rect,
}

/// A mouse cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CursorImage {
    /// Its extent; empty when the server hides the cursor.
    pub size: Size,
    /// The pixel that points.
    pub hotspot: Point,
    /// `width * height` pixels of red, green, blue and alpha; alpha is not multiplied in.
    pub rgba: Vec<u8>,
}
