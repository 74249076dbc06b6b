//! Gestures of one to five fingers, and what is none.

use super::*;

/// Fingers, and a clock that the test moves.
struct Hand {
    fingers: Fingers,
    now: Instant,
    one: OneFinger,
}

impl Hand {
    fn new() -> Self {
        Self { fingers: Fingers::default(), now: Instant::now(), one: OneFinger::Drags }
    }

    fn after(&mut self, milliseconds: u64) -> &mut Self {
        self.now += Duration::from_millis(milliseconds);
        self
    }

    fn change(&mut self, id: u64, phase: TouchPhase, x: f64, y: f64) -> Vec<Gesture> {
        self.fingers.touch(Touch { id, phase, at: [x, y] }, self.one, self.now, 1.0)
    }

    fn down(&mut self, id: u64, x: f64, y: f64) {
        assert_eq!(self.change(id, TouchPhase::Started, x, y), []);
    }

    fn to(&mut self, id: u64, x: f64, y: f64) -> Vec<Gesture> {
        self.change(id, TouchPhase::Moved, x, y)
    }

    fn up(&mut self, id: u64) -> Vec<Gesture> {
        self.change(id, TouchPhase::Ended, 0.0, 0.0)
    }
}

fn click(button: MouseButton, at: [f64; 2]) -> [Gesture; 2] {
    [Gesture::Press(button, at), Gesture::Release(button)]
}

#[test]
fn taps_are_clicks_and_the_number_of_fingers_is_the_button() {
    for (fingers, button) in [(1, MouseButton::Left), (2, MouseButton::Right), (3, MouseButton::Middle)] {
        let mut hand = Hand::new();
        (0..fingers).for_each(|id| hand.after(20).down(id, 100.0 + 50.0 * id as f64, 80.0));
        assert_eq!(hand.to(0, 105.0, 84.0), [], "nobody holds still");
        let gestures: Vec<Gesture> = (0..fingers).flat_map(|id| hand.after(20).up(id)).collect();
        assert_eq!(gestures, click(button, [100.0, 80.0]));
        assert!(!hand.fingers.are_down());
    }
}

#[test]
fn a_second_tap_is_where_the_first_was_if_it_comes_soon() {
    let mut hand = Hand::new();
    let tap = |hand: &mut Hand, x| {
        hand.down(1, x, 50.0);
        hand.after(50).up(1)
    };
    assert_eq!(tap(&mut hand, 100.0), click(MouseButton::Left, [100.0, 50.0]));
    assert_eq!(tap(hand.after(100), 120.0), click(MouseButton::Left, [100.0, 50.0]));
    assert_eq!(tap(hand.after(100), 160.0), click(MouseButton::Left, [160.0, 50.0]), "somewhere else");
    assert_eq!(tap(hand.after(800), 170.0), click(MouseButton::Left, [170.0, 50.0]), "later");
}

#[test]
fn a_finger_that_moves_drags_from_where_it_began() {
    let mut hand = Hand::new();
    hand.down(7, 10.0, 10.0);
    assert_eq!(hand.to(7, 40.0, 10.0), [Gesture::Press(MouseButton::Left, [10.0, 10.0]), Gesture::Drag([40.0, 10.0])]);
    hand.down(8, 300.0, 300.0);
    assert_eq!(hand.to(8, 350.0, 300.0), [], "another finger has no say");
    assert_eq!(hand.up(8), []);
    assert_eq!(hand.to(7, 41.0, 10.0), [Gesture::Drag([41.0, 10.0])]);
    assert_eq!(hand.up(7), [Gesture::Release(MouseButton::Left)]);
    assert_eq!(hand.fingers.due(), None);
}

#[test]
fn a_finger_that_stays_holds_the_right_button() {
    let mut hand = Hand::new();
    hand.down(1, 10.0, 10.0);
    let due = hand.fingers.due().expect("it is waited for");
    assert_eq!(hand.fingers.rested(hand.now), None, "not yet");
    assert_eq!(hand.fingers.rested(due), Some(Gesture::Press(MouseButton::Right, [10.0, 10.0])));
    assert_eq!(hand.to(1, 60.0, 10.0), [Gesture::Drag([60.0, 10.0])]);
    assert_eq!(hand.change(1, TouchPhase::Cancelled, 0.0, 0.0), [Gesture::Release(MouseButton::Right)]);
}

#[test]
fn two_fingers_move_or_pinch_as_they_began_to() {
    let mut hand = Hand::new();
    hand.down(1, 100.0, 100.0);
    hand.down(2, 200.0, 100.0);
    assert_eq!(hand.fingers.due(), None);
    assert_eq!(hand.to(2, 220.0, 100.0), [Gesture::Pinch { at: [160.0, 100.0], by: [10.0, 0.0], factor: 1.2 }]);
    assert_eq!(hand.to(1, 40.0, 100.0), [Gesture::Pinch { at: [130.0, 100.0], by: [-30.0, 0.0], factor: 1.5 }]);
    assert_eq!(hand.up(1), []);
    assert_eq!(hand.to(2, 300.0, 100.0), [], "until all fingers are up nothing else begins");
    assert_eq!(hand.up(2), []);

    hand.down(1, 100.0, 100.0);
    hand.down(2, 200.0, 100.0);
    assert_eq!(hand.to(1, 100.0, 140.0), [Gesture::Move { from: [150.0, 100.0], by: [0.0, 20.0] }]);
    assert_eq!(hand.to(2, 200.0, 130.0), [Gesture::Move { from: [150.0, 100.0], by: [0.0, 15.0] }]);
}

#[test]
fn two_fingers_at_one_place_are_no_division_by_nothing() {
    let mut hand = Hand::new();
    hand.down(1, 100.0, 100.0);
    hand.down(2, 100.0, 100.0);
    let gestures = hand.to(2, 160.0, 100.0);
    assert!(matches!(gestures[..], [Gesture::Pinch { factor, .. }] if factor.is_finite()), "{gestures:?}");
}

#[test]
fn three_fingers_downwards_open_the_menu_once() {
    let mut hand = Hand::new();
    (0..3).for_each(|id| hand.down(id, 100.0 * id as f64, 50.0));
    let mut gestures: Vec<Gesture> = (0..3).flat_map(|id| hand.to(id, 100.0 * id as f64, 90.0)).collect();
    assert_eq!(gestures, []);
    gestures.extend((0..3).flat_map(|id| hand.to(id, 100.0 * id as f64, 130.0)));
    gestures.extend((0..3).flat_map(|id| hand.up(id)));
    assert_eq!(gestures, [Gesture::Menu]);
}

#[test]
fn where_nothing_can_be_pressed_one_finger_moves_the_picture() {
    let mut hand = Hand { one: OneFinger::Moves, ..Hand::new() };
    hand.down(1, 100.0, 100.0);
    assert_eq!(hand.to(1, 100.0, 130.0), [Gesture::Move { from: [100.0, 100.0], by: [0.0, 30.0] }]);
    assert_eq!(hand.up(1), []);
}

#[test]
fn a_hand_on_the_screen_means_nothing() {
    let mut hand = Hand::new();
    (0..5).for_each(|id| hand.down(id, 100.0 * id as f64, 50.0));
    let gestures: Vec<Gesture> = (0..5).flat_map(|id| hand.to(id, 100.0 * id as f64, 300.0)).collect();
    assert_eq!(gestures, []);
    assert_eq!((0..5).flat_map(|id| hand.up(id)).collect::<Vec<_>>(), []);
    hand.down(9, 10.0, 10.0);
    assert_eq!(hand.up(9), click(MouseButton::Left, [10.0, 10.0]), "the next one does again");
}
