//! `farview replay FILE`: decodes a recording as fast as it can.

mod cpu_time;
mod run;

use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use rfb::{fingerprint, recording};

use super::exit::{Error, ExitCode};
use super::{output, picture};
use crate::session;
use run::Replayed;

/// Decode a recording as fast as possible, and say what is in it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview replay session.fvr
  farview replay session.fvr --png last.png
  farview replay --bench --repeat 9 office1080-zrle.rfb

A recording is what `farview record` wrote, or a plain capture: the bytes a server sent from ServerInit on, with the \
pixel format that was in use.

--bench prints one line of JSON per repetition: wall, user and sys are seconds, fnv is the FNV-1a hash of the last \
picture (bytes 0, 1 and 2 of each pixel of the stream's pixel format).")]
pub(super) struct Arguments {
    /// The recording
    file: PathBuf,
    /// Print times and a hash of the last picture as a line of JSON
    #[arg(long)]
    bench: bool,
    /// Decode it N times
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), requires = "bench")]
    repeat: u32,
    /// Decode on up to N threads; as many as a session would use unless told otherwise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    threads: Option<u16>,
    /// Read so many bytes at a time; the picture must not depend on it
    #[arg(long, value_name = "BYTES", default_value_t = run::READ, value_parser = clap::value_parser!(u32).range(1..))]
    read: u32,
    /// Save the last picture; - for standard output
    #[arg(long, value_name = "FILE", conflicts_with = "bench")]
    png: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let file = read(&arguments.file)?;
    let chunks = recording::chunks(&file).map_err(|why| failed(&arguments.file, &why).hint(NO_RECORDING))?;
    let threads = arguments.threads.map_or_else(session::decoding_threads, usize::from);
    let replay = || {
        run::replay(&chunks, threads, arguments.read).map_err(|why| failed(&arguments.file, &why).hint(NO_RECORDING))
    };
    if arguments.bench {
        for _ in 0..arguments.repeat {
            let start = cpu_time::Clock::start();
            let replayed = replay()?;
            let took = start.elapsed().map_err(|why| Error::new(ExitCode::Other, "cannot measure", why))?;
            let hash = fingerprint::fnv(&replayed.framebuffer, replayed.format);
            let (wall, user, sys) = (took.wall.as_secs_f64(), took.user.as_secs_f64(), took.system.as_secs_f64());
            output::text(&format!(
                "{{\"wall\":{wall:.6},\"user\":{user:.6},\"sys\":{sys:.6},\"fnv\":\"{hash:08x}\"}}\n"
            ))?;
        }
        return Ok(());
    }
    let replayed = replay()?;
    if replayed.rest > 0 {
        tracing::warn!(bytes = replayed.rest, "the recording ends in the middle of a message");
    }
    match &arguments.png {
        Some(png) => output::file(png, &picture::png(&replayed.framebuffer)?),
        None => output::text(&report(&replayed)),
    }
}

const NO_RECORDING: &str = "replay reads what farview record wrote, and captures that start with ServerInit";

fn failed(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Error::new(ExitCode::Protocol, format!("cannot replay {}", path.display()), why)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let what = || format!("cannot read {}", path.display());
    let file = fs::read(path).map_err(|why| {
        let error = Error::new(ExitCode::Other, what(), &why);
        if why.kind() == ErrorKind::NotFound {
            error.hint("farview record TARGET FILE makes a recording")
        } else {
            error
        }
    })?;
    if file.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Err(Error::new(ExitCode::Other, what(), "it is compressed with zstd")
            .hint("unpack it first: zstd -d --long=27 FILE"));
    }
    Ok(file)
}

/// What was in the recording, for people.
fn report(replayed: &Replayed) -> String {
    let size = replayed.framebuffer.size();
    let mut text = format!(
        "{} ({}x{}), {} updates in {:.3} s\n\n",
        replayed.name,
        size.width,
        size.height,
        replayed.updates,
        replayed.took.as_secs_f64()
    );
    let _ = writeln!(text, "{:12} {:>12} {:>12} {:>12}", "encoding", "rectangles", "Mpixel", "MB");
    for (encoding, count) in &replayed.encodings {
        let (pixels, bytes) = (count.pixels as f64 / 1e6, count.bytes as f64 / 1e6);
        let _ = writeln!(text, "{:12} {:>12} {pixels:>12.2} {bytes:>12.2}", encoding.name(), count.rectangles);
    }
    text
}
