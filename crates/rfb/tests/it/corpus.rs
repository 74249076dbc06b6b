//! The kept corpus of the fuzz targets, and the vectors, through the oracles: what was found once stays found.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{oracle, vectors, way_oracle};

/// Declares a test per fuzz target and the list of them.
macro_rules! targets {
    ($($name:ident: $oracle:expr;)*) => {
        /// The names of the fuzz targets.
        const TARGETS: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                replay(stringify!($name), $oracle);
            }
        )*
    };
}

targets! {
    session: oracle::session;
    split: oracle::split;
    handshake: oracle::handshake;
    raw: |data| oracle::encoding(rfb::Encoding::Raw, data);
    copy_rect: |data| oracle::encoding(rfb::Encoding::CopyRect, data);
    trle: |data| oracle::encoding(rfb::Encoding::Trle, data);
    rre: |data| oracle::encoding(rfb::Encoding::Rre, data);
    co_rre: |data| oracle::encoding(rfb::Encoding::CoRre, data);
    hextile: |data| oracle::encoding(rfb::Encoding::Hextile, data);
    zlib: |data| oracle::encoding(rfb::Encoding::Zlib, data);
    zlib_hex: |data| oracle::encoding(rfb::Encoding::ZlibHex, data);
    zywrle: |data| oracle::encoding(rfb::Encoding::Zywrle, data);
    zrle: |data| oracle::encoding(rfb::Encoding::Zrle, data);
    tight: |data| oracle::encoding(rfb::Encoding::Tight, data);
    tight_png: |data| oracle::encoding(rfb::Encoding::TightPng, data);
    jpeg_picture: oracle::jpeg_picture;
    jpeg: |data| oracle::encoding(rfb::Encoding::Jpeg, data);
    h264: |data| oracle::rectangle(50, data);
    cursor: |data| oracle::rectangle(-239, data);
    cursor_with_alpha: |data| oracle::rectangle(-314, data);
    x_cursor: |data| oracle::rectangle(-240, data);
    vmware_cursor: |data| oracle::rectangle(0x574d_5664, data);
    display_mode: |data| oracle::rectangle(0x574d_5669, data);
    clipboard: oracle::clipboard;
    desktop: |data| oracle::rectangle(-308, data);
    recording: oracle::recording;
    sasl: oracle::sasl;
    log_in: oracle::log_in;
    rsa_aes: crate::rsa_aes_oracle::rsa_aes;
    anonymous_tls: crate::anonymous_tls_oracle::anonymous_tls;
    anonymous_tls_records: crate::anonymous_tls_oracle::anonymous_tls_records;
    proxy: way_oracle::answer;
    web_socket: way_oracle::frames;
}

/// Those whose oracles run in the app's tests.
const OF_THE_APP: &[&str] = &["address", "certificate", "trust_file"];

#[test]
fn every_fuzz_target_has_a_file_and_a_corpus_and_is_a_test_here() {
    let names = |folder: PathBuf| -> Vec<String> {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let stem = |path: PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| stem(entry.expect("an entry").path())).collect();
        names.sort();
        names
    };
    let mut targets = [TARGETS, OF_THE_APP].concat();
    targets.sort_unstable();
    assert_eq!(names(fuzz().join("fuzz_targets")), targets);
    assert_eq!(names(fuzz().join("corpus")), targets);
}

#[test]
fn every_encoding_is_fuzzed() {
    for module in rfb::Encoding::MODULES {
        assert!(TARGETS.contains(&module), "{module} has no fuzz target");
    }
}

#[test]
fn vectors_do_no_harm_wherever_they_are_fed() {
    for vector in vectors::all() {
        oracle::session(&vector.server);
        oracle::handshake(&vector.server);
        oracle::split(&vector.server);
        oracle::recording(&vector.server);
    }
}

fn replay(target: &str, oracle: impl Fn(&[u8])) {
    let folder = fuzz().join("corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut count = 0;
    for entry in entries {
        oracle(&fs::read(entry.expect("an entry").path()).expect("a file of the corpus"));
        count += 1;
    }
    assert!(count > 0, "{} is empty", folder.display());
}

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}
