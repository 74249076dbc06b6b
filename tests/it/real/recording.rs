//! `farview record` of a real server, and `farview replay` of it: the same picture, and the encodings that were asked for.

use std::time::Duration;

use rfb::Encoding;

use super::snapshot;
use crate::rig::server::PASSWORD;
use crate::rig::{Folder, Picture, Program, RealServer, Scene, Security, Setup, until};

#[test]
fn a_recording_gives_the_picture_that_the_server_shows() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc, RealServer::x11vnc, RealServer::qemu] {
        let server = start(&Setup::with_security(Security::Password));
        let folder = Folder::new();
        let (_, replayed) = record(&server, &folder, &["--encodings", "zrle,raw"], || {});
        replayed.assert_same(&server.picture(), "the picture of the recording");
        let (_, shown) = snapshot(&server, &[]);
        replayed.assert_same(&shown, "the recording against a snapshot");
    }
}

#[test]
fn the_encoding_that_was_asked_for_is_the_one_that_is_used() {
    for (server, encodings) in [
        (RealServer::xtigervnc(&Setup::default()), ["raw", "zrle", "hextile", "tight"].as_slice()),
        (RealServer::xtightvnc(&Setup::default()), &["raw", "hextile", "zlib", "tight"]),
        (RealServer::x11vnc(&Setup::default()), &["raw", "zrle", "hextile", "zlib", "tight"]),
        (RealServer::qemu(&Setup::default()), &["raw", "zrle", "hextile", "zlib", "tight", "tightpng"]),
    ] {
        for encoding in encodings {
            let folder = Folder::new();
            let (report, replayed) = record(&server, &folder, &["--encodings", encoding], || {});
            assert!(rectangles(&report, encoding) > 0, "no {encoding} rectangle:\n{report}");
            let names = Encoding::ALL.map(|encoding| encoding.name().to_ascii_lowercase());
            for other in names.iter().filter(|other| other != encoding) {
                assert_eq!(rectangles(&report, other), 0, "a {other} rectangle:\n{report}");
            }
            replayed.assert_same(&server.picture(), encoding);
        }
    }
}

/// Servers send Raw instead where RRE or CoRRE would be longer, so that they need a picture of few colours.
#[test]
fn rre_and_corre_are_used_where_they_are_short() {
    let setup = || Setup { scene: Scene::Plain, ..Setup::default() };
    for server in [RealServer::xtightvnc(&setup()), RealServer::x11vnc(&setup())] {
        for encoding in ["rre", "corre"] {
            let folder = Folder::new();
            let (report, replayed) = record(&server, &folder, &["--encodings", encoding], || {});
            assert!(rectangles(&report, encoding) > 0, "no {encoding} rectangle:\n{report}");
            replayed.assert_same(&server.picture(), encoding);
        }
    }
}

/// The server drops small details. What must be right all the same: flat areas and text to the bit, gradients nearly.
#[test]
fn zywrle_is_near_what_the_server_shows_at_every_quality() {
    let server = RealServer::x11vnc(&Setup::default());
    let expected = server.picture();
    for quality in ["lossless", "0", "7", "9"] {
        let folder = Folder::new();
        let (report, replayed) = record(&server, &folder, &["--encodings", "zywrle", "--quality", quality], || {});
        assert!(rectangles(&report, "zywrle") > 0, "no ZYWRLE rectangle:\n{report}");
        assert_eq!((replayed.width, replayed.height), (expected.width, expected.height));
        let channels = |pixel: u32| [pixel >> 16 & 0xff, pixel >> 8 & 0xff, pixel & 0xff];
        let differences: Vec<u32> = replayed
            .pixels
            .iter()
            .zip(&expected.pixels)
            .map(|(seen, shown)| channels(*seen).into_iter().zip(channels(*shown)).map(|(a, b)| a.abs_diff(b)).sum())
            .collect();
        let same = differences.iter().filter(|difference| **difference == 0).count();
        assert!(same * 4 > differences.len(), "{same} pixels are the same at quality {quality}");
        // The first cell of the scene is a gradient.
        let gradient = (0..128).flat_map(|y| &differences[y * expected.width..][..128]);
        let worst = gradient.max().copied();
        assert!(worst.is_some_and(|worst| worst <= 12), "{worst:?} at quality {quality}");
    }
}

#[test]
fn scrolling_comes_as_copyrect_and_is_right_in_the_end() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc] {
        let server = start(&Setup::default());
        let folder = Folder::new();
        let (report, replayed) = record(&server, &folder, &["--encodings", "copyrect,raw"], || {
            // A copy that comes while the first picture is on its way is no copy for the server: so there are many.
            let mut distances = [7, 64, 1, 13].into_iter().cycle();
            until(Duration::from_secs(1), || {
                server.display().scroll_up(distances.next()?);
                None::<()>
            });
            server.display().paint(&Scene::FullColour.picture(100, 50), 30, 200);
        });
        assert!(rectangles(&report, "copyrect") > 0, "no copy:\n{report}");
        replayed.assert_same(&server.picture(), "after scrolling");
    }
}

#[test]
fn a_recording_holds_no_trace_of_the_password_exchange() {
    let server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let folder = Folder::new();
    record(&server, &folder, &[], || {});
    let file = std::fs::read(folder.path("session.fvr")).expect("the recording");
    // Magic, version and the chunk's head; then ServerInit with the size.
    assert_eq!(file[20..24], [640_u16.to_be_bytes(), 420_u16.to_be_bytes()].concat());
    let password = PASSWORD.as_bytes();
    assert!(!file.windows(password.len()).any(|window| window == password), "the password is in the recording");
}

/// Records the server for a few seconds while `change` happens; the report and the last picture of the recording.
fn record(server: &RealServer, folder: &Folder, options: &[&str], change: impl FnOnce()) -> (String, Picture) {
    let (file, png) = (folder.path("session.fvr"), folder.path("last.png"));
    let target = server.target();
    let arguments = ["record", "-v", "--duration", "2", &target];
    let program = Program::new(arguments.iter().chain(options)).password(PASSWORD).argument(&file);
    let running = program.start();
    running.wait_stderr("session open");
    change();
    running.finish().assert_success();
    let report = Program::new(["replay"]).argument(&file).run().assert_success().text();
    Program::new(["replay", "--png"]).argument(&png).argument(&file).run().assert_success();
    (report, Picture::read_png(&png))
}

/// How many rectangles of an encoding the report of `farview replay` counts.
fn rectangles(report: &str, encoding: &str) -> u32 {
    let lines = report.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let counts = lines.filter(|words| words.first().is_some_and(|name| name.eq_ignore_ascii_case(encoding)));
    counts.filter_map(|words| words.get(1)?.parse::<u32>().ok()).sum()
}
