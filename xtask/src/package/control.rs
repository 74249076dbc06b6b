//! What dpkg is told of the package.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::steps::output;

/// Libraries that the window loads when it opens. The commands that need no window work without them.
const OF_THE_WINDOW: &str = "libx11-6, libx11-xcb1, libxcursor1, libxi6, libxkbcommon0, libxkbcommon-x11-0, \
     libwayland-client0, libegl1, openssh-client";

/// The control file.
pub(super) struct Control {
    version: &'static str,
    architecture: String,
    glibc: String,
    kilobytes: u64,
}

impl Control {
    /// What is true of `program` in a package of the files below `root`.
    pub(super) fn of(program: &Path, root: &Path) -> Result<Self, String> {
        let bytes = fs::read(program).map_err(|error| format!("cannot read {}: {error}", program.display()))?;
        let glibc = newest_glibc(&bytes).ok_or_else(|| format!("{} is not made for glibc", program.display()))?;
        let architecture = output(Command::new("dpkg").arg("--print-architecture"))?.trim().to_owned();
        let sizes =
            super::files(&root.join("usr"))?.into_iter().map(|path| path.metadata().map_or(0, |data| data.len()));
        let kilobytes = sizes.map(|size| size.div_ceil(1024)).sum();
        Ok(Self { version: env!("CARGO_PKG_VERSION"), architecture, glibc, kilobytes })
    }

    /// What the package is called.
    pub(super) fn file_name(&self) -> String {
        format!("farview_{}_{}.deb", self.version, self.architecture)
    }

    pub(super) fn text(&self) -> String {
        let Self { version, architecture, glibc, kilobytes } = self;
        let maintainer = env!("CARGO_PKG_AUTHORS");
        let homepage = env!("CARGO_PKG_REPOSITORY");
        format!(
            "Package: farview
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer} <farview@users.noreply.github.com>
Installed-Size: {kilobytes}
Depends: libc6 (>= {glibc}), libgcc-s1
Recommends: {OF_THE_WINDOW}
Provides: vnc-viewer
Section: net
Priority: optional
Homepage: {homepage}
Description: See and control the desktop of another computer over VNC
 Farview shows the desktop of another computer and lets you control it, over
 the RFB protocol that VNC servers speak. It finds computers, remembers them,
 says at all times how private a session is, records and plays sessions, and
 has commands for scripts.
"
        )
    }
}

/// The newest version of glibc that `program` asks for.
fn newest_glibc(program: &[u8]) -> Option<String> {
    const MARK: &[u8] = b"GLIBC_2.";
    let places = program.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK).map(|(place, _)| place);
    let minor = |place: usize| {
        let digits = program[place + MARK.len()..].iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(None, |number: Option<u32>, digit| Some(number.unwrap_or(0) * 10 + u32::from(digit - b'0')))
    };
    places.filter_map(minor).max().map(|minor| format!("2.{minor}"))
}

/// The copyright file, with the text of one of the two licences; the other is part of Debian.
pub(super) fn copyright(mit: &str) -> String {
    let lines = mit.lines().map(|line| if line.trim().is_empty() { " .".to_owned() } else { format!(" {line}") });
    let mit: Vec<String> = lines.collect();
    format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Farview
Source: {}

Files: *
Copyright: The Farview developers
License: Apache-2.0 or Expat

License: Apache-2.0
 On Debian systems the text of this licence is in /usr/share/common-licenses/Apache-2.0.

License: Expat
{}
",
        env!("CARGO_PKG_REPOSITORY"),
        mit.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_of_glibc_counts_by_number() {
        assert_eq!(newest_glibc(b"..GLIBC_2.4\0GLIBC_2.34\0GLIBC_2.17\0GLIBC_2.").as_deref(), Some("2.34"));
        assert_eq!(newest_glibc(b"GLIBC_PRIVATE"), None);
    }
}
