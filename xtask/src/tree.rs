//! What may depend on what.

use std::fs;

use crate::steps::{cargo, output};

/// Crates of the window, which nothing but the window may need.
const WINDOW: [&str; 6] = ["winit", "pixels", "wgpu", "egui", "softbuffer", "arboard"];

/// Crates that must be in the program once: two copies do not understand each other.
const ONCE: [&str; 4] = ["winit", "wgpu", "egui", "raw-window-handle"];

/// Fails when a package depends on what it must not.
pub fn check() -> Result<String, String> {
    let mut broken = Vec::new();
    let protocol = dependencies("farview-rfb")?;
    for name in ["tokio", "async-std", "mio", "farview", "farview-server"].iter().chain(&WINDOW) {
        if protocol.iter().any(|dependency| dependency == name) {
            broken.push(format!("farview-rfb without features depends on {name}"));
        }
    }
    let headless = dependencies("farview")?;
    for name in WINDOW {
        if headless.iter().any(|dependency| dependency == name) {
            broken.push(format!("farview without features depends on {name}"));
        }
    }
    if dependencies("farview-server")?.iter().any(|name| name == "farview") {
        broken.push("farview-server depends on farview".into());
    }
    let lock = fs::read_to_string("Cargo.lock").map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    for name in ONCE {
        let copies = lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
        if copies > 1 {
            broken.push(format!("{copies} versions of {name} are in Cargo.lock"));
        }
    }
    if broken.is_empty() {
        return Ok("protocol without I/O, commands without a window, one copy of what must be one".into());
    }
    Err(broken.join("; "))
}

/// The names of everything that `package` needs when none of its features is on, itself left out.
fn dependencies(package: &str) -> Result<Vec<String>, String> {
    let arguments = ["tree", "--package", package, "--no-default-features", "--edges", "normal", "--prefix", "none"];
    let listed = output(cargo().args(arguments).args(["--format", "{p}"]))?;
    let names = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    Ok(names.map(String::from).collect())
}
