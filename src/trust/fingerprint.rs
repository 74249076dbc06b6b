//! Fingerprints as people and other programs write them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rfb::net::Address;
use rfb::{Fingerprint, Identity};

/// Why something is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint is SHA256: and 32 bytes, in hexadecimal or as OpenSSH writes them")]
pub struct BadFingerprint;

/// Reads a fingerprint of SHA-256: in hexadecimal with or without colons, or in Base64 as OpenSSH writes it; after `SHA256:`,
/// after what `openssl x509 -fingerprint -sha256` puts before it, or by itself.
pub fn parse_fingerprint(text: &str) -> Result<Fingerprint, BadFingerprint> {
    let text = text.trim();
    let text = text.rsplit_once('=').filter(|(_, rest)| !rest.is_empty()).map_or(text, |(_, rest)| rest);
    let digits = match text.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("sha256:") => &text[7..],
        _ => text,
    };
    let bytes = hexadecimal(digits).or_else(|| STANDARD_NO_PAD.decode(digits.trim_end_matches('=')).ok());
    bytes.and_then(|bytes| bytes.try_into().ok()).map(Fingerprint).ok_or(BadFingerprint)
}

/// The command that pins the key of `identity` for the server at `address`.
pub fn pin_command(address: &Address, identity: &Identity) -> String {
    let kind = match identity {
        Identity::Certificate { .. } => "",
        Identity::RsaKey { .. } => " --kind rsa-key",
    };
    format!("farview trust pin {address}{kind} --fingerprint {}", identity.fingerprint())
}

fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = digits.bytes().filter(|byte| *byte != b':').collect();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|value| value as u8);
    digits.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_however_it_is_written() {
        let fingerprint = Fingerprint(std::array::from_fn(|index| index as u8 * 8));
        let shown = fingerprint.to_string();
        let bare = shown.replace("SHA256", "").replace(':', "");
        let base64 = "AAgQGCAoMDhASFBYYGhweICIkJigqLC4wMjQ2ODo8Pg";
        let openssl = format!("sha256 Fingerprint={}", shown.trim_start_matches("SHA256:").to_uppercase());
        let spellings = [
            shown.clone(),
            shown.to_uppercase(),
            bare.clone(),
            format!("SHA256:{base64}"),
            format!("{base64}="),
            openssl,
        ];
        for text in spellings {
            assert_eq!(parse_fingerprint(&text), Ok(fingerprint), "{text}");
        }
        for text in ["", "SHA256:", "SHA1:00", &bare[2..], &format!("{bare}00"), "ü", "SHA256:ü", "MD5=", "="] {
            assert_eq!(parse_fingerprint(text), Err(BadFingerprint), "{text}");
        }
    }
}
