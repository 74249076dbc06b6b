//! The real program against the built-in server: encodings that real servers do not have, and addresses of all kinds.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

use rfb::{Framebuffer, Point, Rect, Size};
use server::protocol::Version;
use server::script::Script;
use server::{Handle, Options, Server, StillDesktop};

use crate::rig::server::PASSWORD;
use crate::rig::{Folder, Picture, Program, Scene};

const SIZE: Size = Size::new(500, 333);
const AUTHENTICATION: i32 = 5;
const LOST: i32 = 7;

#[test]
fn every_encoding_shows_the_desktop_pixel_for_pixel() {
    let server = serve("127.0.0.1:0", Options::default());
    for encoding in ["raw", "trle", "zrle"] {
        let shown = picture(&server, &["--encodings", encoding]);
        shown.assert_same(&scene(), encoding);
    }
}

#[test]
fn the_encoding_that_was_asked_for_is_the_one_that_is_used() {
    for encoding in ["raw", "trle", "zrle"] {
        let server = serve("127.0.0.1:0", Options::default());
        let folder = Folder::new();
        let (file, png) = (folder.path("session.fvr"), folder.path("last.png"));
        let options = ["record", "--duration", "1", "--encodings", encoding, &target(&server)];
        Program::new(options).argument(&file).run().assert_success();
        let report = Program::new(["replay"]).argument(&file).run().assert_success().text().to_lowercase();
        for other in ["raw", "trle", "zrle"] {
            let listed = report.lines().any(|line| line.starts_with(&format!("{other} ")));
            assert_eq!(listed, other == encoding, "{other} where {encoding} was asked for:\n{report}");
        }
        Program::new(["replay", "--png"]).argument(&png).argument(&file).run().assert_success();
        Picture::read_png(&png).assert_same(&scene(), encoding);
    }
}

#[test]
fn copies_changes_and_another_size_are_followed() {
    let desktop = StillDesktop::new(framebuffer(&scene()));
    let control = desktop.handle();
    let server =
        Server::bind("127.0.0.1:0", Options::default()).expect("a free port").spawn(desktop).expect("a thread");
    let folder = Folder::new();
    let file = folder.path("picture.png");
    let running = Program::new(["snapshot", "-v", "--delay", "1.5", &target(&server)]).argument(&file).start();
    running.wait_stderr("session open");
    let larger = Picture::from_fn(640, 400, |x, y| (x * 7 + y * 0x0300) as u32);
    control.replace(framebuffer(&larger));
    control.draw(Rect::new(10, 20, 30, 40), vec![0x0012_3456; 30 * 40]);
    control.copy(Rect::new(0, 0, 100, 100), Point::new(50, 60));
    running.finish().assert_success();
    let mut expected = framebuffer(&larger);
    expected.target(Rect::new(10, 20, 30, 40)).expect("it fits").fill(0x0012_3456);
    assert!(expected.copy(Rect::new(0, 0, 100, 100), Rect::new(50, 60, 100, 100)));
    let expected = Picture { width: 640, height: 400, pixels: expected.pixels().to_vec() };
    Picture::read_png(&file).assert_same(&expected, "after the changes");
}

#[test]
fn each_version_lets_in_with_the_password_and_without_it() {
    for version in [Version::V3_3, Version::V3_7, Version::V3_8] {
        let open = serve("127.0.0.1:0", Options { version, ..Options::default() });
        picture(&open, &[]).assert_same(&scene(), "without a password");
        let locked = Options { version, password: Some(PASSWORD.to_owned()), ..Options::default() };
        let locked = serve("127.0.0.1:0", locked);
        picture(&locked, &[]).assert_same(&scene(), "with a password");
        let folder = Folder::new();
        let wrong = Program::new(["snapshot", &target(&locked)]).password("wrong").argument(folder.path("never.png"));
        wrong.run().assert_code(AUTHENTICATION).assert_says("hint: ");
    }
}

#[test]
fn an_ipv6_address_leads_to_the_server() {
    // Containers often have no IPv6 at all, not even for themselves.
    if TcpListener::bind("[::1]:0").is_err_and(|error| error.kind() == ErrorKind::AddrNotAvailable) {
        return;
    }
    let server = serve("[::1]:0", Options::default());
    let port = server.local_addr().port();
    for target in [format!("[::1]::{port}"), format!("vnc://[::1]:{port}")] {
        shown(Program::new(["snapshot", &target])).assert_same(&scene(), &target);
    }
}

#[test]
fn a_server_that_leaves_with_its_first_picture_is_missed_at_once() {
    let size = Size::new(8, 8);
    let script = || {
        let asked = Script::new().open(size, "short").wait_for_update_request();
        asked.framebuffer_update(|update| update.raw(Rect::of(size), &[0x0012_3456; 64])).close()
    };
    // Which comes first to be seen, the picture or the end, is a matter of chance.
    for command in [["snapshot", "--delay", "20"], ["record", "--duration", "20"]].into_iter().cycle().take(60) {
        let (address, _script) = script().listen().expect("a free port");
        let target = format!("127.0.0.1::{}", address.port());
        let folder = Folder::new();
        let finished = Program::new(command).argument(&target).argument(folder.path("file")).run();
        finished.assert_code(LOST).assert_says("hint: ");
        assert!(finished.took < Duration::from_secs(10), "took {:?}", finished.took);
    }
}

#[test]
fn standard_output_takes_the_picture() {
    let server = serve("127.0.0.1:0", Options::default());
    let finished = Program::new(["snapshot", &target(&server), "-"]).run();
    finished.assert_success();
    Picture::decode_png(std::io::Cursor::new(&finished.stdout)).assert_same(&scene(), "standard output");
}

fn scene() -> Picture {
    Scene::FullColour.picture(SIZE.width.into(), SIZE.height.into())
}

fn framebuffer(picture: &Picture) -> Framebuffer {
    let mut framebuffer = Framebuffer::new(Size::new(picture.width as u16, picture.height as u16));
    framebuffer.pixels_mut().copy_from_slice(&picture.pixels);
    framebuffer
}

fn serve(address: &str, options: Options) -> Handle {
    let desktop = StillDesktop::new(framebuffer(&scene()));
    Server::bind(address, options).expect("a free port").spawn(desktop).expect("a thread")
}

fn target(server: &Handle) -> String {
    format!("127.0.0.1::{}", server.local_addr().port())
}

/// A snapshot with these options and the right password.
fn picture(server: &Handle, options: &[&str]) -> Picture {
    let target = target(server);
    shown(Program::new(["snapshot", &target].iter().chain(options)).password(PASSWORD))
}

fn shown(program: Program) -> Picture {
    let folder = Folder::new();
    let file = folder.path("picture.png");
    program.argument(&file).run().assert_success();
    Picture::read_png(&file)
}
