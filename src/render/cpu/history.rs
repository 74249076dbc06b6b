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
    fn an_unknown_buffer_is_drawn_whole() {
        let mut history = History::new();
        assert_eq!(history.repair(&at(3), 0), Dirty::Everything);
        assert_eq!(history.repair(&at(3), 2), Dirty::Everything);
        history.push(Dirty::Everything);
        assert_eq!(history.repair(&at(3), 2), Dirty::Everything);
        assert_eq!(history.repair(&at(3), 1), at(3));
    }
}
