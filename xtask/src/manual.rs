//! Completions and manual pages, for packages.

use std::fs;
use std::path::Path;

use crate::steps::{cargo, output, succeed};

/// The shells that completions are written for, with the name of the file each expects.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "farview.bash"),
    ("zsh", "_farview"),
    ("fish", "farview.fish"),
    ("elvish", "farview.elv"),
    ("powershell", "_farview.ps1"),
];

/// Writes `folder/man` and `folder/completions`.
pub fn write(folder: &str) -> Result<String, String> {
    let folder = Path::new(folder);
    let completions = folder.join("completions");
    fs::create_dir_all(&completions).map_err(|error| format!("cannot make {}: {error}", completions.display()))?;
    let farview = || {
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "farview", "--no-default-features", "--"]);
        command
    };
    succeed(farview().arg("man").arg(folder.join("man")))?;
    for (shell, file) in SHELLS {
        let path = completions.join(file);
        let script = output(farview().args(["completions", shell]))?;
        fs::write(&path, script).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(format!("in {}", folder.display()))
}
