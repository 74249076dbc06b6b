//! `cargo xtask bench link`: how fast pictures and keys come through a slow link, in this viewer and in vncviewer, in the same
//! run. Arguments: the farview program, and what servers and viewers to leave out.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "telling people what was measured is what this is for")]

mod display;
mod network;
mod program;
mod relay;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use display::Display;
use network::Network;
use program::{Program, Server, Viewer};
use relay::Shape;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// 20 Mbit/s, and 100 ms there and back.
const LINK: Shape = Shape { rate: 20_000_000, delay: Duration::from_millis(50) };
/// Pictures that the scene shows in a second.
const RATE: u32 = 60;
/// How long pictures are counted.
const COUNTED: Duration = Duration::from_secs(10);
/// Keys that are pressed.
const KEYS: usize = 15;
/// Displays of the server and of the viewer.
const SERVER_DISPLAY: u16 = 71;
const VIEWER_DISPLAY: u16 = 72;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [farview, only @ ..] = arguments.as_slice() else {
        println!("started by cargo xtask bench link");
        return;
    };
    let network = Network::set_up(LINK);
    match &network {
        Ok(_) => println!("link: netem, in a network namespace of its own"),
        Err(why) => println!("link: a relay in user space, since netem, which needs root, cannot be had here: {why}"),
    }
    println!("{} Mbit/s, {:?} one way\n", LINK.rate / 1_000_000, LINK.delay);
    println!("| server | viewer | pictures a second | key to pixel under load, median / worst | at rest |");
    println!("|---|---|---|---|---|");
    for server in Server::ALL {
        for viewer in Viewer::ALL {
            let name = format!("{} {}", server.name(), viewer.name());
            if !only.is_empty() && !only.iter().any(|only| name.contains(only.as_str())) {
                continue;
            }
            match measure(server, viewer, farview, network.as_ref().ok()) {
                Ok(row) => println!("{row}"),
                Err(error) => println!("| {} | {} | {error} | | |", server.name(), viewer.name()),
            }
        }
    }
}

/// A row of the table.
fn measure(server: Server, viewer: Viewer, farview: &str, network: Option<&Network>) -> Result<String> {
    let _screen = Program::start("Xvfb", &[&format!(":{VIEWER_DISPLAY}"), "-screen", "0", "1400x1000x24"], None)?;
    let viewers = Display::open(VIEWER_DISPLAY)?;
    let (_server, address) = server.start(SERVER_DISPLAY, network)?;
    let reached = if network.is_some() { address } else { relay::start(address, LINK)? };
    let (moving, moves) = scene(RATE)?;
    let _viewer = viewer.start(farview, reached, VIEWER_DISPLAY)?;
    let place = viewers.find_scene(Duration::from_secs(20))?;
    viewers.focus(place)?;
    thread::sleep(Duration::from_secs(4));
    let pictures = count(&viewers, place)?;
    let busy = keys(&viewers, place)?;
    moving.store(true, Ordering::Relaxed);
    moves.join().map_err(|_| "the scene ended badly")??;
    let (still, rests) = scene(0)?;
    thread::sleep(Duration::from_secs(3));
    let rest = keys(&viewers, place)?;
    still.store(true, Ordering::Relaxed);
    rests.join().map_err(|_| "the scene ended badly")??;
    Ok(format!("| {} | {} | {pictures:.1} | {busy} | {rest} |", server.name(), viewer.name()))
}

/// A scene on the server's display, and what ends it.
fn scene(rate: u32) -> Result<(Arc<AtomicBool>, thread::JoinHandle<Result<()>>)> {
    let end = Arc::<AtomicBool>::default();
    let scene = Display::open(SERVER_DISPLAY)?.play(rate, Arc::clone(&end));
    thread::sleep(Duration::from_millis(500));
    Ok((end, scene))
}

/// Different pictures a second.
fn count(display: &Display, place: (u16, u16)) -> Result<f64> {
    let (start, mut last, mut pictures) = (Instant::now(), display.read(place)?.number, 0);
    while start.elapsed() < COUNTED {
        thread::sleep(Duration::from_millis(2));
        let number = display.read(place)?.number;
        pictures += u32::from(number != last);
        last = number;
    }
    Ok(f64::from(pictures) / start.elapsed().as_secs_f64())
}

/// The times from a key to the pixel that it changes: median and worst. The first key does not count: with it X tells the
/// viewer of another keyboard.
fn keys(display: &Display, place: (u16, u16)) -> Result<String> {
    let mut times = Vec::new();
    for turn in 0..=KEYS {
        thread::sleep(Duration::from_millis(400 + 37 * (turn as u64 % 7)));
        let before = display.read(place)?.key;
        let pressed = Instant::now();
        display.key(true)?;
        while display.read(place)?.key == before && pressed.elapsed() < Duration::from_secs(5) {
            thread::sleep(Duration::from_micros(500));
        }
        times.push(pressed.elapsed().as_millis());
        display.key(false)?;
    }
    times.remove(0);
    times.sort_unstable();
    Ok(format!("{} / {} ms", times[times.len() / 2], times[times.len() - 1]))
}
