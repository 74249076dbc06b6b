//! A user's name and password, as the types compare them that are told both.

use std::fmt;

/// Who may come in.
#[derive(Clone)]
pub struct Account {
    username: String,
    password: String,
}

impl Account {
    /// This user with this password, and nobody else.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self { username: username.into(), password: password.into() }
    }

    pub(super) fn username(&self) -> &str {
        &self.username
    }

    pub(super) fn password(&self) -> &str {
        &self.password
    }

    /// Whether both are right, in fields that a zero ends.
    pub(super) fn is_in_fields(&self, username: &[u8], password: &[u8]) -> bool {
        let text = |field: &[u8]| field.split(|&byte| byte == 0).next().map(<[u8]>::to_vec);
        text(username).as_deref() == Some(self.username.as_bytes())
            && text(password).as_deref() == Some(self.password.as_bytes())
            && username.contains(&0)
            && password.contains(&0)
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({})", self.username)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_end_with_a_zero() {
        let account = Account::new("alice", "wonder");
        assert!(account.is_in_fields(b"alice\0random", b"wonder\0"));
        assert!(!account.is_in_fields(b"alice\0", b"wonder"));
        assert!(!account.is_in_fields(b"alice\0", b"wonderland\0"));
        assert!(!account.is_in_fields(b"\0", b"\0"));
        assert_eq!(format!("{account:?}"), "Account(alice)");
    }
}
