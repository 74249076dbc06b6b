//! What other viewers keep on this computer, in the folders where they do.

use std::fs;
use std::path::{Path, PathBuf};

/// The most files of one viewer that are looked at.
const MOST: usize = 2000;

/// A viewer whose computers can be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Remmina.
    Remmina,
    /// TigerVNC.
    TigerVnc,
    /// RealVNC, TightVNC or UltraVNC.
    VncFiles,
}

impl Viewer {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Viewer::Remmina => "Remmina",
            Viewer::TigerVnc => "TigerVNC",
            Viewer::VncFiles => "RealVNC",
        }
    }
}

/// The files of one viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose they are.
    pub viewer: Viewer,
    /// Where they are.
    pub files: Vec<PathBuf>,
}

/// What is in the home folder `home`. Reads folders, no files.
pub fn found_here(home: &Path) -> Vec<Found> {
    let place = |folder: &str, extension: &'static str| (home.join(folder), extension);
    [
        (
            Viewer::Remmina,
            vec![
                place(".local/share/remmina", "remmina"),
                place(".remmina", "remmina"),
                place(".var/app/org.remmina.Remmina/data/remmina", "remmina"),
            ],
        ),
        (
            Viewer::TigerVnc,
            vec![
                place(".local/state/tigervnc", "history"),
                place(".vnc", "history"),
                place(".vnc", "tigervnc"),
                place(".config/tigervnc", "tigervnc"),
            ],
        ),
        (Viewer::VncFiles, vec![place(".vnc", "vnc"), place("Documents", "vnc"), place("Desktop", "vnc")]),
    ]
    .into_iter()
    .filter_map(|(viewer, places)| {
        let mut files: Vec<PathBuf> =
            places.iter().flat_map(|(folder, extension)| files_in(folder, extension)).collect();
        files.truncate(MOST);
        (!files.is_empty()).then_some(Found { viewer, files })
    })
    .collect()
}

fn files_in(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let has_it = |path: &PathBuf| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(has_it).collect();
    files.sort();
    files
}
