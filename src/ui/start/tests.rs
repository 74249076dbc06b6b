//! The start page as it is used, by keyboard and mouse.

use egui::{Key, Theme};

use super::super::stage::Stage;
use super::super::{Command as Wanted, Page, Settings, State as Window};
use super::{Command, Nearby, State, Whereto, sample};
use crate::book::Computer;

fn window(start: State) -> Window {
    Window { page: Page::Start, start, ..Window::new("", Settings::default()) }
}

fn stage(count: usize) -> Stage {
    Stage::usual(window(sample::state(count)))
}

/// What the page asked for since it was last looked at, less pictures.
fn asked(stage: &mut Stage) -> Vec<Command> {
    let asked = std::mem::take(&mut stage.commands).into_iter().filter_map(|command| match command {
        Wanted::Start(Command::Pictures(_)) => None,
        Wanted::Start(command) => Some(command),
        other => panic!("{other:?}"),
    });
    asked.collect()
}

#[track_caller]
fn connected(stage: &mut Stage) -> (Vec<String>, Whereto) {
    let asked = asked(stage);
    let [Command::Connect(choices, whereto)] = &asked[..] else { panic!("{asked:?}") };
    (choices.iter().map(|choice| choice.target.clone()).collect(), *whereto)
}

#[test]
fn a_new_user_sees_the_demo_in_one_click() {
    let mut stage = stage(0);
    assert!(stage.shows_whole("Try the demo"), "{:?}", stage.texts());
    stage.click("Try the demo");
    assert_eq!(asked(&mut stage), [Command::Demo]);
}

#[test]
fn the_demo_is_one_click_away_even_where_others_are_near() {
    let near = Nearby { name: "Near".into(), target: "near".into() };
    for size in [[480.0, 320.0], [960.0, 640.0]] {
        let start = State { nearby: std::sync::Arc::new(vec![near.clone()]), ..sample::state(0) };
        let mut stage = Stage::new(window(start), Theme::Dark, size, 1.0);
        assert!(stage.says("Near") && stage.shows_whole("Try the demo"), "{size:?}: {:?}", stage.texts());
        stage.click("Try the demo");
        assert_eq!(asked(&mut stage), [Command::Demo]);
    }
}

#[test]
fn an_address_is_typed_and_opened_without_a_click() {
    let mut stage = stage(0);
    stage.type_text("office:1");
    assert!(stage.says("Connect to office:1") && stage.says("Port 5901 of office"), "{:?}", stage.texts());
    stage.press(Key::Enter);
    assert_eq!(connected(&mut stage), (vec!["office:1".into()], Whereto::Here));
}

#[test]
fn what_is_typed_so_fast_that_all_comes_at_once_is_opened_as_a_whole() {
    let mut stage = stage(5);
    let enter = egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    stage.all_at_once(vec![egui::Event::Text("front".into()), egui::Event::Text("door".into()), enter]);
    assert_eq!(asked(&mut stage), [], "it is not known yet what that is");
    stage.wait(0.0);
    assert_eq!(connected(&mut stage).0, ["frontdoor"]);
}

#[test]
fn what_is_no_address_is_told_and_not_connected_to() {
    let mut stage = stage(0);
    stage.type_text("office:one");
    stage.press(Key::Enter);
    assert_eq!(asked(&mut stage), []);
    assert!(stage.says("is not the number of a display"), "{:?}", stage.texts());
    stage.press(Key::Escape);
    assert!(stage.says("See and control another computer"), "{:?}", stage.texts());
}

#[test]
fn a_few_letters_find_a_computer_and_enter_opens_it() {
    let mut stage = stage(200);
    stage.type_text("grandm");
    stage.press(Key::Enter);
    assert_eq!(connected(&mut stage), (vec!["vnc://oma@192.168.178.24:5900".into()], Whereto::Here));
    stage.press(Key::ArrowDown);
    stage.press_with(Key::Enter, egui::Modifiers::COMMAND);
    let (second, whereto) = connected(&mut stage);
    assert_eq!((second.len(), whereto), (1, Whereto::NewWindow));
    assert_ne!(second[0], "vnc://oma@192.168.178.24:5900");
}

#[test]
fn the_rest_of_a_known_address_is_taken_over_with_the_right_arrow() {
    let mut stage = stage(5);
    stage.type_text("build");
    stage.press(Key::ArrowRight);
    stage.type_text("2");
    assert!(stage.says("Connect to build.example.com:22"), "{:?}", stage.texts());
}

#[test]
fn the_arrows_move_among_computers_and_the_keys_of_files_work_on_them() {
    let mut stage = stage(5);
    stage.press(Key::ArrowDown);
    stage.press(Key::ArrowDown);
    assert!(stage.shows_whole("Duplicate"), "the bar says what can be done: {:?}", stage.texts());
    stage.press(Key::ArrowRight);
    stage.press(Key::Enter);
    assert_eq!(connected(&mut stage).0, ["vnc://oma@192.168.178.24:5900"]);
    stage.press(Key::Delete);
    assert_eq!(asked(&mut stage), [Command::Delete(vec!["computer-2".into()])]);
    stage.press_with(Key::D, egui::Modifiers::COMMAND);
    assert_eq!(asked(&mut stage), [Command::Duplicate("computer-2".into(), "Grandmother (copy)".into())]);
    stage.press(Key::ArrowLeft);
    stage.press(Key::F2);
    assert!(stage.says("Edit computer"), "{:?}", stage.texts());
    stage.press(Key::Escape);
    assert!(!stage.says("Edit computer"));
    stage.press(Key::Escape);
    stage.press(Key::Delete);
    assert_eq!(asked(&mut stage), [], "nothing is at the cursor any more");
}

#[test]
fn a_computer_is_added_and_changed_by_keyboard_alone() {
    let mut stage = stage(0);
    stage.press_with(Key::N, egui::Modifiers::COMMAND);
    stage.type_text("lab:2");
    stage.press(Key::Tab);
    stage.type_text("Laboratory");
    stage.press(Key::Enter);
    let asked_for = asked(&mut stage);
    let [Command::Save(computer)] = &asked_for[..] else { panic!("{asked_for:?}") };
    assert_eq!((computer.name.as_str(), computer.target.as_str(), computer.saved), ("Laboratory", "lab:2", true));

    let mut stage = self::stage(1);
    stage.press(Key::ArrowDown);
    stage.press(Key::ArrowDown);
    stage.press(Key::F2);
    stage.type_text(" 2");
    stage.press_with(Key::Enter, egui::Modifiers::COMMAND);
    let asked_for = asked(&mut stage);
    let [Command::Save(computer)] = &asked_for[..] else { panic!("{asked_for:?}") };
    assert_eq!((computer.name.as_str(), computer.id.as_str()), ("Front desk 2", "computer-0"));
}

#[test]
fn a_computer_without_a_usable_address_is_not_saved() {
    let mut stage = stage(0);
    stage.press_with(Key::N, egui::Modifiers::COMMAND);
    stage.type_text("a b");
    stage.press(Key::Enter);
    assert_eq!(asked(&mut stage), []);
    assert!(stage.says("a computer's name cannot contain"), "{:?}", stage.texts());
}

#[test]
fn several_computers_are_marked_and_opened_at_once() {
    let mut stage = stage(5);
    stage.press(Key::Tab);
    stage.press(Key::ArrowDown);
    stage.press(Key::Space);
    stage.press(Key::ArrowRight);
    stage.press(Key::Space);
    assert!(stage.says("2 computers"), "{:?}", stage.texts());
    stage.click("Open all as tabs");
    let (targets, whereto) = connected(&mut stage);
    assert_eq!((targets.len(), whereto), (2, Whereto::NewTab));
    stage.click("Delete");
    assert!(matches!(&asked(&mut stage)[..], [Command::Delete(ids)] if ids.len() == 2));
}

#[test]
fn a_deletion_can_be_taken_back() {
    let mut stage = Stage::usual(window(State { deleted: vec!["Office".into()], ..sample::state(2) }));
    assert!(stage.shows_whole("Deleted Office"));
    stage.click("Undo");
    assert_eq!(asked(&mut stage), [Command::Undo]);
    stage.press_with(Key::Z, egui::Modifiers::COMMAND);
    assert_eq!(asked(&mut stage), [Command::Undo]);
}

#[test]
fn every_button_is_reached_with_the_tab_key() {
    let mut opened = std::collections::BTreeSet::new();
    for presses in 1..=4 {
        let mut stage = stage(5);
        for _ in 0..presses {
            stage.press(Key::Tab);
        }
        stage.press(Key::Space);
        stage.wait(0.1);
        opened.extend(["New computer", "Import…", "1 computer"].into_iter().filter(|page| stage.says(page)));
    }
    assert_eq!(opened.len(), 3, "{opened:?}");
}

/// What lies over the page, by what opens it, with a button of it.
fn dialogs() -> Vec<(&'static str, Opening, &'static str)> {
    vec![
        ("editor", |stage| stage.press_with(Key::N, egui::Modifiers::COMMAND), "Save"),
        (
            "editing",
            |stage| [Key::ArrowDown, Key::ArrowDown, Key::F2].into_iter().for_each(|key| stage.press(key)),
            "Save",
        ),
        ("import", |stage| open_from_menu(stage, "Import…", "~/servers.vnc"), "Import"),
        ("export", |stage| open_from_menu(stage, "Export…", ""), "Export"),
        ("search", |stage| stage.type_text("de"), "Connect"),
        ("unusable", |stage| stage.type_text("office:one"), "Connect"),
        ("marked", mark_one, "Clear"),
        ("cursor", |stage| stage.press(Key::ArrowDown), "Open"),
    ]
}

type Opening = fn(&mut Stage);

fn mark_one(stage: &mut Stage) {
    stage.press(Key::ArrowDown);
    stage.press(Key::ArrowDown);
    stage.press_with(Key::Space, egui::Modifiers::COMMAND);
}

fn open_from_menu(stage: &mut Stage, name: &str, typed: &str) {
    if stage.size.x < 560.0 {
        // The buttons are behind the field.
        stage.press(Key::Tab);
        stage.press(Key::Tab);
    } else {
        stage.press_with(Key::Tab, egui::Modifiers::SHIFT);
    }
    stage.press(Key::Space);
    stage.wait(0.1);
    stage.click(name);
    stage.wait(0.1);
    stage.type_text(typed);
    if !typed.is_empty() {
        stage.press(Key::Enter);
    }
}

#[test]
fn what_lies_over_the_page_fits_every_window() {
    let folder = std::env::var_os("FARVIEW_GALLERY").map(std::path::PathBuf::from);
    for theme in [Theme::Dark, Theme::Light] {
        for size in [[480.0, 320.0], [960.0, 640.0], [1920.0, 1080.0]] {
            for (name, open, button) in dialogs() {
                let start = State { problem: None, ..sample::imported() };
                let mut stage = Stage::new(window(start), theme, size, 1.0);
                open(&mut stage);
                for _ in 0..4 {
                    stage.wait(0.2);
                }
                let here = format!("start-{name}-{theme:?}-{}", size[0]);
                assert!(stage.shows_whole(button), "{here}: {:?}", stage.texts());
                assert!(!stage.wants_to_draw(), "{here} does not come to rest");
                if let Some(folder) = &folder {
                    stage.picture(&folder.join(format!("{here}.png")));
                }
            }
        }
    }
}

#[test]
fn files_are_imported_and_exported_by_their_names() {
    let mut stage = Stage::usual(window(sample::imported()));
    open_from_menu(&mut stage, "Import…", "");
    assert_eq!(asked(&mut stage), [Command::LookForFiles]);
    assert!(stage.says("Remmina") && stage.says("2 files"), "{:?}", stage.texts());
    stage.type_text("~/computers.remmina");
    stage.press(Key::Enter);
    assert_eq!(asked(&mut stage), [Command::Import(vec!["/home/alice/computers.remmina".into()])]);
    assert!(stage.says("12 computers were added.") && stage.says("Terminal server: it is for RDP"));
    stage.press(Key::Escape);
    open_from_menu(&mut stage, "Export…", "");
    stage.press(Key::Enter);
    assert_eq!(asked(&mut stage), [Command::Export("/home/alice/farview-computers.toml".into(), Vec::new())]);
}

#[test]
fn pictures_are_asked_for_once_and_only_when_they_are_in_sight() {
    let mut start = sample::state(200);
    start.pictures = std::sync::Arc::default();
    let mut stage = Stage::usual(window(start));
    stage.wait(0.1);
    let wanted: Vec<String> = std::mem::take(&mut stage.commands)
        .into_iter()
        .flat_map(|command| match command {
            Wanted::Start(Command::Pictures(ids)) => ids,
            other => panic!("{other:?}"),
        })
        .collect();
    let mut once = wanted.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), wanted.len());
    assert!((1..40).contains(&wanted.len()), "{}", wanted.len());
}

#[test]
fn a_page_with_many_computers_comes_to_rest() {
    for count in [0, 3, 200] {
        for size in [[480.0, 320.0], [960.0, 640.0], [1920.0, 1080.0]] {
            let mut stage = Stage::new(window(sample::state(count)), Theme::Light, size, 1.0);
            for _ in 0..4 {
                stage.wait(0.2);
            }
            assert!(!stage.wants_to_draw(), "{count} {size:?}");
        }
    }
}

#[test]
fn names_from_the_network_and_from_files_cannot_break_a_line() {
    let mut start = sample::state(0);
    let mut computers = crate::book::Computers::default();
    computers.save(Computer::new(&"x".repeat(4096), "office"));
    computers.save(Computer::new("evil\u{202e}txt\n\u{7}", "lab"));
    start.computers = std::sync::Arc::new(computers);
    start.nearby = std::sync::Arc::new(vec![Nearby { name: "n".repeat(4096), target: "near".into() }]);
    let stage = Stage::usual(window(start));
    assert!(stage.texts().iter().all(|text| !text.contains(['\u{202e}', '\n', '\u{7}'])));
}
