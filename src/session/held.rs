//! What the server believes is pressed, so that it can be released whatever happens.

use std::time::{Duration, Instant};

use rfb::Point;

use super::{Buttons, KeyInput, PointerInput};

/// What the server sent sooner than this after a release may have left it before.
const UNDER_WAY: Duration = Duration::from_millis(250);
/// So many releases are remembered, the newest.
const RELEASES: usize = 32;

/// The keys and buttons that were sent as pressed and not as released, and the releases that may have been lost.
#[derive(Debug, Default)]
pub(super) struct Held {
    keys: Vec<KeyInput>,
    pointer: PointerInput,
    released: Vec<(KeyInput, Instant)>,
    /// When the last button was released, and which were down.
    let_go: Option<(PointerInput, Instant)>,
}

impl Held {
    /// Notes a key that is sent.
    pub(super) fn key(&mut self, key: KeyInput, now: Instant) {
        let is_same = |other: &KeyInput| (other.keysym, other.scancode) == (key.keysym, key.scancode);
        self.keys.retain(|held| !is_same(held));
        self.released.retain(|(released, _)| !is_same(released));
        if key.pressed {
            self.keys.push(key);
            return;
        }
        if self.released.len() == RELEASES {
            self.released.remove(0);
        }
        self.released.push((key, now));
    }

    /// Notes a pointer that is sent.
    pub(super) fn pointer(&mut self, pointer: PointerInput, now: Instant) {
        if self.pointer.buttons != Buttons::default() && pointer.buttons == Buttons::default() {
            self.let_go = Some((self.pointer, now));
        }
        self.pointer = pointer;
    }

    /// What may be pressed when the connection is lost on which bytes came last at `heard`: also what was released after that,
    /// or so shortly before that nobody knows.
    pub(super) fn lost(self, heard: Instant) -> Self {
        let is_doubtful = |at: Instant| heard <= at + UNDER_WAY;
        let released = self.released.into_iter().filter(|(_, at)| is_doubtful(*at));
        let keys = self.keys.into_iter().chain(released.map(|(key, _)| KeyInput { pressed: true, ..key })).collect();
        let pointer = match self.let_go {
            Some((before, at)) if self.pointer.buttons == Buttons::default() && is_doubtful(at) => {
                PointerInput { buttons: before.buttons, ..self.pointer }
            }
            Some(_) | None => self.pointer,
        };
        Self { keys, pointer, ..Self::default() }
    }

    /// Where the pointer is.
    pub(super) fn position(&self) -> Point {
        self.pointer.position
    }

    /// What must be sent so that nothing stays pressed: the newest first, so that modifiers go last.
    pub(super) fn release(&mut self) -> (Vec<KeyInput>, Option<PointerInput>) {
        let keys = self.keys.drain(..).rev().map(|key| KeyInput { pressed: false, ..key }).collect();
        let released = PointerInput { buttons: Buttons::default(), ..self.pointer };
        let pointer = (self.pointer.buttons != Buttons::default()).then_some(released);
        self.pointer = PointerInput { position: Point::default(), buttons: Buttons::default() };
        (keys, pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_released_once_and_the_newest_first() {
        let key = |keysym, pressed| KeyInput { keysym, scancode: 0, pressed };
        let mut held = Held::default();
        for input in [key(0xffe1, true), key(0x41, true), key(0x41, true), key(0x42, true), key(0x42, false)] {
            held.key(input, Instant::now());
        }
        held.pointer(PointerInput { position: Point::new(3, 4), buttons: Buttons::LEFT }, Instant::now());
        let released = PointerInput { position: Point::new(3, 4), buttons: Buttons::default() };
        assert_eq!(held.release(), (vec![key(0x41, false), key(0xffe1, false)], Some(released)));
        assert_eq!(held.release(), (Vec::new(), None));
    }

    #[test]
    fn a_release_that_nothing_followed_may_have_been_lost() {
        let key = |keysym, pressed| KeyInput { keysym, scancode: 0, pressed };
        let pointer = |buttons| PointerInput { position: Point::new(3, 4), buttons };
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let typed = || {
            let mut held = Held::default();
            for input in [key(0xffe1, true), key(0x41, true), key(0x41, false)] {
                held.key(input, start);
            }
            held.key(key(0xffe1, false), start + 2 * second);
            held.pointer(pointer(Buttons::LEFT), start);
            held.pointer(pointer(Buttons::default()), start + 2 * second);
            held
        };
        let shift = key(0xffe1, false);
        let released = Some(pointer(Buttons::default()));
        assert_eq!(typed().lost(start).release(), (vec![shift, key(0x41, false)], released));
        assert_eq!(typed().lost(start + second).release(), (vec![shift], released), "the letter arrived");
        assert_eq!(typed().lost(start + 3 * second).release(), (vec![], None));
    }
}
