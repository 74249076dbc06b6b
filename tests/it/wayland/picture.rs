//! What is to be seen, and where the mouse points.

use std::time::Duration;

use rfb::Rect;
use server::desktop::{Motion, Received};

use super::{Desk, eventually};

#[test]
fn the_picture_is_shown_pixel_for_pixel_and_clicked_where_it_is() {
    for (scale, place) in [(1, (200, 150)), (2, (200, 150))] {
        let configuration = format!("output HEADLESS-1 scale {scale}");
        let mut desk = Desk::on((800, 600), &configuration, "", &["--renderer", "cpu", "--scale", "1:1"]);
        let picture = desk.picture.clone();
        desk.wait_for("HEADLESS-1", &picture, place.0, place.1);
        // In the middle of a remote pixel or at the corner of one, in pixels of the output.
        desk.hands.point(264, 210);
        desk.hands.click();
        desk.assert_received("a click", |what| {
            matches!(what, Received::Pointer(pointer)
                if pointer.buttons == 1 && (pointer.position.x, pointer.position.y) == (64, 60))
        });
    }
}

#[test]
fn a_window_that_nobody_sees_draws_nothing_and_shows_all_when_it_is_seen_again() {
    for renderer in ["cpu", "gpu"] {
        let desk = Desk::new("", &["--renderer", renderer, "--scale", "1:1"]);
        let mut picture = desk.picture.clone();
        desk.wait_for("HEADLESS-1", &picture, 200, 150);
        desk.sway.tell("workspace 2");
        let draw = |colour: u32| desk.desktop.draw(Rect::new(20, 30, 50, 40), vec![colour; 50 * 40]);
        // One frame may be on its way.
        draw(0x0011_2233);
        let before = desk.settled();
        for colour in 1..=5 {
            draw(colour * 0x0010_2030);
            std::thread::sleep(Duration::from_millis(100));
        }
        assert!(desk.settled() <= before + 1, "{before}");
        desk.sway.tell("workspace 1");
        picture.fill(20, 30, 50, 40, 5 * 0x0010_2030);
        desk.wait_for("HEADLESS-1", &picture, 200, 150);
    }
}

#[test]
fn a_floating_window_opens_in_the_size_of_the_desktop() {
    for scale in [1, 2] {
        let configuration = format!("output HEADLESS-1 scale {scale}\nfor_window [app_id=\"farview\"] floating enable");
        let desk = Desk::on((1280, 900), &configuration, "", &["--renderer", "cpu"]);
        let wanted = [400 / scale, 300 / scale];
        eventually("the size of the desktop", || (desk.window()?.place[2..] == wanted).then_some(()));
    }
}

#[test]
fn a_mouse_that_belongs_to_the_remote_machine_sends_how_far_it_moves() {
    let mut desk = Desk::new("", &["--renderer", "cpu"]);
    // The first movements may be earlier than the first frame.
    for x in 0.. {
        desk.hands.point(300 + x % 100, 300);
        let arrived = |received: &[Received]| received.iter().any(|what| matches!(what, Received::Pointer(_)));
        if desk.desktop.wait_until(Duration::from_millis(100), arrived).is_some() {
            break;
        }
        assert!(x < 300, "the mouse never arrives");
    }
    desk.desktop.set_motion(Motion::Relative);
    desk.viewer.wait_stderr("mouse captured how=Grabbed");
    // The compositor answers before it hears of the next movement, but not before the lock is there.
    desk.settled();
    // Further than to the edge.
    for _ in 0..20 {
        desk.hands.move_by(30, 10);
    }
    let moved = || {
        let distance = |what| match what {
            Received::Moved(distance, _) => Some(distance.map(i32::from)),
            _ => None,
        };
        let all = desk.desktop.received().into_iter().filter_map(distance);
        let sum = all.fold([0, 0], |sum: [i32; 2], [x, y]| [sum[0] + x, sum[1] + y]);
        (sum == [600, 200]).then_some(())
    };
    eventually("the whole way", moved);
}
