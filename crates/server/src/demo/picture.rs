//! A picture with the fine detail of a photograph, made up: mountains over a lake at sunset.

use rfb::{Framebuffer, Size};

use super::canvas::{between, from_intensities, intensities};
use super::noise::{fractal, grain};

/// Where the lake begins, from the top.
const SHORE: f32 = 0.74;
const SUN: (f32, f32) = (0.63, 0.50);

/// One chain of mountains, from the farthest to the nearest.
struct Ridge {
    level: f32,
    height: f32,
    roughness: f32,
    seed: u32,
    lit: u32,
    shade: u32,
}

const RIDGES: [Ridge; 4] = [
    Ridge { level: 0.58, height: 0.16, roughness: 3.0, seed: 11, lit: 0x00c9_7f8a, shade: 0x0095_6a8f },
    Ridge { level: 0.64, height: 0.20, roughness: 3.6, seed: 23, lit: 0x009a_5a78, shade: 0x0062_4775 },
    Ridge { level: 0.70, height: 0.17, roughness: 4.8, seed: 37, lit: 0x005f_3a62, shade: 0x003a_2b57 },
    Ridge { level: 0.755, height: 0.10, roughness: 7.0, seed: 53, lit: 0x002c_2143, shade: 0x001b_1733 },
];

/// The picture at `size`.
pub(super) fn paint(size: Size) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    let (width, height) = (f32::from(size.width.max(1)), f32::from(size.height.max(1)));
    let aspect = width / height;
    let crests: Vec<[f32; 4]> = (0..size.width).map(|x| crests_at(f32::from(x) / width * aspect)).collect();
    for (row, y) in picture.pixels_mut().chunks_exact_mut(usize::from(size.width.max(1))).zip(0_i32..) {
        let v = (y as f32 + 0.5) / height;
        for (x, pixel) in row.iter_mut().enumerate() {
            let u = (x as f32 + 0.5) / width;
            let colour =
                if v < SHORE { land(u, v, aspect, &crests[x]) } else { lake(u, v, aspect, &crests, size.width) };
            let noise = (grain(x as i32, y, 5) - 0.5) * 0.022;
            *pixel = from_intensities(colour.map(|channel| channel + noise));
        }
    }
    picture
}

/// How high each ridge reaches at `u`, as a distance from the top.
fn crests_at(u: f32) -> [f32; 4] {
    std::array::from_fn(|index| {
        let ridge = &RIDGES[index];
        // Folding the noise makes sharp summits.
        let folded = 1.0 - (fractal(u * ridge.roughness, 0.5, 6, ridge.seed) * 2.0 - 1.0).abs();
        ridge.level - ridge.height * (folded * folded * 1.15 - 0.25)
    })
}

fn land(u: f32, v: f32, aspect: f32, crests: &[f32; 4]) -> [f32; 3] {
    let mut colour = sky(u, v, aspect);
    for (ridge, crest) in RIDGES.iter().zip(crests) {
        let below = v - crest;
        if below < 0.0 {
            continue;
        }
        let texture = fractal(u * aspect * 26.0 + below * 18.0, v * 40.0, 4, ridge.seed + 7);
        let light = (1.0 - below * 7.0).clamp(0.0, 1.0) * 0.6 + (texture - 0.5) * 1.1;
        let surface = between(intensities(ridge.shade), intensities(ridge.lit), light);
        // Haze gathers at the foot of the far chains.
        let haze = (below * 3.2).clamp(0.0, 0.55) * (0.80 - ridge.level) * 4.0;
        let surface = between(surface, intensities(0x00ee_a58a), haze);
        // One pixel of softness at the crest.
        colour = between(colour, surface, below * 320.0);
    }
    colour
}

fn sky(u: f32, v: f32, aspect: f32) -> [f32; 3] {
    const STOPS: [(f32, u32); 5] =
        [(0.0, 0x0023_2a5c), (0.20, 0x0056_407f), (0.36, 0x00b4_5d86), (0.48, 0x00f0_8a6a), (0.60, 0x00ff_cf87)];
    let mut colour = intensities(STOPS[STOPS.len() - 1].1);
    for pair in STOPS.windows(2) {
        if v < pair[1].0 {
            let part = (v - pair[0].0) / (pair[1].0 - pair[0].0);
            colour = between(intensities(pair[0].1), intensities(pair[1].1), part);
            break;
        }
    }
    let distance = ((u - SUN.0) * aspect).hypot(v - SUN.1);
    colour = between(colour, intensities(0x00ff_d9a0), 0.75 / (1.0 + distance * 9.0).powi(2));
    let clouds = fractal(u * aspect * 2.2 + 3.0, v * 9.0, 6, 71);
    let cover = ((clouds - 0.50) * 4.5).clamp(0.0, 1.0) * (0.75 - v).clamp(0.0, 0.6) * 1.25;
    let lit = between(intensities(0x006d_4a80), intensities(0x00ff_b58c), (v * 1.9).clamp(0.0, 1.0));
    colour = between(colour, lit, cover);
    between(colour, intensities(0x00ff_f3d6), (0.055 - distance) * 220.0 + 0.2 - (distance > 0.056) as u32 as f32)
}

/// The land mirrored, darker and broken by ripples that grow towards the viewer.
fn lake(u: f32, v: f32, aspect: f32, crests: &[[f32; 4]], width: u16) -> [f32; 3] {
    let depth = (v - SHORE) / (1.0 - SHORE);
    let ripple = fractal(u * aspect * 7.0, (v - SHORE) * 170.0 / (0.35 + depth), 3, 91) - 0.5;
    let mirrored = (SHORE - (v - SHORE) * 1.55 + ripple * 0.07 * (0.2 + depth)).clamp(0.0, SHORE - 0.001);
    let mirrored_u = (u + ripple * 0.012 * (0.3 + depth)).clamp(0.0, 0.9999);
    let column = ((mirrored_u * f32::from(width)) as usize).min(crests.len() - 1);
    let reflection = land(mirrored_u, mirrored, aspect, &crests[column]);
    let water = between(reflection, intensities(0x001c_1f47), 0.30 + depth * 0.30);
    let sparkle = ((ripple - 0.14) * 3.0).clamp(0.0, 1.0) / (1.0 + ((u - SUN.0) * 7.0).powi(2));
    between(water, intensities(0x00ff_d0a0), sparkle)
}
