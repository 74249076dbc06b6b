//! The opening handshake of a web socket (RFC 6455 §4.1).

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};
use tokio::io::AsyncWriteExt;
use zeroize::Zeroizing;

use super::{WebAddress, WebEncryption, WebProblem, WebSocketStream};
use crate::credentials::Secret;
use crate::net::http::{self, Head, read_head};
use crate::net::transport::Stream;
use crate::wire::text;

/// What is hashed together with the key (RFC 6455 §1.3).
const SUFFIX: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The only sub-protocol that is offered. Some servers hang up without one.
const SUBPROTOCOL: &str = "binary";

/// Header fields that the handshake is made of.
const OURS: [&str; 8] = [
    "Upgrade",
    "Connection",
    "Sec-WebSocket-Key",
    "Sec-WebSocket-Version",
    "Sec-WebSocket-Protocol",
    "Sec-WebSocket-Extensions",
    "Content-Length",
    "Transfer-Encoding",
];

/// A header field of the user's. Its value may be a secret and is never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    name: String,
    value: Secret,
}

/// Why something cannot be a header field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAField {
    /// The name is empty or has characters that names do not have.
    #[error("its name is not one of a header field")]
    Name,
    /// The value has characters that end a line or are not visible.
    #[error("its value has characters that a header field cannot have")]
    Value,
    /// The handshake sets this field.
    #[error("the handshake sets this field itself")]
    Ours,
}

impl Field {
    /// A field of this name and value.
    pub fn new(name: &str, value: impl Into<String>) -> Result<Self, NotAField> {
        let value = Secret::new(value);
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(NotAField::Name);
        }
        if OURS.iter().any(|ours| ours.eq_ignore_ascii_case(name)) {
            return Err(NotAField::Ours);
        }
        if value.reveal().chars().any(|character| character.is_control() && character != '\t') {
            return Err(NotAField::Value);
        }
        Ok(Self { name: name.to_owned(), value })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Why a web socket did not open.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    #[error(transparent)]
    Web(#[from] WebProblem),
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<http::Problem> for Problem {
    fn from(problem: http::Problem) -> Self {
        match problem {
            http::Problem::NotHttp(peer) => WebProblem::NotWeb(peer).into(),
            http::Problem::Malformed(what) => WebProblem::Malformed(what).into(),
            http::Problem::Io(source) if is_end(&source) => WebProblem::Malformed(ENDED).into(),
            http::Problem::Io(source) => source.into(),
        }
    }
}

const ENDED: &str = "it closes the connection without an answer";

/// Whether the other side has cut the connection.
fn is_end(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof)
}

/// Opens a web socket over `stream`.
pub(super) async fn open(mut stream: Stream, address: &WebAddress) -> Result<WebSocketStream, Problem> {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|_| io::Error::other("no random numbers"))?;
    let key = STANDARD.encode(nonce);
    stream.write_all(request(address, &key)?.as_bytes()).await?;
    stream.flush().await?;
    let head = read_head(&mut stream).await?;
    check(&head, &key)?;
    Ok(WebSocketStream::new(stream, &head.rest, address.to_string()))
}

fn request(address: &WebAddress, key: &str) -> Result<Zeroizing<String>, io::Error> {
    let (resource, authority) = (Zeroizing::new(address.resource()), address.authority());
    if resource.chars().chain(authority.chars()).any(|character| character.is_control() || character.is_whitespace()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let length: usize = address.fields.iter().map(|field| field.name.len() + field.value.reveal().len() + 4).sum();
    // It must not grow: what it was copied from would not be wiped.
    let mut request = Zeroizing::new(String::with_capacity(512 + resource.len() + 3 * authority.len() + length));
    request.extend(["GET ", &resource, " HTTP/1.1\r\n"]);
    let mut put = |name: &str, value: &str| request.extend([name, ": ", value, "\r\n"]);
    let given = |name: &str| address.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
    if !given("Host") {
        put("Host", &authority);
    }
    put("Upgrade", "websocket");
    put("Connection", "Upgrade");
    put("Sec-WebSocket-Key", key);
    put("Sec-WebSocket-Version", "13");
    put("Sec-WebSocket-Protocol", SUBPROTOCOL);
    if !given("Origin") {
        // What a browser would say whose page comes from the same server.
        let scheme = match address.encryption {
            WebEncryption::None => "http://",
            WebEncryption::Tls => "https://",
        };
        put("Origin", &[scheme, &authority].concat());
    }
    for field in &address.fields {
        put(&field.name, field.value.reveal());
    }
    request.push_str("\r\n");
    Ok(request)
}

/// RFC 6455 §4.1, from "Once the client's opening handshake has been sent".
fn check(head: &Head, key: &str) -> Result<(), WebProblem> {
    if head.status != 101 {
        return Err(WebProblem::Status { status: head.status, location: head.shown("Location") });
    }
    if !head.lists("Upgrade", "websocket") || !head.lists("Connection", "Upgrade") {
        return Err(WebProblem::Malformed("it changes to another protocol than that of web sockets"));
    }
    if head.field("Sec-WebSocket-Accept").map(<[u8]>::trim_ascii) != Some(accept(key).as_bytes()) {
        return Err(WebProblem::Malformed("its answer belongs to another question"));
    }
    if head.field("Sec-WebSocket-Extensions").is_some_and(|extensions| !extensions.trim_ascii().is_empty()) {
        return Err(WebProblem::Malformed("it uses an extension that was not offered"));
    }
    match head.field("Sec-WebSocket-Protocol") {
        None => Ok(()),
        Some(protocol) if protocol.trim_ascii() == SUBPROTOCOL.as_bytes() => Ok(()),
        Some(protocol) => Err(WebProblem::Subprotocol(text::for_display(protocol, 40))),
    }
}

fn accept(key: &str) -> String {
    STANDARD.encode(Sha1::new().chain_update(key).chain_update(SUFFIX).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_specification_has_its_answer() {
        assert_eq!(accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    #[test]
    fn what_is_no_header_field_is_refused() {
        for (name, value, why) in [
            ("", "x", NotAField::Name),
            ("A B", "x", NotAField::Name),
            ("A:", "x", NotAField::Name),
            ("A\r\nB", "x", NotAField::Name),
            ("A", "x\r\nB: c", NotAField::Value),
            ("A", "x\0", NotAField::Value),
            ("connection", "close", NotAField::Ours),
            ("Sec-WebSocket-Key", "x", NotAField::Ours),
        ] {
            assert_eq!(Field::new(name, value), Err(why), "{name:?} {value:?}");
        }
    }

    #[test]
    fn the_request_has_an_origin_and_a_sub_protocol_and_the_fields_of_the_user() {
        let fields = vec![Field::new("Cookie", "a=b").expect("a field"), Field::new("host", "other").expect("a field")];
        let (host, path, query) = ("office".into(), "/ws".into(), Some(Secret::new("t=1")));
        let mut address = WebAddress { encryption: WebEncryption::None, host, port: 5700, path, query, fields };
        let text = request(&address, "KEY").expect("a request");
        assert!(text.starts_with("GET /ws?t=1 HTTP/1.1\r\n") && text.ends_with("\r\n\r\n"), "{}", *text);
        for line in ["Origin: http://office:5700", "Sec-WebSocket-Protocol: binary", "Cookie: a=b", "host: other"] {
            assert!(text.lines().any(|found| found == line), "{line} in {}", *text);
        }
        assert!(!text.contains("Host: "), "{}", *text);
        address.path = "/ws HTTP/1.1\r\nX: y".into();
        assert!(request(&address, "KEY").is_err());
    }
}
