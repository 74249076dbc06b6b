//! Every other kind of JPEG picture (progressive, odd sampling factors, CMYK), through a library.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::malformed;
use crate::error::Error;
use crate::framebuffer::Target;

/// The most scans that a picture may have. Encoders make about ten; each may cost a pass over the whole picture.
const SCANS: usize = 64;

/// The library's decoder and a buffer for what it returns, three bytes per pixel.
#[derive(Debug, Default)]
pub struct Fallback {
    pixels: Vec<u8>,
}

impl Fallback {
    /// Decodes `data` into `out`, whose extent must be the picture's.
    pub fn decode(&mut self, data: &[u8], mut out: Target<'_>) -> Result<(), Error> {
        let size = out.size();
        let options = DecoderOptions::default()
            .set_max_width(size.width.into())
            .set_max_height(size.height.into())
            .set_strict_mode(true)
            .jpeg_set_max_scans(SCANS)
            .jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
        decoder.decode_headers().map_err(|_| malformed("its headers are wrong or announce another extent"))?;
        let Some(info) = decoder.info() else { return Err(malformed("it has no headers")) };
        if (info.width, info.height) != (size.width, size.height) {
            return Err(malformed("its extent is not the rectangle's"));
        }
        self.pixels.resize(3 * size.area(), 0);
        decoder.decode_into(&mut self.pixels).map_err(|_| malformed("its data is damaged"))?;
        let rows = self.pixels.chunks_exact(3 * usize::from(size.width).max(1));
        for (row, bytes) in out.rows_mut().zip(rows) {
            for (pixel, &[red, green, blue]) in row.iter_mut().zip(bytes.as_chunks().0) {
                *pixel = u32::from_be_bytes([0, red, green, blue]);
            }
        }
        Ok(())
    }
}
