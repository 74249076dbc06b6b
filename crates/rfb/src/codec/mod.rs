//! Parts that several encodings share.

pub mod inflate;
pub mod pixels;
pub mod tile;
