//! Where the password comes from: a file, standard input, a command, the environment, the `vnc://` address or the keyring, one
//! file each where it takes more than a line. Never an argument, because every user of a computer can read the arguments of
//! every program.

mod command;
mod file;
#[cfg(feature = "keyring")]
pub(super) mod keyring;
mod line;

use std::io::{self, BufRead};
use std::path::PathBuf;

use thiserror::Error;

use super::Target;
use crate::session::{Credentials, Secret};
pub use command::PasswordCommand;
use file::from_file;
use line::{LONGEST, first_line};

/// Variables that hold a password, the first one that is set being used.
const PASSWORD_VARIABLES: [&str; 2] = ["FARVIEW_PASSWORD", "VNC_PASSWORD"];

/// Variables that hold a user name, the first one that is set being used.
const USERNAME_VARIABLES: [&str; 2] = ["FARVIEW_USERNAME", "VNC_USERNAME"];

/// What the command line says about the password.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PasswordSource {
    /// Nothing: the environment and the address are asked.
    #[default]
    Elsewhere,
    /// The first line of this file.
    File(PathBuf),
    /// The first line of standard input.
    Stdin,
    /// A command that is run when the password is needed, and not before.
    Command,
}

/// Why no password could be read.
#[derive(Debug, Error)]
pub enum PasswordError {
    /// The file or standard input cannot be read.
    #[error("{origin} cannot be read: {source}")]
    Unreadable {
        /// The path, or "standard input".
        origin: String,
        /// Why not.
        source: io::Error,
    },
    /// There is no password in the first line.
    #[error("{0} has an empty first line")]
    Empty(String),
    /// The first line is not text.
    #[error("{0} holds no text")]
    NotText(String),
    /// The first line is longer than any password.
    #[error("the first line of {0} is longer than {LONGEST} bytes")]
    TooLong(String),
}

/// Who the user is, as far as it is known before a server asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Login {
    /// The user name.
    pub username: Option<String>,
    /// The password.
    pub password: Option<Secret>,
}

impl Login {
    /// Finds out who the user is from `source`, this process's environment and `target`, the first of them winning.
    pub fn find(source: &PasswordSource, target: &Target) -> Result<Self, PasswordError> {
        Self::find_in(source, target, &mut io::stdin().lock(), |name| std::env::var(name).ok())
    }

    fn find_in(
        source: &PasswordSource,
        target: &Target,
        stdin: &mut dyn BufRead,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, PasswordError> {
        let variable =
            |names: [&str; 2]| names.iter().find_map(|name| environment(name).filter(|value| !value.is_empty()));
        let password = match source {
            PasswordSource::File(path) => Some(from_file(path)?),
            PasswordSource::Stdin => Some(first_line("standard input", stdin)?),
            PasswordSource::Command => None,
            PasswordSource::Elsewhere => {
                variable(PASSWORD_VARIABLES).map(Secret::new).or_else(|| target.password.clone())
            }
        };
        Ok(Self { username: target.username.clone().or_else(|| variable(USERNAME_VARIABLES)), password })
    }

    /// What to answer a server with, once there is a password.
    pub fn credentials(&self) -> Option<Credentials> {
        let password = self.password.clone()?;
        Some(Credentials { username: self.username.clone(), password })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(
        source: &PasswordSource,
        target: &str,
        stdin: &str,
        variables: &[(&str, &str)],
    ) -> Result<Login, PasswordError> {
        let target = target.parse().expect("a target");
        Login::find_in(source, &target, &mut stdin.as_bytes(), |name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    fn password(login: Result<Login, PasswordError>) -> Option<String> {
        login.expect("a login").password.map(|secret| secret.reveal().to_owned())
    }

    #[test]
    fn an_option_wins_over_the_environment_and_the_environment_over_the_address() {
        let address = "vnc://o?VncPassword=address";
        let both = [("FARVIEW_PASSWORD", "ours"), ("VNC_PASSWORD", "theirs")];
        assert_eq!(password(find(&PasswordSource::Stdin, address, "typed\nmore", &both)).as_deref(), Some("typed"));
        assert_eq!(password(find(&PasswordSource::Elsewhere, address, "", &both)).as_deref(), Some("ours"));
        assert_eq!(password(find(&PasswordSource::Elsewhere, address, "", &both[1..])).as_deref(), Some("theirs"));
        assert_eq!(password(find(&PasswordSource::Elsewhere, address, "", &[])).as_deref(), Some("address"));
        assert_eq!(password(find(&PasswordSource::Elsewhere, "o", "", &[])), None);
        let empty = [("FARVIEW_PASSWORD", ""), ("VNC_PASSWORD", "theirs")];
        assert_eq!(password(find(&PasswordSource::Elsewhere, "o", "", &empty)).as_deref(), Some("theirs"));
    }

    #[test]
    fn only_the_end_of_the_line_is_cut_off() {
        for (stdin, expected) in
            [("a b ", "a b "), ("word\r\n", "word"), ("word\n\n", "word"), ("\tword\r\r\n", "\tword\r")]
        {
            assert_eq!(password(find(&PasswordSource::Stdin, "o", stdin, &[])).as_deref(), Some(expected), "{stdin:?}");
        }
    }

    #[test]
    fn what_is_no_password_is_refused() {
        for (bytes, why) in
            [(&b""[..], "empty"), (b"\nword", "empty"), (b"\xff\xfe", "no text"), (&[b'a'; 5000], "longer")]
        {
            let error = first_line("it", &mut &bytes[..]).expect_err(why);
            assert!(error.to_string().contains(why), "{error}");
        }
        let missing = PasswordSource::File("/nonexistent/password".into());
        let error = find(&missing, "o", "", &[]).expect_err("there is no such file");
        assert!(error.to_string().starts_with("/nonexistent/password cannot be read"), "{error}");
    }

    #[test]
    fn a_password_is_read_from_a_file() {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        io::Write::write_all(&mut file, b"wonderland\nsecond line\n").expect("it can be written");
        let login = find(&PasswordSource::File(file.path().into()), "o", "", &[("VNC_USERNAME", "alice")]);
        let login = login.expect("a login");
        assert_eq!(login.credentials().map(|c| c.username), Some(Some("alice".into())));
        assert!(!format!("{login:?}").contains("wonderland"));
        assert_eq!(login.password, Some(Secret::new("wonderland")));
    }
}
