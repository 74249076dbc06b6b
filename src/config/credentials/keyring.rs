//! The keyring of the operating system: the Secret Service (by D-Bus), the Keychain, the Credential Manager.
//!
//! An entry is called after the server, or after a user and the server where the user was named. It holds the user's name and
//! the password. Everything here may block; a session asks on a thread of its own and not for ever.

use std::collections::HashMap;
use std::time::Duration;

use keyring::v1::{Entry, Error};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::session::{Address, CredentialSource, CredentialStore, Credentials, Secret};
use crate::text::text;

/// What all entries have in common.
const SERVICE: &str = "farview";

/// How long finding may take: the keyring may have to be unlocked first.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is remembered of one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyringEntry {
    account: String,
}

/// The content of an entry.
#[derive(Serialize, Deserialize)]
struct Content<T> {
    username: Option<T>,
    password: T,
}

impl KeyringEntry {
    /// The entry of `address`, and of `username` where a user was named.
    pub fn new(address: &Address, username: Option<&str>) -> Self {
        Self { account: username.map_or_else(|| address.to_string(), |username| format!("{username}@{address}")) }
    }

    /// Forgets it. Whether there was something to forget.
    pub fn forget(&self) -> Result<bool, String> {
        match self.entry().and_then(|entry| entry.delete_credential()) {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(in_words(&error)),
        }
    }

    /// The names of all entries, in order.
    pub fn all() -> Result<Vec<String>, String> {
        Entry::store_status().as_ref().map_err(in_words)?;
        let found = keyring_core::Entry::search(&HashMap::from([("service", SERVICE)]));
        let entries = found.map_err(|error| in_words(&error))?;
        let mut names: Vec<String> =
            entries.iter().filter_map(keyring_core::Entry::get_specifiers).map(|(_, account)| account).collect();
        names.sort();
        Ok(names)
    }

    fn entry(&self) -> Result<Entry, Error> {
        Entry::new(SERVICE, &self.account)
    }
}

impl CredentialSource for KeyringEntry {
    fn name(&self) -> String {
        text!("failure-keyring")
    }

    fn patience(&self) -> Duration {
        PATIENCE
    }

    fn find(&self) -> Result<Option<Credentials>, String> {
        let content = match self.entry().and_then(|entry| entry.get_password()) {
            Ok(content) => Zeroizing::new(content),
            Err(Error::NoEntry) => return Ok(None),
            Err(error) => return Err(in_words(&error)),
        };
        let content = serde_json::from_str::<Content<String>>(&content);
        let Content { username, password } = content.map_err(|_| text!("failure-keyring-foreign"))?;
        Ok(Some(Credentials { username, password: Secret::new(password) }))
    }
}

impl CredentialStore for KeyringEntry {
    fn is_available(&self) -> bool {
        let status = Entry::store_status();
        if let Err(error) = status {
            tracing::debug!(why = %error, "there is no keyring");
        }
        status.is_ok()
    }

    fn save(&self, credentials: &Credentials) -> Result<(), String> {
        let content = Content { username: credentials.username.as_deref(), password: credentials.password.reveal() };
        let content = Zeroizing::new(serde_json::to_string(&content).map_err(|error| error.to_string())?);
        self.entry().and_then(|entry| entry.set_password(&content)).map_err(|error| in_words(&error))
    }
}

/// The keyring's own words; those of an unreadable entry would hold the password.
fn in_words(error: &Error) -> String {
    match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => text!("failure-keyring-no-text"),
        other => other.to_string(),
    }
}
