//! Through an HTTP proxy with CONNECT (RFC 9110 §9.3.6), with Basic authentication if it wants one (RFC 7617).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::AsyncWriteExt;
use zeroize::Zeroizing;

use crate::credentials::Credentials;
use crate::net::http::read_head;
use crate::net::prefixed::Prefixed;
use crate::net::proxy::{HostAndPort, Problem, Refusal};
use crate::net::transport::Stream;

/// More than a request needs, so that it does not grow: what it was copied from would not be wiped.
const LONGEST: usize = 4 << 10;

/// Asks the proxy behind `stream` for a connection with `host`. What comes after is the server's.
pub async fn connect(
    mut stream: Stream,
    credentials: Option<&Credentials>,
    host: &str,
    port: u16,
) -> Result<Stream, Problem> {
    if host.chars().any(|character| character.is_control() || character.is_whitespace()) {
        return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into());
    }
    stream.write_all(request(credentials, host, port).as_bytes()).await?;
    stream.flush().await?;
    let head = read_head(&mut stream).await?;
    match head.status {
        200..300 => Ok(Box::new(Prefixed::new(head.rest, stream))),
        401 | 407 if credentials.is_some() => Err(Refusal::CredentialsRefused.into()),
        401 | 407 => Err(Refusal::CredentialsNeeded.into()),
        403 | 405 => Err(Refusal::Forbidden.into()),
        502..=504 => Err(Refusal::Unreachable.into()),
        status => Err(Refusal::Code(status).into()),
    }
}

fn request(credentials: Option<&Credentials>, host: &str, port: u16) -> Zeroizing<String> {
    let target = HostAndPort(host, port).to_string();
    let mut request = Zeroizing::new(String::with_capacity(LONGEST));
    request.extend(["CONNECT ", &target, " HTTP/1.1\r\nHost: ", &target, "\r\n"]);
    if let Some(Credentials { username, password }) = credentials {
        let login = Zeroizing::new(format!("{}:{}", username.as_deref().unwrap_or_default(), password.reveal()));
        let encoded = Zeroizing::new(STANDARD.encode(login.as_bytes()));
        request.push_str("Proxy-Authorization: Basic ");
        request.push_str(&encoded);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    request
}
