//! One session as a window has it, and the sessions that wait in the same window until they are looked at.

use std::sync::Arc;
use std::time::Instant;

use winit::event_loop::{ActiveEventLoop, EventLoopProxy};

use super::bar::pinned;
use super::comeback::Course;
use super::launch::{Launch, Subject};
use super::preferences::Preferences;
use super::shape::Shape;
use super::viewer::Viewer;
use super::wakeup::{SessionBell, Wakeup, WindowKey};
use crate::render::Viewport;
use crate::session::{Clipping, Command, Event, Follower, Interaction, Screen, Session, Sharing, Size, Wishes};
use crate::settings::{self, Layers};
use crate::text::text;
use crate::ui::{Menu, Page, RemoteResize, Settings, State, TabLabel, picture};

/// What belongs to one session and not to the window around it.
pub(super) struct Tab {
    /// What it was opened with, used again for every retry.
    pub(super) launch: Launch,
    /// What is said of its settings, and by whom.
    pub(super) layers: Layers,
    /// What the session was told last of the clipboard here, or told itself.
    pub(super) told: Option<Clipping>,
    /// The settings that are in force.
    pub(super) settings: settings::Settings,
    /// What the panels read.
    pub(super) state: State,
    /// The connection, where there is one.
    pub(super) session: Option<Arc<Session>>,
    /// Where another window had the session first, what this one hears of it.
    pub(super) follower: Option<Follower>,
    /// Its picture; empty where there is no session.
    pub(super) screen: Arc<Screen>,
    /// Rings for the session.
    pub(super) bell: SessionBell,
    /// The shape of the mouse pointer over the picture.
    pub(super) shape: Shape,
    /// Whether the session has worked before.
    pub(super) course: Course,
    /// When a lost connection is tried again.
    pub(super) retry_at: Option<Instant>,
    /// Something has happened since it was last shown.
    pub(super) has_news: bool,
    /// How the picture is shown, kept while another tab is.
    pub(super) viewport: Viewport,
}

impl Tab {
    /// Starts what `launch` names, for the window `key`.
    pub(super) fn open(
        launch: Launch,
        key: WindowKey,
        proxy: &EventLoopProxy<Wakeup>,
        preferences: &Preferences,
    ) -> Self {
        let layers = preferences.layers(&launch);
        let in_force = layers.settings();
        let is_recording = matches!(launch.subject, Subject::Recording(_));
        let interaction =
            if in_force.connection.view_only || is_recording { Interaction::ViewOnly } else { Interaction::Full };
        let settings = Settings {
            scale: in_force.picture.scale,
            full_screen: in_force.window.full_screen,
            interaction,
            remote_resize: if in_force.picture.follow_window { RemoteResize::On } else { RemoteResize::Off },
            resizable: false,
            power: false,
        };
        let mut tab = Self {
            state: State::new(launch.server(), settings),
            session: None,
            follower: None,
            screen: Arc::new(Screen::new(Arc::new(|| {}))),
            bell: SessionBell::new(key, proxy.clone()),
            shape: Shape::default(),
            course: Course::First,
            retry_at: None,
            has_news: false,
            viewport: Viewport::new(Size::default(), in_force.picture.scale).with_filter(in_force.picture.filter),
            launch,
            layers,
            told: None,
            settings: in_force,
        };
        tab.state.wishes = options_wishes(&tab.launch);
        tab.state.wishes.quality = tab.state.wishes.quality.or(tab.settings.picture.quality.wish());
        tab.state.bar.pinned = pinned(tab.settings.window.bar);
        tab.state.picture.filter = tab.settings.picture.filter;
        tab.state.picture.full_screen = tab.settings.picture.full_screen_on.clone();
        match tab.launch.subject {
            Subject::Start => tab.state.page = Page::Start,
            Subject::Session(_) | Subject::Recording(_) => tab.start(interaction),
        }
        tab
    }

    /// Starts the session anew, as the user asked for after a failure.
    pub(super) fn start_again(&mut self, key: WindowKey, proxy: &EventLoopProxy<Wakeup>) {
        self.bell = SessionBell::new(key, proxy.clone());
        self.start(self.state.settings.interaction);
        self.course = Course::First;
        let settings = Settings { resizable: false, power: false, ..self.state.settings };
        self.state = State {
            tabs: std::mem::take(&mut self.state.tabs),
            wishes: self.state.wishes.clone(),
            picture: picture::State { screens: Vec::new(), ..std::mem::take(&mut self.state.picture) },
            bar: self.state.bar,
            statistics: std::mem::take(&mut self.state.statistics),
            ..State::new(self.launch.server(), settings)
        };
        self.shape.forget();
    }

    fn start(&mut self, interaction: Interaction) {
        let connection = &self.settings.connection;
        let sharing = if connection.exclusive { Sharing::Exclusive } else { Sharing::Shared };
        let (reconnect, wishes) = (connection.reconnect, self.state.wishes.clone());
        let session = match &self.launch.subject {
            Subject::Start => return,
            Subject::Session(options) => {
                let options = options.as_ref().clone();
                let options = crate::session::Options { sharing, interaction, wishes, reconnect, ..options };
                Session::start(options, self.bell.wake())
            }
            Subject::Recording(path) => Session::play(path.clone(), self.bell.wake()),
        };
        self.screen = session.screen().clone();
        self.follower = None;
        self.session = Some(Arc::new(session));
    }

    /// What the session tells next, if it has something to tell.
    pub(super) fn next_event(&self) -> Option<Event> {
        match &self.follower {
            Some(follower) => follower.next_event(),
            None => self.session.as_ref()?.next_event(),
        }
    }

    /// Hands a command to the session, where there is one.
    pub(super) fn send(&self, command: Command) {
        if let Some(session) = &self.session {
            session.send(command);
        }
    }

    fn title(&self) -> String {
        match self.state.page {
            Page::Start => text!("window-tab-start"),
            Page::Connecting(_)
            | Page::Credentials(_)
            | Page::Question(_)
            | Page::Desktop
            | Page::Failed(_)
            | Page::Lost(_)
            | Page::Reconnecting(_) => self.state.title().to_owned(),
        }
    }

    /// What the list of tabs says of it.
    pub(super) fn label(&self) -> TabLabel {
        TabLabel {
            title: self.title(),
            level: self.state.privacy.as_ref().map(|privacy| privacy.level),
            has_news: self.has_news,
        }
    }
}

fn options_wishes(launch: &Launch) -> Wishes {
    match &launch.subject {
        Subject::Start | Subject::Recording(_) => Wishes::default(),
        Subject::Session(options) => options.wishes.clone(),
    }
}

impl Viewer {
    /// Opens something in the same window, and shows it.
    pub(super) fn open_tab(&mut self, event_loop: &ActiveEventLoop, launch: Launch) {
        let tab = Tab::open(launch, self.key, &self.proxy, &self.preferences);
        let left = self.exchange(tab);
        // The new tab stands to the right of the one that was shown.
        self.parked.insert(self.shown, left);
        self.shown += 1;
        self.arrive(event_loop);
        self.greet();
    }

    /// Opens something in place of what is shown.
    pub(super) fn open_here(&mut self, event_loop: &ActiveEventLoop, launch: Launch) {
        let tab = Tab::open(launch, self.key, &self.proxy, &self.preferences);
        let left = self.exchange(tab);
        self.part_from(left);
        self.arrive(event_loop);
        self.greet();
    }

    /// Shows another tab, counted from the left.
    pub(super) fn show_tab(&mut self, event_loop: &ActiveEventLoop, index: usize) {
        if index == self.shown || index > self.parked.len() {
            return;
        }
        // Parked tabs stand in their order without the one that is shown.
        let (place, back) = if index > self.shown { (index - 1, self.shown) } else { (index, self.shown - 1) };
        let tab = self.parked.remove(place);
        let left = self.exchange(tab);
        self.parked.insert(back, left);
        self.shown = index;
        self.arrive(event_loop);
    }

    /// Shows the next tab to the right, or the first after the last; with -1 the other way.
    pub(super) fn step_tab(&mut self, event_loop: &ActiveEventLoop, step: isize) {
        let count = self.parked.len() as isize + 1;
        let next = (self.shown as isize + step).rem_euclid(count);
        self.show_tab(event_loop, next as usize);
    }

    /// Ends what is shown. With other tabs the window stays and shows the next of them.
    pub(super) fn close_tab(&mut self, event_loop: &ActiveEventLoop) {
        if self.return_to_start(event_loop) {
            return;
        }
        if self.parked.is_empty() {
            return self.close();
        }
        let next = if self.shown < self.parked.len() { self.shown } else { self.shown - 1 };
        let tab = self.parked.remove(next);
        let closed = self.exchange(tab);
        self.shown = next;
        self.part_from(closed);
        self.arrive(event_loop);
    }

    /// Ends what a tab shows, counted from the left.
    pub(super) fn close_tab_at(&mut self, event_loop: &ActiveEventLoop, index: usize) {
        if index == self.shown {
            return self.close_tab(event_loop);
        }
        let place = if index > self.shown { index - 1 } else { index };
        if place >= self.parked.len() {
            return;
        }
        let closed = self.parked.remove(place);
        self.part_from(closed);
        self.shown -= usize::from(index < self.shown);
        self.relabel();
        self.redraw();
    }

    /// Brings the labels of all tabs up to date.
    pub(super) fn relabel(&mut self) {
        let mut labels: Vec<TabLabel> = self.parked.iter().map(Tab::label).collect();
        if labels.is_empty() {
            self.tab.state.tabs.clear();
            return;
        }
        labels.insert(self.shown.min(labels.len()), self.tab.label());
        self.tab.state.tabs = labels;
        self.tab.state.shown_tab = self.shown;
    }

    /// A session that is not shown has something to tell: its tab says so, and everything else waits.
    pub(super) fn note_parked(&mut self) {
        let mut changed = false;
        for tab in &mut self.parked {
            if tab.bell.answered() {
                changed |= !std::mem::replace(&mut tab.has_news, true);
            }
        }
        if changed {
            self.relabel();
            self.redraw();
        }
    }

    /// A tab leaves the window for good.
    fn part_from(&mut self, tab: Tab) {
        Self::keep_picture(&self.library, &tab);
        self.farewells.extend(tab.session);
    }

    /// Puts a tab into the window and gives back what was there. The row of tabs has to be in order again before
    /// [`Self::arrive`]: what happens then may close tabs.
    fn exchange(&mut self, tab: Tab) -> Tab {
        self.free_mouse();
        self.release_input();
        self.forget_input();
        let full_screen = self.tab.state.settings.full_screen;
        if self.tab.state.page == Page::Desktop {
            self.tab.state.menu = Menu::Closed;
        }
        if let Some(view) = &mut self.view {
            self.tab.viewport = view.viewport;
        }
        let left = std::mem::replace(&mut self.tab, tab);
        self.tab.state.settings.full_screen = full_screen;
        if let Some(view) = &mut self.view {
            view.forget_picture();
            view.interface.forget_panels();
            view.viewport = self.tab.viewport;
        }
        left
    }

    /// Another tab is in the window: what it has to tell is heard.
    fn arrive(&mut self, event_loop: &ActiveEventLoop) {
        self.tab.has_news = false;
        self.tab.bell.answered();
        self.look_at_settings();
        self.take_events(event_loop);
        self.adopt_input_settings();
        self.retitle();
        self.capture_mouse();
        self.keep_statistics();
        self.reshape(event_loop);
        self.relabel();
        self.redraw();
    }
}
