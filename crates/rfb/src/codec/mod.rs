//! Parts that several encodings share.

pub mod bitmap;
pub mod grid;
#[cfg(feature = "h264")]
pub(crate) mod h264;
pub mod hextile;
pub mod html_fragment;
pub mod inflate;
pub mod jpeg;
pub mod pixels;
pub mod png;
pub(crate) mod subrectangles;
pub mod tile;
pub(crate) mod wavelet;
