//! What stands between the server and the user's secrets: who the server is and how a password would travel is judged here
//! before anything is answered.

use rfb::net::{Address, Reach};
use rfb::{Credentials, Identity, Protection, Wanted};

use crate::session::{
    Answer, Choice, CredentialsRequest, Failure, FailureKind, Level, Privacy, Question, QuestionKind, Severity, Travel,
};

/// The gate of one connection.
pub(super) struct Gate {
    address: Address,
    reach: Reach,
    /// What was given beforehand.
    credentials: Option<Credentials>,
    pending: Option<Pending>,
}

/// What a person was asked.
enum Pending {
    Trust(Identity),
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
    pub(super) fn new(address: Address, reach: Reach, credentials: Option<Credentials>) -> Self {
        Self { address, reach, credentials, pending: None }
    }

    /// The server has proven to be `identity`.
    pub(super) fn identity(&mut self, identity: Identity) -> Passage {
        let question = Question {
            kind: QuestionKind::NewServer,
            severity: Severity::Warning,
            title: format!("Is this {}?", self.address),
            text: vec![format!(
                "The server shows this {}. Compare it with what the server's own side says.",
                identity.kind()
            )],
            facts: vec![("Fingerprint".into(), identity.fingerprint().to_string())],
            choices: vec![
                Choice { answer: Answer::Refuse, label: "Cancel".into() },
                Choice { answer: Answer::Once, label: "Connect once".into() },
            ],
        };
        self.pending = Some(Pending::Trust(identity));
        Passage::Ask(question)
    }

    /// The server wants to know who we are.
    pub(super) fn credentials(&mut self, request: rfb::CredentialsRequest) -> Passage {
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

    /// A person has decided.
    pub(super) fn answer(&mut self, answer: Answer) -> Passage {
        match (self.pending.take(), answer) {
            (None, _) => Passage::None,
            (Some(Pending::Trust(_)), Answer::Once | Answer::Always) => Passage::Trust,
            (Some(Pending::Trust(identity)), Answer::Refuse) => Passage::Refuse(Failure {
                kind: FailureKind::Refused,
                what: format!("did not connect to {}", self.address),
                why: format!("its {} is not trusted", identity.kind()),
                hint: "compare the fingerprint with what the server's own side says".into(),
            }),
        }
    }

    /// What is true of the session, once the security type is done with.
    pub(super) fn privacy(&self, protection: &Protection) -> Privacy {
        let level = if self.reach.is_private() {
            Level::Private
        } else {
            match protection.encryption {
                rfb::Encryption::None => Level::Clear,
                rfb::Encryption::Anonymous => Level::Unverified,
                rfb::Encryption::Identified => Level::Encrypted,
            }
        };
        let title = match level {
            Level::Private => "Private",
            Level::Encrypted => "Encrypted",
            Level::Unverified => "Encrypted, but anyone could have answered",
            Level::Clear => "Not encrypted",
        };
        Privacy { level, title: title.into(), text: String::new(), facts: Vec::new() }
    }
}
