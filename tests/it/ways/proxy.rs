//! Proxies: the SOCKS server of the real `ssh -D`, tinyproxy, and proxies that will not.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use super::{AUTHENTICATION, CONNECT, PROTOCOL, REFUSED, USAGE, assert_shows, server, snapshot};
use crate::rig::{Folder, Process, Scripted, Sshd, eventually, port};

/// `ssh -D`, ended when dropped.
struct Socks {
    port: u16,
    child: Child,
    _sshd: Sshd,
}

impl Socks {
    fn start() -> Self {
        let (sshd, port) = (Sshd::start(), port::free());
        let child = Command::new("ssh")
            .arg("-F")
            .arg(sshd.path("ssh_config"))
            .args(["-N", "-D", &format!("127.0.0.1:{port}"), "gate"])
            .stdin(Stdio::null())
            .spawn()
            .expect("ssh can be run");
        eventually("the SOCKS server of ssh", || port::is_listening(port).then_some(()));
        Self { port, child, _sshd: sshd }
    }
}

impl Drop for Socks {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn tinyproxy(folder: &Arc<Folder>, more: &str) -> (u16, Process) {
    let port = port::free();
    let config = format!("Port {port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 10\nAllow 127.0.0.1\n{more}");
    let config = folder.write("tinyproxy.conf", config.as_bytes());
    let arguments = ["-d", "-c", &config.display().to_string()].map(str::to_owned);
    let mut process = Process::start("tinyproxy", "tinyproxy-bin", &arguments, folder);
    process.wait_ready("listening", || port::is_listening(port).then_some(()));
    (port, process)
}

#[test]
fn a_desktop_is_seen_through_the_socks_server_of_ssh() {
    let (socks, server) = (Socks::start(), server());
    let (proxy, target) = (format!("socks5://127.0.0.1:{}", socks.port), server.target());
    assert_shows(&server, &["--proxy", &proxy, &target], |program| program);
    // The name is looked up by the proxy; this one means the same there. The environment counts only for other computers.
    let named = format!("ip6-localhost::{}", server.port);
    let finished = snapshot(&named).environment("ALL_PROXY", &proxy).run();
    assert!(!finished.stderr.contains("cannot use"), "{}", finished.stderr);
    let closed = format!("127.0.0.1::{}", port::free());
    let finished = snapshot(&closed).arguments(&["--proxy", &proxy]).run();
    finished.assert_code(CONNECT).assert_says(&format!("through the proxy {proxy}"));
}

#[test]
fn a_desktop_is_seen_through_tinyproxy_with_and_without_a_password() {
    let (folder, server) = (Arc::new(Folder::new()), server());
    let target = server.target();
    let (open, _open) = tinyproxy(&folder, "");
    assert_shows(&server, &["--proxy", &format!("http://127.0.0.1:{open}"), &target], |program| program);
    let (closed, _closed) = tinyproxy(&folder, "BasicAuth alice wonderland\n");
    let proxy = format!("http://alice:wonderland@127.0.0.1:{closed}");
    assert_shows(&server, &["--proxy", &proxy, &target], |program| program);
    for (login, words) in [("", "wants to know who you are"), ("alice:looking-glass@", "does not accept")] {
        let proxy = format!("http://{login}127.0.0.1:{closed}");
        let finished = snapshot(&target).arguments(&["-vvv", "--proxy", &proxy]).run();
        finished.assert_code(AUTHENTICATION).assert_says(words).assert_says("hint: ");
        assert!(!finished.stderr.contains("looking-glass"), "{}", finished.stderr);
    }
    let forbidden = tinyproxy(&folder, "ConnectPort 443\n");
    let proxy = format!("http://127.0.0.1:{}", forbidden.0);
    snapshot(&target).arguments(&["--proxy", &proxy]).run().assert_code(REFUSED).assert_says("rules forbid");
}

#[test]
fn the_proxy_of_the_environment_counts_but_not_for_this_computer() {
    let server = server();
    let proxy = Scripted::answering(b"\x05\xff".as_slice());
    let address = format!("socks5://127.0.0.1:{}", proxy.port);
    snapshot(&server.target()).environment("ALL_PROXY", &address).run().assert_success();
    assert_eq!(proxy.received(), "");
    snapshot("192.0.2.7").environment("ALL_PROXY", &address).run().assert_code(AUTHENTICATION);
    assert_eq!(proxy.received(), "\x05\x01\x00");
    let unknown = snapshot("192.0.2.7").environment("all_proxy", "gopher://a:wonderland@p").run();
    unknown.assert_code(USAGE).assert_says("all_proxy").assert_says("--proxy none");
    assert!(!unknown.stderr.contains("wonderland"), "{}", unknown.stderr);
}

#[test]
fn each_answer_of_a_socks_proxy_has_its_words() {
    for (answer, code, words) in [
        (b"\x05\xff".as_slice(), AUTHENTICATION, "wants to know who you are"),
        (b"\x05\x02", CONNECT, "not offered"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", CONNECT, "it speaks HTTP"),
        (b"RFB 003.008\n", CONNECT, "RFB 003.008"),
        (b"\x05\x00\x05\x02\x00\x01", REFUSED, "rules forbid"),
        (b"\x05\x00\x05\x04\x00\x01", CONNECT, "cannot reach the server"),
        (b"\x05\x00\x05\x05\x00\x01", CONNECT, "nothing listens there"),
        (b"\x05\x00\x05\x01\x00\x01", CONNECT, "code 1"),
        (b"\x05\x00\x05\x00\x00\x09", CONNECT, "unknown kind"),
        (b"\x05\x00\x04\x00\x00\x01", CONNECT, "another version"),
    ] {
        let proxy = Scripted::answering(answer);
        let address = format!("socks5://127.0.0.1:{}", proxy.port);
        let finished = snapshot("192.0.2.7").arguments(&["--proxy", &address]).run();
        finished.assert_code(code).assert_says(words).assert_says("hint: ");
    }
}

#[test]
fn the_user_name_and_the_password_for_a_socks_proxy_are_sent_where_it_asks() {
    let proxy = Scripted::answering(b"\x05\x02\x01\x01".as_slice());
    let address = format!("socks5://alice:wonder%21land@127.0.0.1:{}", proxy.port);
    let finished = snapshot("192.0.2.7").arguments(&["-vvv", "--proxy", &address]).run();
    finished.assert_code(AUTHENTICATION).assert_says("does not accept");
    assert_eq!(proxy.received(), "\x05\x02\x00\x02\x01\x05alice\x0bwonder!land");
    assert!(!finished.stderr.contains("wonder"), "{}", finished.stderr);
}

#[test]
fn what_comes_right_after_the_answer_of_a_proxy_is_the_servers() {
    let banner = "RFB 003.008\n";
    let proxy = Scripted::answering(format!("HTTP/1.1 200 Connection established\r\n\r\n{banner}\x01\x7f"));
    let address = format!("http://127.0.0.1:{}", proxy.port);
    let finished = snapshot("192.0.2.7").arguments(&["--proxy", &address]).run();
    finished.assert_code(PROTOCOL).assert_says("type 127");
    assert!(proxy.received().starts_with("CONNECT 192.0.2.7:5900 HTTP/1.1\r\n"), "{}", proxy.received());
}
