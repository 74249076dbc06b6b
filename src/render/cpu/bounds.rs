//! Where the panels draw: only there, and where the picture changed, a frame differs from the one before.

use egui::epaint::Primitive;

use super::super::viewport::WindowRect;
use super::super::{Extent, Overlay};
use super::history::Dirty;

/// Panels that cover so much of the window, in percent, are drawn with all of it.
const MOST: u64 = 60;

/// The parts of a window of `window` that `overlay` draws on.
pub(super) fn of(overlay: &Overlay, window: Extent) -> Dirty {
    let mut parts: Vec<WindowRect> = Vec::new();
    for primitive in &overlay.primitives {
        let Primitive::Mesh(mesh) = &primitive.primitive else { return Dirty::Everything };
        let drawn = mesh.calc_bounds().intersect(primitive.clip_rect);
        if let Some(part) = device_pixels(drawn * overlay.pixels_per_point, window) {
            add(&mut parts, part);
        }
    }
    let covered: u64 = parts.iter().map(|part| u64::from(part.width) * u64::from(part.height)).sum();
    let whole = u64::from(window.width) * u64::from(window.height);
    if covered * 100 > whole * MOST { Dirty::Everything } else { Dirty::Rects(parts) }
}

/// All device pixels that a rectangle touches, and one more on each side for what is smoothed.
fn device_pixels(rect: egui::Rect, window: Extent) -> Option<WindowRect> {
    if !rect.is_finite() || rect.is_negative() {
        return None;
    }
    let start = |at: f32, limit: u32| (at.floor() - 1.0).clamp(0.0, limit as f32) as u32;
    let end = |at: f32, limit: u32| (at.ceil() + 1.0).clamp(0.0, limit as f32) as u32;
    let (left, right) = (start(rect.left(), window.width), end(rect.right(), window.width));
    let (top, bottom) = (start(rect.top(), window.height), end(rect.bottom(), window.height));
    (right > left && bottom > top).then(|| WindowRect { x: left, y: top, width: right - left, height: bottom - top })
}

/// Adds `part`, as one with every other that it overlaps.
fn add(parts: &mut Vec<WindowRect>, mut part: WindowRect) {
    while let Some(index) = parts.iter().position(|other| other.overlaps(part)) {
        part = around(parts.swap_remove(index), part);
    }
    parts.push(part);
}

fn around(one: WindowRect, other: WindowRect) -> WindowRect {
    let (x, y) = (one.x.min(other.x), one.y.min(other.y));
    let right = (one.x + one.width).max(other.x + other.width);
    let bottom = (one.y + one.height).max(other.y + other.height);
    WindowRect { x, y, width: right - x, height: bottom - y }
}

#[cfg(test)]
mod tests {
    use egui::epaint::{ClippedPrimitive, Mesh};
    use egui::{Color32, Rect, TexturesDelta, pos2};

    use super::super::super::Panels;
    use super::*;

    fn overlay(rects: &[Rect]) -> Overlay {
        let mesh = |rect: &Rect| {
            let mut mesh = Mesh::default();
            mesh.add_colored_rect(*rect, Color32::RED);
            ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) }
        };
        let primitives = rects.iter().map(mesh).collect();
        Overlay { primitives, textures: TexturesDelta::default(), pixels_per_point: 2.0, panels: Panels::New }
    }

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), egui::vec2(width, height))
    }

    #[test]
    fn what_overlaps_is_one_part_and_the_rest_stays_apart() {
        let window = Extent::new(1000, 800);
        let bounds = of(&overlay(&[rect(10.0, 10.0, 20.0, 5.0), rect(25.0, 12.0, 20.0, 5.0)]), window);
        assert_eq!(bounds, Dirty::Rects(vec![WindowRect { x: 19, y: 19, width: 72, height: 16 }]));
        let Dirty::Rects(apart) = of(&overlay(&[rect(10.0, 10.0, 20.0, 5.0), rect(300.0, 300.0, 9.0, 9.0)]), window)
        else {
            panic!("little is covered")
        };
        assert_eq!(apart.len(), 2);
    }

    #[test]
    fn parts_end_with_the_window_and_much_of_it_is_all_of_it() {
        let window = Extent::new(100, 80);
        let bounds = of(&overlay(&[rect(45.0, 35.0, 900.0, 900.0)]), window);
        assert_eq!(bounds, Dirty::Rects(vec![WindowRect { x: 89, y: 69, width: 11, height: 11 }]));
        assert_eq!(of(&overlay(&[rect(0.0, 0.0, 45.0, 40.0)]), window), Dirty::Everything);
        assert_eq!(of(&overlay(&[rect(200.0, 0.0, 5.0, 5.0)]), window), Dirty::Rects(Vec::new()), "outside");
    }
}
