//! Keys that are pressed to become a shortcut: none of them does what it usually does, not even those of the system.

use toml::Value as Toml;
use tracing::debug;
use winit::event::{ElementState, WindowEvent};

use super::viewer::Viewer;
use crate::input::{KeyStroke, Origin};
use crate::settings::{Field, Layer};
use crate::shortcuts::{Action, Chord};
use crate::ui::Page;
use crate::ui::settings::{Hearing, Said};

impl Viewer {
    /// Waits for keys that are to be the shortcut of `action`.
    pub(super) fn hear(&mut self, action: Action) {
        debug!(?action, "keys are waited for");
        self.tab.state.hearing = Some(Hearing { held: self.controls.held(), ..Hearing::new(action) });
    }

    /// Waits for them no longer.
    pub(super) fn stop_hearing(&mut self) {
        if self.tab.state.hearing.take().is_some() {
            self.redraw();
        }
    }

    /// Whether the next keys are for that, whatever they are.
    pub(super) fn hears(&self) -> bool {
        let state = &self.tab.state;
        let has_page = state.settings_page.is_open() && matches!(state.page, Page::Start | Page::Desktop);
        has_page && self.focused && state.hearing.as_ref().is_some_and(Hearing::is_listening)
    }

    /// Whether no panel is to know of the event: a key that is waited for does nothing else.
    pub(super) fn withholds(&self, event: &WindowEvent) -> bool {
        match event {
            WindowEvent::KeyboardInput { event, .. } => event.state == ElementState::Pressed && self.hears(),
            WindowEvent::Ime(_) => self.hears(),
            _ => false,
        }
    }

    /// A key went down or up while some are waited for.
    pub(super) fn hear_stroke(&mut self, stroke: &KeyStroke) {
        let held = self.controls.shortcuts.watch(stroke);
        let Some(hearing) = &mut self.tab.state.hearing else { return };
        hearing.held = held;
        let is_meant = stroke.is_first_press() && stroke.origin == Origin::User && !stroke.is_modifier();
        let action = hearing.action;
        match is_meant.then(|| hearing.press(stroke.chord(held), &self.controls.keymap)) {
            None | Some(Said::Nothing) => {}
            Some(Said::Cancelled) => self.stop_hearing(),
            Some(Said::Chosen(chord)) => {
                self.stop_hearing();
                self.choose_keys(action, chord);
            }
        }
        self.redraw();
    }

    fn choose_keys(&mut self, action: Action, chord: Option<Chord>) {
        let written = chord.map(|chord| chord.to_string()).unwrap_or_default();
        if let Some(field) = Field::find("shortcuts", action.id()) {
            self.choose(Layer::File, field, Some(Toml::String(written)));
        }
    }
}
