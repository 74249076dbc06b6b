//! One window: what happened to it is handed to the part it concerns, and nothing is waited for.

use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{error, info};
use winit::dpi::PhysicalSize;
use winit::event::{DeviceEvent, InnerSizeWriter, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Fullscreen;

use super::alarm::{Alarm, Alarms};
use super::bar::Mouse;
use super::capture::Capture;
use super::clipboard::Clipboard;
use super::controls::Controls;
use super::keyboard_capture::KeyboardCapture;
use super::launch::Subject;
use super::monitors::Covering;
use super::pan::Panning;
use super::preferences::Preferences;
use super::request::Request;
use super::shape::{Over, Scales};
use super::start::Library;
use super::tab::Tab;
use super::touch::Explained;
use super::view::{View, Visibility};
use super::wakeup::{Wakeup, WindowKey};
use super::{Error, Outcome, window};
use crate::render::Extent;
use crate::session::{Clipping, Command as SessionCommand, Screen, Session, Size};
use crate::ui::picture::Shown;
use crate::ui::settings::SettingsPage;
use crate::ui::{Claim, Comeback, Menu, Page, RemoteResize, State};

/// How long the window may stay away while a connection is made: most connect sooner, and then it opens in its size.
const REVEAL_AFTER: Duration = Duration::from_millis(150);
/// Animations need not be faster than this; what the user does is drawn at once.
const SHORTEST_STEP: Duration = Duration::from_millis(30);
/// How long the window must keep its size before the remote desktop is asked for it.
const RESIZE_SETTLES: Duration = Duration::from_millis(300);

/// One window: what it shows, and everything that happens to it.
pub(super) struct Viewer {
    /// Its own name among the windows.
    pub(super) key: WindowKey,
    /// What is shown.
    pub(super) tab: Tab,
    /// The other tabs of the window, from left to right.
    pub(super) parked: Vec<Tab>,
    /// The place of the tab that is shown among all, from the left.
    pub(super) shown: usize,
    pub(super) view: Option<View>,
    pub(super) clipboard: Rc<Clipboard>,
    pub(super) library: Rc<Library>,
    /// Whether files were dropped on the start page, of which is still to be told what came of them.
    pub(super) dropped: bool,
    pub(super) preferences: Rc<Preferences>,
    pub(super) alarms: Alarms,
    pub(super) controls: Controls,
    pub(super) capture: Capture,
    pub(super) panning: Panning,
    /// What the full screen has changed of the window.
    pub(super) covering: Covering,
    pub(super) keyboard_capture: KeyboardCapture,
    /// What the window was sized for before it was seen, until it knows better or somebody uses it.
    pub(super) sized_unseen: Option<(Size, f32)>,
    pub(super) focused: bool,
    /// What the local clipboard has, as far as it is known and short enough.
    pub(super) local_clipping: Option<Clipping>,
    /// Whether something was selected here since something was copied, as far as is known.
    pub(super) selection_is_newer: bool,
    /// Where the mouse is, in device pixels; `None` outside the window.
    pub(super) mouse: Option<[f64; 2]>,
    /// Whether this window has told what fingers do.
    pub(super) fingers_explained: Explained,
    /// Whose the mouse is, and whether it asks for the bar.
    pub(super) bar: Mouse,
    /// What is asked of the application.
    pub(super) requests: Vec<Request>,
    /// Sessions that were left: their end may take a moment, for which nothing waits.
    pub(super) farewells: Vec<Arc<Session>>,
    pub(super) proxy: EventLoopProxy<Wakeup>,
}

/// What all windows have in common.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) proxy: EventLoopProxy<Wakeup>,
    pub(super) clipboard: Rc<Clipboard>,
    pub(super) library: Rc<Library>,
    pub(super) preferences: Rc<Preferences>,
}

impl Viewer {
    /// The window `key`, which shows `tab`.
    pub(super) fn new(tab: Tab, key: WindowKey, shared: Shared) -> Self {
        let Shared { proxy, clipboard, library, preferences } = shared;
        let mut viewer = Self {
            key,
            tab,
            parked: Vec::new(),
            shown: 0,
            view: None,
            clipboard,
            library,
            dropped: false,
            preferences,
            alarms: Alarms::default(),
            controls: Controls::new(),
            capture: Capture::default(),
            panning: Panning::default(),
            covering: Covering::default(),
            keyboard_capture: KeyboardCapture::default(),
            sized_unseen: None,
            focused: false,
            local_clipping: None,
            selection_is_newer: true,
            mouse: None,
            fingers_explained: Explained::default(),
            bar: Mouse::default(),
            requests: Vec::new(),
            farewells: Vec::new(),
            proxy,
        };
        viewer.greet();
        viewer
    }

    /// What this window has in common with the others.
    pub(super) fn shared(&self) -> Shared {
        Shared {
            proxy: self.proxy.clone(),
            clipboard: Rc::clone(&self.clipboard),
            library: Rc::clone(&self.library),
            preferences: Rc::clone(&self.preferences),
        }
    }

    /// Starts the session anew, as the user asked for after a failure.
    pub(super) fn retry(&mut self) {
        info!(server = self.tab.state.server, "connecting again");
        self.forget_capture();
        self.tab.start_again(self.key, &self.proxy);
        self.retitle();
        if let Some(view) = &mut self.view {
            view.forget_picture();
        }
    }

    /// Ends everything in this window. A failure that is on the screen becomes the outcome.
    pub(super) fn close(&mut self) {
        let mut outcome = Outcome::Closed;
        if let Page::Failed(failure) | Page::Lost(failure) | Page::Reconnecting(Comeback { failure, .. }) =
            &self.tab.state.page
        {
            outcome = Outcome::Failed(failure.clone());
        } else {
            self.release_input();
            self.say_farewell();
        }
        self.requests.push(Request::Close(Ok(outcome)));
    }

    /// Lets the session end, unless other windows go on with it.
    fn say_farewell(&self) {
        if self.tab.is_shared() {
            return;
        }
        self.tab.send(match self.tab.state.page {
            Page::Credentials(_) => SessionCommand::CredentialsRefused,
            Page::Question(_) => SessionCommand::Answer(crate::session::Answer::Refuse),
            Page::Start
            | Page::Connecting(_)
            | Page::Desktop
            | Page::Failed(_)
            | Page::Lost(_)
            | Page::Reconnecting(_) => SessionCommand::Disconnect,
        });
    }

    /// Everything whose end may take a moment.
    pub(super) fn take_sessions(&mut self) -> Vec<Arc<Session>> {
        for tab in std::iter::once(&self.tab).chain(&self.parked) {
            Self::keep_picture(&self.library, tab);
        }
        let mut sessions = std::mem::take(&mut self.farewells);
        sessions.extend(self.tab.session.take());
        sessions.extend(self.parked.drain(..).filter_map(|tab| tab.session));
        sessions
    }

    /// Wants a frame as soon as it makes sense, with the panels as they are then.
    pub(super) fn redraw(&mut self) {
        if let Some(view) = &mut self.view {
            view.panels_changed();
        }
        self.redraw_picture();
    }

    /// Wants a frame as soon as it makes sense. Only the picture is another one: the panels need not be drawn anew.
    fn redraw_picture(&mut self) {
        let now = Instant::now();
        if let Some(wait) = self.view.as_mut().and_then(|view| view.request_frame(now)) {
            self.alarms.set_earliest(Alarm::Frame, now, wait);
        }
    }

    /// Shows a short message for a while.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.tab.state.note = Some(text.into());
        self.alarms.set(Alarm::NoteEnds, Instant::now(), Duration::from_secs(4));
        self.redraw();
    }

    /// What the panels want now.
    pub(super) fn claim(&self) -> Claim {
        self.view.as_ref().map_or(Claim::Hidden, |view| view.interface.claim(&self.tab.state))
    }

    /// Puts the title on the window and its tab.
    pub(super) fn retitle(&mut self) {
        self.relabel();
        if let Some(view) = &self.view {
            view.window.set_title(&self.window_title());
        }
    }

    /// Shows the window if it is not shown yet.
    pub(super) fn reveal(&mut self) {
        self.alarms.cancel(Alarm::Reveal);
        if let Some(view) = self.view.as_mut().filter(|view| view.visibility == Visibility::Hidden) {
            view.visibility = Visibility::Visible;
            view.window.set_visible(true);
            self.redraw();
        }
    }

    /// Opens or closes the menu. Nothing stays pressed on the remote side meanwhile.
    pub(super) fn set_menu(&mut self, menu: Menu) {
        self.tab.state.menu = menu;
        self.look_at_edge();
        self.tab.state.settings_page = SettingsPage::Closed;
        self.free_mouse();
        self.release_input();
        self.capture_mouse();
        self.redraw();
    }

    /// Asks the remote desktop for the size of the window, where that is wanted and possible.
    pub(super) fn follow_window(&mut self) {
        let State { settings, picture, page, .. } = &self.tab.state;
        // A window on one remote screen says nothing of how large all of the desktop should be.
        let shows_all = picture.shown == Shown::All;
        if settings.remote_resize == RemoteResize::On && settings.resizable && *page == Page::Desktop && shows_all {
            self.alarms.set(Alarm::RemoteResize, Instant::now(), RESIZE_SETTLES);
        }
    }

    /// Gives the pointer its shape.
    pub(super) fn reshape(&mut self, event_loop: &ActiveEventLoop) {
        let claim = self.claim();
        let Some(view) = &self.view else { return };
        let placement = view.placement();
        let over = match (claim, self.mouse) {
            (Claim::Input, _) => Over::Panel,
            (Claim::Area, _) if self.is_mouse_on_panel() => Over::Panel,
            (Claim::Hidden | Claim::Shown | Claim::Area, Some([x, y])) if placement.to_remote(x, y).is_some() => {
                Over::Picture
            }
            (Claim::Hidden | Claim::Shown | Claim::Area, _) => Over::Border,
        };
        let scales = Scales { picture: placement.scale()[0], window: view.interface.scale_factor() };
        self.tab.shape.apply(event_loop, &view.window, over, scales);
    }

    /// Makes the window itself, if there is none.
    pub(super) fn open_window(&mut self, event_loop: &ActiveEventLoop) -> Result<(), Error> {
        let full_screen = self.tab.state.settings.full_screen.then_some(Fullscreen::Borderless(None));
        let title = self.window_title();
        let window = window::create(event_loop, &title, self.tab.settings.window.theme, full_screen)
            .map_err(|error| Error::Display(error.to_string()))?;
        let mut view = View::new(window, &self.tab, window::rhythm(event_loop))?;
        view.interface.offer_to_readers(event_loop, &view.window, self.proxy.clone());
        self.view = Some(view);
        self.adopt_input_settings();
        self.allow_input_method();
        match self.tab.launch.subject {
            // It is complete already.
            Subject::Start => {
                self.reveal();
                self.warn_of_settings();
            }
            Subject::Session(_) | Subject::Recording(_) => self.alarms.set(Alarm::Reveal, Instant::now(), REVEAL_AFTER),
        }
        Ok(())
    }

    fn draw(&mut self, event_loop: &ActiveEventLoop) {
        let screen: Arc<Screen> = self.tab.screen.clone();
        self.place_remote_pointer();
        let Some(view) = &mut self.view else { return };
        let before = view.viewport.remote;
        self.tab.state.picture.percent = view.placement().percent();
        match view.draw(&self.tab.state, &screen) {
            Ok(after) => {
                if view.viewport.remote != before {
                    self.tab.state.remote = view.viewport.remote;
                    view.panels_changed();
                }
                self.after_frame(event_loop, after);
            }
            Err(error) => self.fail(error),
        }
    }

    fn after_frame(&mut self, event_loop: &ActiveEventLoop, after: super::view::After) {
        if let Some(delay) = after.again {
            self.alarms.set_earliest(Alarm::Interface, Instant::now(), delay.max(SHORTEST_STEP));
        }
        if !after.missing.is_empty() {
            self.requests.push(Request::Typefaces(after.missing));
        }
        let acted = !after.commands.is_empty();
        for command in after.commands {
            self.perform(event_loop, command);
        }
        if acted {
            self.redraw();
        }
        self.reshape(event_loop);
    }

    fn fail(&mut self, error: Error) {
        error!(%error, "the window cannot go on");
        self.requests.push(Request::Close(Err(error)));
    }

    fn ring(&mut self, event_loop: &ActiveEventLoop, alarm: Alarm) {
        match alarm {
            Alarm::Reveal => self.reveal(),
            Alarm::Frame => self.redraw_picture(),
            Alarm::Interface => self.redraw(),
            Alarm::NoteEnds => {
                self.tab.state.note = None;
                self.redraw();
            }
            Alarm::UndoEnds => self.undo_ends(event_loop),
            Alarm::AnnouncementEnds => self.stop_announcing(),
            Alarm::Countdown => self.count_down(),
            Alarm::RemoteResize => self.resize_remote(),
            Alarm::Pan => self.pan(),
            Alarm::Type => self.type_next(),
            Alarm::Capture => self.take_keyboard(),
            Alarm::Button => self.button_waited(),
            Alarm::Finger => self.finger_rested(),
            Alarm::Bar => self.look_at_edge(),
            Alarm::TimeLine => self.hide_time_line(),
            Alarm::Statistics => self.update_statistics(),
            Alarm::Place => self.look_at_place(),
        }
    }

    pub(super) fn resized(&mut self, extent: Extent) {
        if let Some(view) = &mut self.view {
            view.resize(extent);
        }
        self.follow_window();
        self.redraw();
    }

    /// The window is on a monitor of this scale now, or its monitor has this scale now.
    fn scale_factor_told(&mut self, scale_factor: f64, mut size: InnerSizeWriter) {
        let Some(view) = &mut self.view else { return };
        if !view.interface.set_scale_factor(scale_factor) {
            // winit tells of a change of the monitor a second time when the window is moved, and would enlarge it again.
            let Extent { width, height } = view.extent();
            let kept = size.request_inner_size(PhysicalSize::new(width, height));
            info!(scale_factor, kept = kept.is_ok(), "the same scale again");
        }
        self.size_again();
        self.redraw();
    }

    fn occluded(&mut self, visibility: Visibility) {
        if let Some(view) = self.view.as_mut().filter(|view| view.visibility != Visibility::Hidden) {
            view.visibility = visibility;
            self.redraw();
        }
    }

    /// A session of this window has something to tell.
    pub(super) fn session_rang(&mut self, event_loop: &ActiveEventLoop) {
        if self.tab.bell.answered() {
            self.take_events(event_loop);
            if self.tab.screen.is_dirty() {
                self.redraw_picture();
            }
        }
        self.note_parked();
    }

    /// Handles what happened to the window.
    pub(super) fn on_event(&mut self, event_loop: &ActiveEventLoop, event: WindowEvent) {
        let (claim, is_withheld) = (self.claim_on(&event), self.withholds(&event));
        if let Some(view) = &mut self.view
            && !is_withheld
            && !matches!(event, WindowEvent::RedrawRequested)
            && view.interface.on_event(&view.window, &event, claim)
        {
            self.redraw();
        }
        match event {
            WindowEvent::CloseRequested => self.close(),
            WindowEvent::Resized(size) => self.resized(Extent::new(size.width, size.height)),
            WindowEvent::RedrawRequested => {
                if let Some(view) = &mut self.view {
                    view.exposed();
                }
                self.draw(event_loop);
            }
            WindowEvent::DroppedFile(path) => self.file_dropped(path),
            WindowEvent::Occluded(true) => self.occluded(Visibility::Occluded),
            WindowEvent::Occluded(false) => self.occluded(Visibility::Visible),
            WindowEvent::ScaleFactorChanged { scale_factor, inner_size_writer } => {
                self.scale_factor_told(scale_factor, inner_size_writer);
            }
            WindowEvent::ThemeChanged(_) => self.redraw(),
            input => {
                if matches!(input, WindowEvent::KeyboardInput { .. } | WindowEvent::MouseInput { .. }) {
                    self.sized_unseen = None;
                }
                self.on_input(event_loop, claim, input);
            }
        }
    }

    /// Handles what a device tells. It does not say to which window; that with the focus is meant.
    pub(super) fn on_device_event(&mut self, event: &DeviceEvent) {
        match *event {
            DeviceEvent::Button { button, state } => self.on_device_button(button, state),
            DeviceEvent::MouseMotion { delta } => self.mouse_moved_by(delta),
            _ => {}
        }
    }

    /// All events that were waiting have been handled: does what is due.
    pub(super) fn settle(&mut self, event_loop: &ActiveEventLoop) {
        self.input_settled();
        for alarm in self.alarms.take_due(Instant::now()) {
            self.ring(event_loop, alarm);
        }
        self.settle_keyboard_capture();
        self.show_keys();
        if self.view.as_ref().is_some_and(View::is_due) {
            self.draw(event_loop);
        }
    }

    /// When something is to be done at the latest.
    pub(super) fn due(&self) -> Option<Instant> {
        let is_frame_due = self.view.as_ref().is_some_and(View::is_due);
        if is_frame_due { Some(Instant::now()) } else { self.alarms.next() }
    }
}
