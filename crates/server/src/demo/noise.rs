//! Repeatable noise for the picture: the same place always has the same value.

/// A value between 0 and 1 for a whole-numbered place.
pub(super) fn grain(x: i32, y: i32, seed: u32) -> f32 {
    let mut hash = (x as u32).wrapping_mul(0x85eb_ca6b) ^ (y as u32).wrapping_mul(0xc2b2_ae35) ^ seed;
    hash = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d);
    hash = (hash ^ hash >> 12).wrapping_mul(0x297a_2d39);
    (hash ^ hash >> 15) as f32 / u32::MAX as f32
}

/// Smooth noise between 0 and 1, with features about one unit large.
pub(super) fn smooth(x: f32, y: f32, seed: u32) -> f32 {
    let (column, row) = (x.floor(), y.floor());
    let ease = |part: f32| part * part * (3.0 - 2.0 * part);
    let (across, down) = (ease(x - column), ease(y - row));
    let corner = |dx: i32, dy: i32| grain(column as i32 + dx, row as i32 + dy, seed);
    let top = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * across;
    let bottom = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * across;
    top + (bottom - top) * down
}

/// Smooth noise of several sizes added up, between 0 and 1.
pub(super) fn fractal(x: f32, y: f32, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut weight, mut total, mut scale) = (0.0, 1.0, 0.0, 1.0);
    for octave in 0..octaves {
        sum += smooth(x * scale, y * scale, seed.wrapping_add(octave * 101)) * weight;
        total += weight;
        weight *= 0.5;
        scale *= 2.03;
    }
    sum / total
}
