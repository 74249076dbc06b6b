//! How large the picture is shown.

use super::{Entry, On, Section};
use crate::config::{Filter, Scale};
use crate::text::text;
use crate::ui::icon::Icon;
use crate::ui::{Command, RemoteResize, State, picture};

/// The percentages that are offered. One hundred is called otherwise.
const PERCENT: [u16; 5] = [50, 75, 125, 150, 200];

pub(super) fn name() -> String {
    text!("bar-size")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let scale = |name, scale| Entry::choice(name, On::when(state.settings.scale == scale), Command::Scale(scale));
    let whole = [
        scale(text!("bar-fit"), Scale::Fit),
        scale(text!("picture-width"), Scale::Width),
        scale(text!("picture-integer"), Scale::Integer),
        scale(text!("bar-one-to-one"), Scale::Percent(100)),
    ];
    let percent = PERCENT.map(|percent| scale(format!("{percent} %"), Scale::Percent(percent)));
    vec![
        Section::plain([whole.as_slice(), &percent].concat()),
        Section::plain([remote_resize(state)]),
        Section::titled(text!("picture-drawing"), filters(state)),
    ]
}

fn filters(state: &State) -> [Entry; 3] {
    let choices = [
        (text!("picture-sharp"), Filter::Sharp),
        (text!("picture-smooth"), Filter::Smooth),
        (text!("picture-nearest"), Filter::Nearest),
    ];
    choices.map(|(name, filter)| {
        let command = Command::Picture(picture::Command::Filter(filter));
        Entry::choice(name, On::when(state.picture.filter == filter), command)
    })
}

fn remote_resize(state: &State) -> Entry {
    let on = state.settings.remote_resize == RemoteResize::On;
    let next = if on { RemoteResize::Off } else { RemoteResize::On };
    let hindrance = (!state.settings.resizable).then(|| text!("bar-remote-resize-unavailable"));
    Entry::switch(Icon::Screens, text!("bar-remote-resize"), On::when(on), Command::FollowWindow(next))
        .unless(hindrance)
}
