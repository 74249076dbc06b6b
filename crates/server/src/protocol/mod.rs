//! The server's side of the RFB protocol (RFC 6143 §7): the handshake, what viewers send, and what they are sent.

pub(crate) mod client_message;
pub(crate) mod handshake;
pub(crate) mod server_message;
mod vnc_authentication;

pub use client_message::{MAX_CUT_TEXT, MAX_SCREENS};
pub use handshake::Version;
pub use server_message::Screen;
pub use vnc_authentication::{Challenge, answer};

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
    /// Its answer to the challenge was wrong.
    #[error("the password is wrong")]
    WrongPassword,
    /// A message type there is not, or whose extension was not announced.
    #[error("message type {0} is unknown")]
    MessageType(u8),
    /// A sub-message of the QEMU client message there is not.
    #[error("QEMU message {0} is unknown")]
    QemuMessage(u8),
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
