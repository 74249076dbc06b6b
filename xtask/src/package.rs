//! The package for Debian and its relatives: the program, what desktops want to know of it, manual pages and completions.
//!
//! Made with `dpkg-deb` alone: the package has no scripts, and files that are found by dpkg's triggers.

mod control;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::steps::{cargo, output, succeed};

/// What the program is called on a desktop.
const ID: &str = "io.github.farview.Farview";
/// The sizes of its picture, besides the one that can be scaled.
const ICONS: [u16; 7] = [16, 24, 32, 48, 64, 128, 256];
/// The shells that look for completions in a place of their own.
const SHELLS: [(&str, &str); 3] = [
    ("bash", "usr/share/bash-completion/completions/farview"),
    ("zsh", "usr/share/zsh/vendor-completions/_farview"),
    ("fish", "usr/share/fish/vendor_completions.d/farview.fish"),
];

/// Makes a package of `program`, or of one that is built for it, in `folder`. Says where it is.
pub fn make(program: Option<&str>, folder: &Path) -> Result<String, String> {
    let program = match program {
        Some(program) => PathBuf::from(program),
        None => build()?,
    };
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let root = folder.join("root");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|error| format!("cannot empty {}: {error}", root.display()))?;
    }
    let tree = Tree { root };
    tree.fill(&program)?;
    let control = control::Control::of(&program, &tree.root)?;
    tree.write("DEBIAN/control", control.text().as_bytes())?;
    tree.write("DEBIAN/md5sums", tree.checksums()?.as_bytes())?;
    let package = folder.join(control.file_name());
    let mut command = Command::new("dpkg-deb");
    command.args(["--root-owner-group", "--uniform-compression", "-Zxz", "--build"]).arg(&tree.root).arg(&package);
    succeed(&mut command)?;
    Ok(package.display().to_string())
}

/// Builds what is handed out.
fn build() -> Result<PathBuf, String> {
    succeed(cargo().args(["build", "--profile", "dist", "--package", "farview", "--bin", "farview"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    Ok(target.join("dist/farview"))
}

/// The files of the package, below a folder.
struct Tree {
    root: PathBuf,
}

impl Tree {
    fn fill(&self, program: &Path) -> Result<(), String> {
        let bytes = fs::read(program).map_err(|error| format!("cannot read {}: {error}", program.display()))?;
        self.write("usr/bin/farview", &bytes)?;
        self.set_mode("usr/bin/farview", "0755")?;
        self.copy(&format!("assets/{ID}.desktop"), &format!("usr/share/applications/{ID}.desktop"))?;
        self.copy(&format!("assets/{ID}.metainfo.xml"), &format!("usr/share/metainfo/{ID}.metainfo.xml"))?;
        let icons = "usr/share/icons/hicolor";
        self.copy("assets/icon.svg", &format!("{icons}/scalable/apps/{ID}.svg"))?;
        for side in ICONS {
            self.copy(&format!("assets/icon-{side}.png"), &format!("{icons}/{side}x{side}/apps/{ID}.png"))?;
        }
        self.manual(program)?;
        for (shell, place) in SHELLS {
            let script = output(Command::new(program).args(["completions", shell]))?;
            self.write(place, script.as_bytes())?;
        }
        self.documentation()
    }

    fn manual(&self, program: &Path) -> Result<(), String> {
        let folder = self.root.join("usr/share/man/man1");
        fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        succeed(Command::new(program).arg("man").arg(&folder))?;
        for page in files(&folder)? {
            compress(&page)?;
        }
        Ok(())
    }

    fn documentation(&self) -> Result<(), String> {
        let read = |path| fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"));
        let licence = read("LICENSE-MIT")?;
        self.write("usr/share/doc/farview/copyright", control::copyright(&licence).as_bytes())?;
        let changes = "usr/share/doc/farview/changelog";
        self.write(changes, read("CHANGELOG.md")?.as_bytes())?;
        compress(&self.root.join(changes))
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), String> {
        let bytes = fs::read(from).map_err(|error| format!("cannot read {from}: {error}"))?;
        self.write(to, &bytes)
    }

    fn write(&self, place: &str, bytes: &[u8]) -> Result<(), String> {
        let path = self.root.join(place);
        let folder = path.parent().unwrap_or(&self.root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, bytes));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        self.set_mode(place, "0644")
    }

    /// Whoever makes the package may have rights of their own for new files.
    fn set_mode(&self, place: &str, mode: &str) -> Result<(), String> {
        succeed(Command::new("chmod").arg(mode).arg(self.root.join(place))).map(drop)
    }

    /// A line for each file, as md5sum writes them.
    fn checksums(&self) -> Result<String, String> {
        let mut paths = files(&self.root.join("usr"))?;
        paths.sort();
        let below = |path: &PathBuf| path.strip_prefix(&self.root).map(Path::to_path_buf).unwrap_or_default();
        output(Command::new("md5sum").current_dir(&self.root).args(paths.iter().map(below)))
    }
}

/// Every file below `folder`.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

/// Compresses a file the same way at any time.
fn compress(path: &Path) -> Result<(), String> {
    succeed(Command::new("gzip").args(["--best", "--no-name", "--force"]).arg(path)).map(drop)
}
