//! JPEG (number 21): every rectangle is a JPEG picture. Tables that the viewer has already are left out, as RealVNC does.

use super::picture::put_jpeg;
use super::{Encoder, JpegWishes, Source, Subsampling, Wishes};

/// The number in SetEncodings and in rectangle headers.
pub(super) const NUMBER: i32 = 21;
/// For viewers that ask for JPEG and name no quality.
const BEST: JpegWishes = JpegWishes { quality: 100, subsampling: Subsampling::None };

/// Markers of tables (ITU-T T.81 §B.1.1.3).
const HUFFMAN_TABLES: u8 = 0xc4;
const QUANTISATION_TABLES: u8 = 0xdb;
const START_OF_SCAN: u8 = 0xda;

/// Writes JPEG.
pub struct JpegEncoder {
    wishes: JpegWishes,
    picture: Vec<u8>,
    /// The segments with tables that were sent last.
    known: Vec<u8>,
}

impl Default for JpegEncoder {
    fn default() -> Self {
        Self { wishes: BEST, picture: Vec::new(), known: Vec::new() }
    }
}

impl Encoder for JpegEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.picture.clear();
        put_jpeg(source, self.wishes, &mut self.picture);
        let (start, mut rest) = self.picture.split_at(2);
        let (mut tables, mut others) = (Vec::new(), start.to_vec());
        while rest[1] != START_OF_SCAN {
            let length = 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
            let (segment, after) = rest.split_at(length);
            let is_table = matches!(segment[1], HUFFMAN_TABLES | QUANTISATION_TABLES);
            if is_table { &mut tables } else { &mut others }.extend(segment);
            rest = after;
        }
        if tables == self.known {
            out.extend(others);
            out.extend(rest);
        } else {
            out.extend(&self.picture);
            self.known = tables;
        }
    }

    fn wish(&mut self, wishes: Wishes) {
        self.wishes = wishes.jpeg.unwrap_or(BEST);
    }
}
