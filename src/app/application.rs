//! All windows of the program: events are handed to the window they concern, and windows open and close here.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;
use std::thread::JoinHandle;

use tracing::{debug, error};
use winit::application::ApplicationHandler;
use winit::event::{DeviceEvent, DeviceId, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::WindowId;

use super::appearance::{self, Appearance};
use super::clipboard::Clipboard;
use super::launch::{Launch, Place};
use super::preferences::Preferences;
use super::request::Request;
use super::start::{Library, Opener};
use super::tab::Tab;
use super::typefaces::Typefaces;
use super::viewer::{Shared, Viewer};
use super::wakeup::{Wakeup, WindowKey};
use super::{Error, Outcome};
use crate::session::Session;
use crate::text;

/// Everything the window thread has.
pub(super) struct Application {
    windows: BTreeMap<WindowKey, Viewer>,
    shared: Shared,
    typefaces: Typefaces,
    /// What the desktop says of how programs should look; `None` before it was asked.
    appearance: Option<Appearance>,
    next_key: u32,
    /// Sessions of closed windows that say farewell, each in a thread of its own.
    farewells: Vec<JoinHandle<()>>,
    outcome: Result<Outcome, Error>,
}

impl Application {
    /// An application with one window, which opens when the event loop runs.
    pub(super) fn new(launch: Launch, opener: Opener, proxy: EventLoopProxy<Wakeup>) -> Self {
        let preferences = Rc::new(Preferences::start(proxy.clone()));
        // All that follows is said in the right language.
        text::speak(preferences.layers(&launch).settings().window.language.language());
        let clipboard = Rc::new(Clipboard::start(proxy.clone()));
        let library = Rc::new(Library::new(opener, proxy.clone()));
        let mut application = Self {
            windows: BTreeMap::new(),
            typefaces: Typefaces::start(proxy.clone()),
            shared: Shared { proxy, clipboard, library, preferences },
            appearance: None,
            next_key: 0,
            farewells: Vec::new(),
            outcome: Ok(Outcome::Closed),
        };
        application.add(launch);
        application
    }

    /// How it ended. Waits until every session has released what was pressed and has written its files.
    pub(super) fn into_outcome(self) -> Result<Outcome, Error> {
        for farewell in self.farewells {
            // A thread that panicked has said so on standard error already.
            let _ = farewell.join();
        }
        // No window is left that could have it.
        if let Some(library) = Rc::into_inner(self.shared.library) {
            library.finish();
        }
        self.outcome
    }

    fn add(&mut self, launch: Launch) -> WindowKey {
        let key = WindowKey(self.next_key);
        self.next_key += 1;
        let tab = Tab::open(launch, key, &self.shared.proxy, &self.shared.preferences);
        self.windows.insert(key, Viewer::new(tab, key, self.shared.clone()));
        key
    }

    /// Opens the windows that are not there yet.
    fn open_windows(&mut self, event_loop: &ActiveEventLoop) {
        let missing = self.windows.values_mut().filter(|viewer| viewer.view.is_none());
        let failed: Vec<(WindowKey, Error)> =
            missing.filter_map(|viewer| Some((viewer.key, viewer.open_window(event_loop).err()?))).collect();
        for (key, error) in failed {
            error!(%error, "the window cannot be opened");
            self.close(event_loop, key, Err(error));
        }
        let appearance = self.watch_appearance();
        self.windows.values_mut().for_each(|viewer| viewer.take_appearance(appearance));
    }

    /// What the desktop says of how programs should look, as far as it is known. The first window is there before it is asked.
    fn watch_appearance(&mut self) -> Appearance {
        let (proxy, nothing) = (self.shared.proxy.clone(), Appearance::default());
        *self.appearance.get_or_insert_with(|| {
            appearance::watch(move |appearance| proxy.send_event(Wakeup::Appearance(appearance)).is_ok());
            nothing
        })
    }

    /// Does what the windows ask for, until none asks for anything.
    fn serve(&mut self, event_loop: &ActiveEventLoop) {
        loop {
            let asked = self.windows.iter_mut().find(|(_, viewer)| !viewer.requests.is_empty());
            let Some((key, requests)) = asked.map(|(key, viewer)| (*key, std::mem::take(&mut viewer.requests))) else {
                break;
            };
            for request in requests {
                self.fulfil(event_loop, key, request);
            }
        }
        if self.shared.library.is_looking() && !self.windows.values().any(Viewer::has_start_page) {
            self.shared.library.closed();
        }
        for viewer in self.windows.values_mut() {
            let sessions = std::mem::take(&mut viewer.farewells);
            self.farewells.extend(farewell(sessions));
        }
    }

    fn fulfil(&mut self, event_loop: &ActiveEventLoop, key: WindowKey, request: Request) {
        match request {
            Request::Open(launch, Place::NewWindow) => {
                self.add(launch);
                self.open_windows(event_loop);
            }
            Request::Open(launch, Place::NewTab) => {
                if let Some(viewer) = self.windows.get_mut(&key) {
                    viewer.open_tab(event_loop, launch);
                }
            }
            Request::Open(launch, Place::Here) => {
                if let Some(viewer) = self.windows.get_mut(&key) {
                    viewer.open_here(event_loop, launch);
                }
            }
            Request::Duplicate(wish) => {
                let (from, key) = (key, WindowKey(self.next_key));
                if let Some(viewer) = self.windows.get(&from).and_then(|viewer| viewer.duplicate(&wish, key)) {
                    self.next_key += 1;
                    self.windows.insert(key, viewer);
                    self.open_windows(event_loop);
                    if let Some(viewer) = self.windows.get_mut(&key) {
                        viewer.begin_duplicate(event_loop);
                    }
                }
            }
            Request::Typefaces(letters) => self.typefaces.look_for(letters),
            Request::Copied(clipping) => {
                self.windows.values_mut().for_each(|viewer| viewer.local_clipboard_changed(clipping.clone()));
            }
            Request::LookAtSettings => self.windows.values_mut().for_each(Viewer::look_at_settings),
            Request::Close(outcome) => self.close(event_loop, key, outcome),
        }
    }

    /// Takes a window away. The last one ends the program; how it ended is how the program does.
    fn close(&mut self, event_loop: &ActiveEventLoop, key: WindowKey, outcome: Result<Outcome, Error>) {
        let Some(mut viewer) = self.windows.remove(&key) else { return };
        self.farewells.extend(farewell(viewer.take_sessions()));
        if self.windows.is_empty() {
            self.outcome = outcome;
            event_loop.exit();
        }
    }

    fn viewer(&mut self, id: WindowId) -> Option<&mut Viewer> {
        self.windows.values_mut().find(|viewer| viewer.view.as_ref().is_some_and(|view| view.window.id() == id))
    }
}

/// Ends sessions in a thread of its own, since that may take up to a second.
fn farewell(sessions: Vec<Arc<Session>>) -> Option<JoinHandle<()>> {
    if sessions.is_empty() {
        return None;
    }
    let spawned = std::thread::Builder::new().name("farewell".into()).spawn(move || drop(sessions));
    spawned.inspect_err(|error| debug!(%error, "no thread to end a session in")).ok()
}

impl ApplicationHandler<Wakeup> for Application {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        self.open_windows(event_loop);
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, wakeup: Wakeup) {
        match wakeup {
            Wakeup::Session(key) => {
                if let Some(viewer) = self.windows.get_mut(&key) {
                    viewer.session_rang(event_loop);
                }
            }
            Wakeup::Screenshot(key, screenshot) => {
                if let Some(viewer) = self.windows.get_mut(&key) {
                    viewer.screenshot_taken(screenshot);
                }
            }
            Wakeup::Library(news) => {
                self.shared.library.take_in(&news);
                self.windows.values_mut().for_each(|viewer| viewer.library_told(event_loop, &news));
            }
            Wakeup::Typefaces => self.windows.values_mut().for_each(Viewer::typefaces_found),
            Wakeup::Appearance(appearance) => {
                self.appearance = Some(appearance);
                self.windows.values_mut().for_each(|viewer| viewer.take_appearance(appearance));
            }
            Wakeup::Accessibility(event) => {
                if let Some(viewer) = self.viewer(event.window_id) {
                    viewer.read_aloud(event.window_event);
                }
            }
            Wakeup::LocalBoard(board) => {
                self.windows.values_mut().for_each(|viewer| viewer.local_board_changed(board));
            }
            Wakeup::LocalClipping(clipping) => {
                self.windows.values_mut().for_each(|viewer| viewer.local_clipboard_changed(clipping.clone()));
            }
            Wakeup::LocalTextTooLong(length) => {
                self.windows.values_mut().for_each(|viewer| viewer.local_text_too_long(length));
            }
            Wakeup::Settings(news) => {
                if self.shared.preferences.take(news) {
                    self.windows.values_mut().for_each(Viewer::look_at_settings);
                }
            }
        }
        self.serve(event_loop);
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        if let Some(viewer) = self.viewer(id) {
            viewer.on_event(event_loop, event);
        }
        self.serve(event_loop);
    }

    fn device_event(&mut self, _: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        for viewer in self.windows.values_mut().filter(|viewer| viewer.focused) {
            viewer.on_device_event(&event);
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.windows.values_mut().for_each(|viewer| viewer.settle(event_loop));
        self.serve(event_loop);
        // What was served may have to be drawn.
        let next = self.windows.values().filter_map(Viewer::due).min();
        event_loop.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }

    /// The event loop ends, and the connection to the window system with it.
    fn exiting(&mut self, _: &ActiveEventLoop) {
        self.windows.values_mut().for_each(Viewer::free_keyboard);
    }
}
