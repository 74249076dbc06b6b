//! A picture that came with loss is fetched again without when it rests, from servers that do not do so by themselves.

use std::sync::Arc;

use farview::session::{Address, Credentials, Options, Secret, Session};

use crate::rig::server::PASSWORD;
use crate::rig::wait::{READY, until};
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

/// What a session shows now.
fn shown(session: &Session) -> Picture {
    session.screen().look(|framebuffer| Picture {
        width: framebuffer.size().width.into(),
        height: framebuffer.size().height.into(),
        pixels: framebuffer.pixels().to_vec(),
    })
}

#[test]
fn a_picture_at_rest_becomes_what_the_server_shows() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc, RealServer::x11vnc, RealServer::qemu] {
        let server = start(&Setup::default());
        let expected = server.picture();
        let mut options = Options::new(Address::Tcp { host: "127.0.0.1".into(), port: server.port });
        options.credentials = Some(Credentials { username: None, password: Secret::new(PASSWORD) });
        let session = Session::start(options, Arc::new(|| {}));
        if until(READY, || (shown(&session) == expected).then_some(())).is_none() {
            shown(&session).assert_same(&expected, "it never came to be the same");
        }
    }
}

#[test]
fn a_quality_that_was_asked_for_stays() {
    let server = RealServer::x11vnc(&Setup::default());
    let (said, shown) = watched(&server, &["--quality", "5"]);
    assert!(shown != server.picture(), "nothing was lost");
    assert!(!said.contains("refining"), "{said}");
}
