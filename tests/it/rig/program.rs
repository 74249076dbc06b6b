//! The real program run as a user would, with a deadline and an eye on its memory.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Folder, until};

/// How long a run may take before it counts as hanging.
const DEADLINE: Duration = Duration::from_secs(60);

/// How often the memory of a run is looked at. Filling 64 MiB takes a machine several times as long.
const GLANCE: Duration = Duration::from_millis(3);

/// The variable that names the folder for settings.
const SETTINGS: &str = "FARVIEW_CONFIG_DIR";

/// A run of `farview` to come.
pub struct Program {
    command: Command,
    stdin: Vec<u8>,
    deadline: Duration,
}

impl Program {
    /// `farview` with these arguments, and with nothing in its environment that would change what it does.
    pub fn new<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_farview"));
        command
            .args(arguments)
            .env_remove("FARVIEW_PASSWORD")
            .env_remove("VNC_PASSWORD")
            .env_remove("RUST_LOG")
            .env("LC_ALL", "C");
        Self { command, stdin: Vec::new(), deadline: DEADLINE }
    }

    /// The same with one more argument.
    pub fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// The same with more arguments.
    pub fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    /// The same with the password in its environment.
    pub fn password(mut self, password: &str) -> Self {
        self.command.env("FARVIEW_PASSWORD", password);
        self
    }

    /// The same with an environment variable.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The same with this text on its standard input.
    pub fn stdin(mut self, text: &str) -> Self {
        self.stdin = text.into();
        self
    }

    /// The same with another deadline.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Runs it to its end. A run that does not end by the deadline fails the test.
    #[track_caller]
    pub fn run(self) -> Finished {
        self.start().finish()
    }

    /// Starts it and returns at once.
    pub fn start(mut self) -> Running {
        let folder = Folder::new();
        let file = |name| File::create(folder.path(name)).expect("a file can be made");
        // What a run remembers of servers is gone with it, unless a test keeps it.
        if !self.command.get_envs().any(|(name, _)| name == SETTINGS) {
            self.command.env(SETTINGS, folder.path("settings"));
        }
        self.command.stdin(Stdio::piped()).stdout(file("stdout")).stderr(file("stderr"));
        let started = Instant::now();
        let mut child = self.command.spawn().expect("farview can be run");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that ends without reading its input breaks the pipe, which is its right.
        let _ = stdin.write_all(&self.stdin);
        Running { child, folder, started, deadline: self.deadline, peak_memory: 0 }
    }
}

/// A run of `farview` in progress. Ended when dropped.
pub struct Running {
    child: Child,
    folder: Folder,
    started: Instant,
    deadline: Duration,
    peak_memory: u64,
}

impl Running {
    /// Waits for its end. A run that does not end by the deadline fails the test.
    #[track_caller]
    pub fn finish(mut self) -> Finished {
        match self.wait() {
            Some(finished) => finished,
            None => panic!("farview was still running after {:?}; it said:\n{}", self.deadline, self.stderr()),
        }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it does nothing for so long: neither working nor waiting for a processor that others keep busy.
    pub fn rests(&self, quiet: Duration) -> bool {
        let before = work_of(self.child.id());
        std::thread::sleep(quiet);
        let after = work_of(self.child.id());
        // Looking at a clock may be counted as a whole tick.
        !before.is_ready && !after.is_ready && after.ticks.abs_diff(before.ticks) <= 1
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("a child can be asked for its state").is_some()
    }

    /// Waits for its end; `None` when it does not come by the deadline.
    pub fn try_finish(mut self) -> Option<Finished> {
        self.wait()
    }

    fn wait(&mut self) -> Option<Finished> {
        loop {
            let status = self.child.try_wait().expect("a child can be asked for its state");
            if let Some(status) = status {
                return Some(self.finished(status.code()));
            }
            if self.started.elapsed() > self.deadline {
                return None;
            }
            self.peak_memory = self.peak_memory.max(peak_memory(self.child.id()));
            std::thread::sleep(GLANCE);
        }
    }

    /// What it has said on stderr so far.
    pub fn stderr(&self) -> String {
        read(&self.folder, "stderr").into_text()
    }

    /// Waits until `seen` is on its stderr.
    #[track_caller]
    pub fn wait_stderr(&self, seen: &str) {
        let found = until(super::wait::READY, || self.stderr().contains(seen).then_some(()));
        assert!(found.is_some(), "waited in vain for {seen:?} from farview, which said:\n{}", self.stderr());
    }

    fn finished(&self, code: Option<i32>) -> Finished {
        Finished {
            code,
            stdout: read(&self.folder, "stdout"),
            stderr: self.stderr(),
            took: self.started.elapsed(),
            peak_memory: self.peak_memory,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How a run of `farview` went.
#[derive(Debug)]
pub struct Finished {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
    pub took: Duration,
    /// The most memory it had in use, in bytes.
    pub peak_memory: u64,
}

impl Finished {
    /// Fails the test unless it ended with `code`.
    #[track_caller]
    pub fn assert_code(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "the exit code after {:?}; farview said:\n{}", self.took, self.stderr);
        self
    }

    /// Fails the test unless it ended well.
    #[track_caller]
    pub fn assert_success(&self) -> &Self {
        self.assert_code(0)
    }

    /// Fails the test unless stderr holds `text`.
    #[track_caller]
    pub fn assert_says(&self, text: &str) -> &Self {
        assert!(self.stderr.contains(text), "farview should have said {text:?} but said:\n{}", self.stderr);
        self
    }

    /// What it printed to stdout.
    pub fn text(&self) -> String {
        self.stdout.clone().into_text()
    }

    /// The JSON value it printed to stdout.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON ({error}):\n{text}"))
    }
}

trait IntoText {
    fn into_text(self) -> String;
}

impl IntoText for Vec<u8> {
    fn into_text(self) -> String {
        String::from_utf8_lossy(&self).into_owned()
    }
}

fn read(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path(name)).expect("the output was written to a file")
}

/// The most memory a run of the program has had in use, in bytes, without the pages of its own file, of which the system keeps
/// more or less as it likes; 0 when it has ended.
fn peak_memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    // For a moment after it was started it is still a copy of this process, with this process's memory.
    if !status.starts_with("Name:\tfarview\n") {
        return 0;
    }
    let kibibytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|number| number.parse::<u64>().ok()).unwrap_or(0)
    };
    kibibytes("VmHWM:").saturating_sub(kibibytes("RssFile:")) * 1024
}

/// What a process has done and would do.
#[derive(Default)]
struct Work {
    /// The time that all its threads had a processor for.
    ticks: u64,
    /// Whether one of them would go on if it had one.
    is_ready: bool,
}

fn work_of(id: u32) -> Work {
    // What follows the name, which may have spaces: the state, and as the 12th and 13th the times in user mode and in the kernel.
    let fields = |text: &str| -> Vec<String> {
        text.rsplit(')').next().unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    };
    let whole = fields(&fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default());
    let ticks = whole.iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let states = threads.map(|thread| fields(&fs::read_to_string(thread.path().join("stat")).unwrap_or_default()));
    let is_ready = states.into_iter().any(|fields| fields.first().is_some_and(|state| state == "R"));
    Work { ticks, is_ready }
}
