//! Web sockets over a stream in memory, with a web server that does as it pleases.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rfb::net::transport::web_socket::frame::BadFrame;
use rfb::net::transport::web_socket::{
    Field, WebAddress, WebEncryption, WebFailure, WebProblem, WebSocketStream, open,
};
use sha1::{Digest, Sha1};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

fn address() -> WebAddress {
    let (host, path, query) = ("office".into(), "/ws".into(), None);
    let fields = vec![Field::new("Cookie", "a=b").expect("a field")];
    WebAddress { encryption: WebEncryption::None, host, port: 80, path, query, fields }
}

/// A web socket whose server has answered as it should and with these fields besides, then said `frames`.
async fn opened(fields: &str, frames: &[u8]) -> Result<(WebSocketStream, DuplexStream), rfb::net::Error> {
    let (ours, mut theirs) = duplex(64 << 10);
    let answer = async {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            theirs.read_buf(&mut request).await.expect("a request");
        }
        let text = String::from_utf8(request).expect("text");
        let key = text.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).expect("a key");
        let hash = Sha1::new().chain_update(key).chain_update("258EAFA5-E914-47DA-95CA-C5AB0DC85B11").finalize();
        let accept = STANDARD.encode(hash);
        let head = format!(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{fields}\r\n"
        );
        theirs.write_all(&[head.as_bytes(), frames].concat()).await.expect("it is read");
        theirs
    };
    let address = address();
    let (socket, server) = tokio::join!(open(Box::new(ours), &address), answer);
    Ok((socket?, server))
}

fn problem(error: std::io::Error) -> WebProblem {
    error.downcast::<WebFailure>().expect("an error of the web socket").problem
}

#[tokio::test]
async fn data_passes_both_ways_and_pings_are_answered() {
    let frames = b"\x82\x03RFB\x89\x02hi\x82\x02ok";
    let (mut socket, mut server) = opened("Sec-WebSocket-Protocol: binary\r\n", frames).await.expect("it opens");
    let mut heard = [0; 5];
    socket.read_exact(&mut heard).await.expect("data");
    assert_eq!(&heard, b"RFBok");
    socket.write_all(b"data").await.expect("it is taken");
    socket.shutdown().await.expect("it ends");
    drop(socket);
    let mut sent = Vec::new();
    server.read_to_end(&mut sent).await.expect("it ends");
    let frames: Vec<_> = unmasked(&sent);
    assert_eq!(frames, [(0x8a, b"hi".to_vec()), (0x82, b"data".to_vec()), (0x88, vec![3, 232])]);
}

/// The frames of a client: their first byte and their payload.
fn unmasked(mut wire: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut frames = Vec::new();
    while let [first, second, a, b, c, d, rest @ ..] = wire {
        assert!(second & 0x80 != 0 && second & 0x7f < 126, "masked, and short");
        let (payload, rest) = rest.split_at(usize::from(second & 0x7f));
        frames.push((*first, payload.iter().zip([a, b, c, d].into_iter().cycle()).map(|(x, y)| x ^ y).collect()));
        wire = rest;
    }
    frames
}

#[tokio::test]
async fn an_answer_that_promises_something_else_is_refused() {
    for (fields, expected) in [
        ("Sec-WebSocket-Protocol: base64\r\n", WebProblem::Subprotocol("base64".into())),
        (
            "Sec-WebSocket-Extensions: permessage-deflate\r\n",
            WebProblem::Malformed("it uses an extension that was not offered"),
        ),
    ] {
        let Err(rfb::net::Error::Web(failure)) = opened(fields, b"").await else { panic!("{fields}") };
        assert_eq!(failure.problem, expected);
    }
    assert!(opened("", b"").await.is_ok(), "no sub-protocol at all is tolerated");
}

#[tokio::test]
async fn a_close_tells_why() {
    let (mut socket, _server) = opened("", b"\x88\x08\x03\xf3failed").await.expect("it opens");
    let error = socket.read_u8().await.expect_err("it is closed");
    assert_eq!(problem(error), WebProblem::Closed { code: 1011, reason: "failed".into() });
    for normal in [b"\x88\x02\x03\xe8".as_slice(), b"\x88\x00", b"\x88\x02\x03\xe9"] {
        let (mut socket, mut server) = opened("", normal).await.expect("it opens");
        assert_eq!(socket.read(&mut [0; 8]).await.expect("it ends in good order"), 0);
        let mut farewell = [0; 8];
        server.read_exact(&mut farewell).await.expect("the farewell");
        assert_eq!(unmasked(&farewell), [(0x88, vec![3, 232])]);
    }
}

#[tokio::test]
async fn a_frame_that_breaks_the_rules_ends_it() {
    for (frame, expected) in [
        (b"\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff".as_slice(), BadFrame::Length),
        (b"\x81\x05hello", BadFrame::Text),
        (b"\x82\x85maskxxxxx", BadFrame::Masked),
    ] {
        let (mut socket, _server) = opened("", frame).await.expect("it opens");
        assert_eq!(problem(socket.read_u8().await.expect_err("it is refused")), WebProblem::Frame(expected));
    }
}

#[tokio::test]
async fn a_server_that_pings_and_never_reads_fills_nothing() {
    let (mut socket, mut server) = opened("", b"").await.expect("it opens");
    let ping: Vec<u8> = [&[0x89, 125][..], &[7; 125]].concat();
    let flood = async {
        for _ in 0..20_000 {
            server.write_all(&ping).await.expect("they are taken");
        }
        server.write_all(b"\x82\x01!").await.expect("it is taken");
        server
    };
    let (byte, _server) = tokio::join!(tokio::time::timeout(Duration::from_secs(20), socket.read_u8()), flood);
    assert_eq!(byte.expect("in time").expect("data"), b'!');
}
