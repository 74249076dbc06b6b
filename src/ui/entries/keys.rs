//! Keys that cannot be typed into the window.

use super::{Entry, On, Section};
use crate::session::Interaction;
use crate::shortcuts::{Action, Chord};
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::keys::{Captured, Command as Keys};
use crate::ui::{Command, State};

pub(super) fn name() -> String {
    text!("bar-keys")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let hindrance = (state.settings.interaction == Interaction::ViewOnly).then(|| text!("bar-only-looking"));
    let once = |name, command, action: Option<Action>| {
        let entry = Entry::once(Icon::Keyboard, name, [Command::Keys(command)]).unless(hindrance.clone());
        action.map_or(entry.clone(), |action| entry.with_shortcut(state, action))
    };
    let send = |chord: Chord, action| once(text!("bar-send", keys = chord.to_string()), Keys::Send(chord), action);
    let mut entries = Vec::new();
    entries.extend("Ctrl+Alt+Delete".parse().map(|chord| send(chord, Some(Action::CtrlAltDelete))));
    entries.push(once(text!("bar-other-keys"), Keys::Show, Some(Action::Keys)));
    entries.push(once(text!("keys-press-them"), Keys::PassNext, Some(Action::PassKeys)));
    entries.push(once(text!("keys-type-clipboard"), Keys::TypeClipboard, Some(Action::TypeClipboard)));
    let captured = On::when(state.keys.to_be_captured == Captured::Yes);
    let capture = Entry::switch(Icon::Keyboard, text!("keys-capture"), captured, Command::Keys(Keys::ToggleCapture));
    entries.push(capture.unless(hindrance.clone()).with_shortcut(state, Action::Capture));
    let kept = [Action::Menu, Action::FullScreen].into_iter().filter_map(|action| state.keys.keymap.shown(action));
    entries.extend(kept.map(|chord| send(chord, None)));
    vec![Section::plain(entries)]
}
