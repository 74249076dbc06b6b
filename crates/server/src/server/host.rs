//! What all connections of a server share: the desktop, and what each viewer is owed of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use rfb::Size;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::viewer::{Cause, Viewer, clamped, is_sensible, own_screens};
use super::{Options, ServeError};
use crate::desktop::{Desktop, Pointer, ResizeRefused};
use crate::protocol::Screen;
use crate::protocol::client_message::ClientMessage;
use crate::protocol::handshake::Sharing;
use crate::security::SecurityType;

/// Input never makes the desktop draw more often than this.
const FASTEST_TICK: Duration = Duration::from_millis(4);

/// A desktop that can be served over any stream; [`super::Server`] does it over TCP.
pub struct Host {
    pub(super) options: Options,
    /// The security types to offer, best first; at least one.
    pub(super) security: Vec<Arc<dyn SecurityType>>,
    state: Mutex<State>,
    /// Rings when the desktop should tick before its pace is over.
    input: Notify,
}

/// Names a viewer for as long as it is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ViewerId(u64);

struct State {
    desktop: Box<dyn Desktop>,
    viewers: BTreeMap<ViewerId, Viewer>,
    next_id: u64,
    size: Size,
    screens: Vec<Screen>,
}

impl Host {
    /// Hosts `desktop`.
    pub fn new(desktop: impl Desktop + 'static, options: Options) -> Self {
        let size = desktop.framebuffer().size();
        let (viewers, screens) = (BTreeMap::new(), own_screens(&desktop));
        let state = State { desktop: Box::new(desktop), viewers, next_id: 0, size, screens };
        Self { security: options.offered(), options, state: Mutex::new(state), input: Notify::new() }
    }

    /// Keeps the desktop going while viewers look on: ticks at its pace, and at once after input. Never returns.
    pub async fn animate(&self) {
        loop {
            let started = Instant::now();
            let pace = self.tick();
            match pace {
                Some(pace) => drop(timeout_at(started + pace, self.input.notified()).await),
                None => self.input.notified().await,
            }
            sleep_until(started + FASTEST_TICK).await;
        }
    }

    /// Brings the desktop up to date and wakes the viewers; how long the next tick can wait, if anybody looks on.
    fn tick(&self) -> Option<Duration> {
        let mut state = self.lock();
        state.tick();
        (!state.viewers.is_empty()).then(|| state.desktop.pace())
    }

    /// Lets a viewer in, with `extension` behind its ServerInit. One that wants the desktop for itself sends the others away.
    pub(super) fn enter(&self, sharing: Sharing, extension: &[u8]) -> Result<(ViewerId, Arc<Notify>), ServeError> {
        let mut state = self.lock();
        if sharing == Sharing::Exclusive {
            for viewer in std::mem::take(&mut state.viewers).into_values() {
                viewer.wake.notify_one();
            }
        }
        if state.viewers.len() >= self.options.max_viewers {
            return Err(ServeError::Full);
        }
        state.tick();
        let viewer = Viewer::new(state.desktop.as_ref(), self.options.pixel_format, extension);
        let wake = Arc::clone(&viewer.wake);
        let id = ViewerId(state.next_id);
        state.next_id += 1;
        state.viewers.insert(id, viewer);
        self.input.notify_one();
        Ok((id, wake))
    }

    pub(super) fn leave(&self, id: ViewerId) {
        self.lock().viewers.remove(&id);
    }

    pub(super) fn is_full(&self) -> bool {
        self.lock().viewers.len() >= self.options.max_viewers
    }

    /// The bytes for a viewer; `None` where it was sent away.
    pub(super) fn transmit(&self, id: ViewerId) -> Option<Vec<u8>> {
        let state = &mut *self.lock();
        Some(state.viewers.get_mut(&id)?.transmit(state.desktop.as_ref()))
    }

    /// Does what a viewer's message says.
    pub(super) fn handle(&self, id: ViewerId, message: ClientMessage) -> Result<(), ServeError> {
        let state = &mut *self.lock();
        let State { desktop, viewers, screens, size, .. } = state;
        let viewer = viewers.get_mut(&id).ok_or(ServeError::TakenOver)?;
        match message {
            ClientMessage::SetPixelFormat(format) => viewer.set_pixel_format(format),
            ClientMessage::SetEncodings(encodings) => viewer.set_encodings(encodings, desktop.as_ref(), screens),
            ClientMessage::FramebufferUpdateRequest { incremental, area } => {
                viewer.request(incremental, area, screens);
            }
            ClientMessage::EnableContinuousUpdates(area) => viewer.enable_continuous_updates(area),
            ClientMessage::Fence { flags, payload } => viewer.fence(flags, &payload),
            ClientMessage::Key(key) => desktop.key(key),
            ClientMessage::Pointer(Pointer { position, buttons }) if viewer.sends_distances() => {
                let distance = [position.x, position.y].map(|sent| (i32::from(sent) - 0x7fff) as i16);
                desktop.pointer_by(distance, buttons);
            }
            ClientMessage::Pointer(Pointer { position, buttons }) => {
                desktop.pointer(Pointer { position: clamped(position, *size), buttons });
            }
            ClientMessage::CutText(text) => desktop.cut_text(text.into()),
            ClientMessage::Clipboard(message) => viewer.clipboard(message, desktop.as_mut()),
            ClientMessage::Xvp { code } => viewer.switch(code, desktop.as_mut()),
            ClientMessage::SetDesktopSize { size, screens } => state.resize(id, size, screens),
        }
        self.input.notify_one();
        match state.viewers.get(&id) {
            Some(viewer) => {
                viewer.wake.notify_one();
                Ok(viewer.check_reading()?)
            }
            None => Err(ServeError::TakenOver),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn tick(&mut self) {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let changes = self.desktop.tick(now);
        let size = self.desktop.framebuffer().size();
        if size != self.size {
            self.size = size;
            self.screens = own_screens(self.desktop.as_ref());
            for viewer in self.viewers.values_mut() {
                viewer.resized(Cause::Server, size, &self.screens);
            }
        }
        let quiet = changes.copies.is_empty() && changes.damage.is_empty() && changes.notices.is_empty();
        for viewer in self.viewers.values_mut() {
            viewer.note(&changes);
            if !quiet {
                viewer.wake.notify_one();
            }
        }
    }

    /// Grants or refuses SetDesktopSize and tells everybody concerned.
    fn resize(&mut self, by: ViewerId, size: Size, screens: Vec<Screen>) {
        // What the desktop did before belongs to its old size.
        self.tick();
        let granted =
            if is_sensible(&screens, size) { self.desktop.resize(size) } else { Err(ResizeRefused::InvalidLayout) };
        match granted {
            Ok(()) => {
                self.size = self.desktop.framebuffer().size();
                self.screens = screens;
                for (id, viewer) in &mut self.viewers {
                    let cause = if *id == by { Cause::ThisViewer } else { Cause::OtherViewer };
                    viewer.resized(cause, self.size, &self.screens);
                    viewer.wake.notify_one();
                }
            }
            Err(refused) => {
                if let Some(viewer) = self.viewers.get_mut(&by) {
                    viewer.resize_refused(refused as u16, &self.screens);
                }
            }
        }
    }
}
