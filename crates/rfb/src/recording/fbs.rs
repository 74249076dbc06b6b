//! FBS 001.000, the recordings of rfbproxy, TightVNC's player and others: blocks of what a server sent, from its version on.
//!
//! After twelve bytes of magic, each block is a length (32 bits), as many bytes, zeroes up to a multiple of four, and
//! milliseconds since the start (32 bits); all big endian.

use std::time::Duration;

use super::{Chunk, RecordingError};
use crate::wire::Reader;

/// The first bytes of such a recording.
pub const MAGIC: [u8; 12] = *b"FBS 001.000\n";

/// What stands in the stream before ServerInit: version 3.3 and the security type None.
pub const HANDSHAKE: [u8; 16] = *b"RFB 003.003\n\0\0\0\x01";

/// No handshake is longer: version, as many security types as there can be, and a result.
const LONGEST: usize = 12 + 1 + 255 + 4;

/// Appends `chunk` as a block. Times are cut to milliseconds.
pub fn put_block(chunk: Chunk<'_>, out: &mut Vec<u8>) {
    out.extend((chunk.bytes.len() as u32).to_be_bytes());
    out.extend(chunk.bytes);
    out.extend(std::iter::repeat_n(0, padding(chunk.bytes.len())));
    out.extend((chunk.time.as_millis() as u32).to_be_bytes());
}

/// How many bytes stand between the data of a block, which has `length` bytes, and its time.
pub fn padding(length: usize) -> usize {
    length.wrapping_neg() % 4
}

/// The handshake in front of a recorded stream, which is passed over.
#[derive(Debug, Default)]
pub struct Opening {
    seen: Vec<u8>,
    over: bool,
}

impl Opening {
    /// Nothing is passed over: the handshake was before.
    pub fn over() -> Self {
        Self { seen: Vec::new(), over: true }
    }

    /// What of `bytes`, the next ones of the stream, comes after the handshake.
    pub fn skip<'a>(&mut self, bytes: &'a [u8]) -> Result<&'a [u8], RecordingError> {
        if self.over {
            return Ok(bytes);
        }
        let before = self.seen.len();
        self.seen.extend(bytes.iter().take(LONGEST));
        let Some(length) = handshake_length(&self.seen)? else { return Ok(&[]) };
        (self.seen, self.over) = (Vec::new(), true);
        Ok(bytes.get(length.saturating_sub(before)..).unwrap_or_default())
    }
}

/// How long the handshake is that `stream` begins with; `None` while too little of it is there.
fn handshake_length(stream: &[u8]) -> Result<Option<usize>, RecordingError> {
    let mut reader = Reader::new(stream);
    let Ok(version) = reader.array::<12>() else { return Ok(None) };
    let [b'R', b'F', b'B', b' ', _, _, _, b'.', minor @ .., b'\n'] = version else {
        return Err(RecordingError::Handshake);
    };
    let minor = std::str::from_utf8(minor).ok().and_then(|minor| minor.parse::<u16>().ok());
    let minor = minor.ok_or(RecordingError::Handshake)?;
    if minor < 7 {
        let Ok(chosen) = reader.u32() else { return Ok(None) };
        return if chosen == 1 { Ok(Some(reader.position())) } else { Err(RecordingError::Authentication) };
    }
    let Ok(count) = reader.u8() else { return Ok(None) };
    let Ok(types) = reader.bytes(count.into()) else { return Ok(None) };
    if !types.contains(&1) {
        return Err(RecordingError::Authentication);
    }
    if minor >= 8 {
        match reader.u32() {
            Ok(0) => {}
            Ok(_) => return Err(RecordingError::Authentication),
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(reader.position()))
}

/// The chunks of such a recording, without the handshake. A last block that was cut off is given as far as it goes.
pub(super) fn chunks(file: &[u8]) -> Result<Vec<Chunk<'_>>, RecordingError> {
    let mut reader = Reader::new(file.get(MAGIC.len()..).unwrap_or_default());
    let (mut chunks, mut opening, mut time) = (Vec::new(), Opening::default(), Duration::ZERO);
    while let Ok(length) = reader.u32() {
        let length = length as usize;
        let bytes = reader.bytes(length.min(reader.rest().len())).unwrap_or_default();
        // Without its time a block is as old as the one before.
        if reader.bytes(padding(length)).is_ok()
            && let Ok(milliseconds) = reader.u32()
        {
            time = Duration::from_millis(milliseconds.into());
        }
        let bytes = opening.skip(bytes)?;
        if !bytes.is_empty() {
            chunks.push(Chunk { time, bytes });
        }
    }
    Ok(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(blocks: &[(u64, &[u8])]) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        for (milliseconds, bytes) in blocks {
            put_block(Chunk { time: Duration::from_millis(*milliseconds), bytes }, &mut file);
        }
        file
    }

    #[test]
    fn the_handshake_is_passed_over_however_it_is_cut_and_whatever_the_version() {
        let versions: [&[u8]; 3] = [&HANDSHAKE, b"RFB 003.007\n\x02\x02\x01", b"RFB 003.008\n\x01\x01\0\0\0\0"];
        for handshake in versions {
            for cut in 1..handshake.len() {
                let (first, second) = handshake.split_at(cut);
                let file = file(&[(0, first), (5, &[second, b"init"].concat()), (1500, b"later")]);
                let chunks = chunks(&file).expect("a recording");
                let (at, late) = (Duration::from_millis(5), Duration::from_millis(1500));
                let expected = [Chunk { time: at, bytes: b"init" }, Chunk { time: late, bytes: b"later" }];
                assert_eq!(chunks, expected, "{handshake:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn what_is_no_open_handshake_is_refused() {
        let opened = |stream: &[u8]| chunks(&file(&[(0, stream)])).map(|chunks| chunks.len());
        assert_eq!(opened(b"HTTP/1.1 400 Bad Request"), Err(RecordingError::Handshake));
        assert_eq!(opened(b"RFB 003.0x8\n\x01\x01"), Err(RecordingError::Handshake));
        assert_eq!(opened(b"RFB 003.003\n\0\0\0\x02"), Err(RecordingError::Authentication));
        assert_eq!(opened(b"RFB 003.008\n\x01\x02"), Err(RecordingError::Authentication));
        assert_eq!(opened(b"RFB 003.008\n\x01\x01\0\0\0\x01"), Err(RecordingError::Authentication));
        assert_eq!(opened(b"RFB 003."), Ok(0));
    }

    #[test]
    fn a_cut_off_end_is_kept_as_far_as_it_goes() {
        let whole = file(&[(0, &HANDSHAKE), (10, b"first"), (20, b"second")]);
        let cut = chunks(&whole[..whole.len() - 10]).expect("a recording");
        assert_eq!(cut[1], Chunk { time: Duration::from_millis(10), bytes: b"se" });
        let huge = [&whole[..whole.len() - 16], &u32::MAX.to_be_bytes(), b"rest"].concat();
        assert_eq!(chunks(&huge).expect("a recording").last().map(|chunk| chunk.bytes), Some(&b"rest"[..]));
    }
}
