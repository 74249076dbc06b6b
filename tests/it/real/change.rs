//! A remote desktop that changes while we look: it scrolls, gets another size, or goes away.

use super::snapshot_program;
use crate::rig::{Folder, Picture, RealServer, Scene, Security, Setup, Version, eventually};

const LOST: i32 = 7;

/// What `farview -v` says when it knows the desktop and waits for pictures of it.
const OPEN: &str = "session open";

#[test]
fn a_scrolled_desktop_is_shown_as_it_is_in_the_end() {
    for version in [Version::V3_8, Version::V3_3] {
        let setup = Setup { version, ..Setup::default() };
        for server in [RealServer::xtigervnc(&setup), RealServer::x11vnc(&setup)] {
            let shown = look_while(&server, &["--encodings", "copyrect,zrle,raw"], || {
                for _ in 0..5 {
                    server.display().scroll_up(37);
                }
            });
            shown.assert_same(&server.picture(), "after scrolling");
        }
    }
}

#[test]
fn a_desktop_that_gets_another_size_is_shown_in_it() {
    let server = RealServer::xtigervnc(&Setup::default());
    for (width, height) in [(1024, 768), (640, 480)] {
        let shown = look_while(&server, &[], || {
            server.display().resize(width, height);
            let (width, height) = (width.into(), height.into());
            eventually("the new size", || (server.display().size() == (width, height)).then_some(()));
            server.display().paint(&Scene::FullColour.picture(width, height), 0, 0);
        });
        assert_eq!((shown.width, shown.height), (width.into(), height.into()));
        shown.assert_same(&server.picture(), "after the change of size");
    }
}

#[test]
fn a_server_that_dies_is_a_lost_connection() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc, RealServer::x11vnc, RealServer::qemu] {
        let mut server = start(&Setup::with_security(Security::None));
        let folder = Folder::new();
        let file = folder.path("never.png");
        let running = snapshot_program(&server, &["-v", "--delay", "30"]).argument(&file).start();
        running.wait_stderr(OPEN);
        server.processes[0].kill();
        running.finish().assert_code(LOST).assert_says("hint: ");
        assert!(!file.exists(), "a picture of a lost session");
    }
}

/// Runs `farview snapshot --delay`, makes the change while it is connected, and hands back its picture.
fn look_while(server: &RealServer, options: &[&str], change: impl FnOnce()) -> Picture {
    let folder = Folder::new();
    let file = folder.path("snapshot.png");
    let options = [options, &["-v", "--delay", "2"]].concat();
    let running = snapshot_program(server, &options).argument(&file).start();
    running.wait_stderr(OPEN);
    change();
    running.finish().assert_success();
    Picture::read_png(&file)
}
