//! The trust store's file, in TOML. What cannot be read in full is not read at all: an entry that is passed over could be the
//! one that would have warned.

use serde::{Deserialize, Serialize};

use super::{Grade, Key, KeyKind, Known, Origin, Place, Server, Timestamp, parse_fingerprint};
use crate::config::{FileProblem, read_versioned, write_versioned};

/// What stands above the entries.
const HEADER: &str = "\
# The servers that Farview knows, and the keys it trusts them with. Each key is for one address alone.
# `farview trust list` shows this; `farview trust forget` and `farview trust pin` change it. Comments are not kept.

";

/// The version of this form.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    #[serde(default, rename = "server", skip_serializing_if = "Vec::is_empty")]
    servers: Vec<ServerEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerEntry {
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    protection: Option<Grade>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protection_seen: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unencrypted: Option<Timestamp>,
    #[serde(default, rename = "key", skip_serializing_if = "Vec::is_empty")]
    keys: Vec<KeyEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry {
    kind: KeyKind,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_key: Option<String>,
    origin: Origin,
    first_seen: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_seen: Option<Timestamp>,
}

/// Reads the text of a file; an empty one knows nothing.
pub fn parse(text: &str) -> Result<Known, FileProblem> {
    if text.trim().is_empty() {
        return Ok(Known::default());
    }
    let document: Document = read_versioned(text, VERSION, None)?;
    let servers = document.servers.into_iter().map(server).collect::<Result<_, _>>()?;
    Known::new(servers).ok_or_else(|| FileProblem::Broken("two entries are for the same address".into()))
}

/// The text of a file that knows the same.
pub fn render(known: &Known) -> Result<String, FileProblem> {
    let servers = known.servers().iter().map(entry).collect();
    write_versioned(HEADER, &Document { version: VERSION, servers })
}

fn server(entry: ServerEntry) -> Result<Server, FileProblem> {
    let ServerEntry { address, protection, protection_seen, unencrypted, keys } = entry;
    let broken = |what: &str| FileProblem::Broken(format!("the entry for {address:?} {what}"));
    let place = Place::written(&address).ok_or_else(|| broken("is for no address"))?;
    let protection = match (protection, protection_seen) {
        (Some(grade), Some(seen)) => Some((grade, seen)),
        (None, None) => None,
        _ => return Err(broken("has only one of protection and protection_seen")),
    };
    let keys: Vec<Key> =
        keys.into_iter().map(key).collect::<Option<_>>().ok_or_else(|| broken("has a fingerprint that is none"))?;
    let of_a_kind = |kind| keys.iter().filter(|key| key.kind == kind).count();
    if keys.iter().any(|key| of_a_kind(key.kind) > 1) {
        return Err(broken("has two keys of the same kind"));
    }
    Ok(Server { place, protection, unencrypted, keys })
}

fn key(entry: KeyEntry) -> Option<Key> {
    let KeyEntry { kind, fingerprint, public_key, origin, first_seen, last_seen } = entry;
    let fingerprint = parse_fingerprint(&fingerprint).ok()?;
    let public_key = public_key.map(|text| parse_fingerprint(&text)).transpose().ok()?;
    Some(Key { kind, fingerprint, public_key, origin, first_seen, last_seen })
}

fn entry(server: &Server) -> ServerEntry {
    let (protection, protection_seen) = server.protection.unzip();
    let keys = server.keys.iter().map(|key| KeyEntry {
        kind: key.kind,
        fingerprint: key.fingerprint.to_string(),
        public_key: key.public_key.map(|fingerprint| fingerprint.to_string()),
        origin: key.origin,
        first_seen: key.first_seen,
        last_seen: key.last_seen,
    });
    ServerEntry {
        address: server.place.to_string(),
        protection,
        protection_seen,
        unencrypted: server.unencrypted,
        keys: keys.collect(),
    }
}

#[cfg(test)]
mod tests {
    use rfb::Fingerprint;

    use super::*;

    fn example() -> Known {
        let mut known = Known::default();
        let place = Place::written("office.example::5900").expect("a place");
        let moment: Timestamp = "2026-11-22T10:00:00Z".parse().expect("a moment");
        let key = Key {
            kind: KeyKind::Certificate,
            fingerprint: Fingerprint([0xab; 32]),
            public_key: Some(Fingerprint([0xcd; 32])),
            origin: Origin::Asked,
            first_seen: moment,
            last_seen: Some(moment),
        };
        known.trust(&place, key);
        known.protected(&place, Grade::Identified, moment);
        known.allow_unencrypted(&place, moment);
        known
    }

    #[test]
    fn what_is_written_is_read_again() {
        let known = example();
        let text = render(&known).expect("it can be written");
        assert!(text.contains("address = \"office.example::5900\"") && text.starts_with("# The servers"), "{text}");
        assert_eq!(parse(&text), Ok(known));
        assert_eq!(parse(&render(&Known::default()).expect("it can be written")), Ok(Known::default()));
        assert_eq!(parse(" \n"), Ok(Known::default()));
    }

    #[test]
    fn a_file_that_is_broken_anywhere_is_not_read_at_all() {
        let text = render(&example()).expect("it can be written");
        let place = "address = \"office.example::5900\"";
        let broken = [
            text.replace("SHA256:ab", "SHA256:zz"),
            text.replace("certificate", "certifikate"),
            text.replace("origin", "orgin"),
            text.replace("2026-11-22T10:00:00Z", "today"),
            text.replace("version = 1", "version = 0"),
            text.replace("version = 1\n", ""),
            text.replace("protection = \"identified\"\n", ""),
            text.replace(place, "address = \"\""),
            format!("{text}\n[[server]]\n{place}\n"),
            format!(
                "{text}{}",
                text.split("[[server.key]]").nth(1).map(|key| format!("[[server.key]]{key}")).expect("a key")
            ),
            "\u{feff}nonsense".to_owned(),
        ];
        for text in broken {
            assert!(matches!(parse(&text), Err(FileProblem::Broken(_))), "{text}");
        }
        let newer = "version = 2\nsomething = \"else\"\n";
        assert_eq!(parse(newer), Err(FileProblem::Newer { version: 2, known: 1 }));
    }
}
