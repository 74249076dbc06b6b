//! What changed in the last frames: a buffer that the display hands back may be several frames old.

use std::collections::VecDeque;

use super::super::viewport::WindowRect;

/// More frames than any display keeps in flight; older buffers are drawn whole.
const FRAMES: usize = 4;
/// More rectangles than this are not worth counting.
const MAX_RECTS: usize = 256;

/// The pixels of the window that a frame changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dirty {
    Everything,
    Rects(Vec<WindowRect>),
}

impl Dirty {
    /// No pixel.
    pub(super) const NOTHING: Dirty = Dirty::Rects(Vec::new());

    /// These pixels and those of `other`.
    pub(super) fn and(self, other: &Dirty) -> Dirty {
        let (Dirty::Rects(mut rects), Dirty::Rects(more)) = (self, other) else { return Dirty::Everything };
        for rect in more {
            if !rects.contains(rect) {
                rects.push(*rect);
            }
        }
        Dirty::Rects(rects)
    }

    /// Whether some pixels are in both.
    pub(super) fn meets(&self, other: &Dirty) -> bool {
        match (self, other) {
            (Dirty::Rects(rects), Dirty::Rects(others)) => {
                rects.iter().any(|rect| others.iter().any(|other| rect.overlaps(*other)))
            }
            (Dirty::Everything, other) | (other, Dirty::Everything) => *other != Dirty::NOTHING,
        }
    }
}

/// The changes of the last frames, newest first.
#[derive(Debug, Default)]
pub(super) struct History {
    frames: VecDeque<Dirty>,
}

impl History {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Remembers what a presented frame changed.
    pub(super) fn push(&mut self, dirty: Dirty) {
        self.frames.push_front(dirty);
        self.frames.truncate(FRAMES);
    }

    /// What must be drawn into a buffer that holds the frame of `age` frames ago (0: nothing useful), given that
    /// `dirty` changed since the last frame.
    pub(super) fn repair(&self, dirty: &Dirty, age: u8) -> Dirty {
        let missed = usize::from(age).checked_sub(1).filter(|missed| *missed <= self.frames.len());
        let (Some(missed), Dirty::Rects(rects)) = (missed, dirty) else { return Dirty::Everything };
        let mut all = rects.clone();
        for frame in self.frames.iter().take(missed) {
            let Dirty::Rects(rects) = frame else { return Dirty::Everything };
            all.extend(rects.iter().filter(|rect| !all.contains(rect)).copied().collect::<Vec<_>>());
        }
        if all.len() > MAX_RECTS { Dirty::Everything } else { Dirty::Rects(all) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: u32) -> Dirty {
        Dirty::Rects(vec![WindowRect { x, y: 0, width: 1, height: 1 }])
    }

    #[test]
    fn an_older_buffer_gets_the_changes_it_missed() {
        let mut history = History::new();
        history.push(at(1));
        history.push(at(2));
        assert_eq!(history.repair(&at(3), 1), at(3));
        let Dirty::Rects(two) = history.repair(&at(3), 2) else { panic!("two frames are known") };
        assert_eq!(two.iter().map(|rect| rect.x).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(history.repair(&at(2), 2), at(2));
    }

    #[test]
    fn what_lies_in_the_same_place_meets_and_all_meets_anything() {
        let wide = Dirty::Rects(vec![WindowRect { x: 4, y: 0, width: 3, height: 1 }]);
        assert!(wide.meets(&at(4)) && at(6).meets(&wide));
        assert!(!wide.meets(&at(3)) && !at(7).meets(&wide), "beside each other");
        assert!(Dirty::Everything.meets(&at(3)) && at(3).meets(&Dirty::Everything));
        assert!(!Dirty::Everything.meets(&Dirty::NOTHING) && !wide.meets(&Dirty::NOTHING));
        assert_eq!(at(1).and(&at(1)), at(1));
        assert_eq!(at(1).and(&Dirty::Everything), Dirty::Everything);
    }

    #[test]
    fn an_unknown_buffer_is_drawn_whole() {
        let mut history = History::new();
        assert_eq!(history.repair(&at(3), 0), Dirty::Everything);
        assert_eq!(history.repair(&at(3), 2), Dirty::Everything);
        history.push(Dirty::Everything);
        assert_eq!(history.repair(&at(3), 2), Dirty::Everything);
        assert_eq!(history.repair(&at(3), 1), at(3));
    }
}
