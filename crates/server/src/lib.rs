//! A small RFB (VNC) server: the built-in demo desktop, reference encoders written from the specification, and scripted
//! and hostile peers for tests.
//!
//! It shares nothing with the client but geometry, pixel formats and the framebuffer, so that each proves the other.
//!
//! ```no_run
//! use server::{Options, Server, StillDesktop};
//!
//! let desktop = StillDesktop::new(rfb::Framebuffer::new(rfb::Size::new(64, 48)));
//! let server = Server::bind("127.0.0.1:0", Options::default())?.spawn(desktop)?;
//! println!("connect a viewer to {}", server.local_addr());
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod demo;
pub mod desktop;
pub mod encoder;
pub mod hostile;
pub mod protocol;
pub mod script;
pub mod security;
mod server;

pub use desktop::{Desktop, StillDesktop};
pub use server::{Handle, Host, Options, ServeError, Server};
