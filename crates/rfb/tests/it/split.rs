//! The result does not depend on how the bytes were split on their way.

use crate::oracle::{HANDSHAKE, config, play};
use crate::vectors;

#[test]
fn every_vector_split_at_every_point_gives_the_same_result() {
    for vector in vectors::all() {
        let whole = play(config(), [HANDSHAKE, &vector.server]);
        for point in 0..vector.server.len() {
            let (before, after) = vector.server.split_at(point);
            let parts = play(config(), [HANDSHAKE, before, after]);
            assert!(whole.is_same(&parts), "{} split at {point}: {:?}", vector.name, parts.error);
        }
    }
}

#[test]
fn every_vector_byte_by_byte_gives_the_same_result() {
    for vector in vectors::all() {
        let stream = [HANDSHAKE, &vector.server].concat();
        let whole = play(config(), [stream.as_slice()]);
        let bytes = play(config(), stream.chunks(1));
        assert!(whole.is_same(&bytes), "{}: {:?}", vector.name, bytes.error);
    }
}

#[test]
fn every_vector_cut_short_waits_for_more() {
    for vector in vectors::all() {
        let step = (vector.server.len() / 50).max(1);
        for length in (0..vector.server.len()).step_by(step) {
            let played = play(config(), [HANDSHAKE, &vector.server[..length]]);
            assert_eq!(played.error, None, "{} cut to {length} bytes", vector.name);
        }
    }
}

/// The vector of all messages would prove little if the client passed over them.
#[test]
fn every_message_and_pseudo_encoding_is_seen() {
    let events = seen("session/every_message");
    let kinds = ["Bell", "CutText", "Fence", "Cursor", "DesktopName", "DesktopSize", "Prohibited", "UpdateEnd", "grün"];
    for kind in kinds.iter().chain(&["ContinuousUpdates", "ExtendedKeyEvent", "SetDesktopSize"]) {
        assert!(events.contains(kind), "{kind} is missing in {events}");
    }
}

#[test]
fn every_extension_is_seen() {
    let events = seen("session/every_extension");
    let kinds = ["CursorState(Hidden)", "PointerMoved(Point { x: 7, y: 8 })", "PointerMoved(Point { x: 9, y: 3 })"];
    let locks = ["caps: true", "num: true"];
    let others = ["PointerMotion(Relative)", "PixelFormat(", "DesktopSize(", "Supports(Xvp)", "XvpFailed"];
    let clipboard =
        ["Supports(ExtendedClipboard)", "Caps(", "Notify({\"text\"})", "Request({\"text\"})", "Peek", "прив"];
    for kind in kinds.iter().chain(&locks).chain(&others).chain(&clipboard) {
        assert!(events.contains(kind), "{kind} is missing in {events}");
    }
    assert_eq!(events.matches("Cursor(Cursor").count(), 3, "{events}");
}

/// What the client tells of a vector.
fn seen(name: &str) -> String {
    let vectors = vectors::all();
    let vector = vectors.iter().find(|vector| vector.name == name).expect("the vector");
    format!("{:?}", play(config(), [HANDSHAKE, &vector.server]).events)
}
