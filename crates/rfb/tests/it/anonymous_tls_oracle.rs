//! What no bytes may do to anonymous TLS: before there are keys, and after.

use bytes::BytesMut;
use rfb::layer::{Layer, Opened};
use rfb::tls::anonymous::{Keys, Order, Randoms, RecordLayer, SUITES, Side, VectorKey, master_secret};
use rfb::{Config, Random};

use crate::oracle::{config, play};

/// What a server sends before anonymous TLS begins at once.
pub const TLS_HANDSHAKE: &[u8] = b"RFB 003.008\n\x01\x12";

/// A client whose keys are always the same.
pub fn client_config() -> Config {
    Config { random: Random::seeded(1), ..config() }
}

/// A server of anonymous TLS, from its first record on.
pub fn anonymous_tls(data: &[u8]) {
    let _ = play(client_config(), [TLS_HANDSHAKE, data]);
}

/// Records between two who have agreed on keys: a byte for the cipher, then pieces of a kind, a length and as many bytes.
///
/// A piece becomes a record of one of the four types, sealed by the server, or goes out as it is. Whatever comes of it:
/// the client reads nothing but what was sealed as application data, in order and without a gap.
pub fn anonymous_tls_records(data: &[u8]) {
    let Some((&cipher, mut data)) = data.split_first() else { return };
    let (_, mut client, mut server) = both_sides(cipher);
    let (mut wire, mut opened, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
    let mut sealed = Vec::new();
    while let [kind, length, rest @ ..] = data {
        let (content, rest) = rest.split_at(rest.len().min((*length).into()));
        data = rest;
        let content_type = 20 + kind % 4;
        if *kind >= 128 {
            wire.extend_from_slice(content);
        } else {
            server.seal_record(content_type, content, &mut wire).expect("a short record");
            sealed.extend_from_slice(if content_type == 23 { content } else { &[] });
        }
        // Every other piece is opened together with the next.
        if kind & 64 == 0 && !matches!(client.open(&mut wire, &mut opened, &mut reply), Ok(Opened::Going)) {
            break;
        }
    }
    assert!(sealed.starts_with(&opened), "{opened:?} is not what was sealed");
    assert!(reply.len() <= 64 * data.len().max(1) + 4096, "{} bytes of answers", reply.len());
}

/// A client and a server with the same keys, which anybody knows, and the name of their cipher.
pub fn both_sides(cipher: u8) -> (String, RecordLayer, RecordLayer) {
    let suite = SUITES[usize::from(cipher) % SUITES.len()];
    let order = if cipher >= 128 { Order::EncryptThenMac } else { Order::MacThenEncrypt };
    let master = master_secret(suite.prf, b"known", &RANDOMS);
    let keys = Keys::derive(&suite, &master, &RANDOMS);
    let side = |side| RecordLayer::new(&suite, &keys, side, order, &VectorKey::new([9; 16])).expect("keys that fit");
    (format!("{} {order:?}", suite.name), side(Side::Client), side(Side::Server))
}

const RANDOMS: Randoms = Randoms { client: [1; 32], server: [2; 32] };
