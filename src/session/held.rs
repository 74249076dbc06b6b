//! What the server believes is pressed, so that it can be released whatever happens.

use rfb::Point;

use super::{Buttons, KeyInput, PointerInput};

/// The keys and buttons that were sent as pressed and not as released.
#[derive(Debug, Default)]
pub(super) struct Held {
    keys: Vec<KeyInput>,
    pointer: PointerInput,
}

impl Held {
    /// Notes a key that is sent.
    pub(super) fn key(&mut self, key: KeyInput) {
        self.keys.retain(|held| (held.keysym, held.scancode) != (key.keysym, key.scancode));
        if key.pressed {
            self.keys.push(key);
        }
    }

    /// Notes a pointer that is sent.
    pub(super) fn pointer(&mut self, pointer: PointerInput) {
        self.pointer = pointer;
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
            held.key(input);
        }
        held.pointer(PointerInput { position: Point::new(3, 4), buttons: Buttons::LEFT });
        let released = PointerInput { position: Point::new(3, 4), buttons: Buttons::default() };
        assert_eq!(held.release(), (vec![key(0x41, false), key(0xffe1, false)], Some(released)));
        assert_eq!(held.release(), (Vec::new(), None));
    }
}
