//! What is shown of the remote screens, and on which monitors here.

use super::{Entry, On, Section};
use crate::config::FullScreen;
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::picture::{Command, Shown};
use crate::ui::{Command as UiCommand, State};

pub(super) fn name() -> String {
    text!("picture-screens")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let mut sections = vec![Section::plain([another_window(state)])];
    if !state.picture.screens.is_empty() {
        sections.push(Section::titled(text!("picture-remote-screens"), remote(state)));
    }
    sections.push(Section::titled(text!("picture-full-screen-on"), monitors(state)));
    sections
}

fn another_window(state: &State) -> Entry {
    let command = Command::Duplicate(state.picture.shown);
    Entry::once(Icon::Screens, text!("picture-another-window"), [UiCommand::Picture(command)])
}

fn remote(state: &State) -> Vec<Entry> {
    let picture = &state.picture;
    let show =
        |name, shown| Entry::choice(name, On::when(picture.shown == shown), UiCommand::Picture(Command::Show(shown)));
    let mut entries = vec![show(text!("picture-all-screens"), Shown::All)];
    for (place, screen) in picture.screens.iter().enumerate() {
        let (width, height) = (screen.area.width, screen.area.height);
        let name = text!("picture-screen", number = place + 1, width = u32::from(width), height = u32::from(height));
        entries.push(show(name, Shown::Screen(screen.id)));
    }
    entries.push(Entry::once(Icon::Screens, text!("picture-spread"), [UiCommand::Picture(Command::Spread)]));
    entries
}

fn monitors(state: &State) -> Vec<Entry> {
    let choose = |name, monitors: FullScreen| {
        let chosen = state.settings.full_screen && state.picture.full_screen == monitors;
        Entry::choice(name, On::when(chosen), UiCommand::Picture(Command::FullScreen(monitors)))
    };
    let mut entries = vec![choose(text!("picture-this-monitor"), FullScreen::Here)];
    if state.picture.monitors.len() > 1 {
        entries.push(choose(text!("picture-all-monitors"), FullScreen::All));
        let named = state.picture.monitors.iter().map(|name| choose(name.clone(), FullScreen::Monitor(name.clone())));
        entries.extend(named);
    }
    entries
}
