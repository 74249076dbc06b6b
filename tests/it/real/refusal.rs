//! Servers that do not let us in: the right exit code, and the server's own words.

use super::snapshot_program;
use crate::rig::server::PASSWORD;
use crate::rig::{Finished, Folder, Program, RealServer, Security, Setup, Version};

const AUTHENTICATION: i32 = 5;
const REFUSED: i32 = 4;

/// Declares a test per server: a wrong password ends with the code for authentication and what the server says.
macro_rules! wrong_password {
    ($($name:ident: $server:ident, $version:ident, $words:literal;)*) => {
        $(
            #[test]
            fn $name() {
                let setup = Setup::with_security(Security::Password).with_version(Version::$version);
                let server = RealServer::$server(&setup);
                with_password(&server, "not-it").assert_code(AUTHENTICATION).assert_says($words).assert_says("hint: ");
                with_password(&server, PASSWORD).assert_success();
            }
        )*
    };
}

wrong_password! {
    xtigervnc_says_what_is_wrong_with_the_password: xtigervnc, V3_8, "Authentication failure";
    xtightvnc_says_what_is_wrong_with_the_password: xtightvnc, V3_8, "Authentication failed";
    x11vnc_says_what_is_wrong_with_the_password: x11vnc, V3_8, "password check failed";
    qemu_says_what_is_wrong_with_the_password: qemu, V3_8, "Authentication failed";
    rfb_3_3_has_no_words_for_a_wrong_password: xtigervnc, V3_3, "password";
    rfb_3_7_has_no_words_for_a_wrong_password: x11vnc, V3_7, "password";
}

#[test]
fn without_a_password_the_hint_says_how_to_give_one() {
    let server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let folder = Folder::new();
    let finished = Program::new(["snapshot", &server.target()]).argument(folder.path("never.png")).run();
    finished.assert_code(AUTHENTICATION).assert_says("FARVIEW_PASSWORD").assert_says("--password-file");
    assert!(!folder.path("never.png").exists());
}

#[test]
fn a_password_file_and_standard_input_do_as_well() {
    let server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let folder = Folder::new();
    let line = format!("{PASSWORD}\n");
    let file = folder.write("password", line.as_bytes());
    restrict(&file);
    let target = server.target();
    let picture = folder.path("picture.png");
    let from_file = Program::new(["snapshot", &target, "--password-file"]).argument(file).argument(&picture).run();
    from_file.assert_success();
    let from_stdin = Program::new(["snapshot", &target, "--password-stdin"]).argument(&picture).stdin(&line).run();
    from_stdin.assert_success();
}

#[test]
fn too_many_attempts_are_told_in_the_servers_words() {
    let setup = Setup::with_security(Security::Password);
    let setup = setup.with_options(&["-UseBlacklist=1", "-BlacklistThreshold=2", "-BlacklistTimeout=60"]);
    let server = RealServer::xtigervnc(&setup);
    for _ in 0..2 {
        with_password(&server, "not-it").assert_code(AUTHENTICATION);
    }
    let finished = with_password(&server, PASSWORD);
    finished.assert_code(REFUSED).assert_says("Too many security failures").assert_says("hint: ");
}

#[test]
fn a_wrong_password_is_never_repeated_on_the_screen() {
    let server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let folder = Folder::new();
    let arguments = ["-vvv", "snapshot", &server.target()];
    let finished = Program::new(arguments).password("Zq7!xw#9").argument(folder.path("never.png")).run();
    finished.assert_code(AUTHENTICATION);
    assert!(!finished.stderr.contains("Zq7!xw#9") && !finished.text().contains("Zq7!xw#9"), "{}", finished.stderr);
}

fn with_password(server: &RealServer, password: &str) -> Finished {
    let folder = Folder::new();
    snapshot_program(server, &[]).password(password).argument(folder.path("picture.png")).run()
}

fn restrict(file: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).expect("a file's mode can be changed");
}
