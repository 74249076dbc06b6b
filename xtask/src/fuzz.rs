//! Fuzzing with a stable compiler: the targets are built with LLVM's coverage instrumentation and libFuzzer, without
//! cargo-fuzz and without a nightly toolchain.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::steps::{Steps, cargo, output, succeed};

/// What makes libFuzzer see which way the program went. Which assertions are on says the profile in `fuzz/Cargo.toml`.
const RUSTFLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];

/// How many targets run at a time.
const AT_A_TIME: usize = 2;

/// The most memory a target may need, in MiB.
const MEMORY: u32 = 1024;

/// The longest that one input may take, in seconds.
const ONE_INPUT: u32 = 20;

/// Builds the fuzz targets, or the one called `only`, and runs each for `seconds`, one step each.
pub fn steps(steps: &mut Steps, only: Option<&str>, seconds: u32) {
    let mut names = Vec::new();
    steps.run("fuzz targets", || {
        names = targets(only)?;
        build()?;
        Ok(names.join(", "))
    });
    let Ok(folder) = binaries() else { return };
    let mut running: Vec<Running> = Vec::new();
    let mut waiting = names.into_iter();
    loop {
        while running.len() < AT_A_TIME
            && let Some(name) = waiting.next()
        {
            match start(&folder, &name, seconds) {
                Ok(child) => running.push(child),
                Err(error) => steps.add(&format!("fuzz {name}"), Duration::ZERO, Err(error)),
            }
        }
        if running.is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(200));
        running.retain_mut(|run| match run.result() {
            None => true,
            Some(outcome) => {
                steps.add(&format!("fuzz {}", run.name), run.start.elapsed(), outcome);
                false
            }
        });
    }
}

/// The names of the targets, from the files in `fuzz/fuzz_targets`.
fn targets(only: Option<&str>) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir("fuzz/fuzz_targets").map_err(|error| format!("cannot read fuzz/fuzz_targets: {error}"))?;
    let files = entries.flatten().map(|entry| entry.path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let mut names: Vec<String> =
        files.filter_map(|path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned())).collect();
    names.sort();
    match only {
        None => Ok(names),
        Some(only) if names.iter().any(|name| name == only) => Ok(vec![only.to_owned()]),
        Some(only) => Err(format!("there is no target {only}; there are {}", names.join(", "))),
    }
}

fn build() -> Result<String, String> {
    let mut command = cargo();
    command.args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", &host()?]);
    command.arg("--target-dir").arg(target_folder()).env("RUSTFLAGS", RUSTFLAGS.join(" "));
    succeed(&mut command)
}

/// A run of one target.
struct Running {
    name: String,
    child: Child,
    start: Instant,
    log: PathBuf,
}

impl Running {
    /// What came of it, once it ended.
    fn result(&mut self) -> Option<Result<String, String>> {
        let status = match self.child.try_wait() {
            Ok(status) => status?,
            Err(error) => return Some(Err(error.to_string())),
        };
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        if status.success() {
            let runs = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
            return Some(runs.map(|runs| format!("{} runs", runs.trim())).ok_or_else(|| "it did not run".into()));
        }
        println!("{log}");
        Some(Err(format!(
            "a finding; run it again with `cargo xtask fuzz {}`, its input is in fuzz/artifacts",
            self.name
        )))
    }
}

fn start(folder: &Path, name: &str, seconds: u32) -> Result<Running, String> {
    let found = PathBuf::from("fuzz/artifacts").join(name);
    // What is found along the way is not for the repository: the first folder is the one that libFuzzer writes to.
    let grown = target_folder().join("corpus").join(name);
    let seeds = PathBuf::from("fuzz/corpus").join(name);
    for folder in [&found, &grown, &seeds] {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let log = target_folder().join(format!("{name}.log"));
    let output = fs::File::create(&log).map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    let child = Command::new(folder.join(name))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .arg(format!("-timeout={ONE_INPUT}"))
        .args(["-use_value_profile=1", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args([&grown, &seeds])
        .env(crate::leftover::MARK, crate::leftover::mark())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(output)
        .spawn()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    Ok(Running { name: name.to_owned(), child, start: Instant::now(), log })
}

fn binaries() -> Result<PathBuf, String> {
    Ok(target_folder().join(host()?).join("release"))
}

/// Fuzz targets are built in a folder of their own: their flags would make everything else be built anew.
fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from).join("fuzz")
}

/// The name of this computer's target: given by name, flags do not reach build scripts and macros.
fn host() -> Result<String, String> {
    let version = output(Command::new("rustc").arg("-vV"))?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(String::from).ok_or_else(|| "rustc -vV names no host".into())
}
