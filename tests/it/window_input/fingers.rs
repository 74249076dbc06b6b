//! A touch screen: fingers are the mouse, zoom and move the picture, scroll, and open the menu.

use super::desk::{Key, Place};
use super::listener::{COLOUR, Seen};
use super::{Stage, TouchScreen};
use crate::rig::{eventually, until, wait};

/// What arrives of one gesture: the button, and where it goes down and up.
type Click = (u8, (i16, i16), (i16, i16));

#[test]
fn fingers_are_the_mouse() {
    let (stage, mut screen) = Stage::touched(&["--scale", "fit"]);
    for size in [(640, 420), (960, 400)] {
        let picture = stage.desk.place(size.0, size.1);
        let (first, second) = (picture.at(0.3, 0.4), picture.at(0.8, 0.7));
        for (fingers, button) in [(1, 1), (2, 3), (3, 2)] {
            stage.listener.forget();
            stage.tap(&mut screen, fingers, first);
            stage.arrives(picture, (button, first, first));
        }
        stage.listener.forget();
        let (from, to) = (stage.desk.on_screen(first), stage.desk.on_screen(second));
        screen.down(0, from);
        screen.stroke(0, from, to);
        screen.up(0, to);
        stage.arrives(picture, (1, first, second));

        stage.listener.forget();
        screen.down(0, from);
        let held = || stage.listener.buttons().first().copied();
        let pressed = eventually("the button of a finger that stays", held);
        assert!(matches!(pressed, Seen::Pressed { button: 3, .. }), "{pressed:?}");
        screen.up(0, from);
        stage.arrives(picture, (3, first, first));
    }
}

#[test]
fn two_fingers_scroll_what_fits_and_zoom_what_does_not() {
    let (stage, mut screen) = Stage::touched(&["--scale", "fit"]);
    let picture = stage.desk.place(960, 400);
    let place = |x: f64, y: f64| stage.desk.on_screen(picture.at(x, y));
    stage.listener.forget();
    let (left, right) = ((place(0.4, 0.3), place(0.4, 0.8)), (place(0.6, 0.3), place(0.6, 0.8)));
    two(&mut screen, left, right);
    let scrolled = eventually("steps of the wheel", || {
        let seen = stage.listener.buttons();
        (seen.len() >= 4).then_some(seen)
    });
    assert!(
        scrolled.iter().all(|seen| matches!(seen, Seen::Pressed { button: 4, .. } | Seen::Released { button: 4, .. })),
        "{scrolled:?}"
    );

    let shown = || stage.desk.shown(COLOUR).expect("the remote desktop");
    assert!(shown().width < 700);
    let apart = ((place(0.45, 0.5), place(0.3, 0.5)), (place(0.55, 0.5), place(0.7, 0.5)));
    two(&mut screen, apart.0, apart.1);
    eventually("a larger picture", || (shown().width > 900).then_some(()));
    assert!(shown().width <= 960);
}

#[test]
fn three_fingers_downwards_open_the_menu() {
    let (stage, mut screen) = Stage::touched(&["--scale", "fit"]);
    let picture = stage.desk.place(640, 420);
    let place = |x: f64, y: f64| stage.desk.on_screen(picture.at(x, y));
    let whole = stage.desk.count(COLOUR);
    for finger in 0..3 {
        screen.down(finger, place(0.2 + 0.1 * f64::from(finger), 0.3));
    }
    for finger in 0..3 {
        let x = 0.2 + 0.1 * f64::from(finger);
        screen.stroke(finger, place(x, 0.3), place(x, 0.7));
    }
    for finger in 0..3 {
        screen.up(finger, place(0.2 + 0.1 * f64::from(finger), 0.7));
    }
    eventually("the menu", || (stage.desk.count(COLOUR) < whole / 2).then_some(()));
    stage.desk.tap(&[], Key::Escape);
    eventually("the remote desktop", || (stage.desk.count(COLOUR) > whole / 2).then_some(()));
    assert_eq!(stage.listener.buttons(), [], "nothing was clicked");
    assert_eq!(stage.listener.typed(), "");
}

/// Moves two fingers from one place of the screen to another.
fn two(screen: &mut TouchScreen, first: ((i16, i16), (i16, i16)), second: ((i16, i16), (i16, i16))) {
    screen.down(0, first.0);
    screen.down(1, second.0);
    for step in 1..=10 {
        let along = |(from, to): ((i16, i16), (i16, i16))| {
            (from.0 + (to.0 - from.0) * step / 10, from.1 + (to.1 - from.1) * step / 10)
        };
        screen.to(0, along(first));
        screen.to(1, along(second));
    }
    screen.up(0, first.1);
    screen.up(1, second.1);
}

impl Stage {
    fn tap(&self, screen: &mut TouchScreen, fingers: u32, at: (i16, i16)) {
        let (x, y) = self.desk.on_screen(at);
        let place = |finger: u32| (x + 30 * finger as i16, y);
        (0..fingers).for_each(|finger| screen.down(finger, place(finger)));
        (0..fingers).for_each(|finger| screen.up(finger, place(finger)));
    }

    /// Waits for this click and checks that there is no other.
    #[track_caller]
    fn arrives(&self, picture: Place, (button, from, to): Click) {
        let seen = until(wait::READY, || match self.listener.buttons()[..] {
            [Seen::Pressed { button: pressed, x, y }, Seen::Released { button: released, x: end_x, y: end_y }] => {
                Some(((pressed, (x, y)), (released, (end_x, end_y))))
            }
            _ => None,
        });
        let Some(((pressed, start), (released, end))) = seen else {
            panic!("no press and release: {:?}", self.listener.buttons());
        };
        assert_eq!((pressed, released), (button, button));
        assert!(picture.shows(from, start), "{from:?} of the window is not {start:?} of {picture:?}");
        assert!(picture.shows(to, end), "{to:?} of the window is not {end:?} of {picture:?}");
    }
}
