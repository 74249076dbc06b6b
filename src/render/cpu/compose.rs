//! Puts the picture into the pixels of the window: copied at 1:1, repeated at whole factors, filtered at all others.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use rfb::Framebuffer;

use super::super::viewport::WindowRect;
use super::super::{Extent, Placement};

/// Draws parts of the window.
pub(super) struct Composer {
    /// The colour around the picture, `0x00RRGGBB`.
    pub(super) background: u32,
    resizer: Resizer,
    scaled: Vec<u8>,
}

impl Composer {
    pub(super) fn new() -> Self {
        Self { background: 0, resizer: Resizer::new(), scaled: Vec::new() }
    }

    /// Draws the parts `rects` of a window of `window` into `canvas`, which has `width * height` pixels.
    pub(super) fn compose(
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
                match placement.whole_factor() {
                    Some(factor) => repeat(canvas, window, picture, placement, inside, factor as usize),
                    None => self.filter(canvas, window, picture, placement, inside),
                }
            }
        }
    }

    fn filter(
        &mut self,
        canvas: &mut [u32],
        window: Extent,
        picture: &Framebuffer,
        placement: &Placement,
        part: WindowRect,
    ) {
        let [scale_x, scale_y] = placement.scale();
        let left = (f64::from(part.x) - f64::from(placement.origin[0])) / scale_x;
        let top = (f64::from(part.y) - f64::from(placement.origin[1])) / scale_y;
        let width = (f64::from(part.width) / scale_x).min(f64::from(placement.remote.width) - left);
        let height = (f64::from(part.height) / scale_y).min(f64::from(placement.remote.height) - top);
        let reduces = scale_x < 1.0 || scale_y < 1.0;
        let filter = if reduces { FilterType::Hamming } else { FilterType::Bilinear };
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(filter))
            .crop(left, top, width, height)
            .use_alpha(false);
        let size = picture.size();
        let bytes = bytemuck::cast_slice(picture.pixels());
        let Ok(source) = ImageRef::new(u32::from(size.width), u32::from(size.height), bytes, PixelType::U8x4) else {
            return;
        };
        self.scaled.resize(part.width as usize * part.height as usize * 4, 0);
        let Ok(mut target) = Image::from_slice_u8(part.width, part.height, &mut self.scaled, PixelType::U8x4) else {
            return;
        };
        if let Err(error) = self.resizer.resize(&source, &mut target, &options) {
            tracing::warn!(%error, ?part, "a part of the picture could not be scaled");
            return;
        }
        let rows = self.scaled.chunks_exact(part.width as usize * 4);
        for (to, from) in rows_mut(canvas, window, part).zip(rows) {
            bytemuck::cast_slice_mut(to).copy_from_slice(from);
        }
    }
}

fn fill(canvas: &mut [u32], window: Extent, rect: WindowRect, colour: u32) {
    rows_mut(canvas, window, rect).for_each(|row| row.fill(colour));
}

/// Every remote pixel becomes a square of `factor` device pixels.
fn repeat(
    canvas: &mut [u32],
    window: Extent,
    picture: &Framebuffer,
    placement: &Placement,
    part: WindowRect,
    factor: usize,
) {
    let first = (i64::from(part.x) - i64::from(placement.origin[0])) as usize;
    let top = (i64::from(part.y) - i64::from(placement.origin[1])) as usize;
    for (index, row) in rows_mut(canvas, window, part).enumerate() {
        let source = picture.row(((top + index) / factor) as u16);
        if factor == 1 {
            if let Some(source) = source.get(first..first + row.len()) {
                row.copy_from_slice(source);
            }
            continue;
        }
        for (pixel, at) in row.iter_mut().zip(first..) {
            *pixel = source.get(at / factor).copied().unwrap_or_default();
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
    use crate::config::Scale;
    use rfb::{Rect, Size};

    fn picture(width: u16, height: u16) -> Framebuffer {
        let mut picture = Framebuffer::new(Size::new(width, height));
        for (index, pixel) in picture.pixels_mut().iter_mut().enumerate() {
            *pixel = (index as u32).wrapping_mul(0x9e37_79b1) & 0x00ff_ffff;
        }
        picture
    }

    fn composed(picture: &Framebuffer, scale: Scale, window: Extent) -> Vec<u32> {
        let placement = Viewport { remote: picture.size(), scale, pan: [0.0; 2] }.placed_in(window);
        let mut canvas = vec![0xdead_beef; (window.width * window.height) as usize];
        let mut composer = Composer::new();
        composer.background = 0x12_3456;
        composer.compose(&mut canvas, window, picture, Some(&placement), &[WindowRect::of(window)]);
        canvas
    }

    #[test]
    fn one_to_one_copies_every_pixel_and_fills_the_border() {
        let (picture, window) = (picture(20, 10), Extent::new(24, 14));
        let canvas = composed(&picture, Scale::Percent(100), window);
        for y in 0..14u32 {
            for x in 0..24u32 {
                let inside = (2..22).contains(&x) && (2..12).contains(&y);
                let expected = if inside { picture.row((y - 2) as u16)[(x - 2) as usize] } else { 0x12_3456 };
                assert_eq!(canvas[(y * 24 + x) as usize], expected, "{x},{y}");
            }
        }
    }

    #[test]
    fn whole_factors_repeat_pixels() {
        let picture = picture(5, 4);
        let canvas = composed(&picture, Scale::Fit, Extent::new(15, 12));
        for (index, pixel) in canvas.iter().enumerate() {
            assert_eq!(*pixel, picture.row((index / 15 / 3) as u16)[index % 15 / 3]);
        }
    }

    #[test]
    fn scaling_a_damaged_part_gives_the_pixels_of_scaling_everything() {
        for (window, scale) in [
            (Extent::new(300, 220), Scale::Fit),
            (Extent::new(90, 61), Scale::Fit),
            (Extent::new(100, 100), Scale::Percent(140)),
        ] {
            let mut before = picture(160, 120);
            let placement = Viewport { remote: before.size(), scale, pan: [0.0; 2] }.placed_in(window);
            let mut composer = Composer::new();
            composer.background = 0x12_3456;
            let mut canvas = composed(&before, scale, window);
            for damage in [Rect::new(0, 0, 3, 3), Rect::new(77, 50, 9, 2), Rect::new(150, 100, 10, 20)] {
                before.target(damage).expect("it fits").fill(0x00ff_8800);
                let touched = placement.touched(damage, window);
                composer.compose(&mut canvas, window, &before, Some(&placement), touched.as_slice());
            }
            // The weights of a part are computed from another starting point: they may round differently.
            let distance = |one: u32, other: u32| {
                let channels = one.to_le_bytes().into_iter().zip(other.to_le_bytes());
                channels.map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
            };
            let whole = composed(&before, scale, window);
            let worst = canvas.iter().zip(&whole).map(|(part, whole)| distance(*part, *whole)).max();
            assert!(worst <= Some(1), "{worst:?} {window:?} {scale:?}");
        }
    }

    #[test]
    fn a_picture_of_another_size_than_the_placement_is_not_drawn() {
        let (picture, window) = (picture(5, 4), Extent::new(8, 8));
        let placement = Viewport { remote: Size::new(6, 4), scale: Scale::Fit, pan: [0.0; 2] }.placed_in(window);
        let mut canvas = vec![1; 64];
        Composer::new().compose(&mut canvas, window, &picture, Some(&placement), &[WindowRect::of(window)]);
        assert!(canvas.iter().all(|pixel| *pixel == 0));
    }
}
