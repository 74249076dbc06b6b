//! `farview trust pin`: by the fingerprint, or by looking at what the server shows.

use std::pin::Pin;
use std::time::Duration;

use clap::{Args, ValueEnum};
use parking_lot::Mutex;
use rfb::net::{Connection, Judge, Timeouts};
use rfb::{Client, Config, Event, Fingerprint, Identity};

use super::{address, done, store, unusable};
use crate::cli::connection::TARGET_HELP;
use crate::cli::exit::{Error, ExitCode};
use crate::cli::{decision, duration, protection};
use crate::session::{Address, Answer, Choice, Question, QuestionKind, Severity, explain};
use crate::trust::{Key, KeyKind, Origin, Place, Timestamp};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP)]
    target: String,
    /// The fingerprint of the key; without it the server is asked, and you
    #[arg(long, value_name = "SHA256:…", value_parser = protection::fingerprint)]
    fingerprint: Option<Fingerprint>,
    /// What the fingerprint is of
    #[arg(long, value_enum, default_value_t, requires = "fingerprint")]
    kind: Kind,
    /// Let passwords go to this server without encryption, instead of pinning a key
    #[arg(long, conflicts_with = "fingerprint")]
    unencrypted: bool,
    /// Give up when the server says nothing for this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "10")]
    timeout: Duration,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Kind {
    /// An X.509 certificate
    #[default]
    Certificate,
    /// The key of RSA-AES
    RsaKey,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let address = address(&arguments.target)?;
    let (place, now) = (Place::of_first_key(&address), Timestamp::now());
    if arguments.unencrypted {
        let place = Place::of(&address);
        store()?.change(|known| known.allow_unencrypted(&place, now)).map_err(unusable)?;
        done(&format!("passwords may go to {place} without encryption"));
        return Ok(());
    }
    let key = if let Some(fingerprint) = arguments.fingerprint {
        let kind = match arguments.kind {
            Kind::Certificate => KeyKind::Certificate,
            Kind::RsaKey => KeyKind::RsaKey,
        };
        Key { kind, fingerprint, public_key: None, origin: Origin::Pinned, first_seen: now, last_seen: None }
    } else {
        let identity = shown(&address, arguments.timeout)?;
        confirm(&address, &identity)?;
        Key::of(&identity, Origin::Pinned, now)
    };
    let fingerprint = key.fingerprint;
    store()?.change(|known| known.trust(&place, key)).map_err(unusable)?;
    done(&format!("{place} is pinned to {fingerprint}"));
    Ok(())
}

/// Connects, and returns the key that the server proves to hold. Nothing of the user's is sent.
fn shown(address: &Address, patience: Duration) -> Result<Identity, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| Error::new(ExitCode::Other, "cannot start", why))?;
    let looked = runtime.block_on(look(address, patience));
    // A name that is still being looked up in a thread of its own must not hold the program.
    runtime.shutdown_background();
    match looked.map_err(|error| Error::from(explain(address, &error)))? {
        Some(identity) => Ok(identity),
        None => {
            Err(Error::new(ExitCode::Distrusted, format!("nothing to pin at {address}"), "the server shows no key")
                .hint("switch on encryption with a certificate, or RSA-AES, at the server"))
        }
    }
}

async fn look(address: &Address, patience: Duration) -> Result<Option<Identity>, rfb::net::Error> {
    let caught = Catcher::default();
    let connected = address.connect(patience, &caught).await;
    if let Some(identity) = caught.0.into_inner() {
        return Ok(Some(identity));
    }
    let stream = connected?.stream;
    let timeouts = Timeouts { connect: patience, handshake: patience, ..Timeouts::default() };
    let config = Config { server_name: address.host().map(str::to_owned), ..Config::default() };
    let mut connection = Connection::new(Client::new(config), stream, timeouts);
    loop {
        match connection.next_event().await? {
            Event::IdentityPresented(identity) => return Ok(Some(identity)),
            Event::CredentialsNeeded(_) | Event::Connected(_) => return Ok(None),
            _ => {}
        }
    }
}

/// Notes whoever is met before the VNC server, and goes no further.
#[derive(Default)]
struct Catcher(Mutex<Option<Identity>>);

impl Judge for Catcher {
    fn judge<'a>(&'a self, identity: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        *self.0.lock() = Some(identity.clone());
        Box::pin(std::future::ready(false))
    }
}

/// Shows the key and asks whether it is the right one.
fn confirm(address: &Address, identity: &Identity) -> Result<(), Error> {
    let fingerprint = identity.fingerprint();
    let kind = match identity {
        Identity::Certificate { .. } => "",
        Identity::RsaKey { .. } => " --kind rsa-key",
    };
    let choice = |answer, label: &str| Choice { answer, label: label.into() };
    let question = Question {
        kind: QuestionKind::NewServer,
        severity: Severity::Notice,
        title: format!("Pin {address} to this {}?", identity.kind()),
        text: vec![format!(
            "It shows {fingerprint}. Compare that with what the server's own side says: no other key will do from now on."
        )],
        facts: vec![("Fingerprint".into(), fingerprint.to_string())],
        choices: vec![choice(Answer::Refuse, "Do not pin"), choice(Answer::Once, "Pin")],
        hint: format!("compare it, then run `farview trust pin {address}{kind} --fingerprint {fingerprint}`"),
    };
    match decision::ask(&question)? {
        Answer::Once | Answer::Always => Ok(()),
        Answer::Refuse => Err(Error::new(ExitCode::Distrusted, "nothing was pinned", "the answer was no")),
    }
}
