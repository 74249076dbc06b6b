//! From the first byte to ClientInit (RFC 6143 §7.1 to §7.3.1), for versions 3.3, 3.7 and 3.8.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::ViewerFault;
use super::vnc_authentication::{Challenge, answer};
use crate::server::ServeError;

const NONE: u8 = 1;
const VNC_AUTHENTICATION: u8 = 2;

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

/// Agrees on a version no newer than `newest`, lets in who knows `password` (anybody where there is none) and reads
/// ClientInit.
pub(crate) async fn accept<S>(stream: &mut S, newest: Version, password: Option<&str>) -> Result<Sharing, ServeError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let version = agree_on_version(stream, newest).await?;
    match password {
        None => {
            agree_on_security(stream, version, NONE).await?;
            if version == Version::V3_8 {
                stream.write_all(&0_u32.to_be_bytes()).await?;
            }
        }
        Some(password) => {
            agree_on_security(stream, version, VNC_AUTHENTICATION).await?;
            check_password(stream, version, password).await?;
        }
    }
    Ok(if stream.read_u8().await? == 0 { Sharing::Exclusive } else { Sharing::Shared })
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

async fn agree_on_security<S>(stream: &mut S, version: Version, security_type: u8) -> Result<(), ServeError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    if version == Version::V3_3 {
        stream.write_all(&u32::from(security_type).to_be_bytes()).await?;
        return Ok(());
    }
    stream.write_all(&[1, security_type]).await?;
    let chosen = stream.read_u8().await?;
    if chosen == security_type {
        return Ok(());
    }
    fail_security(stream, version, "this security type was not offered").await?;
    Err(ViewerFault::SecurityType(chosen).into())
}

async fn check_password<S>(stream: &mut S, version: Version, password: &str) -> Result<(), ServeError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut challenge: Challenge = [0; 16];
    getrandom::fill(&mut challenge).map_err(|error| ServeError::Io(std::io::Error::other(error)))?;
    stream.write_all(&challenge).await?;
    let mut answered: Challenge = [0; 16];
    stream.read_exact(&mut answered).await?;
    if answered != answer(password, &challenge) {
        fail_security(stream, version, "the password is wrong").await?;
        return Err(ViewerFault::WrongPassword.into());
    }
    stream.write_all(&0_u32.to_be_bytes()).await?;
    Ok(())
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
