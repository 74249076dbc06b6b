//! Real servers: what Farview shows is what the server's own side says is on its screen.

mod anonymous_tls;
mod change;
mod clipboard;
mod cursor;
mod identity;
mod jpeg;
mod no_server;
mod picture;
mod pixel_format;
mod probe;
mod recording;
mod refinement;
mod refusal;
mod sasl;
mod tight_security;

use crate::rig::server::PASSWORD;
use crate::rig::{Finished, Folder, Picture, Program, RealServer};

/// Runs `farview snapshot` with these options and the right password.
fn snapshot(server: &RealServer, options: &[&str]) -> (Finished, Picture) {
    let folder = Folder::new();
    let file = folder.path("snapshot.png");
    let finished = snapshot_program(server, options).argument(&file).run();
    finished.assert_success();
    (finished, Picture::read_png(&file))
}

/// `farview snapshot` with these options and the right password; the file is still to be named.
fn snapshot_program(server: &RealServer, options: &[&str]) -> Program {
    let target = server.target();
    Program::new(["snapshot", &target].iter().chain(options)).password(PASSWORD)
}
