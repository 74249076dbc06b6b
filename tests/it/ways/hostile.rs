//! Peers on the way that mean harm: whatever they say, the program ends in time, says why, and stays small.

use std::time::Duration;

use super::snapshot;
use crate::rig::{Finished, Program, Scripted};

/// The most memory that the program may have in use.
const MEMORY: u64 = 32 << 20;

/// The longest that a silence is waited for is 10 seconds.
const DEADLINE: Duration = Duration::from_secs(30);

#[track_caller]
fn survives(program: Program) -> Finished {
    let finished = program.deadline(DEADLINE).run();
    assert!(matches!(finished.code, Some(3..=7)), "{:?}: {}", finished.code, finished.stderr);
    assert!(finished.peak_memory < MEMORY, "{} bytes", finished.peak_memory);
    finished.assert_says("hint: ");
    assert!(!finished.stderr.contains("panicked"), "{}", finished.stderr);
    finished
}

fn web(peer: &Scripted) -> Program {
    snapshot(&format!("ws://127.0.0.1:{}", peer.port))
}

fn proxied(scheme: &str, peer: &Scripted) -> Program {
    snapshot("192.0.2.7").arguments(&["--proxy", &format!("{scheme}://127.0.0.1:{}", peer.port)])
}

fn repeated(peer: &Scripted) -> Program {
    snapshot(&format!("repeater://127.0.0.1:{}/ID:1", peer.port))
}

#[test]
fn a_head_without_an_end_is_cut_off() {
    let line = "HTTP/1.1 200 OK\r\n";
    for again in ["X: y\r\n".to_owned(), "a".repeat(1 << 16), "\0".to_owned(), "\r".to_owned()] {
        let peer = Scripted::repeating(line, again);
        survives(web(&peer));
        survives(proxied("http", &peer));
    }
}

#[test]
fn a_flood_instead_of_an_answer_is_refused() {
    for flood in [&[0_u8; 4096][..], &[0xff; 4096], &[5; 4096], b"RFB 000.000\n", b"HTTP/1.1 \r\n"] {
        let peer = Scripted::repeating(Vec::new(), flood);
        survives(web(&peer));
        survives(proxied("http", &peer));
        survives(proxied("socks5", &peer));
        survives(repeated(&peer));
    }
}

#[test]
fn silence_in_each_state_ends_after_ten_seconds() {
    let peer = Scripted::silent();
    let half = [
        Scripted::answering("HTTP/1.1 101 Switching"),
        Scripted::answering(b"\x05".as_slice()),
        Scripted::answering(b"\x05\x00".as_slice()),
        Scripted::answering(b"\x05\x00\x05\x00\x00\x03\xff".as_slice()),
        Scripted::answering("HTTP/1.1 200 OK\r\n\r\nRFB"),
    ];
    let programs = [
        web(&peer),
        snapshot(&format!("wss://127.0.0.1:{}", peer.port)),
        proxied("http", &peer),
        proxied("socks5", &peer),
        repeated(&peer),
        web(&half[0]),
        proxied("socks5", &half[1]),
        proxied("socks5", &half[2]),
        proxied("socks5", &half[3]),
        proxied("http", &half[4]),
    ];
    let running: Vec<_> = programs.into_iter().map(|program| program.deadline(DEADLINE).start()).collect();
    for run in running {
        let finished = run.finish();
        assert!(matches!(finished.code, Some(3 | 6)), "{:?}: {}", finished.code, finished.stderr);
        finished.assert_says("within 10 seconds").assert_says("hint: ");
    }
}
