//! TightPNG (rfbproto, TightPNG Encoding): Tight with PNG files in place of basic compression.

use super::tight::{self, Family};
use crate::encoding::{Decode, Head, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::wire::{Reader, Stop};

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    tight::measure_png(head, reader)
}

/// Decodes TightPNG rectangles of one lane.
#[derive(Debug)]
pub struct Decoder(tight::Decoder);

impl Default for Decoder {
    fn default() -> Self {
        Self(tight::Decoder::new(Family::TightPng))
    }
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        self.0.decode(head, body, out)
    }

    fn reset(&mut self) {
        self.0.reset();
    }
}
