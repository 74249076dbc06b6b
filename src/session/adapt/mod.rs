//! What to ask the server for, from what was measured: `estimate` says how fast the link is, `choice` which quality and
//! compression suit it, `refine` when lossy pixels are worth fetching again. Here they meet the client.

mod choice;
mod estimate;
mod lossy;
mod refine;

use std::time::{Duration, Instant};

use rfb::encoding::Job;
use rfb::message::client::{ClientFence, FramebufferUpdateRequest, Incremental};
use rfb::message::server::fence::{BLOCK_BEFORE, Fence, REQUEST};
use rfb::{Client, Encoding, Error, Feature, Levels, Loss};

use super::pacing::Way;
use super::{Statistics, Wishes};
use choice::{Choice, Truth};
use estimate::Estimate;
use refine::{Refinement, Step};

/// The round trip is measured at most this often, and only while updates come.
const PING: Duration = Duration::from_secs(1);
/// A ping that was not answered for so long is forgotten.
const LOST: Duration = Duration::from_secs(30);
/// What a ping carries.
const PAYLOAD: &[u8] = b"farview ping";
/// A part of the picture is refined in about this time.
const PART: Duration = Duration::from_millis(250);
/// Bits that a pixel costs without loss, at a guess on the safe side.
const BITS_PER_PIXEL: u64 = 16;
/// Bits per second that a link is thought to carry before it was measured.
const UNKNOWN: u64 = 40_000_000;

/// Measures the link and keeps what is asked for in step with it.
pub(super) struct Adapt {
    wishes: Wishes,
    estimate: Estimate,
    choice: Choice,
    refinement: Refinement,
    truth: Truth,
    /// When the update at hand began: what is drawn in it counts from then.
    now: Instant,
    /// When the last ping was sent, and whether its answer is awaited.
    pinged: Option<Instant>,
    pinging: bool,
    /// When something was asked for whose answer tells the round trip.
    requested: Option<Instant>,
    statistics: Statistics,
}

/// What to ask for before anything was measured.
pub(super) fn start(wishes: &Wishes) -> (Vec<Encoding>, Levels) {
    (choice::encodings(wishes, Truth::Enough), choice::levels(wishes, Choice::default().link(), Truth::Enough))
}

impl Adapt {
    pub(super) fn new(wishes: &Wishes, now: Instant) -> Self {
        Self {
            wishes: wishes.clone(),
            estimate: Estimate::default(),
            choice: Choice::default(),
            refinement: Refinement::default(),
            truth: Truth::Enough,
            now,
            pinged: None,
            pinging: false,
            requested: None,
            statistics: Statistics::default(),
        }
    }

    /// Asks for something else from now on. What came before is the caller's to fetch again.
    pub(super) fn wish(&mut self, wishes: Wishes, client: &mut Client) {
        self.wishes = wishes;
        self.truth = Truth::Enough;
        self.refinement.clear();
        self.announce(client);
    }

    /// Something was sent that the server answers at once, or as soon as something changes.
    pub(super) fn requested(&mut self, now: Instant) {
        self.requested = Some(now);
    }

    /// The answer came. Where it may be late, only the shortest time ever says something.
    pub(super) fn answered(&mut self, now: Instant) {
        if let Some(requested) = self.requested.take() {
            let took = now.saturating_duration_since(requested);
            if self.estimate.shortest_round_trip().is_none_or(|shortest| took < shortest) {
                self.estimate.round_trip(took);
            }
        }
    }

    /// An update begins. What is sent with it may be asked for now.
    pub(super) fn update_started(&mut self, client: &mut Client, received: u64, now: Instant) -> Result<(), Error> {
        self.now = now;
        self.estimate.update_started(received, now);
        if !client.supports(Feature::Fence) {
            self.answered(now);
            return Ok(());
        }
        let rest = if self.pinging { LOST } else { PING };
        if self.pinged.is_some_and(|pinged| now.saturating_duration_since(pinged) < rest) {
            return Ok(());
        }
        (self.pinged, self.pinging) = (Some(now), true);
        client.send(ClientFence(Fence { flags: REQUEST | BLOCK_BEFORE, payload: PAYLOAD.to_vec() }))
    }

    /// A fence of ours was answered.
    pub(super) fn fence(&mut self, fence: &Fence, now: Instant) {
        if let (Some(pinged), PAYLOAD) = (self.pinged, fence.payload.as_slice()) {
            self.pinging = false;
            self.estimate.round_trip(now.saturating_duration_since(pinged));
        }
    }

    /// A rectangle arrived.
    pub(super) fn arrived(&mut self, client: &Client, job: &Job) {
        self.statistics.count(job);
        if job.encoding != Encoding::CopyRect {
            self.statistics.encoding = Some(job.encoding);
        }
        if self.wishes.quality.is_none() {
            self.refinement.drawn(job.head.rect, Loss::of(job), client.framebuffer_size(), self.now);
        }
    }

    /// Pixels were decoded for so long.
    pub(super) fn decoded(&mut self, took: Duration) {
        self.statistics.decoding += took;
    }

    /// The update ended; `received` bytes came so far.
    pub(super) fn update_ended(&mut self, client: &mut Client, received: u64, now: Instant) -> Result<(), Error> {
        if let Some(bandwidth) = self.estimate.update_ended(received, now)
            && self.choice.measured(bandwidth, now)
        {
            tracing::info!(bandwidth, link = ?self.choice.link(), "the link is of another kind");
            self.announce(client);
        }
        self.statistics.updates += 1;
        self.statistics.received = received;
        self.look(client, now)
    }

    /// When to [`Adapt::look`] though nothing arrives.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.refinement.deadline()
    }

    /// Refines what rests.
    pub(super) fn look(&mut self, client: &mut Client, now: Instant) -> Result<(), Error> {
        match self.refinement.step(self.part(), now) {
            Step::Wait => Ok(()),
            Step::Ask(part) => {
                self.take(Truth::Exact, client);
                tracing::debug!(rectangles = part.len(), "refining");
                let mut requests =
                    part.into_iter().map(|rect| FramebufferUpdateRequest { incremental: Incremental::No, rect });
                requests.try_for_each(|request| client.send(request))
            }
            Step::Stop => {
                self.take(Truth::Enough, client);
                Ok(())
            }
        }
    }

    /// How long the way to the server is, and how long an update takes on it.
    pub(super) fn way(&self) -> Way {
        Way { round_trip: self.estimate.shortest_round_trip(), transfer: self.estimate.transfer() }
    }

    /// The framebuffer has another size: its pixels are fetched anew.
    pub(super) fn resized(&mut self) {
        self.refinement.clear();
    }

    /// What is known now.
    pub(super) fn statistics(&self) -> Statistics {
        let Levels { quality, compression, .. } = self.levels();
        let (bandwidth, round_trip) = (self.estimate.bandwidth(), self.estimate.shortest_round_trip());
        Statistics { bandwidth, round_trip, quality, compression, ..self.statistics }
    }

    fn take(&mut self, truth: Truth, client: &mut Client) {
        if self.truth != truth {
            self.truth = truth;
            self.announce(client);
        }
    }

    fn announce(&self, client: &mut Client) {
        client.set_encodings(&choice::encodings(&self.wishes, self.truth), self.levels());
    }

    fn levels(&self) -> Levels {
        choice::levels(&self.wishes, self.choice.link(), self.truth)
    }

    /// So many pixels make a part that is refined at a time.
    fn part(&self) -> usize {
        let bandwidth = self.estimate.bandwidth().unwrap_or(UNKNOWN);
        (bandwidth as f64 * PART.as_secs_f64()) as usize / BITS_PER_PIXEL as usize
    }
}
