//! What the viewer's keys do.

use winit::event_loop::ActiveEventLoop;

use super::launch::Place;
use super::viewer::Viewer;
use crate::render::zoom::Zoom;
use crate::session::{Command as SessionCommand, Interaction};
use crate::shortcuts::Action;
use crate::ui::bar::Destination;
use crate::ui::{Menu, Page, keys, recording, settings, statistics};

impl Viewer {
    /// Does what a key is for.
    pub(super) fn act(&mut self, event_loop: &ActiveEventLoop, action: Action) {
        match action {
            Action::Menu => {
                self.look_for_monitors(event_loop);
                self.toggle_menu();
            }
            Action::FullScreen => self.toggle_full_screen(event_loop),
            Action::CtrlAltDelete => self.send_named("Ctrl+Alt+Delete"),
            Action::Capture => self.perform_keys(keys::Command::ToggleCapture),
            Action::PassKeys => self.perform_keys(keys::Command::PassNext),
            Action::Keys => self.perform_keys(keys::Command::Show),
            Action::TypeClipboard => self.perform_keys(keys::Command::TypeClipboard),
            Action::ViewOnly => self.toggle_view_only(),
            Action::Refresh => self.tab.send(SessionCommand::Refresh),
            Action::NextTab => self.step_tab(event_loop, 1),
            Action::PreviousTab => self.step_tab(event_loop, -1),
            Action::CloseTab | Action::Disconnect => self.close_tab(event_loop),
            Action::Bar => self.toggle_bar(),
            Action::Record => self.perform_recording(recording::Command::Toggle),
            Action::Screenshot => self.take_screenshot(Destination::File),
            Action::Statistics => self.perform_statistics(statistics::Command::ToggleNumbers),
            Action::Log => self.perform_statistics(statistics::Command::ToggleLog),
            Action::FindInLog => self.perform_statistics(statistics::Command::FindInLog),
            Action::ZoomIn => self.zoom_by_key(Zoom::In),
            Action::ZoomOut => self.zoom_by_key(Zoom::Out),
            Action::ZoomReset => self.zoom_reset(),
            Action::Settings => self.perform_settings(settings::Command::Open),
            Action::NewTab => self.open_start(Place::NewTab),
            Action::NewWindow => self.open_start(Place::NewWindow),
        }
    }

    pub(super) fn toggle_menu(&mut self) {
        if self.tab.state.page == Page::Desktop {
            self.set_menu(match self.tab.state.menu {
                Menu::Closed => Menu::Open,
                Menu::Open | Menu::Asking(_) | Menu::Privacy | Menu::Keys => Menu::Closed,
            });
        }
    }

    fn toggle_view_only(&mut self) {
        let other = match self.tab.state.settings.interaction {
            Interaction::Full => Interaction::ViewOnly,
            Interaction::ViewOnly => Interaction::Full,
        };
        self.set_interaction(other);
        self.redraw();
    }
}
