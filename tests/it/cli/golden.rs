//! Golden files: what the program prints, kept in the repository so that every change of it is seen in review.

use std::path::Path;
use std::{env, fs};

/// The variable that makes golden files be written instead of compared.
const UPDATE: &str = "FARVIEW_UPDATE_GOLDEN";

/// Fails the test unless `tests/golden/<name>` holds `text`.
#[track_caller]
pub fn assert_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os(UPDATE).is_some_and(|value| !value.is_empty()) {
        fs::write(&path, text).expect("a golden file can be written");
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == text,
        "{name} is not what farview prints. Where that is right, {UPDATE}=1 cargo test --test it updates it.\n\
         --- golden\n{golden}\n--- printed\n{text}"
    );
}
