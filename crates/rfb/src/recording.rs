//! Recordings: what a server sent, with the time it came. Authentication is not in them.
//!
//! A recording starts with ServerInit, whose pixel format is the one that was in use, and goes on with everything the server
//! sent; feed it to [`crate::Client::replaying`]. On disk it is eight bytes of magic, then chunks: microseconds since the
//! start (64 bits), length (32 bits), bytes; all big endian. Recordings of other programs ([`fbs`]) and plain captures (the
//! stream alone, with an index of times beside it or without) can be read too.

pub mod fbs;

use std::time::Duration;

use crate::wire::Reader;

/// The first bytes of a recording.
pub const MAGIC: [u8; 8] = *b"FVRFB\x00\x00\x01";

/// How a recording stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// As Farview writes it: after the magic, the [`Chunk::header`] of each chunk and its bytes.
    Farview,
    /// As other programs write it ([`fbs`]).
    Fbs,
    /// The stream alone.
    Plain,
}

impl Container {
    /// The longest magic: so many bytes of a file are enough for [`Container::of`].
    pub const MAGIC_LENGTH: usize = fbs::MAGIC.len();

    /// What begins with `head`, and where its first chunk does.
    pub fn of(head: &[u8]) -> Result<(Container, usize), RecordingError> {
        let [magic @ .., version] = MAGIC;
        if head.is_empty() {
            return Err(RecordingError::Empty);
        }
        if head.starts_with(&fbs::MAGIC) {
            return Ok((Container::Fbs, fbs::MAGIC.len()));
        }
        if !head.starts_with(&magic) {
            return Ok((Container::Plain, 0));
        }
        match head.get(magic.len()) {
            None => Err(RecordingError::Empty),
            Some(found) if *found == version => Ok((Container::Farview, MAGIC.len())),
            Some(found) => Err(RecordingError::Version(*found)),
        }
    }
}

/// Bytes that came together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk<'a> {
    /// When they came, since the start.
    pub time: Duration,
    /// The bytes.
    pub bytes: &'a [u8],
}

impl Chunk<'_> {
    /// What stands before the chunk's bytes in a recording.
    pub fn header(&self) -> [u8; 12] {
        let mut header = [0; 12];
        let (time, length) = header.split_at_mut(8);
        time.copy_from_slice(&(self.time.as_micros() as u64).to_be_bytes());
        length.copy_from_slice(&(self.bytes.len() as u32).to_be_bytes());
        header
    }
}

/// Why a file cannot be replayed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordingError {
    /// There is nothing in it.
    #[error("the recording is empty")]
    Empty,
    /// A recording of a later version.
    #[error("the recording is of a version ({0}) that this program does not know")]
    Version(u8),
    /// What should begin with an RFB version does not.
    #[error("the recording does not begin as a VNC server does")]
    Handshake,
    /// Only what comes after the security type None can be told from an authentication.
    #[error("the recording holds a log-in, which cannot be replayed")]
    Authentication,
    /// The index does not fit the capture.
    #[error("line {line} of the index does not fit the capture")]
    Index {
        /// The line, counted from 1.
        line: usize,
    },
}

/// The chunks of a recording or capture that is in memory. A last chunk that was cut off is given as far as it goes.
pub fn chunks(file: &[u8]) -> Result<Vec<Chunk<'_>>, RecordingError> {
    let (container, start) = Container::of(file)?;
    let mut reader = Reader::new(file.get(start..).unwrap_or_default());
    Ok(match container {
        Container::Farview => std::iter::from_fn(|| read_chunk(&mut reader)).collect(),
        Container::Fbs => fbs::chunks(file)?,
        Container::Plain => vec![Chunk { time: Duration::ZERO, bytes: file }],
    })
}

fn read_chunk<'a>(reader: &mut Reader<'a>) -> Option<Chunk<'a>> {
    let time = Duration::from_micros(u64::from_be_bytes(*reader.array().ok()?));
    let length = reader.u32().ok()? as usize;
    let bytes = reader.bytes(length.min(reader.rest().len())).ok()?;
    Some(Chunk { time, bytes })
}

/// The chunks of a plain capture with its index: a line for each update with the microseconds of its first and last byte
/// and the offsets where it starts and ends. Lines that start with `#` are comments.
pub fn chunks_with_index<'a>(capture: &'a [u8], index: &str) -> Result<Vec<Chunk<'a>>, RecordingError> {
    let mut chunks = Vec::new();
    let mut done = 0;
    for (line, text) in (1..).zip(index.lines()).filter(|(_, text)| !text.starts_with('#') && !text.trim().is_empty()) {
        let bad = RecordingError::Index { line };
        let mut numbers = text.split_whitespace().map(str::parse::<u64>);
        let mut next = || numbers.next().and_then(Result::ok).ok_or(bad.clone());
        let (_, time, _, end) = (next()?, next()?, next()?, next()? as usize);
        let bytes = capture.get(done..end).ok_or(bad)?;
        chunks.push(Chunk { time: Duration::from_micros(time), bytes });
        done = end;
    }
    let time = chunks.last().map_or(Duration::ZERO, |chunk| chunk.time);
    let rest = capture.get(done..).unwrap_or_default();
    if !rest.is_empty() {
        chunks.push(Chunk { time, bytes: rest });
    }
    Ok(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(chunks: &[Chunk<'_>]) -> Vec<u8> {
        let body = chunks.iter().flat_map(|chunk| [&chunk.header()[..], chunk.bytes].concat());
        MAGIC.into_iter().chain(body).collect()
    }

    #[test]
    fn what_was_recorded_is_read_back_and_a_cut_off_end_is_kept_as_far_as_it_goes() {
        let all = [
            Chunk { time: Duration::ZERO, bytes: b"first" },
            Chunk { time: Duration::from_millis(1500), bytes: b"" },
            Chunk { time: Duration::from_secs(9), bytes: b"third" },
        ];
        let file = written(&all);
        assert_eq!(chunks(&file).as_deref(), Ok(&all[..]));
        let cut = chunks(&file[..file.len() - 2]).expect("it is a recording");
        assert_eq!(cut[2].bytes, b"thi");
        assert_eq!(chunks(&file[..file.len() - 8]).map(|chunks| chunks.len()), Ok(2));
    }

    #[test]
    fn a_plain_capture_is_one_chunk_and_its_index_cuts_it() {
        assert_eq!(chunks(b"\x00\x04...").map(|chunks| chunks.len()), Ok(1));
        let index = "# t_first_us t_last_us start end rects pixels\n5 9 2 4 1 1\n10 20 4 6 1 1\n";
        let cut = chunks_with_index(b"abcdefgh", index).expect("it fits");
        let bytes: Vec<_> = cut.iter().map(|chunk| chunk.bytes).collect();
        assert_eq!(bytes, [&b"abcd"[..], b"ef", b"gh"]);
        assert_eq!(cut[1].time, Duration::from_micros(20));
        assert_eq!(chunks_with_index(b"abc", index), Err(RecordingError::Index { line: 2 }));
    }

    #[test]
    fn later_versions_are_refused() {
        assert_eq!(chunks(b"FVRFB\0\0\x02rest"), Err(RecordingError::Version(2)));
    }
}
