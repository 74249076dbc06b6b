//! Settings in a window: what is chosen on the settings page, and what follows from a change, wherever it comes from.

use toml::Value as Toml;
use tracing::info;

use super::preferences::host_of;
use super::request::Request;
use super::viewer::Viewer;
use super::window;
use crate::session::Interaction;
use crate::settings::{Field, Layer, Settings, Value};
use crate::text;
use crate::ui::settings::{Command, Scope, SettingsPage, in_words};
use crate::ui::typeface::needed_for;

impl Viewer {
    /// Does what was asked for on the settings page.
    pub(super) fn perform_settings(&mut self, command: Command) {
        match command {
            Command::Open => self.open_settings(),
            Command::Close => {
                self.tab.state.settings_page = SettingsPage::Closed;
                self.stop_hearing();
                self.capture_mouse();
            }
            Command::Hear(action) => self.hear(action),
            Command::StopHearing => self.stop_hearing(),
            Command::Choose(field, value, Scope::Everywhere) => self.choose(Layer::File, field, value),
            Command::Choose(field, value, Scope::ThisComputer) => self.choose(Layer::Host, field, value),
        }
        self.redraw();
    }

    /// Says once what is wrong with the file of settings.
    pub(super) fn warn_of_settings(&mut self) {
        if let Some(complaint) = self.preferences.warning() {
            self.note(in_words(&complaint));
        }
    }

    /// Remembers what was chosen outside the settings page as the setting of the computer that is shown, and only for this window
    /// where it has none of its own. Other windows stay as they are.
    pub(super) fn remember<V: Value>(&mut self, section: &str, key: &str, value: &V) {
        let Some(field) = Field::find(section, key) else { return };
        let value = value.write();
        if self.tab.layers.value(field, Layer::CommandLine) == value {
            return;
        }
        let layer = if host_of(&self.tab.launch).is_some() { Layer::Host } else { Layer::CommandLine };
        self.tab.layers.set(Layer::CommandLine, field, None);
        self.tab.layers.set(layer, field, Some(value.clone()));
        self.tab.settings = self.tab.layers.settings();
        self.preferences.change(&self.tab.launch, layer, field, Some(value));
    }

    /// Looks at what is said of settings now, and does what follows.
    pub(super) fn look_at_settings(&mut self) {
        self.tab.launch.window.said = std::mem::take(&mut self.tab.layers.command_line);
        self.tab.layers = self.preferences.layers(&self.tab.launch);
        let before = std::mem::replace(&mut self.tab.settings, self.tab.layers.settings());
        if self.tab.settings != before {
            info!(server = self.tab.state.server, "settings changed");
            self.settings_changed(&before);
        }
        self.offer_clipping();
        if self.tab.state.settings_page.is_open() {
            self.tab.state.settings_page = self.settings_page();
            self.redraw();
        }
    }

    /// Settings are others than `before`: a function for each area does what follows.
    fn settings_changed(&mut self, before: &Settings) {
        self.window_settings_changed(&before.window);
        self.picture_settings_changed(&before.picture);
        self.bar_settings_changed(before);
        self.connection_settings_changed(before);
        self.start_settings_changed(&before.start);
        self.adopt_input_settings();
        self.redraw();
    }

    fn window_settings_changed(&mut self, before: &crate::settings::Window) {
        let now = self.tab.settings.window.clone();
        if let Some(view) = &mut self.view {
            if now.theme != before.theme {
                view.window.set_theme(window::decoration(now.theme));
            }
            view.interface.prefer(now.theme, now.motion);
        }
        if now.language != before.language {
            text::speak(now.language.language());
            self.requests.push(Request::Typefaces(needed_for(text::spoken()).to_owned()));
            self.retitle();
        }
    }

    fn connection_settings_changed(&mut self, before: &Settings) {
        let view_only = self.tab.settings.connection.view_only;
        if view_only != before.connection.view_only {
            self.set_interaction(if view_only { Interaction::ViewOnly } else { Interaction::Full });
        }
    }

    fn open_settings(&mut self) {
        self.stop_hearing();
        self.set_menu(crate::ui::Menu::Closed);
        self.tab.state.settings_page = self.settings_page();
        self.free_mouse();
        self.release_input();
    }

    fn settings_page(&self) -> SettingsPage {
        SettingsPage::open(
            self.tab.layers.clone(),
            host_of(&self.tab.launch).map(|_| self.tab.state.server.clone()),
            self.preferences.complaints(),
            self.preferences.not_saved(),
        )
    }

    /// A choice of the user's counts at once, whatever the command line says.
    pub(super) fn choose(&mut self, layer: Layer, field: &'static Field, value: Option<Toml>) {
        info!(setting = field.path(), ?layer, "chosen");
        self.tab.layers.set(Layer::CommandLine, field, None);
        if layer == Layer::CommandLine {
            self.tab.layers.set(layer, field, value);
        } else {
            self.preferences.change(&self.tab.launch, layer, field, value);
        }
        self.requests.push(Request::LookAtSettings);
    }
}
