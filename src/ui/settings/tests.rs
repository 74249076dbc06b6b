//! The settings page without a window.

use egui::Key;

use super::*;
use crate::session::Silence;
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
