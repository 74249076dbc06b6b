//! Playing recordings without a window: places, steps, speeds, and files of every kind.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rfb::recording::fbs::put_block;
use rfb::recording::{Chunk, MAGIC, fbs};
use rfb::{Framebuffer, PixelFormat, Rect, Region, ServerInit, Size};
use tempfile::TempDir;

use super::index::Index;
use super::*;
use crate::session::film::scribe::{Extras, Scribe};
use crate::session::{Desktop, Session};

const SIZE: Size = Size::new(40, 30);

/// The picture of a second: one colour, and another where the mouse could be.
fn picture(second: u32) -> Framebuffer {
    let mut picture = Framebuffer::new(SIZE);
    picture.pixels_mut().fill(second * 1000);
    picture.pixels_mut()[second as usize % 7] = 0x00ff_ffff;
    picture
}

/// A recording with a picture every second, as a session writes it.
fn filmed(seconds: u32) -> Vec<u8> {
    let mut file = fbs::MAGIC.to_vec();
    let mut update = Vec::new();
    let mut scribe = Scribe::begin(SIZE, "still life", &mut update);
    let mut whole = Region::new();
    whole.add(Rect::of(SIZE));
    for second in 0..=seconds {
        let time = Duration::from_secs(second.into());
        scribe.look(&picture(second), &whole);
        scribe.write(time, Extras::default(), &mut update);
        put_block(Chunk { time, bytes: &update }, &mut file);
        update.clear();
    }
    file
}

/// The same as a server sends it whose pictures all build upon the first, here with one rectangle of zlib.
fn streamed(seconds: u32) -> Vec<u8> {
    let format = PixelFormat::RENDERER;
    let server_init = ServerInit { size: SIZE, server_format: format, format, name: "stream".into() };
    let mut file = MAGIC.to_vec();
    let mut put = |time, bytes: &[u8]| {
        let chunk = Chunk { time, bytes };
        file.extend(chunk.header());
        file.extend(bytes);
    };
    put(Duration::ZERO, &server_init.to_wire());
    let mut encoders = server::encoder::Encoders::default();
    let translation = server::encoder::Translation::new(format);
    for second in 0..=seconds {
        let mut update = Vec::new();
        server::protocol::put_framebuffer_update(1, &mut update);
        server::protocol::put_rectangle(Rect::of(SIZE), 16, &mut update);
        let (framebuffer, rect) = (&picture(second), Rect::of(SIZE));
        let source = server::encoder::Source { framebuffer, rect, translation: &translation };
        encoders.get(16).expect("ZRLE").encode(&source, &mut update);
        put(Duration::from_secs(second.into()), &update);
    }
    file
}

struct Played {
    session: Session,
    last: Playback,
    _folder: TempDir,
}

impl Played {
    fn new(file: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path: PathBuf = folder.path().join("recording");
        std::fs::write(&path, file).expect("it can be written");
        let session = Session::play(path, Arc::new(|| {}));
        Self { session, last: Playback::default(), _folder: folder }
    }

    /// Waits for the first event that `wanted` takes.
    #[track_caller]
    fn wait<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> T {
        let deadline = Instant::now() + Duration::from_secs(20);
        while let Some(event) = self.session.wait_event(deadline.saturating_duration_since(Instant::now())) {
            if let Event::Playback(playback) = event {
                self.last = playback;
            }
            if let Some(found) = wanted(&event) {
                return found;
            }
        }
        panic!("it did not come; last was {:?}", self.last);
    }

    /// Asks for something, and waits until the player stands still at this place.
    #[track_caller]
    fn ask(&mut self, control: Control, seconds: u64) -> Motion {
        self.session.send(Command::Playback(control));
        let there = |event: &Event| match event {
            Event::Playback(Playback { place, motion: motion @ (Motion::Paused | Motion::Ended), .. })
                if place.as_secs() == seconds =>
            {
                Some(*motion)
            }
            _ => None,
        };
        self.wait(there)
    }

    #[track_caller]
    fn assert_shows(&self, second: u32) {
        self.session.screen().look(|shown| assert!(*shown == picture(second), "{:?}", &shown.pixels()[..8]));
    }
}

const fn seek(seconds: u64) -> Control {
    Control::Seek(Duration::from_secs(seconds))
}

#[test]
fn every_place_is_shown_as_it_was_in_whatever_order_they_are_visited() {
    for file in [filmed(100), streamed(100)] {
        let mut played = Played::new(&file);
        played.wait(|event| (*event == Event::FirstPicture).then_some(()));
        played.session.send(Command::Playback(Control::Pause));
        for second in [50, 7, 8, 99, 0, 100, 64, 65, 3] {
            let motion = played.ask(seek(second.into()), second.into());
            assert_eq!(motion == Motion::Ended, second == 100);
            played.assert_shows(second);
        }
    }
}

#[test]
fn a_place_before_the_first_picture_shows_that_one() {
    // The same recording, but everything comes three seconds later.
    let mut late = fbs::MAGIC.to_vec();
    for chunk in rfb::recording::chunks(&filmed(20)).expect("a recording") {
        let bytes =
            if late.len() == fbs::MAGIC.len() { [&fbs::HANDSHAKE, chunk.bytes].concat() } else { chunk.bytes.to_vec() };
        put_block(Chunk { time: chunk.time + Duration::from_secs(3), bytes: &bytes }, &mut late);
    }
    let mut played = Played::new(&late);
    played.session.send(Command::Playback(seek(15)));
    played.session.send(Command::Playback(Control::Pause));
    played.ask(seek(15), 15);
    played.assert_shows(12);
    played.ask(seek(0), 0);
    played.assert_shows(0);
}

#[test]
fn single_pictures_are_stepped_through_both_ways() {
    for file in [filmed(30), streamed(30)] {
        let mut played = Played::new(&file);
        played.wait(|event| (*event == Event::FirstPicture).then_some(()));
        played.session.send(Command::Playback(Control::Pause));
        played.ask(seek(10), 10);
        for (direction, second) in [
            (Direction::Forward, 11),
            (Direction::Forward, 12),
            (Direction::Back, 11),
            (Direction::Back, 10),
            (Direction::Back, 9),
            (Direction::Forward, 10),
        ] {
            played.ask(Control::Step(direction), second);
            played.assert_shows(second as u32);
        }
        played.ask(seek(0), 0);
        played.session.send(Command::Playback(Control::Step(Direction::Back)));
        played.ask(Control::Step(Direction::Forward), 1);
        played.assert_shows(1);
    }
}

#[test]
fn it_plays_to_the_end_at_the_chosen_speed_and_begins_anew() {
    let mut played = Played::new(&filmed(4));
    let desktop = played.wait(|event| match event {
        Event::Connected(desktop) => Some(desktop.clone()),
        _ => None,
    });
    assert_eq!(desktop, Desktop { name: "still life".into(), size: SIZE });
    played.session.send(Command::Playback(Control::Speed(Speed::ALL[6])));
    let ended = |event: &Event| match event {
        Event::Playback(playback) if playback.motion == Motion::Ended => Some(*playback),
        _ => None,
    };
    let end = played.wait(ended);
    assert_eq!((end.place, end.length, end.speed), (Duration::from_secs(4), Duration::from_secs(4), Speed::ALL[6]));
    played.assert_shows(4);
    played.session.send(Command::Playback(Control::Play));
    let again = |event: &Event| match event {
        Event::Playback(playback) => (playback.motion == Motion::Playing).then_some(()),
        _ => None,
    };
    played.wait(again);
    played.wait(ended);
    played.assert_shows(4);
}

#[test]
fn what_cannot_be_played_is_told_and_what_is_cut_off_ends_where_it_does() {
    for (file, why) in [
        (&b""[..], "empty"),
        (b"FVRFB\0\0\x02", "version"),
        (b"FBS 001.000\n\0\0\0\x0cHTTP/1.1 400\0\0\0\0", "VNC server"),
        (&b"GIF89a is no recording but a picture that begins otherwise and goes on for a while"[..], "pixel count"),
    ] {
        let mut played = Played::new(file);
        let failure = played.wait(|event| match event {
            Event::Ended(failure) => Some(failure.clone()),
            _ => None,
        });
        let failure = failure.expect("a failure");
        assert!(failure.why.contains(why), "{failure}");
    }
    let file = filmed(20);
    let mut played = Played::new(&file[..file.len() - 30]);
    played.wait(|event| (*event == Event::FirstPicture).then_some(()));
    played.session.send(Command::Playback(seek(20)));
    played.session.send(Command::Playback(Control::Pause));
    played.ask(seek(18), 18);
    played.assert_shows(18);
}

/// What a survey finds in `file`.
fn surveyed(file: &[u8]) -> Index {
    let path = tempfile::NamedTempFile::new().expect("a file").into_temp_path();
    std::fs::write(&path, file).expect("it can be written");
    let index = Mutex::default();
    survey::run(Source::open(&path).expect("a recording"), &index, &AtomicBool::new(false));
    index.into_inner()
}

#[test]
fn recordings_of_sessions_can_be_entered_now_and_then_and_endless_streams_only_at_the_beginning() {
    let index = surveyed(&filmed(100));
    let times: Vec<_> = index.entrances().iter().map(|entrance| entrance.time.as_secs()).collect();
    assert_eq!((times.first(), times.windows(2).all(|pair| pair[1] - pair[0] <= 11)), (Some(&10), true), "{times:?}");
    assert_eq!((index.length, index.extent), (Duration::from_secs(100), Extent::Whole));
    let index = surveyed(&streamed(100));
    assert_eq!((index.entrances(), index.length), (&[][..], Duration::from_secs(100)));
}
