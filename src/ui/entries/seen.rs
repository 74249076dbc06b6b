//! What is to be seen of how the session goes.

use super::{Entry, On, Section};
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
    vec![Section::plain([
        Entry::switch(Icon::Chart, text!("bar-statistics"), numbers, command(statistics::Command::ToggleNumbers)),
        Entry::switch(Icon::List, text!("bar-log"), log, command(statistics::Command::ToggleLog)),
        Entry::once(Icon::Clipboard, text!("bar-copy-log"), [command(statistics::Command::CopyLog)]),
    ])]
}
