//! CopyRect (RFC 6143 §7.7.2): the place the viewer already has the pixels at.

use rfb::Point;

/// The number in SetEncodings and in rectangle headers.
pub const NUMBER: i32 = 1;

/// Appends what follows the rectangle's header: where the pixels were.
pub fn encode(from: Point, out: &mut Vec<u8>) {
    out.extend(from.x.to_be_bytes());
    out.extend(from.y.to_be_bytes());
}
