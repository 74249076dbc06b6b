//! Who could listen to this session and who vouches for the server: the page with all of it, opened from the menu, and the line
//! in the menu that leads there.

use egui::{Context, CursorIcon, Key, RichText, Sense, Ui};

use super::card::{self, Behind};
use super::icon::{self, Icon};
use super::{Claim, Command, Menu, Page, Panel, State, facts, prose, theme};
use crate::session::Privacy;
use crate::text::text;

pub(super) struct PrivacyPage;

impl Panel for PrivacyPage {
    fn name(&self) -> &'static str {
        "privacy"
    }

    fn claim(&self, state: &State) -> Claim {
        let shown = state.page == Page::Desktop && state.menu == Menu::Privacy && state.privacy.is_some();
        if shown { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Some(privacy) = &state.privacy else { return };
        let unfocused = context.memory(|memory| memory.focused().is_none());
        let mut back =
            context.input(|input| input.key_pressed(Key::Escape) || (unfocused && input.key_pressed(Key::Enter)));
        card::page(
            context,
            self.name(),
            620.0,
            Behind::DimmedPicture,
            |ui| contents(ui, state, privacy),
            |ui| {
                back |= card::primary(ui, &text!("window-back")).on_hover_text("Esc").clicked();
                if card::plain(ui, &text!("window-copy-details")).clicked() {
                    commands.push(Command::Copy(as_text(&state.server, privacy)));
                }
            },
        );
        if back {
            commands.push(Command::OpenMenu);
        }
    }
}

fn contents(ui: &mut Ui, state: &State, privacy: &Privacy) {
    let palette = theme::current(ui.ctx());
    let colour = icon::level_colour(&palette, privacy.level);
    card::titled(ui, Icon::of_level(privacy.level), colour, |ui| {
        ui.label(RichText::new(text!("trust-privacy-of", server = state.server.as_str())).small().color(palette.quiet));
        card::heading(ui, &privacy.title);
    });
    if !privacy.text.is_empty() {
        ui.add_space(2.0);
        prose::show(ui, &privacy.text, palette.text);
    }
    if !privacy.facts.is_empty() {
        ui.add_space(2.0);
        card::inset(ui, |ui| facts::show(ui, &privacy.facts));
    }
}

fn as_text(server: &str, Privacy { title, text, facts, .. }: &Privacy) -> String {
    format!("{}: {server}\n{title}\n{text}\n{}", text!("trust-server"), facts::as_text(facts))
}

/// The short of it in a line that can be clicked. Keys reach the same page by a button of the menu.
pub(super) fn line(ui: &mut Ui, privacy: &Privacy, commands: &mut Vec<Command>) {
    let palette = theme::current(ui.ctx());
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let colour = icon::level_colour(&palette, privacy.level);
        icon::show(ui, Icon::of_level(privacy.level), 16.0, colour);
        ui.add(egui::Label::new(RichText::new(&privacy.title).color(colour)).truncate());
    });
    let answer = ui.interact(row.response.rect, ui.id().with("privacy"), Sense::CLICK);
    if answer.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(text!("trust-privacy-explained")).clicked() {
        commands.push(Command::ShowPrivacy);
    }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::super::stage::Stage;
    use super::*;

    #[test]
    fn the_menu_says_how_private_the_session_is_and_leads_to_the_page_that_says_why() {
        for level in LEVELS {
            let open = State { menu: Menu::Open, ..session(level) };
            let title = open.privacy.as_ref().expect("it is known").title.clone();
            let mut stage = Stage::usual(open.clone());
            stage.click(&title);
            assert_eq!(stage.commands, [Command::ShowPrivacy], "{level:?}");
            let mut stage = Stage::usual(open);
            stage.type_text("s");
            while stage.focused() != Some("Security".to_owned()) {
                stage.type_text("s");
            }
            stage.press(Key::Space);
            assert_eq!(stage.commands, [Command::ShowPrivacy], "{level:?}");
        }
    }

    #[test]
    fn the_page_says_everything_and_leads_back_to_the_menu() {
        for level in LEVELS {
            let state = State { menu: Menu::Privacy, ..session(level) };
            let privacy = state.privacy.clone().expect("it is known");
            let mut stage = Stage::usual(state);
            assert!(stage.says(&privacy.title), "{level:?}");
            for (name, _) in &privacy.facts {
                assert!(stage.says(name), "{level:?} {name}");
            }
            stage.press(Key::Escape);
            assert_eq!(stage.commands, [Command::OpenMenu], "{level:?}");
        }
    }
}
