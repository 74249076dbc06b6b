//! The remote screen: a framebuffer and what changed in it, behind one fair lock.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::FairMutex;
use rfb::{Framebuffer, Rect, Region};

use super::Wake;

/// The framebuffer that the session writes and the front end draws.
pub struct Screen {
    state: FairMutex<State>,
    dirty: AtomicBool,
    wake: Wake,
}

struct State {
    framebuffer: Framebuffer,
    damage: Region,
}

impl Screen {
    pub(super) fn new(wake: Wake) -> Self {
        let state = State { framebuffer: Framebuffer::default(), damage: Region::new() };
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

    /// Lets the session write. Nothing is announced until [`Screen::publish`].
    pub(super) fn write<T>(&self, write: impl FnOnce(&mut Framebuffer) -> T) -> T {
        write(&mut self.state.lock().framebuffer)
    }

    /// Announces that `rects` changed, and wakes the front end unless it was told already.
    pub(super) fn publish(&self, rects: impl IntoIterator<Item = Rect>) {
        let mut state = self.state.lock();
        state.damage.extend(rects);
        if !state.damage.is_empty() && !self.dirty.swap(true, Ordering::AcqRel) {
            drop(state);
            (self.wake)();
        }
    }
}
