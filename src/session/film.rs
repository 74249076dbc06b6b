//! Recording a running session at any moment: a thread looks at the screen as a front end does, and writes what changes.
//!
//! The session never waits for the disk. Where that is slow, changes add up on the screen, and the recording shows fewer pictures.
//! It outlives a connection: while another is made, the last picture stays.

mod camera;
pub(super) mod scribe;
mod signal;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use rfb::Point;
use server::desktop::CursorShape;

use super::queue::EventQueue;
use super::screen::Screen;
use super::{CursorImage, Event, Failure, explain};
use camera::Camera;
use scribe::{Bell, Extras};
use signal::Signal;

/// What a front end asks of the recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// Begin one in this file, which must not exist. Where one is being made that goes on, and nothing begins.
    Start(PathBuf),
    /// End it.
    Stop,
}

/// What a front end is told of the recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recording {
    /// It has begun.
    Started,
    /// It is complete in this file.
    Saved(PathBuf),
    /// It was ended before there was a picture; there is no file.
    Empty,
    /// It cannot be written. What was written before has the name with `.part` behind it.
    Failed(Failure),
}

/// The recordings of one session.
pub(super) struct Recordings {
    screen: Arc<Screen>,
    events: Arc<EventQueue>,
    /// What a recording that begins now has to begin with.
    name: String,
    cursor: CursorShape,
    pointer: Option<Point>,
    running: Option<Running>,
    /// Those that are being completed.
    ending: Vec<JoinHandle<()>>,
}

/// A recording in the making.
struct Running {
    signal: Arc<Signal>,
    thread: JoinHandle<()>,
}

impl Recordings {
    pub(super) fn new(screen: Arc<Screen>, events: Arc<EventQueue>) -> Self {
        let (name, cursor) = (String::new(), CursorShape::default());
        Self { screen, events, name, cursor, pointer: None, running: None, ending: Vec::new() }
    }

    /// Does what the front end asks for.
    pub(super) fn perform(&mut self, record: &Record) {
        self.ending.retain(|thread| !thread.is_finished());
        match record {
            Record::Start(path) => self.start(path),
            Record::Stop => self.stop(),
        }
    }

    /// The desktop is called so.
    pub(super) fn named(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }

    /// The cursor looks like this.
    pub(super) fn cursor(&mut self, image: &CursorImage) {
        let CursorImage { size, hotspot, rgba } = image.clone();
        self.cursor = CursorShape { size, hotspot, rgba };
        self.tell(|this| Extras { cursor: Some(this.cursor.clone()), ..Extras::default() });
    }

    /// The pointer is here.
    pub(super) fn pointer(&mut self, position: Point) {
        self.pointer = Some(position);
        self.tell(|_| Extras { pointer: Some(position), ..Extras::default() });
    }

    /// There was a beep.
    pub(super) fn bell(&mut self) {
        self.tell(|_| Extras { bell: Some(Bell), ..Extras::default() });
    }

    fn tell(&self, extras: impl FnOnce(&Self) -> Extras) {
        if let Some(Running { signal, .. }) = &self.running {
            signal.tell(extras(self));
        }
    }

    fn start(&mut self, path: &Path) {
        if self.running.as_ref().is_some_and(|running| !running.signal.is_over()) {
            return;
        }
        self.stop();
        let signal = Arc::<Signal>::default();
        signal.tell(Extras { cursor: Some(self.cursor.clone()), pointer: self.pointer, bell: None });
        let (screen, events, name) = (self.screen.clone(), self.events.clone(), self.name.clone());
        let camera = Camera { path: path.to_owned(), name, screen, signal: signal.clone() };
        let run = move || {
            let started = || events.push(Event::Recording(Recording::Started));
            let ended = match camera.run(started) {
                Ok(true) => Recording::Saved(camera.path),
                Ok(false) => Recording::Empty,
                Err(error) => Recording::Failed(explain::recording(&camera.path, &error)),
            };
            tracing::info!(?ended, "recording over");
            camera.signal.end();
            events.push(Event::Recording(ended));
        };
        match std::thread::Builder::new().name("recording".into()).spawn(run) {
            Ok(thread) => self.running = Some(Running { signal, thread }),
            Err(error) => {
                let failure = explain::recording(path, &error);
                self.events.push(Event::Recording(Recording::Failed(failure)));
            }
        }
    }

    fn stop(&mut self) {
        if let Some(Running { signal, thread }) = self.running.take() {
            signal.stop();
            self.ending.push(thread);
        }
    }
}

impl Drop for Recordings {
    /// Waits until all is written.
    fn drop(&mut self) {
        self.stop();
        for thread in self.ending.drain(..) {
            // A thread that panicked has said so on standard error already.
            let _ = thread.join();
        }
    }
}
