//! The gradient filter, as the specification's pseudo-code has it, and when it pays.

use crate::encoder::Source;

/// Appends the difference of each pixel from what its neighbours let expect, as a `TPIXEL`.
pub(super) fn put_gradient(pixels: &[u32], source: &Source<'_>, out: &mut Vec<u8>) {
    let width = usize::from(source.rect.width);
    let format = source.translation.format();
    for (place, &pixel) in pixels.iter().enumerate() {
        let (x, y) = (place % width, place / width);
        let left = if x > 0 { pixels[place - 1] } else { 0 };
        let above = if y > 0 { pixels[place - width] } else { 0 };
        let corner = if x > 0 && y > 0 { pixels[place - width - 1] } else { 0 };
        let mut difference = 0;
        for (max, shift) in format.max.into_iter().zip(format.shift) {
            let intensity = |pixel: u32| i64::from(pixel >> shift & u32::from(max));
            let predicted = (intensity(left) + intensity(above) - intensity(corner)).clamp(0, max.into());
            difference |= ((intensity(pixel) - predicted) as u32 & u32::from(max)) << shift;
        }
        source.translation.put_tpixel(difference, out);
    }
}

/// Whether neighbours are alike in so many places that their differences compress better than they do.
pub(super) fn is_smooth(pixels: &[u32], source: &Source<'_>) -> bool {
    let format = source.translation.format();
    let near = |one: u32, other: u32| {
        format.max.into_iter().zip(format.shift).all(|(max, shift)| {
            let intensity = |pixel: u32| pixel >> shift & u32::from(max);
            intensity(one).abs_diff(intensity(other)) <= u32::from(max) / 16
        })
    };
    let pairs = pixels.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let alike = pixels.windows(2).filter(|pair| pair[0] != pair[1] && near(pair[0], pair[1])).count();
    pairs > 0 && alike * 4 >= pairs * 3
}
