//! `cargo xtask bench link`: builds what is measured and starts `benches/link`, which does the rest.

use crate::steps::{Steps, cargo, succeed};

/// Measures `program`, or a farview that is built for it.
pub fn measure(steps: &mut Steps, program: Option<&str>) {
    let program = program.map_or_else(|| "target/release/farview".to_owned(), str::to_owned);
    if program == "target/release/farview" {
        steps.run("farview", || succeed(cargo().args(["build", "--release", "--target-dir", "target"])));
    }
    steps.run("pictures and keys through a slow link", || {
        succeed(cargo().args(["bench", "--no-default-features", "--bench", "link", "--", &program]))
    });
}
