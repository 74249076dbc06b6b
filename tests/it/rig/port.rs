//! Free TCP ports, which serve as free X display numbers too.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU16, Ordering};

/// Where the ports of VNC displays begin.
pub const VNC_BASE: u16 = 5900;

/// The ports handed out lie below those that the kernel gives to outgoing connections, so that none of these takes one.
const FIRST: u16 = 12_000;
const COUNT: u16 = 20_000;

/// A TCP port that nobody listens on, and whose number is no running X display. Never the same twice in this process.
pub fn free() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Test processes that run at the same time start at different places.
    let start = (process::id().wrapping_mul(97) % u32::from(COUNT)) as u16;
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        assert!(step < COUNT, "no free port left");
        let port = FIRST + (start + step) % COUNT;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() && !display_exists(port) {
            return port;
        }
    }
}

/// Whether someone listens on `port`, seen without connecting: a connection may count as a login attempt.
pub fn is_listening(port: u16) -> bool {
    let port = format!(":{port:04X}");
    let listens = |line: &str| {
        let mut words = line.split_whitespace().skip(1);
        let (local, _remote, state) = (words.next()?, words.next()?, words.next()?);
        // 0A is how the kernel writes that a socket listens.
        Some(local.ends_with(&port) && state == "0A")
    };
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    tables.iter().flat_map(|table| table.lines()).any(|line| listens(line) == Some(true))
}

fn display_exists(number: u16) -> bool {
    Path::new(&format!("/tmp/.X{number}-lock")).exists() || Path::new(&format!("/tmp/.X11-unix/X{number}")).exists()
}
