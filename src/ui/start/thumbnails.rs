//! Pictures of computers as the window draws them. They are asked for when they come into sight, and let go when the window does.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{Color32, ColorImage, CornerRadius, ImageData, Pos2, Rect, TextureHandle, TextureOptions, Ui, Vec2};

use super::{Command, State};

/// The pictures that are drawn, and those that were asked for.
#[derive(Default)]
pub(super) struct Thumbnails {
    drawn: HashMap<String, (Arc<ColorImage>, TextureHandle)>,
    wanted: Vec<String>,
    asked: BTreeSet<String>,
}

impl Thumbnails {
    /// Draws the picture of a computer over `place`, where there is one.
    pub(super) fn paint(&mut self, ui: &Ui, state: &State, id: &str, place: Rect, radius: CornerRadius) -> bool {
        let Some(known) = state.pictures.get(id) else {
            if !self.asked.contains(id) && !self.wanted.iter().any(|wanted| wanted == id) {
                self.wanted.push(id.to_owned());
            }
            return false;
        };
        let Some(picture) = known else { return false };
        let is_current = self.drawn.get(id).is_some_and(|(drawn, _)| Arc::ptr_eq(drawn, picture));
        if !is_current {
            let data = ImageData::Color(picture.clone());
            let texture = ui.ctx().load_texture(format!("thumbnail {id}"), data, TextureOptions::LINEAR);
            self.drawn.insert(id.to_owned(), (picture.clone(), texture));
        }
        let Some((_, texture)) = self.drawn.get(id) else { return false };
        let part = cut(texture.size_vec2(), place.size());
        ui.painter().add(RectShape::filled(place, radius, Color32::WHITE).with_texture(texture.id(), part));
        true
    }

    /// Asks for what has come into sight, and lets go of what the window no longer has.
    pub(super) fn ask(&mut self, state: &State, asked: &mut Vec<Command>) {
        self.drawn.retain(|id, _| state.pictures.contains_key(id));
        self.asked.retain(|id| !state.pictures.contains_key(id));
        if !self.wanted.is_empty() {
            self.asked.extend(self.wanted.iter().cloned());
            asked.push(Command::Pictures(std::mem::take(&mut self.wanted)));
        }
    }
}

/// The part of a picture that fills a place of another shape: as wide or as high as it is, from the top.
fn cut(picture: Vec2, place: Vec2) -> Rect {
    let (wide, needed) = (picture.x / picture.y, place.x / place.y);
    if wide > needed {
        let part = needed / wide;
        Rect::from_min_size(Pos2::new((1.0 - part) / 2.0, 0.0), Vec2::new(part, 1.0))
    } else {
        Rect::from_min_size(Pos2::ZERO, Vec2::new(1.0, wide / needed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fills_its_place_without_being_distorted() {
        for (picture, place) in
            [([400.0, 250.0], [200.0, 100.0]), ([400.0, 100.0], [100.0, 100.0]), ([1.0, 1.0], [9.0, 5.0])]
        {
            let (picture, place) = (Vec2::from(picture), Vec2::from(place));
            let part = cut(picture, place);
            assert!(Rect::from_min_size(Pos2::ZERO, Vec2::splat(1.0)).expand(1e-6).contains_rect(part), "{part:?}");
            let shown = part.size() * picture;
            assert!((shown.x / shown.y - place.x / place.y).abs() < 1e-4, "{shown:?} in {place:?}");
        }
    }
}
