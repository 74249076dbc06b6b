//! Oracles for what lies between us and a server: proxies and web servers that answer with any bytes at all.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use rfb::net::proxy::Problem;
use rfb::net::transport::web_socket::{WebAddress, WebEncryption, WebSocketStream, open};
use rfb::net::transport::{Stream, http_connect, socks5};
use rfb::{Credentials, Secret};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A peer that has said all it will ever say, and is handed on in pieces.
struct Said {
    bytes: Vec<u8>,
    piece: usize,
}

impl AsyncRead for Said {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let length = self.bytes.len().min(self.piece).min(out.remaining());
        let rest = self.bytes.split_off(length);
        out.put_slice(&self.bytes);
        self.bytes = rest;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Said {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

fn said(bytes: &[u8], piece: u8) -> Stream {
    Box::new(Said { bytes: bytes.to_vec(), piece: usize::from(piece) + 1 })
}

/// What comes of a future that never has to wait.
fn finish<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for a peer that has said everything"),
    }
}

/// What is left to read of a stream, or the error that ends it.
fn rest(mut stream: impl AsyncRead + Unpin) -> Result<Vec<u8>, io::Error> {
    let mut all = Vec::new();
    finish(tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut all)).map(|_| all)
}

/// The answer of a proxy or a web server. The first byte says of which, the second in pieces of what length.
pub fn answer(data: &[u8]) {
    let [kind, piece, data @ ..] = data else { return };
    let credentials = Credentials { username: Some("alice".into()), password: Secret::new("wonderland") };
    let credentials = (kind & 0x80 != 0).then_some(&credentials);
    let stream = said(data, *piece);
    let passed: Result<Stream, Problem> = match kind % 3 {
        0 => finish(socks5::connect(stream, credentials, "office", 5900)),
        1 => finish(http_connect::connect(stream, credentials, "office", 5900)),
        _ => {
            let (host, path) = ("office".into(), "/".into());
            let address =
                WebAddress { encryption: WebEncryption::None, host, port: 80, path, query: None, fields: Vec::new() };
            // The answer would have to know a key that is new each time.
            assert!(finish(open(stream, &address)).is_err());
            return;
        }
    };
    if let Ok(stream) = passed {
        let rest = rest(stream).expect("the peer makes no errors");
        assert!(data.ends_with(&rest), "{} bytes that the server never sent", rest.len());
    }
}

/// Frames of a web socket: what comes of them does not depend on how they are cut.
pub fn frames(data: &[u8]) {
    let Some((&piece, data)) = data.split_first() else { return };
    let read = |head: &[u8], wire: Stream| rest(WebSocketStream::new(wire, head, "it".into()));
    let whole = read(&[], said(data, 255));
    let (head, tail) = data.split_at(data.len().min(piece.into()));
    let parts = read(head, said(tail, piece));
    match (whole, parts) {
        (Ok(whole), Ok(parts)) => {
            assert_eq!(whole, parts);
            assert!(whole.len() <= data.len());
        }
        (Err(whole), Err(parts)) => assert_eq!(whole.to_string(), parts.to_string()),
        (whole, parts) => panic!("{whole:?} and {parts:?}"),
    }
}
