//! The demo: a server for others, and a picture where there is no display.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::farview;
use crate::rig::Folder;

#[test]
fn the_demo_is_served_until_it_is_told_to_end() {
    let folder = Folder::new();
    let stdout = std::fs::File::create(folder.path("stdout")).expect("a file");
    let mut server = Command::new(env!("CARGO_BIN_EXE_farview"))
        .args(["demo", "--serve", "0", "--size", "400x300"])
        .stdout(stdout)
        .stderr(Stdio::null())
        .spawn()
        .expect("farview can be run");
    let deadline = Instant::now() + Duration::from_secs(20);
    let target = loop {
        let text = std::fs::read_to_string(folder.path("stdout")).unwrap_or_default();
        if text.ends_with('\n') {
            break text.trim().to_owned();
        }
        assert!(Instant::now() < deadline, "the demo never said where it is");
        std::thread::sleep(Duration::from_millis(20));
    };
    let probe = farview(["probe", "--json", &target]).run();
    assert_eq!(probe.assert_success().json()["desktop"]["width"], 400);
    kill_process(Pid::from_child(&server), Signal::INT).expect("it runs");
    assert!(server.wait().expect("it ends").success());
    farview(["probe", &target]).run().assert_code(3);
}

#[test]
#[cfg(feature = "gui")]
fn without_a_display_the_demo_saves_a_picture() {
    let folder = Folder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_farview"))
        .args(["demo", "--size", "400x300"])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("RUST_LOG", "")
        .current_dir(folder.path("."))
        .output()
        .expect("farview can be run");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(stderr.contains("no display") && stderr.contains("farview-demo.png"), "{stderr}");
    let file = std::fs::File::open(folder.path("farview-demo.png")).expect("the picture");
    let reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG file");
    assert_eq!((reader.info().width, reader.info().height), (400, 300));
}

#[test]
fn a_port_that_is_taken_is_explained() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port().to_string();
    farview(["demo", "--serve", &port]).run().assert_code(1).assert_says("another program has this port");
}
