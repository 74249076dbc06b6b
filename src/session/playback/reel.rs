//! A recording being shown: its bytes become pixels on a screen and events, as those of a server do.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, PixelFormat, Rect, Region, ServerInit, Size};

use super::index::Entrance;
use super::source::{Piece, Source, SourceError};
use crate::session::queue::EventQueue;
use crate::session::screen::Screen;
use crate::session::{CursorImage, Desktop, Event, Stage, decoding_threads};

/// A recording on a screen.
pub(super) struct Reel {
    source: Source,
    client: Client,
    pipeline: Pipeline,
    screen: Arc<Screen>,
    events: Arc<EventQueue>,
    /// The piece that comes next, with its bytes.
    next: Option<Piece>,
    bytes: Vec<u8>,
    name: String,
    next_size: Option<Size>,
    /// What changed in the update at hand, and in those that are complete but not shown.
    damage: Region,
    complete: Region,
    told: Told,
    /// The time of what came last, and of the last picture.
    time: Duration,
    picture_time: Duration,
    pictures: u64,
    /// How many there were when this place was entered.
    pictures_before: u64,
}

/// What the front end knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    /// That there is a desktop.
    Desktop,
    /// That there is a picture of this size.
    Picture(Size),
}

/// Why a recording cannot be shown further.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReelError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Stream(#[from] rfb::Error),
}

impl Reel {
    /// Opens the recording at `path`, to be shown on `screen`.
    pub(super) fn open(path: &Path, screen: Arc<Screen>, events: Arc<EventQueue>) -> Result<Self, ReelError> {
        Ok(Self {
            source: Source::open(path)?,
            client: Client::replaying(Config::default()),
            pipeline: Pipeline::new(decoding_threads(), Thresholds::default()),
            screen,
            events,
            next: None,
            bytes: Vec::new(),
            name: String::new(),
            next_size: None,
            damage: Region::new(),
            complete: Region::new(),
            told: Told::Nothing,
            time: Duration::ZERO,
            picture_time: Duration::ZERO,
            pictures: 0,
            pictures_before: 0,
        })
    }

    /// Goes to another place; `None` is the beginning. Nothing of it is to be seen before [`Reel::show`].
    pub(super) fn enter(&mut self, path: &Path, entrance: Option<Entrance>) -> Result<(), ReelError> {
        self.client = Client::replaying(Config::default());
        self.pipeline = Pipeline::new(decoding_threads(), Thresholds::default());
        (self.next, self.next_size) = (None, None);
        (self.damage, self.complete) = (Region::new(), Region::new());
        (self.time, self.picture_time) = (Duration::ZERO, Duration::ZERO);
        self.pictures_before = self.pictures;
        match entrance {
            // Whatever was passed over at the beginning is passed over again.
            None => self.source = Source::open(path)?,
            Some(Entrance { offset, size, format, .. }) => {
                self.source.enter(offset)?;
                let head = server_init(size, format, &self.name);
                self.client.buffer().extend_from_slice(&head.to_wire());
                self.take_events()?;
            }
        }
        Ok(())
    }

    /// When the next piece came; `None` at the end.
    pub(super) fn next_time(&mut self) -> Result<Option<Duration>, ReelError> {
        if self.next.is_none() {
            self.next = self.source.next(&mut self.bytes)?;
        }
        Ok(self.next.map(|piece| piece.time))
    }

    /// Takes in the next piece.
    pub(super) fn advance(&mut self) -> Result<(), ReelError> {
        self.next_time()?;
        let Some(piece) = self.next.take() else { return Ok(()) };
        self.time = piece.time;
        self.client.buffer().extend_from_slice(&self.bytes);
        self.take_events()?;
        self.draw()?;
        // What the client would send goes nowhere.
        drop(self.client.poll_transmit());
        Ok(())
    }

    /// Lets the front end see what is complete.
    pub(super) fn show(&mut self) {
        if self.pictures == 0 {
            return;
        }
        self.screen.reveal();
        self.screen.publish(self.complete.take().rects().iter().copied());
        let size = self.screen.size();
        match std::mem::replace(&mut self.told, Told::Picture(size)) {
            Told::Picture(before) if before == size => {}
            Told::Picture(_) => self.events.push(Event::Resized(size)),
            Told::Nothing | Told::Desktop => self.events.push(Event::FirstPicture),
        }
    }

    /// The time of what came last.
    pub(super) fn time(&self) -> Duration {
        self.time
    }

    /// The time of the last picture.
    pub(super) fn picture_time(&self) -> Duration {
        self.picture_time
    }

    /// Whether there was a picture since this place was entered.
    pub(super) fn has_picture(&self) -> bool {
        self.pictures > self.pictures_before
    }

    /// How many pictures were made, wherever.
    pub(super) fn pictures(&self) -> u64 {
        self.pictures
    }

    fn take_events(&mut self) -> Result<(), ReelError> {
        while let Some(event) = self.client.poll()? {
            self.handle(event)?;
        }
        Ok(())
    }

    fn handle(&mut self, event: rfb::Event) -> Result<(), ReelError> {
        match event {
            rfb::Event::Connected(ServerInit { size, name, .. }) => {
                self.screen.begin(size);
                if self.told == Told::Nothing {
                    self.name.clone_from(&name);
                    self.told = Told::Desktop;
                    self.events.push(Event::Connected(Desktop { name, size }));
                    self.events.push(Event::Progress(Stage::Opening));
                }
            }
            rfb::Event::Rectangle(job) => {
                self.take_on_size()?;
                self.damage.add(job.head.rect);
                self.pipeline.push(job);
                if self.pipeline.is_full() {
                    self.draw()?;
                }
            }
            rfb::Event::UpdateEnd => {
                self.take_on_size()?;
                self.draw()?;
                if !self.damage.is_empty() {
                    self.pictures += 1;
                    self.picture_time = self.time;
                }
                self.complete.extend(self.damage.take().rects().iter().copied());
            }
            rfb::Event::DesktopSize(layout) if layout.status == Status::Done => self.next_size = Some(layout.size),
            rfb::Event::DesktopName(name) => self.events.push(Event::Renamed(name)),
            rfb::Event::Cursor(rfb::Cursor { size, hotspot, rgba }) => {
                self.events.push(Event::Cursor(CursorImage { size, hotspot, rgba }));
            }
            rfb::Event::PointerMoved(position) => self.events.push(Event::PointerMoved(position)),
            // Nobody is there to answer, and nothing here is to beep or to be pasted.
            _ => {}
        }
        Ok(())
    }

    fn take_on_size(&mut self) -> Result<(), ReelError> {
        let Some(size) = self.next_size.take().filter(|size| *size != self.screen.size()) else { return Ok(()) };
        self.draw()?;
        self.screen.write(|framebuffer| framebuffer.resize(size));
        self.damage.add(Rect::of(size));
        Ok(())
    }

    fn draw(&mut self) -> Result<(), ReelError> {
        self.pipeline.decode();
        while !self.pipeline.is_empty() {
            self.screen.write(|framebuffer| self.pipeline.apply(framebuffer))?;
        }
        Ok(())
    }
}

fn server_init(size: Size, format: PixelFormat, name: &str) -> ServerInit {
    ServerInit { size, server_format: format, format, name: name.to_owned() }
}
