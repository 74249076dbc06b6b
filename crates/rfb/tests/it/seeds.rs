//! Where the corpus of the fuzz targets comes from: small rectangles in every pixel format, and what servers say at first.

use std::fs;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use rfb::recording::{Chunk, MAGIC};
use rfb::{Rect, Size};
use server::encoder::{Encoders, TABLE};

use crate::oracle;
use crate::vector_extensions::{clipboard, every_extension};
use crate::vector_source::{Made, kind, one_rectangle, paint};

/// Inputs for the fuzz targets to start from: a small rectangle in each pixel format, and the shortest vectors.
#[test]
#[ignore = "writes the seeds in fuzz/corpus anew: cargo test -p farview-rfb -- --ignored write_seeds"]
fn write_seeds() {
    let size = Size::new(21, 18);
    // Of video, `h264_source` writes more than one kind.
    for entry in TABLE.iter().filter(|entry| entry.module() != "h264") {
        for (index, format) in oracle::FORMATS.into_iter().enumerate() {
            let mut made = Made::new(size, format);
            paint(&mut made.picture, Rect::of(size), format, |x, y| kind(x, y, 5));
            made.stream.clear();
            made.update(&mut Encoders::default(), entry.number, format, &[Rect::of(size)]);
            // What stands before the body: four bytes of the update, twelve of the rectangle.
            let seed = [&[index as u8, size.width as u8, size.height as u8], &made.stream[16..]].concat();
            write_seed(entry.module(), &format!("format_{index}"), &seed);
        }
        let vector = one_rectangle(entry.number, Size::new(30, 2)).stream;
        write_seed("session", entry.module(), &vector);
        write_seed("split", entry.module(), &[&[6], &vector[..]].concat());
        write_seed("recording", entry.module(), &recorded(&vector));
        write_seed("handshake", entry.module(), &[oracle::HANDSHAKE, &vector].concat());
    }
    write_seed("copy_rect", "inside", &[0, 9, 9, 0, 7, 0, 2]);
    write_seed("cursor", "three_by_two", &[&[0, 3, 2][..], &[7; 24], &[0xa0, 0x40]].concat());
    write_seed("cursor", "eight_bits", &[&[4, 9, 1][..], &[7; 9], &[0xa0, 0x80]].concat());
    write_seed("cursor_with_alpha", "three_by_two", &[&[0, 3, 2, 0, 0, 0, 0][..], &[9; 24]].concat());
    write_seed("x_cursor", "three_by_two", &[&[0, 3, 2, 1, 2, 3, 4, 5, 6][..], &[0xa0, 0x40, 0xe0, 0x60]].concat());
    write_seed("vmware_cursor", "masks", &[&[3, 2, 2, 0, 0][..], &[0xff; 8], &[0x0f; 8]].concat());
    write_seed("vmware_cursor", "alpha", &[&[0, 2, 1, 1, 0][..], &[0x70; 8]].concat());
    write_seed("display_mode", "sixteen_bits", &[&[0, 30, 20][..], &oracle::FORMATS[3].to_wire()].concat());
    for (index, message) in clipboard().iter().enumerate() {
        write_seed("clipboard", &format!("message_{index}"), message);
    }
    for target in ["session", "split"] {
        write_seed(target, "every_extension", &every_extension().stream);
    }
    let screen = [0, 0, 0, 7, 0, 0, 0, 0, 0, 200, 0, 100, 0, 0, 0, 0];
    write_seed("desktop", "one_screen", &[&[0, 200, 100, 1, 0, 0, 0][..], &screen].concat());
    for (name, exchange) in sasl() {
        write_seed("sasl", name, &[&[3], &exchange[..]].concat());
    }
    for (name, greeting) in GREETINGS {
        write_seed("handshake", name, greeting);
    }
}

/// What servers say at first: versions, ways in, refusals, and peers that are no servers.
const GREETINGS: &[(&str, &[u8])] = &[
    ("rfb_3_3_none", b"RFB 003.003\n\0\0\0\x01"),
    ("rfb_3_3_password", b"RFB 003.003\n\0\0\0\x020123456789abcdef\0\0\0\0"),
    ("rfb_3_3_refused", b"RFB 003.003\n\0\0\0\0\0\0\0\x02no"),
    ("rfb_3_7_none", b"RFB 003.007\n\x02\x01\x02"),
    ("rfb_3_8_wrong_password", b"RFB 003.008\n\x01\x020123456789abcdef\0\0\0\x01\0\0\0\x02no"),
    ("rfb_3_8_refused", b"RFB 003.008\n\0\0\0\0\x02no"),
    ("apple", b"RFB 003.889\n\x04\x1e\x21\x24\x02"),
    ("http", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    ("ssh", b"SSH-2.0-OpenSSH_9.2p1\r\n"),
];

/// What servers say in SASL to a client whose nonces are those of the oracle.
fn sasl() -> Vec<(&'static str, Vec<u8>)> {
    let mechanisms = |names: &str| [&(names.len() as u32).to_be_bytes()[..], names.as_bytes()].concat();
    let step = |text: &str, complete: u8| {
        [&(text.len() as u32 + 1).to_be_bytes()[..], text.as_bytes(), &[0, complete]].concat()
    };
    let mut random = [0; 18];
    rfb::Random::seeded(0).fill(&mut random).expect("a seed gives bytes");
    let nonce = base64::engine::general_purpose::STANDARD.encode(random);
    let first = step(&format!("r={nonce}x,s=QSXCR+Q6sek8bf92,i=4096"), 0);
    let last = step("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", 1);
    let challenge = |quality: &str| {
        let text =
            format!(r#"realm="a",nonce="b",qop="{quality}",cipher="rc4",maxbuf=8192,charset=utf-8,algorithm=md5-sess"#);
        step(&text, 0)
    };
    vec![
        ("scram", [mechanisms("PLAIN,SCRAM-SHA-256"), first.clone(), last.clone()].concat()),
        ("scram_sha_1", [mechanisms("SCRAM-SHA-1"), first, step("e=invalid-proof", 1)].concat()),
        ("digest_md5", [mechanisms("DIGEST-MD5"), challenge("auth"), step("rspauth=00", 1)].concat()),
        ("digest_md5_sealed", [mechanisms("DIGEST-MD5"), challenge("auth-conf"), step("rspauth=00", 1)].concat()),
        ("plain", mechanisms("PLAIN")),
        ("unknown", mechanisms("GSSAPI,NTLM")),
    ]
}

fn recorded(stream: &[u8]) -> Vec<u8> {
    let chunks = stream.chunks(50).zip(0..).map(|(bytes, number)| Chunk { time: Duration::from_millis(number), bytes });
    let body = chunks.flat_map(|chunk| [&chunk.header()[..], chunk.bytes].concat());
    MAGIC.into_iter().chain(body).collect()
}

pub fn write_seed(target: &str, name: &str, seed: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    fs::create_dir_all(&folder).expect("a folder for the corpus");
    fs::write(folder.join(name), seed).expect("a seed");
}
