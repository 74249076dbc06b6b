//! The menu of a session, opened with F8: how the picture is shown, keys that cannot be typed, and the way out.

use egui::{Button, Context, Key, RichText, Ui, Vec2};

use super::card::{self, Behind, Enabled};
use super::{Claim, Combination, Command, Menu, Page, Panel, RemoteResize, State, privacy, theme};
use crate::config::Scale;
use crate::session::{Interaction, Power};

pub(super) struct MenuPanel;

impl Panel for MenuPanel {
    fn name(&self) -> &'static str {
        "menu"
    }

    fn claim(&self, state: &State) -> Claim {
        match (&state.page, state.menu) {
            (Page::Desktop, Menu::Open) => Claim::Input,
            (Page::Desktop, Menu::Closed | Menu::Asking(_) | Menu::Privacy)
            | (
                Page::Connecting(_)
                | Page::Credentials(_)
                | Page::Question(_)
                | Page::Failed(_)
                | Page::Lost(_)
                | Page::Reconnecting(_),
                _,
            ) => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let already = commands.len();
        card::show(context, self.name(), 380.0, Behind::Picture, |ui| {
            title(ui, state, commands);
            section(ui, "Size");
            scaling(ui, state, commands);
            section(ui, "Send");
            keys(ui, commands);
            if state.settings.power {
                section(ui, "Remote machine");
                machine(ui, state, commands);
            }
            section(ui, "Session");
            switches(ui, state, commands);
            card::buttons(ui, |ui| {
                if card::primary(ui, "Back").on_hover_text("F8 or Esc").clicked() {
                    commands.push(Command::CloseMenu);
                }
                if card::plain(ui, "Disconnect").clicked() {
                    commands.push(Command::Close);
                }
            });
        });
        if context.input(|input| input.key_pressed(Key::Escape)) && commands.len() == already {
            commands.push(Command::CloseMenu);
        }
    }
}

fn title(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let palette = theme::current(ui.ctx());
    ui.add(egui::Label::new(RichText::new(state.title()).heading().color(palette.text)).truncate());
    let line = format!("{} · {} × {}", state.server, state.remote.width, state.remote.height);
    ui.add(egui::Label::new(RichText::new(line).color(palette.quiet)).truncate());
    if let Some(privacy) = &state.privacy {
        privacy::line(ui, privacy, commands);
    }
}

fn section(ui: &mut Ui, name: &str) {
    let quiet = theme::current(ui.ctx()).quiet;
    ui.add_space(8.0);
    ui.label(RichText::new(name).small().color(quiet));
}

fn scaling(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let choices = [
        ("Fit", Scale::Fit),
        ("1:1", Scale::Percent(100)),
        ("50 %", Scale::Percent(50)),
        ("150 %", Scale::Percent(150)),
        ("200 %", Scale::Percent(200)),
    ];
    row(ui, choices.len(), |ui, width| {
        for (name, scale) in choices {
            let button = Button::selectable(state.settings.scale == scale, name).min_size(Vec2::new(width, 0.0));
            if ui.add(button.frame_when_inactive(true)).clicked() {
                commands.push(Command::Scale(scale));
            }
        }
    });
}

fn keys(ui: &mut Ui, commands: &mut Vec<Command>) {
    let choices = [("Ctrl+Alt+Del", Combination::CtrlAltDelete), ("F8", Combination::F8), ("F11", Combination::F11)];
    row(ui, choices.len(), |ui, width| {
        for (name, combination) in choices {
            if ui.add(Button::new(name).min_size(Vec2::new(width, 0.0))).clicked() {
                commands.extend([Command::Send(combination), Command::CloseMenu]);
            }
        }
    });
}

fn machine(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let choices = [("Shut down…", Power::Shutdown), ("Restart…", Power::Reboot), ("Reset…", Power::Reset)];
    let enabled = state.settings.interaction == Interaction::Full;
    row(ui, choices.len(), |ui, width| {
        for (name, power) in choices {
            let button = ui.add_enabled(enabled, Button::new(name).min_size(Vec2::new(width, 0.0)));
            if button.on_disabled_hover_text("You only look.").clicked() {
                commands.push(Command::Ask(power));
            }
        }
    });
}

fn switches(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let settings = &state.settings;
    let mut full_screen = settings.full_screen;
    if card::check_box(ui, &mut full_screen, "Full screen (F11)", Enabled::Yes).changed() {
        commands.push(Command::ToggleFullScreen);
    }
    let mut view_only = settings.interaction == Interaction::ViewOnly;
    let look = "Only look: send no keys, mouse or clipboard";
    if card::check_box(ui, &mut view_only, look, Enabled::Yes).changed() {
        commands.push(Command::Interact(if view_only { Interaction::ViewOnly } else { Interaction::Full }));
    }
    let mut follows = settings.remote_resize == RemoteResize::On;
    let enabled = if settings.resizable { Enabled::Yes } else { Enabled::No };
    let answer = card::check_box(ui, &mut follows, "Resize the remote desktop with the window", enabled);
    if answer.on_disabled_hover_text("This server cannot change its size.").changed() {
        commands.push(Command::FollowWindow(if follows { RemoteResize::On } else { RemoteResize::Off }));
    }
    ui.horizontal(|ui| {
        if ui.button("Refresh the picture").clicked() {
            commands.extend([Command::Refresh, Command::CloseMenu]);
        }
        if state.privacy.is_some() && ui.button("Security…").clicked() {
            commands.push(Command::ShowPrivacy);
        }
    });
}

/// `count` widgets of equal width over the whole card.
fn row(ui: &mut Ui, count: usize, add: impl FnOnce(&mut Ui, f32)) {
    let gap = 6.0;
    let width = ((ui.available_width() - gap * (count as f32 - 1.0)) / count as f32).floor();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        ui.spacing_mut().button_padding.x = 4.0;
        add(ui, width);
    });
}
