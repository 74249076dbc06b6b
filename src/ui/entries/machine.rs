//! The remote machine on and off. Each is asked about before it is done.

use super::{Entry, Section};
use crate::session::{Interaction, Power};
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Command, State};

pub(super) fn name() -> String {
    text!("bar-machine")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let hindrance = (state.settings.interaction == Interaction::ViewOnly).then(|| text!("bar-only-looking"));
    let ask = |icon, name, power| Entry::once(icon, name, [Command::Ask(power)]).unless(hindrance.clone());
    vec![Section::plain([
        ask(Icon::Power, text!("bar-shut-down"), Power::Shutdown),
        ask(Icon::Refresh, text!("bar-restart"), Power::Reboot),
        ask(Icon::Warning, text!("bar-reset"), Power::Reset),
    ])]
}
