//! Reading what other viewers keep: TigerVNC's `.tigervnc` and its history, the `.vnc` files of RealVNC, TightVNC and UltraVNC,
//! Remmina's `.remmina`, lists of addresses, and Farview's own file. The form is recognised by what is in a file.
//!
//! INVARIANT: passwords in such files are only scrambled, not encrypted. They are counted and never taken over.

mod addresses;
mod draft;
mod found;
mod ini;
mod remmina;
mod tigervnc;
mod vnc_file;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Computer, parse};
use crate::config::{FileProblem, TargetError};

pub use found::{Found, Viewer, found_here};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 8 << 20;

/// The most files of a folder that are read.
const MOST_FILES: usize = 2000;

/// What was in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The computers that can be used.
    pub computers: Vec<Computer>,
    /// Those that cannot.
    pub left_out: Vec<LeftOut>,
    /// How many passwords stood there, which are not taken over.
    pub passwords: usize,
}

/// An entry that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// What it is called.
    pub name: String,
    /// Why not.
    pub why: Reason,
}

/// Why an entry cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It is for something other than VNC.
    Protocol(String),
    /// It waits for a server that calls.
    Incoming,
    /// It goes through a service of the maker of that viewer.
    Cloud,
    /// It says nowhere where the computer is.
    NoAddress,
    /// Its address cannot be understood.
    Address(TargetError),
}

/// Why nothing can be read from a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportProblem {
    /// It is none that Farview knows.
    #[error("it is none of the files that Farview can read")]
    Unknown,
    /// It is larger than any of them.
    #[error("it is larger than {LARGEST} bytes")]
    TooLarge,
    /// It is Farview's own, and cannot be read.
    #[error(transparent)]
    Own(#[from] FileProblem),
}

/// Reads a file with these contents. `name` is that of the file without its folder and extension, for computers that have
/// none.
pub fn read(name: &str, contents: &[u8]) -> Result<Imported, ImportProblem> {
    if contents.len() > LARGEST {
        return Err(ImportProblem::TooLarge);
    }
    let text = decode(contents);
    let ini = ini::Ini::parse(&text);
    if tigervnc::is_one(&text) {
        return Ok(tigervnc::read(name, &text));
    }
    if ini.has_section("remmina") {
        return Ok(remmina::read(name, &ini));
    }
    if vnc_file::is_one(&ini) {
        return Ok(vnc_file::read(name, &ini));
    }
    if text.lines().any(|line| line.trim() == "[[computer]]") {
        let computers = parse(&text)?.all;
        return Ok(Imported { computers, ..Imported::default() });
    }
    addresses::read(name, &text, &ini).ok_or(ImportProblem::Unknown)
}

/// Why a file or folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PathProblem {
    /// The system says no.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is nothing in it that Farview can read.
    #[error(transparent)]
    Contents(#[from] ImportProblem),
}

/// Reads a file, or all files of a folder that can be read.
pub fn read_path(path: &Path) -> Result<Imported, PathProblem> {
    if !fs::metadata(path)?.is_dir() {
        return read_file(path);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut imported = Imported::default();
    for file in files.iter().filter(|file| file.is_file()).take(MOST_FILES) {
        if let Ok(more) = read_file(file) {
            imported.add(more);
        }
    }
    Ok(imported)
}

fn read_file(path: &Path) -> Result<Imported, PathProblem> {
    let mut contents = Vec::new();
    fs::File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut contents)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(read(&name, &contents)?)
}

impl Imported {
    /// Adds what was in another file.
    pub fn add(&mut self, other: Imported) {
        self.computers.extend(other.computers);
        self.left_out.extend(other.left_out);
        self.passwords += other.passwords;
    }

    fn one(result: Result<Computer, LeftOut>) -> Self {
        match result {
            Ok(computer) => Self { computers: vec![computer], ..Self::default() },
            Err(left_out) => Self { left_out: vec![left_out], ..Self::default() },
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Reason::Protocol(protocol) => write!(f, "it is for {protocol}"),
            Reason::Incoming => f.write_str("it waits for a server that calls; farview listen does that"),
            Reason::Cloud => f.write_str("it goes through a service of that viewer's maker"),
            Reason::NoAddress => f.write_str("it has no address"),
            Reason::Address(error) => error.fmt(f),
        }
    }
}

/// Text as such files have it: UTF-8 or UTF-16 with a mark, UTF-8, else Latin-1.
fn decode(contents: &[u8]) -> String {
    let wide = |bytes: &[u8], number: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| number([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match contents {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(contents)
            .map_or_else(|_| contents.iter().map(|&byte| char::from(byte)).collect(), str::to_owned),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
