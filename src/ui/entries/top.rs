//! The first level: what stands on the bar, and what the menu begins with.

use super::{Entry, Group, On, Section};
use crate::session::Interaction;
use crate::shortcuts::Action;
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Command, State, bar, recording, settings};

/// Everything in its order.
pub(in crate::ui) fn top(state: &State) -> Vec<Section> {
    if state.player.is_some() {
        return of_player(state);
    }
    let mut sections = vec![
        Section::plain([
            full_screen(state),
            Entry::group(Group::Scaling),
            Entry::group(Group::Screens),
            Entry::group(Group::Quality),
        ]),
        Section::plain([Entry::group(Group::Keys), view_only(state)]),
        Section::plain([record(state), Entry::group(Group::Capture), Entry::group(Group::Seen)]),
    ];
    let mut last = Vec::new();
    if let Some(privacy) = &state.privacy {
        last.push(Entry::once(Icon::of_level(privacy.level), text!("bar-security"), [Command::ShowPrivacy]));
    }
    if state.settings.power {
        last.push(Entry::group(Group::Machine));
    }
    last.push(
        Entry::once(Icon::Refresh, text!("bar-refresh"), [Command::Refresh]).with_shortcut(state, Action::Refresh),
    );
    last.push(Entry::once(Icon::Gear, text!("settings-open"), [Command::Settings(settings::Command::Open)]));
    sections.push(Section::plain(last));
    sections
        .push(Section::plain([Entry::once(Icon::Leave, text!("bar-disconnect"), [Command::Close])
            .with_shortcut(state, Action::Disconnect)]));
    sections
}

/// Whether the bar stays. Where the menu shows this, the bar is what it is about.
pub(in crate::ui) fn pin(state: &State) -> Entry {
    let on = On::when(state.bar.pinned == bar::Pinned::Yes);
    Entry::switch(Icon::Pin, text!("bar-pin"), on, Command::Bar(bar::Command::Pin))
}

/// What there is for a recording that is being played.
fn of_player(state: &State) -> Vec<Section> {
    vec![
        Section::plain([full_screen(state), Entry::group(Group::Scaling), Entry::group(Group::Capture)]),
        Section::plain([Entry::once(Icon::Leave, text!("window-close"), [Command::Close])]),
    ]
}

fn record(state: &State) -> Entry {
    let on = On::when(state.recording == recording::State::On);
    Entry::switch(Icon::Record, text!("recording-record"), on, Command::Recording(recording::Command::Toggle))
}

fn full_screen(state: &State) -> Entry {
    let on = state.settings.full_screen;
    let icon = if on { Icon::Reduce } else { Icon::Enlarge };
    Entry::switch(icon, text!("bar-full-screen"), On::when(on), Command::ToggleFullScreen)
        .with_shortcut(state, Action::FullScreen)
}

fn view_only(state: &State) -> Entry {
    let on = state.settings.interaction == Interaction::ViewOnly;
    let next = if on { Interaction::Full } else { Interaction::ViewOnly };
    Entry::switch(Icon::Eye, text!("bar-view-only"), On::when(on), Command::Interact(next))
        .with_shortcut(state, Action::ViewOnly)
}
