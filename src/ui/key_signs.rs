//! What the keyboard does, in a corner: keys that are held or stay down, text that is being typed, keys that are waited for.
//! It takes no input.

use egui::{Align2, Area, Context, Frame, Id, Margin, RichText, Stroke, Ui, Vec2};

use super::keys::{Passing, State as Keys};
use super::{Claim, Command, Menu, Page, Panel, State, theme};
use crate::input::Stick;
use crate::shortcuts::{KeyName, Modifiers};
use crate::text::text;

pub(super) struct KeySigns;

impl Panel for KeySigns {
    fn name(&self) -> &'static str {
        "key-signs"
    }

    fn claim(&self, state: &State) -> Claim {
        let shown = state.page == Page::Desktop && state.menu == Menu::Closed && says_something(&state.keys);
        if shown { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _commands: &mut Vec<Command>) {
        let palette = theme::current(context);
        let area = Area::new(Id::new(self.name())).anchor(Align2::LEFT_BOTTOM, Vec2::new(16.0, -16.0));
        let shown = area.interactable(false).order(egui::Order::Foreground).show(context, |ui| {
            let frame = Frame::popup(ui.style()).fill(palette.card).corner_radius(12);
            frame.inner_margin(Margin::symmetric(14, 9)).show(ui, |ui| {
                ui.set_max_width((context.content_rect().width() - 72.0).max(60.0));
                ui.spacing_mut().item_spacing = Vec2::new(6.0, 6.0);
                contents(ui, &state.keys);
            });
        });
        // Where there is more to say than before, it finds its place in the next frame.
        let (id, size) = (Id::new((self.name(), "size")), shown.response.rect.size());
        if context.data(|data| data.get_temp(id)) != Some(size) {
            context.data_mut(|data| data.insert_temp(id, size));
            context.request_repaint();
        }
    }
}

fn says_something(keys: &Keys) -> bool {
    keys.passing == Passing::Yes
        || keys.typing.is_some()
        || keys.sticky.iter().any(|stick| *stick != Stick::Off)
        || keys.held.as_ref().is_some_and(|held| !held.is_empty())
}

fn contents(ui: &mut Ui, keys: &Keys) {
    let palette = theme::current(ui.ctx());
    let line = |ui: &mut Ui, text: String| ui.label(RichText::new(text).color(palette.text));
    if keys.passing == Passing::Yes {
        line(ui, text!("keys-sign-passing"));
    }
    if let Some((typed, total)) = keys.typing {
        line(ui, text!("keys-sign-typing", typed = typed, total = total));
    }
    let sticky: Vec<(String, Stick)> = Modifiers::EACH
        .into_iter()
        .zip(keys.sticky)
        .filter(|(_, stick)| *stick != Stick::Off)
        .map(|(modifier, stick)| (KeyName::of_modifier(modifier).to_string(), stick))
        .collect();
    if !sticky.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (name, stick) in &sticky {
                chip(ui, name, *stick);
            }
            ui.label(RichText::new(text!("keys-sign-sticky")).small().color(palette.quiet));
        });
    }
    if let Some(held) = keys.held.as_ref().filter(|held| !held.is_empty()) {
        ui.horizontal_wrapped(|ui| {
            for name in held {
                chip(ui, name, Stick::Off);
            }
            ui.label(RichText::new(text!("keys-sign-held")).small().color(palette.quiet));
        });
    }
}

/// A key by its name.
fn chip(ui: &mut Ui, name: &str, stick: Stick) {
    let palette = theme::current(ui.ctx());
    let (fill, edge, text) = match stick {
        Stick::Off => (palette.control, palette.edge, palette.text),
        Stick::Once => (palette.control, palette.accent, palette.text),
        Stick::Locked => (palette.accent, palette.accent, palette.on_accent),
    };
    let frame = Frame::new().fill(fill).stroke(Stroke::new(1.0, edge)).corner_radius(5);
    frame.inner_margin(Margin::symmetric(7, 2)).show(ui, |ui| {
        ui.label(RichText::new(name).small().color(text));
    });
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::stage::Stage;
    use super::*;

    fn state(keys: Keys) -> State {
        State { page: Page::Desktop, keys, ..State::new("office:1", Settings::default()) }
    }

    #[test]
    fn nothing_is_shown_where_there_is_nothing_to_say() {
        let calm = state(Keys { held: Some(Vec::new()), ..Keys::default() });
        assert_eq!(KeySigns.claim(&calm), Claim::Hidden);
        let open = State { menu: Menu::Open, ..state(Keys { typing: Some((1, 2)), ..Keys::default() }) };
        assert_eq!(KeySigns.claim(&open), Claim::Hidden);
    }

    #[test]
    fn what_the_keyboard_does_is_said_and_input_goes_through() {
        let keys = Keys {
            passing: Passing::Yes,
            sticky: [Stick::Once, Stick::Off, Stick::Off, Stick::Locked, Stick::Off],
            typing: Some((3, 12)),
            held: Some(vec!["Shift".into(), "A".into()]),
            ..Keys::default()
        };
        let state = state(keys);
        assert_eq!(KeySigns.claim(&state), Claim::Shown);
        let stage = Stage::usual(state);
        for said in ["Ctrl", "Super", "Shift", "A", "3 of 12"] {
            assert!(stage.says(said), "{said}: {:?}", stage.texts());
        }
        assert!(!stage.texts().contains(&"Alt".to_owned()));
    }
}
