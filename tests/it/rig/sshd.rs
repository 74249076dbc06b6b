//! A private SSH server on loopback, and an `ssh` that knows it and nothing of the user's own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::{Folder, Process, Program, port, require};

/// The passphrase of the key that has one.
pub const PASSPHRASE: &str = "keypass";

/// A running SSH server that lets the user in who runs the tests.
pub struct Sshd {
    pub process: Process,
    folder: Arc<Folder>,
}

impl Sshd {
    /// Starts it. The computers `gate`, `beyond` (through `gate`), `locked` (a key with a passphrase) and `stranger` (a key that
    /// it does not know) are all this server.
    pub fn start() -> Self {
        Self::start_with("yes")
    }

    /// The same with forwarding allowed or not.
    pub fn start_with(forwarding: &str) -> Self {
        for (program, package) in [("ssh", "openssh-client"), ("sshd", "openssh-server")] {
            require_in_sbin(program, package);
        }
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        for (name, passphrase) in [("host", ""), ("user", ""), ("locked", PASSPHRASE), ("other", "")] {
            make_key(&folder.path(name), passphrase);
        }
        let public = |name: &str| fs::read_to_string(folder.path(&format!("{name}.pub"))).expect("a public key");
        folder.write("authorized", format!("{}{}", public("user"), public("locked")).as_bytes());
        folder.write("known", format!("[127.0.0.1]:{port} {}", public("host")).as_bytes());
        folder.write("changed", format!("[127.0.0.1]:{port} {}", public("other")).as_bytes());
        folder.write("nobody", b"");
        let path = |name: &str| folder.path(name).display().to_string();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nPidFile none\nAuthorizedKeysFile {}\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n\
             AllowTcpForwarding {forwarding}\n",
            path("host"),
            path("authorized"),
        );
        let config = folder.write("sshd_config", config.as_bytes());
        folder.write("ssh_config", client_config(port, &path).as_bytes());
        // What a server that runs as root wants to be there.
        let _ = fs::create_dir_all("/run/sshd");
        let arguments = ["-D", "-e", "-f", &config.display().to_string()].map(str::to_owned);
        let mut process = Process::start("/usr/sbin/sshd", "openssh-server", &arguments, &folder);
        process.wait_ready("listening", || port::is_listening(port).then_some(()));
        Self { process, folder }
    }

    /// `program` with an `ssh` that reads the rig's configuration, and notes its process.
    pub fn for_program(&self, program: Program) -> Program {
        let script = format!(
            "#!/bin/sh\necho $$ >> {0}/ids\nexec /usr/bin/ssh -F {0}/ssh_config \"$@\"\n",
            self.folder.as_ref().as_ref().display()
        );
        let ssh = self.folder.write("ssh", script.as_bytes());
        fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).expect("a file's mode can be changed");
        let path = format!("{}:{}", self.folder.as_ref().as_ref().display(), std::env::var("PATH").unwrap_or_default());
        program.environment("PATH", &path)
    }

    /// The path of a file of the server.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path(name)
    }

    /// How many of the `ssh` processes that were started still run.
    pub fn running(&self) -> usize {
        let ids = fs::read_to_string(self.folder.path("ids")).unwrap_or_default();
        ids.lines().filter(|id| Path::new("/proc").join(id).join("exe").exists()).count()
    }
}

/// What `ssh` knows of the server, under several names.
fn client_config(port: u16, path: &dyn Fn(&str) -> String) -> String {
    let host = |name: &str, key: &str, known: &str, more: &str| {
        let (key, known) = (path(key), path(known));
        format!(
            "Host {name}\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {key}\n  UserKnownHostsFile {known}\n  {more}\n"
        )
    };
    let jump = "ProxyCommand /usr/bin/ssh -F %d -W %h:%p gate".replace("%d", &path("ssh_config"));
    [
        host("gate", "user", "known", ""),
        host("beyond", "user", "known", &jump),
        host("locked", "locked", "known", ""),
        host("stranger", "other", "known", ""),
        host("changed", "user", "changed", ""),
        host("unknown", "user", "nobody", ""),
        "Host *\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  IdentitiesOnly yes\n  IdentityAgent none\n  \
         PasswordAuthentication no\n  KbdInteractiveAuthentication no\n"
            .to_owned(),
    ]
    .concat()
}

fn make_key(path: &Path, passphrase: &str) {
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", passphrase, "-f"]).arg(path).status();
    assert!(made.expect("ssh-keygen can be run").success());
}

fn require_in_sbin(program: &str, package: &str) {
    if !Path::new("/usr/sbin").join(program).is_file() {
        require(program, package);
    }
}
