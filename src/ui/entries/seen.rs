//! What is to be seen of how the session goes.

use super::{Entry, On, Section};
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Command, State, statistics};

pub(super) fn name() -> String {
    text!("bar-what-happens")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let command = |command| Command::Statistics(command);
    let numbers = On::when(state.statistics.history.is_some());
    let log = On::when(state.statistics.log.is_some());
    let show =
        |icon, name, on, wanted, action| Entry::switch(icon, name, on, command(wanted)).with_shortcut(state, action);
    vec![Section::plain([
        show(Icon::Chart, text!("bar-statistics"), numbers, statistics::Command::ToggleNumbers, Action::Statistics),
        show(Icon::List, text!("bar-log"), log, statistics::Command::ToggleLog, Action::Log),
        Entry::once(Icon::Magnifier, Action::FindInLog.title(), [command(statistics::Command::FindInLog)])
            .with_shortcut(state, Action::FindInLog),
        Entry::once(Icon::Clipboard, text!("bar-copy-log"), [command(statistics::Command::CopyLog)]),
    ])]
}
