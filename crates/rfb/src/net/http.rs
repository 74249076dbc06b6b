//! The head of an HTTP answer, as far as tunnels and web sockets need it: bounded in length and in number of fields.

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::error::Peer;
use crate::handshake::identify;
use crate::wire::text;

/// The longest head, in bytes.
const LONGEST: usize = 16 << 10;

/// The most header fields.
const FIELDS: usize = 64;

/// How an answer begins.
const START: &[u8] = b"HTTP/1.";

/// The longest text of a field that is shown, in characters.
const SHOWN: usize = 200;

/// Why there is no head.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// It is no HTTP at all.
    #[error("it speaks {0}, not HTTP")]
    NotHttp(Peer),
    /// It breaks the rules, or is longer than allowed.
    #[error("{0}")]
    Malformed(&'static str),
    /// The connection broke.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// The head of an answer.
#[derive(Debug)]
pub(crate) struct Head {
    /// The status code.
    pub(crate) status: u16,
    fields: Vec<(String, Bytes)>,
    /// What was received after the head.
    pub(crate) rest: Bytes,
}

impl Head {
    /// The first field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&[u8]> {
        self.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }

    /// The same, safe to show.
    pub(crate) fn shown(&self, name: &str) -> Option<String> {
        self.field(name).map(|value| text::for_display(value, SHOWN))
    }

    /// Whether a field that lists words has this one, in upper or lower case.
    pub(crate) fn lists(&self, name: &str, word: &str) -> bool {
        self.fields.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name)).any(|(_, value)| {
            value.split(|&byte| byte == b',').any(|part| part.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
        })
    }
}

/// Reads a head, and possibly some of what follows it.
pub(crate) async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Result<Head, Problem> {
    let mut received = BytesMut::with_capacity(1024);
    let mut seen = 0;
    loop {
        if stream.read_buf(&mut received).await? == 0 {
            return Err(match received.is_empty() {
                true => Problem::Malformed("it closes the connection without an answer"),
                false if received.starts_with(START) => Problem::Malformed("the head of its answer is cut off"),
                false => Problem::NotHttp(identify(&received)),
            });
        }
        if !received.iter().zip(START).all(|(got, expected)| got == expected) {
            return Err(Problem::NotHttp(identify(&received)));
        }
        // The end may have been cut in two.
        if let Some(end) = end_of_head(received.get(seen..).unwrap_or_default()) {
            return parse(&received.freeze(), seen + end);
        }
        seen = received.len().saturating_sub(3);
        if received.len() >= LONGEST {
            return Err(Problem::Malformed("the head of its answer does not end"));
        }
    }
}

/// Where the empty line ends.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let crlf = bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4);
    let lf = bytes.windows(2).position(|window| window == b"\n\n").map(|at| at + 2);
    [crlf, lf].into_iter().flatten().min()
}

fn parse(received: &Bytes, end: usize) -> Result<Head, Problem> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let head = received.slice(..end);
    match response.parse(&head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Err(Problem::Malformed("the head of its answer is cut off")),
        Err(httparse::Error::TooManyHeaders) => return Err(Problem::Malformed("its answer has too many fields")),
        Err(_) => return Err(Problem::Malformed("the head of its answer breaks the rules of HTTP")),
    }
    let status = response.code.unwrap_or_default();
    let fields = response.headers.iter().map(|field| (field.name.to_owned(), head.slice_ref(field.value))).collect();
    Ok(Head { status, fields, rest: received.slice(end..) })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(mut bytes: &[u8]) -> Result<Head, Problem> {
        read_head(&mut bytes).await
    }

    #[tokio::test]
    async fn a_head_is_read_and_what_follows_is_kept() {
        let head = read(b"HTTP/1.1 101 Go\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n\r\nRFB").await;
        let head = head.expect("a head");
        assert_eq!((head.status, head.rest.as_ref()), (101, b"RFB".as_slice()));
        assert_eq!(head.field("upgrade"), Some(b"WebSocket".as_slice()));
        assert!(head.lists("connection", "upgrade") && !head.lists("connection", "close"));
    }

    #[tokio::test]
    async fn an_end_that_comes_in_pieces_is_found() {
        let whole = b"HTTP/1.0 200 OK\r\nA: b\r\n\r\nrest";
        for cut in 1..whole.len() {
            let (first, second) = whole.split_at(cut);
            let mut pieces = AsyncReadExt::chain(first, second);
            let head = read_head(&mut pieces).await.unwrap_or_else(|error| panic!("{cut}: {error}"));
            assert_eq!(head.status, 200, "{cut}");
        }
    }

    #[tokio::test]
    async fn what_is_no_head_is_refused() {
        let endless = [b"HTTP/1.1 200 OK\r\nA: ".as_slice(), &vec![b'a'; 1 << 20]].concat();
        let many = [b"HTTP/1.1 200 OK\r\n".as_slice(), &b"A: b\r\n".repeat(100), b"\r\n"].concat();
        for (bytes, why) in [
            (b"".as_slice(), "without an answer"),
            (b"RFB 003.008\n", "not HTTP"),
            (b"SSH-2.0-OpenSSH", "SSH"),
            (b"HTTP/1.1 20", "cut off"),
            (b"HTTP/1.1 abc OK\r\n\r\n", "breaks the rules"),
            (b"HTTP/1.1 200 OK\r\n\0: \r\n\r\n", "breaks the rules"),
            (&endless, "does not end"),
            (&many, "too many"),
        ] {
            let error = read(bytes).await.expect_err(why);
            assert!(error.to_string().contains(why), "{error} instead of {why}");
        }
    }
}
