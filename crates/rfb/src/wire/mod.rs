//! Bytes of the protocol: a cursor that cannot panic, and text that is safe to show.

mod reader;
pub mod text;

pub use reader::{NeedMore, Reader, Stop};
