//! Several windows on one session: all of it in each, or one remote screen in each.

use std::sync::Arc;

use tracing::info;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};

use super::comeback::Course;
use super::request::Request;
use super::tab::Tab;
use super::viewer::Viewer;
use super::wakeup::{SessionBell, Wakeup, WindowKey};
use crate::config::FullScreen;
use crate::ui::picture::{self, Shown};
use crate::ui::settings::SettingsPage;
use crate::ui::{Menu, Page, RemoteResize, Settings, State, height_above_picture, statistics};

/// How another window on a session begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Duplicate {
    /// What it shows of the remote desktop.
    pub(super) shown: Shown,
    /// On the full screen of which monitor; `None` for an ordinary window.
    pub(super) full_screen: Option<FullScreen>,
}

impl Tab {
    /// The same session for another window; `None` where there is none.
    pub(super) fn duplicate(&self, wish: &Duplicate, key: WindowKey, proxy: &EventLoopProxy<Wakeup>) -> Option<Self> {
        let session = self.session.clone()?;
        let bell = SessionBell::new(key, proxy.clone());
        let follower = session.follow(bell.wake());
        let settings = Settings {
            // Two windows would ask for two sizes.
            remote_resize: RemoteResize::Off,
            full_screen: wish.full_screen.is_some(),
            ..self.state.settings
        };
        let picture = picture::State {
            shown: wish.shown,
            full_screen: wish.full_screen.clone().unwrap_or_default(),
            ..self.state.picture.clone()
        };
        let state = State {
            menu: Menu::Closed,
            settings_page: SettingsPage::Closed,
            note: None,
            settings,
            picture,
            statistics: statistics::State::default(),
            tabs: Vec::new(),
            shown_tab: 0,
            ..self.state.clone()
        };
        Some(Self {
            launch: self.launch.clone(),
            layers: self.layers.clone(),
            told: self.told.clone(),
            settings: self.settings.clone(),
            state,
            session: Some(session),
            screen: Arc::clone(follower.screen()),
            follower: Some(follower),
            bell,
            shape: self.shape.same_image(),
            course: Course::Returning,
            retry_at: None,
            has_news: false,
            viewport: self.viewport,
        })
    }

    /// Whether other windows show the same session.
    pub(super) fn is_shared(&self) -> bool {
        self.session.as_ref().is_some_and(|session| Arc::strong_count(session) > 1)
    }
}

impl Viewer {
    /// Another window on the session of this one.
    pub(super) fn duplicate(&self, wish: &Duplicate, key: WindowKey) -> Option<Self> {
        let tab = self.tab.duplicate(wish, key, &self.proxy)?;
        info!(server = tab.state.server, shown = ?wish.shown, "another window on the session");
        Some(Self::new(tab, key, self.shared()))
    }

    /// The window is there: it shows what it was made for, in a size of its own.
    pub(super) fn begin_duplicate(&mut self, event_loop: &ActiveEventLoop) {
        if self.tab.state.page != Page::Desktop {
            return;
        }
        self.look_for_monitors(event_loop);
        let remote = self.tab.state.remote;
        if let Some(view) = &mut self.view {
            view.viewport.remote = remote;
        }
        self.place_part();
        if self.tab.state.settings.full_screen {
            self.enter_full_screen(event_loop);
        } else if let Some(view) = &self.view {
            self.size_window(view.viewport.source().size(), height_above_picture(&self.tab.state));
        }
        self.reveal();
    }

    /// Opens a window for every remote screen but the first, which this one shows.
    pub(super) fn spread(&mut self) {
        let screens = self.tab.state.picture.screens.clone();
        let Some((first, others)) = screens.split_first() else { return };
        self.show_screen(Shown::Screen(first.id));
        for screen in others {
            let wish = Duplicate { shown: Shown::Screen(screen.id), full_screen: None };
            self.requests.push(Request::Duplicate(wish));
        }
    }

    /// Puts a remote screen on the full screen of every monitor, as far as there are some.
    pub(super) fn spread_over_monitors(&mut self) {
        let screens = self.tab.state.picture.screens.clone();
        let here = self.view.as_ref().and_then(|view| view.window.current_monitor()?.name());
        let monitors = self.tab.state.picture.monitors.clone();
        let mut free = monitors.into_iter().filter(|name| here.as_ref() != Some(name));
        let Some((first, others)) = screens.split_first() else { return };
        self.show_screen(Shown::Screen(first.id));
        for (screen, monitor) in others.iter().zip(&mut free) {
            let full_screen = Some(FullScreen::Monitor(monitor));
            self.requests.push(Request::Duplicate(Duplicate { shown: Shown::Screen(screen.id), full_screen }));
        }
    }
}
