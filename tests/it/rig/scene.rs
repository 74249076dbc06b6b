//! A still picture with something in it for every sub-encoding: noise, gradients, text, flat areas, palettes, runs.

use super::Picture;

/// Cells of the scene, larger than a 64×64 tile in both directions so that some tiles hold one kind of content alone.
const CELL: usize = 130;

/// What a scene is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Any of 2²⁴ colours.
    FullColour,
    /// No more than 125 colours, for displays with a colour map.
    FewColours,
    /// Text, lines and flat areas, as most desktops are.
    Plain,
}

impl Scene {
    /// The picture of this scene at a size.
    pub fn picture(self, width: usize, height: usize) -> Picture {
        Picture::from_fn(width, height, |x, y| match self {
            Scene::FullColour => full_colour(x, y),
            Scene::FewColours => five_levels(full_colour(x, y)),
            Scene::Plain => plain(x, y),
        })
    }
}

fn full_colour(x: usize, y: usize) -> u32 {
    let (column, row) = (x / CELL, y / CELL);
    match (column + 3 * row) % 10 {
        0 => gradient(x, y),
        1 => noise(x, y) & 0x00ff_ffff,
        2 => photograph(x, y),
        3 => [0x00ff_ffff, 0x0010_1010][text(x, y)],
        4 => 0x0033_6699,
        5 => palette(4, noise(x, y)),
        6 => palette(16, noise(x, y)),
        7 => palette(100, noise(x / 11, y)),
        8 => lines(x, y),
        9.. => noise(x / 23, y) & 0x00ff_ffff,
    }
}

fn plain(x: usize, y: usize) -> u32 {
    match (x / CELL + y / CELL) % 3 {
        0 => [0x00ff_ffff, 0x0010_1010][text(x, y)],
        1 => lines(x, y),
        _ => 0x0033_6699,
    }
}

/// Every pixel different from its neighbours, smoothly.
fn gradient(x: usize, y: usize) -> u32 {
    (((2 * x) & 0xff) << 16 | ((2 * y) & 0xff) << 8 | (x + y) & 0xff) as u32
}

/// Smooth with a little grain, as cameras see the world.
fn photograph(x: usize, y: usize) -> u32 {
    let grain = noise(x, y) & 0x0007_0707;
    (gradient(x / 3, y / 3) & 0x00f8_f8f8) | grain
}

/// One bit: strokes of one and two pixels with gaps between the lines.
fn text(x: usize, y: usize) -> usize {
    let gap = y % 13 > 9 || x % 7 == 6;
    usize::from(!gap && noise(x / 2, y / 3) & 1 == 0)
}

/// One of `count` colours.
fn palette(count: u32, index: u32) -> u32 {
    (index % count + 1).wrapping_mul(0x0002_9c57) & 0x00ff_ffff
}

/// Thin lines, upright in one half and level in the other.
fn lines(x: usize, y: usize) -> u32 {
    let upright = x % (2 * CELL) % CELL < CELL / 2;
    let across = if upright { x } else { y };
    if across % 9 == 0 { 0x00e0_2020 } else { 0x00fa_faf0 }
}

/// A number that depends on x and y in no way that an encoder could guess.
fn noise(x: usize, y: usize) -> u32 {
    let mut value = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77);
    value = (value ^ value >> 15).wrapping_mul(0x2c1b_3c6d);
    value = (value ^ value >> 12).wrapping_mul(0x297a_2d39);
    value ^ value >> 15
}

/// The nearest colour below whose components are of five levels: 0, 63, 126, 189 and 252.
fn five_levels(colour: u32) -> u32 {
    let level = |shift: u32| ((colour >> shift & 0xff) / 52 * 63) << shift;
    level(16) | level(8) | level(0)
}

#[test]
fn the_scene_of_few_colours_fits_a_colour_map() {
    assert!(Scene::FewColours.picture(1024, 768).colours() <= 125);
    assert!(Scene::FullColour.picture(1024, 768).colours() > 10_000);
}
