//! What a person is asked, and what they are told when the answer is no.

use rfb::net::Reach;
use rfb::{CredentialsRequest, Exposure, Identity, SecurityType};

use super::{Gate, Pending};
use crate::session::{Answer, Choice, Failure, FailureKind, Question, QuestionKind, Severity};
use crate::text::text;
use crate::trust::{CertificateFacts, Grade, Key, KeyKind, Problem, Timestamp, Verdict, pin_command};

impl Gate {
    /// A key that is not known, or not for here and now.
    pub(super) fn stranger(&self, identity: &Identity, verdict: &Verdict) -> Question {
        let (kind, severity, title, mut text, earlier) = match verdict {
            Verdict::Changed { known, problems } => (
                QuestionKind::ChangedServer,
                Severity::Alarm,
                text!("trust-changed-title", server = capital(&self.whom)),
                self.changed(known, problems),
                Some(known),
            ),
            Verdict::Bad { problems } => (
                QuestionKind::BadCertificate,
                Severity::Warning,
                text!("trust-bad-certificate-title", server = self.whom.as_str()),
                vec![sentence(problems)],
                None,
            ),
            _ => {
                let (severity, text) = (Severity::Notice, first_sight(identity, verdict));
                (QuestionKind::NewServer, severity, text!("trust-new-title", server = self.whom.as_str()), text, None)
            }
        };
        text.push(match identity {
            Identity::Certificate { .. } => text!("trust-compare-certificate"),
            Identity::RsaKey { .. } => text!("trust-compare-key"),
        });
        let fingerprint = identity.fingerprint();
        let mut facts = vec![(text!("trust-fingerprint"), fingerprint.to_string())];
        facts.extend(
            earlier.map(|key| (text!("trust-known-since", date = key.first_seen.date()), key.fingerprint.to_string())),
        );
        facts.extend(describe(identity));
        let always = if earlier.is_some() { text!("trust-trust-new-key") } else { text!("trust-trust-and-remember") };
        let (command, fingerprint) = (self.pinning(identity), fingerprint.to_string());
        let hint = match identity.short_fingerprint() {
            None => text!("trust-compare-hint", command = command, fingerprint = fingerprint),
            Some(short) => text!(
                "trust-compare-short-hint",
                command = command,
                fingerprint = fingerprint,
                short = short.to_string()
            ),
        };
        Question {
            kind,
            severity,
            title,
            text,
            facts,
            choices: self.choices(text!("trust-connect-once"), always),
            hint,
        }
    }

    /// A server that encrypted before.
    pub(super) fn weaker(&self, chosen: SecurityType, strongest: Grade, seen: Timestamp) -> Question {
        let before = match strongest {
            Grade::Identified => "identified",
            Grade::Anonymous | Grade::Clear => "encrypted",
        };
        let now = match Grade::from(chosen.encryption()) {
            Grade::Clear => "clear",
            Grade::Anonymous | Grade::Identified => "anonymous",
        };
        Question {
            kind: QuestionKind::Downgrade,
            severity: Severity::Alarm,
            title: text!("trust-weaker-title", server = self.address.to_string()),
            text: vec![
                text!("trust-weaker-text", date = seen.date(), before = before, now = now),
                text!("trust-weaker-why"),
                text!("trust-weaker-advice"),
            ],
            facts: vec![(text!("trust-security-type"), chosen.name().to_owned())],
            choices: self.choices(text!("trust-connect-once"), text!("trust-take-as-it-is")),
            hint: text!("trust-weaker-hint", address = self.address.to_string()),
        }
    }

    /// A password that others could read or guess.
    pub(super) fn clear_text(&self, request: CredentialsRequest) -> Question {
        let (way, address) = match &self.reach {
            Reach::Public(address) => ("internet", address.to_string()),
            Reach::PrivateNetwork(address) => ("network", address.to_string()),
            _ => ("unknown", String::new()),
        };
        let method = request.security_type.name();
        let risk = match request.exposure {
            Exposure::Clear => text!("trust-clear-risk", way = way, address = address),
            _ => text!("trust-proof-risk", way = way, address = address, method = method),
        };
        Question {
            kind: QuestionKind::ClearText,
            severity: Severity::Warning,
            title: text!("trust-clear-title"),
            text: vec![risk, text!("trust-clear-advice")],
            facts: vec![
                (text!("trust-server"), self.address.to_string()),
                (text!("trust-security-type"), request.security_type.name().to_owned()),
            ],
            choices: self.choices(text!("trust-send-once"), text!("trust-send-always")),
            hint: text!("trust-clear-hint", address = self.address.to_string()),
        }
    }

    /// The user named another key.
    pub(super) fn not_expected(&self, identity: &Identity) -> Failure {
        let (kind, fingerprint) = (KeyKind::from(identity).to_string(), identity.fingerprint().to_string());
        let why = text!("trust-not-expected", kind = kind, fingerprint = fingerprint);
        let hint = text!("trust-not-expected-hint");
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The user pinned another key.
    pub(super) fn not_pinned(&self, identity: &Identity, pinned: &Key) -> Failure {
        let why = text!(
            "trust-not-pinned",
            pinned_kind = pinned.kind.to_string(),
            pinned = pinned.fingerprint.to_string(),
            kind = KeyKind::from(identity).to_string(),
            fingerprint = identity.fingerprint().to_string()
        );
        let hint = text!("trust-not-pinned-hint", command = self.pinning(identity));
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The command that pins a key.
    fn pinning(&self, identity: &Identity) -> String {
        pin_command(&self.address, identity)
    }

    /// The user wants encryption, and the server does not.
    pub(super) fn unencrypted(&self, chosen: SecurityType) -> Failure {
        let why = text!("trust-unencrypted", name = chosen.name());
        let hint = text!("trust-unencrypted-hint");
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The answer was no.
    pub(super) fn refused(&self, pending: &Pending) -> Failure {
        let (why, hint) = match pending {
            Pending::Trust(identity) => (
                text!("trust-not-trusted", kind = KeyKind::from(identity).to_string()),
                text!("trust-not-trusted-hint", fingerprint = identity.fingerprint().to_string()),
            ),
            Pending::Weaker(_) => (text!("trust-weaker-refused"), text!("trust-weaker-refused-hint")),
            Pending::ClearText(_) => (text!("trust-clear-refused"), text!("trust-clear-refused-hint")),
        };
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// Another key than the one that was known.
    fn changed(&self, known: &Key, problems: &[Problem]) -> Vec<String> {
        let mut text = vec![text!("trust-changed-text", date = known.first_seen.date(), kind = known.kind.to_string())];
        if self.reach == Reach::Loopback {
            text.push(text!("trust-changed-tunnels"));
        }
        if !problems.is_empty() {
            text.push(sentence(problems));
        }
        text
    }

    /// The safest first. What nobody keeps cannot be answered for ever.
    fn choices(&self, once: String, always: String) -> Vec<Choice> {
        let always = self.identification.store.as_ref().map(|_| (Answer::Always, always));
        let choices = [(Answer::Refuse, text!("trust-do-not-connect")), (Answer::Once, once)].into_iter().chain(always);
        choices.map(|(answer, label)| Choice { answer, label }).collect()
    }
}

/// What there is to say of a server that nothing is known of.
fn first_sight(identity: &Identity, verdict: &Verdict) -> Vec<String> {
    match (identity, verdict) {
        (Identity::Certificate { .. }, Verdict::New { problems }) => {
            vec![text!("trust-not-met"), sentence(problems)]
        }
        _ => vec![text!("trust-not-met-key")],
    }
}

/// Problems as one sentence.
fn sentence(problems: &[Problem]) -> String {
    capital(&problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")) + "."
}

/// The same with a capital in front.
fn capital(text: &str) -> String {
    match text.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => text.to_owned(),
    }
}

/// What can be looked up besides the fingerprint.
fn describe(identity: &Identity) -> Vec<(String, String)> {
    let fact = |name: String, value: String| (name, value);
    match identity {
        Identity::Certificate { chain } => match chain.first().and_then(|leaf| CertificateFacts::of(leaf)) {
            None => Vec::new(),
            Some(facts) => {
                let names = (!facts.names.is_empty()).then(|| fact(text!("trust-issued-for"), facts.names.join(", ")));
                let validity = text!("trust-validity", from = facts.not_before.date(), to = facts.not_after.date());
                let mut described =
                    vec![fact(text!("trust-issued-to"), facts.subject), fact(text!("trust-issued-by"), facts.issuer)];
                described.extend(names);
                described.push(fact(text!("trust-valid"), validity));
                described
            }
        },
        Identity::RsaKey { modulus, .. } => {
            let short =
                identity.short_fingerprint().map(|short| fact(text!("trust-as-server-shows"), short.to_string()));
            short.into_iter().chain([fact(text!("trust-key"), text!("trust-rsa", bits = 8 * modulus.len()))]).collect()
        }
    }
}
