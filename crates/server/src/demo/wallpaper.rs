//! The wallpaper: dark blue, with two soft glows and three waves of light.

use rfb::{Framebuffer, Size};

use super::canvas::{between, from_intensities, intensities};

/// One wave: where its crest runs and how bright it is.
struct Wave {
    level: f32,
    height: f32,
    length: f32,
    phase: f32,
    colour: u32,
    strength: f32,
}

const WAVES: [Wave; 3] = [
    Wave { level: 0.56, height: 0.10, length: 1.15, phase: 0.3, colour: 0x003a_7bd5, strength: 0.30 },
    Wave { level: 0.70, height: 0.08, length: 0.95, phase: 2.2, colour: 0x0021_93b0, strength: 0.32 },
    Wave { level: 0.84, height: 0.06, length: 1.35, phase: 4.0, colour: 0x0036_d1dc, strength: 0.22 },
];

/// The wallpaper at `size`.
pub(super) fn paint(size: Size) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    let (width, height) = (f32::from(size.width.max(1)), f32::from(size.height.max(1)));
    let crests: Vec<[f32; 3]> = (0..size.width).map(|x| crests_at(f32::from(x) / width)).collect();
    for (row, y) in picture.pixels_mut().chunks_exact_mut(usize::from(size.width.max(1))).zip(0_u16..) {
        let v = f32::from(y) / height;
        for (x, pixel) in row.iter_mut().enumerate() {
            *pixel = from_intensities(colour_at(x as f32 / width, v, &crests[x]));
        }
    }
    picture
}

fn crests_at(u: f32) -> [f32; 3] {
    std::array::from_fn(|index| {
        let wave = &WAVES[index];
        let angle = u * std::f32::consts::TAU / wave.length + wave.phase;
        wave.level + wave.height * (angle.sin() * 0.75 + (angle * 1.7 + 1.0).sin() * 0.25)
    })
}

fn colour_at(u: f32, v: f32, crests: &[f32; 3]) -> [f32; 3] {
    let base = between(intensities(0x000a_1128), intensities(0x0016_3a6b), v * 0.85 + u * 0.15);
    let base = between(base, intensities(0x0048_3d9b), glow(u - 0.82, v - 0.12, 0.42) * 0.55);
    let base = between(base, intensities(0x001f_6fb2), glow(u - 0.16, v - 0.78, 0.50) * 0.55);
    WAVES.iter().zip(crests).fold(base, |colour, (wave, crest)| {
        let below = v - crest;
        if below < 0.0 {
            return colour;
        }
        // Bright at the crest, fading downwards.
        let light = wave.strength / (1.0 + below * 9.0).powi(2);
        between(colour, intensities(wave.colour), light)
    })
}

/// 1 in the middle, falling off softly within `radius`.
fn glow(dx: f32, dy: f32, radius: f32) -> f32 {
    let distance = (dx * dx + dy * dy) / (radius * radius);
    1.0 / (1.0 + distance * 2.0).powi(2)
}
