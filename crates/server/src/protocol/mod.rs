//! The server's side of the RFB protocol (RFC 6143 §7): the handshake, what viewers send, and what they are sent.

pub(crate) mod client_message;
pub(crate) mod extended_clipboard;
pub(crate) mod handshake;
pub(crate) mod server_message;

pub use crate::security::vnc_authentication::{Challenge, answer};
pub use client_message::{MAX_CUT_TEXT, MAX_SCREENS};
pub use handshake::Version;
pub use server_message::{Screen, put_bell, put_cursor, put_framebuffer_update, put_rectangle};

/// Numbers of pseudo-encodings (RFC 6143 §7.8 and the registry in rfbproto).
pub mod pseudo_encoding {
    /// The desktop's size changed.
    pub const DESKTOP_SIZE: i32 = -223;
    /// The last rectangle of an update that did not say how many there are.
    pub const LAST_RECT: i32 = -224;
    /// The cursor's shape, with a mask.
    pub const CURSOR: i32 = -239;
    /// The viewer may send scan codes.
    pub const QEMU_EXTENDED_KEY_EVENT: i32 = -258;
    /// The desktop's name changed.
    pub const DESKTOP_NAME: i32 = -307;
    /// The desktop's size and screens, and the viewer may change them.
    pub const EXTENDED_DESKTOP_SIZE: i32 = -308;
    /// Both sides answer fences.
    pub const FENCE: i32 = -312;
    /// The viewer may ask for updates without end.
    pub const CONTINUOUS_UPDATES: i32 = -313;
    /// Where the pointer is.
    pub const POINTER_POS: i32 = -232;
    /// The cursor's shape in two colours, with a mask.
    pub const X_CURSOR: i32 = -240;
    /// Whether the viewer sends positions or distances.
    pub const QEMU_POINTER_MOTION_CHANGE: i32 = -257;
    /// Which lock keys are on.
    pub const QEMU_LED_STATE: i32 = -261;
    /// The viewer may switch the machine.
    pub const XVP: i32 = -309;
    /// The cursor's shape, as masks or with transparency.
    pub const VMWARE_CURSOR: i32 = 0x574d_5664;
    /// Whether the cursor is visible.
    pub const VMWARE_CURSOR_STATE: i32 = 0x574d_5665;
    /// Where the cursor is.
    pub const VMWARE_CURSOR_POSITION: i32 = 0x574d_5666;
    /// Which lock keys are on.
    pub const VMWARE_LED_STATE: i32 = 0x574d_5668;
    /// The desktop's size and the format of pixels changed.
    pub const VMWARE_DISPLAY_MODE_CHANGE: i32 = 0x574d_5669;
    /// Clipboards beyond Latin-1.
    pub const EXTENDED_CLIPBOARD: i32 = -1_063_131_698;
    /// The cursor's shape, with transparency.
    pub const CURSOR_WITH_ALPHA: i32 = -314;
}

/// What a viewer did wrong. The connection ends; the server goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewerFault {
    /// It did not open with an RFB version.
    #[error("the viewer does not speak RFB: it began with {0:?}")]
    NotRfb(String),
    /// It chose a security type that was not offered.
    #[error("security type {0} was not offered")]
    SecurityType(u8),
    /// It broke the rules of the security type it chose.
    #[error("the viewer breaks the rules of its security type: {0}")]
    Security(&'static str),
    /// Its answer to the challenge was wrong.
    #[error("the password is wrong")]
    WrongPassword,
    /// It broke the rules of SASL.
    #[error("SASL: {0}")]
    Sasl(&'static str),
    /// A message type there is not, or whose extension was not announced.
    #[error("message type {0} is unknown")]
    MessageType(u8),
    /// A sub-message of the QEMU client message there is not.
    #[error("QEMU message {0} is unknown")]
    QemuMessage(u8),
    /// A message about the clipboard that is wrong in itself.
    #[error("a clipboard message is wrong: {0}")]
    Clipboard(&'static str),
    /// A pixel format that makes no sense.
    #[error("the pixel format makes no sense")]
    PixelFormat,
    /// Something longer than the server takes.
    #[error("{what} of {length} bytes is longer than the limit of {limit}")]
    TooLong {
        /// What was too long.
        what: &'static str,
        /// How long it claims to be.
        length: u32,
        /// How long it may be.
        limit: u32,
    },
    /// It asks without reading the answers.
    #[error("the viewer does not read what it is sent")]
    DoesNotRead,
}
