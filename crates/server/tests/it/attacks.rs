//! Every hostile script against the client: it ends with an error, or goes on, as the script says; never worse.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rfb::Config;
use server::hostile::{Attack, PROOF, Reaction, SIZE, attacks};

use crate::viewer::Viewer;

/// How long a viewer may need to see through an attack.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long silence is watched.
const SILENCE: Duration = Duration::from_millis(200);

/// What became of the viewer.
#[derive(Debug)]
enum Outcome {
    /// It ended with this error.
    Error(String),
    /// It shows the proof.
    Proof,
    /// Nothing happened for a while.
    Silence,
    /// The bytes never ended and the viewer took them all.
    Unending,
}

fn suffer(attack: &Attack) -> Outcome {
    let (address, _peer) = attack.listen().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let silence = if attack.reaction == Reaction::Wait { SILENCE } else { Duration::from_secs(3) };
    stream.set_read_timeout(Some(silence)).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let mut viewer = Viewer::new(Config::default());
    let deadline = Instant::now() + PATIENCE;
    let mut buffer = vec![0; 1 << 16];
    while Instant::now() < deadline {
        let count = match stream.read(&mut buffer) {
            Ok(0) => return Outcome::Error(viewer.client.closed().to_string()),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {
                return Outcome::Error(viewer.client.closed().to_string());
            }
            Err(_) => return Outcome::Silence,
        };
        if let Err(error) = viewer.feed(&buffer[..count]) {
            return Outcome::Error(error.to_string());
        }
        while let Some(bytes) = viewer.client.poll_transmit() {
            // Who sends and never reads is not answered; who left while the viewer still answers has closed.
            match stream.write_all(&bytes) {
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return Outcome::Silence,
                Ok(()) | Err(_) => {}
            }
        }
        let whole =
            viewer.framebuffer.size() == SIZE && viewer.framebuffer.pixels().iter().all(|pixel| *pixel == PROOF);
        if whole {
            return Outcome::Proof;
        }
    }
    Outcome::Unending
}

#[test]
fn the_client_survives_every_attack_in_the_way_it_should() {
    let mut failures = Vec::new();
    for attack in attacks() {
        let started = Instant::now();
        let outcome = suffer(attack);
        let right = match (attack.reaction, &outcome) {
            (Reaction::Error | Reaction::Either, Outcome::Error(text)) => is_clear(text),
            (Reaction::Tolerate | Reaction::Either, Outcome::Proof)
            | (Reaction::Wait | Reaction::Either, Outcome::Silence) => true,
            (_, Outcome::Error(_) | Outcome::Proof | Outcome::Silence | Outcome::Unending) => false,
        };
        if started.elapsed() > Duration::from_secs(2) {
            println!("{attack:?} took {:.1?}", started.elapsed());
        }
        if !right {
            failures.push(format!("{attack:?}: {outcome:?} after {:.1?}", started.elapsed()));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert_peak_memory();
}

/// An error for people: some words, nothing that moves a terminal's cursor.
fn is_clear(text: &str) -> bool {
    text.len() > 8 && !text.chars().any(|character| character.is_control() || "\u{202e}\u{200b}".contains(character))
}

/// The most memory this process ever had, attackers included, stays under a stated cap.
fn assert_peak_memory() {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kibibytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kibibytes < 768 << 10, "{kibibytes} KiB at the peak");
}
