//! A program on the remote desktop: a window over all of it that has the focus and notes every key and button.

use std::sync::Mutex;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, KeyButMask, StackMode,
    WindowClass,
};
use x11rb::protocol::xproto::{ConfigureWindowAux, Window};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use xkeysym::{Keysym, key};

use crate::rig::{Display, eventually, until, wait};

/// The colour of the window, by which it is recognised in the viewer.
pub const COLOUR: u32 = 0x0020_8050;

/// A colour that it can change to.
pub const OTHER_COLOUR: u32 = 0x0090_3020;

/// The window and what it has been told.
pub struct Listener {
    connection: RustConnection,
    window: Window,
    seen: Mutex<Vec<Seen>>,
}

/// An event of the keyboard or the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A key that is no modifier went down, with the modifiers that were held.
    Key { keysym: u32, held: KeyButMask },
    /// A modifier or lock key went down.
    Modifier { keysym: u32 },
    /// A mouse button went down at a pixel.
    Pressed { button: u8, x: i16, y: i16 },
    /// A mouse button went up at a pixel.
    Released { button: u8, x: i16, y: i16 },
}

impl Listener {
    /// Opens the window and waits until it has the focus.
    pub fn on(display: &Display) -> Self {
        let looks = CreateWindowAux::new().background_pixel(COLOUR);
        Self::open(display, WindowClass::INPUT_OUTPUT, looks)
    }

    /// The same with a window that cannot be seen, so that the screen behind it stays visible.
    pub fn unseen_on(display: &Display) -> Self {
        Self::open(display, WindowClass::INPUT_ONLY, CreateWindowAux::new())
    }

    fn open(display: &Display, class: WindowClass, looks: CreateWindowAux) -> Self {
        let (connection, index) = RustConnection::connect(Some(&display.name())).expect("X is there");
        let screen = &connection.setup().roots[index];
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let mask = EventMask::KEY_PRESS | EventMask::BUTTON_PRESS | EventMask::BUTTON_RELEASE | EventMask::FOCUS_CHANGE;
        let looks = looks.override_redirect(1).event_mask(mask);
        let window = connection.generate_id().expect("a free id");
        connection
            .create_window(0, window, screen.root, 0, 0, width, height, 0, class, 0, &looks)
            .and_then(|_| connection.map_window(window))
            .and_then(|_| connection.configure_window(window, &ConfigureWindowAux::new().stack_mode(StackMode::ABOVE)))
            .and_then(|_| connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME))
            .expect("X is there");
        connection.sync().expect("X is there");
        let has_focus = || connection.get_input_focus().ok()?.reply().ok().filter(|reply| reply.focus == window);
        eventually("the focus on the remote side", has_focus);
        Self { connection, window, seen: Mutex::new(Vec::new()) }
    }

    /// Fills the window with another colour.
    pub fn paint(&self, colour: u32) {
        let looks = ChangeWindowAttributesAux::new().background_pixel(colour);
        self.connection
            .change_window_attributes(self.window, &looks)
            .and_then(|_| self.connection.clear_area(false, self.window, 0, 0, 0, 0))
            .expect("X is there");
        self.connection.sync().expect("X is there");
    }

    /// Everything seen so far.
    pub fn seen(&self) -> Vec<Seen> {
        let mut seen = self.seen.lock().expect("nobody failed while reading");
        while let Some(event) = self.connection.poll_for_event().expect("X is there") {
            seen.extend(self.understand(&event));
        }
        seen.clone()
    }

    /// What was typed so far: characters as they are, other keys and combinations by name, as in `a<Ctrl+c><Left>`.
    pub fn typed(&self) -> String {
        self.seen()
            .iter()
            .filter_map(|seen| match *seen {
                Seen::Key { keysym, held } => Some(word(keysym, held)),
                Seen::Modifier { .. } | Seen::Pressed { .. } | Seen::Released { .. } => None,
            })
            .collect()
    }

    /// Fails the test unless exactly `expected` is typed in the end.
    #[track_caller]
    pub fn assert_typed(&self, expected: &str) {
        let arrived = until(wait::READY, || (self.typed().chars().count() >= expected.chars().count()).then_some(()));
        let typed = self.typed();
        assert_eq!(typed, expected, "{}", if arrived.is_some() { "typed" } else { "typed, and no more came" });
    }

    /// What the buttons of the mouse did so far.
    pub fn buttons(&self) -> Vec<Seen> {
        let is_button = |seen: &Seen| matches!(seen, Seen::Pressed { .. } | Seen::Released { .. });
        self.seen().into_iter().filter(is_button).collect()
    }

    /// Forgets everything seen so far.
    pub fn forget(&self) {
        self.seen();
        self.seen.lock().expect("nobody failed while reading").clear();
    }

    /// Fails the test unless every key is up in the end.
    #[track_caller]
    pub fn assert_all_keys_up(&self) {
        let keys = || self.connection.query_keymap().expect("X is there").reply().expect("the state of the keys").keys;
        let all_up = until(wait::READY, || keys().iter().all(|byte| *byte == 0).then_some(()));
        assert!(all_up.is_some(), "keys stick: {:?}", keys());
    }

    fn understand(&self, event: &Event) -> Option<Seen> {
        match event {
            Event::KeyPress(event) => {
                let keysym = self.keysym(event.detail, event.state);
                let is_modifier = Keysym::new(keysym).is_modifier_key();
                Some(if is_modifier { Seen::Modifier { keysym } } else { Seen::Key { keysym, held: event.state } })
            }
            Event::ButtonPress(event) => {
                Some(Seen::Pressed { button: event.detail, x: event.event_x, y: event.event_y })
            }
            Event::ButtonRelease(event) => {
                Some(Seen::Released { button: event.detail, x: event.event_x, y: event.event_y })
            }
            _ => None,
        }
    }

    /// What a key means with these modifiers under the server's present key map: the first two columns are the plain and
    /// the shifted meaning, the fifth and sixth the same with the third-level modifier, which is Mod5.
    fn keysym(&self, keycode: u8, held: KeyButMask) -> u32 {
        // A server may give a free key a meaning just for this press; the change can take a moment to be told.
        let keysyms = eventually("a meaning of the key", || {
            let mapping = self.connection.get_keyboard_mapping(keycode, 1).ok()?.reply().ok()?;
            Some(mapping.keysyms).filter(|keysyms| keysyms.iter().any(|keysym| *keysym != key::NoSymbol))
        });
        let column = |index: usize| keysyms.get(index).copied().filter(|keysym| *keysym != key::NoSymbol);
        // A key that has no third level ignores the modifier.
        let level = if held.contains(KeyButMask::MOD5) && column(4).is_some() { 4 } else { 0 };
        let plain = column(level).unwrap_or_default();
        let shifted = column(level + 1).unwrap_or(plain);
        let is_keypad = Keysym::new(shifted).is_keypad_key();
        let character = Keysym::new(plain).key_char();
        let is_letter = character.is_some_and(char::is_alphabetic);
        let shift = held.contains(KeyButMask::SHIFT)
            ^ (is_keypad && held.contains(KeyButMask::MOD2))
            ^ (is_letter && held.contains(KeyButMask::LOCK));
        if shift { shifted } else { plain }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.connection.destroy_window(self.window);
    }
}

fn word(keysym: u32, held: KeyButMask) -> String {
    let modifiers: String = [(KeyButMask::CONTROL, "Ctrl+"), (KeyButMask::MOD1, "Alt+"), (KeyButMask::MOD4, "Super+")]
        .iter()
        .filter_map(|(mask, name)| held.contains(*mask).then_some(*name))
        .collect();
    let keysym = Keysym::new(keysym);
    match keysym.key_char().filter(|character| !character.is_control() && !keysym.is_keypad_key()) {
        Some(character) if modifiers.is_empty() => character.to_string(),
        Some(character) => format!("<{modifiers}{character}>"),
        None => {
            let shift = if held.contains(KeyButMask::SHIFT) { "Shift+" } else { "" };
            let name = keysym.name().unwrap_or("?").trim_start_matches("XK_");
            format!("<{modifiers}{shift}{name}>")
        }
    }
}
