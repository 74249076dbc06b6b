//! ProtocolVersion (RFC 6143 §7.1.1), and what answers when it is no RFB server.

use crate::error::{Error, Peer, Protocol, Unsupported};
use crate::event::Event;
use crate::handshake::{Context, ExpectSecurityType, ExpectSecurityTypes, Handshake, Next};
use crate::wire::{Reader, Stop, text};

/// The versions of the protocol that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.3: the server chooses the security type.
    V3_3,
    /// 3.7: the client chooses.
    V3_7,
    /// 3.8: refusals have reasons.
    V3_8,
}

impl Version {
    /// The banner that asks for it.
    pub const fn banner(self) -> &'static [u8; 12] {
        match self {
            Version::V3_3 => b"RFB 003.003\n",
            Version::V3_7 => b"RFB 003.007\n",
            Version::V3_8 => b"RFB 003.008\n",
        }
    }

    /// Its number.
    pub const fn name(self) -> &'static str {
        match self {
            Version::V3_3 => "3.3",
            Version::V3_7 => "3.7",
            Version::V3_8 => "3.8",
        }
    }

    /// What to speak with a server that announces `major.minor`.
    ///
    /// Apple announces 3.889 and RealVNC 4.x and 5.x; both understand 3.8. UltraVNC's 3.4 and 3.6 are its own dialects of 3.3.
    fn for_server(major: u16, minor: u16) -> Option<Version> {
        match (major, minor) {
            (3, ..3) | (..3, _) => None,
            (3, 3..7) => Some(Version::V3_3),
            (3, 7) => Some(Version::V3_7),
            (3.., _) => Some(Version::V3_8),
        }
    }
}

/// The server's banner comes first.
#[derive(Debug, Default)]
pub(crate) struct ExpectVersion {
    /// Whether our own was sent already, to make a silent peer speak.
    nudged: bool,
}

impl ExpectVersion {
    /// The bytes that make a silent peer say what it is: our own version, out of turn.
    pub(crate) fn nudge(&mut self) -> &'static [u8] {
        if std::mem::replace(&mut self.nudged, true) { b"" } else { Version::V3_8.banner() }
    }

    pub(crate) fn read(&self, reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        let start = reader.rest();
        if !start.iter().zip(b"RFB ").all(|(got, expected)| got == expected) {
            return Err(Protocol::NotRfb { peer: identify(start) }.into());
        }
        let banner = reader.array::<12>()?;
        let (major, minor) = parse(banner).ok_or_else(|| Protocol::NotRfb { peer: identify(banner) })?;
        if (major, minor) == (0, 0) {
            return Err(Unsupported::Repeater.into());
        }
        let banner = text::for_display(banner, banner.len());
        let version = Version::for_server(major, minor).ok_or_else(|| Unsupported::Version(banner.clone()))?;
        if !self.nudged {
            context.output.extend_from_slice(version.banner());
        }
        context.events.push_back(Event::Version { banner, version });
        Ok(Next::Handshake(match version {
            Version::V3_3 => Handshake::SecurityType(ExpectSecurityType),
            Version::V3_7 | Version::V3_8 => Handshake::SecurityTypes(ExpectSecurityTypes { version }),
        }))
    }
}

fn parse(banner: &[u8; 12]) -> Option<(u16, u16)> {
    let (major, rest) = banner.strip_prefix(b"RFB ")?.split_at(3);
    let minor = rest.strip_prefix(b".")?.strip_suffix(b"\n")?;
    let number = |digits: &[u8]| {
        let all_digits = digits.iter().all(u8::is_ascii_digit);
        all_digits.then(|| digits.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0')))
    };
    Some((number(major)?, number(minor)?))
}

/// What speaks, by its first bytes.
pub(crate) fn identify(bytes: &[u8]) -> Peer {
    let starts = |prefix: &[u8]| bytes.starts_with(prefix);
    match () {
        () if starts(b"SSH-") => Peer::Ssh,
        () if starts(b"HTTP") || starts(b"<") => Peer::Http,
        () if starts(&[0x15, 3]) || starts(&[0x16, 3]) => Peer::Tls,
        () if starts(b"220") || starts(b"+OK") || starts(b"* OK") => Peer::Greeting,
        () => Peer::Unknown(text::for_display(bytes.get(..bytes.len().min(40)).unwrap_or_default(), 40)),
    }
}

impl From<Peer> for Error {
    fn from(peer: Peer) -> Self {
        Protocol::NotRfb { peer }.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_banners_get_the_version_that_their_servers_understand() {
        let spoken = |banner: &[u8; 12]| parse(banner).and_then(|(major, minor)| Version::for_server(major, minor));
        for (banner, version) in [
            (b"RFB 003.003\n", Some(Version::V3_3)),
            (b"RFB 003.004\n", Some(Version::V3_3)),
            (b"RFB 003.005\n", Some(Version::V3_3)),
            (b"RFB 003.006\n", Some(Version::V3_3)),
            (b"RFB 003.007\n", Some(Version::V3_7)),
            (b"RFB 003.008\n", Some(Version::V3_8)),
            (b"RFB 003.014\n", Some(Version::V3_8)),
            (b"RFB 003.889\n", Some(Version::V3_8)),
            (b"RFB 004.000\n", Some(Version::V3_8)),
            (b"RFB 004.001\n", Some(Version::V3_8)),
            (b"RFB 005.000\n", Some(Version::V3_8)),
            (b"RFB 002.002\n", None),
            (b"RFB 003.00x\n", None),
            (b"RFB 003-008\n", None),
        ] {
            assert_eq!(spoken(banner), version, "{}", String::from_utf8_lossy(banner));
        }
    }

    #[test]
    fn other_protocols_are_recognised() {
        assert_eq!(identify(b"SSH-2.0-OpenSSH_9.2"), Peer::Ssh);
        assert_eq!(identify(b"HTTP/1.1 400 Bad Request"), Peer::Http);
        assert_eq!(identify(&[0x15, 3, 1, 0, 2]), Peer::Tls);
        assert_eq!(identify(b"\x1b[2Jhello"), Peer::Unknown("[2Jhello".into()));
    }
}
