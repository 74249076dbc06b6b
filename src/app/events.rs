//! What the session tells, applied to the window.

use tracing::info;
use winit::event_loop::ActiveEventLoop;
use winit::window::UserAttentionType;

use super::comeback::Course;
use super::viewer::Viewer;
use crate::session::{Desktop, Event, Failure, Size, Stage};
use crate::text::text;
use crate::ui::{Menu, Page};

impl Viewer {
    /// Takes every event that is there now.
    pub(super) fn take_events(&mut self, event_loop: &ActiveEventLoop) {
        while let Some(event) = self.tab.next_event() {
            self.take_event(event_loop, event);
            if let Some(view) = &mut self.view {
                view.panels_changed();
            }
        }
    }

    fn take_event(&mut self, event_loop: &ActiveEventLoop, event: Event) {
        match event {
            Event::Progress(stage) => self.progress(stage),
            Event::Reconnecting(news) => self.connection_lost(event_loop, news),
            Event::Silence(silence) => self.silence(silence),
            Event::CredentialsNeeded(request) => {
                info!(method = request.method, again = request.refused.is_some(), "password prompt");
                self.show_page(Page::Credentials(request));
                self.reveal();
            }
            Event::Question(question) => {
                info!(kind = ?question.kind, "a question of trust");
                self.show_page(Page::Question(question));
                self.reveal();
            }
            Event::Privacy(privacy) => self.privacy_known(privacy),
            Event::Connected(desktop) => self.connected(event_loop, desktop),
            Event::FirstPicture => self.first_picture(event_loop),
            Event::Resized(size) => self.remote_resized(event_loop, size),
            Event::Renamed(name) => {
                self.tab.state.desktop = name;
                self.retitle();
            }
            Event::Resizable(resizable) => {
                self.tab.state.settings.resizable = resizable;
                self.follow_window();
            }
            Event::Cursor(image) => {
                self.tab.shape.set_image(image);
                self.reshape(event_loop);
            }
            Event::Bell => self.bell_rang(),
            Event::Clipboard(clipping) => self.remote_clipping(clipping),
            Event::ClipboardTooLarge(_) => self.remote_clipboard_too_large(),
            Event::ClipboardReduced => {
                self.note(text!("clipboard-reduced"));
            }
            Event::PointerMotion(motion) => self.pointer_motion(motion),
            Event::Locks(locks) => self.controls.locks.told(locks),
            Event::PowerOffered => self.tab.state.settings.power = true,
            Event::PowerFailed => self.note(text!("window-power-failed")),
            Event::Screens(screens) => self.screens_told(screens),
            // The mouse here is never moved from there.
            Event::PointerMoved(at) => self.remote_pointer_moved(at),
            Event::Playback(playback) => self.playback_told(playback),
            Event::Recording(news) => self.recording_told(news),
            Event::Ended(failure) => self.ended(event_loop, failure),
        }
    }

    pub(super) fn show_page(&mut self, page: Page) {
        if self.tab.state.page != page {
            self.tab.state.page = page;
            self.redraw();
        }
    }

    fn connected(&mut self, event_loop: &ActiveEventLoop, Desktop { name, size }: Desktop) {
        info!(server = self.tab.state.server, name, size = %size, "session open");
        self.tab.state.desktop = name;
        self.tab.state.remote = size;
        self.retitle();
        self.look_for_monitors(event_loop);
        self.progress(Stage::Opening);
        if self.tab.course == Course::First {
            self.adopt_size(size);
        }
        self.reveal();
    }

    fn first_picture(&mut self, event_loop: &ActiveEventLoop) {
        self.show_page(Page::Desktop);
        self.announce_privacy();
        self.capture_mouse();
        self.reshape(event_loop);
        self.follow_window();
        if self.tab.state.settings.full_screen {
            self.begin_full_screen(event_loop);
        }
        let course = std::mem::take(&mut self.tab.course);
        if course == Course::First {
            self.remember_visit();
        }
        self.tell_clipboard_anew(course);
        self.warn_of_settings();
        self.redraw();
    }

    fn remote_resized(&mut self, event_loop: &ActiveEventLoop, size: Size) {
        self.tab.state.remote = size;
        self.reshape(event_loop);
        self.redraw();
    }

    fn bell_rang(&self) {
        if let Some(view) = self.view.as_ref().filter(|_| !self.focused) {
            view.window.request_user_attention(Some(UserAttentionType::Informational));
        }
    }

    fn ended(&mut self, event_loop: &ActiveEventLoop, failure: Option<Failure>) {
        info!(
            server = self.tab.state.server,
            failure = failure.as_ref().map(|failure| failure.what.as_str()),
            "session closed"
        );
        let Some(failure) = failure else { return self.close_tab(event_loop) };
        self.forget_capture();
        self.forget_input();
        self.tab.state.menu = Menu::Closed;
        self.tab.state.note = None;
        self.forget_privacy();
        let was_open = matches!(self.tab.state.page, Page::Desktop | Page::Reconnecting(_));
        self.show_page(if was_open { Page::Lost(failure) } else { Page::Failed(failure) });
        self.reveal();
        self.reshape(event_loop);
    }
}
