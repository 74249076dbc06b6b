//! The settings page without a window.

use egui::Key;

use super::*;
use crate::session::Silence;
use crate::shortcuts::{Keymap, Modifiers};
use crate::ui::stage::Stage;
use crate::ui::{Command as Asked, Settings as Shown};

fn table(text: &str) -> toml::Table {
    text.parse().expect("TOML")
}

/// The page in several states.
pub(in crate::ui) fn samples() -> Vec<(&'static str, SettingsPage)> {
    let layers = Layers {
        file: table(
            "[window]\ntheme = \"dark\"\n[clipboard]\nlimit_kib = 4096\nhtml = false\n[shortcuts]\nrecord = \"F8\"",
        ),
        host: table("[clipboard]\nlimit_kib = 64\n[connection]\nview_only = true"),
        command_line: table("[connection]\nreconnect = \"off\""),
    };
    let broken = Problem::Syntax("key with no value, expected `=`".into());
    let wrong = Problem::Wrong { path: "clipboard.send".into(), expected: Expected::Switch };
    let complaints = vec![
        Complaint { line: Some(7), problem: broken },
        Complaint { line: Some(12), problem: wrong },
        Complaint { line: Some(14), problem: Problem::Unknown("window.colour".into()) },
        Complaint { line: Some(15), problem: Problem::Unknown("window.shape".into()) },
    ];
    let why = Some("permission denied (os error 13)".to_owned());
    vec![
        ("plain", SettingsPage::open(Layers::default(), None, Vec::new(), None)),
        ("chosen", SettingsPage::open(layers.clone(), Some("office.example.com".into()), Vec::new(), None)),
        ("troubles", SettingsPage::open(layers, Some("office.example.com".into()), complaints, why)),
    ]
}

/// Keys that are waited for in several ways, with a button that is to be in sight.
pub(in crate::ui) fn hearings() -> Vec<(&'static str, Hearing, &'static str)> {
    let waited = Hearing::new(Action::Screenshot);
    let held = Hearing { held: Modifiers::CONTROL.with(Modifiers::ALT), ..waited.clone() };
    let mut refused = waited.clone();
    refused.press("Shift+A".parse().ok(), &Keymap::default());
    let mut taken = waited.clone();
    taken.press("Ctrl+Alt+Shift+K".parse().ok(), &Keymap::default());
    vec![
        ("waited", waited, "Cancel"),
        ("held", held, "Cancel"),
        ("refused", refused, "Cancel"),
        ("taken", taken, "Leave them there"),
    ]
}

fn stage(name: &str) -> Stage {
    let (_, settings_page) = samples().into_iter().find(|(other, _)| *other == name).expect("there is such a page");
    let state =
        State { settings_page, page: Page::Desktop, silence: Silence::Over, ..State::new("office", Shown::default()) };
    let mut stage = Stage::usual(state);
    stage.wait(0.1);
    stage.wait(0.1);
    stage
}

fn chosen(stage: &Stage) -> Vec<(String, Option<Toml>, Scope)> {
    let choose = |asked: &Asked| match asked {
        Asked::Settings(Command::Choose(field, value, scope)) => Some((field.path(), value.clone(), *scope)),
        _ => None,
    };
    stage.commands.iter().filter_map(choose).collect()
}

#[test]
fn words_that_are_typed_leave_the_settings_that_are_about_them() {
    let mut stage = stage("plain");
    assert!(stage.says("Look") && !stage.says("Longest text, in KiB"), "it is further down");
    stage.type_text("limit_kib");
    assert!(stage.says("Longest text, in KiB") && !stage.says("Look"));
    stage.press(Key::Escape);
    assert!(stage.says("Look"), "the first Escape ends the search");
    assert_eq!(stage.commands, []);
    stage.press(Key::Escape);
    assert_eq!(stage.commands, [Asked::Settings(Command::Close)]);
}

#[test]
fn what_is_clicked_is_chosen_for_all_computers_or_for_this_one() {
    let mut everywhere = stage("chosen");
    everywhere.click("Light");
    assert_eq!(chosen(&everywhere), [("window.theme".into(), Some("light".into()), Scope::Everywhere)]);
    let mut here = stage("chosen");
    here.click("Only office.example.com");
    assert!(!here.says("Light"), "it is the same for all computers");
    let mut here = stage("chosen");
    here.type_text("the");
    assert!(here.says("Light"));
    here.type_text(" looks of text");
    here.press(Key::Tab);
    here.press(Key::Tab);
    here.press(Key::Space);
    here.press(Key::Tab);
    here.press(Key::Space);
    assert_eq!(chosen(&here), [("clipboard.html".into(), Some(true.into()), Scope::ThisComputer)]);
}

#[test]
fn a_choice_can_be_taken_back_and_who_else_has_a_say_is_told() {
    let mut stage = stage("chosen");
    stage.type_text("limit_kib");
    assert!(stage.says("office.example.com has its own: 64"), "{:?}", stage.texts());
    stage.click("Reset");
    assert_eq!(chosen(&stage), [("clipboard.limit_kib".into(), None, Scope::Everywhere)]);
    stage.press(Key::Escape);
    stage.type_text("reconnect");
    assert!(stage.says("The command line says: Never"));
}

#[test]
fn a_text_that_makes_no_sense_is_not_chosen() {
    let mut stage = stage("plain");
    stage.type_text("reconnect");
    for _ in 0..4 {
        stage.press(Key::Tab);
    }
    stage.type_text("often");
    stage.press(Key::Enter);
    assert_eq!(chosen(&stage), []);
    assert!(stage.says("expected `auto`, `off`, or a number of attempts"), "{:?}", stage.texts());
}

#[test]
fn a_key_that_two_actions_want_is_told_where_it_does_nothing() {
    let mut stage = stage("chosen");
    stage.type_text("recording");
    assert!(stage.says("F8 is taken by “Menu”"), "{:?}", stage.texts());
}

#[test]
fn what_is_wrong_with_the_file_is_told_with_its_line() {
    let stage = stage("troubles");
    for words in ["line 7", "line 12: clipboard.send should be true or false", "One more line", "permission denied"] {
        assert!(stage.says(words), "{words}: {:?}", stage.texts());
    }
}

#[test]
fn a_list_is_stepped_through_with_the_arrows() {
    let mut stage = stage("plain");
    stage.type_text("language");
    stage.press(Key::Tab);
    stage.press(Key::ArrowDown);
    assert_eq!(chosen(&stage), [("window.language".into(), Some("en".into()), Scope::Everywhere)]);
}

/// The page with keys that are waited for, found by what they do.
fn hearing(name: &str) -> Stage {
    let (_, waited, _) = hearings().into_iter().find(|(other, ..)| *other == name).expect("there is such a case");
    let (_, settings_page) = samples().remove(0);
    let state = State { settings_page, page: Page::Desktop, ..State::new("office", Shown::default()) };
    let mut stage = Stage::usual(state.clone());
    stage.settle();
    stage.show(State { hearing: Some(waited), ..state });
    stage.settle();
    stage
}

fn heard(stage: &Stage) -> Vec<Command> {
    let of_page = |asked: &Asked| match asked {
        Asked::Settings(command) => Some(command.clone()),
        _ => None,
    };
    stage.commands.iter().filter_map(of_page).collect()
}

fn keys_for(action: Action, keys: &str) -> Command {
    let field = Field::find("shortcuts", action.id()).expect("every action has a setting");
    Command::Choose(field, Some(Toml::String(keys.to_owned())), Scope::Everywhere)
}

#[test]
fn keys_are_asked_for_by_mouse_and_by_keyboard() {
    let mut by_mouse = stage("plain");
    by_mouse.type_text("screenshot save");
    by_mouse.click("Change");
    assert_eq!(heard(&by_mouse), [Command::Hear(Action::Screenshot)]);
    let mut by_keys = stage("plain");
    by_keys.type_text("screenshot save");
    by_keys.press(Key::Tab);
    assert_eq!(by_keys.focused().as_deref(), Some("Change the keys for “Save a screenshot”"));
    by_keys.press(Key::Enter);
    assert_eq!(heard(&by_keys), [Command::Hear(Action::Screenshot)]);
}

#[test]
fn the_focus_is_where_it_was_when_the_keys_were_pressed() {
    let mut stage = hearing("waited");
    assert!(stage.says("Press the keys…") && stage.says("Esc cancels"));
    let (_, settings_page) = samples().remove(0);
    stage.show(State { settings_page, page: Page::Desktop, ..State::new("office", Shown::default()) });
    assert_eq!(stage.focused().as_deref(), Some("Change the keys for “Save a screenshot”"));
}

#[test]
fn what_is_held_is_shown_and_a_click_elsewhere_ends_the_waiting() {
    let mut stage = hearing("held");
    assert!(stage.says("Ctrl") && stage.says("Alt") && !stage.says("Press the keys…"));
    stage.click("Cancel");
    assert_eq!(heard(&stage), [Command::StopHearing]);
    let mut stage = hearing("held");
    stage.click("No keys");
    assert_eq!(heard(&stage), [keys_for(Action::Screenshot, ""), Command::StopHearing]);
    let mut stage = hearing("waited");
    stage.click("Settings");
    assert_eq!(heard(&stage), [Command::StopHearing]);
}

#[test]
fn keys_of_another_action_are_named_and_left_or_taken_over() {
    let mut taken = hearing("taken");
    assert!(taken.says("Ctrl+Alt+Shift+K is taken by “Send keys…”"), "{:?}", taken.texts());
    assert_eq!(taken.focused().as_deref(), Some("Leave them there"));
    taken.press(Key::Enter);
    assert_eq!(heard(&taken), [Command::StopHearing]);
    let mut taken = hearing("taken");
    taken.press(Key::Escape);
    assert_eq!(heard(&taken), [Command::StopHearing], "the page stays");
    let mut taken = hearing("taken");
    taken.click("Take them over");
    let expected = [keys_for(Action::Keys, ""), keys_for(Action::Screenshot, "Ctrl+Alt+Shift+K"), Command::StopHearing];
    assert_eq!(heard(&taken), expected);
}

#[test]
fn what_cannot_be_a_shortcut_is_told() {
    assert!(hearing("refused").says("“Shift+A” is needed for typing"));
}
