//! Several outputs: moving between them, and the full screen on one of them.

use super::{Desk, Key, eventually};

#[test]
fn a_window_that_moves_to_an_output_of_another_scale_stays_sharp() {
    let configuration = "output HEADLESS-1 scale 2";
    let desk = Desk::on((800, 600), configuration, "", &["--renderer", "cpu", "--scale", "1:1"]);
    desk.wait_for("HEADLESS-1", &desk.picture, 200, 150);
    desk.sway.tell("create_output");
    desk.sway.tell("output HEADLESS-2 resolution 700x500 position 2000 0 scale 1");
    desk.sway.tell("[app_id=\"farview\"] move container to output HEADLESS-2");
    desk.wait_for("HEADLESS-2", &desk.picture, 150, 100);
    desk.sway.tell("[app_id=\"farview\"] move container to output HEADLESS-1");
    desk.wait_for("HEADLESS-1", &desk.picture, 200, 150);
}

#[test]
fn the_full_screen_is_to_be_had_on_every_output_that_is_there() {
    let mut desk = Desk::new("[keyboard]\ncapture = \"never\"\n", &["--renderer", "cpu", "--scale", "1:1"]);
    desk.wait_for("HEADLESS-1", &desk.picture.clone(), 200, 150);
    desk.sway.tell("create_output");
    desk.sway.tell("output HEADLESS-2 resolution 700x500 position 2000 0 scale 1");
    eventually("the second output", || (desk.sway.outputs().len() == 2).then_some(()));
    // Screens, and of what begins with an H the second.
    desk.choose(&[Key::F8, Key::S, Key::S, Key::Enter, Key::H, Key::H, Key::Enter]);
    desk.viewer.wait_stderr(r#"names=["HEADLESS-1", "HEADLESS-2"]"#);
    eventually("the full screen", || desk.window().filter(|it| it.is_full_screen && it.output == "HEADLESS-2"));
    desk.choose(&[Key::Escape, Key::Escape]);
    desk.wait_for("HEADLESS-2", &desk.picture, 150, 100);
    desk.sway.tell("output HEADLESS-2 disable");
    desk.sway.tell("[app_id=\"farview\"] focus");
    desk.settled();
    desk.choose(&[Key::F8]);
    desk.viewer.wait_stderr(r#"names=["HEADLESS-1"]"#);
}
