//! The remote screen: a framebuffer and what changed in it, behind one fair lock. While another connection brings its first
//! picture, the last one of the connection before stays to be seen.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::FairMutex;
use rfb::{Framebuffer, Rect, Region, Size};

use super::Wake;

/// The framebuffer that the session writes and the front end draws.
pub struct Screen {
    state: FairMutex<State>,
    dirty: AtomicBool,
    wake: Wake,
}

struct State {
    /// What there is to see.
    framebuffer: Framebuffer,
    /// What will be, when it is complete.
    coming: Option<Framebuffer>,
    damage: Region,
}

impl Screen {
    pub(crate) fn new(wake: Wake) -> Self {
        let state = State { framebuffer: Framebuffer::default(), coming: None, damage: Region::new() };
        Self { state: FairMutex::new(state), dirty: AtomicBool::new(false), wake }
    }

    /// Whether there is damage to draw.
    pub fn is_dirty(&self) -> bool {
        self.dirty.load(Ordering::Acquire)
    }

    /// Shows `draw` the framebuffer and what changed since the last call. The damage is forgotten.
    ///
    /// `draw` runs under the lock: it should copy what it needs and return.
    pub fn draw<T>(&self, draw: impl FnOnce(&Framebuffer, &Region) -> T) -> T {
        let mut state = self.state.lock();
        self.dirty.store(false, Ordering::Release);
        let damage = state.damage.take();
        draw(&state.framebuffer, &damage)
    }

    /// Shows `look` the framebuffer without touching the damage.
    pub fn look<T>(&self, look: impl FnOnce(&Framebuffer) -> T) -> T {
        look(&self.state.lock().framebuffer)
    }

    /// Another picture of `size` begins. It is not to be seen before [`Screen::reveal`].
    pub(super) fn begin(&self, size: Size) {
        self.state.lock().coming = Some(Framebuffer::new(size));
    }

    /// The picture that was begun takes the place of the last one.
    pub(super) fn reveal(&self) {
        let mut state = self.state.lock();
        let Some(framebuffer) = state.coming.take() else { return };
        let whole = Rect::of(framebuffer.size());
        (state.framebuffer, state.damage) = (framebuffer, Region::new());
        drop(state);
        self.publish([whole]);
    }

    /// The size of what the session writes into.
    pub(super) fn size(&self) -> Size {
        let state = self.state.lock();
        state.coming.as_ref().unwrap_or(&state.framebuffer).size()
    }

    /// Lets the session write. Nothing is announced until [`Screen::publish`].
    pub(super) fn write<T>(&self, write: impl FnOnce(&mut Framebuffer) -> T) -> T {
        let state = &mut *self.state.lock();
        write(state.coming.as_mut().unwrap_or(&mut state.framebuffer))
    }

    /// Announces that `rects` changed, and wakes the front end unless it was told already. What is not to be seen yet is
    /// announced when it is.
    pub(super) fn publish(&self, rects: impl IntoIterator<Item = Rect>) {
        let mut state = self.state.lock();
        if state.coming.is_some() {
            return;
        }
        state.damage.extend(rects);
        if !state.damage.is_empty() && !self.dirty.swap(true, Ordering::AcqRel) {
            drop(state);
            (self.wake)();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_last_picture_stays_until_the_next_one_is_complete() {
        let screen = Screen::new(Arc::new(|| {}));
        let paint = |colour: u32| screen.write(|framebuffer| framebuffer.pixels_mut().fill(colour));
        let seen = || screen.look(|framebuffer| (framebuffer.size(), framebuffer.pixels().first().copied()));
        screen.begin(Size::new(4, 3));
        paint(1);
        screen.reveal();
        assert!(screen.is_dirty());
        screen.draw(|_, _| {});

        screen.begin(Size::new(2, 2));
        paint(2);
        screen.publish([Rect::new(0, 0, 2, 2)]);
        assert!(!screen.is_dirty(), "there is nothing new to be seen");
        assert_eq!((seen(), screen.size()), ((Size::new(4, 3), Some(1)), Size::new(2, 2)));
        screen.reveal();
        assert_eq!(seen(), (Size::new(2, 2), Some(2)));
        screen.draw(|_, damage| assert_eq!(damage.rects(), [Rect::new(0, 0, 2, 2)]));

        screen.reveal();
        assert!(!screen.is_dirty(), "nothing was begun");
        paint(3);
        assert_eq!(seen(), (Size::new(2, 2), Some(3)));
    }
}
