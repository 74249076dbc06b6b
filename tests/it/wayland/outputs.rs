//! Several outputs: moving between them, and the full screen on one of them.

use rfb::Rect;

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

#[test]
fn each_output_shows_a_remote_screen_where_no_window_can_cover_them_all() {
    let screens = [Rect::new(0, 0, 240, 300), Rect::new(240, 0, 160, 300)];
    let settings = "[keyboard]\ncapture = \"never\"\n";
    let mut desk = Desk::showing(&screens, (800, 600), "", settings, &["--renderer", "cpu", "--scale", "1:1"]);
    desk.wait_for("HEADLESS-1", &desk.picture, 200, 150);
    desk.sway.tell("create_output");
    desk.sway.tell("output HEADLESS-2 resolution 700x500 position 2000 0 scale 1");
    eventually("the second output", || (desk.sway.outputs().len() == 2).then_some(()));
    // Screens, and of what begins with an A the third: another window, all of them, all monitors.
    desk.choose(&[Key::F8, Key::S, Key::S, Key::Enter, Key::A, Key::A, Key::Enter]);
    let full = |output: &str| desk.sway.windows().iter().any(|window| window.is_full_screen && window.output == output);
    eventually("two full screens", || (full("HEADLESS-1") && full("HEADLESS-2")).then_some(()));
    // Sway paints an output without a screen when something changes there.
    desk.desktop.draw(Rect::new(260, 20, 30, 20), vec![0x0012_3456; 600]);
    desk.picture.fill(260, 20, 30, 20, 0x0012_3456);
    let part = |rect: Rect| {
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(usize::from);
        desk.picture.part(x, y, width, height)
    };
    desk.wait_for("HEADLESS-2", &part(screens[1]), 270, 100);
}
