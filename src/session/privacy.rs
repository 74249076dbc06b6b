//! The truth about a session: who could listen, who vouches for the server, and what that means.

/// How private a session is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// The short of it.
    pub level: Level,
    /// In a few words, such as "Encrypted, server known".
    pub title: String,
    /// What that means, in a sentence or two.
    pub text: String,
    /// The details: a name and its value.
    pub facts: Vec<(String, String)>,
}

/// How private a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Everybody on the way can listen and change things.
    Clear,
    /// Encrypted, but anyone could have answered.
    Unverified,
    /// Encrypted, for a server that is known.
    Encrypted,
    /// It does not leave this computer, or goes through SSH.
    Private,
}
