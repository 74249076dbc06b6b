//! How the picture is shown, as the panels, keys and settings ask for it, and what the window remembers of that.

use tracing::info;
use winit::event_loop::ActiveEventLoop;

use super::duplicate::Duplicate;
use super::request::Request;
use super::viewer::Viewer;
use crate::config::{Filter, Scale};
use crate::render::zoom::Zoom;
use crate::session::RemoteScreen;
use crate::settings::Picture;
use crate::text::text;
use crate::ui::RemoteResize;
use crate::ui::picture::{Command, Shown};

impl Viewer {
    /// Does what a panel asked for.
    pub(super) fn perform_picture(&mut self, event_loop: &ActiveEventLoop, command: Command) {
        match command {
            Command::Scale(scale) => self.set_scale(scale),
            Command::Zoom(direction) => self.zoom_step(direction),
            Command::Filter(filter) => self.set_filter(filter),
            Command::Show(shown) => self.show_screen(shown),
            Command::FullScreen(monitors) => self.full_screen_on(event_loop, monitors),
            Command::Duplicate(shown) => {
                self.requests.push(Request::Duplicate(Duplicate { shown, full_screen: None }));
            }
            Command::Spread => self.spread(),
        }
        self.redraw();
    }

    /// Shows the picture at `scale`; what is in the middle stays there.
    pub(super) fn set_scale(&mut self, scale: Scale) {
        let Some(view) = &mut self.view else { return };
        let extent = view.extent();
        let top = f64::from(view.viewport.top);
        let middle = [f64::from(extent.width) / 2.0, top + (f64::from(extent.height) - top) / 2.0];
        view.viewport.zoom(scale, middle, extent);
        self.scale_chosen(scale);
    }

    /// The picture is shown at `scale` from now on.
    pub(super) fn scale_chosen(&mut self, scale: Scale) {
        self.tab.state.settings.scale = scale;
        self.remember("picture", "scale", &scale);
        self.redraw();
    }

    /// Shows the picture a step larger or smaller, and says how large it is then.
    pub(super) fn zoom_by_key(&mut self, direction: Zoom) {
        self.zoom_step(direction);
        self.tell_scale();
    }

    /// Shows the picture at its own size, or as large as the window if it is so already.
    pub(super) fn zoom_reset(&mut self) {
        let own = Scale::Percent(100);
        self.set_scale(if self.tab.state.settings.scale == own { Scale::Fit } else { own });
        self.tell_scale();
    }

    /// Says how large the picture is.
    pub(super) fn tell_scale(&mut self) {
        let Some(view) = &self.view else { return };
        let percent = view.placement().percent().round();
        self.note(text!("picture-percent", percent = percent));
    }

    /// The remote desktop has these screens.
    pub(super) fn screens_told(&mut self, screens: Vec<RemoteScreen>) {
        // One screen is all there is to see.
        self.tab.state.picture.screens = if screens.len() > 1 { screens } else { Vec::new() };
        self.place_part();
    }

    /// Shows the part of the picture that was asked for, wherever the server says it is now; all of it where it is gone.
    pub(super) fn place_part(&mut self) {
        let picture = &self.tab.state.picture;
        let part = match picture.shown {
            Shown::All => None,
            Shown::Screen(id) => picture.screens.iter().find(|screen| screen.id == id).map(|screen| screen.area),
        };
        if let Some(view) = self.view.as_mut().filter(|view| view.viewport.part != part) {
            view.viewport.part = part;
            self.redraw();
        }
    }

    /// What the user prefers.
    pub(super) fn picture_settings(&self) -> &Picture {
        &self.tab.settings.picture
    }

    /// Settings are others than `before`.
    pub(super) fn picture_settings_changed(&mut self, before: &Picture) {
        let now = self.tab.settings.picture.clone();
        if now.scale != before.scale {
            self.set_scale(now.scale);
        }
        if now.filter != before.filter {
            self.set_filter(now.filter);
        }
        if now.follow_window != before.follow_window {
            self.set_remote_resize(if now.follow_window { RemoteResize::On } else { RemoteResize::Off });
        }
        self.tab.state.picture.full_screen = now.full_screen_on;
    }

    fn set_filter(&mut self, filter: Filter) {
        self.tab.state.picture.filter = filter;
        self.remember("picture", "filter", &filter);
        if let Some(view) = &mut self.view {
            view.viewport.filter = filter;
        }
    }

    pub(super) fn show_screen(&mut self, shown: Shown) {
        info!(?shown, "showing another part of the desktop");
        self.tab.state.picture.shown = shown;
        if let Some(view) = &mut self.view {
            view.viewport.show_part(None);
        }
        self.place_part();
    }
}
