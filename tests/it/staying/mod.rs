//! Staying connected: servers that restart, connections that are cut or fall silent, and what a session does about it.
#![expect(clippy::needless_pass_by_value, reason = "`wait_for` hands events over")]

mod keys;
mod real;
mod restart;
mod silence;
mod unwanted;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use farview::session::{Address, Event, Options, Reconnect, Reconnecting, Session};
use rfb::Framebuffer;
use server::desktop::StillHandle;
use server::{Handle, Server, StillDesktop};

use crate::session::{PATIENCE, wait_for};

/// A built-in server at an address of the test's choice, which another one can take over when it has gone.
fn serve_at(address: SocketAddr, picture: &Framebuffer, options: server::Options) -> (Handle, StillHandle) {
    let desktop = StillDesktop::new(picture.clone());
    let handle = desktop.handle();
    let server = Server::bind(address, options).expect("the port is free").spawn(desktop).expect("a thread");
    (server, handle)
}

/// Options for a session that comes back, at `address`.
fn options(address: SocketAddr) -> Options {
    let mut options = Options::new(Address::Tcp { host: address.ip().to_string(), port: address.port() });
    options.reconnect = Reconnect::Always;
    options
}

fn is_first_picture(event: Event) -> Option<()> {
    (event == Event::FirstPicture).then_some(())
}

fn reconnecting(event: Event) -> Option<Reconnecting> {
    match event {
        Event::Reconnecting(reconnecting) => Some(reconnecting),
        _ => None,
    }
}

/// Waits for the attempt with this number, which has not been made yet, and returns what was told of it.
#[track_caller]
fn attempt(session: &Session, number: u32) -> Reconnecting {
    wait_for(session, |event| reconnecting(event).filter(|told| told.attempt == number))
}

/// Waits until the session shows `picture`.
#[track_caller]
fn wait_for_picture(session: &Session, picture: &Framebuffer) {
    let deadline = Instant::now() + PATIENCE;
    while session.screen().look(|framebuffer| framebuffer != picture) {
        assert!(Instant::now() < deadline, "the picture did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}
