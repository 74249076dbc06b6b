//! Ways to a server: the real program through real SSH servers, web sockets and proxies, and through what only pretends to be.

mod address;
mod call;
mod hostile;
mod proxy;
mod repeater;
mod ssh;
mod wake;
mod web;

use crate::rig::{Finished, Folder, Picture, Program, RealServer, Setup};

const USAGE: i32 = 2;
const CONNECT: i32 = 3;
const REFUSED: i32 = 4;
const DISTRUSTED: i32 = 9;
const AUTHENTICATION: i32 = 5;
const PROTOCOL: i32 = 6;

/// `farview snapshot` of `target` to nowhere.
fn snapshot(target: &str) -> Program {
    without_proxies(Program::new(["snapshot", target, "/dev/null"]))
}

/// The same without the proxies of whoever runs the tests.
fn without_proxies(program: Program) -> Program {
    let names = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];
    names.iter().fold(program, |program, name| program.environment(name, ""))
}

/// Fails the test unless a picture that is taken in this way is what the server's own side says.
#[track_caller]
fn assert_shows(server: &RealServer, arguments: &[&str], prepare: impl FnOnce(Program) -> Program) -> Finished {
    let folder = Folder::new();
    let file = folder.path("picture.png");
    let program =
        without_proxies(Program::new(["snapshot", "--quality", "lossless"])).arguments(arguments).argument(&file);
    let finished = prepare(program).run();
    finished.assert_success();
    Picture::read_png(&file).assert_same(&server.picture(), "what the server shows");
    finished
}

/// A server to reach.
fn server() -> RealServer {
    RealServer::xtigervnc(&Setup::default())
}
