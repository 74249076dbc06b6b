//! The RFB protocol (VNC), client side, without I/O.

pub mod encoding;
pub mod framebuffer;
pub mod geometry;
#[cfg(feature = "tokio")]
pub mod net;
pub mod pixel_format;
pub mod region;

pub use encoding::Encoding;
pub use framebuffer::{Framebuffer, Target};
pub use geometry::{Point, Rect, Size};
pub use pixel_format::{ColourMap, PixelFormat};
pub use region::Region;
