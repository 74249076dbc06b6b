//! A virtual machine without a tablet: the mouse is captured, and only its movements are sent. And its locks, which the
//! keyboard here brings into step.

use std::thread::sleep;
use std::time::Duration;

use super::desk::{Desk, Key};
use super::machine::Machine;
use crate::rig::eventually;
use crate::rig::xorg::TouchScreen;

/// The BIOS writes in grey.
const GREY: u32 = 0x00a8_a8a8;

#[test]
fn a_captured_mouse_moves_as_far_there_as_here_until_the_menu_frees_it() {
    let machine = Machine::with_a_mouse();
    let desk = Desk::open(&machine.target, "us", &[], GREY);
    desk.point((200, 150));
    // A click gives the mouse away and does nothing else.
    desk.hold(1);
    desk.let_go(1);
    eventually("the machine's mouse to move", || {
        desk.move_by((1, 0));
        sleep(Duration::from_millis(50));
        (machine.mouse().0.0 > 0).then_some(())
    });
    let before = settled(&machine).0;
    // Farther to the right than the window is wide.
    let ways = [(40, 0), (0, 30), (-15, -25), (90, 90)];
    for way in ways.into_iter().chain([(100, 0); 15]) {
        desk.move_by(way);
        sleep(Duration::from_millis(20));
    }
    let expected = (before.0 + 115 + 1500, before.1 + 95);
    assert_eq!(settled(&machine).0, expected);
    desk.hold(3);
    eventually("the right button in the machine", || (machine.mouse().1 == 2).then_some(()));
    desk.let_go(3);
    eventually("its release in the machine", || (machine.mouse().1 == 0).then_some(()));
    desk.tap(&[], Key::F8);
    sleep(Duration::from_millis(300));
    for _ in 0..5 {
        desk.move_by((-20, -20));
    }
    sleep(Duration::from_millis(300));
    assert_eq!(machine.mouse().0, expected, "the mouse is free");
}

#[test]
fn a_finger_moves_a_captured_mouse_as_on_a_touchpad() {
    let machine = Machine::with_a_mouse();
    let (desk, mut screen) = Desk::open_touched(&machine.target, &[], GREY);
    let (from, to) = (desk.on_screen((200, 150)), desk.on_screen((300, 190)));
    let tap = |screen: &mut TouchScreen| {
        screen.down(0, from);
        screen.up(0, from);
    };
    // The first tap gives the mouse away and does nothing else; no two are a double click.
    tap(&mut screen);
    let before = settled(&machine).0;
    eventually("the machine's mouse to move", || {
        screen.down(0, from);
        screen.stroke(0, from, to);
        screen.up(0, to);
        sleep(Duration::from_millis(100));
        (machine.mouse().0 != before).then_some(())
    });
    let before = settled(&machine).0;
    screen.down(0, from);
    screen.stroke(0, from, to);
    screen.up(0, to);
    eventually("as much as the finger", || (machine.mouse().0 == (before.0 + 100, before.1 + 40)).then_some(()));
}

#[test]
fn locks_that_changed_elsewhere_are_brought_into_step_before_the_next_letter() {
    let machine = Machine::start();
    let desk = Desk::open(&machine.target, "us", &[], GREY);
    desk.tap(&[], Key::A);
    for letters in 1..=2 {
        // Somebody else's window has the keyboard.
        desk.take_focus();
        sleep(Duration::from_millis(200));
        desk.tap(&[], Key::CapsLock);
        desk.focus();
        sleep(Duration::from_millis(200));
        for _ in 0..letters {
            desk.tap(&[], Key::A);
        }
    }
    let expected = ['a', 'A', 'a', 'a'].map(|character| (character, 0x1e));
    let keys = eventually("four letters in the machine", || Some(machine.keys()).filter(|keys| keys.len() >= 4));
    assert_eq!(keys, expected);
}

/// Where the machine's mouse is once it stands still.
fn settled(machine: &Machine) -> ((i32, i32), u8) {
    let mut before = machine.mouse();
    eventually("the machine's mouse to stand still", || {
        sleep(Duration::from_millis(200));
        let now = machine.mouse();
        (std::mem::replace(&mut before, now) == now).then_some(now)
    })
}
