//! Keys that cannot be typed into the window.

use super::{Entry, Section};
use crate::session::Interaction;
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Combination, Command, State};

pub(super) fn name() -> String {
    text!("bar-keys")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let choices = [("Ctrl+Alt+Del", Combination::CtrlAltDelete), ("F8", Combination::F8), ("F11", Combination::F11)];
    let hindrance = (state.settings.interaction == Interaction::ViewOnly).then(|| text!("bar-only-looking"));
    let send = |(name, combination): (&str, _)| {
        Entry::once(Icon::Keyboard, text!("bar-send", keys = name), [Command::Send(combination)])
            .unless(hindrance.clone())
    };
    vec![Section::plain(choices.map(send))]
}
