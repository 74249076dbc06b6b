//! The event loop's side of the window: what happened is handed to the part it concerns, and nothing is waited for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{error, info};
use winit::application::ApplicationHandler;
use winit::event::{DeviceEvent, DeviceId, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::{Fullscreen, WindowId};

use super::alarm::{Alarm, Alarms};
use super::capture::Capture;
use super::clipboard::Clipboard;
use super::comeback::Course;
use super::controls::Controls;
use super::launch::Launch;
use super::shape::{Over, Shape};
use super::view::{View, Visibility};
use super::wakeup::{SessionBell, Wakeup};
use super::{Error, Outcome, window};
use crate::config::Placement;
use crate::render::Extent;
use crate::session::{Clipping, Command as SessionCommand, Screen, Session};
use crate::ui::{Claim, Comeback, Menu, Page, RemoteResize, Settings, State};

/// How long the window may stay away while a connection is made: most connect sooner, and then it opens in its size.
const REVEAL_AFTER: Duration = Duration::from_millis(150);
/// Animations need not be faster than this; what the user does is drawn at once.
const SHORTEST_STEP: Duration = Duration::from_millis(30);
/// How long the window must keep its size before the remote desktop is asked for it.
const RESIZE_SETTLES: Duration = Duration::from_millis(300);

/// Everything the window thread has.
pub(super) struct Viewer {
    pub(super) launch: Launch,
    pub(super) state: State,
    pub(super) session: Session,
    pub(super) view: Option<View>,
    pub(super) clipboard: Clipboard,
    pub(super) alarms: Alarms,
    pub(super) shape: Shape,
    pub(super) controls: Controls,
    pub(super) capture: Capture,
    pub(super) focused: bool,
    /// What the local clipboard has, as far as it is known and short enough.
    pub(super) local_clipping: Option<Clipping>,
    /// Where the mouse is, in device pixels; `None` outside the window.
    pub(super) mouse: Option<[f64; 2]>,
    /// Whether the session has worked before.
    pub(super) course: Course,
    /// When a lost connection is tried again.
    pub(super) retry_at: Option<Instant>,
    bell: SessionBell,
    proxy: EventLoopProxy<Wakeup>,
    outcome: Result<Outcome, Error>,
}

impl Viewer {
    pub(super) fn new(launch: Launch, proxy: EventLoopProxy<Wakeup>) -> Self {
        let settings = Settings {
            scale: launch.window.scale,
            full_screen: launch.window.placement == Placement::Fullscreen,
            interaction: launch.options.interaction,
            remote_resize: RemoteResize::Off,
            resizable: false,
            power: false,
        };
        let bell = SessionBell::new(proxy.clone());
        Self {
            state: State::new(launch.server(), settings),
            session: Session::start(launch.options.clone(), bell.wake()),
            view: None,
            clipboard: Clipboard::start(proxy.clone()),
            alarms: Alarms::default(),
            shape: Shape::default(),
            controls: Controls::new(),
            capture: Capture::default(),
            focused: false,
            local_clipping: None,
            mouse: None,
            course: Course::First,
            retry_at: None,
            bell,
            proxy,
            launch,
            outcome: Ok(Outcome::Closed),
        }
    }

    /// How it ended.
    pub(super) fn into_outcome(self) -> Result<Outcome, Error> {
        self.outcome
    }

    /// Starts the session anew, as the user asked for after a failure.
    pub(super) fn retry(&mut self) {
        info!(server = self.state.server, "connecting again");
        self.bell = SessionBell::new(self.proxy.clone());
        let mut options = self.launch.options.clone();
        options.interaction = self.state.settings.interaction;
        self.session = Session::start(options, self.bell.wake());
        self.forget_capture();
        self.course = Course::First;
        self.state =
            State::new(self.launch.server(), Settings { resizable: false, power: false, ..self.state.settings });
        self.shape.forget();
        self.retitle();
        if let Some(view) = &mut self.view {
            view.forget_picture();
        }
    }

    /// Ends everything. A failure that is on the screen becomes the outcome.
    pub(super) fn close(&mut self, event_loop: &ActiveEventLoop) {
        if let Page::Failed(failure) | Page::Lost(failure) | Page::Reconnecting(Comeback { failure, .. }) =
            &self.state.page
        {
            self.outcome = Ok(Outcome::Failed(failure.clone()));
        } else {
            self.release_input();
            self.session.send(match self.state.page {
                Page::Credentials(_) => SessionCommand::CredentialsRefused,
                Page::Question(_) => SessionCommand::Answer(crate::session::Answer::Refuse),
                Page::Connecting(_) | Page::Desktop | Page::Failed(_) | Page::Lost(_) | Page::Reconnecting(_) => {
                    SessionCommand::Disconnect
                }
            });
        }
        event_loop.exit();
    }

    /// Wants a frame as soon as it makes sense.
    pub(super) fn redraw(&mut self) {
        let now = Instant::now();
        if let Some(wait) = self.view.as_mut().and_then(|view| view.request_frame(now)) {
            self.alarms.set_earliest(Alarm::Frame, now, wait);
        }
    }

    /// Shows a short message for a while.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.state.note = Some(text.into());
        self.alarms.set(Alarm::NoteEnds, Instant::now(), Duration::from_secs(4));
        self.redraw();
    }

    /// What the panels want now.
    pub(super) fn claim(&self) -> Claim {
        self.view.as_ref().map_or(Claim::Hidden, |view| view.interface.claim(&self.state))
    }

    /// Puts the title on the window.
    pub(super) fn retitle(&self) {
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

    /// Into full screen or out of it.
    pub(super) fn toggle_full_screen(&mut self) {
        let Some(view) = &self.view else { return };
        let on = !self.state.settings.full_screen;
        self.state.settings.full_screen = on;
        view.window.set_fullscreen(on.then_some(Fullscreen::Borderless(None)));
        if on {
            self.note("Press F8 for the menu, F11 to leave full screen");
            self.announce_privacy();
        }
        self.redraw();
    }

    /// Opens or closes the menu. Nothing stays pressed on the remote side meanwhile.
    pub(super) fn set_menu(&mut self, menu: Menu) {
        self.state.menu = menu;
        self.free_mouse();
        self.release_input();
        self.capture_mouse();
        self.redraw();
    }

    /// Asks the remote desktop for the size of the window, where that is wanted and possible.
    pub(super) fn follow_window(&mut self) {
        let settings = &self.state.settings;
        if settings.remote_resize == RemoteResize::On && settings.resizable && self.state.page == Page::Desktop {
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
            (Claim::Hidden | Claim::Shown, Some([x, y])) if placement.to_remote(x, y).is_some() => Over::Picture,
            (Claim::Hidden | Claim::Shown, _) => Over::Border,
        };
        self.shape.apply(event_loop, &view.window, over, placement.scale()[0]);
    }

    fn open_window(&mut self, event_loop: &ActiveEventLoop) -> Result<(), Error> {
        let full_screen = self.state.settings.full_screen.then_some(Fullscreen::Borderless(None));
        let title = self.window_title();
        let window = window::create(event_loop, &title, self.launch.window.theme, full_screen)
            .map_err(|error| Error::Display(error.to_string()))?;
        window.set_ime_allowed(true);
        self.view = Some(View::new(window, &self.launch, window::rhythm(event_loop))?);
        self.alarms.set(Alarm::Reveal, Instant::now(), REVEAL_AFTER);
        Ok(())
    }

    fn draw(&mut self, event_loop: &ActiveEventLoop) {
        let screen: Arc<Screen> = self.session.screen().clone();
        let Some(view) = &mut self.view else { return };
        let before = view.viewport.remote;
        match view.draw(&self.state, &screen) {
            Ok(after) => {
                if view.viewport.remote != before {
                    self.state.remote = view.viewport.remote;
                }
                self.after_frame(event_loop, after);
            }
            Err(error) => self.fail(event_loop, error),
        }
    }

    fn after_frame(&mut self, event_loop: &ActiveEventLoop, after: super::view::After) {
        if let Some(delay) = after.again {
            self.alarms.set_earliest(Alarm::Interface, Instant::now(), delay.max(SHORTEST_STEP));
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

    fn fail(&mut self, event_loop: &ActiveEventLoop, error: Error) {
        error!(%error, "the window cannot go on");
        self.outcome = Err(error);
        event_loop.exit();
    }

    fn ring(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::Reveal => self.reveal(),
            Alarm::Frame | Alarm::Interface => self.redraw(),
            Alarm::NoteEnds => {
                self.state.note = None;
                self.redraw();
            }
            Alarm::AnnouncementEnds => self.stop_announcing(),
            Alarm::Countdown => self.count_down(),
            Alarm::RemoteResize => self.resize_remote(),
            Alarm::Pan => self.pan(),
        }
    }

    pub(super) fn resized(&mut self, extent: Extent) {
        if let Some(view) = &mut self.view {
            view.resize(extent);
        }
        self.follow_window();
        self.redraw();
    }

    fn occluded(&mut self, visibility: Visibility) {
        if let Some(view) = self.view.as_mut().filter(|view| view.visibility != Visibility::Hidden) {
            view.visibility = visibility;
            self.redraw();
        }
    }
}

impl ApplicationHandler<Wakeup> for Viewer {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.view.is_none()
            && let Err(error) = self.open_window(event_loop)
        {
            self.fail(event_loop, error);
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, wakeup: Wakeup) {
        match wakeup {
            Wakeup::Session => {
                self.bell.answered();
                self.take_events(event_loop);
                if self.session.screen().is_dirty() {
                    self.redraw();
                }
            }
            Wakeup::LocalClipping(clipping) => self.local_clipboard_changed(clipping),
            Wakeup::LocalTextTooLong(length) => self.local_text_too_long(length),
        }
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let claim = self.claim();
        if let Some(view) = &mut self.view
            && !matches!(event, WindowEvent::RedrawRequested)
            && view.interface.on_event(&view.window, &event, claim)
        {
            self.redraw();
        }
        match event {
            WindowEvent::CloseRequested => self.close(event_loop),
            WindowEvent::Resized(size) => self.resized(Extent::new(size.width, size.height)),
            WindowEvent::RedrawRequested => {
                if let Some(view) = &mut self.view {
                    view.exposed();
                }
                self.draw(event_loop);
            }
            WindowEvent::Occluded(true) => self.occluded(Visibility::Occluded),
            WindowEvent::Occluded(false) => self.occluded(Visibility::Visible),
            WindowEvent::ScaleFactorChanged { .. } | WindowEvent::ThemeChanged(_) => self.redraw(),
            input => self.on_input(event_loop, claim, input),
        }
    }

    fn device_event(&mut self, _: &ActiveEventLoop, _: DeviceId, event: DeviceEvent) {
        match event {
            DeviceEvent::Button { button, state } => self.on_device_button(button, state),
            DeviceEvent::MouseMotion { delta } => self.mouse_moved_by(delta),
            _ => {}
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        self.input_settled();
        for alarm in self.alarms.take_due(Instant::now()) {
            self.ring(alarm);
        }
        if self.view.as_ref().is_some_and(View::is_due) {
            self.draw(event_loop);
        }
        event_loop.set_control_flow(self.alarms.next().map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }
}
