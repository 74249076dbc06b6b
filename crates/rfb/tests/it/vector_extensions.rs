//! Where the vector of all extensions comes from: pseudo-rectangles and messages beyond RFC 6143 that carry no picture, and
//! a change of the pixel format in mid-session.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rfb::{Framebuffer, PixelFormat, Rect, Size};

use crate::vector_source::{Made, kind, paint};

/// What pixels look like in the end.
const FORMAT: PixelFormat = PixelFormat {
    bits_per_pixel: 16,
    depth: 16,
    big_endian: true,
    max: [31, 63, 31],
    shift: [11, 5, 0],
    ..PixelFormat::RENDERER
};

/// Every extension, then a picture in another size and pixel format.
pub fn every_extension() -> Made {
    let mut made = Made::new(Size::new(20, 10), PixelFormat::RENDERER);
    for message in clipboard() {
        made.stream.extend([3, 0, 0, 0]);
        made.stream.extend((-(message.len() as i32)).to_be_bytes());
        made.stream.extend(message);
    }
    // xvp: offered, and something was not done.
    made.stream.extend([250, 0, 1, 1, 250, 0, 1, 0]);
    made.open_update(10);
    let pseudo = |made: &mut Made, rect: (u16, u16, u16, u16), number: i32, body: &[u8]| {
        made.open_rectangle(Rect::new(rect.0, rect.1, rect.2, rect.3), number);
        made.stream.extend(body);
    };
    let bits = [0x55, 0x80, 0xaa, 0x00, 0xff, 0x80, 0x0f, 0x00];
    pseudo(&mut made, (1, 1, 9, 2), -240, &[&[1, 2, 3, 4, 5, 6][..], &bits].concat());
    pseudo(&mut made, (1, 0, 2, 2), 0x574d_5664, &[&[0, 0][..], &[0xff; 16], &[0x0f; 16]].concat());
    pseudo(&mut made, (0, 1, 2, 2), 0x574d_5664, &[&[1, 0][..], &[0x70; 16]].concat());
    pseudo(&mut made, (0, 0, 0, 0), 0x574d_5665, &[0, 2]);
    pseudo(&mut made, (7, 8, 0, 0), 0x574d_5666, &[]);
    pseudo(&mut made, (9, 3, 0, 0), -232, &[]);
    pseudo(&mut made, (0, 0, 0, 0), -257, &[]);
    pseudo(&mut made, (0, 0, 0, 0), -261, &[0x84]);
    pseudo(&mut made, (0, 0, 0, 0), 0x574d_5668, &[0, 0, 0, 3]);
    pseudo(&mut made, (0, 0, 30, 14), 0x574d_5669, &FORMAT.to_wire());
    let size = Size::new(30, 14);
    made.picture = Framebuffer::new(size);
    paint(&mut made.picture, Rect::of(size), FORMAT, |x, y| kind(x, y, 7));
    made.update(&mut server::encoder::Encoders::default(), 0, FORMAT, &[Rect::of(size)]);
    made
}

/// What follows the length of some messages about the clipboard: what the server can take, what it has, wishes, text with
/// HTML, and what nobody knows yet.
pub fn clipboard() -> [Vec<u8>; 6] {
    let message = |flags: u32, body: &[u8]| [&flags.to_be_bytes(), body].concat();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"\0\0\0\x0a\xd0\xbf\xd1\x80\xd0\xb8\xd0\xb2\r\0").expect("memory");
    encoder.write_all(b"\0\0\0\x04<b>\0").expect("memory");
    [
        message(0x1f00_0005, &[0, 0, 0, 9, 0, 0, 0, 0]),
        message(0x0800_0001, &[]),
        message(0x0200_0001, &[]),
        message(0x0400_0000, &[]),
        message(0x1000_0005, &encoder.finish().expect("memory")),
        message(0x2000_8000, &[1, 2, 3]),
    ]
}
