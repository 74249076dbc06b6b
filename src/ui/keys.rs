//! Keys that cannot be typed into the window: combinations, modifiers that stay down, the clipboard as keys.

use std::sync::Arc;

use egui::{Button, Context, CornerRadius, Key, RichText, Stroke, TextEdit, Ui, Vec2};

use super::card::{self, Behind, Enabled};
use super::{Claim, Menu, Page, Panel, State as Window, theme};
use crate::input::Stick;
use crate::session::Interaction;
use crate::shortcuts::{Action, Chord, KeyName, Keymap, Modifiers};
use crate::text::text;

/// What the panels show of the keyboard.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Whether the system's keys go to the remote side too.
    pub captured: Captured,
    /// Whether they do as long as no panel takes keys.
    pub to_be_captured: Captured,
    /// While there is to be a sign that they do: the keys that end it, or nothing where there are none.
    pub capture_sign: Option<String>,
    /// Whether the next keys are sent whatever they are.
    pub passing: Passing,
    /// How long each of [`Modifiers::EACH`] stays down.
    pub sticky: [Stick; 5],
    /// How many characters of the clipboard were typed, and of how many, while that lasts.
    pub typing: Option<(usize, usize)>,
    /// The keys that are down on the remote side, where they are to be shown.
    pub held: Option<Vec<String>>,
    /// Which keys do what.
    pub keymap: Arc<Keymap>,
}

/// Whether the system's keys go to the remote side too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Captured {
    /// The system takes them first.
    #[default]
    No,
    /// They do.
    Yes,
}

impl Captured {
    /// Whether it `holds`.
    pub(crate) fn when(holds: bool) -> Self {
        if holds { Captured::Yes } else { Captured::No }
    }
}

/// Whether the next keys are sent whatever they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Passing {
    /// They are not.
    #[default]
    No,
    /// They are.
    Yes,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Show the panel.
    Show,
    /// Press and release these.
    Send(Chord),
    /// Send the next keys whatever they are.
    PassNext,
    /// Let a modifier stay down.
    Stick(Modifiers, Stick),
    /// Type the text of the clipboard.
    TypeClipboard,
    /// Take the keyboard, or free it.
    ToggleCapture,
    /// Show the keys that are held, or no longer.
    ToggleHeld,
}

impl State {
    /// The keys for `action`, as a menu shows them; empty for none.
    pub fn shortcut(&self, action: Action) -> String {
        self.keymap.shown(action).map(|chord| chord.to_string()).unwrap_or_default()
    }
}

/// What many want to send.
const USUAL: [&str; 8] =
    ["Ctrl+Alt+Delete", "Alt+Tab", "Super", "Print", "Ctrl+Shift+Escape", "Alt+F4", "Super+L", "Ctrl+Escape"];

/// The panel.
#[derive(Default)]
pub(super) struct KeysPanel {
    written: String,
}

impl Panel for KeysPanel {
    fn name(&self) -> &'static str {
        "keys"
    }

    fn claim(&self, state: &Window) -> Claim {
        if state.page == Page::Desktop && state.menu == Menu::Keys { Claim::Input } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &Window, commands: &mut Vec<super::Command>) {
        let (already, mut asked) = (commands.len(), Vec::new());
        let sends = state.settings.interaction == Interaction::Full;
        let (mut back, mut types) = (false, false);
        card::page(
            context,
            self.name(),
            460.0,
            Behind::Picture,
            |ui| {
                card::heading(ui, &text!("keys-title"));
                if !sends {
                    card::quiet(ui, text!("keys-only-look"));
                }
                ui.add_enabled_ui(sends, |ui| {
                    usual(ui, &mut asked);
                    functions(ui, &mut asked);
                    self.any(ui, &mut asked);
                    sticky(ui, &state.keys, &mut asked);
                });
                switches(ui, &state.keys, &mut asked);
            },
            |ui| {
                back = card::primary(ui, &text!("window-back")).clicked();
                types =
                    card::plain_when(ui, &text!("keys-type-clipboard"), if sends { Enabled::Yes } else { Enabled::No })
                        .clicked();
            },
        );
        asked.extend(types.then_some(Command::TypeClipboard));
        for command in asked {
            commands.push(super::Command::Keys(command));
            // What was sent is to be seen.
            if matches!(command, Command::Send(_) | Command::PassNext | Command::TypeClipboard) {
                commands.push(super::Command::CloseMenu);
            }
        }
        if back || (context.input(|input| input.key_pressed(Key::Escape)) && commands.len() == already) {
            commands.push(super::Command::CloseMenu);
        }
    }

    fn rest(&mut self) {
        self.written.clear();
    }
}

impl KeysPanel {
    /// A field for any combination, and the way to press it.
    fn any(&mut self, ui: &mut Ui, asked: &mut Vec<Command>) {
        section(ui, &text!("keys-any"));
        let chord = self.written.parse::<Chord>();
        ui.horizontal(|ui| {
            let entered = ui
                .scope(|ui| {
                    card::outline_fields(ui);
                    let field = TextEdit::singleline(&mut self.written).hint_text("Ctrl+Alt+F7").desired_width(170.0);
                    let answer = ui.add(field.margin(Vec2::new(10.0, 7.0)));
                    card::name(&answer, text!("keys-any"));
                    answer.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
                })
                .inner;
            let button = ui.add_enabled(chord.is_ok(), Button::new(text!("keys-send")));
            if let Ok(chord) = chord.clone()
                && (button.clicked() || entered)
            {
                asked.push(Command::Send(chord));
            }
            if ui.button(text!("keys-press-them")).on_hover_text(text!("keys-press-them-about")).clicked() {
                asked.push(Command::PassNext);
            }
        });
        if chord.is_err() && !self.written.trim().is_empty() {
            card::quiet(ui, text!("keys-unknown"));
        }
    }
}

fn usual(ui: &mut Ui, asked: &mut Vec<Command>) {
    section(ui, &text!("keys-usual"));
    for names in USUAL.chunks(4) {
        row(ui, names.len(), |ui, width| {
            for chord in names.iter().filter_map(|name| name.parse::<Chord>().ok()) {
                if small_button(ui, &short(chord), width).clicked() {
                    asked.push(Command::Send(chord));
                }
            }
        });
    }
}

/// Ctrl+Alt and a function key: the consoles of a remote machine.
fn functions(ui: &mut Ui, asked: &mut Vec<Command>) {
    section(ui, &text!("keys-consoles"));
    for numbers in [1..=6, 7..=12] {
        row(ui, 6, |ui, width| {
            for number in numbers {
                let chord = format!("Ctrl+Alt+F{number}").parse::<Chord>();
                let button = small_button(ui, &format!("F{number}"), width);
                if let Ok(chord) = chord
                    && button.on_hover_text(chord.to_string()).clicked()
                {
                    asked.push(Command::Send(chord));
                }
            }
        });
    }
}

fn sticky(ui: &mut Ui, state: &State, asked: &mut Vec<Command>) {
    section(ui, &text!("keys-stay-down"));
    row(ui, Modifiers::EACH.len(), |ui, width| {
        for (modifier, stick) in Modifiers::EACH.into_iter().zip(state.sticky) {
            let name = KeyName::of_modifier(modifier).to_string();
            let answer = sticky_button(ui, &name, stick, width);
            let about = match stick {
                Stick::Off => text!("keys-stick-off"),
                Stick::Once => text!("keys-stick-once"),
                Stick::Locked => text!("keys-stick-locked"),
            };
            if answer.on_hover_text(about).clicked() {
                asked.push(Command::Stick(modifier, stick.next()));
            }
        }
    });
    card::quiet(ui, text!("keys-stay-down-about"));
}

fn sticky_button(ui: &mut Ui, name: &str, stick: Stick, width: f32) -> egui::Response {
    let palette = theme::current(ui.ctx());
    let locked = stick == Stick::Locked;
    let colour = if locked { palette.on_accent } else { palette.text };
    let mut button = Button::new(RichText::new(name).color(colour)).min_size(Vec2::new(width, 0.0));
    match stick {
        Stick::Off => {}
        Stick::Once => button = button.stroke(Stroke::new(2.0, palette.accent)),
        Stick::Locked => button = button.fill(palette.accent),
    }
    ui.add(button.corner_radius(CornerRadius::same(7)))
}

fn switches(ui: &mut Ui, state: &State, asked: &mut Vec<Command>) {
    ui.add_space(8.0);
    let mut captured = state.to_be_captured == Captured::Yes;
    let shortcut = state.shortcut(Action::Capture);
    let capture = text!("keys-capture");
    let capture = if shortcut.is_empty() { capture } else { format!("{capture} ({shortcut})") };
    if card::check_box(ui, &mut captured, &capture, Enabled::Yes).changed() {
        asked.push(Command::ToggleCapture);
    }
    let mut shows = state.held.is_some();
    if card::check_box(ui, &mut shows, &text!("keys-show-held"), Enabled::Yes).changed() {
        asked.push(Command::ToggleHeld);
    }
}

/// The combination in few letters.
fn short(chord: Chord) -> String {
    let name = chord.to_string();
    let shortened = [("Delete", "Del"), ("Escape", "Esc")].iter().find_map(|(long, short)| {
        let start = name.strip_suffix(long)?;
        Some(format!("{start}{short}"))
    });
    shortened.unwrap_or(name)
}

fn section(ui: &mut Ui, name: &str) {
    let quiet = theme::current(ui.ctx()).quiet;
    ui.add_space(8.0);
    ui.label(RichText::new(name).small().color(quiet));
}

fn small_button(ui: &mut Ui, name: &str, width: f32) -> egui::Response {
    ui.add(Button::new(RichText::new(name).size(13.0)).min_size(Vec2::new(width, 0.0)).truncate())
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

#[cfg(test)]
mod tests {
    use super::super::stage::Stage;
    use super::super::{Command as WindowCommand, Settings};
    use super::*;

    fn open() -> Window {
        Window { page: Page::Desktop, menu: Menu::Keys, ..Window::new("office:1", Settings::default()) }
    }

    fn chord(text: &str) -> Chord {
        text.parse().expect("a combination")
    }

    #[test]
    fn what_is_clicked_is_sent_and_the_panel_goes() {
        for (label, sent) in [("Ctrl+Alt+Del", "Ctrl+Alt+Delete"), ("F7", "Ctrl+Alt+F7"), ("Super", "Super")] {
            let mut stage = Stage::usual(open());
            stage.click(label);
            let expected = [WindowCommand::Keys(Command::Send(chord(sent))), WindowCommand::CloseMenu];
            assert_eq!(stage.commands, expected, "{label}");
        }
    }

    #[test]
    fn a_modifier_goes_from_once_to_locked_to_off_and_the_panel_stays() {
        for (stick, next) in [(Stick::Off, Stick::Once), (Stick::Once, Stick::Locked), (Stick::Locked, Stick::Off)] {
            let mut state = open();
            state.keys.sticky[1] = stick;
            let mut stage = Stage::usual(state);
            stage.click("Alt");
            assert_eq!(stage.commands, [WindowCommand::Keys(Command::Stick(Modifiers::ALT, next))]);
        }
    }

    #[test]
    fn escape_leads_out_and_enter_sends_nothing() {
        let mut stage = Stage::usual(open());
        stage.press(Key::Enter);
        assert_eq!(stage.commands, []);
        stage.press(Key::Escape);
        assert_eq!(stage.commands, [WindowCommand::CloseMenu]);
    }

    #[test]
    fn who_only_looks_sends_nothing() {
        let mut state = open();
        state.settings.interaction = Interaction::ViewOnly;
        let mut stage = Stage::usual(state);
        for label in ["Ctrl+Alt+Del", "F3", "Alt"] {
            stage.click(label);
        }
        assert_eq!(stage.commands, []);
    }

    #[test]
    fn all_that_is_offered_can_be_sent() {
        for name in USUAL {
            assert_eq!(chord(name).to_string(), name);
        }
        assert_eq!(short(chord("Ctrl+Alt+Delete")), "Ctrl+Alt+Del");
    }
}
