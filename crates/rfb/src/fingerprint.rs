//! A hash of a picture that other decoders can compute too.

use crate::framebuffer::Framebuffer;
use crate::pixel_format::PixelFormat;

/// FNV-1a (32 bits) over bytes 0, 1 and 2 of every pixel as `format` has it on the wire, row by row.
///
/// Where a pixel of `format` has fewer than 24 bits of colour the framebuffer's own pixels are taken, little endian.
pub fn fnv(framebuffer: &Framebuffer, format: PixelFormat) -> u32 {
    let format = if format.bits_per_pixel == 32 && format.max == [255; 3] { format } else { PixelFormat::RENDERER };
    let [red, green, blue] = format.shift;
    let bytes = |pixel: u32| {
        let [_, r, g, b] = pixel.to_be_bytes().map(u32::from);
        let value = r << red | g << green | b << blue;
        if format.big_endian { value.to_be_bytes() } else { value.to_le_bytes() }
    };
    let mut hash = 0x811c_9dc5_u32;
    for &pixel in framebuffer.pixels() {
        let [first, second, third, _] = bytes(pixel);
        for byte in [first, second, third] {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Size;

    #[test]
    fn the_hash_is_that_of_the_bytes_on_the_wire() {
        let mut framebuffer = Framebuffer::new(Size::new(2, 1));
        framebuffer.pixels_mut().copy_from_slice(&[0x0061_6263, 0x0000_0000]);
        // FNV-1a of "cba\0\0\0" and of "abc\0\0\0".
        let reversed = PixelFormat { shift: [0, 8, 16], ..PixelFormat::RENDERER };
        assert_eq!(fnv(&framebuffer, PixelFormat::RENDERER), reference(b"cba\0\0\0"));
        assert_eq!(fnv(&framebuffer, reversed), reference(b"abc\0\0\0"));
        assert_eq!(reference(b"foobar"), 0xbf9c_f968, "the published value for this text");
    }

    fn reference(text: &[u8]) -> u32 {
        text.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}
