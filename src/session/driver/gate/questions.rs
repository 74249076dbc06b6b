//! What a person is asked, and what they are told when the answer is no.

use rfb::net::Reach;
use rfb::{CredentialsRequest, Exposure, Identity, SecurityType};

use super::{Gate, Pending};
use crate::session::{Answer, Choice, Failure, FailureKind, Question, QuestionKind, Severity};
use crate::trust::{CertificateFacts, Grade, Key, Problem, Timestamp, Verdict};

impl Gate {
    /// A key that is not known, or not for here and now.
    pub(super) fn stranger(&self, identity: &Identity, verdict: &Verdict) -> Question {
        let (kind, severity, title, mut text, earlier) = match verdict {
            Verdict::Changed { known, problems } => (
                QuestionKind::ChangedServer,
                Severity::Alarm,
                format!("{} is not the server that it was", capital(&self.whom)),
                self.changed(known, problems),
                Some(known),
            ),
            Verdict::Bad { problems } => (
                QuestionKind::BadCertificate,
                Severity::Warning,
                format!("The certificate is not right for {}", self.whom),
                vec![sentence(problems)],
                None,
            ),
            _ => {
                let (severity, text) = (Severity::Notice, first_sight(identity, verdict));
                (QuestionKind::NewServer, severity, format!("Is this really {}?", self.whom), text, None)
            }
        };
        text.push(format!(
            "Go on only if the fingerprint is the one that the server's own side names{}. Otherwise somebody may be in between, who would see the screen and all that is typed.",
            where_to_look(identity)
        ));
        let fingerprint = identity.fingerprint();
        let mut facts = vec![("Fingerprint".to_owned(), fingerprint.to_string())];
        facts
            .extend(earlier.map(|key| (format!("Known since {}", key.first_seen.date()), key.fingerprint.to_string())));
        facts.extend(describe(identity));
        let always = if earlier.is_some() { "Trust the new key" } else { "Trust and remember" };
        let hint = format!(
            "compare the fingerprint{}, then run `{}`, or give --fingerprint {fingerprint}",
            identity
                .short_fingerprint()
                .map_or_else(String::new, |short| format!(", which other viewers show as {short}")),
            self.pinning(identity)
        );
        Question { kind, severity, title, text, facts, choices: self.choices("Connect once", always), hint }
    }

    /// A server that encrypted before.
    pub(super) fn weaker(&self, chosen: SecurityType, strongest: Grade, seen: Timestamp) -> Question {
        let before = match strongest {
            Grade::Identified => "was encrypted and the server had shown its key",
            Grade::Anonymous | Grade::Clear => "was encrypted",
        };
        let now = match Grade::from(chosen.encryption()) {
            Grade::Clear => "not encrypted at all",
            Grade::Anonymous | Grade::Identified => "encrypted, but for anyone who answers",
        };
        Question {
            kind: QuestionKind::Downgrade,
            severity: Severity::Alarm,
            title: format!("{} is less safe than it was", self.address),
            text: vec![
                format!("On {} the session with it {before}. Today the best that it offers is {now}.", seen.date()),
                "Somebody on the way may have taken the better offers away so as to listen, or the server was set up anew."
                    .to_owned(),
                "Go on only if whoever runs the server knows about it.".to_owned(),
            ],
            facts: vec![("Security type".to_owned(), chosen.name().to_owned())],
            choices: self.choices("Connect once", "Take it as it is from now on"),
            hint: format!(
                "ask whoever runs the server; if it is meant to be so, run `farview trust forget {}`",
                self.address
            ),
        }
    }

    /// A password that others could read or guess.
    pub(super) fn clear_text(&self, request: CredentialsRequest) -> Question {
        let way = match &self.reach {
            Reach::Public(address) => format!("over the Internet to {address}"),
            Reach::PrivateNetwork(address) => format!("through the network to {address}"),
            _ => "on a way that is not known".to_owned(),
        };
        let risk = match request.exposure {
            Exposure::Clear => format!("The password would go {way} as it is, for everybody on the way to read."),
            _ => format!(
                "What goes {way} is no password but a proof of it ({}). Who listens can guess the password from it, and sees the screen and all that is typed.",
                request.security_type.name()
            ),
        };
        Question {
            kind: QuestionKind::ClearText,
            severity: Severity::Warning,
            title: "Send the password without encryption?".to_owned(),
            text: vec![
                risk,
                "Better go through SSH (--via), or switch encryption on at the server: there is a way for every product."
                    .to_owned(),
            ],
            facts: vec![
                ("Server".to_owned(), self.address.to_string()),
                ("Security type".to_owned(), request.security_type.name().to_owned()),
            ],
            choices: self.choices("Send it this once", "Always for this server"),
            hint: format!(
                "go through SSH with --via, or allow it with `farview trust pin {} --unencrypted`",
                self.address
            ),
        }
    }

    /// The user named another key.
    pub(super) fn not_expected(&self, identity: &Identity) -> Failure {
        let why = format!(
            "its {} has the fingerprint {}, and not the one that --fingerprint names",
            identity.kind(),
            identity.fingerprint()
        );
        let hint = "somebody may be in between, or the server has a new key: ask whoever runs it";
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The user pinned another key.
    pub(super) fn not_pinned(&self, identity: &Identity, pinned: &Key) -> Failure {
        let why = format!(
            "it is pinned to the {} {}, but shows the {} {}",
            pinned.kind,
            pinned.fingerprint,
            identity.kind(),
            identity.fingerprint()
        );
        let hint = format!(
            "somebody may be in between, or the server has a new key; if its own side names it, run `{}`",
            self.pinning(identity)
        );
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The command that pins a key.
    fn pinning(&self, identity: &Identity) -> String {
        let kind = match identity {
            Identity::Certificate { .. } => "",
            Identity::RsaKey { .. } => " --kind rsa-key",
        };
        format!("farview trust pin {}{kind} --fingerprint {}", self.address, identity.fingerprint())
    }

    /// The user wants encryption, and the server does not.
    pub(super) fn unencrypted(&self, chosen: SecurityType) -> Failure {
        let why = format!("the best that the server offers is {}, which is not encrypted", chosen.name());
        let hint = "switch encryption on at the server, go through SSH with --via, or leave out --require-encryption";
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// The answer was no.
    pub(super) fn refused(&self, pending: &Pending) -> Failure {
        let (why, hint) = match pending {
            Pending::Trust(identity) => (
                format!("its {} is not trusted", identity.kind()),
                format!("compare {} with what the server's own side says", identity.fingerprint()),
            ),
            Pending::Weaker(_) => (
                "it offers less protection than before".to_owned(),
                "ask whoever runs the server whether its encryption was switched off".to_owned(),
            ),
            Pending::ClearText(_) => (
                "the password would have gone without encryption".to_owned(),
                "go through SSH with --via, or switch encryption on at the server".to_owned(),
            ),
        };
        self.failure(FailureKind::Distrusted, why, hint)
    }

    /// Another key than the one that was known.
    fn changed(&self, known: &Key, problems: &[Problem]) -> Vec<String> {
        let mut text = vec![format!(
            "Since {} it was known by another {}. Either its key was replaced, or somebody else answers in its stead.",
            known.first_seen.date(),
            known.kind
        )];
        if self.reach == Reach::Loopback {
            text.push(
                "Tunnels to different computers that begin at the same port of this one look like this, too.".into(),
            );
        }
        if !problems.is_empty() {
            text.push(sentence(problems));
        }
        text
    }

    /// The safest first. What nobody keeps cannot be answered for ever.
    fn choices(&self, once: &str, always: &str) -> Vec<Choice> {
        let always = self.identification.store.as_ref().map(|_| (Answer::Always, always));
        let choices = [(Answer::Refuse, "Do not connect"), (Answer::Once, once)].into_iter().chain(always);
        choices.map(|(answer, label)| Choice { answer, label: label.to_owned() }).collect()
    }
}

/// What there is to say of a server that nothing is known of.
fn first_sight(identity: &Identity, verdict: &Verdict) -> Vec<String> {
    match (identity, verdict) {
        (Identity::Certificate { .. }, Verdict::New { problems }) => {
            vec!["Farview has not met this server before.".to_owned(), sentence(problems)]
        }
        _ => vec!["Farview has not met this server before, and nobody can vouch for a key of this kind.".to_owned()],
    }
}

/// Problems as one sentence.
fn sentence(problems: &[Problem]) -> String {
    capital(&problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")) + "."
}

/// The same with a capital in front.
fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if text.starts_with("the ") {
        text.replace_range(..1, "T");
    }
    text
}

/// How the server's own side finds out the fingerprint.
fn where_to_look(identity: &Identity) -> &'static str {
    match identity {
        Identity::Certificate { .. } => {
            " (`openssl x509 -noout -fingerprint -sha256 -in` and the file of its certificate)"
        }
        Identity::RsaKey { .. } => "",
    }
}

/// What can be looked up besides the fingerprint.
fn describe(identity: &Identity) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    match identity {
        Identity::Certificate { chain } => match chain.first().and_then(|leaf| CertificateFacts::of(leaf)) {
            None => Vec::new(),
            Some(facts) => {
                let names = (!facts.names.is_empty()).then(|| fact("For", facts.names.join(", ")));
                let validity = format!("{} to {}", facts.not_before.date(), facts.not_after.date());
                let mut described = vec![fact("Issued to", facts.subject), fact("Issued by", facts.issuer)];
                described.extend(names);
                described.push(fact("Valid", validity));
                described
            }
        },
        Identity::RsaKey { modulus, .. } => {
            let short = identity.short_fingerprint().map(|short| fact("As the server shows it", short.to_string()));
            short.into_iter().chain([fact("Key", format!("RSA, {} bits", 8 * modulus.len()))]).collect()
        }
    }
}
