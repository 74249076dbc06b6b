//! JPEG pictures (ITU-T T.81), as Tight and the JPEG encoding carry them.

mod bits;
mod block;
mod colour;
mod fallback;
mod huffman;
mod inverse_dct;
mod lanes;
mod planes;
mod rows;
mod scan;
mod segments;
mod standard;
mod tables;

use segments::Picture;

use crate::error::{Error, Protocol};
use crate::framebuffer::Target;

/// What is named in errors.
const READING: &str = "a JPEG picture";

/// Something wrong with a picture.
const fn malformed(what: &'static str) -> Error {
    Error::Protocol(Protocol::malformed(READING, what))
}

/// The error for a picture that ends too early.
fn truncated() -> Error {
    Protocol::Truncated { reading: READING }.into()
}

/// Decodes JPEG pictures one after the other, with tables and buffers that are kept from picture to picture.
#[derive(Debug, Default)]
pub struct Jpeg {
    slots: tables::Slots,
    buffers: scan::Buffers,
    fallback: fallback::Fallback,
}

impl Jpeg {
    /// Decodes `data`, a whole picture with its own tables, into `out`, whose extent must be the picture's.
    ///
    /// Huffman tables that it does not define are the standard's.
    pub fn decode(&mut self, data: &[u8], out: Target<'_>) -> Result<(), Error> {
        self.slots.undefine();
        self.decode_abbreviated(data, out)
    }

    /// Decodes `data`, a picture which may leave out tables that earlier ones had, as [`Jpeg::decode`] does.
    pub fn decode_abbreviated(&mut self, data: &[u8], out: Target<'_>) -> Result<(), Error> {
        match segments::read(data, out.size(), &mut self.slots)? {
            Picture::Known(frame) => scan::decode(&frame, &self.slots, &mut self.buffers, out),
            Picture::Other => self.fallback.decode(data, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder};

    use super::*;
    use crate::geometry::Size;

    fn grey_ramp(size: Size) -> Vec<u8> {
        let pixels: Vec<u8> = (0..size.area()).flat_map(|index| [(index % 256) as u8; 3]).collect();
        let mut data = Vec::new();
        let encoder = Encoder::new(&mut data, 95);
        encoder.encode(&pixels, size.width, size.height, ColorType::Rgb).expect("it can be encoded");
        data
    }

    #[test]
    fn a_picture_is_drawn() {
        let size = Size::new(40, 9);
        let mut pixels = vec![0; size.area()];
        let out = Target::packed(&mut pixels, size).expect("it fits");
        Jpeg::default().decode(&grey_ramp(size), out).expect("it is a picture");
        for (index, pixel) in pixels.into_iter().enumerate() {
            let [zero, channels @ ..] = pixel.to_be_bytes();
            assert!(
                zero == 0 && channels.iter().all(|&channel| channel.abs_diff((index % 256) as u8) < 24),
                "{pixel:x}"
            );
        }
    }

    #[test]
    fn a_picture_of_another_extent_is_refused() {
        let mut pixels = vec![0; 40 * 10];
        let out = Target::packed(&mut pixels, Size::new(40, 10)).expect("it fits");
        let result = Jpeg::default().decode(&grey_ramp(Size::new(40, 9)), out);
        assert!(matches!(result, Err(Error::Protocol(_))), "{result:?}");
    }
}
