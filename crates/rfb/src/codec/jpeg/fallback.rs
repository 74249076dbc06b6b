//! Every other kind of JPEG picture (progressive, odd sampling factors, CMYK), through a library.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::malformed;
use crate::error::Error;
use crate::framebuffer::Target;
use crate::limits;

/// The most scans that a picture may have. Encoders make about ten; each may cost a pass over the whole picture.
const SCANS: usize = 64;

/// The most pixels that such a picture may have; the library needs up to nine bytes for each.
const PIXELS: usize = 16 << 20;

/// Decodes `data` into `out`, whose extent must be the picture's.
pub fn decode(data: &[u8], mut out: Target<'_>) -> Result<(), Error> {
    let size = out.size();
    limits::check("a JPEG picture's pixel count, other than baseline", size.area(), PIXELS)?;
    if data.windows(2).filter(|bytes| *bytes == [0xff, 0xda]).count() > SCANS {
        return Err(malformed("it has too many scans"));
    }
    let options = DecoderOptions::default()
        .set_max_width(size.width.into())
        .set_max_height(size.height.into())
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().map_err(|_| malformed("its headers are wrong or announce another extent"))?;
    let Some(info) = decoder.info() else { return Err(malformed("it has no headers")) };
    if (info.width, info.height) != (size.width, size.height) {
        return Err(malformed("its extent is not the rectangle's"));
    }
    let mut pixels = vec![0; 3 * size.area()];
    decoder.decode_into(&mut pixels).map_err(|_| malformed("its data is damaged"))?;
    let rows = pixels.chunks_exact(3 * usize::from(size.width).max(1));
    for (row, bytes) in out.rows_mut().zip(rows) {
        for (pixel, &[red, green, blue]) in row.iter_mut().zip(bytes.as_chunks().0) {
            *pixel = u32::from_be_bytes([0, red, green, blue]);
        }
    }
    Ok(())
}
