//! When to ask the server for pixels.
//!
//! A server without continuous updates sends one update for one request. The next one is asked for when an update begins to
//! arrive, not when it was decoded: the request travels while the pixels do. Over a long way that is still no more than one
//! update in a round trip, so that more requests are sent meanwhile; `rhythm` says how often. With continuous updates nothing
//! is asked for but what was lost sight of: the whole screen at the start, after a change of size and on demand.

mod rhythm;

use std::time::Instant;

use rfb::message::client::{EnableContinuousUpdates, FramebufferUpdateRequest, Incremental};
use rfb::{Client, Error, Feature, Rect};

use super::Updates;
use rhythm::{Ask, Rhythm};

pub(super) use rhythm::Way;

/// The state of asking.
#[derive(Debug)]
pub(super) struct Pacing {
    updates: Updates,
    /// The part of the framebuffer for which updates come by themselves.
    continuous: Option<Rect>,
    rhythm: Rhythm,
}

impl Pacing {
    pub(super) fn new(updates: Updates) -> Self {
        Self { updates, continuous: None, rhythm: Rhythm::default() }
    }

    /// Asks for the whole screen, also for what did not change.
    pub(super) fn all(client: &mut Client) -> Result<(), Error> {
        let rect = Rect::of(client.framebuffer_size());
        client.send(FramebufferUpdateRequest { incremental: Incremental::No, rect })
    }

    /// An update begins to arrive.
    pub(super) fn update_started(&mut self, client: &mut Client, way: Way, now: Instant) -> Result<(), Error> {
        if self.continuous.is_some() {
            return Ok(());
        }
        match self.rhythm.update_started(way, now) {
            Ask::Now => Self::changes(client),
            Ask::Later => Ok(()),
        }
    }

    /// The update has arrived.
    pub(super) fn update_ended(&mut self) {
        self.rhythm.update_ended();
    }

    /// When to [`Pacing::beat`].
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.rhythm.due().filter(|_| self.continuous.is_none())
    }

    /// Asks for the next update though the last one has not come.
    pub(super) fn beat(&mut self, client: &mut Client, way: Way, now: Instant) -> Result<(), Error> {
        self.rhythm.asked(way, now);
        Self::changes(client)
    }

    /// Whether an answer to one request can be told from that to another.
    pub(super) fn asks_one_by_one(&self) -> bool {
        self.rhythm.is_simple()
    }

    fn changes(client: &mut Client) -> Result<(), Error> {
        let rect = Rect::of(client.framebuffer_size());
        client.send(FramebufferUpdateRequest { incremental: Incremental::Yes, rect })
    }

    /// The server understands something new. Continuous updates need fences as well: they keep a slow link from filling up.
    pub(super) fn supports(&mut self, client: &mut Client) -> Result<(), Error> {
        let both = client.supports(Feature::ContinuousUpdates) && client.supports(Feature::Fence);
        if self.updates == Updates::Automatic && both && self.continuous.is_none() {
            self.enable(client)
        } else {
            Ok(())
        }
    }

    /// The framebuffer has another size: what is in it is no longer known.
    pub(super) fn resized(&mut self, client: &mut Client) -> Result<(), Error> {
        if self.continuous.is_some() {
            self.enable(client)?;
        }
        Self::all(client)
    }

    fn enable(&mut self, client: &mut Client) -> Result<(), Error> {
        let rect = Rect::of(client.framebuffer_size());
        self.continuous = Some(rect);
        client.send(EnableContinuousUpdates { rect: Some(rect) })
    }
}
