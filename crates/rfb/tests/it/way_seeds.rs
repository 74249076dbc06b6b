//! Where the corpus of the fuzz targets for proxies and web sockets comes from.

use crate::seeds::write_seed;

/// What proxies and web servers answer; the first byte says which of them, the second how it is cut.
const ANSWERS: &[(&str, &[u8])] = &[
    ("socks_ipv4", b"\x00\xff\x05\x00\x05\x00\x00\x01\x7f\x00\x00\x01\x17\x0cRFB 003.008\n"),
    ("socks_ipv6", b"\x00\x00\x05\x00\x05\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x17\x0cRFB"),
    ("socks_name", b"\x00\xff\x05\x00\x05\x00\x00\x03\x06office\x17\x0cRFB"),
    ("socks_password", b"\x81\xff\x05\x02\x01\x00\x05\x00\x00\x01\x7f\x00\x00\x01\x17\x0cRFB"),
    ("socks_refused", b"\x00\xff\x05\x00\x05\x05\x00\x01"),
    ("connect", b"\x01\xffHTTP/1.1 200 Connection established\r\nVia: it\r\n\r\nRFB 003.008\n"),
    ("connect_password", b"\x82\x03HTTP/1.0 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n"),
    ("web", b"\x02\xffHTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n"),
    ("web_redirect", b"\x02\x01HTTP/1.1 302 Found\r\nLocation: https://office/\r\n\r\n"),
];

/// Frames of web sockets; the first byte says how they are cut.
const FRAMES: &[(&str, &[u8])] = &[
    ("pieces", b"\x04\x02\x03RFB\x89\x02hi\x00\x00\x80\x05 003.\x8a\x00\x82\x7e\x00\x04008\n\x88\x06\x03\xe9bye\0"),
    ("long", b"\x04\x82\x7f\x00\x00\x00\x00\x00\x00\x00\x03RFB"),
    ("endless", b"\x04\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xffRFB"),
    ("text", b"\x04\x81\x05hello"),
];

#[test]
#[ignore = "writes the seeds in fuzz/corpus anew: cargo test -p farview-rfb -- --ignored write_seeds"]
fn write_seeds_for_ways() {
    for (name, seed) in ANSWERS {
        write_seed("proxy", name, seed);
    }
    for (name, seed) in FRAMES {
        write_seed("web_socket", name, seed);
    }
}
