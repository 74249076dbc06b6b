//! Hostile servers: whatever they send, the program ends in time, says why, stays small, and never panics.

use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use server::hostile::{Attack, PASSWORD, PROOF, Reaction, SIZE, Stage, USERNAME, attacks};

use crate::rig::{Finished, Folder, Picture, Program};

const REFUSED: i32 = 4;
const AUTHENTICATION: i32 = 5;
const PROTOCOL: i32 = 6;
const LOST: i32 = 7;

/// The most memory that the program may have in use while it is attacked. On a desktop this small it needs 2 MiB in peace.
const MEMORY: u64 = 16 << 20;

/// How long the program may take to end. The longest that it waits for a server that says nothing is 10 seconds.
const DEADLINE: Duration = Duration::from_secs(30);

/// How many attacks go on at a time. They mostly wait.
const AT_A_TIME: usize = 6;

#[test]
fn attacks_with_the_first_bytes_are_survived() {
    survive(Stage::Version);
}

#[test]
fn attacks_while_security_is_agreed_on_are_survived() {
    survive(Stage::Security);
}

#[test]
fn attacks_with_the_description_of_the_desktop_are_survived() {
    survive(Stage::Init);
}

#[test]
fn attacks_with_rectangles_are_survived() {
    survive(Stage::Rectangle);
}

#[test]
fn attacks_with_pseudo_rectangles_are_survived() {
    survive(Stage::PseudoRectangle);
}

#[test]
fn attacks_with_other_messages_are_survived() {
    survive(Stage::Message);
}

/// Runs every attack of a stage and tells of all that went wrong, not only of the first.
fn survive(stage: Stage) {
    let waiting = Mutex::new(attacks().filter(|attack| attack.stage == stage).collect::<Vec<_>>());
    let findings = Mutex::new(Vec::new());
    let take = || waiting.lock().expect("no attack panics").pop();
    thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(attack) = take() {
                    findings.lock().expect("no attack panics").extend(run(attack));
                }
            });
        }
    });
    let findings = findings.into_inner().expect("no attack panics");
    assert!(findings.is_empty(), "{} findings:\n\n{}", findings.len(), findings.join("\n\n"));
}

/// Runs the program against one attack; what was wrong about it, if anything.
fn run(attack: &Attack) -> Option<String> {
    let (address, _script) = attack.listen().expect("a free port");
    let folder = Folder::new();
    let file = folder.path("picture.png");
    let target = format!("127.0.0.1::{}", address.port());
    let arguments = ["snapshot", "-v", "--timeout", "4", "--settle=0.4", "--settle-limit", "4", &target];
    let program = Program::new(arguments).argument(&file).environment("FARVIEW_USERNAME", USERNAME).password(PASSWORD);
    let finished = program.deadline(DEADLINE).start().try_finish();
    let wrong = match &finished {
        None => vec![format!("still running after {DEADLINE:?}")],
        Some(finished) => judge(attack, finished, &file),
    };
    let said = finished.map_or(String::new(), |finished| finished.stderr);
    (!wrong.is_empty()).then(|| format!("{attack:?}: {}\n{said}", wrong.join("; ")))
}

/// What was wrong about a run.
fn judge(attack: &Attack, finished: &Finished, file: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |good: bool, what: String| {
        if !good {
            wrong.push(what);
        }
    };
    let said = &finished.stderr;
    check(!said.contains("panicked"), "it panicked".to_owned());
    check(!said.contains(is_unsafe_to_show), format!("it shows what a terminal obeys: {said:?}"));
    check(finished.peak_memory < MEMORY, format!("it took {} MiB", finished.peak_memory >> 20));
    let failed = matches!(finished.code, Some(REFUSED | AUTHENTICATION | PROTOCOL | LOST));
    let shown = finished.code == Some(0);
    let good = match attack.reaction {
        Reaction::Error | Reaction::Wait => failed,
        Reaction::Tolerate => shown,
        Reaction::Either => failed || shown,
    };
    check(good, format!("it ended with {:?}", finished.code));
    check(!failed || said.contains("hint: "), "it does not say what to do".to_owned());
    check(
        failed != file.exists(),
        "a picture where there should be none, or none where there should be one".to_owned(),
    );
    if shown && file.exists() && attack.reaction == Reaction::Tolerate {
        let picture = Picture::read_png(file);
        check(picture.pixels.iter().all(|pixel| *pixel == PROOF), "it does not show the proof".to_owned());
        let size = (usize::from(SIZE.width), usize::from(SIZE.height));
        check((picture.width, picture.height) == size, format!("{} × {} pixels", picture.width, picture.height));
    }
    wrong
}

/// Whether a terminal would do something else than show this character, or show the text around it in another order.
fn is_unsafe_to_show(character: char) -> bool {
    let bidirectional =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    bidirectional || (character.is_control() && character != '\n')
}
