//! What a session keeps from one connection to the next. In memory only: what is secret of it is wiped at the end.

use rfb::{Credentials, Sharing};

use crate::session::driver::Shared;
use crate::session::film::Recordings;
use crate::session::held::Held;
use crate::session::reconnect::Persistence;
use crate::session::{Answer, Command, CredentialsRequest, Interaction, Options, Question, Wishes};

/// So many decisions are remembered, the newest. One connection asks for two or three.
const DECISIONS: usize = 8;

/// The memory of a session.
pub(super) struct Kept {
    /// Who the user is, as far as they have said.
    pub(super) credentials: Option<Credentials>,
    /// Whether input is sent, as the user wanted it last.
    pub(super) interaction: Interaction,
    /// How pixels are sent, as the user wanted it last.
    pub(super) wishes: Wishes,
    /// Whether other viewers may stay connected.
    pub(super) sharing: Sharing,
    /// What was pressed when the last connection broke.
    pub(super) held: Held,
    /// How the server asked who we are.
    pub(super) asked: Option<CredentialsRequest>,
    /// What came of the attempts so far.
    pub(super) persistence: Persistence,
    /// What is being recorded.
    pub(super) recordings: Recordings,
    decisions: Vec<(Question, Answer)>,
}

impl Kept {
    pub(super) fn new(options: &Options, shared: &Shared) -> Self {
        Self {
            credentials: options.credentials.clone(),
            interaction: options.interaction,
            wishes: options.wishes.clone(),
            sharing: options.sharing,
            held: Held::default(),
            asked: None,
            persistence: Persistence::new(options.reconnect),
            recordings: Recordings::new(shared.screen.clone(), shared.events.clone()),
            decisions: Vec::new(),
        }
    }

    /// Takes note of what a command means even while there is no connection.
    pub(super) fn note(&mut self, command: &Command) {
        match command {
            Command::Interaction(interaction) => self.interaction = *interaction,
            Command::Wishes(wishes) => self.wishes = wishes.clone(),
            Command::Record(record) => self.recordings.perform(record),
            _ => {}
        }
    }

    /// The user has answered a question.
    pub(super) fn decided(&mut self, question: Question, answer: Answer) {
        if self.decisions.len() == DECISIONS {
            self.decisions.remove(0);
        }
        self.decisions.push((question, answer));
    }

    /// What the user has answered to this very question: the same server, the same key, the same way to it.
    pub(super) fn decision(&self, question: &Question) -> Option<Answer> {
        let mut answers = self.decisions.iter().rev();
        answers.find(|(asked, _)| asked == question).map(|(_, answer)| *answer)
    }
}
