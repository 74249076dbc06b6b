//! A desktop for tests: one picture, changed only by the test, that keeps a list of the input it received.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rfb::{Framebuffer, Point, Rect, Size};

use super::{
    Changes, Clipping, CursorShape, Desktop, Key, Locks, Motion, Movement, Notice, Pointer, Power, ResizeRefused,
};

/// The largest size a viewer may ask for.
const MAX_SIZE: Size = Size::new(8192, 8192);

/// A picture that stays as it is until its [`StillHandle`] changes it.
#[derive(Debug)]
pub struct StillDesktop {
    name: String,
    framebuffer: Framebuffer,
    cursor: CursorShape,
    locks: Option<Locks>,
    motion: Motion,
    has_power: bool,
    screens: Vec<Rect>,
    shared: Arc<Shared>,
}

/// Input as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A key went down or up.
    Key(Key),
    /// The pointer moved or its buttons changed.
    Pointer(Pointer),
    /// The mouse moved by so much, with these buttons down.
    Moved([i16; 2], u8),
    /// A viewer's clipboard has this.
    CutText(Clipping),
    /// The machine was switched.
    Power(Power),
    /// The desktop was resized for a viewer.
    Resized(Size),
}

/// The test's end of a [`StillDesktop`].
#[derive(Debug, Clone)]
pub struct StillHandle(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    inner: Mutex<Inner>,
    arrived: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    received: Vec<Received>,
    orders: Vec<Order>,
}

/// A change a test ordered.
#[derive(Debug)]
enum Order {
    Draw(Rect, Vec<u32>),
    Move(Movement),
    Replace(Framebuffer),
    Cursor(CursorShape),
    Rename(String),
    Bell,
    CutText(Clipping),
    Locks(Locks),
    Motion(Motion),
}

impl StillDesktop {
    /// A desktop that shows `framebuffer`, has no cursor and is called "still".
    pub fn new(framebuffer: Framebuffer) -> Self {
        let (locks, motion, has_power) = (None, Motion::Absolute, false);
        Self {
            name: "still".into(),
            framebuffer,
            cursor: CursorShape::default(),
            locks,
            motion,
            has_power,
            screens: Vec::new(),
            shared: Arc::default(),
        }
    }

    /// The same with another name.
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same with a cursor.
    pub fn with_cursor(self, cursor: CursorShape) -> Self {
        Self { cursor, ..self }
    }

    /// The same with lock keys that viewers are told of. Pressing Caps Lock or Num Lock switches them.
    pub fn with_locks(self, locks: Locks) -> Self {
        Self { locks: Some(locks), ..self }
    }

    /// The same on a machine that can be shut down and reset, but not rebooted.
    pub fn with_power(self) -> Self {
        Self { has_power: true, ..self }
    }

    /// The same on several screens.
    pub fn with_screens(self, screens: impl Into<Vec<Rect>>) -> Self {
        Self { screens: screens.into(), ..self }
    }

    /// What changes the desktop and knows what it received, once a server runs it.
    pub fn handle(&self) -> StillHandle {
        StillHandle(Arc::clone(&self.shared))
    }

    fn carry_out(&mut self, order: Order, changes: &mut Changes) {
        match order {
            Order::Draw(rect, pixels) => {
                let Some(mut target) = self.framebuffer.target(rect) else { return };
                for (row, new) in target.rows_mut().zip(pixels.chunks_exact(usize::from(rect.width))) {
                    row.copy_from_slice(new);
                }
                changes.damage.add(rect);
            }
            Order::Move(movement) => {
                // Copies precede all damage, so a copy after drawing is damage itself.
                if self.framebuffer.copy(movement.from, movement.target()) {
                    if changes.damage.is_empty() {
                        changes.copies.push(movement);
                    } else {
                        changes.damage.add(movement.target());
                    }
                }
            }
            Order::Replace(framebuffer) => {
                changes.copies.clear();
                changes.damage.add(Rect::of(framebuffer.size()));
                self.framebuffer = framebuffer;
            }
            Order::Cursor(cursor) => {
                self.cursor = cursor;
                changes.notices.push(Notice::Cursor);
            }
            Order::Rename(name) => {
                self.name = name;
                changes.notices.push(Notice::Name);
            }
            Order::Bell => changes.notices.push(Notice::Bell),
            Order::CutText(clipping) => changes.notices.push(Notice::CutText(clipping)),
            Order::Locks(locks) => {
                self.locks = Some(locks);
                changes.notices.push(Notice::Locks);
            }
            Order::Motion(motion) => {
                self.motion = motion;
                changes.notices.push(Notice::Motion);
            }
        }
    }
}

impl Desktop for StillDesktop {
    fn name(&self) -> &str {
        &self.name
    }

    fn framebuffer(&self) -> &Framebuffer {
        &self.framebuffer
    }

    fn cursor(&self) -> &CursorShape {
        &self.cursor
    }

    fn tick(&mut self, _now: Duration) -> Changes {
        let mut changes = Changes::default();
        let orders = std::mem::take(&mut self.shared.lock().orders);
        for order in orders {
            self.carry_out(order, &mut changes);
        }
        changes
    }

    fn pace(&self) -> Duration {
        Duration::from_millis(5)
    }

    fn key(&mut self, key: Key) {
        let bit = match key.keysym {
            0xffe5 => 1 << 2,
            0xff7f => 1 << 1,
            _ => 0,
        };
        if let Some(Locks(locks)) = self.locks.filter(|_| key.pressed && bit != 0) {
            self.shared.lock().orders.push(Order::Locks(Locks(locks ^ bit)));
        }
        self.shared.receive(Received::Key(key));
    }

    fn pointer(&mut self, pointer: Pointer) {
        self.shared.receive(Received::Pointer(pointer));
    }

    fn pointer_by(&mut self, distance: [i16; 2], buttons: u8) {
        self.shared.receive(Received::Moved(distance, buttons));
    }

    fn cut_text(&mut self, clipping: Clipping) {
        self.shared.receive(Received::CutText(clipping));
    }

    fn locks(&self) -> Option<Locks> {
        self.locks
    }

    fn motion(&self) -> Motion {
        self.motion
    }

    fn has_power(&self) -> bool {
        self.has_power
    }

    fn power(&mut self, power: Power) -> bool {
        let can = self.has_power && power != Power::Reboot;
        if can {
            self.shared.receive(Received::Power(power));
        }
        can
    }

    fn screens(&self) -> &[Rect] {
        &self.screens
    }

    fn resize(&mut self, size: Size) -> Result<(), ResizeRefused> {
        if size.is_empty() {
            return Err(ResizeRefused::InvalidLayout);
        }
        if size.width > MAX_SIZE.width || size.height > MAX_SIZE.height {
            return Err(ResizeRefused::OutOfResources);
        }
        self.framebuffer.resize(size);
        self.shared.receive(Received::Resized(size));
        Ok(())
    }
}

impl StillHandle {
    /// Everything received so far, in order.
    pub fn received(&self) -> Vec<Received> {
        self.0.lock().received.clone()
    }

    /// Waits until `enough` says that what was received is enough, and returns it; `None` when `timeout` passes first.
    pub fn wait_until(&self, timeout: Duration, enough: impl Fn(&[Received]) -> bool) -> Option<Vec<Received>> {
        let deadline = Instant::now() + timeout;
        let mut inner = self.0.lock();
        while !enough(&inner.received) {
            let left = deadline.checked_duration_since(Instant::now())?;
            inner = self.0.arrived.wait_timeout(inner, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(inner.received.clone())
    }

    /// Puts `pixels` (`width * height` of them) into `rect`.
    pub fn draw(&self, rect: Rect, pixels: Vec<u32>) {
        self.order(Order::Draw(rect, pixels));
    }

    /// Copies the pixels of `from` to `to`.
    pub fn copy(&self, from: Rect, to: Point) {
        self.order(Order::Move(Movement { from, to }));
    }

    /// Shows another picture, which may have another size.
    pub fn replace(&self, framebuffer: Framebuffer) {
        self.order(Order::Replace(framebuffer));
    }

    /// Shows another cursor.
    pub fn set_cursor(&self, cursor: CursorShape) {
        self.order(Order::Cursor(cursor));
    }

    /// Gives the desktop another name.
    pub fn rename(&self, name: impl Into<String>) {
        self.order(Order::Rename(name.into()));
    }

    /// Rings the bell.
    pub fn bell(&self) {
        self.order(Order::Bell);
    }

    /// Puts something on the desktop's clipboard.
    pub fn cut(&self, clipping: impl Into<Clipping>) {
        self.order(Order::CutText(clipping.into()));
    }

    /// Switches lock keys.
    pub fn set_locks(&self, locks: Locks) {
        self.order(Order::Locks(locks));
    }

    /// Wants movements of the mouse in this way.
    pub fn set_motion(&self, motion: Motion) {
        self.order(Order::Motion(motion));
    }

    fn order(&self, order: Order) {
        self.0.lock().orders.push(order);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn receive(&self, received: Received) {
        self.lock().received.push(received);
        self.arrived.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_become_changes_at_the_next_tick() {
        let mut desktop = StillDesktop::new(Framebuffer::new(Size::new(8, 8)));
        let handle = desktop.handle();
        handle.copy(Rect::new(0, 0, 2, 2), Point::new(4, 4));
        handle.draw(Rect::new(1, 1, 2, 1), vec![7, 8]);
        handle.bell();
        let changes = desktop.tick(Duration::ZERO);
        assert_eq!(changes.copies, [Movement { from: Rect::new(0, 0, 2, 2), to: Point::new(4, 4) }]);
        assert_eq!(changes.damage.rects(), [Rect::new(1, 1, 2, 1)]);
        assert_eq!(changes.notices, [Notice::Bell]);
        assert_eq!(desktop.framebuffer().row(1)[1..3], [7, 8]);
        assert_eq!(desktop.tick(Duration::ZERO), Changes::default());
    }
}
