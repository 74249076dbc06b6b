//! One connection: events of the protocol become pixels and events for the front end, commands become messages.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rfb::encoding::Job;
use rfb::net::Connection;
use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::{Layout, Screen as DesktopScreen, Status};
use rfb::{Feature, Rect, Region, ServerInit, Size};
use tokio::time::{Instant, sleep_until, timeout};

mod commands;
mod events;
mod liveness;
mod wishes;

use super::clipboard::Clipboard;
use super::cursor::RemoteCursor;
use super::gate::{Gate, Passage};
use super::input::Input;
use super::kept::Kept;
use super::pulse::{Now, Pulse, Wire};
use super::{Shared, Stopped, screens};
use crate::session::adapt::Adapt;
use crate::session::pacing::Pacing;
use crate::session::recorder::Recorder;
use crate::session::{CursorImage, Desktop, Event, Options, Question, Stage, decoding_threads, explain};

/// How long saying goodbye may take.
const FAREWELL: Duration = Duration::from_secs(1);
/// A server that has sent an update but not the whole screen may have no more to say: then this is the first picture.
const FIRST_PICTURE: Duration = Duration::from_secs(1);
/// After so many events in a row the front end's commands get their turn.
const TURN: usize = 256;
/// So many framebuffers of pixels in one update are shown before it ends, if it ever does.
const SHOWN_EARLY: usize = 4;

/// A connection at work.
pub(super) struct Running<'a> {
    options: &'a Options,
    shared: &'a Shared,
    kept: &'a mut Kept,
    connection: Connection,
    gate: Gate,
    /// What the user is being asked.
    question: Option<Question>,
    pulse: Pulse,
    pipeline: Pipeline,
    pacing: Pacing,
    adapt: Adapt,
    input: Input,
    clipboard: Clipboard,
    cursor: RemoteCursor,
    screens: Vec<DesktopScreen>,
    /// The framebuffer's next extent. Taken on when pixels need it: only the last of many costs anything.
    next_size: Option<Size>,
    recorder: Option<Arc<Mutex<Recording>>>,
    /// What changed in the update at hand, and of how many pixels.
    damage: Region,
    pixels: usize,
    first: FirstPicture,
}

/// The recording, and whether it is still whole.
struct Recording {
    recorder: Recorder,
    failed: Option<std::io::Error>,
}

/// How much of the first picture has come.
enum FirstPicture {
    /// So many pixels; and when the first update ended.
    Awaited {
        pixels: usize,
        since: Option<Instant>,
    },
    Announced,
}

/// Whether to go on.
#[derive(PartialEq, Eq)]
enum Flow {
    Continue,
    End,
}

impl<'a> Running<'a> {
    pub(super) fn new(
        options: &'a Options,
        shared: &'a Shared,
        connection: Connection,
        gate: Gate,
        wire: Wire,
        kept: &'a mut Kept,
    ) -> Self {
        Self {
            options,
            shared,
            connection,
            gate,
            question: None,
            pulse: Pulse::new(wire, Now::read()),
            pipeline: Pipeline::new(decoding_threads(), Thresholds::default()),
            pacing: Pacing::new(kept.wishes.updates),
            adapt: Adapt::new(&kept.wishes, Instant::now().into_std()),
            input: Input::holding(std::mem::take(&mut kept.held)),
            clipboard: Clipboard::default(),
            cursor: RemoteCursor::default(),
            screens: Vec::new(),
            next_size: None,
            recorder: None,
            damage: Region::new(),
            pixels: 0,
            first: FirstPicture::Awaited { pixels: 0, since: None },
            kept,
        }
    }

    /// Runs until the front end or the server ends it.
    pub(super) async fn run(mut self) -> Result<(), Stopped> {
        let ended = self.turns().await;
        match ended {
            Ok(()) => self.farewell().await,
            Err(_) => self.kept.held = self.input.lost(self.connection.heard().into_std()),
        }
        self.finish_recording().and(ended)
    }

    async fn turns(&mut self) -> Result<(), Stopped> {
        loop {
            let patience = self.first.deadline();
            let look = self.adapt.deadline().map(Instant::from_std);
            let beat = self.pacing.deadline().map(Instant::from_std);
            let pulse = self.next_beat();
            tokio::select! {
                biased;
                command = self.shared.inbox.next() => {
                    if self.command(command)? == Flow::End {
                        return Ok(());
                    }
                }
                event = self.connection.next_event(), if !self.gate.holds() => self.events(event?).await?,
                () = sleep_until(patience.unwrap_or_else(Instant::now)), if patience.is_some() => self.announce_first()?,
                () = sleep_until(beat.unwrap_or_else(Instant::now)), if beat.is_some() => {
                    let (way, now) = (self.adapt.way(), Instant::now().into_std());
                    self.pacing.beat(self.connection.client(), way, now)?;
                }
                () = sleep_until(look.unwrap_or_else(Instant::now)), if look.is_some() => {
                    self.adapt.look(self.connection.client(), Instant::now().into_std())?;
                }
                () = sleep_until(pulse.unwrap_or_else(Instant::now)), if pulse.is_some() => self.beat()?,
            }
        }
    }

    /// Handles an event and some of those that need no more bytes.
    async fn events(&mut self, mut event: rfb::Event) -> Result<(), Stopped> {
        if self.pulse.is_doubtful() {
            self.listen();
        }
        for _ in 1..TURN {
            let update_starts = event == rfb::Event::UpdateStart;
            self.event(event)?;
            if update_starts {
                self.connection.send_now().await?;
            }
            if self.gate.holds() {
                return self.draw();
            }
            let Some(next) = self.connection.buffered_event()? else { return self.draw() };
            event = next;
        }
        self.event(event)?;
        self.draw()
    }

    /// Does what the gate decided.
    fn pass(&mut self, passage: Passage) -> Result<(), Stopped> {
        match passage {
            Passage::Trust => self.connection.client().trust(),
            Passage::Answer(credentials) => self.connection.client().authenticate(credentials),
            Passage::Ask(question) => return self.decide(question),
            Passage::AskWho(request) => {
                self.kept.asked = Some(request.clone());
                self.shared.login.ask(request);
            }
            Passage::Refuse(failure) => return Err(Stopped::Failure(failure)),
            Passage::None => {}
        }
        Ok(())
    }

    /// Asks a person, unless they have answered this very question when the connection was made before.
    fn decide(&mut self, question: Question) -> Result<(), Stopped> {
        let Some(answer) = self.kept.decision(&question) else {
            self.tell(Event::Question(question.clone()));
            self.question = Some(question);
            return Ok(());
        };
        match self.gate.answer(answer) {
            // Nobody is asked twice, lest it never ends.
            Passage::Ask(question) => self.tell(Event::Question(question)),
            passage => self.pass(passage)?,
        }
        Ok(())
    }

    fn show_cursor(&mut self, image: CursorImage) {
        self.kept.recordings.cursor(&image);
        self.tell(Event::Cursor(image));
    }

    fn tell(&self, event: Event) {
        self.shared.events.push(event);
    }

    fn connected(&mut self, server_init: &ServerInit) -> Result<(), Stopped> {
        let ServerInit { size, name, .. } = server_init;
        tracing::info!(%size, name, "session open");
        self.gate.opened();
        self.shared.screen.begin(*size);
        self.shared.login.succeeded();
        self.kept.recordings.named(name);
        self.start_recording(server_init)?;
        self.tell(Event::Connected(Desktop { name: name.clone(), size: *size }));
        self.tell(Event::Progress(Stage::Opening));
        self.adapt.requested(Instant::now().into_std());
        Ok(Pacing::all(self.connection.client())?)
    }

    fn update_started(&mut self) -> Result<(), Stopped> {
        let (received, now) = (self.connection.received(), Instant::now().into_std());
        let client = self.connection.client();
        self.adapt.update_started(client, received, now)?;
        self.pacing.update_started(client, self.adapt.way(), now)?;
        if self.pacing.asks_one_by_one() {
            self.adapt.requested(now);
        }
        Ok(())
    }

    fn supports(&mut self, feature: Feature) -> Result<(), Stopped> {
        tracing::debug!(?feature, "the server understands");
        match feature {
            Feature::SetDesktopSize => self.tell(Event::Resizable(true)),
            Feature::Xvp => self.tell(Event::PowerOffered),
            Feature::Fence => self.pulse.has_fences(),
            Feature::ExtendedKeyEvent
            | Feature::ExtendedMouseButtons
            | Feature::ContinuousUpdates
            | Feature::ExtendedClipboard => {}
        }
        Ok(self.pacing.supports(self.connection.client())?)
    }

    fn rectangle(&mut self, job: Job) -> Result<(), Stopped> {
        self.take_on_size()?;
        let rect = job.head.rect;
        self.adapt.arrived(self.connection.client(), &job);
        self.pipeline.push(job);
        if self.pipeline.is_full() {
            self.draw()?;
        }
        self.arrived(rect)
    }

    /// Decodes what has arrived into the screen, letting others have it in between.
    fn draw(&mut self) -> Result<(), Stopped> {
        if self.pipeline.is_empty() {
            return Ok(());
        }
        let begun = Instant::now();
        self.pipeline.decode();
        while !self.pipeline.is_empty() {
            self.shared.screen.write(|framebuffer| self.pipeline.apply(framebuffer))?;
        }
        self.adapt.decoded(begun.elapsed());
        Ok(())
    }

    fn arrived(&mut self, rect: Rect) -> Result<(), Stopped> {
        self.damage.add(rect);
        self.pixels += rect.area();
        if let FirstPicture::Awaited { pixels, .. } = &mut self.first {
            *pixels += rect.area();
        }
        let enough = SHOWN_EARLY * self.connection.client().framebuffer_size().area().max(1);
        if self.pixels > enough {
            self.draw()?;
            self.show();
        }
        Ok(())
    }

    /// Shows what was drawn.
    fn show(&mut self) {
        self.pixels = 0;
        self.shared.screen.publish(self.damage.take().rects().iter().copied());
    }

    fn update_ended(&mut self) -> Result<(), Stopped> {
        // Before the pixels are decoded: that is no part of how long they took to come.
        let (received, now) = (self.connection.received(), Instant::now().into_std());
        self.pacing.update_ended();
        self.take_on_size()?;
        self.draw()?;
        self.show();
        self.adapt.update_ended(self.connection.client(), received, now)?;
        *self.shared.statistics.lock() = self.adapt.statistics();
        let whole = self.connection.client().framebuffer_size().area();
        if let FirstPicture::Awaited { pixels, since } = &mut self.first {
            if *pixels > 0 && *pixels >= whole {
                self.announce_first()?;
            } else if *pixels > 0 {
                since.get_or_insert_with(Instant::now);
            }
        }
        Ok(())
    }

    fn announce_first(&mut self) -> Result<(), rfb::Error> {
        self.first = FirstPicture::Announced;
        self.kept.persistence.opened(Instant::now().into_std());
        // What the connection before left pressed: now it is known how the server wants keys.
        self.input.release_inherited(self.connection.client())?;
        self.shared.screen.reveal();
        self.tell(Event::FirstPicture);
        Ok(())
    }

    fn desktop_size(&mut self, layout: Layout) {
        let Layout { size, screens, status, .. } = layout;
        if status == Status::Done {
            if screens != self.screens {
                self.tell(Event::Screens(screens::told(&screens, size)));
            }
            self.screens = screens;
            self.next_size = Some(size);
        } else {
            tracing::warn!(%size, ?status, "the server did not change the desktop's size");
        }
    }

    fn take_on_size(&mut self) -> Result<(), Stopped> {
        let Some(size) = self.next_size.take() else { return Ok(()) };
        if self.shared.screen.size() == size {
            return Ok(());
        }
        self.draw()?;
        self.show();
        self.shared.screen.write(|framebuffer| framebuffer.resize(size));
        self.shared.screen.publish([Rect::of(size)]);
        self.tell(Event::Resized(size));
        self.adapt.resized();
        Ok(self.pacing.resized(self.connection.client())?)
    }

    /// Leaves nothing pressed behind, as far as the server still listens.
    async fn farewell(&mut self) {
        if self.input.release(self.connection.client()).is_ok() {
            let sent = timeout(FAREWELL, self.connection.close()).await;
            tracing::debug!(sent = matches!(sent, Ok(Ok(()))), "disconnected");
        }
    }

    fn start_recording(&mut self, server_init: &ServerInit) -> Result<(), Stopped> {
        let Some(path) = &self.options.recording else { return Ok(()) };
        let recorder = Recorder::create(path, &server_init.to_wire());
        let recorder = recorder.map_err(|error| Stopped::Failure(explain::recording(path, &error)))?;
        let recording = Arc::new(Mutex::new(Recording { recorder, failed: None }));
        self.recorder = Some(Arc::clone(&recording));
        self.connection.tap(Box::new(move |bytes| {
            let mut recording = recording.lock();
            if recording.failed.is_none() {
                recording.failed = recording.recorder.write(bytes).err();
            }
        }));
        Ok(())
    }

    fn finish_recording(mut self) -> Result<(), Stopped> {
        let (Some(recording), Some(path)) = (self.recorder.take(), &self.options.recording) else { return Ok(()) };
        drop(self.connection);
        let Some(recording) = Arc::into_inner(recording) else { return Ok(()) };
        let Recording { recorder, failed } = recording.into_inner();
        let written = failed.map_or(Ok(()), Err).and_then(|()| recorder.finish());
        written.map_err(|error| Stopped::Failure(explain::recording(path, &error)))
    }
}

impl FirstPicture {
    /// When to be content with what has come.
    fn deadline(&self) -> Option<Instant> {
        match self {
            FirstPicture::Awaited { since: Some(since), .. } => Some(*since + FIRST_PICTURE),
            FirstPicture::Awaited { since: None, .. } | FirstPicture::Announced => None,
        }
    }
}
