//! QEMU with SASL by Cyrus: alone, where it insists on a security layer of SASL's own, and inside anonymous TLS.

use std::process::Command;
use std::sync::Arc;

use crate::rig::process::require;
use crate::rig::{Folder, Process, Program, port};

const AUTHENTICATION: i32 = 5;

#[test]
fn qemu_lets_in_who_knows_the_password_and_nobody_else() {
    for encryption in [&[][..], &["-object", "tls-creds-anon,id=tls,endpoint=server"]] {
        let (_process, target) = qemu(encryption);
        let snapshot = |password: &str| {
            let arguments = ["snapshot", "-v", "--no-keyring", "--username", "alice", &target, "-"];
            Program::new(arguments).password(password).run()
        };
        snapshot("wonderland").assert_success();
        snapshot("wrong").assert_code(AUTHENTICATION);
    }
}

/// QEMU with one user, alice, whose password is wonderland.
fn qemu(encryption: &[&str]) -> (Process, String) {
    require("saslpasswd2", "sasl2-bin");
    let folder = Arc::new(Folder::new());
    let database = folder.path("users").display().to_string();
    let configuration = format!(
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {database}\nmech_list: DIGEST-MD5 SCRAM-SHA-256\n"
    );
    folder.write("qemu.conf", configuration.as_bytes());
    let line = format!("printf wonderland | saslpasswd2 -p -c -f {database} -a qemu -u \"$(hostname)\" alice");
    assert!(Command::new("sh").args(["-c", &line]).status().expect("a shell").success());
    let port = port::free();
    let secured = if encryption.is_empty() { "" } else { ",tls-creds=tls" };
    let display = format!("127.0.0.1:{},sasl=on{secured}", port - port::VNC_BASE);
    let configured = format!("SASL_CONF_PATH={}", folder.path("").display());
    let machine = ["-M", "pc", "-m", "16", "-nodefaults", "-vga", "std", "-accel", "tcg", "-monitor", "none"];
    let arguments =
        [&[configured.as_str(), "qemu-system-x86_64"], &machine[..], encryption, &["-vnc", &display]].concat();
    let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
    require("qemu-system-x86_64", "qemu-system-x86");
    let mut process = Process::start("env", "coreutils", &arguments, &folder);
    process.wait_ready("listening", || port::is_listening(port).then_some(()));
    (process, format!("127.0.0.1::{port}"))
}
