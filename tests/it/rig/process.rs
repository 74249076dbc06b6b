//! A server process: its log is kept, and it ends when dropped.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;
use std::{env, thread};

use rustix::process::{Pid, Signal, kill_process};

use super::{Folder, until};

/// A running program that was started by a test.
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
    /// Files that it makes outside its folder, and may leave behind.
    leftovers: Vec<PathBuf>,
    _folder: Arc<Folder>,
}

impl Process {
    /// Starts `program` with its output going to a log in `folder`.
    ///
    /// It cannot outlive the thread that starts it, so that nothing is left behind when a test run is killed.
    /// A program that is not installed is a failed test, whose message names the Debian `package` it is in.
    pub fn start(program: &str, package: &str, arguments: &[String], folder: &Arc<Folder>) -> Self {
        Self::start_with(Command::new("setpriv"), program, package, arguments, folder)
    }

    /// The same with these environment variables.
    pub fn start_in(
        environment: &[(String, String)],
        program: &str,
        package: &str,
        arguments: &[String],
        folder: &Arc<Folder>,
    ) -> Self {
        let mut command = Command::new("setpriv");
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        Self::start_with(command, program, package, arguments, folder)
    }

    /// The same with its windows on `display`.
    pub fn start_on(display: &str, program: &str, package: &str, arguments: &[String], folder: &Arc<Folder>) -> Self {
        let mut command = Command::new("setpriv");
        command.env("DISPLAY", display);
        Self::start_with(command, program, package, arguments, folder)
    }

    fn start_with(
        mut setpriv: Command,
        program: &str,
        package: &str,
        arguments: &[String],
        folder: &Arc<Folder>,
    ) -> Self {
        require(program, package);
        let name = Path::new(program).file_name().and_then(OsStr::to_str).expect("a program with a plain name");
        let log = folder.path(&format!("{name}.log"));
        let output = File::create(&log).expect("a log can be made");
        let child = setpriv
            .args(["--pdeathsig", "KILL", "--", program])
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(output.try_clone().expect("a file handle can be doubled"))
            .stdout(output)
            .spawn()
            .expect("setpriv, of Debian's util-linux, can be run");
        Self { name: name.to_owned(), child, log, leftovers: Vec::new(), _folder: Arc::clone(folder) }
    }

    /// The same, where it is an X server: one that is killed, or Xtightvnc, leaves its lock and its socket behind.
    pub fn with_display(mut self, number: u16) -> Self {
        let leftovers = [format!("/tmp/.X{number}-lock"), format!("/tmp/.X11-unix/X{number}")];
        self.leftovers.extend(leftovers.map(PathBuf::from));
        self
    }

    /// Waits until `ready` has an answer. Fails the test when the program ends before, or takes too long.
    #[track_caller]
    pub fn wait_ready<T>(&mut self, what: &str, mut ready: impl FnMut() -> Option<T>) -> T {
        let answer = until(super::wait::READY, || match self.exit_status() {
            Some(status) => Some(Err(status)),
            None => ready().map(Ok),
        });
        match answer {
            Some(Ok(answer)) => answer,
            Some(Err(status)) => panic!("{} ended ({status}) before {what}:\n{}", self.name, self.log()),
            None => panic!("{} did not get as far as {what}:\n{}", self.name, self.log()),
        }
    }

    /// How it ended, if it has.
    pub fn exit_status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child can be asked for its state")
    }

    /// Ends it as a crash or a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// What it has printed so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }

    fn stop(&mut self) {
        if self.exit_status().is_none() {
            let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
            if until(Duration::from_secs(3), || self.exit_status()).is_none() {
                self.kill();
            }
        }
    }
}

impl Drop for Process {
    #[expect(clippy::print_stderr, reason = "the log of a server belongs to the output of the test that failed")]
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("--- log of {} ({}):\n{}", self.name, self.log.display(), self.log());
        }
        self.stop();
        for path in &self.leftovers {
            let _ = fs::remove_file(path);
        }
    }
}

/// Fails the test unless `program` is installed.
#[track_caller]
pub fn require(program: &str, package: &str) {
    let path = env::var_os("PATH").unwrap_or_default();
    let installed = env::split_paths(&path).any(|folder| folder.join(program).is_file());
    assert!(installed, "{program} is not installed; this test needs it: apt-get install {package}");
}

#[test]
#[should_panic(expected = "no-such-server is not installed; this test needs it: apt-get install no-such-package")]
fn a_program_that_is_not_there_fails_the_test_and_names_its_package() {
    require("no-such-server", "no-such-package");
}
