//! The remote screen: a framebuffer and what changed in it, behind one fair lock. While another connection brings its first
//! picture, the last one of the connection before stays to be seen.

use std::sync::Arc;
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
    watchers: Vec<Watcher>,
    /// What the last watcher is called.
    last_watcher: u64,
}

/// Somebody who looks besides the front end.
struct Watcher {
    number: u64,
    damage: Region,
    wake: Wake,
}

/// A look at a screen besides the front end's, with a damage of its own.
pub(super) struct Watch {
    screen: Arc<Screen>,
    number: u64,
}

impl Watch {
    /// Shows `draw` the framebuffer and what changed since the last call; first of all that is everything.
    ///
    /// `draw` runs under the lock: it should copy what it needs and return.
    pub(super) fn draw<T>(&self, draw: impl FnOnce(&Framebuffer, &Region) -> T) -> T {
        let state = &mut *self.screen.state.lock();
        let watcher = state.watchers.iter_mut().find(|watcher| watcher.number == self.number);
        let damage = watcher.map(|watcher| watcher.damage.take()).unwrap_or_default();
        draw(&state.framebuffer, &damage)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.screen.state.lock().watchers.retain(|watcher| watcher.number != self.number);
    }
}

impl Screen {
    pub(crate) fn new(wake: Wake) -> Self {
        let state = State {
            framebuffer: Framebuffer::default(),
            coming: None,
            damage: Region::new(),
            watchers: Vec::new(),
            last_watcher: 0,
        };
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

    /// Looks at the screen besides the front end. `wake` is called for whatever changes; it must not block.
    pub(super) fn watch(self: &Arc<Self>, wake: Wake) -> Watch {
        let state = &mut *self.state.lock();
        state.last_watcher += 1;
        let (number, mut damage) = (state.last_watcher, Region::new());
        damage.add(Rect::of(state.framebuffer.size()));
        state.watchers.push(Watcher { number, damage, wake });
        Watch { screen: self.clone(), number }
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
        state.watchers.iter_mut().for_each(|watcher| watcher.damage.clear());
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
    pub(super) fn publish(&self, rects: impl IntoIterator<Item = Rect, IntoIter: Clone>) {
        let mut state = self.state.lock();
        if state.coming.is_some() {
            return;
        }
        let rects = rects.into_iter();
        for watcher in &mut state.watchers {
            watcher.damage.extend(rects.clone());
        }
        let wakes: Vec<Wake> = state.watchers.iter().map(|watcher| watcher.wake.clone()).collect();
        state.damage.extend(rects);
        let is_news = !state.damage.is_empty() && !self.dirty.swap(true, Ordering::AcqRel);
        drop(state);
        for wake in wakes {
            wake();
        }
        if is_news {
            (self.wake)();
        }
    }
}

#[cfg(test)]
mod tests {
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
    fn everybody_who_looks_sees_every_change_once() {
        let screen = Arc::new(Screen::new(Arc::new(|| {})));
        screen.begin(Size::new(8, 8));
        screen.reveal();
        let seen = |watch: &Watch| watch.draw(|_, damage| damage.rects().to_vec());
        let woken = Arc::new(AtomicBool::new(false));
        let flag = woken.clone();
        let first = screen.watch(Arc::new(move || flag.store(true, Ordering::Release)));
        assert_eq!(seen(&first), [Rect::new(0, 0, 8, 8)], "at first everything is new");
        screen.publish([Rect::new(1, 1, 2, 2)]);
        assert!(woken.load(Ordering::Acquire));
        let second = screen.watch(Arc::new(|| {}));
        screen.draw(|_, _| {});
        assert_eq!((seen(&first), seen(&first)), (vec![Rect::new(1, 1, 2, 2)], vec![]));
        drop(first);
        assert_eq!(seen(&second), [Rect::new(0, 0, 8, 8)]);
        assert_eq!(screen.state.lock().watchers.len(), 1);
    }
}
