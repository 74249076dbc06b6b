//! Who answers: certificates of real servers, what is known of them, and everything that must not be taken.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::snapshot_program;
use crate::rig::server::PASSWORD;
use crate::rig::{Finished, Folder, Process, Program, RealServer, Setup, port};

const DISTRUSTED: i32 = 9;
const OTHER: i32 = 1;

/// The folder that [`Program`] takes settings from, where a test does not name it.
const SETTINGS: &str = "FARVIEW_CONFIG_DIR";

fn certificate(name: &str) -> String {
    format!("{}/tests/certificates/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Xtigervnc with this way in, this certificate and its key.
fn xtigervnc(port: u16, security: &str, name: &str, key: &str) -> RealServer {
    let (certificate, key) = (certificate(&format!("{name}.pem")), certificate(&format!("{key}.key")));
    let options = ["-SecurityTypes", security, "-X509Cert", &certificate, "-X509Key", &key];
    RealServer::xtigervnc(&Setup { port: Some(port), ..Setup::default() }.with_options(&options))
}

/// x11vnc with this certificate and its key, which alone of all servers shows certificates of version 1.
/// It reads the file anew for each client: `folder` must stay.
fn x11vnc(folder: &Folder, name: &str, key: &str) -> RealServer {
    x11vnc_with(folder, (name, key), &["-vencrypt", "force"])
}

fn x11vnc_with(folder: &Folder, (name, key): (&str, &str), options: &[&str]) -> RealServer {
    let both = folder.write("server.pem", &[read(&format!("{name}.pem")), read(&format!("{key}.key"))].concat());
    let both = both.to_str().expect("a path of text");
    let setup = Setup::default().with_options(&["-ssl", both, "-anontls", "never"]);
    RealServer::x11vnc(&setup.with_options(options))
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(certificate(name)).expect("a file")
}

/// A snapshot with these options and the settings in `settings`; the picture is compared where there is one.
fn look(server: &RealServer, settings: &Folder, options: &[&str]) -> Finished {
    let folder = Folder::new();
    let file = folder.path("snapshot.png");
    let finished = snapshot_program(server, options).environment(SETTINGS, path(settings)).argument(&file).run();
    if finished.code == Some(0) {
        crate::rig::Picture::read_png(&file).assert_same(&server.picture(), "what came through TLS");
    }
    finished
}

fn trust(settings: &Folder, arguments: &[&str]) -> Finished {
    Program::new(["trust"].iter().chain(arguments)).environment(SETTINGS, path(settings)).run()
}

fn path(folder: &Folder) -> &str {
    folder.as_ref().to_str().expect("a path of text")
}

fn fingerprint(name: &str) -> String {
    let file = certificate(&format!("{name}.pem"));
    let openssl = Command::new("openssl").args(["x509", "-noout", "-fingerprint", "-sha256", "-in", &file]).output();
    let said = String::from_utf8(openssl.expect("openssl can be run").stdout).expect("text");
    format!("SHA256:{}", said.trim().split_once('=').expect("a fingerprint").1.to_lowercase())
}

/// Answers the questions of a snapshot on a terminal of its own; returns what was said and the exit code.
fn on_a_terminal(server: &RealServer, settings: &Folder, answer: &str) -> (String, Option<i32>) {
    let folder = Folder::new();
    typing(&format!("snapshot {} {}", server.target(), folder.path("picture.png").display()), settings, answer)
}

/// Runs the program on a terminal of its own, with `answer` typed into it.
fn typing(arguments: &str, settings: &Folder, answer: &str) -> (String, Option<i32>) {
    let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_farview"));
    let mut script = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .env(SETTINGS, path(settings))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script, of Debian's bsdutils, can be run");
    let mut stdin = script.stdin.take().expect("a pipe");
    stdin.write_all(answer.as_bytes()).expect("it listens");
    let output = script.wait_with_output().expect("it ends");
    drop(stdin);
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

#[test]
fn every_type_with_a_certificate_shows_the_desktop_of_a_server_that_an_issuer_vouches_for() {
    for (security, options) in [("X509None", &[][..]), ("X509Vnc", &["--security", "x509vnc"])] {
        for (name, key) in [("server", "server"), ("rsa", "rsa")] {
            let (server, settings) = (xtigervnc(port::free(), security, name, key), Folder::new());
            let issuers = certificate("ca.pem");
            let options = [&["-v", "--ca-file", &issuers], options].concat();
            let finished = look(&server, &settings, &options);
            finished.assert_success().assert_says("vouched for");
        }
    }
}

#[test]
fn a_user_name_and_a_password_go_through_tls_to_x11vnc() {
    use std::os::unix::fs::PermissionsExt;
    let settings = Folder::new();
    let script = format!("#!/bin/sh\nread -r user\nread -r password\n[ \"$user $password\" = \"alice {PASSWORD}\" ]\n");
    let check = settings.write("check.sh", script.as_bytes());
    std::fs::set_permissions(&check, std::fs::Permissions::from_mode(0o755)).expect("a file's mode can be changed");
    let check = check.to_str().expect("a path of text");
    let server = x11vnc_with(&settings, ("rsa", "rsa"), &["-vencrypt", "force:plain", "-unixpw_cmd", check]);
    let issuers = ["--ca-file", &certificate("ca.pem")];
    let program = |user: &str| {
        let picture = settings.path("picture.png");
        let program = snapshot_program(&server, &issuers).environment("FARVIEW_USERNAME", user).arguments(&["-v"]);
        program.argument(picture).run()
    };
    program("alice").assert_success().assert_says("X509Plain");
    // Its refusal is none that the specification knows.
    assert_ne!(program("mallory").code, Some(0));
}

#[test]
fn the_issuers_of_this_computer_vouch_for_servers() {
    let (server, settings) = (xtigervnc(port::free(), "X509None", "server", "server"), Folder::new());
    let program = |issuers: &str| {
        let program = snapshot_program(&server, &["-v"]).environment("SSL_CERT_FILE", &certificate(issuers));
        program.argument(settings.path("picture.png")).run()
    };
    program("ca.pem").assert_success().assert_says("vouched for");
    program("self-signed.pem").assert_code(DISTRUSTED).assert_says("who is not trusted on this computer");
}

#[test]
fn a_key_that_is_shown_can_be_pinned_after_a_look() {
    let (server, settings) = (xtigervnc(port::free(), "X509None", "other", "other"), Folder::new());
    trust(&settings, &["pin", &server.target()]).assert_code(DISTRUSTED).assert_says(&fingerprint("other"));
    let (said, code) = typing(&format!("trust pin {}", server.target()), &settings, "y\n");
    assert_eq!(code, Some(0), "{said}");
    look(&server, &settings, &[]).assert_success();
    assert_eq!(
        trust(&settings, &["list", "--json"]).json()[0]["keys"][0]["public_key"].as_str().map(str::len),
        Some(102)
    );
}

#[test]
fn a_new_server_is_not_taken_without_being_asked_and_pinning_it_is_enough() {
    let (server, settings) = (xtigervnc(port::free(), "X509None", "other", "other"), Folder::new());
    let (target, shown) = (server.target(), fingerprint("other"));
    let refused = look(&server, &settings, &[]);
    refused.assert_code(DISTRUSTED).assert_says(&format!("farview trust pin {target} --fingerprint {shown}"));
    trust(&settings, &["pin", &target, "--fingerprint", &shown]).assert_success();
    look(&server, &settings, &[]).assert_success();
    let list = trust(&settings, &["list", "--json"]).json();
    assert_eq!(list[0]["address"], target.as_str());
    assert_eq!(list[0]["keys"][0]["fingerprint"], shown.as_str());
    assert_eq!(list[0]["keys"][0]["origin"], "pinned");
    assert_eq!(list[0]["protection"], "identified");
    assert!(trust(&settings, &["list"]).text().contains(&shown));
    trust(&settings, &["forget", &target]).assert_success();
    look(&server, &settings, &[]).assert_code(DISTRUSTED);
    trust(&settings, &["forget", &target]).assert_code(OTHER).assert_says("nothing was known");
}

#[test]
fn an_answer_on_the_terminal_is_remembered_and_a_changed_key_is_an_alarm() {
    let (port, settings) = (port::free(), Folder::new());
    let server = xtigervnc(port, "X509None", "other", "other");
    let (said, code) = on_a_terminal(&server, &settings, "n\n");
    assert_eq!(code, Some(DISTRUSTED), "{said}");
    let (said, code) = on_a_terminal(&server, &settings, "a\n");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Is this really") && said.contains(&fingerprint("other")), "{said}");
    look(&server, &settings, &[]).assert_success();
    drop(server);
    let changed = xtigervnc(port, "X509None", "rsa", "rsa");
    let finished = look(&changed, &settings, &[]);
    finished.assert_code(DISTRUSTED).assert_says("WARNING").assert_says("is not the server that it was");
    let (said, code) = on_a_terminal(&changed, &settings, "\n");
    assert_eq!(code, Some(DISTRUSTED), "{said}");
    look(&changed, &settings, &["--ca-file", &certificate("ca.pem")]).assert_success();
}

#[test]
fn what_is_wrong_with_a_certificate_is_said() {
    let cases = [
        ("expired", "server", "expired on 2021-01-01"),
        ("wrong-name", "server", "is not for 127.0.0.1 but for elsewhere.example"),
        ("self-signed", "other", "made the certificate itself"),
    ];
    let folder = Folder::new();
    let x11vnc = x11vnc(&folder, "version-1", "rsa");
    let servers = cases.map(|(name, key, words)| (name, xtigervnc(port::free(), "X509None", name, key), words));
    for (name, server, words) in servers.into_iter().chain([("version-1", x11vnc, "the form of 1988")]) {
        let settings = Folder::new();
        let issuers = ["--ca-file", &certificate("ca.pem")];
        let finished = look(&server, &settings, &issuers);
        finished.assert_code(DISTRUSTED).assert_says("hint: ");
        assert!(finished.stderr.to_lowercase().contains(words), "{name}: {}", finished.stderr);
        look(&server, &settings, &["--fingerprint", &fingerprint(name)]).assert_success();
        let other = look(&server, &settings, &["--fingerprint", &fingerprint("ca")]);
        other.assert_code(DISTRUSTED).assert_says("--fingerprint names");
    }
}

#[test]
fn a_pinned_key_counts_for_one_port_alone() {
    let settings = Folder::new();
    let [here, there] = [(), ()].map(|()| xtigervnc(port::free(), "X509None", "other", "other"));
    trust(&settings, &["pin", &here.target(), "--fingerprint", &fingerprint("other")]).assert_success();
    look(&here, &settings, &[]).assert_success();
    look(&there, &settings, &[]).assert_code(DISTRUSTED).assert_says("has not met this server before");
}

#[test]
fn a_pinned_issuer_vouches_for_nobody() {
    let settings = Folder::new();
    let server = xtigervnc(port::free(), "X509None", "server", "server");
    trust(&settings, &["pin", &server.target(), "--fingerprint", &fingerprint("ca")]).assert_success();
    look(&server, &settings, &[]).assert_code(DISTRUSTED).assert_says("is pinned to");
}

#[test]
fn a_server_that_does_not_encrypt_any_more_is_an_alarm() {
    let (port, settings) = (port::free(), Folder::new());
    let issuers = ["--ca-file", &certificate("ca.pem")];
    let server = xtigervnc(port, "X509None,None", "server", "server");
    look(&server, &settings, &issuers).assert_success();
    drop(server);
    let server = xtigervnc(port, "None", "server", "server");
    let finished = look(&server, &settings, &issuers);
    finished.assert_code(DISTRUSTED).assert_says("is less safe than it was").assert_says("farview trust forget");
    look(&server, &settings, &["--security", "none"]).assert_success();
    trust(&settings, &["forget", &server.target()]).assert_success();
    look(&server, &settings, &[]).assert_success();
}

#[test]
fn a_broken_file_of_trusted_servers_is_neither_used_nor_replaced() {
    let (server, settings) = (xtigervnc(port::free(), "X509None", "server", "server"), Folder::new());
    let file = settings.write("trust.toml", b"version = 1\n[[server]]\naddress = \"x\"\nprotection = \"wonderful\"\n");
    let before = std::fs::read(&file).expect("it is there");
    let finished = look(&server, &settings, &["--ca-file", &certificate("ca.pem")]);
    finished.assert_code(OTHER).assert_says("trust.toml").assert_says("hint: ");
    trust(&settings, &["list"]).assert_code(OTHER).assert_says("trust.toml");
    trust(&settings, &["pin", "x", "--unencrypted"]).assert_code(OTHER);
    assert_eq!(std::fs::read(&file).expect("it is there"), before);
}

#[test]
fn an_rsa_key_of_1024_bits_is_of_no_use() {
    let (server, settings) = (xtigervnc(port::free(), "X509None", "rsa-1024", "rsa-1024"), Folder::new());
    let finished = look(&server, &settings, &["--fingerprint", &fingerprint("rsa-1024")]);
    assert_ne!(finished.code, Some(0));
    finished.assert_says("hint: ");
    // The server's own TLS refuses it as well.
    assert!(finished.stderr.contains("1024 bits") || finished.stderr.contains("hung up"), "{}", finished.stderr);
}

#[test]
fn x11vnc_and_qemu_show_their_certificates() {
    let settings = Folder::new();
    let issuers = ["-v", "--security", "x509none", "--ca-file", &certificate("ca.pem")];
    look(&x11vnc(&settings, "rsa", "rsa"), &settings, &issuers).assert_success().assert_says("vouched for");
    let folder = Arc::new(Folder::new());
    for (name, source) in [("ca-cert.pem", "ca.pem"), ("server-cert.pem", "rsa.pem"), ("server-key.pem", "rsa.key")] {
        folder.write(name, &read(source));
    }
    let port = port::free();
    let credentials = format!("tls-creds-x509,id=t,endpoint=server,dir={},verify-peer=off", path(&folder));
    let display = format!("127.0.0.1:{},tls-creds=t", port - port::VNC_BASE);
    let arguments = [
        "-nodefaults",
        "-vga",
        "std",
        "-accel",
        "tcg",
        "-S",
        "-monitor",
        "none",
        "-object",
        &credentials,
        "-vnc",
        &display,
    ];
    let arguments = arguments.map(str::to_owned);
    let mut qemu = Process::start("qemu-system-x86_64", "qemu-system-x86", &arguments, &folder);
    qemu.wait_ready("listening", || port::is_listening(port).then_some(()));
    let target = format!("127.0.0.1::{port}");
    let finished = Program::new(["snapshot", &target]).arguments(&issuers).argument(settings.path("qemu.png")).run();
    finished.assert_success().assert_says("vouched for");
}
