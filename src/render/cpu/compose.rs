//! Puts the picture into the pixels of the window: copied at 1:1, repeated at whole factors, filtered at all others.

mod squares;

use fast_image_resize::images::{CroppedImage, Image, ImageRef};
use fast_image_resize::{Filter, FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use rfb::Framebuffer;

use super::super::strips::Strip;
use super::super::viewport::WindowRect;
use super::super::weights::{Kernel, Method};
use super::super::{Extent, Placement};
use squares::Squares;

/// Draws parts of the window.
pub(in super::super) struct Composer {
    /// The colour around the picture, `0x00RRGGBB`.
    pub(in super::super) background: u32,
    resizer: Resizer,
    scaled: Vec<u8>,
    squares: Squares,
}

impl Composer {
    pub(in super::super) fn new() -> Self {
        Self { background: 0, resizer: Resizer::new(), scaled: Vec::new(), squares: Squares::default() }
    }

    /// Draws the parts `rects` of a window of `window` into `canvas`, which has `width * height` pixels.
    pub(in super::super) fn compose(
        &mut self,
        canvas: &mut [u32],
        window: Extent,
        picture: &Framebuffer,
        placement: Option<&Placement>,
        rects: &[WindowRect],
    ) {
        let placement = placement.filter(|placement| placement.remote == picture.size());
        let visible = placement.and_then(|placement| placement.visible(window));
        for rect in rects {
            let inside = visible.and_then(|visible| common(visible, *rect));
            if inside != Some(*rect) {
                fill(canvas, window, *rect, self.background);
            }
            if let (Some(placement), Some(inside)) = (placement, inside) {
                let canvas = Canvas { pixels: &mut *canvas, window, part: inside };
                match placement.method() {
                    Method::Repeat(factor) => repeat(canvas, picture, placement, factor as usize),
                    Method::Nearest | Method::Coverage => self.squares.draw(canvas, picture, placement),
                    Method::Kernel(kernel) => self.mix(canvas, picture, placement, kernel),
                }
            }
        }
    }

    fn mix(&mut self, canvas: Canvas<'_>, picture: &Framebuffer, placement: &Placement, kernel: Kernel) {
        let part = canvas.part;
        let Ok(filter) = Filter::new(kernel.name, kernel.share, kernel.support) else { return };
        let [scale_x, scale_y] = placement.scale();
        let left = (f64::from(part.x) - f64::from(placement.origin[0])) / scale_x;
        let top = (f64::from(part.y) - f64::from(placement.origin[1])) / scale_y;
        let width = (f64::from(part.width) / scale_x).min(f64::from(placement.source.width) - left);
        let height = (f64::from(part.height) / scale_y).min(f64::from(placement.source.height) - top);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Custom(filter)))
            .crop(left, top, width, height)
            .use_alpha(false);
        let (size, source) = (picture.size(), placement.source);
        let bytes = bytemuck::cast_slice(picture.pixels());
        let Ok(whole) = ImageRef::new(u32::from(size.width), u32::from(size.height), bytes, PixelType::U8x4) else {
            return;
        };
        let [x, y, across, down] = [source.x, source.y, source.width, source.height].map(u32::from);
        // What lies beside the part that is shown is not to shine through.
        let Ok(shown) = CroppedImage::new(&whole, x, y, across, down) else { return };
        self.scaled.resize(part.width as usize * part.height as usize * 4, 0);
        let Ok(mut target) = Image::from_slice_u8(part.width, part.height, &mut self.scaled, PixelType::U8x4) else {
            return;
        };
        if let Err(error) = self.resizer.resize(&shown, &mut target, &options) {
            tracing::warn!(%error, ?part, "a part of the picture could not be scaled");
            return;
        }
        let rows = self.scaled.chunks_exact(part.width as usize * 4);
        for (to, from) in canvas.rows().zip(rows) {
            bytemuck::cast_slice_mut(to).copy_from_slice(from);
        }
    }
}

/// Lays `strips` over the parts `rects` of a window of `window`.
pub(super) fn lay(canvas: &mut [u32], window: Extent, strips: &[Strip], rects: &[WindowRect]) {
    for (strip, rect) in strips.iter().flat_map(|strip| rects.iter().map(move |rect| (strip, *rect))) {
        let Some(part) = common(strip.rect, rect) else { continue };
        let (left, top) = ((part.x - strip.rect.x) as usize, (part.y - strip.rect.y) as u16);
        for (row, y) in rows_mut(canvas, window, part).zip(top..) {
            if let Some(pixels) = strip.pixels.row(y).get(left..left + row.len()) {
                row.copy_from_slice(pixels);
            }
        }
    }
}

/// A part of the window to draw on.
struct Canvas<'a> {
    /// All pixels of the window.
    pixels: &'a mut [u32],
    window: Extent,
    part: WindowRect,
}

impl<'a> Canvas<'a> {
    /// The rows of the part.
    fn rows(self) -> impl Iterator<Item = &'a mut [u32]> {
        rows_mut(self.pixels, self.window, self.part)
    }
}

fn fill(canvas: &mut [u32], window: Extent, rect: WindowRect, colour: u32) {
    rows_mut(canvas, window, rect).for_each(|row| row.fill(colour));
}

/// Every remote pixel becomes a square of `factor` device pixels.
fn repeat(canvas: Canvas<'_>, picture: &Framebuffer, placement: &Placement, factor: usize) {
    let (part, source) = (canvas.part, placement.source);
    let first = (i64::from(part.x) - i64::from(placement.origin[0])) as usize;
    let top = (i64::from(part.y) - i64::from(placement.origin[1])) as usize;
    for (index, row) in canvas.rows().enumerate() {
        let pixels = picture.row(source.y + ((top + index) / factor) as u16);
        let pixels = pixels.get(usize::from(source.x)..).unwrap_or_default();
        if factor == 1 {
            if let Some(pixels) = pixels.get(first..first + row.len()) {
                row.copy_from_slice(pixels);
            }
            continue;
        }
        for (pixel, at) in row.iter_mut().zip(first..) {
            *pixel = pixels.get(at / factor).copied().unwrap_or_default();
        }
    }
}

fn rows_mut(canvas: &mut [u32], window: Extent, rect: WindowRect) -> impl Iterator<Item = &mut [u32]> {
    let columns = rect.x as usize..(rect.x + rect.width) as usize;
    canvas
        .chunks_exact_mut(window.width.max(1) as usize)
        .skip(rect.y as usize)
        .take(rect.height as usize)
        .map(move |row| row.get_mut(columns.clone()).unwrap_or_default())
}

fn common(one: WindowRect, other: WindowRect) -> Option<WindowRect> {
    let (x, y) = (one.x.max(other.x), one.y.max(other.y));
    let right = (one.x + one.width).min(other.x + other.width);
    let bottom = (one.y + one.height).min(other.y + other.height);
    (right > x && bottom > y).then(|| WindowRect { x, y, width: right - x, height: bottom - y })
}

#[cfg(test)]
mod tests {
    use super::super::super::Viewport;
    use super::*;
    use crate::config::{Filter, Scale};
    use rfb::{Rect, Size};

    const FILTERS: [Filter; 3] = [Filter::Nearest, Filter::Smooth, Filter::Sharp];

    fn picture(width: u16, height: u16) -> Framebuffer {
        let mut picture = Framebuffer::new(Size::new(width, height));
        for (index, pixel) in picture.pixels_mut().iter_mut().enumerate() {
            *pixel = (index as u32).wrapping_mul(0x9e37_79b1) & 0x00ff_ffff;
        }
        picture
    }

    fn composed(picture: &Framebuffer, viewport: &Viewport, window: Extent) -> Vec<u32> {
        let placement = viewport.placed_in(window);
        let mut canvas = vec![0xdead_beef; (window.width * window.height) as usize];
        let mut composer = Composer::new();
        composer.background = 0x12_3456;
        composer.compose(&mut canvas, window, picture, Some(&placement), &[WindowRect::of(window)]);
        canvas
    }

    /// The largest difference of two pictures in one channel.
    fn worst(one: &[u32], other: &[u32]) -> u8 {
        let distance = |one: u32, other: u32| {
            let channels = one.to_le_bytes().into_iter().zip(other.to_le_bytes());
            channels.map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
        };
        assert_eq!(one.len(), other.len());
        one.iter().zip(other).map(|(one, other)| distance(*one, *other)).max().unwrap_or_default()
    }

    #[test]
    fn one_to_one_copies_every_pixel_and_fills_the_border() {
        let (picture, window) = (picture(20, 10), Extent::new(24, 14));
        for filter in FILTERS {
            let viewport = Viewport { filter, ..Viewport::new(picture.size(), Scale::Percent(100)) };
            let canvas = composed(&picture, &viewport, window);
            for y in 0..14u32 {
                for x in 0..24u32 {
                    let inside = (2..22).contains(&x) && (2..12).contains(&y);
                    let expected = if inside { picture.row((y - 2) as u16)[(x - 2) as usize] } else { 0x12_3456 };
                    assert_eq!(canvas[(y * 24 + x) as usize], expected, "{x},{y}");
                }
            }
        }
    }

    #[test]
    fn whole_factors_repeat_pixels() {
        let picture = picture(5, 4);
        for scale in [Scale::Fit, Scale::Width, Scale::Integer, Scale::Percent(300)] {
            let canvas = composed(&picture, &Viewport::new(picture.size(), scale), Extent::new(15, 12));
            for (index, pixel) in canvas.iter().enumerate() {
                assert_eq!(*pixel, picture.row((index / 15 / 3) as u16)[index % 15 / 3]);
            }
        }
    }

    #[test]
    fn scaling_a_damaged_part_gives_the_pixels_of_scaling_everything() {
        for (window, scale) in [
            (Extent::new(300, 220), Scale::Fit),
            (Extent::new(90, 61), Scale::Fit),
            (Extent::new(120, 61), Scale::Width),
            (Extent::new(100, 100), Scale::Percent(140)),
        ] {
            for filter in FILTERS {
                let mut before = picture(160, 120);
                let viewport = Viewport { filter, ..Viewport::new(before.size(), scale) };
                let placement = viewport.placed_in(window);
                let mut composer = Composer::new();
                composer.background = 0x12_3456;
                let mut canvas = composed(&before, &viewport, window);
                for damage in [Rect::new(0, 0, 3, 3), Rect::new(77, 50, 9, 2), Rect::new(150, 100, 10, 20)] {
                    before.target(damage).expect("it fits").fill(0x00ff_8800);
                    let touched = placement.touched(damage, window);
                    composer.compose(&mut canvas, window, &before, Some(&placement), touched.as_slice());
                }
                let whole = composed(&before, &viewport, window);
                // The weights of a part are computed from another starting point: they may round differently.
                let worst = worst(&canvas, &whole);
                assert!(worst <= 1, "{worst} {window:?} {viewport:?}");
            }
        }
    }

    #[test]
    fn a_part_of_the_picture_looks_as_if_there_were_nothing_beside_it() {
        let picture = picture(160, 120);
        let part = Rect::new(40, 30, 80, 60);
        let mut alone = Framebuffer::new(part.size());
        let width = usize::from(part.width);
        for (to, from) in alone.pixels_mut().chunks_exact_mut(width).zip(picture.rows(part)) {
            to.copy_from_slice(from);
        }
        for (filter, scale, window) in [
            (Filter::Sharp, Scale::Fit, Extent::new(61, 50)),
            (Filter::Smooth, Scale::Fit, Extent::new(61, 50)),
            (Filter::Nearest, Scale::Fit, Extent::new(61, 50)),
            (Filter::Sharp, Scale::Fit, Extent::new(123, 99)),
            (Filter::Smooth, Scale::Width, Extent::new(123, 70)),
            (Filter::Nearest, Scale::Percent(130), Extent::new(123, 99)),
            (Filter::Sharp, Scale::Percent(100), Extent::new(50, 99)),
            (Filter::Sharp, Scale::Percent(200), Extent::new(123, 99)),
        ] {
            let viewport = Viewport { filter, ..Viewport::new(part.size(), scale) };
            let expected = composed(&alone, &viewport, window);
            let mut viewport = Viewport { remote: picture.size(), ..viewport };
            viewport.show_part(Some(part));
            assert_eq!(worst(&composed(&picture, &viewport, window), &expected), 0, "{viewport:?} {window:?}");
        }
    }

    #[test]
    fn nearest_pixels_are_never_mixed_and_sharp_ones_only_at_their_edges() {
        let picture = picture(100, 80);
        let viewport = Viewport { filter: Filter::Nearest, ..Viewport::new(picture.size(), Scale::Percent(250)) };
        let window = Extent::new(250, 200);
        let placement = viewport.placed_in(window);
        let (nearest, sharp) = (
            composed(&picture, &viewport, window),
            composed(&picture, &Viewport { filter: Filter::Sharp, ..viewport }, window),
        );
        let mut same = 0;
        for (index, pixel) in nearest.iter().enumerate() {
            let (x, y) = (index % 250, index / 250);
            let point = placement.nearest_remote(x as f64 + 0.5, y as f64 + 0.5);
            assert_eq!(*pixel, picture.row(point.y)[usize::from(point.x)], "{x},{y}");
            same += usize::from(sharp[index] == *pixel);
        }
        assert!(same >= nearest.len() * 16 / 25, "{same}: of five pixels four are not at an edge, each way");
    }

    #[test]
    fn a_picture_of_one_colour_keeps_it_whatever_becomes_of_its_size() {
        let mut picture = Framebuffer::new(Size::new(97, 61));
        picture.pixels_mut().fill(0x00fe_8001);
        for filter in FILTERS {
            for window in [Extent::new(33, 40), Extent::new(96, 61), Extent::new(331, 200), Extent::new(1, 1)] {
                let viewport = Viewport { filter, ..Viewport::new(picture.size(), Scale::Fit) };
                let canvas = composed(&picture, &viewport, window);
                let strange = canvas.iter().find(|pixel| ![0x00fe_8001, 0x12_3456].contains(*pixel));
                assert_eq!(strange, None, "{filter:?} {window:?}");
            }
        }
    }

    #[test]
    fn a_picture_of_another_size_than_the_placement_is_not_drawn() {
        let (picture, window) = (picture(5, 4), Extent::new(8, 8));
        let placement = Viewport::new(Size::new(6, 4), Scale::Fit).placed_in(window);
        let mut canvas = vec![1; 64];
        Composer::new().compose(&mut canvas, window, &picture, Some(&placement), &[WindowRect::of(window)]);
        assert!(canvas.iter().all(|pixel| *pixel == 0));
    }
}
