//! The keys that the viewer keeps for itself.

use winit::event::ElementState;
use winit::keyboard::{Key, NamedKey, PhysicalKey};

use super::{KeyStroke, Modifiers, Origin, Repeat};

/// Something the user asks of the viewer by a key. The menu offers to send the key itself to the remote side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// F8: open or close the viewer's menu.
    Menu,
    /// F11: into full screen or out of it.
    FullScreen,
}

/// Whom a stroke is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The remote side: hand it to the [`Keyboard`](super::Keyboard).
    Remote,
    /// The viewer, which is to do this now.
    Viewer(Shortcut),
    /// Nobody: it repeats or ends a shortcut that was taken already.
    Nobody,
}

/// Recognises shortcuts in the stream of strokes.
#[derive(Debug, Default)]
pub struct Shortcuts {
    /// The shortcut key that is down. Until it is up, further presses repeat it, whatever the window system calls
    /// them.
    down: Option<PhysicalKey>,
}

impl Shortcuts {
    /// Whom this stroke is for, with `held` from [`Keyboard::modifiers`](super::Keyboard::modifiers).
    pub fn route(&mut self, stroke: &KeyStroke, held: Modifiers) -> Route {
        let taken = self.down == Some(stroke.physical);
        match (stroke.state, reserved(stroke, held)) {
            (ElementState::Released, _) if taken => {
                self.down = None;
                Route::Nobody
            }
            (ElementState::Pressed, _) if taken => Route::Nobody,
            (ElementState::Pressed, Some(shortcut)) if stroke.repeat == Repeat::First => {
                self.down = Some(stroke.physical);
                match stroke.origin {
                    Origin::User => Route::Viewer(shortcut),
                    Origin::Synthetic => Route::Nobody,
                }
            }
            (ElementState::Pressed | ElementState::Released, _) => Route::Remote,
        }
    }

    /// Forgets what is down, because the window lost the focus and will not see it go up.
    pub fn focus_lost(&mut self) {
        self.down = None;
    }
}

/// The shortcut of a key. Only the bare key is one: with a modifier it belongs to the remote side.
fn reserved(stroke: &KeyStroke, held: Modifiers) -> Option<Shortcut> {
    match &stroke.logical {
        Key::Named(NamedKey::F8) if held == Modifiers::NONE => Some(Shortcut::Menu),
        Key::Named(NamedKey::F11) if held == Modifiers::NONE => Some(Shortcut::FullScreen),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use winit::keyboard::KeyCode;

    use super::*;
    use crate::input::stroke::typed;

    fn f8() -> KeyStroke {
        typed::named(NamedKey::F8, KeyCode::F8)
    }

    #[test]
    fn the_bare_key_is_a_shortcut_once_however_long_it_is_held() {
        let mut shortcuts = Shortcuts::default();
        assert_eq!(shortcuts.route(&f8(), Modifiers::NONE), Route::Viewer(Shortcut::Menu));
        assert_eq!(shortcuts.route(&f8().again(), Modifiers::NONE), Route::Nobody);
        assert_eq!(shortcuts.route(&f8(), Modifiers::NONE), Route::Nobody, "a repetition that is not marked as one");
        assert_eq!(shortcuts.route(&f8().up(), Modifiers::NONE), Route::Nobody);
        assert_eq!(shortcuts.route(&f8(), Modifiers::NONE), Route::Viewer(Shortcut::Menu));
    }

    #[test]
    fn with_a_modifier_the_key_is_the_remote_sides() {
        let mut shortcuts = Shortcuts::default();
        assert_eq!(shortcuts.route(&f8(), Modifiers::SHIFT), Route::Remote);
        assert_eq!(shortcuts.route(&f8().up(), Modifiers::NONE), Route::Remote, "what it sent down it must release");
    }

    #[test]
    fn full_screen_is_not_left_again_when_the_focus_comes_back_with_the_key_still_held() {
        let mut shortcuts = Shortcuts::default();
        let f11 = typed::named(NamedKey::F11, KeyCode::F11);
        assert_eq!(shortcuts.route(&f11, Modifiers::NONE), Route::Viewer(Shortcut::FullScreen));
        shortcuts.focus_lost();
        assert_eq!(shortcuts.route(&f11.clone().synthetic(), Modifiers::NONE), Route::Nobody);
        assert_eq!(shortcuts.route(&f11, Modifiers::NONE), Route::Nobody);
    }
}
