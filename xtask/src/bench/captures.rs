//! Whole captures over a loopback socket: Farview on one and more threads, and libvncclient where it is installed, in turns.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::serve::Capture;
use super::table::{self, Line, Time};
use crate::steps::{cargo, output, succeed};

/// So often each client decodes each capture; the lowest time counts.
const ROUNDS: usize = 7;
/// Where the table goes.
const PAGE: &str = "docs/performance.md";
/// The other client, and what it is built from.
const LIBVNCCLIENT: &str = "target/bench/libvncclient";
const LIBVNCCLIENT_SOURCE: &str = "benches/peers/libvncclient.c";
/// What it says it understands; the captures decide what comes.
const ENCODINGS: &str = "tight zrle ultra zlib hextile corre rre copyrect raw";

/// Decodes every capture in `folder` and writes the table.
pub fn compare(folder: &Path) -> Result<String, String> {
    let farview = build_farview()?;
    let libvncclient = build_libvncclient();
    if let Err(error) = &libvncclient {
        println!("without libvncclient (apt package libvncserver-dev): {error}");
    }
    let mut lines = Vec::new();
    for path in captures(folder)? {
        let capture = Capture::read(&path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !capture.is_plain() {
            println!("{name}: left out, its pixel format is one that a client would not have asked for");
            continue;
        }
        let line = measure(name, &capture, &farview, libvncclient.is_ok())?;
        println!("{}", line.to_markdown());
        lines.push(line);
    }
    if lines.is_empty() {
        return Err(format!("no captures (*.rfb) in {}", folder.display()));
    }
    let page = std::fs::read_to_string(PAGE).map_err(|error| format!("cannot read {PAGE}: {error}"))?;
    let page = table::replace(&page, &lines).ok_or_else(|| format!("no place for the table in {PAGE}"))?;
    std::fs::write(PAGE, page).map_err(|error| format!("cannot write {PAGE}: {error}"))?;
    Ok(format!("{} captures, {PAGE} written", lines.len()))
}

fn captures(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "rfb"));
    paths.sort();
    Ok(paths)
}

/// Each client in turn, so that a noisy moment hits all alike.
fn measure(name: String, capture: &Capture, farview: &Path, with_libvncclient: bool) -> Result<Line, String> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let (mut one, mut several, mut other) = (None, None, None);
    for _ in 0..ROUNDS {
        let farview_on = |threads: usize| {
            run(capture, |port| {
                let mut command = Command::new(farview);
                command.args([port.to_string(), threads.to_string()]);
                command
            })
        };
        Time::keep_lowest(&mut one, &farview_on(1)?);
        Time::keep_lowest(&mut several, &farview_on(cores)?);
        if with_libvncclient {
            let time = run(capture, |port| {
                let mut command = Command::new(LIBVNCCLIENT);
                command.args([port.to_string().as_str(), ENCODINGS]);
                command
            });
            Time::keep_lowest(&mut other, &time?);
        }
    }
    let (Some(one), Some(several)) = (one, several) else { return Err("nothing was measured".into()) };
    Ok(Line { name, cores, one, several, other })
}

fn run(capture: &Capture, command: impl FnOnce(u16) -> Command) -> Result<Time, String> {
    let printed =
        capture.serve(|port| output(&mut command(port))).map_err(|error| format!("cannot serve: {error}"))??;
    Time::parse(&printed).ok_or_else(|| format!("not what a client of the benchmark prints: {printed}"))
}

fn build_farview() -> Result<PathBuf, String> {
    succeed(cargo().args(["build", "--release", "--no-default-features", "--example", "decode_from_socket"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(target.join("release/examples/decode_from_socket"))
}

fn build_libvncclient() -> Result<String, String> {
    std::fs::create_dir_all("target/bench").map_err(|error| format!("cannot make target/bench: {error}"))?;
    succeed(Command::new("cc").args(["-O2", "-o", LIBVNCCLIENT, LIBVNCCLIENT_SOURCE, "-lvncclient"]))
}
