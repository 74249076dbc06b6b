//! The package for Debian: made of the program that is tested, installed into a folder, and looked at.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::rig::{Folder, require};

const ID: &str = "io.github.farview.Farview";

#[track_caller]
fn run(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("it can be started");
    let text = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?} ended with {status}:\n{text}");
    text
}

/// Makes the package, and installs it below a folder.
fn install(folder: &Folder) -> PathBuf {
    require("dpkg", "dpkg");
    let (made, root) = (folder.path("made"), folder.path("root"));
    let mut xtask = Command::new(env!("CARGO"));
    xtask.current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "--quiet", "--package", "xtask", "--", "package"]);
    run(xtask.arg(env!("CARGO_BIN_EXE_farview")).arg(&made));
    let packages = std::fs::read_dir(&made).expect("the folder").flatten().map(|entry| entry.path());
    let package =
        packages.into_iter().find(|path| path.extension().is_some_and(|end| end == "deb")).expect("a package");
    for place in ["updates", "info"] {
        std::fs::create_dir_all(root.join("var/lib/dpkg").join(place)).expect("a folder");
    }
    std::fs::write(root.join("var/lib/dpkg/status"), "").expect("a file");
    let mut dpkg = Command::new("dpkg");
    // What it depends on is not in this folder.
    dpkg.arg("--root").arg(&root).args(["--force-not-root", "--force-depends", "--log=/dev/null", "--install"]);
    run(dpkg.arg(&package));
    root
}

#[test]
fn an_installed_package_has_all_that_desktops_and_shells_look_for() {
    let folder = Folder::new();
    let root = install(&folder);
    let share = |place: &str| root.join("usr/share").join(place);
    assert_runs(&root.join("usr/bin/farview"));

    require("desktop-file-validate", "desktop-file-utils");
    let desktop = share(&format!("applications/{ID}.desktop"));
    assert_eq!(run(Command::new("desktop-file-validate").arg(&desktop)), "");
    let entry = std::fs::read_to_string(&desktop).expect("the entry");
    assert!(entry.contains("\nMimeType=x-scheme-handler/vnc;\n") && entry.contains("\nExec=farview %u\n"), "{entry}");
    require("appstreamcli", "appstream");
    let metainfo = share(&format!("metainfo/{ID}.metainfo.xml"));
    run(Command::new("appstreamcli").args(["validate", "--no-net"]).arg(&metainfo));

    assert!(share(&format!("icons/hicolor/scalable/apps/{ID}.svg")).is_file());
    for side in [16, 24, 32, 48, 64, 128, 256] {
        let icon = std::fs::File::open(share(&format!("icons/hicolor/{side}x{side}/apps/{ID}.png"))).expect("an icon");
        let reader = png::Decoder::new(std::io::BufReader::new(icon)).read_info().expect("a PNG file");
        assert_eq!((reader.info().width, reader.info().height), (side, side));
    }
    for place in [
        "bash-completion/completions/farview",
        "zsh/vendor-completions/_farview",
        "fish/vendor_completions.d/farview.fish",
        "man/man1/farview.1.gz",
        "man/man1/farview-play.1.gz",
        "doc/farview/copyright",
        "doc/farview/changelog.gz",
    ] {
        let length = std::fs::metadata(share(place)).unwrap_or_else(|error| panic!("{place}: {error}")).len();
        assert!(length > 100, "{place} has {length} bytes");
    }
    let verified = run(Command::new("dpkg").arg("--root").arg(&root).args(["--verify", "farview"]));
    assert_eq!(verified, "", "the checksums are those of the files");
}

fn assert_runs(program: &Path) {
    let version = run(Command::new(program).arg("--version"));
    assert_eq!(version.trim(), concat!("farview ", env!("CARGO_PKG_VERSION")));
}
