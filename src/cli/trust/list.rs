//! `farview trust list`.

use clap::Args;
use serde::Serialize;

use super::{store, unusable};
use crate::cli::exit::Error;
use crate::cli::output;
use crate::trust::{Grade, Key, KeyKind, Origin, Server, Timestamp};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// A server as programs read it.
#[derive(Serialize)]
struct Shown<'a> {
    address: &'a str,
    protection: Option<Grade>,
    protection_seen: Option<Timestamp>,
    unencrypted: Option<Timestamp>,
    keys: Vec<ShownKey>,
}

#[derive(Serialize)]
struct ShownKey {
    kind: KeyKind,
    fingerprint: String,
    public_key: Option<String>,
    origin: Origin,
    first_seen: Timestamp,
    last_seen: Option<Timestamp>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let known = store()?.read().map_err(unusable)?;
    if arguments.json {
        let servers: Vec<_> = known.servers().iter().map(shown).collect();
        let json = serde_json::to_string_pretty(&servers)
            .map_err(|error| Error::new(crate::cli::ExitCode::Other, "cannot print what is known", error))?;
        return output::text(&format!("{json}\n"));
    }
    let texts: Vec<_> = known.servers().iter().map(described).collect();
    output::text(&texts.join("\n"))
}

fn shown(server: &Server) -> Shown<'_> {
    let (protection, protection_seen) = server.protection.unzip();
    let key = |key: &Key| ShownKey {
        kind: key.kind,
        fingerprint: key.fingerprint.to_string(),
        public_key: key.public_key.map(|fingerprint| fingerprint.to_string()),
        origin: key.origin,
        first_seen: key.first_seen,
        last_seen: key.last_seen,
    };
    Shown {
        address: server.place.as_str(),
        protection,
        protection_seen,
        unencrypted: server.unencrypted,
        keys: server.keys.iter().map(key).collect(),
    }
}

/// A server as people read it, a line for each thing that is known.
fn described(server: &Server) -> String {
    let mut lines = vec![server.place.to_string()];
    for key in &server.keys {
        let why = match key.origin {
            Origin::Vouched => "an issuer vouched for it",
            Origin::Asked => "you trusted it",
            Origin::Pinned => "pinned: no other key will do",
        };
        let seen = key.last_seen.map_or("never seen".to_owned(), |seen| format!("seen {}", seen.date()));
        lines.push(format!("  {}  {}", key.kind, key.fingerprint));
        lines.push(format!("    {why}, since {}, {seen}", key.first_seen.date()));
    }
    if let Some((grade, seen)) = server.protection {
        let grade = match grade {
            Grade::Clear => "not encrypted",
            Grade::Anonymous => "encrypted, without a key of the server",
            Grade::Identified => "encrypted, with a key of the server",
        };
        lines.push(format!("  the best protection so far: {grade} ({})", seen.date()));
    }
    if let Some(since) = server.unencrypted {
        lines.push(format!("  passwords may go without encryption, since {}", since.date()));
    }
    lines.join("\n") + "\n"
}
