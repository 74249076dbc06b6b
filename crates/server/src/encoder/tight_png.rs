//! TightPNG (rfbproto, TightPNG Encoding): Tight with PNG files for what is neither one colour nor a JPEG picture. For
//! formats without so many colours it falls back to basic compression, as QEMU does.

use rfb::Size;

use super::tight::{Family, TightEncoder};
use super::{Encoder, Source, Wishes};

/// The number in SetEncodings and in rectangle headers.
pub(super) const NUMBER: i32 = -260;

/// Writes TightPNG.
pub struct TightPngEncoder(TightEncoder);

impl Default for TightPngEncoder {
    fn default() -> Self {
        Self(TightEncoder::new(Family::TightPng))
    }
}

impl Encoder for TightPngEncoder {
    fn largest(&self) -> Size {
        self.0.largest()
    }

    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.0.encode(source, out);
    }

    fn wish(&mut self, wishes: Wishes) {
        self.0.wish(wishes);
    }
}
