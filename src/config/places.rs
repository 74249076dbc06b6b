//! Where people keep their pictures and films.

use std::env;
use std::path::{Path, PathBuf};

/// The folder for pictures: `XDG_PICTURES_DIR` from the environment or from `user-dirs.dirs`, else `Pictures` at home, else the
/// home folder, else the current one. It need not be there.
pub fn pictures() -> PathBuf {
    folder("XDG_PICTURES_DIR", "Pictures")
}

/// The folder for films, found as that for [`pictures`] is: `XDG_VIDEOS_DIR` or `Videos`.
pub fn videos() -> PathBuf {
    folder("XDG_VIDEOS_DIR", if cfg!(target_os = "macos") { "Movies" } else { "Videos" })
}

fn folder(variable: &str, usual: &str) -> PathBuf {
    let home = etcetera::home_dir().ok();
    named_by_environment(variable)
        .or_else(|| home.as_deref().and_then(|home| named_by_file(variable, home)))
        .or_else(|| home.map(|home| home.join(usual)))
        .unwrap_or_else(|| PathBuf::from("."))
}

fn named_by_environment(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}

fn named_by_file(variable: &str, home: &Path) -> Option<PathBuf> {
    let folder = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let file = folder.unwrap_or_else(|| home.join(".config")).join("user-dirs.dirs");
    named_in(&std::fs::read_to_string(file).ok()?, variable, home)
}

/// The folder named in such a file: lines like `XDG_PICTURES_DIR="$HOME/Pictures"`.
fn named_in(file: &str, variable: &str, home: &Path) -> Option<PathBuf> {
    let line =
        file.lines().rev().find_map(|line| line.trim().strip_prefix(variable)?.trim_start().strip_prefix('='))?;
    let value = line.trim().trim_matches('"');
    match value.strip_prefix("$HOME") {
        // The home folder itself means that there is none.
        Some("" | "/") => None,
        Some(rest) => Some(home.join(rest.trim_start_matches('/'))),
        None => Some(PathBuf::from(value)).filter(|folder| folder.is_absolute()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_name_for_the_folder_is_found() {
        let home = Path::new("/home/alice");
        let named = |file: &str| named_in(file, "XDG_PICTURES_DIR", home);
        let file = "# comment\nXDG_DESKTOP_DIR=\"$HOME/Desktop\"\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\n";
        assert_eq!(named(file), Some(PathBuf::from("/home/alice/Bilder")));
        assert_eq!(named("XDG_PICTURES_DIR=\"/mnt/photos\""), Some(PathBuf::from("/mnt/photos")));
        for nothing in ["", "XDG_PICTURES_DIR=\"$HOME/\"", "#XDG_PICTURES_DIR=\"/x\"", "XDG_PICTURES_DIR=\"photos\""] {
            assert_eq!(named(nothing), None, "{nothing}");
        }
    }
}
