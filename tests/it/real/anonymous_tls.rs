//! TLS without certificates: real servers show the right picture through it, and OpenSSL agrees with every cipher, group
//! and extension of ours.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use rfb::random::Random;
use rfb::tls::anonymous::{Client, SUITES};
use rfb::tls::{HEADER, Handshake, Progress};

use super::{snapshot, snapshot_program};
use crate::rig::process::Process;
use crate::rig::{Folder, Program, RealServer, Security, Setup, port};

/// OpenSSL's own settings, with anonymous ciphers allowed: by themselves they are not.
const OPENSSL: &str =
    "openssl_conf = d\n[d]\nssl_conf = s\n[s]\nsystem_default = sd\n[sd]\nCipherString = ALL:@SECLEVEL=0\n";

/// x11vnc without a certificate, with anonymous ciphers allowed.
fn x11vnc(security: Security, options: &[&str]) -> (RealServer, Folder) {
    let folder = Folder::new();
    let settings = folder.write("openssl.cnf", OPENSSL.as_bytes());
    let setup = Setup::with_security(security).with_environment("OPENSSL_CONF", &settings.display().to_string());
    (RealServer::x11vnc(&setup.with_options(&["-ssl", "ANON"]).with_options(options)), folder)
}

#[track_caller]
fn assert_shows(server: &RealServer, security_type: &str) {
    let (finished, picture) = snapshot(server, &["-v"]);
    finished.assert_says(&format!("security_type=\"{security_type}\""));
    picture.assert_same(&server.picture(), security_type);
}

#[test]
fn xtigervnc_is_shown_through_tls_with_and_without_a_password() {
    for (security, security_type) in [(Security::None, "TLSNone"), (Security::Password, "TLSVnc")] {
        let setup = Setup::with_security(security).with_options(&["-SecurityTypes", security_type]);
        assert_shows(&RealServer::xtigervnc(&setup), security_type);
    }
}

#[test]
fn qemu_is_shown_through_tls_with_and_without_a_password() {
    for (security, security_type) in [(Security::None, "TLSNone"), (Security::Password, "TLSVnc")] {
        let setup = Setup::with_security(security);
        let setup = setup.with_options(&["tls-creds=anonymous"]);
        assert_shows(&RealServer::qemu(&setup), security_type);
    }
}

#[test]
fn x11vnc_is_shown_through_tls_with_and_without_a_password() {
    let vencrypt = ["-vencrypt", "force:nox509", "-anontls", "never"];
    for (security, security_type) in [(Security::None, "TLSNone"), (Security::Password, "TLSVnc")] {
        assert_shows(&x11vnc(security, &vencrypt).0, security_type);
    }
}

#[test]
fn x11vnc_is_shown_through_the_security_type_that_is_tls_and_nothing_else() {
    for (security, inside) in [(Security::None, "None"), (Security::Password, "VNC Authentication")] {
        let (server, _settings) = x11vnc(security, &["-vencrypt", "never", "-anontls", "force"]);
        let (finished, picture) = snapshot(&server, &["-v"]);
        finished.assert_says("security_type=\"TLS\"").assert_says(&format!("security_type=\"{inside}\""));
        picture.assert_same(&server.picture(), inside);
    }
}

#[test]
fn a_user_name_and_a_password_go_through_tls() {
    let folder = Folder::new();
    let check =
        folder.write("check.sh", b"#!/bin/sh\nread -r u; read -r p; [ \"$u\" = alice ] && [ \"$p\" = wonderland ]\n");
    make_executable(&check);
    let check = check.display().to_string();
    let vencrypt = ["-vencrypt", "force:nox509:plain", "-anontls", "never", "-unixpw_cmd", &check];
    let (server, _settings) = x11vnc(Security::None, &vencrypt);
    let login = |password: &str, file: &str| {
        let target = format!("vnc://alice@127.0.0.1:{}", server.port);
        Program::new(["snapshot", "-v", &target]).password(password).argument(folder.path(file)).run()
    };
    login("wonderland", "picture.png").assert_success().assert_says("security_type=\"TLSPlain\"");
    crate::rig::Picture::read_png(&folder.path("picture.png")).assert_same(&server.picture(), "TLSPlain");
}

#[test]
fn a_wrong_password_inside_tls_is_a_wrong_password() {
    let setup = Setup::with_security(Security::Password).with_options(&["-SecurityTypes", "TLSVnc"]);
    let server = RealServer::xtigervnc(&setup);
    let folder = Folder::new();
    let program = snapshot_program(&server, &[]).password("not-it").argument(folder.path("never.png"));
    program.run().assert_code(5).assert_says("Authentication failure");
}

#[test]
fn a_server_whose_openssl_allows_no_anonymous_ciphers_is_explained() {
    let setup = Setup::default().with_options(&["-ssl", "ANON", "-vencrypt", "never", "-anontls", "force"]);
    let server = RealServer::x11vnc(&setup);
    let folder = Folder::new();
    let finished = snapshot_program(&server, &[]).argument(folder.path("never.png")).run();
    finished.assert_code(6).assert_says("no cipher that both sides have").assert_says("security level");
}

fn make_executable(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o700)).expect("a file's mode can be changed");
}

/// An anonymous TLS server of OpenSSL's that sends every line back in reverse.
fn openssl(cipher: &str, options: &[&str]) -> (u16, Process) {
    openssl_with("", cipher, options)
}

/// The same with these options in its settings.
fn openssl_with(settings: &str, cipher: &str, options: &[&str]) -> (u16, Process) {
    let (folder, port) = (Arc::new(Folder::new()), port::free());
    let settings = folder.write("openssl.cnf", format!("{OPENSSL}{settings}\n").as_bytes());
    let environment = [("OPENSSL_CONF".to_owned(), settings.display().to_string())];
    let address = port.to_string();
    let arguments = ["s_server", "-accept", &address, "-nocert", "-tls1_2", "-quiet", "-rev", "-cipher", cipher];
    let arguments: Vec<String> = arguments.iter().chain(options).map(|word| (*word).to_owned()).collect();
    let mut process = Process::start_in(&environment, "openssl", "openssl", &arguments, &folder);
    process.wait_ready("listening", || port::is_listening(port).then_some(()));
    (port, process)
}

/// Shakes hands, has some lines reversed, and takes leave; how it was encrypted.
fn converse(port: u16) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let mut client = Client::new(&mut Random::default()).expect("random bytes");
    let mut output = BytesMut::new();
    let mut progress = client.record(None, &mut output).expect("a hello");
    while progress == Progress::Going {
        stream.write_all(&output.split()).expect("it listens");
        let mut record = vec![0; HEADER];
        stream.read_exact(&mut record).expect("a record");
        record.resize(HEADER + usize::from(u16::from_be_bytes([record[3], record[4]])), 0);
        stream.read_exact(&mut record[HEADER..]).expect("a record");
        progress = client.record(Some(&record), &mut output).unwrap_or_else(|error| panic!("{error}"));
    }
    let (protection, mut layer) = Box::new(client).finish().expect("it is over");
    let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
    for length in [1, 15, 16, 17, 300, 1000] {
        let line: String = ('a'..='z').cycle().take(length).collect();
        layer.seal(&mut BytesMut::from(format!("{line}\n").as_bytes()), &mut output).expect("records");
        stream.write_all(&output.split()).expect("it listens");
        let expected: String = line.chars().rev().chain(['\n']).collect();
        while plain.len() < expected.len() {
            let mut chunk = [0; 4096];
            let count = stream.read(&mut chunk).expect("an answer");
            assert!(count > 0, "it hangs up before {length} letters are there");
            wire.extend_from_slice(&chunk[..count]);
            layer.open(&mut wire, &mut plain, &mut reply).expect("records");
        }
        assert_eq!(plain.split(), expected.as_bytes());
    }
    protection.cipher
}

/// OpenSSL's names of the suites, in our order.
const NAMES: [&str; SUITES.len()] = [
    "ADH-AES256-GCM-SHA384",
    "ADH-AES128-GCM-SHA256",
    "AECDH-AES256-SHA",
    "AECDH-AES128-SHA",
    "ADH-AES256-SHA256",
    "ADH-AES128-SHA256",
    "ADH-AES256-SHA",
    "ADH-AES128-SHA",
];

#[test]
fn openssl_agrees_on_every_suite_with_and_without_the_extensions() {
    for (suite, name) in SUITES.iter().zip(NAMES) {
        for settings in ["", "Options = -ExtendedMasterSecret,-EncryptThenMac"] {
            let (port, _server) = openssl_with(settings, name, &[]);
            let cipher = converse(port);
            assert!(cipher.starts_with(&format!("TLS 1.2, {}, ", suite.protection())), "{name}: {cipher}");
        }
    }
}

#[test]
fn openssl_agrees_on_every_curve() {
    for (curve, name) in [("X25519", "X25519"), ("P-256", "P-256"), ("P-384", "P-384")] {
        let (port, _server) = openssl("AECDH-AES256-SHA", &["-groups", curve]);
        assert!(converse(port).ends_with(&format!("key by {name}")));
    }
}

#[test]
fn openssl_agrees_on_primes_that_everybody_knows_and_on_one_that_nobody_does() {
    let folder = Folder::new();
    let groups = [("ffdhe2048", "ffdhe2048"), ("ffdhe4096", "ffdhe4096"), ("modp_2048", "MODP-2048")];
    for (group, words) in groups {
        let file = folder.path(group).display().to_string();
        let named = format!("group:{group}");
        run_openssl(&["genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", &named, "-out", &file]);
        let (port, _server) = openssl("ADH-AES256-GCM-SHA384", &["-dhparam", &file]);
        let cipher = converse(port);
        assert!(cipher.ends_with(&format!("key by {words}")), "{group}: {cipher}");
    }
    // Without a file OpenSSL chooses as many bits as AES-128 is worth to it, in a group of old.
    let (port, _server) = openssl("ADH-AES128-GCM-SHA256", &[]);
    let cipher = converse(port);
    assert!(cipher.contains("only 1024 bits, which is weak"), "{cipher}");
}

fn run_openssl(arguments: &[&str]) {
    let output = std::process::Command::new("openssl").args(arguments).output().expect("openssl can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
