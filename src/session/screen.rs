//! The remote screen: a framebuffer and what changed in it, behind one fair lock. While another connection brings its first
//! picture, the last one of the connection before stays to be seen.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::{FairMutex, Mutex};
use rfb::{Framebuffer, Rect, Region, Size};

use super::Wake;

/// The framebuffer that the session writes and the front end draws. Several may watch it, and each is told what changed since
/// it looked last.
pub struct Screen {
    state: Arc<FairMutex<State>>,
    watcher: Arc<Watcher>,
}

struct State {
    /// What there is to see.
    framebuffer: Framebuffer,
    /// What will be, when it is complete.
    coming: Option<Framebuffer>,
    /// Who watches.
    watchers: Vec<Weak<Watcher>>,
}

/// What one watcher has not seen yet.
struct Watcher {
    damage: Mutex<Region>,
    dirty: AtomicBool,
    wake: Wake,
}

impl Screen {
    pub(crate) fn new(wake: Wake) -> Self {
        let state = State { framebuffer: Framebuffer::default(), coming: None, watchers: Vec::new() };
        Self::watching(Arc::new(FairMutex::new(state)), wake)
    }

    /// The same screen for another watcher, who has seen nothing of it yet. `wake` is called when there is damage to draw,
    /// once until it is drawn.
    pub fn watch(&self, wake: Wake) -> Self {
        Self::watching(Arc::clone(&self.state), wake)
    }

    fn watching(state: Arc<FairMutex<State>>, wake: Wake) -> Self {
        let mut locked = state.lock();
        let mut damage = Region::new();
        damage.add(Rect::of(locked.framebuffer.size()));
        let watcher = Arc::new(Watcher { damage: Mutex::new(damage), dirty: AtomicBool::new(false), wake });
        locked.watchers.push(Arc::downgrade(&watcher));
        drop(locked);
        Self { state, watcher }
    }

    /// Whether there is damage to draw.
    pub fn is_dirty(&self) -> bool {
        self.watcher.dirty.load(Ordering::Acquire)
    }

    /// Shows `draw` the framebuffer and what changed since the last call. The damage is forgotten.
    ///
    /// `draw` runs under the lock: it should copy what it needs and return.
    pub fn draw<T>(&self, draw: impl FnOnce(&Framebuffer, &Region) -> T) -> T {
        let state = self.state.lock();
        self.watcher.dirty.store(false, Ordering::Release);
        let damage = self.watcher.damage.lock().take();
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
        state.framebuffer = framebuffer;
        for watcher in state.watchers.iter().filter_map(Weak::upgrade) {
            *watcher.damage.lock() = Region::new();
        }
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

    /// Announces that `rects` changed, and wakes those watchers that were not told already. What is not to be seen yet is
    /// announced when it is.
    pub(super) fn publish(&self, rects: impl IntoIterator<Item = Rect, IntoIter: Clone>) {
        let mut state = self.state.lock();
        if state.coming.is_some() {
            return;
        }
        let rects = rects.into_iter();
        let mut asleep = Vec::new();
        state.watchers.retain(|watcher| {
            let Some(watcher) = watcher.upgrade() else { return false };
            let mut damage = watcher.damage.lock();
            damage.extend(rects.clone());
            if !damage.is_empty() && !watcher.dirty.swap(true, Ordering::AcqRel) {
                asleep.push(Arc::clone(&watcher));
            }
            true
        });
        drop(state);
        for watcher in asleep {
            (watcher.wake)();
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

    #[test]
    fn every_watcher_is_told_once_what_it_has_not_seen_and_one_that_left_is_forgotten() {
        let woken = Arc::new(AtomicBool::new(false));
        let (screen, told) = (Screen::new(Arc::new(|| {})), woken.clone());
        screen.begin(Size::new(8, 8));
        screen.reveal();
        let other = screen.watch(Arc::new(move || {
            assert!(!told.swap(true, Ordering::AcqRel), "it was told already");
        }));
        other.draw(|_, damage| assert_eq!(damage.rects(), [Rect::new(0, 0, 8, 8)], "at first everything is new"));
        screen.draw(|_, _| {});
        screen.publish([Rect::new(0, 0, 1, 1)]);
        screen.publish([Rect::new(4, 4, 1, 1)]);
        assert!(woken.load(Ordering::Acquire) && screen.is_dirty() && other.is_dirty());
        screen.draw(|_, damage| assert_eq!(damage.rects().len(), 2));
        assert!(other.is_dirty(), "what one has seen the other has not");
        other.draw(|_, damage| assert_eq!(damage.rects().len(), 2));
        drop(other);
        screen.publish([Rect::new(0, 0, 1, 1)]);
        assert_eq!(screen.state.lock().watchers.len(), 1);
    }
}
