//! What rustls has to say, in words for people.

use rustls::{AlertDescription, CertificateError, Error as Failed, PeerIncompatible};

use crate::error::{CryptographyError, Error};

/// The error behind `failed`, or words for it.
pub(super) fn explain(failed: &Failed) -> Error {
    if let Failed::InvalidCertificate(CertificateError::Other(other)) = failed
        && let Some(error) = other.0.downcast_ref::<CryptographyError>()
    {
        return error.clone().into();
    }
    let reading = "a TLS record";
    match failed {
        Failed::DecryptError => CryptographyError::Forged { reading }.into(),
        Failed::FailedToGetRandomBytes => CryptographyError::NoRandom.into(),
        _ => CryptographyError::Tls { problem: problem(failed) }.into(),
    }
}

fn problem(failed: &Failed) -> String {
    let words = match failed {
        Failed::AlertReceived(alert) => return format!("the server {}", alert_words(*alert)),
        Failed::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13 | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => "the server speaks only TLS 1.1 or older, which protects nothing any more",
        Failed::PeerIncompatible(_) => "the server and Farview have no safe way to encrypt in common",
        Failed::NoCertificatesPresented => "the server shows no certificate",
        Failed::InvalidCertificate(CertificateError::BadEncoding) => "the server's certificate cannot be read",
        Failed::InvalidCertificate(CertificateError::BadSignature) => {
            "the server does not hold the key of the certificate that it shows"
        }
        Failed::InvalidCertificate(_) => {
            "the key in the server's certificate is of a kind that is not known here (known are RSA, ECDSA with P-256 or P-384, and Ed25519)"
        }
        Failed::InvalidMessage(_)
        | Failed::InappropriateMessage { .. }
        | Failed::InappropriateHandshakeMessage { .. } => "the server sent what has no place in TLS",
        Failed::PeerMisbehaved(_) => "the server broke the rules of TLS",
        Failed::PeerSentOversizedRecord => "the server sent a record larger than TLS allows",
        _ => return failed.to_string(),
    };
    words.to_owned()
}

/// What an alert means, as the end of a sentence that begins with the server.
fn alert_words(alert: AlertDescription) -> String {
    use AlertDescription as Alert;
    let words = match alert {
        Alert::HandshakeFailure | Alert::InsufficientSecurity => {
            "finds no way to encrypt that both sides know: it may want anonymous TLS, or a kind of key that is outdated or rare"
        }
        Alert::ProtocolVersion => "speaks no version of TLS that is safe: 1.2 or 1.3 is needed",
        Alert::UnrecognisedName => "does not know the name that it was called by",
        Alert::CertificateRequired | Alert::NoCertificate => "wants a certificate from the viewer, which has none",
        Alert::AccessDenied => "does not allow this viewer",
        Alert::InternalError => "had a fault of its own while it set up TLS: its log says more",
        Alert::BadRecordMac | Alert::DecryptError | Alert::DecryptionFailed => {
            "could not read what was sent: something on the way may have changed it"
        }
        Alert::UnexpectedMessage | Alert::DecodeError | Alert::IllegalParameter => {
            "did not understand what was sent, or does not speak TLS as it should"
        }
        Alert::CloseNotify => {
            "hung up in the middle of the handshake: its own TLS may refuse its certificate or its key, for being too short say"
        }
        Alert::UserCanceled => "gave up",
        other => return format!("ended TLS with the alert {other:?}"),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_is_told_in_words() {
        for number in 0..=255_u8 {
            let text = explain(&Failed::AlertReceived(AlertDescription::from(number))).to_string();
            assert!(text.starts_with("TLS failed: the server "), "{text}");
        }
        let text = explain(&Failed::AlertReceived(AlertDescription::ProtocolVersion)).to_string();
        assert!(text.contains("1.2 or 1.3"), "{text}");
    }
}
