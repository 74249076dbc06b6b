//! What a person must decide before a session goes on. Worded here; front ends lay it out and bring the answer back.

/// A question of trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub kind: QuestionKind,
    /// How much is at stake.
    pub severity: Severity,
    /// The question in a few words.
    pub title: String,
    /// What led to it and what depends on it, a paragraph each.
    pub text: Vec<String>,
    /// What can be compared or looked up: a name and its value.
    pub facts: Vec<(String, String)>,
    /// The possible answers, the safest first.
    pub choices: Vec<Choice>,
    /// What to do where there is nobody to ask.
    pub hint: String,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestionKind {
    /// A server is met for the first time.
    NewServer,
    /// A known server shows another key than before.
    ChangedServer,
    /// A certificate that nobody vouches for, or that is wrong in itself.
    BadCertificate,
    /// A password would travel in the clear.
    ClearText,
    /// A server that encrypted before does not any more.
    Downgrade,
    /// A server calls and wants to be seen.
    Incoming,
}

/// How much is at stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Look at it once.
    Notice,
    /// Think about it.
    Warning,
    /// Something is wrong. To go on is never the first choice.
    Alarm,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The answer.
    pub answer: Answer,
    /// What it is called.
    pub label: String,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Do not go on.
    Refuse,
    /// Go on this time.
    Once,
    /// Go on, and do not ask again.
    Always,
}

impl Question {
    /// Whether `answer` is one of the choices.
    pub fn offers(&self, answer: Answer) -> bool {
        self.choices.iter().any(|choice| choice.answer == answer)
    }
}
