//! Web sockets: websockify and QEMU, and web servers that have none.

use std::pin::Pin;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use farview::config::Target;
use rfb::Identity;
use rfb::net::{Connected, Judge, Reach};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{AUTHENTICATION, CONNECT, DISTRUSTED, PROTOCOL, REFUSED, USAGE, assert_shows, server, snapshot};
use crate::rig::{Folder, Process, Program, RealServer, Scripted, Setup, port};

/// websockify in front of `target`, with these options.
fn websockify(target: u16, options: &[&str]) -> (u16, Process) {
    let (port, folder) = (port::free(), Arc::new(Folder::new()));
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    arguments.extend([format!("127.0.0.1:{port}"), format!("127.0.0.1:{target}")]);
    let mut process = Process::start("websockify", "websockify", &arguments, &folder);
    process.wait_ready("listening", || port::is_listening(port).then_some(()));
    (port, process)
}

#[test]
fn a_desktop_is_seen_through_websockify() {
    let server = server();
    let (port, process) = websockify(server.port, &[]);
    assert_shows(&server, &[&format!("ws://127.0.0.1:{port}/websockify?token=a")], |program| program);
    assert!(process.log().contains("/websockify?token=a"), "{}", process.log());
}

/// websockify inside TLS in front of `target`, with a certificate that nobody vouches for.
fn websockify_with_tls(target: u16) -> (u16, Process, Folder) {
    let folder = Folder::new();
    let (key, certificate) = (folder.path("key.pem"), folder.path("certificate.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output();
    assert!(made.expect("openssl can be run").status.success());
    let (key, certificate) = (key.display().to_string(), certificate.display().to_string());
    let (port, process) = websockify(target, &["--ssl-only", "--key", &key, "--cert", &certificate]);
    (port, process, folder)
}

#[test]
fn nothing_is_sent_to_a_web_server_that_nobody_vouches_for() {
    let server = server();
    let (port, process, _folder) = websockify_with_tls(server.port);
    let target = format!("wss://127.0.0.1:{port}/secret?ticket=7391");
    snapshot(&target).run().assert_code(DISTRUSTED).assert_says("web server");
    assert!(!process.log().contains("/secret"), "{}", process.log());
    let wrong = format!("SHA256:{}", "ab".repeat(32));
    snapshot(&target).arguments(&["--fingerprint", &wrong]).run().assert_code(DISTRUSTED);
    let settings = Folder::new();
    let settings = settings.path("").display().to_string();
    let trust = |arguments: &[&str]| {
        Program::new(["trust", "pin", &target].iter().chain(arguments))
            .environment("FARVIEW_CONFIG_DIR", &settings)
            .run()
    };
    let said = trust(&[]);
    let hint = said.assert_code(DISTRUSTED).stderr.split_once("--fingerprint ").expect("a hint").1;
    let shown = hint.split(['`', ' ', '\n']).next().expect("a fingerprint").to_owned();
    trust(&["--fingerprint", &shown]).assert_success();
    for pinned in [
        snapshot(&target).environment("FARVIEW_CONFIG_DIR", &settings),
        snapshot(&target).arguments(&["--fingerprint", &shown]),
    ] {
        pinned.run().assert_success();
    }
    let finished = snapshot(&format!("ws://127.0.0.1:{port}/secret")).run();
    finished.assert_code(PROTOCOL).assert_says("needs wss://");
}

/// Goes on with everybody.
struct TrustEverybody;

impl Judge for TrustEverybody {
    fn judge<'a>(&'a self, _: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        Box::pin(std::future::ready(true))
    }
}

#[test]
fn a_desktop_greets_through_a_web_socket_inside_tls() {
    let server = server();
    let (port, process, _folder) = websockify_with_tls(server.port);
    let target: Target = format!("wss://127.0.0.1:{port}/secret?ticket=7391").parse().expect("a target");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let connected = target.address.connect(Duration::from_secs(10), &TrustEverybody).await;
        let Connected { mut stream, reach } = connected.expect("a web socket");
        assert_eq!(reach, Reach::Loopback);
        let mut banner = [0; 12];
        stream.read_exact(&mut banner).await.expect("the server greets");
        assert_eq!(&banner, b"RFB 003.008\n");
        for (said, awaited) in [(&banner[..], 2), (&[1], 4), (&[1], 24)] {
            stream.write_all(said).await.expect("it is taken");
            stream.flush().await.expect("it is sent");
            let mut answer = vec![0; awaited];
            stream.read_exact(&mut answer).await.expect("the server answers");
        }
        stream.shutdown().await.expect("it ends in good order");
    });
    assert!(process.log().contains("/secret?ticket=7391"), "{}", process.log());
}

#[test]
fn qemu_is_seen_through_its_own_web_socket() {
    let port = port::free();
    let server = RealServer::qemu(&Setup::default().with_options(&[&format!("websocket={port}")]));
    assert_shows(&server, &[&format!("ws://127.0.0.1:{port}")], |program| program);
}

#[test]
fn each_way_in_which_a_web_server_says_no_has_its_words() {
    for (answer, code, words) in [
        ("HTTP/1.1 401 Unauthorized\r\n\r\n", AUTHENTICATION, "wants a log-in"),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", REFUSED, "forbids it"),
        ("HTTP/1.1 404 Not Found\r\n\r\n", CONNECT, "no web socket at this path"),
        ("HTTP/1.1 302 Found\r\nLocation: https://office/login\r\n\r\n", CONNECT, "https://office/login"),
        ("HTTP/1.1 200 OK\r\n\r\n<html>", CONNECT, "a page"),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", CONNECT, "a problem of its own"),
        (
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            PROTOCOL,
            "another question",
        ),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n", PROTOCOL, "another protocol"),
        ("RFB 003.008\n", PROTOCOL, "a VNC server answers there"),
        ("\x15\x03\x01\x00\x02\x02\x46", PROTOCOL, "wants TLS"),
        ("SSH-2.0-OpenSSH_9.2\r\n", PROTOCOL, "speaks SSH"),
        ("HTTP/1.1 200 OK\r\n", PROTOCOL, "cut off"),
    ] {
        let closing = Scripted::start({
            let answer = answer.to_owned();
            move |mut stream, _| {
                use std::io::{Read, Write};
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        let finished = snapshot(&format!("ws://127.0.0.1:{}/vnc", closing.port)).run();
        finished.assert_code(code).assert_says(words).assert_says("hint: ");
    }
}

#[test]
fn header_fields_and_cookies_are_sent_and_shown_nowhere() {
    let folder = Folder::new();
    let fields = folder.write("fields", b"X-Ticket: from-a-file-7391\n\nX-Other: more\n");
    let web = Scripted::answering("HTTP/1.1 403 Forbidden\r\n\r\n");
    let target = format!("ws://127.0.0.1:{}/console?ticket=in-the-query-7391", web.port);
    let finished = snapshot(&target)
        .arguments(&["-vvv", "--header", "Authorization: by-header-7391", "--header"])
        .argument(format!("@{}", fields.display()))
        .arguments(&["--cookie", "PVEAuthCookie=by-cookie-7391", "--cookie", "b=c"])
        .run();
    finished.assert_code(REFUSED);
    let received = web.received();
    for line in [
        "GET /console?ticket=in-the-query-7391 HTTP/1.1",
        "Authorization: by-header-7391",
        "X-Ticket: from-a-file-7391",
        "Cookie: PVEAuthCookie=by-cookie-7391; b=c",
        "Sec-WebSocket-Protocol: binary",
        &format!("Origin: http://127.0.0.1:{}", web.port),
    ] {
        assert!(received.lines().any(|found| found == line), "{line} in {received}");
    }
    assert!(!finished.stderr.contains("7391"), "{}", finished.stderr);
}

#[test]
fn what_cannot_be_a_header_field_is_refused_without_being_shown() {
    for (target, option, value) in [
        ("ws://office", "--header", "no colon 7391"),
        ("ws://office", "--header", "A: 7391\r\nB: c"),
        ("ws://office", "--header", "Upgrade: 7391"),
        ("ws://office", "--cookie", "a=7391\r\nB: c"),
        ("office", "--header", "A: 7391"),
        ("ws://office", "--header", "@/nonexistent/fields"),
    ] {
        let finished = snapshot(target).arguments(&[option, value]).run();
        finished.assert_code(USAGE).assert_says("hint: ");
        assert!(!finished.stderr.contains("7391"), "{}", finished.stderr);
    }
}
