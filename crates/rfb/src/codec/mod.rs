//! Parts that several encodings share.

pub mod inflate;
pub mod jpeg;
pub mod pixels;
pub mod tile;
