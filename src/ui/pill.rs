//! How private a session is, told for a few seconds when it begins: a line at the bottom of the window that takes no input.
//! Longer and in colour where everybody could listen, or where anyone could have answered.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Margin, RichText, Stroke, Vec2};

use super::icon::{self, Icon};
use super::{Announcement, Claim, Command, Page, Panel, State, theme};
use crate::session::Level;
use crate::shortcuts::Action;
use crate::text::text;

pub(super) struct Pill;

impl Panel for Pill {
    fn name(&self) -> &'static str {
        "pill"
    }

    fn claim(&self, state: &State) -> Claim {
        let shown = state.page == Page::Desktop && state.announcement == Announcement::Shown && state.privacy.is_some();
        if shown { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _commands: &mut Vec<Command>) {
        let Some(privacy) = &state.privacy else { return };
        let palette = theme::current(context);
        let colour = icon::level_colour(&palette, privacy.level);
        let edge = if is_calm(privacy.level) { palette.edge } else { colour };
        let area = Area::new(Id::new(self.name())).anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -16.0));
        area.interactable(false).order(egui::Order::Foreground).show(context, |ui| {
            let frame = Frame::popup(ui.style()).fill(palette.card).stroke(Stroke::new(1.0, edge)).corner_radius(20);
            frame.inner_margin(Margin::symmetric(16, 9)).show(ui, |ui| {
                ui.set_max_width((context.content_rect().width() - 72.0).max(60.0));
                ui.horizontal(|ui| {
                    icon::show(ui, Icon::of_level(privacy.level), 18.0, colour);
                    ui.label(RichText::new(&privacy.title).color(palette.text));
                    if !is_calm(privacy.level) && context.content_rect().width() > 480.0 {
                        let keys = state.keys.shortcut(Action::Menu);
                        let details = text!("window-keys-for-details", keys = keys);
                        ui.label(RichText::new(details).small().color(palette.quiet));
                    }
                });
            });
        });
    }
}

/// How long this is told; `None` where there is nothing to tell because nobody is on the way.
pub fn duration(level: Level) -> Option<Duration> {
    match level {
        Level::Private => None,
        Level::Encrypted => Some(Duration::from_millis(2500)),
        Level::Unverified => Some(Duration::from_secs(6)),
        Level::Clear => Some(Duration::from_secs(8)),
    }
}

fn is_calm(level: Level) -> bool {
    match level {
        Level::Private | Level::Encrypted => true,
        Level::Unverified | Level::Clear => false,
    }
}
