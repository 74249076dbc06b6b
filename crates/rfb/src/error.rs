//! What can go wrong, grouped by who must act. Errors carry data; the words for people are made where they are shown.

use crate::geometry::{Rect, Size};
use crate::limits::Exceeded;
use crate::pixel_format::PixelFormat;

/// Why a client gave up.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The server broke the rules.
    #[error(transparent)]
    Protocol(#[from] Protocol),
    /// What the server wants is legal, but this client cannot do it.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    /// The server does not want this connection.
    #[error("the server refused the connection: {reason}")]
    Refused {
        /// The server's own words, safe to show; empty where it gave none.
        reason: String,
    },
    /// The credentials were wrong or missing. Ask again.
    #[error("authentication failed: {reason}")]
    Authentication {
        /// The server's own words, safe to show; empty where it gave none.
        reason: String,
    },
    /// What the server offers could be done, but is not allowed here.
    #[error("none of the offered security types {offered:?} is allowed")]
    Forbidden {
        /// The numbers of what the server offers.
        offered: Vec<u32>,
    },
    /// The encryption failed, or would be worth nothing.
    #[error(transparent)]
    Cryptography(#[from] CryptographyError),
    /// The server named more than is allowed.
    #[error(transparent)]
    Limit(#[from] Exceeded),
    /// The caller did something out of order.
    #[error("wrong use of the client: {0}")]
    Misuse(&'static str),
}

/// How the server broke the rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Protocol {
    /// The first bytes are not RFB's.
    #[error("the server speaks {peer}, not RFB")]
    NotRfb {
        /// What it speaks instead.
        peer: Peer,
    },
    /// A server message of an unknown type.
    #[error("unknown message type {number}")]
    UnknownMessage {
        /// The type's number.
        number: u8,
    },
    /// A rectangle in an encoding that nobody asked for.
    #[error("a rectangle in an unknown encoding ({number})")]
    UnknownEncoding {
        /// The encoding's number.
        number: i32,
    },
    /// A rectangle that does not lie inside the framebuffer.
    #[error("a rectangle ({rect}) outside the framebuffer ({framebuffer})")]
    RectangleOutside {
        /// The rectangle.
        rect: Rect,
        /// The framebuffer's extent.
        framebuffer: Size,
    },
    /// A CopyRect whose source does not lie inside the framebuffer.
    #[error("a copy from {rect}, outside the framebuffer ({framebuffer})")]
    CopySourceOutside {
        /// The source.
        rect: Rect,
        /// The framebuffer's extent.
        framebuffer: Size,
    },
    /// A pixel format that makes no sense.
    #[error("a pixel format that makes no sense ({0:?})")]
    BadPixelFormat(PixelFormat),
    /// Something that is wrong in itself.
    #[error("{reading}: {what}")]
    Malformed {
        /// What was being read.
        reading: &'static str,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The data ended before the rectangle did.
    #[error("{reading}: the data ends too early")]
    Truncated {
        /// What was being read.
        reading: &'static str,
    },
    /// The server closed the connection in the middle.
    #[error("the server closed the connection while {awaiting} was awaited")]
    Closed {
        /// What should have come next.
        awaiting: &'static str,
    },
}

/// Why SASL cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnsupportedSasl {
    /// None of the mechanisms is known.
    #[error("none of the SASL mechanisms ({offered}) can be used")]
    Mechanisms {
        /// What the server offers, safe to show.
        offered: String,
    },
    /// The only mechanism would send the password as it is, and nothing is encrypted.
    #[error("SASL with the password in the clear")]
    InClear,
    /// The server insists on encryption by SASL of a kind that is not known.
    #[error("the security layer that the server's SASL insists on")]
    Layer,
}

/// What is wrong with the keys, or with what was sealed under them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CryptographyError {
    /// A key that is too short to protect anything.
    #[error("{what} of {bits} bits; at least {least} are needed")]
    WeakKey {
        /// Which key.
        what: &'static str,
        /// How long it is.
        bits: usize,
        /// How long it must be.
        least: usize,
    },
    /// A number that breaks the scheme.
    #[error("{what} {problem}")]
    BadParameter {
        /// Which number.
        what: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Something was changed on the way, or the server does not have the keys.
    #[error("{reading} was changed on the way, or the server does not hold the key")]
    Forged {
        /// What was being read.
        reading: &'static str,
    },
    /// TLS failed.
    #[error("TLS failed: {problem}")]
    Tls {
        /// Why, in words.
        problem: String,
    },
    /// The server's own TLS failed, which it says outside of TLS.
    #[error("the server gives up the encryption and says: {reason}")]
    TlsGivenUp {
        /// Why, in the server's words, fit to be shown.
        reason: String,
    },
    /// The server ends TLS, and says why.
    #[error("the server ends the encryption and says: {}", crate::tls::anonymous::words(*.description))]
    TlsAlert {
        /// The alert's number (RFC 5246 §7.2.2).
        description: u8,
    },
    /// The server chose a version of TLS that is not spoken here.
    #[error("the server speaks {spoken} only, which is broken; anonymous TLS is spoken as TLS 1.2 here")]
    TlsVersion {
        /// The version.
        spoken: &'static str,
    },
    /// The operating system has no random bytes.
    #[error("the operating system gives no random bytes")]
    NoRandom,
}

/// What answers on the other side, where it is no RFB server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Peer {
    /// A web server.
    #[error("HTTP")]
    Http,
    /// An SSH server.
    #[error("SSH")]
    Ssh,
    /// Something that wants TLS at once.
    #[error("TLS")]
    Tls,
    /// A remote desktop of Windows.
    #[error("RDP")]
    Rdp,
    /// A mail or file server that greets with a line of text.
    #[error("a mail or file transfer protocol")]
    Greeting,
    /// Something else.
    #[error("something unknown ({0:?})")]
    Unknown(String),
}

/// What is legal but not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsupported {
    /// A version of the protocol.
    #[error("protocol version {0}")]
    Version(String),
    /// None of the offered security types can be used; their numbers.
    #[error("none of the offered security types {offered:?} can be used")]
    SecurityTypes {
        /// What the server offers.
        offered: Vec<u32>,
    },
    /// What SASL is to be done with.
    #[error(transparent)]
    Sasl(#[from] UnsupportedSasl),
    /// An UltraVNC repeater that wants an ID.
    #[error("an UltraVNC repeater")]
    Repeater,
    /// A name or a password that does not fit into the security type's field.
    #[error("a {what} of {bytes} bytes, where the security type takes {most}")]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// How long it is, in UTF-8.
        bytes: usize,
        /// How long it may be.
        most: usize,
    },
    /// Tunnels of the Tight security type, none of which is known.
    #[error("a tunnel that is not known")]
    Tunnel,
    /// A cursor in an encoding other than Raw.
    #[error("a cursor in encoding {0}")]
    CursorEncoding(i32),
    /// Video that uses what the decoder does not have.
    #[error("video with {0}")]
    Video(&'static str),
}

impl Protocol {
    /// Something wrong in itself: `what` is wrong in what is being `reading`.
    pub(crate) const fn malformed(reading: &'static str, what: &'static str) -> Self {
        Protocol::Malformed { reading, what }
    }
}
