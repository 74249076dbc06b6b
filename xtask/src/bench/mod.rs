//! `cargo xtask bench`: how fast Farview decodes, and how fast others do the same in the same run.

mod captures;
pub mod link;
mod serve;
mod table;

use std::path::PathBuf;

use crate::steps::{Steps, cargo, succeed};

/// Names the folder with captures, where none is given.
const CAPTURES: &str = "FARVIEW_CAPTURES";

/// Runs the benchmarks; `captures` is a folder with `.rfb` files.
pub fn decode(steps: &mut Steps, captures: Option<&str>) {
    steps.run("decoding, each encoding", || {
        succeed(cargo().args(["bench", "--no-default-features", "--bench", "decode", "--", "^decode"]))
    });
    let folder = captures.map(PathBuf::from).or_else(|| std::env::var_os(CAPTURES).map(PathBuf::from));
    match folder {
        Some(folder) => steps.run("decoding, captures", || captures::compare(&folder)),
        None => println!("\nno captures: name their folder, or set {CAPTURES}; docs/performance.md stays as it is"),
    }
}
