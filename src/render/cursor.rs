//! The remote mouse cursor as an image for the native cursor.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use rfb::{Point, Size};

/// The longest side of a native cursor; more is refused or cut off by some display servers.
const MAX_SIDE: u16 = 256;

/// A cursor image: red, green, blue and alpha, alpha not multiplied in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativeCursor {
    /// The extent in device pixels.
    pub size: Size,
    /// The pixel that points; always inside.
    pub hotspot: Point,
    /// `width * height` pixels of four bytes.
    pub rgba: Vec<u8>,
}

/// The cursor of `size` and `hotspot`, enlarged with the picture. `None` where there is nothing to show.
///
/// It is never made smaller than the server drew it: a pointer that cannot be seen helps nobody.
pub fn native(size: Size, hotspot: Point, rgba: &[u8], scale: f64) -> Option<NativeCursor> {
    if size.is_empty() || rgba.len() != size.area() * 4 || rgba.chunks_exact(4).all(|pixel| pixel[3] == 0) {
        return None;
    }
    let longest = size.width.max(size.height);
    let factor = if scale < 1.25 { 1.0 } else { scale }.min(f64::from(MAX_SIDE) / f64::from(longest));
    let side = |length: u16| ((f64::from(length) * factor).round() as u16).max(1);
    let scaled = Size::new(side(size.width), side(size.height));
    let rgba = if scaled == size { rgba.to_vec() } else { resize(size, rgba, scaled)? };
    let point = |at: u16, length: u16| ((f64::from(at) * factor).round() as u16).min(length - 1);
    let hotspot = Point::new(point(hotspot.x, scaled.width), point(hotspot.y, scaled.height));
    Some(NativeCursor { size: scaled, hotspot, rgba })
}

/// Where a window system places cursors by whole logical pixels: room around a cursor so that its size and its pointing pixel
/// are whole ones at `scale_factor`. Otherwise it would be smeared, would point beside the place, or be refused.
pub fn aligned(cursor: NativeCursor, scale_factor: f64) -> NativeCursor {
    let unit = unit(scale_factor);
    let NativeCursor { size, hotspot, rgba } = cursor;
    let before = |at: u16| at.next_multiple_of(unit) - at;
    let (left, top) = (before(hotspot.x), before(hotspot.y));
    let room = Size::new((size.width + left).next_multiple_of(unit), (size.height + top).next_multiple_of(unit));
    if room == size {
        return NativeCursor { size, hotspot, rgba };
    }
    let (row, wide) = (usize::from(size.width) * 4, usize::from(room.width) * 4);
    let mut pixels = vec![0; room.area() * 4];
    let rows = pixels.chunks_exact_mut(wide).skip(usize::from(top));
    for (to, from) in rows.zip(rgba.chunks_exact(row.max(1))) {
        to[usize::from(left) * 4..][..row].copy_from_slice(from);
    }
    NativeCursor { size: room, hotspot: Point::new(hotspot.x + left, hotspot.y + top), rgba: pixels }
}

/// The fewest device pixels that are a whole number of logical ones.
fn unit(scale_factor: f64) -> u16 {
    let is_whole = |pixels: &u16| {
        let logical = f64::from(*pixels) / scale_factor;
        logical > 0.5 && (logical - logical.round()).abs() < 1e-3
    };
    (1..=16).find(is_whole).unwrap_or_else(|| scale_factor.ceil().clamp(1.0, 16.0) as u16)
}

/// A small dot for when the server hides its cursor: the user must always see where the mouse is.
pub fn dot(scale_factor: f64) -> NativeCursor {
    let radius = (2.5 * scale_factor).max(2.5);
    let side = (radius.ceil() as u16 + 1) * 2 + 1;
    let middle = f64::from(side / 2);
    let mut rgba = Vec::with_capacity(Size::new(side, side).area() * 4);
    for y in 0..side {
        for x in 0..side {
            let distance = (f64::from(x) - middle).hypot(f64::from(y) - middle);
            // White with a dark rim shows on every background.
            let coverage = (radius + 0.5 - distance).clamp(0.0, 1.0);
            let light = (radius - 0.5 - distance).clamp(0.0, 1.0);
            let grey = (light * 255.0).round() as u8;
            rgba.extend([grey, grey, grey, (coverage * 255.0).round() as u8]);
        }
    }
    NativeCursor { size: Size::new(side, side), hotspot: Point::new(side / 2, side / 2), rgba }
}

fn resize(from: Size, rgba: &[u8], to: Size) -> Option<Vec<u8>> {
    let source = ImageRef::new(u32::from(from.width), u32::from(from.height), rgba, PixelType::U8x4).ok()?;
    let mut target = Image::new(u32::from(to.width), u32::from(to.height), PixelType::U8x4);
    let whole = to.width.is_multiple_of(from.width) && to.height.is_multiple_of(from.height);
    let algorithm = if whole { ResizeAlg::Nearest } else { ResizeAlg::Convolution(FilterType::Bilinear) };
    Resizer::new().resize(&source, &mut target, &ResizeOptions::new().resize_alg(algorithm)).ok()?;
    Some(target.into_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_one_to_one_and_below_the_image_is_untouched() {
        let rgba: Vec<u8> = (0..4 * 4 * 4).map(|byte| byte as u8 | 1).collect();
        for scale in [0.3, 1.0, 1.2] {
            let cursor = native(Size::new(4, 4), Point::new(3, 1), &rgba, scale).expect("it is visible");
            assert_eq!((cursor.size, cursor.hotspot, &cursor.rgba), (Size::new(4, 4), Point::new(3, 1), &rgba));
        }
    }

    #[test]
    fn an_enlarged_cursor_keeps_its_hotspot_and_stays_within_limits() {
        let rgba = vec![255; 16 * 16 * 4];
        let cursor = native(Size::new(16, 16), Point::new(15, 8), &rgba, 2.0).expect("it is visible");
        assert_eq!((cursor.size, cursor.hotspot), (Size::new(32, 32), Point::new(30, 16)));
        let huge = native(Size::new(400, 16), Point::new(399, 15), &vec![255; 400 * 16 * 4], 4.0).expect("visible");
        assert!(huge.size.width <= MAX_SIDE && huge.hotspot.x < huge.size.width && huge.hotspot.y < huge.size.height);
    }

    #[test]
    fn hidden_and_malformed_images_are_no_cursor() {
        assert_eq!(native(Size::default(), Point::default(), &[], 1.0), None);
        assert_eq!(native(Size::new(2, 2), Point::default(), &[9, 9, 9, 0].repeat(4), 1.0), None);
        assert_eq!(native(Size::new(2, 2), Point::default(), &[255; 12], 1.0), None);
    }

    #[test]
    fn an_aligned_cursor_is_whole_logical_pixels_and_points_with_the_same_one() {
        for (scale, unit) in [(1.0, 1), (1.25, 5), (1.5, 3), (1.75, 7), (2.0, 2), (3.0, 3)] {
            for (width, hot) in [(1, 0), (1, 1), (17, 4), (24, 23), (30, 15)] {
                let size = Size::new(width, 7);
                let mut rgba = vec![255; size.area() * 4];
                let hotspot = Point::new(hot.min(width - 1), 3);
                let at = |x: u16, y: u16, width: u16| (usize::from(y) * usize::from(width) + usize::from(x)) * 4;
                rgba[at(hotspot.x, hotspot.y, width)] = 9;
                let cursor = aligned(NativeCursor { size, hotspot, rgba }, scale);
                for length in [cursor.size.width, cursor.size.height, cursor.hotspot.x, cursor.hotspot.y] {
                    assert!(length.is_multiple_of(unit), "{length} at {scale}");
                }
                assert_eq!(cursor.rgba.len(), cursor.size.area() * 4);
                assert_eq!(cursor.rgba[at(cursor.hotspot.x, cursor.hotspot.y, cursor.size.width)], 9);
                assert_eq!(cursor.rgba.chunks_exact(4).filter(|pixel| pixel[3] == 255).count(), size.area());
            }
        }
    }

    #[test]
    fn the_dot_is_solid_in_the_middle_and_clear_in_the_corners() {
        for scale in [1.0, 1.5, 2.0, 3.0] {
            let dot = dot(scale);
            let at = |x: u16, y: u16| usize::from(y) * usize::from(dot.size.width) * 4 + usize::from(x) * 4;
            let middle = at(dot.hotspot.x, dot.hotspot.y);
            assert_eq!(dot.rgba[middle..middle + 4], [255; 4]);
            assert_eq!(dot.rgba[3], 0);
            assert_eq!(dot.rgba.len(), dot.size.area() * 4);
        }
    }
}
