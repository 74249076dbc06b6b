//! Zlib (rfbproto "zlib Encoding"): Raw through one zlib stream that lasts as long as the connection.

use super::deflate::Deflate;
use super::{Encoder, RawEncoder, Source};

/// Writes Zlib.
#[derive(Default)]
pub struct ZlibEncoder {
    raw: Vec<u8>,
    stream: Deflate,
}

impl Encoder for ZlibEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.raw.clear();
        RawEncoder.encode(source, &mut self.raw);
        self.stream.append_with_length(&self.raw, out);
    }
}
