//! What a probe found, as text for people and as JSON for programs.

use std::fmt::Write as _;

use rfb::net::{Address, Error};
use rfb::{Encryption, Identity, Protection, SecurityType, ServerInit};
use serde::Serialize;

use super::assessment::{Facts, Finding, Grade, findings, grade};
use super::desktop::Seen;
use super::offers::{Offer, has, kinds};
use super::product::Product;
use super::shown::Shown;

/// What was found so far.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    address: String,
    /// The server's own banner.
    pub(super) banner: Option<String>,
    /// The version of the protocol that is spoken.
    pub(super) version: Option<&'static str>,
    security_types: Vec<Offer>,
    /// The security type that was used.
    pub(super) chosen: Option<&'static str>,
    /// How far we came.
    pub(super) access: Option<Access>,
    identities: Vec<Shown>,
    encryption: Vec<Tunnel>,
    /// What was offered and did not work.
    failed: Vec<String>,
    #[serde(flatten)]
    pub(super) seen: Seen,
    /// Whether a password was sent.
    #[serde(skip)]
    pub(super) password_sent: bool,
    #[serde(flatten)]
    verdict: Option<Verdict>,
    /// What went wrong, if anything did.
    pub(super) error: Option<String>,
}

/// How far a probe came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Access {
    /// To the desktop.
    Open,
    /// To where the server wants a password.
    PasswordNeeded,
    /// To the security types, none of which can be used.
    Unsupported,
}

/// An encryption that was agreed on.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Tunnel {
    cipher: String,
    anonymous: bool,
}

/// How safe it is.
#[derive(Debug, Serialize)]
struct Verdict {
    grade: Grade,
    findings: Vec<Finding>,
    product: Option<Product>,
    /// What to change on the server, where there is something.
    change: Option<&'static str>,
}

impl Report {
    /// Nothing is known of the server at `address` yet.
    pub(super) fn new(address: &Address) -> Self {
        Self {
            address: address.to_string(),
            banner: None,
            version: None,
            security_types: Vec::new(),
            chosen: None,
            access: None,
            identities: Vec::new(),
            encryption: Vec::new(),
            failed: Vec::new(),
            seen: Seen::default(),
            password_sent: false,
            verdict: None,
            error: None,
        }
    }

    /// The server offers these security types.
    pub(super) fn offers(&mut self, numbers: &[u32]) {
        if self.security_types.is_empty() {
            self.security_types = numbers.iter().copied().map(Offer::new).collect();
        }
    }

    /// The server offers these inside `container`.
    pub(super) fn offers_within(&mut self, container: u32, numbers: &[u32]) {
        for offer in self.security_types.iter_mut().filter(|offer| offer.number == container) {
            offer.sub_types = numbers.iter().copied().map(Offer::new).collect();
        }
    }

    /// The server has proven to be `identity`.
    pub(super) fn presents(&mut self, identity: &Identity, address: &Address) {
        let shown = Shown::new(identity, address);
        if !self.identities.contains(&shown) {
            self.identities.push(shown);
        }
    }

    /// This was agreed on.
    pub(super) fn protected(&mut self, protection: &Protection) {
        let tunnel =
            Tunnel { cipher: protection.cipher.clone(), anonymous: protection.encryption == Encryption::Anonymous };
        if protection.encryption != Encryption::None && !self.encryption.contains(&tunnel) {
            self.encryption.push(tunnel);
        }
    }

    /// A visit broke off where the server had offered something.
    pub(super) fn breaks_off(&mut self, error: &Error) {
        self.failed.push(format!("{}: {error}", self.chosen.unwrap_or("the security types")));
    }

    /// Whether anything was offered.
    pub(super) fn has_offers(&self) -> bool {
        !self.security_types.is_empty()
    }

    /// The session is open.
    pub(super) fn connected(&mut self, server_init: &ServerInit) {
        self.seen.connected(server_init);
    }

    /// The lists of security types for further visits, each of which shows something that the first one cannot have shown.
    pub(super) fn unseen(&self) -> Vec<Vec<SecurityType>> {
        let unseen = |offer: &Offer| offer.sub_types.is_empty() && self.chosen_number() != Some(offer.number);
        let all = SecurityType::ALL.into_iter();
        let mut visits: Vec<Vec<SecurityType>> = Vec::new();
        for container in self.security_types.iter().filter(|offer| unseen(offer)) {
            let inside = |allowed: &SecurityType| match container.number {
                19 => allowed.within() == Some(SecurityType::VeNCrypt),
                5 | 129 | 16 | 18 => allowed.number() == container.number,
                _ => false,
            };
            visits.push(all.clone().filter(inside).collect());
        }
        let encrypted = |wanted: Encryption| {
            let offered = |allowed: &SecurityType| has(&self.security_types, allowed.number());
            all.clone().filter(|allowed| allowed.encryption() == wanted).filter(offered).collect::<Vec<_>>()
        };
        if !self.encryption.iter().any(|tunnel| tunnel.anonymous) {
            visits.push(encrypted(Encryption::Anonymous));
        }
        if self.seen.desktop.is_none() {
            let nobody_asked = |allowed: &SecurityType| [1, 257, 260].contains(&allowed.number());
            let offered = |allowed: &SecurityType| has(&self.security_types, allowed.number());
            visits.push(all.filter(nobody_asked).filter(offered).collect());
        }
        visits.retain(|visit| !visit.is_empty());
        visits.dedup();
        visits
    }

    fn chosen_number(&self) -> Option<u32> {
        let chosen = |security_type: &SecurityType| Some(security_type.name()) == self.chosen;
        SecurityType::ALL.into_iter().find(chosen).map(SecurityType::number)
    }

    /// Weighs what was found.
    pub(super) fn assess(&mut self) {
        if self.security_types.is_empty() {
            return;
        }
        let kinds = kinds(&self.security_types);
        let problems: Vec<String> = self.identities.iter().flat_map(|shown| shown.problems.clone()).collect();
        let findings = findings(&Facts {
            kinds: &kinds,
            open: self.access == Some(Access::Open) && !self.password_sent,
            identity_problems: &problems,
            rsa_bits: self.identities.iter().filter_map(|shown| shown.rsa_bits).min(),
        });
        let desktop = self.seen.desktop.as_ref().map(|desktop| desktop.name.as_str());
        let product = Product::guess(self.banner.as_deref().unwrap_or_default(), &self.security_types, desktop);
        let grade = grade(&findings);
        let change = product.filter(|_| grade > Grade::B).map(Product::change);
        self.verdict = Some(Verdict { grade, findings, product, change });
    }

    /// How safe it is, once that was weighed.
    pub(super) fn grade(&self) -> Option<Grade> {
        self.verdict.as_ref().map(|verdict| verdict.grade)
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        // Strings, numbers and lists always become JSON.
        serde_json::to_string(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// A few lines for people.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n", self.address);
        for (name, value) in self.rows() {
            let _ = writeln!(text, "  {name:15} {value}");
        }
        if let Some(verdict) = &self.verdict {
            verdict.write(&mut text);
        }
        text
    }

    fn rows(&self) -> Vec<(&'static str, String)> {
        let mut rows = Vec::new();
        if let (Some(banner), Some(version)) = (&self.banner, self.version) {
            rows.push(("version", format!("{version} (the server says {banner})")));
        }
        if !self.security_types.is_empty() {
            let types: Vec<String> = self.security_types.iter().map(Offer::text).collect();
            rows.push(("security types", types.join(", ")));
        }
        rows.extend(self.identities.iter().map(|shown| ("identity", shown.text())));
        for Tunnel { cipher, anonymous } in &self.encryption {
            let anonymous = if *anonymous { " (anonymous)" } else { "" };
            rows.push(("encryption", format!("{cipher}{anonymous}")));
        }
        rows.extend(self.failed.iter().map(|failed| ("does not work", failed.clone())));
        rows.extend(self.access.map(|access| ("access", self.access_text(access))));
        rows.extend(self.seen.rows());
        rows
    }

    fn access_text(&self, access: Access) -> String {
        match access {
            Access::Open if self.password_sent => "open, with the password".to_owned(),
            Access::Open => format!("open to everybody, with {}", self.chosen.unwrap_or("nothing")),
            Access::PasswordNeeded => "a password is needed; none was sent".to_owned(),
            Access::Unsupported => "Farview has none of these security types".to_owned(),
        }
    }
}

impl Verdict {
    fn write(&self, text: &mut String) {
        let _ = writeln!(text, "  {:15} {}", "grade", self.grade);
        for finding in &self.findings {
            let _ = writeln!(text, "    {}  {}", finding.grade, finding.what);
        }
        let product = self.product.map(Product::name);
        if let (Some(product), Some(change)) = (product, self.change) {
            let _ = writeln!(text, "  to change       probably {product}: {change}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rfb::{PixelFormat, Size};

    fn report() -> Report {
        let mut report = Report::new(&Address::Tcp { host: "office".into(), port: 5900 });
        report.banner = Some("RFB 003.889".into());
        report.version = Some("3.8");
        report.offers(&[2, 35, 250]);
        report.access = Some(Access::PasswordNeeded);
        report
    }

    #[test]
    fn people_are_told_names_numbers_and_what_is_not_supported() {
        assert_eq!(
            report().text(),
            "office::5900\n  version         3.8 (the server says RFB 003.889)\n  security types  VNC Authentication [2], \
             Apple Kerberos [35] (not in Farview), unknown [250] (not in Farview)\n  access          a password is \
             needed; none was sent\n"
        );
    }

    #[test]
    fn the_grade_comes_with_its_reasons_and_what_to_change() {
        let mut report = report();
        report.assess();
        assert_eq!(report.grade(), Some(Grade::E));
        let text = report.text();
        assert!(text.contains("  grade           E\n    E  VNC authentication: only 8"), "{text}");
        assert!(text.contains("probably macOS Screen Sharing: turn off"), "{text}");
    }

    #[test]
    fn what_one_visit_cannot_show_takes_another() {
        let mut report = report();
        report.offers(&[1]);
        assert_eq!(report.unseen(), Vec::<Vec<SecurityType>>::new());
        let mut report = Report::new(&Address::Tcp { host: "office".into(), port: 5900 });
        report.offers(&[19, 1]);
        report.chosen = Some("None");
        let visits = report.unseen();
        assert!(visits[0].contains(&SecurityType::Plain), "{visits:?}");
        assert!(visits.contains(&vec![SecurityType::None]), "{visits:?}");
    }

    #[test]
    fn programs_are_told_the_same() {
        let mut report = report();
        let format = PixelFormat::RENDERER;
        let (size, name) = (Size::new(640, 480), "desk \"1\"".to_owned());
        report.connected(&ServerInit { size, server_format: format, format, name });
        report.assess();
        let json: serde_json::Value = serde_json::from_str(&report.json()).expect("it is JSON");
        assert_eq!(json["access"], "password-needed");
        assert_eq!(json["security_types"][1]["number"], 35);
        assert_eq!(json["security_types"][1]["supported"], false);
        assert_eq!(json["desktop"]["name"], "desk \"1\"");
        assert_eq!(json["desktop"]["pixel_format"]["shift"], serde_json::json!([16, 8, 0]));
        assert_eq!((&json["grade"], &json["product"]), (&"E".into(), &"macOS".into()));
        assert!(json["error"].is_null());
    }
}
