//! Through a real SSH server by the real `ssh`, and what it says when that does not work.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{AUTHENTICATION, CONNECT, REFUSED, USAGE, assert_shows, server, snapshot};
use crate::rig::sshd::PASSPHRASE;
use crate::rig::{Finished, Folder, Sshd, eventually, port};

/// `farview snapshot` of a port that is seen from `gate`.
fn through(sshd: &Sshd, gate: &str, port: u16) -> Finished {
    sshd.for_program(snapshot(&format!("vnc+ssh://{gate}/localhost:{port}"))).run()
}

#[test]
fn a_desktop_is_seen_through_ssh_and_no_process_is_left_behind() {
    let (sshd, server) = (Sshd::start(), server());
    let target = format!("localhost::{}", server.port);
    assert_shows(&server, &["--via", "gate", &target], |program| sshd.for_program(program));
    let address = format!("vnc+ssh://gate/:{}", server.port);
    assert_shows(&server, &[&address], |program| sshd.for_program(program));
    let parameters = format!("vnc://localhost:{}?SshHost=gate", server.port);
    assert_shows(&server, &[&parameters], |program| sshd.for_program(program));
    assert!(fs::read_to_string(sshd.path("ids")).expect("three processes ran").lines().count() == 3);
    eventually("the end of ssh", || (sshd.running() == 0).then_some(()));
}

#[test]
fn a_jump_host_of_the_configuration_is_used() {
    let (sshd, server) = (Sshd::start(), server());
    let address = format!("vnc+ssh://beyond/:{}", server.port);
    assert_shows(&server, &[&address], |program| sshd.for_program(program));
}

#[test]
fn a_passphrase_is_asked_for_with_the_program_of_the_users_choice() {
    let (sshd, server, folder) = (Sshd::start(), server(), Folder::new());
    let script = folder.write("askpass", format!("#!/bin/sh\necho {PASSPHRASE}\n").as_bytes());
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a file's mode can be changed");
    let address = format!("vnc+ssh://locked/:{}", server.port);
    assert_shows(&server, &[&address], |program| {
        let program = program.environment("SSH_ASKPASS", &script.display().to_string());
        sshd.for_program(program.environment("SSH_ASKPASS_REQUIRE", "force"))
    });
}

#[test]
fn a_wrong_key_is_told_in_the_words_of_ssh() {
    let sshd = Sshd::start();
    let finished = through(&sshd, "stranger", 5900);
    finished.assert_code(AUTHENTICATION).assert_says("Permission denied (publickey").assert_says("hint: ");
}

#[test]
fn a_changed_key_of_the_computer_is_an_alarm_and_an_unknown_one_is_not_trusted() {
    let sshd = Sshd::start();
    through(&sshd, "changed", 5900)
        .assert_code(REFUSED)
        .assert_says("somebody may be in between")
        .assert_says("ssh-keygen -R");
    through(&sshd, "unknown", 5900).assert_code(REFUSED).assert_says("does not know the key of unknown");
}

#[test]
fn a_port_where_nothing_listens_is_told_as_seen_from_the_computer() {
    let sshd = Sshd::start();
    let finished = through(&sshd, "gate", port::free());
    finished.assert_code(CONNECT).assert_says("nothing listens at localhost::").assert_says("as seen from there");
}

#[test]
fn a_computer_that_allows_no_forwarding_says_so() {
    let sshd = Sshd::start_with("no");
    through(&sshd, "gate", 5900).assert_code(REFUSED).assert_says("AllowTcpForwarding yes");
}

#[test]
fn a_computer_that_cannot_be_reached_is_told() {
    let mut sshd = Sshd::start();
    sshd.process.kill();
    through(&sshd, "gate", 5900).assert_code(CONNECT).assert_says("Connection refused");
    through(&sshd, "no-such-host.invalid", 5900).assert_code(CONNECT).assert_says("Could not resolve hostname");
}

#[test]
fn without_ssh_the_package_is_named() {
    let folder = Folder::new();
    let path = folder.as_ref().display().to_string();
    let finished = snapshot("vnc+ssh://gate").environment("PATH", &path).run();
    finished.assert_code(1).assert_says("no program called ssh").assert_says("openssh-client");
}

#[test]
fn no_option_of_ssh_can_be_smuggled_in() {
    let folder = Folder::new();
    let proof = folder.path("proof");
    let command = format!("-oProxyCommand=touch {}", proof.display());
    for gate in [command.clone(), format!("-x@{command}"), format!("alice@{command}")] {
        for arguments in [vec!["--via", &gate], vec!["--via=", &gate]] {
            let option = arguments.concat();
            let program = if arguments[0].ends_with('=') {
                snapshot("localhost").argument(option)
            } else {
                snapshot("localhost").arguments(&arguments)
            };
            program.run().assert_code(USAGE).assert_says("hint: ");
        }
    }
    for target in [
        "vnc+ssh://-oProxyCommand=x/localhost",
        "vnc+ssh://-x@gate/localhost",
        "vnc://office?SshHost=-oProxyCommand%3Dx",
        "vnc://office?SshHost=gate&SshUsername=-oProxyCommand%3Dx",
        "vnc+ssh://gate%0a/localhost",
        "vnc+ssh://gate/-oProxyCommand%00",
    ] {
        snapshot(target).run().assert_code(USAGE).assert_says("hint: ");
    }
    assert!(!proof.exists());
}
