//! The security types that a server offers, with what is offered inside them, and what they showed.

use rfb::security::registered_name;
use rfb::{Encryption, SecurityType};
use serde::Serialize;

/// A security type that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Offer {
    pub(super) number: u32,
    name: Option<&'static str>,
    supported: bool,
    /// What is offered inside, as far as that was seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sub_types: Vec<Offer>,
}

/// What can be had of a server, in words that the assessment needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A session in the clear, for anybody.
    OpenInClear,
    /// A session in the clear, behind VNC authentication.
    WeakPassword,
    /// A session in the clear, and the password in the clear as well.
    PasswordInClear,
    /// A session in the clear after a log-in that resists more or less.
    LoginInClear,
    /// Encrypted for whoever answered.
    Anonymous,
    /// Encrypted for a server with a key.
    Identified,
}

impl Offer {
    pub(super) fn new(number: u32) -> Self {
        let supported = SecurityType::from_number(number).is_some();
        Self { number, name: registered_name(number), supported, sub_types: Vec::new() }
    }

    pub(super) fn text(&self) -> String {
        let name = self.name.unwrap_or("unknown");
        let mark = if self.supported { "" } else { " (not in Farview)" };
        let inside: Vec<String> = self.sub_types.iter().map(Offer::text).collect();
        let inside = if inside.is_empty() { String::new() } else { format!(" ({})", inside.join(", ")) };
        format!("{name} [{}]{mark}{inside}", self.number)
    }

    /// What taking it would mean; `None` for a container, which means nothing by itself, and for what is not known.
    fn kind(&self) -> Option<Kind> {
        let known = SecurityType::from_number(self.number);
        Some(match (self.number, known.map(SecurityType::encryption)) {
            (19, _) => return None,
            (16, _) if !self.sub_types.is_empty() => return None,
            (_, Some(Encryption::Identified)) => Kind::Identified,
            (_, Some(Encryption::Anonymous)) | (18, _) => Kind::Anonymous,
            (1, _) => Kind::OpenInClear,
            (2, _) => Kind::WeakPassword,
            (256, _) => Kind::PasswordInClear,
            (_, Some(Encryption::None)) => Kind::LoginInClear,
            (_, None) => return None,
        })
    }
}

/// All that `offers` mean, also inside containers. What is inside an encrypted container is encrypted.
pub(super) fn kinds(offers: &[Offer]) -> Vec<Kind> {
    let inside = |offer: &Offer| if offer.number == 18 { Vec::new() } else { kinds(&offer.sub_types) };
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in offers.iter().flat_map(|offer| offer.kind().into_iter().chain(inside(offer))) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// Whether `number` is offered, at the top or inside.
pub(super) fn has(offers: &[Offer], number: u32) -> bool {
    offers.iter().any(|offer| offer.number == number || has(&offer.sub_types, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers(numbers: &[u32], sub_types: &[u32]) -> Vec<Offer> {
        let mut offers: Vec<Offer> = numbers.iter().copied().map(Offer::new).collect();
        if let Some(container) = offers.iter_mut().find(|offer| offer.number == 19) {
            container.sub_types = sub_types.iter().copied().map(Offer::new).collect();
        }
        offers
    }

    #[test]
    fn a_container_means_what_is_in_it() {
        assert_eq!(kinds(&offers(&[19], &[])), []);
        assert_eq!(kinds(&offers(&[19, 2], &[256])), [Kind::PasswordInClear, Kind::WeakPassword]);
        assert!(has(&offers(&[19, 2], &[256]), 256));
        assert!(!has(&offers(&[19, 2], &[256]), 257));
    }

    #[test]
    fn people_read_what_is_in_a_container() {
        let text = offers(&[19, 250], &[256])[0].text();
        assert_eq!(text, "VeNCrypt [19] (VeNCrypt Plain [256])");
    }
}
