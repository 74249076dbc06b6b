//! From the first byte to ClientInit (RFC 6143 §7.1 to §7.3.1), for versions 3.3, 3.7 and 3.8.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::ViewerFault;
use crate::security::{Outcome, SecurityType, Stream, Verdict};
use crate::server::ServeError;

/// The versions of the protocol, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Version {
    /// 3.3: the server decides the security type.
    V3_3,
    /// 3.7: the viewer chooses the security type.
    V3_7,
    /// 3.8: failures have a reason.
    #[default]
    V3_8,
}

impl Version {
    fn banner(self) -> &'static [u8; 12] {
        match self {
            Version::V3_3 => b"RFB 003.003\n",
            Version::V3_7 => b"RFB 003.007\n",
            Version::V3_8 => b"RFB 003.008\n",
        }
    }

    /// What a viewer's banner means; versions that never were mean the one below.
    fn parse(banner: [u8; 12]) -> Option<Self> {
        let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u16>().ok();
        if !banner.starts_with(b"RFB ") || banner[7] != b'.' || banner[11] != b'\n' {
            return None;
        }
        Some(match (number(&banner[4..7])?, number(&banner[8..11])?) {
            (3, 7) => Version::V3_7,
            (3, 8..) | (4.., _) => Version::V3_8,
            (0..=3, _) => Version::V3_3,
        })
    }
}

/// What a viewer said about others in ClientInit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sharing {
    Shared,
    Exclusive,
}

/// A viewer that was let in.
pub(crate) struct Accepted {
    /// What the session goes on over.
    pub(crate) stream: Box<dyn Stream>,
    pub(crate) sharing: Sharing,
    /// What stands behind ServerInit.
    pub(crate) server_init_extension: Vec<u8>,
}

/// Agrees on a version no newer than `newest`, lets in whom one of the `offered` security types admits, and reads
/// ClientInit.
pub(crate) async fn accept(
    mut stream: Box<dyn Stream>,
    newest: Version,
    offered: &[Arc<dyn SecurityType>],
) -> Result<Accepted, ServeError> {
    let version = agree_on_version(&mut stream, newest).await?;
    let chosen = agree_on_security(&mut stream, version, offered).await?;
    let Outcome { mut stream, verdict, server_init_extension } = chosen.exchange(stream, version).await?;
    match verdict {
        Verdict::Unasked if version < Version::V3_8 => {}
        Verdict::Unasked | Verdict::Admitted => stream.write_all(&0_u32.to_be_bytes()).await?,
        Verdict::Denied(fault) => {
            fail_security(&mut stream, version, &fault.to_string()).await?;
            return Err(fault.into());
        }
    }
    stream.flush().await?;
    let sharing = if stream.read_u8().await? == 0 { Sharing::Exclusive } else { Sharing::Shared };
    Ok(Accepted { stream, sharing, server_init_extension })
}

/// Turns a viewer away in the way of the version it speaks.
pub(crate) async fn refuse<S>(stream: &mut S, newest: Version, reason: &str) -> Result<(), ServeError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let none: &[u8] = match agree_on_version(stream, newest).await? {
        Version::V3_3 => &[0; 4],
        Version::V3_7 | Version::V3_8 => &[0],
    };
    stream.write_all(none).await?;
    write_reason(stream, reason).await
}

async fn agree_on_version<S>(stream: &mut S, newest: Version) -> Result<Version, ServeError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(newest.banner()).await?;
    let mut banner = [0; 12];
    stream.read_exact(&mut banner).await?;
    let wanted = Version::parse(banner)
        .ok_or_else(|| ViewerFault::NotRfb(String::from_utf8_lossy(&banner).escape_debug().to_string()))?;
    Ok(wanted.min(newest))
}

/// Names the types there are and reads which of them the viewer takes. Servers of version 3.3 decide by themselves.
async fn agree_on_security<'a>(
    stream: &mut Box<dyn Stream>,
    version: Version,
    offered: &'a [Arc<dyn SecurityType>],
) -> Result<&'a dyn SecurityType, ServeError> {
    let with_numbers = offered.iter().filter_map(|offer| Some((u8::try_from(offer.number()).ok()?, offer.as_ref())));
    let with_numbers: Vec<(u8, &dyn SecurityType)> = with_numbers.collect();
    if version == Version::V3_3 {
        let &(number, first) = with_numbers.first().ok_or(ServeError::NoSecurity)?;
        stream.write_all(&u32::from(number).to_be_bytes()).await?;
        return Ok(first);
    }
    let mut list = vec![with_numbers.len() as u8];
    list.extend(with_numbers.iter().map(|(number, _)| number));
    stream.write_all(&list).await?;
    stream.flush().await?;
    let chosen = stream.read_u8().await?;
    if let Some((_, security_type)) = with_numbers.iter().find(|(number, _)| *number == chosen) {
        return Ok(*security_type);
    }
    fail_security(stream, version, "this security type was not offered").await?;
    Err(ViewerFault::SecurityType(chosen).into())
}

/// SecurityResult "failed", with a reason where the version has one.
async fn fail_security<S: AsyncWrite + Unpin>(
    stream: &mut S,
    version: Version,
    reason: &str,
) -> Result<(), ServeError> {
    stream.write_all(&1_u32.to_be_bytes()).await?;
    if version == Version::V3_8 {
        write_reason(stream, reason).await?;
    }
    stream.shutdown().await?;
    Ok(())
}

async fn write_reason<S: AsyncWrite + Unpin>(stream: &mut S, reason: &str) -> Result<(), ServeError> {
    stream.write_all(&(reason.len() as u32).to_be_bytes()).await?;
    stream.write_all(reason.as_bytes()).await?;
    stream.flush().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banners_mean_the_version_they_can_mean() {
        for (banner, version) in [
            (b"RFB 003.003\n", Some(Version::V3_3)),
            (b"RFB 003.005\n", Some(Version::V3_3)),
            (b"RFB 003.007\n", Some(Version::V3_7)),
            (b"RFB 003.008\n", Some(Version::V3_8)),
            (b"RFB 003.889\n", Some(Version::V3_8)),
            (b"RFB 004.001\n", Some(Version::V3_8)),
            (b"GET / HTTP/1", None),
            (b"RFB 00x.001\n", None),
        ] {
            assert_eq!(Version::parse(*banner), version, "{}", String::from_utf8_lossy(banner));
        }
    }
}
