//! The start page: what it asks for, done; and what of a session it remembers.

mod keeper;
mod library;
mod nearby;
mod opener;
mod thumbnail;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tracing::{info, warn};
use winit::event_loop::ActiveEventLoop;

use super::alarm::Alarm;
use super::launch::{KnownAs, Launch, Origin, Place, Subject};
use super::request::Request;
use super::tab::Tab;
use super::viewer::Viewer;
pub(super) use library::{Library, News};
pub use opener::{NotOpened, Opener};

use crate::book::{Computer, spelled};
use crate::session::Address;
use crate::text::text;
use crate::trust;
use crate::ui::Page;
use crate::ui::start::{Choice, Command, Outcome, Whereto};

/// How long a deletion can be taken back with a button.
const UNDO: Duration = Duration::from_secs(12);

impl Viewer {
    /// Does what the start page asked for.
    pub(super) fn perform_start(&mut self, event_loop: &ActiveEventLoop, command: Command) {
        match command {
            Command::Connect(choices, whereto) => self.connect_to(choices, whereto),
            Command::Demo => self.open_demo(),
            Command::Save(computer) => self.library.change(move |computers| {
                computers.save(*computer);
            }),
            Command::Duplicate(id, name) => self.library.change(move |computers| {
                computers.duplicate(&id, &name);
            }),
            Command::Delete(ids) => {
                self.library.delete(ids);
                self.alarms.set(Alarm::UndoEnds, Instant::now(), UNDO);
            }
            Command::Undo => self.library.undo(),
            Command::LookForFiles => self.library.look_for_files(),
            Command::Import(paths) => self.library.import(paths),
            Command::Export(path, ids) => self.library.export(path, ids),
            Command::Pictures(ids) => self.library.pictures(ids),
            Command::Settings => self.perform_settings(crate::ui::settings::Command::Open),
        }
        self.show_library(event_loop);
    }

    /// The library has changed: the start pages of this window show it.
    pub(super) fn library_told(&mut self, event_loop: &ActiveEventLoop, news: &News) {
        if let News::Outcome(Outcome::Imported { added, .. }) = news
            && std::mem::take(&mut self.dropped)
        {
            self.note(text!("start-added", count = *added));
        }
        self.show_library(event_loop);
    }

    fn show_library(&mut self, _event_loop: &ActiveEventLoop) {
        let mut is_shown = false;
        for (place, tab) in std::iter::once(&mut self.tab).chain(&mut self.parked).enumerate() {
            if tab.state.page == Page::Start {
                tab.state.start = self.library.state();
                is_shown |= place == 0;
            }
        }
        if is_shown {
            self.redraw();
        }
    }

    /// A start page was opened in this window.
    pub(super) fn greet(&mut self) {
        if self.tab.state.page == Page::Start {
            self.library.opened();
            self.look_around();
            self.tab.state.start = self.library.state();
        }
    }

    /// Looks for computers on the network, or no longer.
    fn look_around(&self) {
        if self.tab.settings.start.nearby {
            self.library.look_around();
        } else {
            self.library.closed();
        }
    }

    /// Settings of the start page are others than `before`.
    pub(super) fn start_settings_changed(&mut self, before: &crate::settings::Start) {
        if self.tab.settings.start.nearby != before.nearby && self.has_start_page() {
            self.look_around();
        }
        if before.pictures && !self.tab.settings.start.pictures {
            self.library.forget_pictures();
        }
    }

    /// Files were dropped on the start page.
    pub(super) fn file_dropped(&mut self, path: PathBuf) {
        if self.tab.state.page != Page::Start {
            return;
        }
        if is_recording(&path) {
            self.play(path, Place::Here);
        } else {
            self.dropped = true;
            self.library.import(vec![path]);
        }
    }

    /// Whether a start page is open in this window.
    pub(super) fn has_start_page(&self) -> bool {
        std::iter::once(&self.tab).chain(&self.parked).any(|tab| tab.state.page == Page::Start)
    }

    /// A deletion is no longer offered to be taken back.
    pub(super) fn undo_ends(&mut self, event_loop: &ActiveEventLoop) {
        self.library.deletion_stands();
        self.show_library(event_loop);
    }

    /// Opens a start page in another tab or window.
    pub(super) fn open_start(&mut self, place: Place) {
        let launch = self.start_launch();
        self.requests.push(Request::Open(launch, place));
    }

    /// Goes back to the start page that the session in this window was opened from. Returns whether it was.
    pub(super) fn return_to_start(&mut self, event_loop: &ActiveEventLoop) -> bool {
        let known = self.tab.launch.known_as.as_ref();
        let came_from_there = self.parked.is_empty() && known.is_some_and(|known| known.origin == Origin::StartPage);
        if came_from_there {
            let launch = self.start_launch();
            self.open_here(event_loop, launch);
        }
        came_from_there
    }

    fn start_launch(&self) -> Launch {
        let window = crate::config::WindowOptions { title: None, ..self.tab.launch.window.clone() };
        Launch { subject: Subject::Start, window, known_as: None }
    }

    fn connect_to(&mut self, choices: Vec<Choice>, whereto: Whereto) {
        let several = choices.len() > 1;
        for (index, choice) in choices.into_iter().enumerate() {
            let place = match whereto {
                Whereto::Here if index > 0 => Place::NewWindow,
                Whereto::Here => Place::Here,
                // The first of several takes the place of the start page.
                Whereto::NewWindow | Whereto::NewTab if several && index == 0 => Place::Here,
                Whereto::NewWindow => Place::NewWindow,
                Whereto::NewTab => Place::NewTab,
            };
            let path = PathBuf::from(&choice.target);
            if is_recording(&path) {
                self.play(path, place);
                continue;
            }
            let origin = if place == Place::Here { Origin::StartPage } else { Origin::Elsewhere };
            match self.library.open(&choice, origin) {
                Ok(launch) => self.requests.push(Request::Open(launch, place)),
                Err(NotOpened { what, why, .. }) => {
                    warn!(what, why, "not opened");
                    self.note(format!("{what}: {why}"));
                }
            }
        }
    }

    /// Plays a recording.
    fn play(&mut self, path: PathBuf, place: Place) {
        let window = self.start_launch().window;
        let origin = if place == Place::Here { Origin::StartPage } else { Origin::Elsewhere };
        let known_as = Some(KnownAs { typed: String::new(), id: None, origin });
        self.requests.push(Request::Open(Launch { subject: Subject::Recording(path), window, known_as }, place));
    }

    fn open_demo(&mut self) {
        match self.library.demo(&self.tab.launch.window) {
            Ok(launch) => self.requests.push(Request::Open(launch, Place::Here)),
            Err(error) => {
                warn!(%error, "the demo cannot be served");
                self.note(error.to_string());
            }
        }
    }

    /// A session is open: its computer was seen.
    pub(super) fn remember_visit(&mut self) {
        let (Some(known), Subject::Session(options)) = (&self.tab.launch.known_as, &self.tab.launch.subject) else {
            return;
        };
        // What the program serves itself is gone with it.
        if known.typed.is_empty() {
            return;
        }
        let (address, typed, id) = (options.address.clone(), known.typed.clone(), known.id.clone());
        let Some(typed) = written(&address, &typed) else { return };
        info!("remembering the computer");
        self.library.change(move |computers| match id {
            Some(id) => computers.visited_again(&id, trust::Timestamp::now()),
            None => computers.visited(&address, &typed, trust::Timestamp::now()),
        });
    }

    /// The session of `tab` is over: what was seen last becomes the picture of its computer.
    pub(super) fn keep_picture(library: &Library, tab: &Tab) {
        if !tab.settings.start.pictures {
            return;
        }
        if let (Some(known), Subject::Session(options)) = (&tab.launch.known_as, &tab.launch.subject) {
            library.keep_picture(tab.screen.clone(), known.id.clone(), options.address.clone());
        }
    }
}

/// Whether a path is that of a recording. No socket has such a name.
fn is_recording(path: &Path) -> bool {
    let has = |wanted: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted));
    path.is_absolute() && (has("fvr") || has("fbs"))
}

/// What leads to `address` again: what was typed, unless options led elsewhere.
fn written(address: &Address, typed: &str) -> Option<String> {
    let place = trust::Place::of(address);
    let leads_there = |text: &str| Computer::new("", text).place() == Some(place.clone());
    let spelled = || spelled(address).filter(|text| leads_there(text));
    if leads_there(typed) { Some(typed.to_owned()) } else { spelled() }
}
