//! How safe a server is to use over a network that others can listen on: a grade, the reasons, and what to change.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::offers::Kind;

/// From A, where nothing is left to wish for, to F, where anybody gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Grade {
    /// Encrypted for a server that is known, and nothing less is offered.
    A,
    /// As A, but nobody vouches for the server yet, or something small is wrong with its certificate.
    B,
    /// Encrypted, but anyone could answer in the server's place.
    C,
    /// In the clear after a log-in that keeps the password from most.
    D,
    /// In the clear, with a password that who listens can find out.
    E,
    /// Anybody who can reach it gets in.
    F,
}

/// Something that keeps a server from the best grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// The best grade that it allows.
    pub(super) grade: Grade,
    /// What it is, as a sentence.
    pub(super) what: String,
}

/// What the grade depends on.
#[derive(Debug, Default)]
pub(super) struct Facts<'a> {
    /// What is offered.
    pub(super) kinds: &'a [Kind],
    /// Whether we came to the desktop without a password.
    pub(super) open: bool,
    /// What is wrong with what the server has proven to be, and whether it is more than that nobody vouches for it.
    pub(super) identity_problems: &'a [String],
    /// Bits of the server's shortest RSA key, where there is one.
    pub(super) rsa_bits: Option<usize>,
}

/// Keys below this are no longer thought to be safe.
const RSA_BITS: usize = 2048;

/// All that is to be said, worst first.
pub(super) fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |grade: Grade, what: &str| findings.push(Finding { grade, what: what.to_owned() });
    let has = |kind: Kind| facts.kinds.contains(&kind);
    if facts.open {
        add(Grade::F, "Anybody who can reach it sees and controls the desktop: no password is asked for.");
    } else if has(Kind::OpenInClear) {
        add(Grade::F, "It offers sessions without a password.");
    }
    if has(Kind::PasswordInClear) {
        add(Grade::E, "It takes user names and passwords in the clear.");
    }
    if has(Kind::WeakPassword) {
        add(
            Grade::E,
            "VNC authentication: only 8 characters of the password count, who listens can find it out, and the session is \
             in the clear.",
        );
    }
    if has(Kind::LoginInClear) {
        add(Grade::D, "A session can be had in the clear: who listens sees the screen and every key.");
    }
    if has(Kind::Anonymous) {
        add(Grade::C, "Anonymous encryption: anyone on the way could answer in the server's place.");
    }
    if let Some(bits) = facts.rsa_bits.filter(|&bits| bits < RSA_BITS) {
        add(Grade::C, &format!("Its RSA key has {bits} bits; {RSA_BITS} are the least that is thought to be safe."));
    }
    for problem in facts.identity_problems {
        add(Grade::B, problem);
    }
    findings
}

/// The grade that `findings` allow.
pub(super) fn grade(findings: &[Finding]) -> Grade {
    findings.iter().map(|finding| finding.grade).max().unwrap_or(Grade::A)
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Grade {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let grades = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E, Grade::F];
        let found = grades.into_iter().find(|grade| grade.to_string().eq_ignore_ascii_case(text));
        found.ok_or_else(|| "expected a grade from A to F".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(facts: &Facts<'_>) -> Grade {
        grade(&findings(facts))
    }

    #[test]
    fn the_weakest_offer_decides() {
        let with = |kinds: &[Kind]| graded(&Facts { kinds, ..Facts::default() });
        assert_eq!(with(&[Kind::Identified]), Grade::A);
        assert_eq!(with(&[Kind::Identified, Kind::Anonymous]), Grade::C);
        assert_eq!(with(&[Kind::LoginInClear, Kind::Anonymous]), Grade::D);
        assert_eq!(with(&[Kind::Identified, Kind::WeakPassword]), Grade::E);
        assert_eq!(with(&[Kind::PasswordInClear]), Grade::E);
        assert_eq!(with(&[Kind::OpenInClear, Kind::WeakPassword]), Grade::F);
        assert_eq!(graded(&Facts { kinds: &[Kind::Identified], open: true, ..Facts::default() }), Grade::F);
    }

    #[test]
    fn an_identity_counts() {
        let problems = ["Nobody vouches for it.".to_owned()];
        let facts =
            |rsa_bits| Facts { kinds: &[Kind::Identified], identity_problems: &problems, rsa_bits, open: false };
        assert_eq!(graded(&facts(Some(2048))), Grade::B);
        assert_eq!(graded(&facts(Some(1024))), Grade::C);
    }

    #[test]
    fn grades_are_read_and_written_as_letters() {
        assert_eq!("b".parse(), Ok(Grade::B));
        assert_eq!(Grade::F.to_string(), "F");
        assert!("G".parse::<Grade>().is_err());
    }
}
