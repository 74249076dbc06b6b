//! Through a SOCKS proxy of version 5 (RFC 1928), with a user name and password if it wants one (RFC 1929).

use std::io;
use std::net::IpAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::handshake::identify;
use crate::net::proxy::{Problem, Refusal};
use crate::net::transport::Transport;

const VERSION: u8 = 5;
const NO_AUTHENTICATION: u8 = 0;
const USERNAME_AND_PASSWORD: u8 = 2;
const NO_ACCEPTABLE_METHOD: u8 = 0xff;
const LOGIN_VERSION: u8 = 1;
const CONNECT: u8 = 1;
const IPV4: u8 = 1;
const DOMAIN_NAME: u8 = 3;
const IPV6: u8 = 4;

/// Asks the proxy behind `stream` for a connection with `host`, whose name the proxy looks up. What comes after is the
/// server's.
pub async fn connect<S: Transport>(
    mut stream: S,
    credentials: Option<&Credentials>,
    host: &str,
    port: u16,
) -> Result<S, Problem> {
    let request = request(host, port)?;
    let methods: &[u8] = match credentials {
        Some(_) => &[NO_AUTHENTICATION, USERNAME_AND_PASSWORD],
        None => &[NO_AUTHENTICATION],
    };
    stream.write_all(&[&[VERSION, methods.len() as u8], methods].concat()).await?;
    match (read_method(&mut stream).await?, credentials) {
        (NO_AUTHENTICATION, _) => {}
        (USERNAME_AND_PASSWORD, Some(credentials)) => log_in(&mut stream, credentials).await?,
        (NO_ACCEPTABLE_METHOD, None) => return Err(Refusal::CredentialsNeeded.into()),
        (NO_ACCEPTABLE_METHOD, Some(_)) => return Err(Refusal::CredentialsRefused.into()),
        (_, _) => return Err(Refusal::Malformed("it chooses a way to log in that was not offered").into()),
    }
    stream.write_all(&request).await?;
    read_reply(&mut stream).await?;
    Ok(stream)
}

/// RFC 1928 §4.
fn request(host: &str, port: u16) -> Result<Vec<u8>, Refusal> {
    let mut request = vec![VERSION, CONNECT, 0];
    match host.parse() {
        Ok(IpAddr::V4(address)) => {
            request.push(IPV4);
            request.extend(address.octets());
        }
        Ok(IpAddr::V6(address)) => {
            request.push(IPV6);
            request.extend(address.octets());
        }
        Err(_) => {
            let length = u8::try_from(host.len()).map_err(|_| Refusal::NameTooLong)?;
            request.extend([DOMAIN_NAME, length]);
            request.extend(host.as_bytes());
        }
    }
    request.extend(port.to_be_bytes());
    Ok(request)
}

/// The method that the proxy chooses (RFC 1928 §3).
async fn read_method<S: Transport>(stream: &mut S) -> Result<u8, Problem> {
    let [version, method] = read(stream, "it closes the connection without an answer").await?;
    if version == VERSION {
        return Ok(method);
    }
    // A few more bytes tell what it is instead, if they come at all.
    let mut start = vec![version, method];
    let _ = stream.take(16).read_buf(&mut start).await;
    Err(Refusal::NotAProxy(identify(&start)).into())
}

/// RFC 1929 §2.
async fn log_in<S: Transport>(stream: &mut S, credentials: &Credentials) -> Result<(), Problem> {
    let mut message = Zeroizing::new(vec![LOGIN_VERSION]);
    for text in [credentials.username.as_deref().unwrap_or_default(), credentials.password.reveal()] {
        let length = u8::try_from(text.len()).map_err(|_| Refusal::CredentialsRefused)?;
        message.push(length);
        message.extend_from_slice(text.as_bytes());
    }
    stream.write_all(&message).await?;
    let [_, status] = read(stream, "it closes the connection after the password").await?;
    if status == 0 { Ok(()) } else { Err(Refusal::CredentialsRefused.into()) }
}

/// RFC 1928 §6. The address that the proxy connects from is passed over.
async fn read_reply<S: Transport>(stream: &mut S) -> Result<(), Problem> {
    const CUT: &str = "it closes the connection instead of answering the request";
    let [version, reply, _, kind] = read(stream, CUT).await?;
    if version != VERSION {
        return Err(Refusal::Malformed("its answer to the request is of another version").into());
    }
    // On failure the connection ends soon, perhaps before the address.
    let refusal = match reply {
        0 => None,
        2 => Some(Refusal::Forbidden),
        3 | 4 | 6 => Some(Refusal::Unreachable),
        5 => Some(Refusal::ConnectionRefused),
        code => Some(Refusal::Code(code.into())),
    };
    if let Some(refusal) = refusal {
        return Err(refusal.into());
    }
    match kind {
        IPV4 => drop(read::<6>(stream, CUT).await?),
        IPV6 => drop(read::<18>(stream, CUT).await?),
        DOMAIN_NAME => {
            let [length] = read(stream, CUT).await?;
            for _ in 0..u16::from(length) + 2 {
                read::<1>(stream, CUT).await?;
            }
        }
        _ => return Err(Refusal::Malformed("its answer holds an address of an unknown kind").into()),
    }
    Ok(())
}

async fn read<const N: usize>(stream: &mut (impl Transport + ?Sized), cut: &'static str) -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    match stream.read_exact(&mut bytes).await {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Refusal::Malformed(cut).into()),
        Err(error) => Err(error.into()),
    }
}
