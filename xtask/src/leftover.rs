//! Programs that tests started and left behind. Every child of a task carries a mark in its environment and hands it on.

use std::process::Command;
use std::time::Duration;
use std::{fs, process, thread};

/// The variable that marks children.
pub const MARK: &str = "FARVIEW_XTASK";

/// The mark of this run.
pub fn mark() -> String {
    format!("run-{}", process::id())
}

/// Ends what still runs, and fails when there was anything.
pub fn end_all() -> Result<String, String> {
    let mut left = running();
    if !left.is_empty() {
        // A server that a test just told to end may need a moment.
        thread::sleep(Duration::from_secs(2));
        left = running();
    }
    if left.is_empty() {
        return Ok(String::new());
    }
    for (id, _) in &left {
        // The shell has its own kill; the program is not everywhere. What ended by itself in the meantime is no failure.
        let _ = Command::new("sh").args(["-c", "kill \"$1\"", "kill", &id.to_string()]).status();
    }
    let names: Vec<_> = left.iter().map(|(id, name)| format!("{name} ({id})")).collect();
    Err(format!("tests left running, now ended: {}", names.join(", ")))
}

/// The identifiers and names of marked programs. Empty where the system has no `/proc`.
fn running() -> Vec<(u32, String)> {
    let wanted = format!("{MARK}={}", mark());
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
        if environment.split(|&byte| byte == 0).any(|variable| variable == wanted.as_bytes()) {
            let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
            found.push((id, name.trim().to_owned()));
        }
    }
    found
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_left_running_is_found_and_ended() {
        let mut child = Command::new("sleep").arg("60").env(MARK, mark()).spawn().expect("sleep can be run");
        // Between fork and exec it still has the environment of this test.
        while running().is_empty() {
            thread::sleep(Duration::from_millis(10));
        }
        let error = end_all().expect_err("a program was left running");
        assert!(error.contains(&format!("sleep ({})", child.id())), "{error}");
        assert!(!child.wait().expect("a child can be waited for").success());
        assert_eq!(end_all(), Ok(String::new()));
    }
}
