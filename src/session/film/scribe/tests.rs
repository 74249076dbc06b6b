//! What a recording shows is what was on the screen, wherever a player starts.

use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Event, Framebuffer, Point, Rect, Region, Size};
use server::desktop::CursorShape;

use super::*;

/// A player for what a [`Scribe`] writes.
struct Player {
    client: Client,
    pipeline: Pipeline,
    shown: Framebuffer,
    cursor: Option<rfb::Cursor>,
    pointer: Option<Point>,
    bells: u32,
}

impl Player {
    fn new() -> Self {
        let client = Client::replaying(Config::default());
        let pipeline = Pipeline::new(1, Thresholds::default());
        Self { client, pipeline, shown: Framebuffer::default(), cursor: None, pointer: None, bells: 0 }
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.client.buffer().extend_from_slice(bytes);
        while let Some(event) = self.client.poll().expect("a good stream") {
            match event {
                Event::Connected(server_init) => self.shown.resize(server_init.size),
                Event::DesktopSize(layout) if layout.status == Status::Done => self.shown.resize(layout.size),
                Event::Rectangle(job) => {
                    self.pipeline.push(job);
                    self.pipeline.decode();
                    while !self.pipeline.is_empty() {
                        self.pipeline.apply(&mut self.shown).expect("good pixels");
                    }
                }
                Event::Cursor(cursor) => self.cursor = Some(cursor),
                Event::PointerMoved(position) => self.pointer = Some(position),
                Event::Bell => self.bells += 1,
                _ => {}
            }
        }
        assert!(self.client.unread().is_empty(), "blocks hold whole messages");
    }
}

fn noise(size: Size, seed: u32) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    let mut state = seed;
    for pixel in picture.pixels_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *pixel = state >> 8;
    }
    picture
}

fn region(rects: &[Rect]) -> Region {
    let mut region = Region::new();
    region.extend(rects.iter().copied());
    region
}

fn stream_after_handshake(out: &[u8]) -> &[u8] {
    out.strip_prefix(&HANDSHAKE).expect("a handshake")
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn every_change_is_shown_and_nothing_is_written_for_none() {
    let size = Size::new(300, 200);
    let mut screen = noise(size, 1);
    let mut out = Vec::new();
    let mut scribe = Scribe::begin(size, "still life", &mut out);
    scribe.look(&screen, &region(&[Rect::of(size)]));
    scribe.write(Duration::ZERO, Extras::default(), &mut out);
    let mut player = Player::new();
    player.feed(stream_after_handshake(&out));
    assert_eq!(player.shown, screen);

    let other = noise(size, 2);
    for (turn, rect) in
        [Rect::new(3, 5, 70, 150), Rect::new(299, 199, 1, 1), Rect::new(0, 60, 300, 10)].iter().enumerate()
    {
        copy(&other, *rect, &mut screen);
        // More is said to have changed than has, twice.
        scribe.look(&screen, &region(&[Rect::of(size)]));
        scribe.look(&screen, &region(&[*rect, Rect::new(250, 150, 100, 100)]));
        out.clear();
        scribe.write(seconds(turn as u64), Extras::default(), &mut out);
        assert!(out.len() < 4 * rect.area() + 100, "{} bytes for {rect}", out.len());
        player.feed(&out);
        assert_eq!(player.shown, screen, "{rect}");
    }
    out.clear();
    scribe.look(&screen, &region(&[Rect::of(size)]));
    scribe.write(seconds(100), Extras::default(), &mut out);
    assert!(out.is_empty(), "nothing has changed");
}

#[test]
fn another_size_is_shown_whole() {
    let mut out = Vec::new();
    let mut scribe = Scribe::begin(Size::new(20, 10), "", &mut out);
    let mut player = Player::new();
    player.feed(stream_after_handshake(&out));
    for size in [Size::new(20, 10), Size::new(2500, 300), Size::new(1, 1), Size::new(0, 0), Size::new(64, 64)] {
        let screen = noise(size, 3);
        out.clear();
        scribe.look(&screen, &region(&[Rect::of(size)]));
        scribe.write(seconds(1), Extras::default(), &mut out);
        player.feed(&out);
        assert_eq!(player.shown, screen, "{size}");
    }
}

#[test]
fn a_player_can_start_at_every_whole_picture_and_they_come_now_and_then() {
    let size = Size::new(64, 64);
    let mut out = Vec::new();
    let mut scribe = Scribe::begin(size, "", &mut out);
    let head = stream_after_handshake(&out).to_vec();
    let image = CursorShape { size: Size::new(1, 1), hotspot: Point::new(0, 0), rgba: vec![9, 8, 7, 255] };
    let mut extras = Extras { cursor: Some(image), pointer: Some(Point::new(5, 6)), bell: Some(Bell) };
    let mut wholes = 0;
    for second in 0..65 {
        let screen = noise(size, second);
        scribe.look(&screen, &region(&[Rect::of(size)]));
        let mut update = Vec::new();
        scribe.write(seconds(second.into()), std::mem::take(&mut extras), &mut update);
        let begins = scribe.key.time == seconds(second.into());
        if begins {
            wholes += 1;
            // Nothing of what came before is needed.
            let mut late = Player::new();
            late.feed(&head);
            late.feed(&update);
            assert_eq!(late.shown, screen, "from second {second}");
            assert_eq!(late.cursor.map(|cursor| cursor.rgba), Some(vec![9, 8, 7, 255]));
            assert_eq!(late.pointer, Some(Point::new(5, 6)));
            assert_eq!(late.bells, u32::from(second == 0));
        }
    }
    assert_eq!(wholes, 7, "all ten seconds");
}

#[test]
fn little_changes_bring_a_whole_picture_once_a_minute() {
    let size = Size::new(640, 480);
    let (mut out, mut screen) = (Vec::new(), noise(size, 1));
    let mut scribe = Scribe::begin(size, "", &mut out);
    scribe.look(&screen, &region(&[Rect::of(size)]));
    let mut wholes = Vec::new();
    for second in 0..130 {
        screen.pixels_mut()[second as usize] = 0;
        scribe.look(&screen, &region(&[Rect::of(size)]));
        scribe.write(seconds(second), Extras::default(), &mut out);
        if scribe.key.time == seconds(second) {
            wholes.push(second);
        }
    }
    assert_eq!(wholes, [0, 60, 120]);
}
