//! How true the picture is and how it is sent. Changes are carried out at once, and the whole picture is fetched again.

use rfb::{Level, Quality};

use super::{Entry, On, Section};
use crate::session::{Depth, Wishes};
use crate::text::text;
use crate::ui::{Command, State};

pub(super) fn name() -> String {
    text!("bar-quality")
}

pub(super) fn sections(state: &State) -> Vec<Section> {
    let wishes = &state.wishes;
    vec![
        Section::plain(qualities(wishes)),
        Section::titled(text!("bar-compression"), compressions(wishes)),
        Section::titled(text!("bar-colours"), depths(wishes)),
    ]
}

fn qualities(wishes: &Wishes) -> Vec<Entry> {
    let level = |level| Level::new(level).map(Quality::Level);
    let choices = [
        (text!("bar-quality-auto"), None),
        (text!("bar-quality-lossless"), Some(Quality::Lossless)),
        (text!("bar-quality-high"), level(8)),
        (text!("bar-quality-medium"), level(5)),
        (text!("bar-quality-low"), level(1)),
    ];
    let entry = |(name, quality)| {
        let command = Command::Wish(Wishes { quality, ..wishes.clone() });
        Entry::choice(name, On::when(wishes.quality == quality), command)
    };
    choices.map(entry).into()
}

fn compressions(wishes: &Wishes) -> Vec<Entry> {
    let choices = [
        (text!("bar-compression-auto"), None),
        (text!("bar-compression-little"), Level::new(1)),
        (text!("bar-compression-much"), Level::new(9)),
    ];
    let entry = |(name, compression)| {
        let command = Command::Wish(Wishes { compression, ..wishes.clone() });
        Entry::choice(name, On::when(wishes.compression == compression), command)
    };
    choices.map(entry).into()
}

fn depths(wishes: &Wishes) -> Vec<Entry> {
    let choices = [
        (text!("bar-colours-all"), Depth::Bits24),
        (text!("bar-colours-many"), Depth::Bits16),
        (text!("bar-colours-few"), Depth::Bits8),
    ];
    let entry = |(name, depth)| {
        let command = Command::Wish(Wishes { depth, ..wishes.clone() });
        Entry::choice(name, On::when(wishes.depth == depth), command)
    };
    choices.map(entry).into()
}
