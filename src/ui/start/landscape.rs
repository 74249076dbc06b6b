//! What stands in for the picture of a computer: a small landscape as in the mark of the program, different for each computer
//! and tinted in its colour.

use egui::{Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Vec2};

use super::super::theme::{self, Palette};
use crate::book::Colour;

/// Shades of those that have no colour.
const CALM: [Colour; 3] = [Colour::Blue, Colour::Teal, Colour::Purple];

/// Draws the landscape of the computer that `seed` names. Round corners are left as they are.
pub(super) fn paint(
    painter: &Painter,
    place: Rect,
    radius: CornerRadius,
    palette: &Palette,
    seed: &str,
    colour: Option<Colour>,
) {
    let number = hash(seed);
    let colour = colour.unwrap_or(CALM[(number % 3) as usize]);
    let tint = theme::mark(colour);
    let is_dark = palette.page.intensity() < 0.5;
    let (sky, far, near) = if is_dark {
        (mix(tint, palette.field, 0.62), mix(tint, palette.field, 0.42), mix(tint, palette.field, 0.78))
    } else {
        (mix(tint, Color32::WHITE, 0.72), mix(tint, Color32::WHITE, 0.48), mix(tint, Color32::WHITE, 0.28))
    };
    painter.rect_filled(place, radius, sky);
    let part = |shift: u32, from: f32, to: f32| from + (to - from) * ((number >> shift) & 0xff) as f32 / 255.0;
    let at = |x: f32, y: f32| place.min + Vec2::new(x * place.width(), y * place.height());
    let sun = if is_dark { mix(tint, Color32::WHITE, 0.45) } else { Color32::WHITE };
    painter.circle_filled(at(part(8, 0.2, 0.8), part(16, 0.26, 0.42)), place.height() * 0.1, sun);
    let clipped = painter.with_clip_rect(painter.clip_rect().intersect(place));
    // Round corners at the bottom are those of a strip below the hills.
    let bottom = f32::from(radius.sw.max(radius.se));
    let hills = Rect::from_min_max(place.min, Pos2::new(place.right(), place.bottom() - bottom));
    let peak = part(24, 0.22, 0.44);
    ridge(
        &clipped,
        hills,
        far,
        &[[0.0, 0.82], [peak, part(32, 0.44, 0.56)], [peak + 0.24, 0.74], [0.8, 0.58], [1.0, 0.72]],
    );
    let peak = part(40, 0.55, 0.78);
    ridge(&clipped, hills, near, &[[0.0, 0.78], [0.18, 0.7], [0.4, 0.86], [peak, part(48, 0.62, 0.72)], [1.0, 0.9]]);
    if bottom > 0.0 {
        let strip = Rect::from_min_max(Pos2::new(place.left(), hills.bottom() - 0.5), place.max);
        painter.rect_filled(strip, CornerRadius { nw: 0, ne: 0, ..radius }, near);
    }
}

/// The mark of the program: a screen on a foot, with a landscape on it.
pub(super) fn mark(painter: &Painter, place: Rect, foot: Color32) {
    let unit = place.width() / 24.0;
    let at = |x: f32, y: f32| place.min + Vec2::new(x, y) * unit;
    let screen = Rect::from_min_max(at(1.0, 2.5), at(23.0, 17.5));
    painter.rect_filled(Rect::from_min_max(at(10.0, 17.0), at(14.0, 20.5)), 0.0, foot);
    painter.rect_filled(Rect::from_min_max(at(6.5, 20.0), at(17.5, 21.8)), 0.9 * unit, foot);
    painter.rect_filled(screen, 2.4 * unit, Color32::from_rgb(0x2e, 0x62, 0xc8));
    painter.circle_filled(at(12.0, 9.6), 2.7 * unit, Color32::from_rgb(0xff, 0xd1, 0x66));
    let hill = Color32::from_rgb(0xea, 0xf1, 0xff);
    let inner = Rect::from_min_max(at(3.2, 2.5), at(20.8, 15.4));
    ridge(painter, inner, hill, &[[0.0, 0.97], [0.31, 0.55], [0.54, 0.86], [0.72, 0.66], [1.0, 0.97]]);
}

/// A ground whose upper edge goes through `points`, from left to right in parts of `place`.
fn ridge(painter: &Painter, place: Rect, colour: Color32, points: &[[f32; 2]]) {
    let mut mesh = Mesh::default();
    for [x, y] in points {
        let x = place.left() + x * place.width();
        mesh.colored_vertex(Pos2::new(x, place.top() + y * place.height()), colour);
        mesh.colored_vertex(Pos2::new(x, place.bottom()), colour);
    }
    for pair in 0..points.len() as u32 - 1 {
        let first = pair * 2;
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(Shape::mesh(mesh));
}

/// `part` of `other` in `colour`.
fn mix(colour: Color32, other: Color32, part: f32) -> Color32 {
    colour.lerp_to_gamma(other, part)
}

/// The same number for the same text, on every computer (FNV-1a).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
