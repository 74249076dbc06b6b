//! Each table lists what is in its folder: what is written but not listed would never be offered to a server.

use std::fs;
use std::path::{Path, PathBuf};

use rfb::pseudo::PseudoEncoding;
use rfb::{Encoding, SecurityType};

#[test]
fn the_tables_list_what_is_in_their_folders() {
    let left_out: &[&str] = if cfg!(feature = "h264") { &[] } else { &["h264"] };
    assert_lists("encoding", &[&Encoding::MODULES[..], left_out].concat());
    assert_lists("pseudo", &PseudoEncoding::MODULES);
    assert_lists("security", &SecurityType::MODULES);
}

#[test]
fn every_transport_is_connected_to_an_address() {
    let folder = source("net/transport");
    let table = fs::read_to_string(folder.join("mod.rs")).expect("the table of transports");
    for name in modules(&folder) {
        assert!(table.contains(&format!("mod {name};")), "{name} is not a module of the transports");
        assert!(table.contains(&format!("{name}::connect(")), "no address leads to {name}");
    }
}

#[test]
fn numbers_and_names_are_given_once() {
    let numbers = Encoding::ALL.map(Encoding::number).into_iter();
    let numbers: Vec<i32> = numbers.chain(PseudoEncoding::ALL.map(PseudoEncoding::number)).collect();
    assert_eq!(distinct(&numbers), numbers.len(), "{numbers:?}");
    let names = Encoding::ALL.map(Encoding::name).into_iter();
    let names: Vec<&str> = names.chain(PseudoEncoding::ALL.map(PseudoEncoding::name)).collect();
    assert_eq!(distinct(&names), names.len(), "{names:?}");
    let security = SecurityType::ALL.map(SecurityType::number);
    assert_eq!(distinct(&security), security.len(), "{security:?}");
}

fn distinct<T: Ord>(all: &[T]) -> usize {
    all.iter().collect::<std::collections::BTreeSet<_>>().len()
}

#[track_caller]
fn assert_lists(folder: &str, table: &[&str]) {
    let mut listed = table.to_vec();
    listed.sort_unstable();
    listed.dedup();
    assert_eq!(modules(&source(folder)), listed, "the files of {folder} and its table");
}

/// The modules in a folder by name, in order, but for the one that holds the table.
fn modules(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let stem = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| stem(entry.expect("an entry").path())).collect();
    names.retain(|name| name != "mod");
    names.sort();
    names
}

fn source(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder)
}
