//! Pictures of the remote desktop.

use super::{Entry, Section};
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Command, State, bar};

pub(super) fn name() -> String {
    text!("bar-screenshot")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let take = |icon, name, to| Entry::once(icon, name, [Command::Bar(bar::Command::Screenshot(to))]);
    vec![Section::plain([
        take(Icon::Camera, text!("bar-screenshot-file"), bar::Destination::File)
            .with_shortcut(state, Action::Screenshot),
        take(Icon::Clipboard, text!("bar-screenshot-clipboard"), bar::Destination::Clipboard),
    ])]
}
