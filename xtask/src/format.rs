//! Formatting, file by file: `cargo fmt` does not see modules that are declared in a macro.

use std::process::Command;

use crate::source;
use crate::steps::succeed;

/// Fails when a file is not formatted.
pub fn check() -> Result<String, String> {
    let files = source::files()?;
    let mut command = Command::new("rustfmt");
    command.args(["--check", "--edition", "2024"]).args(&files);
    succeed(&mut command)
        .map(|_| format!("{} files", files.len()))
        .map_err(|_| "not formatted; run rustfmt --edition 2024 on these files".into())
}
