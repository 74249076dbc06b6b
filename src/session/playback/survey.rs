//! Reads a recording through once, beside the player: how long it is, and where it can be entered. Decodes no pixels.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use rfb::encoding::{Job, Lane};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Encoding, Event, PixelFormat, Rect, Size};

use super::index::{Entrance, Extent, Index};
use super::source::{Piece, Source};

/// A whole picture of more rectangles is not recognised.
const MOST_RECTS: usize = 512;
/// Every stream of Tight begins anew.
const ALL_RESETS: u8 = 0b1111;

/// Fills `index` with what is in `source`, until it is told to stop.
pub(super) fn run(source: Source, index: &Mutex<Index>, stop: &AtomicBool) {
    if let Err(error) = read(source, index, stop) {
        // The player comes to the same place and tells.
        tracing::debug!(%error, "the recording cannot be read further");
    }
    index.lock().extent = Extent::Whole;
}

fn read(mut source: Source, index: &Mutex<Index>, stop: &AtomicBool) -> Result<(), Box<dyn std::error::Error>> {
    let mut client = Client::replaying(Config::default());
    let (mut surveyor, mut bytes) = (Surveyor::default(), Vec::new());
    while let Some(piece) = source.next(&mut bytes)?
        && !stop.load(Ordering::Relaxed)
    {
        let between = if client.unread().is_empty() { Between::Messages } else { Between::Bytes };
        surveyor.piece(piece, between);
        client.buffer().extend_from_slice(&bytes);
        while let Some(event) = client.poll()? {
            surveyor.event(&event, index);
        }
        // What it would send goes nowhere.
        drop(client.poll_transmit());
        index.lock().length = piece.time;
    }
    Ok(())
}

/// What a piece stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Messages,
    Bytes,
}

/// Looks for updates that need nothing of what came before.
#[derive(Default)]
struct Surveyor {
    place: Place,
    size: Size,
    history: History,
    candidate: Option<Candidate>,
}

/// Where the stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    BetweenUpdates,
    InUpdate,
}

/// What later rectangles may need of earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum History {
    /// Nothing so far.
    #[default]
    None,
    /// Streams of Tight, which say when they begin anew.
    Tight,
    /// What never begins anew: the recording can be entered at its beginning only.
    Endless,
}

/// A chunk that begins with a message, and what came since.
struct Candidate {
    time: std::time::Duration,
    offset: u64,
    size: Size,
    /// The rectangles with pixels; none overlap.
    rects: Vec<Rect>,
    format: Option<PixelFormat>,
}

impl Surveyor {
    fn piece(&mut self, piece: Piece, between: Between) {
        let begins = piece.begins.filter(|_| between == Between::Messages && self.place == Place::BetweenUpdates);
        if let Some(offset) = begins.filter(|_| !self.size.is_empty() && self.history != History::Endless) {
            let (time, size) = (piece.time, self.size);
            self.candidate = Some(Candidate { time, offset, size, rects: Vec::new(), format: None });
        }
    }

    fn event(&mut self, event: &Event, index: &Mutex<Index>) {
        match event {
            Event::Connected(server_init) => {
                self.size = server_init.size;
                if !server_init.format.true_colour {
                    // The colours come before the pixels.
                    self.history = History::Endless;
                }
            }
            Event::DesktopSize(layout) if layout.status == Status::Done => self.size = layout.size,
            Event::UpdateStart => self.place = Place::InUpdate,
            Event::Rectangle(job) => {
                self.rectangle(job);
                if self.history == History::Endless {
                    index.lock().forget();
                }
            }
            Event::UpdateEnd => {
                self.place = Place::BetweenUpdates;
                if let Some(entrance) = self.entrance() {
                    index.lock().add(entrance);
                }
            }
            _ => {}
        }
    }

    fn rectangle(&mut self, job: &Job) {
        let before = self.history;
        let begins_anew = job.encoding == Encoding::Tight && job.resets & ALL_RESETS == ALL_RESETS;
        match job.lane {
            Lane::Stream(_) if job.encoding != Encoding::Tight => self.history = History::Endless,
            Lane::Stream(_) if self.history == History::None => self.history = History::Tight,
            Lane::Stream(_) | Lane::Free | Lane::Framebuffer => {}
        }
        let Some(candidate) = &mut self.candidate else { return };
        let is_first = candidate.rects.is_empty();
        let rect = job.head.rect;
        let needs_history = is_first && before == History::Tight && !begins_anew
            || job.lane == Lane::Framebuffer
            || self.history == History::Endless;
        let overlaps = candidate.rects.iter().any(|have| have.intersection(rect).is_some());
        if needs_history || overlaps || candidate.rects.len() == MOST_RECTS {
            self.candidate = None;
            return;
        }
        candidate.rects.push(rect);
        candidate.format.get_or_insert(job.head.layout.format());
    }

    /// The candidate, if the update that has just ended held a whole picture.
    fn entrance(&mut self) -> Option<Entrance> {
        let candidate = self.candidate.take_if(|candidate| !candidate.rects.is_empty())?;
        let area: usize = candidate.rects.iter().map(|rect| rect.area()).sum();
        let Candidate { time, offset, size, format, .. } = candidate;
        (area == self.size.area()).then_some(Entrance { time, offset, size, format: format? })
    }
}
