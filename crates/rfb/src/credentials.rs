//! Who we are. Secrets are wiped when dropped and never formatted.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Text that is never printed and is wiped when dropped.
#[derive(Clone, PartialEq, Eq, Default, Zeroize, ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Takes `text` over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Who we are, as the server's security type asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credentials {
    /// For security types that want one.
    pub username: Option<String>,
    /// The password.
    pub password: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_formatted() {
        let credentials = Credentials { username: Some("alice".into()), password: Secret::new("wonderland") };
        let text = format!("{credentials:?}");
        assert!(text.contains("***") && !text.contains("wonderland"), "{text}");
    }
}
