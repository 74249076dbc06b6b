//! Keys that cannot be typed, modifiers that stay down, and what the panels show of the keyboard.

use std::sync::Arc;

use super::controls::Wanted;
use super::viewer::Viewer;
use crate::input::{Keyboard, name_of_keysym};
use crate::settings::KeyMode;
use crate::shortcuts::{Action, Chord, Modifiers};
use crate::text::text;
use crate::ui::Menu;
use crate::ui::keys::{Captured, Command, Passing, State};

impl Viewer {
    /// Does what the panels or a shortcut ask for.
    pub(super) fn perform_keys(&mut self, command: Command) {
        match command {
            Command::Show if self.sends_input() => self.set_menu(Menu::Keys),
            Command::Show => {}
            Command::Send(chord) => self.send_chord(chord),
            Command::PassNext => self.pass_next(),
            Command::Stick(modifier, stick) => {
                let released = self.controls.keyboard.stick(modifier, stick);
                self.send_keys(released);
            }
            Command::TypeClipboard => self.type_clipboard(),
            Command::ToggleCapture => self.toggle_keyboard_capture(),
            Command::ToggleHeld => self.controls.wanted.keyboard.show_held ^= true,
        }
        self.redraw();
    }

    /// Sends the keys that are called so.
    pub(super) fn send_named(&mut self, name: &str) {
        if let Ok(chord) = name.parse() {
            self.send_chord(chord);
        }
    }

    /// Lets the keyboard and the mouse behave as the settings of what is shown say.
    pub(super) fn adopt_input_settings(&mut self) {
        let settings = &self.tab.settings;
        self.tab.shape.set_kind(settings.mouse.cursor);
        let wanted = Wanted {
            keyboard: settings.keyboard.clone(),
            mouse: settings.mouse.clone(),
            shortcuts: settings.shortcuts.clone(),
        };
        if self.controls.wanted == wanted {
            return;
        }
        self.release_input();
        self.controls.keymap = Arc::new(wanted.shortcuts.keymap());
        self.controls.wanted = wanted;
        self.controls.adopt();
        self.capture.set_scroll(self.controls.scroll());
        self.allow_input_method();
    }

    /// Lets an input method compose, unless the remote side does.
    pub(super) fn allow_input_method(&self) {
        if let Some(view) = &self.view {
            view.window.set_ime_allowed(self.controls.keyboard.mode() != KeyMode::Positions);
        }
    }

    /// Brings what the panels show of the keyboard up to date.
    pub(super) fn show_keys(&mut self) {
        let controls = &self.controls;
        let names = || controls.keyboard.held().map(name_of_keysym).collect();
        let state = State {
            captured: Captured::when(self.has_keyboard()),
            to_be_captured: Captured::when(self.is_to_be_captured()),
            capture_sign: self.capture_sign(),
            passing: if controls.shortcuts.is_passing() { Passing::Yes } else { Passing::No },
            sticky: Modifiers::EACH.map(|modifier| controls.keyboard.stuck(modifier)),
            typing: controls.typist.as_ref().map(super::typing::shown_progress),
            held: controls.wanted.keyboard.show_held.then(names),
            keymap: controls.keymap.clone(),
        };
        if self.tab.state.keys != state {
            let retitle = self.tab.state.keys.captured != state.captured;
            self.tab.state.keys = state;
            if retitle {
                self.retitle();
            }
            self.redraw();
        }
    }

    /// Says which keys lead out of the full screen.
    pub(super) fn note_ways_out(&mut self) {
        if let Some(note) = self.ways_out() {
            self.note(note);
        }
    }

    /// The full screen is left: there is nothing more to be said of that.
    pub(super) fn forget_ways_out(&mut self) {
        let said = [self.ways_out(), Some(self.words_of_capture())];
        self.tab.state.note.take_if(|note| said.contains(&Some(note.clone())));
    }

    fn ways_out(&self) -> Option<String> {
        let keymap = &self.controls.keymap;
        let (menu, leave) = (keymap.shown(Action::Menu)?, keymap.shown(Action::FullScreen)?);
        Some(text!("window-full-screen-note", menu = menu.to_string(), leave = leave.to_string()))
    }

    /// The keys that are passed on have been.
    pub(super) fn note_passed(&mut self) {
        self.note(text!("keys-note-sent"));
    }

    fn send_chord(&mut self, chord: Chord) {
        self.release_input();
        self.send_keys(Keyboard::chord(chord));
    }

    fn pass_next(&mut self) {
        if self.sends_input() {
            self.release_input();
            self.controls.shortcuts.pass_next();
        }
    }
}
