//! What stands between the server and the user's secrets: who the server is and how a password would travel is judged here
//! before anything is answered.

mod privacy;
mod questions;

use rfb::net::{Address, Reach};
use rfb::{Credentials, Encryption, Exposure, Identity, Protection, SecurityType, Wanted};

use crate::session::identification::{Demand, Identification};
use crate::session::{Answer, CredentialsRequest, Failure, FailureKind, Options, Privacy, Question, Travel};
use crate::text::text;
use crate::trust::{Circumstances, Grade, Key, KeyKind, Origin, Place, Server, StoreError, Timestamp, Verdict, judge};

/// The gate of one connection.
pub(super) struct Gate {
    address: Address,
    place: Place,
    /// Who shows a key, in words.
    whom: String,
    reach: Reach,
    identification: Identification,
    /// The security types that the user allows.
    allowed: Vec<SecurityType>,
    /// What was given beforehand.
    credentials: Option<Credentials>,
    pending: Option<Pending>,
    /// Whether a person lets the password go without encryption.
    unencrypted: bool,
    vouching: Vouching,
    /// What protects the session, once that is known.
    protection: Option<Protection>,
}

/// What a person was asked.
enum Pending {
    Trust(Identity),
    Weaker(Grade),
    ClearText(rfb::CredentialsRequest),
}

/// Why the server's key was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Vouching {
    /// There was none.
    Nobody,
    /// The user named it beforehand.
    Expected,
    /// It was known; it may be in another certificate than before.
    Known { key: Key, renewed: bool },
    /// An issuer vouches for it; the server was trusted with another one before.
    Issuer { issuer: String, earlier: Option<Key> },
    /// A person looked at it.
    Accepted,
}

/// What is to be done about what the server wants.
pub(super) enum Passage {
    /// The server is who it should be.
    Trust,
    /// Tell the server who we are.
    Answer(Credentials),
    /// Ask a person to decide.
    Ask(Question),
    /// Ask a person who they are.
    AskWho(CredentialsRequest),
    /// Give up.
    Refuse(Failure),
    /// Nothing.
    None,
}

impl Gate {
    pub(super) fn new(options: &Options, reach: Reach, credentials: Option<Credentials>) -> Self {
        Self {
            address: options.address.clone(),
            place: Place::of(&options.address),
            whom: options.address.to_string(),
            reach,
            identification: identification(options),
            allowed: options.security_types.clone(),
            credentials,
            pending: None,
            unencrypted: false,
            vouching: Vouching::Nobody,
            protection: None,
        }
    }

    /// The gate before the web server that a `wss://` address leads to.
    pub(super) fn of_web_server(options: &Options) -> Self {
        // Who could listen is not known before the way is open, and says nothing about who the server is.
        let mut gate = Self::new(options, Reach::Unknown, None);
        gate.identification.expected = options.identification.expected;
        let whom = text!("failure-web-server-of", address = options.address.to_string());
        Self { place: Place::of_web_server(&options.address), whom, ..gate }
    }

    /// Whether the server must wait for an answer, although the protocol would go on.
    pub(super) fn holds(&self) -> bool {
        matches!(self.pending, Some(Pending::Weaker(_)))
    }

    /// This is how the server will be talked to. Nothing of the user's was sent yet.
    pub(super) fn chosen(&mut self, chosen: SecurityType) -> Passage {
        if chosen.is_container() {
            return Passage::None;
        }
        let grade = Grade::from(chosen.encryption());
        if self.identification.encryption == Demand::Required && grade == Grade::Clear && !self.is_sealed() {
            return Passage::Refuse(self.unencrypted(chosen));
        }
        let known = match self.known() {
            Ok(known) => known,
            Err(failure) => return Passage::Refuse(failure),
        };
        // A person who rules out all that is as strong has chosen so.
        let rules_out = |strongest| !self.allowed.iter().any(|allowed| Grade::from(allowed.encryption()) >= strongest);
        match known.and_then(|server| server.protection) {
            Some((strongest, seen)) if grade < strongest && !rules_out(strongest) => {
                self.pending = Some(Pending::Weaker(grade));
                Passage::Ask(self.weaker(chosen, strongest, seen))
            }
            _ => Passage::None,
        }
    }

    /// The server has proven to be `identity`.
    pub(super) fn identity(&mut self, identity: Identity) -> Passage {
        let known = match self.known() {
            Ok(known) => known,
            Err(failure) => return Passage::Refuse(failure),
        };
        let circumstances = Circumstances {
            called: self.address.host(),
            expected: self.identification.expected,
            known: known.as_ref(),
            issuers: &self.identification.issuers,
            now: Timestamp::now(),
        };
        let verdict = judge(&identity, &circumstances);
        tracing::info!(fingerprint = %identity.fingerprint(), verdict = verdict.name(), "the server's key");
        self.vouching = match verdict {
            Verdict::Expected => Vouching::Expected,
            Verdict::Known { key, renewed } => Vouching::Known { key, renewed },
            Verdict::Vouched { issuer, earlier } => Vouching::Issuer { issuer, earlier },
            Verdict::NotExpected => return Passage::Refuse(self.not_expected(&identity)),
            Verdict::Changed { known, .. } if known.origin == Origin::Pinned => {
                return Passage::Refuse(self.not_pinned(&identity, &known));
            }
            unsettled @ (Verdict::New { .. } | Verdict::Bad { .. } | Verdict::Changed { .. }) => {
                let question = self.stranger(&identity, &unsettled);
                self.pending = Some(Pending::Trust(identity));
                return Passage::Ask(question);
            }
        };
        Passage::Trust
    }

    /// The server wants to know who we are.
    pub(super) fn credentials(&mut self, request: rfb::CredentialsRequest) -> Passage {
        match self.is_reckless(request.exposure) {
            Err(failure) => Passage::Refuse(failure),
            Ok(true) => {
                self.pending = Some(Pending::ClearText(request));
                Passage::Ask(self.clear_text(request))
            }
            Ok(false) => self.who(request),
        }
    }

    /// A person has decided.
    pub(super) fn answer(&mut self, answer: Answer) -> Passage {
        let Some(pending) = self.pending.take() else { return Passage::None };
        if answer == Answer::Refuse {
            return Passage::Refuse(self.refused(&pending));
        }
        let now = Timestamp::now();
        let place = self.place.clone();
        match pending {
            Pending::Trust(identity) => {
                if answer == Answer::Always {
                    self.remember(|known| known.trust(&place, Key::of(&identity, Origin::Asked, now)));
                }
                self.vouching = Vouching::Accepted;
                Passage::Trust
            }
            Pending::Weaker(grade) => {
                if answer == Answer::Always {
                    self.remember(|known| known.weakened(&place, grade, now));
                }
                Passage::None
            }
            Pending::ClearText(request) => {
                self.unencrypted = true;
                if answer == Answer::Always {
                    self.remember(|known| known.allow_unencrypted(&place, now));
                }
                self.who(request)
            }
        }
    }

    /// This protects the session from now on. Returns what that means.
    pub(super) fn protected(&mut self, protection: Protection) -> Privacy {
        let privacy = self.privacy(&protection);
        self.protection = Some(protection);
        privacy
    }

    /// The session is open: what it was protected by and the key that it showed are what is expected next time.
    pub(super) fn opened(&self) {
        let Some(protection) = &self.protection else { return };
        let (grade, now, place) = (Grade::from(protection.encryption), Timestamp::now(), &self.place);
        let vouched = matches!(self.vouching, Vouching::Issuer { .. });
        let known = matches!(self.vouching, Vouching::Known { .. } | Vouching::Expected);
        let identity = protection.identity.as_ref();
        self.remember(|store| {
            // Of a server that never encrypted there is nothing to know.
            if grade > Grade::Clear || store.server(place).is_some() {
                store.protected(place, grade, now);
            }
            if let Some(identity) = identity.filter(|_| vouched) {
                store.trust(place, Key::of(identity, Origin::Vouched, now));
            }
            if let Some(identity) = identity.filter(|_| known)
                && let Some(key) = store.server_mut(place).and_then(|server| server.key_mut(KeyKind::from(identity)))
                && key.is(identity)
            {
                key.show(identity, now);
            }
        });
    }

    /// Tells the server who we are, or asks.
    fn who(&mut self, request: rfb::CredentialsRequest) -> Passage {
        let given = self.credentials.take();
        let username = request.username == Wanted::Yes;
        match given {
            Some(credentials) if !username || credentials.username.is_some() => Passage::Answer(credentials),
            _ => Passage::AskWho(CredentialsRequest {
                username,
                method: request.security_type.name().to_owned(),
                travel: Some(Travel::of(request.exposure, request.security_type, &self.reach)),
                ..CredentialsRequest::default()
            }),
        }
    }

    /// Whether a password must not be sent before a person has said so.
    fn is_reckless(&self, exposure: Exposure) -> Result<bool, Failure> {
        let open = match self.reach {
            Reach::Loopback | Reach::UnixSocket | Reach::Ssh | Reach::EncryptedWeb(_) => false,
            // Who is in the same network can listen, but not who is elsewhere: there a proof is left to the user's judgement.
            Reach::PrivateNetwork(_) => exposure == Exposure::Clear,
            Reach::Public(_) | Reach::Unknown => exposure >= Exposure::WeakProof,
        };
        if !open || self.unencrypted {
            return Ok(false);
        }
        Ok(self.known()?.is_none_or(|server| server.unencrypted.is_none()))
    }

    /// Whether nobody on the way can listen, whatever the server does.
    fn is_sealed(&self) -> bool {
        self.reach.is_private()
            || matches!(&self.reach, Reach::EncryptedWeb(protection) if protection.encryption != Encryption::None)
    }

    /// What is known of the server.
    fn known(&self) -> Result<Option<Server>, Failure> {
        let Some(store) = &self.identification.store else { return Ok(None) };
        let known = store.read().map_err(|error| self.unusable(&error))?;
        Ok(known.server(&self.place).cloned())
    }

    /// Changes what is known. Where that fails the session goes on: what a person decided holds for this session anyway.
    fn remember<R>(&self, change: impl FnOnce(&mut crate::trust::Known) -> R) {
        if let Some(store) = &self.identification.store
            && let Err(error) = store.change(change)
        {
            tracing::warn!(%error, "what is known of servers cannot be kept");
        }
    }

    fn unusable(&self, error: &StoreError) -> Failure {
        self.failure(
            FailureKind::Local,
            text!("failure-trust-store", error = error.to_string()),
            error.problem.hint(&error.path),
        )
    }

    fn failure(&self, kind: FailureKind, why: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure {
            kind,
            what: text!("failure-did-not-connect", address = self.address.to_string()),
            why: why.into(),
            hint: hint.into(),
        }
    }
}

/// What is known of servers. Of one that calls us nothing is: anybody can call.
fn identification(options: &Options) -> Identification {
    let mut identification = options.identification.clone();
    if matches!(options.address, Address::Incoming(_)) {
        identification.store = None;
    }
    // The user names one key: where a web server shows one, that is it.
    if Place::is_behind_key(&options.address) {
        identification.expected = None;
    }
    identification
}

#[cfg(test)]
mod tests;
