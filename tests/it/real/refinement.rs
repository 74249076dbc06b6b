//! A picture that came with loss is fetched again without when it rests, from servers that do not do so by themselves.

use crate::rig::server::PASSWORD;
use crate::rig::{Folder, Picture, Program, RealServer, Setup};

/// The last picture of a session of three seconds with a desktop at rest.
fn watched(server: &RealServer, options: &[&str]) -> (String, Picture) {
    let folder = Folder::new();
    let (file, png) = (folder.path("session.fvr"), folder.path("last.png"));
    let target = server.target();
    let arguments = ["record", "-vv", "--duration", "3", &target];
    let finished = Program::new(arguments.iter().chain(options)).password(PASSWORD).argument(&file).run();
    finished.assert_success();
    Program::new(["replay", "--png"]).argument(&png).argument(&file).run().assert_success();
    (finished.stderr.clone(), Picture::read_png(&png))
}

#[test]
fn a_picture_at_rest_becomes_what_the_server_shows() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc, RealServer::x11vnc, RealServer::qemu] {
        let server = start(&Setup::default());
        let expected = server.picture();
        let (said, shown) = watched(&server, &[]);
        shown.assert_same(&expected, &said);
    }
}

#[test]
fn a_quality_that_was_asked_for_stays() {
    let server = RealServer::x11vnc(&Setup::default());
    let (said, shown) = watched(&server, &["--quality", "5"]);
    assert!(shown != server.picture(), "nothing was lost");
    assert!(!said.contains("refining"), "{said}");
}
