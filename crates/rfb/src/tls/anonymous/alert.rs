//! Alerts (RFC 5246 §7.2): what one side tells the other before it gives up, in words for people.

use super::record::{CONTENT_ALERT, Header};
use crate::error::{CryptographyError, Error, Protocol};

/// An alert as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// Whether the connection can go on after it.
    pub level: Level,
    /// What it is about, by number.
    pub description: u8,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The connection can go on.
    Warning,
    /// It cannot.
    Fatal,
}

/// The sender will send nothing more.
pub const CLOSE_NOTIFY: u8 = 0;
/// A message that has no place here.
pub const UNEXPECTED_MESSAGE: u8 = 10;
/// A record that was changed on the way.
pub const BAD_RECORD_MAC: u8 = 20;
/// Nothing that both sides can do.
pub const HANDSHAKE_FAILURE: u8 = 40;
/// A value that cannot be.
pub const ILLEGAL_PARAMETER: u8 = 47;
/// A message that cannot be read.
pub const DECODE_ERROR: u8 = 50;
/// A Finished that does not fit the handshake.
pub const DECRYPT_ERROR: u8 = 51;
/// A version that is not spoken.
pub const PROTOCOL_VERSION: u8 = 70;
/// Nothing that is strong enough.
pub const INSUFFICIENT_SECURITY: u8 = 71;
/// Something that has nothing to do with the other side.
pub const INTERNAL_ERROR: u8 = 80;
/// No second handshake.
pub const NO_RENEGOTIATION: u8 = 100;

impl Alert {
    /// Reads the body of an alert record.
    pub fn read(body: &[u8]) -> Result<Alert, Error> {
        match *body {
            [1, description] => Ok(Alert { level: Level::Warning, description }),
            [2, description] => Ok(Alert { level: Level::Fatal, description }),
            [_, _] => Err(Protocol::malformed("a TLS alert", "it is neither a warning nor fatal").into()),
            _ => Err(Protocol::malformed("a TLS alert", "it does not have two bytes").into()),
        }
    }

    /// A fatal alert.
    pub const fn fatal(description: u8) -> Alert {
        Alert { level: Level::Fatal, description }
    }

    /// A warning.
    pub const fn warning(description: u8) -> Alert {
        Alert { level: Level::Warning, description }
    }

    /// The body of its record.
    pub const fn body(self) -> [u8; 2] {
        let level = match self.level {
            Level::Warning => 1,
            Level::Fatal => 2,
        };
        [level, self.description]
    }

    /// It as a whole record, before there are keys.
    pub fn in_the_clear(self) -> [u8; 7] {
        let [kind, major, minor, high, low] = Header::new(CONTENT_ALERT, 2).bytes();
        let [level, description] = self.body();
        [kind, major, minor, high, low, level, description]
    }
}

/// The alert that tells the server about `error`.
pub fn about(error: &Error) -> Alert {
    Alert::fatal(match error {
        Error::Protocol(_) | Error::Limit(_) => DECODE_ERROR,
        Error::Cryptography(CryptographyError::Forged { .. }) => BAD_RECORD_MAC,
        Error::Cryptography(CryptographyError::WeakKey { .. }) => INSUFFICIENT_SECURITY,
        Error::Cryptography(CryptographyError::BadParameter { .. }) => ILLEGAL_PARAMETER,
        Error::Cryptography(CryptographyError::TlsVersion { .. }) => PROTOCOL_VERSION,
        Error::Cryptography(CryptographyError::Tls { .. }) => HANDSHAKE_FAILURE,
        _ => INTERNAL_ERROR,
    })
}

/// What an alert means, to follow "the server says".
pub fn words(description: u8) -> &'static str {
    match description {
        CLOSE_NOTIFY => "it closes the connection",
        UNEXPECTED_MESSAGE => "a message came out of order (unexpected_message)",
        BAD_RECORD_MAC => "a record was changed on the way (bad_record_mac)",
        21 => "a record cannot be decrypted (decryption_failed)",
        22 => "a record is too long (record_overflow)",
        30 => "a record cannot be decompressed (decompression_failure)",
        HANDSHAKE_FAILURE => "there is no cipher that both sides have (handshake_failure)",
        41..=46 | 48 | 116 => "it wants a certificate of this viewer",
        ILLEGAL_PARAMETER => "a value cannot be right (illegal_parameter)",
        49 => "it does not let this viewer in (access_denied)",
        DECODE_ERROR => "a message cannot be read (decode_error)",
        DECRYPT_ERROR => "a proof does not fit (decrypt_error)",
        60 => "export restrictions (export_restriction)",
        PROTOCOL_VERSION => "it does not speak TLS 1.2 (protocol_version)",
        INSUFFICIENT_SECURITY => "the ciphers are not strong enough for it (insufficient_security)",
        INTERNAL_ERROR => "it has a problem of its own (internal_error)",
        86 => "the version is lower than it need be (inappropriate_fallback)",
        90 => "somebody there has cancelled (user_canceled)",
        NO_RENEGOTIATION => "it does not negotiate twice (no_renegotiation)",
        109 => "an extension is missing (missing_extension)",
        110 => "there is an extension that it did not ask for (unsupported_extension)",
        112 => "it does not go by that name (unrecognized_name)",
        _ => "something that is not in the standard",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_words() {
        for description in 0..=255 {
            let words = words(description);
            assert!(words.len() > 6 && words.is_ascii(), "{words}");
        }
    }

    #[test]
    fn an_alert_comes_back_as_it_went() {
        for alert in [Alert::warning(NO_RENEGOTIATION), Alert::fatal(HANDSHAKE_FAILURE)] {
            assert_eq!(Alert::read(&alert.body()), Ok(alert));
        }
        assert_eq!(Alert::fatal(40).in_the_clear(), [21, 3, 3, 0, 2, 2, 40]);
        for body in [&[][..], &[1], &[3, 0], &[1, 0, 0]] {
            assert!(Alert::read(body).is_err(), "{body:?}");
        }
    }
}
