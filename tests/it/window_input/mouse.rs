//! Clicks, drags and the wheel arrive at the pixel they were made at, however the picture is scaled.

use super::Stage;
use super::desk::{Desk, Place, REMOTE};
use super::listener::{Listener, Seen};
use crate::rig::{Picture, RealServer, Setup, eventually};

/// A button that goes down at one pixel of the window and up at another.
type Click = (u8, (i16, i16), (i16, i16));

#[test]
fn the_mouse_is_at_the_right_pixel_at_1_to_1() {
    let stage = Stage::new("us", &["--scale", "1:1"]);
    let picture = stage.desk.place(640, 420);
    assert_eq!((picture.width, picture.height), (640, 420));
    stage.uses_the_mouse(picture);
}

#[test]
fn the_mouse_is_at_the_right_pixel_when_scaled() {
    let stage = Stage::new("us", &["--scale", "fit"]);
    for size in [(400, 300), (960, 400), (1000, 800)] {
        let picture = stage.desk.place(size.0, size.1);
        assert!(picture.width == size.0 || picture.height == size.1, "{picture:?} fits {size:?} in one direction");
        stage.uses_the_mouse(picture);
    }
}

#[test]
fn the_mouse_is_at_the_pixel_it_points_at_when_the_window_shows_a_part() {
    let setup = Setup::default().with_options(&["-AcceptSetDesktopSize=0"]);
    let server = RealServer::xtigervnc(&setup);
    let (width, height) = REMOTE;
    // Every pixel says where it is.
    let pixel_at = |x: usize, y: usize| ((x << 12) | y) as u32;
    server.display().paint(&Picture::from_fn(width, height, pixel_at), 0, 0);
    let listener = Listener::unseen_on(server.display());
    let desk = Desk::open(&server.target(), "us", &["--scale", "1:1"], pixel_at(width / 2, height / 2));
    desk.resize(400, 300);
    let place_of = |pixel: u32| ((pixel >> 12) as i16, (pixel & 0xfff) as i16);
    // In the middle, and then in the corners, to which clicks at the ends of the scroll bars bring the picture.
    let (lower, right) = (294, 394);
    let far = (387, 287);
    for (mouse, clicks, corner) in [
        ((200, 150), None, None),
        (far, Some([(right, 284), (384, lower)]), Some((far, (639, 419)))),
        ((1, 1), Some([(right, 3), (3, lower)]), Some(((0, 0), (0, 0)))),
    ] {
        for place in clicks.into_iter().flatten() {
            desk.point(place);
            desk.hold(1);
            desk.let_go(1);
        }
        if let Some((end, corner)) = corner {
            eventually("the corner of the desktop", || (place_of(desk.pixel(end)) == corner).then_some(()));
        }
        listener.forget();
        desk.point(mouse);
        desk.hold(1);
        desk.let_go(1);
        let clicked = eventually("a click", || match listener.buttons()[..] {
            [Seen::Pressed { x, y, .. }, Seen::Released { .. }] => Some((x, y)),
            _ => None,
        });
        assert_eq!(clicked, place_of(desk.pixel(mouse)));
    }
}

impl Stage {
    /// Uses the mouse on a picture drawn at this place of the window, and checks what arrives.
    #[track_caller]
    fn uses_the_mouse(&self, picture: Place) {
        let (desk, listener) = (&self.desk, &self.listener);
        let (first, second) = (picture.at(0.1, 0.2), picture.at(0.9, 0.7));
        for button in [1, 2, 3] {
            listener.forget();
            desk.point(first);
            desk.hold(button);
            desk.let_go(button);
            self.sees_clicks(picture, &[(button, first, first)]);
        }
        for wheel in [4, 5, 6, 7] {
            listener.forget();
            desk.point(first);
            desk.hold(wheel);
            desk.let_go(wheel);
            self.sees_clicks(picture, &[(wheel, first, first)]);
        }
        // A drag, and one that leaves the window.
        for end in [second, (picture.x - 5, second.1)] {
            listener.forget();
            desk.point(first);
            desk.hold(1);
            desk.point(end);
            desk.let_go(1);
            self.sees_clicks(picture, &[(1, first, end)]);
        }
    }

    /// Waits for these clicks and checks that there are no others. A click with the right button at the end makes sure of
    /// that.
    #[track_caller]
    fn sees_clicks(&self, picture: Place, clicks: &[Click]) {
        let last = picture.at(0.5, 0.5);
        self.desk.point(last);
        self.desk.hold(3);
        self.desk.let_go(3);
        let expected = [clicks, &[(3, last, last)]].concat();
        let seen = eventually("the last click", || {
            let buttons: Vec<Seen> = self.listener.buttons();
            matches!(buttons.last(), Some(Seen::Released { button: 3, x, y }) if picture.shows(last, (*x, *y)))
                .then_some(buttons)
        });
        assert_eq!(seen.len(), 2 * expected.len(), "{seen:?} for {expected:?}");
        for (pair, (button, from, to)) in seen.chunks(2).zip(expected) {
            let [Seen::Pressed { button: pressed, x, y }, Seen::Released { button: released, x: end_x, y: end_y }] =
                pair
            else {
                panic!("no press and release: {pair:?}");
            };
            assert_eq!((*pressed, *released), (button, button));
            assert!(picture.shows(from, (*x, *y)), "{from:?} of the window is not {:?} of {picture:?}", (x, y));
            assert!(
                picture.shows(to, (*end_x, *end_y)),
                "{to:?} of the window is not {:?} of {picture:?}",
                (end_x, end_y)
            );
        }
    }
}
