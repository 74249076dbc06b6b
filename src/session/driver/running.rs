//! One connection: events of the protocol become pixels and events for the front end, commands become messages.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rfb::encoding::Job;
use rfb::message::client::{SetDesktopSize, Xvp};
use rfb::message::extended_clipboard::ClipboardMessage;
use rfb::net::Connection;
use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::{Layout, Screen as DesktopScreen, Status};
use rfb::{Feature, PointerMotion, Rect, Region, ServerInit, Size};
use tokio::time::{Instant, sleep_until, timeout};

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
use crate::session::{
    Command, CredentialsRequest, CursorImage, Desktop, Event, Interaction, Options, Power, Question, Stage,
    decoding_threads, explain,
};

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

    fn event(&mut self, event: rfb::Event) -> Result<(), Stopped> {
        match event {
            rfb::Event::Version { banner, version } => {
                tracing::info!(banner, version = version.name(), "version agreed");
                self.adapt.requested(Instant::now().into_std());
            }
            rfb::Event::Security { chosen, .. } => {
                tracing::info!(security_type = chosen.name(), "security type chosen");
                self.adapt.answered(Instant::now().into_std());
                let method = chosen.name().to_owned();
                self.kept.asked = Some(CredentialsRequest { method, ..CredentialsRequest::default() });
                self.tell(Event::Progress(Stage::Authenticating));
                let passage = self.gate.chosen(chosen);
                self.pass(passage)?;
            }
            rfb::Event::IdentityPresented(identity) => {
                let passage = self.gate.identity(identity);
                self.pass(passage)?;
            }
            rfb::Event::CredentialsNeeded(request) => {
                let passage = self.gate.credentials(request);
                self.pass(passage)?;
            }
            rfb::Event::Capabilities(capabilities) => tracing::debug!(?capabilities, "what the server can do"),
            rfb::Event::Protected(protection) => {
                let privacy = self.gate.protected(protection);
                self.tell(Event::Privacy(privacy));
            }
            rfb::Event::Connected(server_init) => self.connected(&server_init)?,
            rfb::Event::UpdateStart => self.update_started()?,
            rfb::Event::Rectangle(job) => self.rectangle(job)?,
            rfb::Event::UpdateEnd => self.update_ended()?,
            rfb::Event::DesktopSize(layout) => self.desktop_size(layout),
            rfb::Event::DesktopName(name) => {
                self.kept.recordings.named(&name);
                self.tell(Event::Renamed(name));
            }
            rfb::Event::Cursor(image) => {
                let image = self.cursor.set_image(image);
                self.show_cursor(image);
            }
            rfb::Event::CursorState(state) => {
                let image = self.cursor.set_state(state);
                self.show_cursor(image);
            }
            rfb::Event::PointerMoved(position) => {
                self.kept.recordings.pointer(position);
                self.tell(Event::PointerMoved(position));
            }
            rfb::Event::PointerMotion(motion) => self.pointer_motion(motion),
            rfb::Event::Locks(locks) => {
                tracing::debug!(?locks, "the server's lock keys");
                self.tell(Event::Locks(locks));
            }
            rfb::Event::PixelFormat(format) => {
                tracing::info!(?format, "the server changed the pixel format");
                Pacing::all(self.connection.client())?;
            }
            rfb::Event::Bell => {
                self.kept.recordings.bell();
                self.tell(Event::Bell);
            }
            rfb::Event::CutText(text) => {
                if let Some(event) = self.clipboard.cut_text(text) {
                    self.tell(event);
                }
            }
            rfb::Event::CutTextTooLong(length) => {
                tracing::warn!(length, "the server's clipboard is too large: ignored");
                self.tell(Event::ClipboardTooLarge(length));
            }
            rfb::Event::Clipboard(message) => self.clipboard_message(message)?,
            rfb::Event::XvpFailed => self.tell(Event::PowerFailed),
            rfb::Event::Supports(feature) => self.supports(feature)?,
            rfb::Event::Fence(fence) => self.adapt.fence(&fence, Instant::now().into_std()),
        }
        Ok(())
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

    fn command(&mut self, command: Command) -> Result<Flow, Stopped> {
        match command {
            Command::Disconnect | Command::CredentialsRefused if !self.connection.client().is_open() => {
                return Err(Stopped::ByUser);
            }
            Command::Disconnect => return Ok(Flow::End),
            Command::Credentials(credentials) => {
                self.kept.credentials = Some(credentials.clone());
                self.connection.client().authenticate(credentials);
            }
            Command::Answer(answer) => {
                // The time that it took to answer is not the server's.
                self.connection.client();
                if let Some(question) = self.question.take() {
                    self.kept.decided(question, answer);
                }
                let passage = self.gate.answer(answer);
                self.pass(passage)?;
            }
            Command::CredentialsRefused | Command::ReconnectNow | Command::Playback(_) => {}
            Command::Interaction(interaction) => self.interact(interaction)?,
            Command::Wishes(wishes) => self.wish(wishes)?,
            Command::Key(_) | Command::Pointer(_) | Command::PointerDistance(_) if !self.takes_input() => {
                self.shared.inbox.dropped();
            }
            Command::Record(record) => self.kept.recordings.perform(&record),
            _ if !self.connection.client().is_open() => {}
            Command::Refresh => Pacing::all(self.connection.client())?,
            Command::ResizeDesktop(size) => self.resize_desktop(size)?,
            Command::Clipboard(_) | Command::Power(_) if self.kept.interaction == Interaction::ViewOnly => {}
            Command::Key(key) => {
                self.acted();
                self.input.key(key, self.connection.client())?;
            }
            Command::Pointer(pointer) => {
                self.acted();
                self.kept.recordings.pointer(pointer.position);
                self.input.pointer(pointer, self.connection.client())?;
            }
            Command::PointerDistance(motion) => {
                self.acted();
                self.input.moved(motion, self.connection.client())?;
            }
            Command::Clipboard(clipping) => {
                let event = self.clipboard.set(clipping, self.connection.client())?;
                if let Some(event) = event {
                    self.tell(event);
                }
            }
            Command::Power(power) => self.switch(power)?,
        }
        Ok(Flow::Continue)
    }

    /// Who only looks does not even ask for what the server's clipboard has.
    fn clipboard_message(&mut self, message: ClipboardMessage) -> Result<(), rfb::Error> {
        tracing::debug!(formats = ?message.formats(), kind = message.name(), "the server's clipboard");
        if self.kept.interaction == Interaction::ViewOnly && !matches!(message, ClipboardMessage::Caps(_)) {
            return Ok(());
        }
        let event = self.clipboard.message(message, self.connection.client())?;
        if let Some(event) = event {
            self.tell(event);
        }
        Ok(())
    }

    fn pointer_motion(&mut self, motion: PointerMotion) {
        tracing::info!(?motion, "the server wants movements of the mouse");
        self.input.set_motion(motion);
        self.tell(Event::PointerMotion(motion));
    }

    fn switch(&mut self, power: Power) -> Result<(), rfb::Error> {
        let client = self.connection.client();
        if !client.supports(Feature::Xvp) {
            return Ok(());
        }
        client.send(match power {
            Power::Shutdown => Xvp::Shutdown,
            Power::Reboot => Xvp::Reboot,
            Power::Reset => Xvp::Reset,
        })
    }

    fn interact(&mut self, interaction: Interaction) -> Result<(), rfb::Error> {
        if interaction == Interaction::ViewOnly && self.connection.client().is_open() {
            self.input.release(self.connection.client())?;
        }
        self.kept.interaction = interaction;
        Ok(())
    }

    fn resize_desktop(&mut self, size: Size) -> Result<(), rfb::Error> {
        let client = self.connection.client();
        if !client.supports(Feature::SetDesktopSize) || size.is_empty() {
            return Ok(());
        }
        let screens = screens::arranged(&self.screens, client.framebuffer_size(), size);
        client.send(SetDesktopSize { size, screens })
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
