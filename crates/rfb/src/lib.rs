//! The RFB protocol (VNC), client side, without I/O.
//!
//! A [`Client`] is fed the bytes that a server sent and hands out [`Event`]s and bytes to send; it never blocks, reads no
//! clock and opens no socket. Rectangles come out measured but not decoded: [`pipeline::Decoders`] turn each
//! [`encoding::Job`] into pixels of a [`Framebuffer`], and a [`pipeline::Pipeline`] does so on several threads.
//!
//! With the feature `tokio` (on by default) the module `net` reaches servers and moves the bytes.
//!
//! ```
//! use rfb::{Client, Config, Event};
//!
//! let mut client = Client::new(Config::default());
//! client.buffer().extend_from_slice(b"RFB 003.008\n");
//! assert!(matches!(client.poll(), Ok(Some(Event::Version { .. }))));
//! assert_eq!(client.poll_transmit().as_deref(), Some(b"RFB 003.008\n".as_slice()));
//! ```

pub mod client;
pub mod codec;
pub mod config;
pub mod credentials;
mod cryptography;
pub mod encoding;
pub mod error;
pub mod event;
pub mod fingerprint;
pub mod framebuffer;
pub mod geometry;
pub mod handshake;
pub mod identity;
pub mod layer;
pub mod levels;
pub mod limits;
pub mod loss;
pub mod message;
#[cfg(feature = "tokio")]
pub mod net;
pub mod pipeline;
pub mod pixel_format;
pub mod pseudo;
pub mod random;
pub mod recording;
pub mod region;
pub mod security;
pub mod tls;
pub mod wire;

pub use client::Client;
pub use config::{Config, Sharing};
pub use credentials::{Credentials, Secret};
pub use encoding::Encoding;
pub use error::Error;
pub use event::{
    CredentialsRequest, Cursor, CursorState, Event, Feature, LockState, PointerMotion, ServerInit, Wanted,
};
pub use framebuffer::{Framebuffer, Target};
pub use geometry::{Point, Rect, Size};
pub use identity::{Encryption, Exposure, Fingerprint, Identity, Protection, ShortFingerprint};
pub use levels::{Level, Levels, Percent, Quality, Subsampling};
pub use limits::Limits;
pub use loss::Loss;
pub use message::client::ClientMessage;
pub use pixel_format::{ColourMap, PixelFormat};
pub use random::Random;
pub use region::Region;
pub use security::SecurityType;
