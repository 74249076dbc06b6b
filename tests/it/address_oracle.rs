//! An oracle for what the user names: any text at all is understood, or refused with a hint. The fuzz target calls it.

use farview::config::{ProxyChoice, Target, TargetError, Via, header_field};

/// A target, a computer to log in to, a proxy and a header field.
pub fn address(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(target) = hinted(text.parse::<Target>()) {
        let shown = target.address.to_string();
        match shown.parse::<Target>() {
            Ok(again) => assert_eq!(again.address.to_string(), shown, "{text:?}"),
            // What can be read in two ways is understood only where it is written in a third.
            Err(error) => assert!(error.why.contains("could be"), "{text:?}: {error}"),
        }
    }
    if let Ok(Via(gate)) = hinted(text.parse::<Via>()) {
        assert!(!gate.host().starts_with('-') && !gate.host().contains(char::is_whitespace), "{text:?}");
        assert_eq!(gate.to_string().parse::<Via>(), Ok(Via(gate)), "{text:?}");
    }
    if let Ok(ProxyChoice::Proxy(proxy)) = hinted(text.parse::<ProxyChoice>()) {
        assert!(proxy.to_string().parse::<ProxyChoice>().is_ok(), "{text:?}");
    }
    let _ = hinted(header_field(text));
}

fn hinted<T>(result: Result<T, TargetError>) -> Result<T, TargetError> {
    result.inspect_err(|error| assert!(!error.why.is_empty() && error.hint.len() > 10, "{error:?}"))
}

#[test]
fn the_kept_corpus_of_addresses_is_understood_or_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/address");
    let seeds: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").collect();
    assert!(seeds.len() > 5, "{} seeds", seeds.len());
    for seed in seeds {
        address(&std::fs::read(seed.expect("an entry").path()).expect("a seed"));
    }
}
