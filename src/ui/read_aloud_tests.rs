//! The panels as a screen reader meets them: found by their names, and operated without a mouse.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::gallery::{LEVELS, QUESTIONS, on, question, session};
use super::{Command, Page, Panels, State, theme};
use crate::session::{Answer, CredentialsRequest, Level, Memory};

/// The panels on a window, and what they asked for.
struct Window {
    panels: Panels,
    state: State,
    commands: Vec<Command>,
}

fn window(state: State) -> Harness<'static, Window> {
    let window = Window { panels: Panels::new(), state, commands: Vec::new() };
    let mut harness = Harness::builder()
        .with_size([960.0, 640.0])
        .with_step_dt(0.5)
        .build_state(|context, window| window.commands.extend(window.panels.show(context, &window.state)), window);
    theme::install(&harness.ctx);
    harness.run_steps(4);
    harness
}

#[test]
fn somebody_who_does_not_see_the_window_can_sign_in() {
    let request = CredentialsRequest { username: true, memory: Memory::Empty, ..CredentialsRequest::default() };
    let mut harness = window(on(Page::Credentials(request)));
    harness.get_by_label("User name").type_text("alice");
    harness.run_steps(2);
    harness.get_by_label("Password").focus();
    harness.run_steps(2);
    harness.get_by_label("Password").type_text("wonderland");
    harness.run_steps(2);
    harness.get_by_label("Sign in").click_accesskit();
    harness.run_steps(2);
    let [Command::Answer(credentials)] = &harness.state().commands[..] else {
        panic!("{:?}", harness.state().commands)
    };
    assert_eq!((credentials.username.as_deref(), credentials.password.reveal()), (Some("alice"), "wonderland"));
}

#[test]
fn every_answer_to_every_question_can_be_given_by_its_name() {
    for kind in QUESTIONS {
        for choice in question(kind).choices {
            let mut harness = window(on(Page::Question(question(kind))));
            harness.get_by_label(&choice.label).click_accesskit();
            harness.run_steps(2);
            assert_eq!(harness.state().commands, [Command::Decide(choice.answer)], "{kind:?} {choice:?}");
        }
    }
    assert!(QUESTIONS.iter().all(|&kind| question(kind).choices[0].answer == Answer::Refuse));
}

#[test]
fn how_private_a_session_is_can_be_read() {
    for level in LEVELS.into_iter().filter(|&level| level != Level::Private) {
        let state = State { announcement: super::Announcement::Shown, ..session(level) };
        let title = state.privacy.as_ref().map(|privacy| privacy.title.clone()).expect("it is known");
        let harness = window(state);
        assert!(
            harness.query_by_label(&title).is_some() || harness.query_by_value(&title).is_some(),
            "{level:?} {title}"
        );
    }
}

#[test]
fn a_captured_keyboard_and_how_it_is_freed_can_be_read() {
    let mut state = session(Level::Private);
    state.keys.capture_sign = Some("Ctrl+Alt+Shift+G".into());
    let said = "The keyboard is with the remote computer: Ctrl+Alt+Shift+G frees it";
    assert!(window(state.clone()).query_by_value(said).is_some());
    state.keys.capture_sign = None;
    assert!(window(state).query_by_value(said).is_none());
}

#[test]
fn the_keys_of_an_action_can_be_changed_by_its_name() {
    let (_, settings_page) = super::settings::samples().remove(0);
    let mut harness = window(State { settings_page, ..on(Page::Start) });
    harness.get_by_label("Change the keys for “Full screen”").click_accesskit();
    harness.run_steps(2);
    let asked = super::settings::Command::Hear(crate::shortcuts::Action::FullScreen);
    assert_eq!(harness.state().commands, [Command::Settings(asked)]);
}
