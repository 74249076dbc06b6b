//! The demo desktop as a pure function of times and input.

use std::time::Duration;

use rfb::{Framebuffer, Point, Rect, Size};

use super::*;

const START: Duration = Duration::from_secs(1_795_315_445);

/// A desktop after `ticks` ticks with some input, and the picture of a viewer that followed the changes only.
fn followed(size: Size, ticks: u32) -> (DemoDesktop, Framebuffer) {
    let mut desktop = DemoDesktop::new(size);
    let mut viewer = Framebuffer::new(size);
    for tick in 0..ticks {
        let step = tick as u16;
        match tick % 40 {
            3..=8 => desktop.key(Key { keysym: 0x61 + tick % 26, scancode: None, pressed: tick % 2 == 0 }),
            10..=29 => {
                let position = Point::new((step * 37) % size.width, (step * 23) % size.height);
                desktop.pointer(Pointer { position, buttons: if tick % 40 < 14 { 0 } else { 1 << (tick / 40 % 5) } });
            }
            31 => desktop.pointer(Pointer::default()),
            _ => {}
        }
        let changes = desktop.tick(START + Duration::from_millis(33) * tick);
        for copy in changes.copies {
            assert!(viewer.copy(copy.from, copy.target()), "{copy:?}");
        }
        for rect in changes.damage.rects() {
            assert!(rect.fits(size), "{rect}");
            let rows: Vec<Vec<u32>> = desktop.framebuffer().rows(*rect).map(<[u32]>::to_vec).collect();
            viewer.target(*rect).unwrap().rows_mut().zip(rows).for_each(|(to, from)| to.copy_from_slice(&from));
        }
        assert_eq!(first_difference(&viewer, desktop.framebuffer()), None, "tick {tick} at {size}");
    }
    (desktop, viewer)
}

fn first_difference(one: &Framebuffer, other: &Framebuffer) -> Option<(usize, usize)> {
    if one == other {
        return None;
    }
    let index = one.pixels().iter().zip(other.pixels()).position(|(a, b)| a != b)?;
    let width = usize::from(one.size().width);
    Some((index % width, index / width))
}

#[test]
fn the_same_calls_give_the_same_picture() {
    let (first, _) = followed(DEFAULT_SIZE, 60);
    let (second, _) = followed(DEFAULT_SIZE, 60);
    assert_eq!(first_difference(first.framebuffer(), second.framebuffer()), None);
}

#[test]
fn the_picture_kept_up_to_date_equals_one_painted_from_nothing() {
    let (mut desktop, viewer) = followed(Size::new(800, 600), 160);
    desktop.scene.damage(Area::of(viewer.size()));
    desktop.scene.paint();
    assert_eq!(first_difference(&viewer, desktop.framebuffer()), None);
}

#[test]
fn every_size_can_be_drawn() {
    for size in [MIN_SIZE, Size::new(321, 777), Size::new(1999, 203), Size::new(640, 480)] {
        followed(size, 60);
    }
}

#[test]
fn windows_that_move_are_copied_and_little_is_repainted() {
    let mut desktop = DemoDesktop::new(DEFAULT_SIZE);
    desktop.tick(START);
    let (mut copies, mut painted) = (0, 0);
    for tick in 1..90 {
        let changes = desktop.tick(START + Duration::from_millis(33) * tick);
        copies += changes.copies.len();
        painted += changes.damage.rects().iter().map(|rect| rect.area()).sum::<usize>();
    }
    assert!(copies > 10, "{copies} copies in three seconds");
    let share = painted as f64 / 89.0 / DEFAULT_SIZE.area() as f64;
    assert!(share < 0.06, "{share} of the screen is painted per frame");
}

#[test]
fn the_cursor_changes_over_text() {
    let mut desktop = DemoDesktop::new(DEFAULT_SIZE);
    desktop.tick(START);
    let notes = desktop.scene.window(Place::Notes).body();
    let arrow = desktop.cursor().clone();
    desktop.pointer(Pointer { position: Point::new(notes.left as u16 + 60, notes.top as u16 + 80), buttons: 0 });
    let changes = desktop.tick(START);
    assert_eq!(changes.notices, [Notice::Cursor]);
    assert_ne!(*desktop.cursor(), arrow);
}

#[test]
fn sizes_out_of_bounds_are_refused() {
    let mut desktop = DemoDesktop::new(Size::new(1, 1));
    assert_eq!(desktop.framebuffer().size(), MIN_SIZE);
    assert_eq!(desktop.resize(Size::new(319, 900)), Err(ResizeRefused::InvalidLayout));
    assert_eq!(desktop.resize(Size::new(9000, 900)), Err(ResizeRefused::OutOfResources));
    assert_eq!(desktop.resize(Size::new(1024, 768)), Ok(()));
    let whole = Rect::of(desktop.framebuffer().size());
    assert_eq!(whole, Rect::new(0, 0, 1024, 768));
    assert_ne!(desktop.framebuffer().row(700)[500], 0, "the new picture is there at once");
}
