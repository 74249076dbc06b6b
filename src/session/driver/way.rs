//! The way to the server: a computer that sleeps is woken, a connection is opened, and a person is asked about whoever is met
//! before RFB begins.

use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use parking_lot::Mutex;
use rfb::Identity;
use rfb::net::proxy::Refusal;
use rfb::net::transport::ssh::SshProblem;
use rfb::net::{Connected, Doing, Error, Judge, Reach};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::gate::{Gate, Passage};
use super::kept::Kept;
use super::{Shared, Stopped};
use crate::session::{
    Address, Admission, Answer, Choice, Command, Event, Failure, Options, Question, QuestionKind, Severity, Stage,
};
use crate::text::text;

/// How long one attempt to reach a computer that wakes up may take.
const ATTEMPT: Duration = Duration::from_secs(3);
/// How long to wait before the next one.
const PAUSE: Duration = Duration::from_secs(1);

/// Opens the connection, within `limit`, unless the front end wants no more.
pub(super) async fn open(
    options: &Options,
    shared: &Shared,
    kept: &mut Kept,
    limit: Duration,
) -> Result<Connected, Stopped> {
    shared.events.push(Event::Progress(first_stage(&options.address)));
    let kept = Mutex::new(kept);
    let doorkeeper = Doorkeeper {
        options,
        shared,
        kept,
        given: Mutex::default(),
        answered: Notify::new(),
        refused: Mutex::default(),
    };
    tokio::select! {
        connected = reach(options, limit, &doorkeeper) => match (connected, doorkeeper.refused.lock().take()) {
            (Err(_), Some(failure)) => Err(Stopped::Failure(failure)),
            (connected, _) => Ok(connected?),
        },
        () = doorkeeper.listen() => Err(Stopped::ByUser),
    }
}

fn first_stage(address: &Address) -> Stage {
    use rfb::net::transport::repeater::Patience;
    match address {
        Address::Incoming(_) => Stage::Waiting,
        Address::Repeater(repeater) if repeater.patience == Patience::Unlimited => Stage::Waiting,
        _ => Stage::Connecting,
    }
}

/// Connects; a computer that sleeps is given time to wake up.
async fn reach(options: &Options, limit: Duration, judge: &dyn Judge) -> Result<Connected, Error> {
    let Some(wake) = options.wake else { return options.address.connect(limit, judge).await };
    let until = Instant::now() + wake.patience;
    loop {
        if let Err(error) = wake.sleeper.wake().await {
            tracing::warn!(%error, "the packet that wakes the computer cannot be sent");
        }
        match options.address.connect(ATTEMPT.min(limit), judge).await {
            Err(error) if is_absent(&error) && Instant::now() < until => {
                tracing::debug!(%error, "the computer does not answer yet");
                sleep(PAUSE).await;
            }
            result => return result,
        }
    }
}

/// Whether this is what a computer looks like that is not up yet.
fn is_absent(error: &Error) -> bool {
    match error {
        Error::Unreachable { .. } | Error::Timeout { .. } => true,
        Error::Io { doing, .. } => *doing == Doing::Resolve,
        Error::Proxy(failure) => matches!(failure.refusal, Refusal::Unreachable | Refusal::ConnectionRefused),
        Error::Ssh(failure) => matches!(failure.problem, SshProblem::Unreachable(_) | SshProblem::NothingListens(_)),
        Error::Client(_) | Error::NotTrusted | Error::Web(_) | Error::Repeater(_) => false,
    }
}

/// Asks a person about whoever is met on the way.
struct Doorkeeper<'a> {
    options: &'a Options,
    shared: &'a Shared,
    kept: Mutex<&'a mut Kept>,
    given: Mutex<Option<Answer>>,
    answered: Notify,
    /// Why nobody was let through, in words.
    refused: Mutex<Option<Failure>>,
}

impl Doorkeeper<'_> {
    /// Returns when the front end wants no more. Answers are handed on; other commands mean nothing before there is a connection.
    async fn listen(&self) {
        loop {
            match self.shared.inbox.next().await {
                Command::Disconnect | Command::CredentialsRefused => return,
                Command::Answer(answer) => {
                    *self.given.lock() = Some(answer);
                    self.answered.notify_one();
                }
                other => self.kept.lock().note(&other),
            }
        }
    }

    /// What a person says, or has said to this very question before.
    async fn ask(&self, question: Question) -> Answer {
        if let Some(answer) = self.kept.lock().decision(&question) {
            return answer;
        }
        *self.given.lock() = None;
        self.shared.events.push(Event::Question(question.clone()));
        loop {
            self.answered.notified().await;
            if let Some(answer) = self.given.lock().take() {
                self.kept.lock().decided(question, answer);
                self.shared.events.push(Event::Progress(first_stage(&self.options.address)));
                return answer;
            }
        }
    }
}

impl Judge for Doorkeeper<'_> {
    fn judge<'a>(&'a self, identity: &'a Identity) -> Pin<Box<dyn Future<Output = bool> + Send + 'a>> {
        // Who could listen is not known before the way is open, and says nothing about who the server is.
        let mut gate = Gate::of_web_server(self.options);
        Box::pin(async move {
            let mut passage = gate.identity(identity.clone());
            loop {
                passage = match passage {
                    Passage::Trust => return true,
                    Passage::Ask(question) => gate.answer(self.ask(question).await),
                    Passage::Refuse(failure) => {
                        *self.refused.lock() = Some(failure);
                        return false;
                    }
                    Passage::Answer(_) | Passage::AskWho(_) | Passage::None => return false,
                }
            }
        })
    }

    fn admit(&self, caller: SocketAddr) -> Pin<Box<dyn Future<Output = bool> + Send + '_>> {
        Box::pin(async move {
            match self.options.admission {
                Admission::Everybody => true,
                Admission::Ask => self.ask(caller_question(caller)).await != Answer::Refuse,
            }
        })
    }
}

/// Whether a server that calls may come in.
fn caller_question(caller: SocketAddr) -> Question {
    let from = match Reach::of(caller.ip()) {
        Reach::Loopback => "here",
        Reach::PrivateNetwork(_) => "network",
        _ => "internet",
    };
    Question {
        kind: QuestionKind::Incoming,
        severity: if from == "internet" { Severity::Alarm } else { Severity::Warning },
        title: text!("trust-caller-title"),
        text: vec![
            text!("trust-caller-text", address = caller.ip().to_string(), from = from),
            text!("trust-caller-advice"),
        ],
        facts: vec![(text!("trust-caller"), caller.to_string())],
        choices: vec![
            Choice { answer: Answer::Refuse, label: text!("trust-turn-away") },
            Choice { answer: Answer::Once, label: text!("trust-let-in") },
        ],
        hint: text!("trust-caller-hint"),
    }
}
