//! How true the picture is and how it is sent. Changes are carried out at once, and the whole picture is fetched again.

use rfb::Level;

use super::{Entry, On, Section};
use crate::session::{Depth, Wishes};
use crate::settings::PictureQuality;
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
    let choices = PictureQuality::ALL.map(|quality| (name_of(quality), quality.wish()));
    let entry = |(name, quality)| {
        let command = Command::Wish(Wishes { quality, ..wishes.clone() });
        Entry::choice(name, On::when(wishes.quality == quality), command)
    };
    choices.map(entry).into()
}

fn name_of(quality: PictureQuality) -> String {
    match quality {
        PictureQuality::Auto => text!("bar-quality-auto"),
        PictureQuality::Lossless => text!("bar-quality-lossless"),
        PictureQuality::High => text!("bar-quality-high"),
        PictureQuality::Medium => text!("bar-quality-medium"),
        PictureQuality::Low => text!("bar-quality-low"),
    }
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
