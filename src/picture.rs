//! A framebuffer as a PNG file.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};
use rfb::Framebuffer;

/// The bytes of a PNG file that shows `framebuffer`. One without pixels is an error.
pub fn png(framebuffer: &Framebuffer) -> Result<Vec<u8>, EncodingError> {
    let size = framebuffer.size();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size.width.into(), size.height.into());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = framebuffer.pixels().iter().flat_map(|pixel| pixel.to_be_bytes().into_iter().skip(1)).collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rfb::Size;

    #[test]
    fn a_picture_holds_the_pixels_of_the_framebuffer() {
        let mut framebuffer = Framebuffer::new(Size::new(3, 1));
        framebuffer.pixels_mut().copy_from_slice(&[0x00ff_0000, 0x0001_0203, 0xff00_00fe]);
        let file = png(&framebuffer).expect("a picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG file");
        let mut pixels = [0; 9];
        let info = reader.next_frame(&mut pixels).expect("a frame");
        assert_eq!((info.width, info.height), (3, 1));
        assert_eq!(pixels, [255, 0, 0, 1, 2, 3, 0, 0, 254]);
    }

    #[test]
    fn an_empty_framebuffer_is_an_error_and_no_panic() {
        assert!(png(&Framebuffer::default()).is_err(), "there is nothing to see");
    }
}
