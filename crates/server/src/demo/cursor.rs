//! The desktop's own mouse cursors: an arrow, and a beam over text.

use rfb::{Point, Size};

use crate::desktop::CursorShape;

const WHITE: [u8; 3] = [255, 255, 255];
const INK: [u8; 3] = [24, 30, 48];
/// Samples per pixel and direction.
const SAMPLES: i32 = 4;

/// Points of the arrow's outline, clockwise from its tip.
const ARROW: [(f32, f32); 7] =
    [(2.0, 1.5), (2.0, 19.5), (6.4, 15.6), (9.2, 22.0), (12.4, 20.6), (9.7, 14.4), (15.6, 14.0)];

/// The arrow; its tip points.
pub(super) fn arrow() -> CursorShape {
    let distance = |x, y| {
        let edge = edges(&ARROW).map(|(from, to)| super::canvas::distance_to_segment((x, y), from, to));
        let nearest = edge.fold(f32::MAX, f32::min);
        if inside(&ARROW, x, y) { -nearest } else { nearest }
    };
    shape(Size::new(18, 25), Point::new(2, 2), distance)
}

/// The beam; its middle points.
pub(super) fn beam() -> CursorShape {
    let bars = [((6.5, 4.0), (6.5, 19.0)), ((3.5, 3.0), (9.5, 3.0)), ((3.5, 20.0), (9.5, 20.0))];
    let distance = |x, y| {
        let nearest = bars.iter().map(|(from, to)| super::canvas::distance_to_segment((x, y), *from, *to));
        nearest.fold(f32::MAX, f32::min) - 0.8
    };
    shape(Size::new(13, 24), Point::new(6, 11), distance)
}

/// Ink where `distance` is negative, with a white rim one and a half pixels wide.
fn shape(size: Size, hotspot: Point, distance: impl Fn(f32, f32) -> f32) -> CursorShape {
    let mut rgba = Vec::with_capacity(size.area() * 4);
    for y in 0..size.height {
        for x in 0..size.width {
            let (mut ink, mut rim) = (0, 0);
            for sample in 0..SAMPLES * SAMPLES {
                let offset = |index: i32| (index as f32 + 0.5) / SAMPLES as f32;
                let outside =
                    distance(f32::from(x) + offset(sample % SAMPLES), f32::from(y) + offset(sample / SAMPLES));
                ink += i32::from(outside < 0.0);
                rim += i32::from((0.0..1.5).contains(&outside));
            }
            let covered = (ink + rim).max(1);
            for (ink_channel, white_channel) in INK.into_iter().zip(WHITE) {
                rgba.push(((i32::from(ink_channel) * ink + i32::from(white_channel) * rim) / covered) as u8);
            }
            rgba.push(((ink + rim) * 255 / (SAMPLES * SAMPLES)) as u8);
        }
    }
    CursorShape { size, hotspot, rgba }
}

fn edges(outline: &[(f32, f32)]) -> impl Iterator<Item = ((f32, f32), (f32, f32))> {
    outline.iter().copied().zip(outline.iter().copied().cycle().skip(1))
}

/// Whether a ray to the right crosses the outline an odd number of times.
fn inside(outline: &[(f32, f32)], x: f32, y: f32) -> bool {
    let crossings = edges(outline)
        .filter(|((x0, y0), (x1, y1))| (*y0 > y) != (*y1 > y) && x < x0 + (y - y0) * (x1 - x0) / (y1 - y0));
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_opaque_where_they_point_and_clear_in_a_far_corner() {
        for cursor in [arrow(), beam()] {
            assert_eq!(cursor.rgba.len(), cursor.size.area() * 4);
            let alpha = |x: u16, y: u16| {
                cursor.rgba[(usize::from(y) * usize::from(cursor.size.width) + usize::from(x)) * 4 + 3]
            };
            assert!(alpha(cursor.hotspot.x, cursor.hotspot.y) > 200);
            assert_eq!(alpha(cursor.size.width - 1, cursor.size.height / 4), 0);
        }
    }
}
