//! Replaying a recording that was written by hand.

use super::farview;
use crate::rig::Folder;
use rfb::recording::{Chunk, MAGIC};
use rfb::{PixelFormat, Size};

/// A desktop of two pixels, red and blue, in one Raw rectangle.
fn stream() -> Vec<u8> {
    let mut bytes = Vec::new();
    let size = Size::new(2, 1);
    bytes.extend(size.width.to_be_bytes());
    bytes.extend(size.height.to_be_bytes());
    bytes.extend(PixelFormat::RENDERER.to_wire());
    bytes.extend(4_u32.to_be_bytes());
    bytes.extend(b"desk");
    // FramebufferUpdate with one rectangle at 0, 0 of 2 by 1 in Raw.
    bytes.extend([0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0]);
    bytes.extend([0, 0, 255, 0, 255, 0, 0, 0]);
    bytes
}

fn recording() -> Vec<u8> {
    let stream = stream();
    let (first, rest) = stream.split_at(33);
    let chunk = |bytes| Chunk { time: std::time::Duration::from_millis(5), bytes };
    [&MAGIC[..], &chunk(first).header(), first, &chunk(rest).header(), rest].concat()
}

fn written(bytes: &[u8]) -> (Folder, String) {
    let folder = Folder::new();
    let path = folder.path("recording");
    std::fs::write(&path, bytes).expect("a file");
    let path = path.to_str().expect("a path of text").to_owned();
    (folder, path)
}

#[test]
fn recordings_and_plain_captures_give_the_same_picture() {
    for bytes in [recording(), stream()] {
        let (_folder, path) = written(&bytes);
        let finished = farview(["replay", "--png", "-", &path]).run();
        finished.assert_success();
        let mut reader = png::Decoder::new(std::io::Cursor::new(finished.stdout)).read_info().expect("a PNG file");
        let mut pixels = [0; 6];
        reader.next_frame(&mut pixels).expect("a frame");
        assert_eq!(pixels, [255, 0, 0, 0, 0, 255]);
    }
}

#[test]
fn the_table_counts_rectangles_and_pixels() {
    let (_folder, path) = written(&recording());
    let text = farview(["replay", &path]).run().assert_success().text();
    let row: Vec<&str> = text.lines().last().unwrap_or_default().split_whitespace().collect();
    assert_eq!(row, ["Raw", "1", "0.00", "0.00"], "{text}");
    assert!(text.starts_with("desk (2x1), 1 updates in "), "{text}");
}

#[test]
fn the_benchmark_prints_a_line_of_json_for_each_repetition() {
    let (_folder, path) = written(&stream());
    let text = farview(["replay", "--bench", "--repeat", "3", &path]).run().assert_success().text();
    assert_eq!(text.lines().count(), 3);
    for line in text.lines() {
        let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
        // FNV-1a of 00 00 ff, ff 00 00.
        let bytes = [0, 0, 255, 255, 0, 0];
        let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ byte).wrapping_mul(0x0100_0193));
        assert_eq!(json["fnv"], format!("{hash:08x}"));
        assert!(
            ["wall", "user", "sys"].iter().all(|name| json[name].as_f64().is_some_and(|time| time >= 0.0)),
            "{line}"
        );
    }
}

#[test]
fn a_recording_that_was_cut_off_is_shown_as_far_as_it_goes() {
    let bytes = recording();
    let (_folder, path) = written(&bytes[..bytes.len() - 3]);
    let finished = farview(["replay", &path]).run();
    finished.assert_success().assert_says("ends in the middle");
}

#[test]
fn what_is_no_recording_is_refused() {
    for (bytes, code, why) in [
        (&b""[..], 6, "the recording is empty"),
        (b"\x28\xb5\x2f\xfd rest", 1, "zstd"),
        (b"FVRFB\0\0\x09rest", 6, "version"),
        (b"\x00\x04", 6, "closed"),
    ] {
        let (_folder, path) = written(bytes);
        farview(["replay", &path]).run().assert_code(code).assert_says(why).assert_says("\nhint: ");
    }
    farview(["replay", "/nonexistent/session.fvr"]).run().assert_code(1).assert_says("No such file");
}
