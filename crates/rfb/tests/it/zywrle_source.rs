//! Where the vectors of ZYWRLE come from: pictures whose channels are all odd, of which its colour transform loses nothing.

use rfb::{Encoding, PixelFormat, Rect, Size};
use server::encoder::Encoders;

use crate::vector_source::{LITTLE, Made, kind, paint, write};

#[test]
#[ignore = "writes tests/vectors anew: cargo test -p farview-rfb -- --ignored write_vectors"]
fn write_vectors_of_zywrle() {
    let big_endian = PixelFormat { big_endian: true, ..LITTLE };
    let eight_bits = PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6], ..LITTLE };
    write("zywrle", "every_kind_of_tile", &odd_colours(Size::new(100, 71), LITTLE));
    write("zywrle", "big_endian", &odd_colours(Size::new(33, 27), big_endian));
    write("zywrle", "eight_bits", &odd_colours(Size::new(33, 27), eight_bits));
    for (name, size) in
        [("odd_edges", (21, 15)), ("one_pixel", (1, 1)), ("one_row", (200, 1)), ("one_column", (1, 140))]
    {
        write("zywrle", name, &odd_colours(Size::new(size.0, size.1), LITTLE));
    }
}

/// A picture, and a part of it once more through the same stream.
fn odd_colours(size: Size, format: PixelFormat) -> Made {
    let mut made = Made::new(size, format);
    let odd = if format.bits_per_pixel == 8 { 0 } else { 0x0001_0101 };
    // Small pictures are slopes: tiles of few colours would be no wavelets.
    let slope = |x: u16, y: u16| (u32::from(x) * 0x0007_0501) ^ (u32::from(y) * 0x0003_0b0d);
    let colour = |x, y| if size.width < 64 { slope(x, y) } else { kind(x + y, y, 33) };
    paint(&mut made.picture, Rect::of(size), format, |x, y| colour(x, y) & 0x00ff_ffff | odd);
    let part = Rect::new(size.width / 3, size.height / 3, size.width.div_ceil(2), size.height.div_ceil(2));
    made.update(&mut Encoders::default(), Encoding::Zywrle.number(), format, &[Rect::of(size), part]);
    made
}
