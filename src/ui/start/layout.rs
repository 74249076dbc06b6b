//! Where the entries of the page lie: tiles side by side where there is room, else rows. Pure arithmetic, in points from the top
//! left of the list.

use egui::{Pos2, Rect, Vec2};

use super::model::{Content, Kind};

/// The distance between tiles.
const GAP: f32 = 14.0;
/// How wide a tile is at least.
const TILE: f32 = 200.0;
/// What is written below the picture of a tile.
pub(super) const CAPTION: f32 = 58.0;
/// The height of a row.
const ROW: f32 = 58.0;
/// The distance between rows.
const ROW_GAP: f32 = 6.0;
/// The height of a heading.
const HEADING: f32 = 30.0;
/// Below this width there are rows.
const NARROW: f32 = 520.0;

/// How entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A picture with a caption.
    Tile,
    /// A line with a small picture.
    Row,
}

/// Where everything is.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The headings: their section and top edge.
    pub(super) headings: Vec<(usize, f32)>,
    /// The entries: their number on the page, place and look. Not all have a place.
    pub(super) places: Vec<(usize, Rect, Look)>,
    /// How high all of it is.
    pub(super) height: f32,
}

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
    Left,
    Right,
}

impl Layout {
    /// Lays `content` out in this width.
    pub(super) fn new(content: &Content<'_>, width: f32) -> Self {
        let mut layout = Self::default();
        let mut number = 0;
        for (index, section) in content.sections.iter().enumerate() {
            if index > 0 {
                layout.height += 16.0;
            }
            if section.kind != Kind::Matches {
                layout.headings.push((index, layout.height));
                layout.height += HEADING;
            }
            let is_list = width < NARROW || matches!(section.kind, Kind::Matches | Kind::Nearby);
            let count = section.items.len();
            if is_list {
                let shown = if section.kind == Kind::Recent { count.min(4) } else { count };
                layout.rows(number..number + shown, width, section.kind);
            } else {
                layout.tiles(number, count, width, section.kind);
            }
            number += count;
        }
        layout
    }

    /// Rows, in two columns where there is much room and nothing was typed.
    fn rows(&mut self, numbers: std::ops::Range<usize>, width: f32, kind: Kind) {
        let columns = if kind == Kind::Matches || width < NARROW { 1 } else { columns(width).div_ceil(2) };
        let step = (width + GAP) / columns as f32;
        let start = self.height;
        for (place, number) in numbers.enumerate() {
            let (row, column) = (place / columns, place % columns);
            let top = start + row as f32 * (ROW + ROW_GAP);
            let rect = Rect::from_min_size(Pos2::new(column as f32 * step, top), Vec2::new(step - GAP, ROW));
            self.places.push((number, rect, Look::Row));
            self.height = rect.bottom() + ROW_GAP;
        }
    }

    fn tiles(&mut self, first: usize, count: usize, width: f32, kind: Kind) {
        let columns = columns(width);
        let step = (width + GAP) / columns as f32;
        let size = Vec2::new(step - GAP, ((step - GAP) * 0.56).round() + CAPTION);
        let start = self.height;
        let shown = if kind == Kind::Recent { count.min(columns) } else { count };
        for place in 0..shown {
            let (row, column) = (place / columns, place % columns);
            let corner = Pos2::new(column as f32 * step, start + row as f32 * (size.y + GAP));
            let rect = Rect::from_min_size(corner, size);
            self.places.push((first + place, rect, Look::Tile));
            self.height = rect.bottom() + GAP;
        }
    }

    /// The place of the entry with this number.
    pub(super) fn place(&self, number: usize) -> Option<Rect> {
        self.places.iter().find(|(here, ..)| *here == number).map(|(_, rect, _)| *rect)
    }

    /// The entry that lies next to `from` in a direction; the first where there is no `from`.
    pub(super) fn step(&self, from: Option<usize>, direction: Direction) -> Option<usize> {
        let Some(start) = from.and_then(|number| self.place(number)) else {
            return self.places.first().map(|(number, ..)| *number).filter(|_| direction != Direction::Up);
        };
        let vertical = |rect: &Rect| match direction {
            Direction::Up => start.center().y - rect.center().y,
            Direction::Down => rect.center().y - start.center().y,
            Direction::Left => start.center().x - rect.center().x,
            Direction::Right => rect.center().x - start.center().x,
        };
        let across = |rect: &Rect| match direction {
            Direction::Up | Direction::Down => (rect.center().x - start.center().x).abs(),
            Direction::Left | Direction::Right => (rect.center().y - start.center().y).abs() * 1000.0,
        };
        let ahead = self.places.iter().filter(|(_, rect, _)| vertical(rect) > 1.0);
        // The nearest line first, in it the nearest place.
        let weight = |rect: &Rect| match direction {
            Direction::Up | Direction::Down => vertical(rect) * 1000.0 + across(rect),
            Direction::Left | Direction::Right => across(rect) + vertical(rect),
        };
        let nearest = ahead.min_by(|(_, a, _), (_, b, _)| weight(a).total_cmp(&weight(b)))?;
        let is_sideways = matches!(direction, Direction::Left | Direction::Right);
        (!is_sideways || (nearest.1.center().y - start.center().y).abs() < 1.0).then_some(nearest.0)
    }
}

/// How many tiles there is room for side by side.
fn columns(width: f32) -> usize {
    (((width + GAP) / (TILE + GAP)).floor() as usize).clamp(1, 8)
}

#[cfg(test)]
mod tests {
    use super::super::{State, model};
    use super::*;
    use crate::book::{Computer, Computers};

    fn state(count: usize) -> State {
        let mut computers = Computers::default();
        for number in 0..count {
            computers.save(Computer::new(&format!("computer {number:03}"), &format!("host{number}")));
        }
        State { computers: std::sync::Arc::new(computers), ..State::default() }
    }

    #[test]
    fn entries_neither_overlap_nor_leave_the_width_at_any_width() {
        let state = state(23);
        for width in [200.0, 450.0, 519.0, 520.0, 900.0, 1864.0] {
            let content = model::content(&state, "");
            let layout = Layout::new(&content, width);
            assert_eq!(layout.places.len(), 23);
            for (index, (_, rect, _)) in layout.places.iter().enumerate() {
                assert!(
                    rect.left() >= 0.0 && rect.right() <= width + 0.5 && rect.bottom() <= layout.height,
                    "{rect:?}"
                );
                let meets = |(_, other, _): &&(usize, Rect, Look)| other.shrink(0.5).intersects(*rect);
                assert_eq!(layout.places.iter().skip(index + 1).find(meets), None, "{width}");
            }
        }
    }

    #[test]
    fn the_arrows_reach_every_entry_and_stop_at_the_edges() {
        let state = state(9);
        let content = model::content(&state, "");
        let layout = Layout::new(&content, 900.0);
        let go = |from, direction| layout.step(Some(from), direction);
        assert_eq!(layout.step(None, Direction::Down), Some(0));
        assert_eq!(layout.step(None, Direction::Up), None);
        assert_eq!((go(0, Direction::Right), go(3, Direction::Right), go(0, Direction::Left)), (Some(1), None, None));
        assert_eq!((go(1, Direction::Down), go(5, Direction::Up), go(1, Direction::Up)), (Some(5), Some(1), None));
        assert_eq!(go(6, Direction::Down), Some(8), "the last line is shorter");
        assert_eq!(go(8, Direction::Down), None);
    }
}
