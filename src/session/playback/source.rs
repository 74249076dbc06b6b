//! The file of a recording, read piece by piece: never more of it is in memory than one piece.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

use rfb::recording::fbs::{Opening, padding};
use rfb::recording::{Container, RecordingError};

/// No piece is longer.
const PIECE: usize = 64 << 10;
/// What is read from the disk at a time.
const READ: usize = 256 << 10;

/// A recording that is read from its file.
pub(super) struct Source {
    file: BufReader<File>,
    container: Container,
    /// Where the next byte is, and where the file ended when it was opened.
    at: u64,
    end: u64,
    opening: Opening,
    chunk: Chunk,
}

/// The chunk at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Chunk {
    time: Duration,
    /// Bytes of it that were not read yet, and what follows them before the next chunk.
    left: u64,
    trailer: u64,
}

/// Some bytes of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// When they came.
    pub(super) time: Duration,
    /// The offset of the chunk that begins with them, where one does.
    pub(super) begins: Option<u64>,
}

/// Why a recording cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum SourceError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Recording(#[from] RecordingError),
}

impl Source {
    /// Opens the recording at `path`.
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let mut file = File::open(path)?;
        let end = file.metadata()?.len();
        let mut head = Vec::new();
        (&mut file).take(Container::MAGIC_LENGTH as u64).read_to_end(&mut head)?;
        let (container, start) = Container::of(&head)?;
        let start = start as u64;
        let mut file = BufReader::with_capacity(READ, file);
        file.seek(SeekFrom::Start(start))?;
        Ok(Self { file, container, at: start, end, opening: Opening::default(), chunk: Chunk::default() })
    }

    /// Goes to the chunk at `offset`, which [`Piece::begins`] named, and not to the beginning.
    pub(super) fn enter(&mut self, offset: u64) -> Result<(), SourceError> {
        self.file.seek(SeekFrom::Start(offset))?;
        (self.at, self.chunk, self.opening) = (offset, Chunk::default(), Opening::over());
        Ok(())
    }

    /// The next piece, whose bytes are put into `bytes`; `None` at the end. What was cut off there is given as far as it goes.
    pub(super) fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<Piece>, SourceError> {
        loop {
            let mut begins = None;
            if self.chunk.left == 0 {
                begins = Some(self.at);
                if !self.next_chunk()? {
                    return Ok(None);
                }
            }
            let length = self.chunk.left.min(PIECE as u64);
            bytes.resize(length as usize, 0);
            self.read(bytes)?;
            self.chunk.left -= length;
            if self.chunk.left == 0 {
                self.skip(self.chunk.trailer)?;
            }
            if self.container == Container::Fbs {
                let after = self.opening.skip(bytes)?.len();
                bytes.drain(..bytes.len() - after);
            }
            if !bytes.is_empty() {
                return Ok(Some(Piece { time: self.chunk.time, begins }));
            }
        }
    }

    /// Goes on to the next chunk; whether there is one.
    fn next_chunk(&mut self) -> Result<bool, SourceError> {
        let rest = self.end.saturating_sub(self.at);
        match self.container {
            Container::Plain => self.chunk = Chunk { left: rest, ..Chunk::default() },
            Container::Farview => {
                let mut header = [0; 12];
                if rest < header.len() as u64 {
                    return Ok(false);
                }
                self.read(&mut header)?;
                let (time, length) = header.split_at(8);
                let time = Duration::from_micros(number(time));
                let left = number(length).min(rest - header.len() as u64);
                self.chunk = Chunk { time: time.max(self.chunk.time), left, trailer: 0 };
            }
            Container::Fbs => {
                let mut length = [0; 4];
                if rest < length.len() as u64 {
                    return Ok(false);
                }
                self.read(&mut length)?;
                let length = number(&length);
                let left = length.min(rest - 4);
                let padding = padding(length as usize) as u64;
                // The time stands behind the bytes. Without it a block is as old as the one before.
                let mut time = self.chunk.time;
                if left + padding + 8 <= rest {
                    let mut milliseconds = [0; 4];
                    self.file.seek_relative((left + padding) as i64)?;
                    self.file.read_exact(&mut milliseconds)?;
                    self.file.seek_relative(-((left + padding + 4) as i64))?;
                    time = time.max(Duration::from_millis(number(&milliseconds)));
                }
                self.chunk = Chunk { time, left, trailer: padding + 4 };
            }
        }
        Ok(self.at < self.end || self.chunk.left > 0)
    }

    fn read(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.file.read_exact(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn skip(&mut self, count: u64) -> io::Result<()> {
        let count = count.min(self.end.saturating_sub(self.at));
        self.file.seek_relative(count as i64)?;
        self.at += count;
        Ok(())
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use rfb::recording::fbs::{self, HANDSHAKE, put_block};
    use rfb::recording::{self, MAGIC, chunks};

    use super::*;

    /// All of a file, piece by piece: times and bytes joined by chunk.
    fn read(file: &[u8]) -> Result<Vec<(Duration, Vec<u8>)>, SourceError> {
        let path = tempfile::NamedTempFile::new().expect("a file").into_temp_path();
        std::fs::write(&path, file).expect("it can be written");
        let mut source = Source::open(&path)?;
        let (mut all, mut bytes): (Vec<(Duration, Vec<u8>)>, _) = (Vec::new(), Vec::new());
        while let Some(piece) = source.next(&mut bytes)? {
            assert!(bytes.len() <= PIECE);
            match all.last_mut() {
                Some((_, last)) if piece.begins.is_none() => last.extend(&bytes),
                Some(_) | None => all.push((piece.time, bytes.clone())),
            }
        }
        Ok(all)
    }

    fn ours(blocks: &[(u64, Vec<u8>)]) -> Vec<u8> {
        let chunk = |time: &u64, bytes| recording::Chunk { time: Duration::from_millis(*time), bytes };
        let body = blocks.iter().flat_map(|(time, bytes)| [&chunk(time, bytes).header()[..], bytes].concat());
        MAGIC.into_iter().chain(body).collect()
    }

    fn theirs(blocks: &[(u64, Vec<u8>)]) -> Vec<u8> {
        let mut file = fbs::MAGIC.to_vec();
        put_block(recording::Chunk { time: Duration::ZERO, bytes: &HANDSHAKE }, &mut file);
        for (time, bytes) in blocks {
            put_block(recording::Chunk { time: Duration::from_millis(*time), bytes }, &mut file);
        }
        file
    }

    #[test]
    fn a_file_is_read_as_it_is_when_it_is_in_memory_wherever_it_is_cut_off() {
        let blocks = [(0, b"first".to_vec()), (7, vec![7; 150_001]), (7, Vec::new()), (90_000, b"last".to_vec())];
        for file in [ours(&blocks), theirs(&blocks), b"a plain capture".to_vec()] {
            let whole = file.len();
            for length in (13..40.min(whole)).chain(whole.saturating_sub(20).max(13)..=whole) {
                let cut = &file[..length];
                let expected = chunks(cut).expect("a recording");
                let expected = expected.iter().filter(|chunk| !chunk.bytes.is_empty());
                let expected: Vec<_> = expected.map(|chunk| (chunk.time, chunk.bytes.to_vec())).collect();
                assert_eq!(read(cut).expect("a recording"), expected, "{length} of {whole} bytes");
            }
        }
    }

    #[test]
    fn a_chunk_can_be_entered_by_its_offset() {
        let blocks = [(0, b"first".to_vec()), (7, vec![7; 70_000]), (90_000, b"last".to_vec())];
        for file in [ours(&blocks), theirs(&blocks)] {
            let path = tempfile::NamedTempFile::new().expect("a file").into_temp_path();
            std::fs::write(&path, &file).expect("it can be written");
            let (mut source, mut bytes, mut offsets) =
                (Source::open(&path).expect("a recording"), Vec::new(), Vec::new());
            while let Some(piece) = source.next(&mut bytes).expect("pieces") {
                offsets.extend(piece.begins);
            }
            let last = *offsets.last().expect("offsets");
            source.enter(last).expect("it is there");
            let piece = source.next(&mut bytes).expect("a piece");
            assert_eq!(piece, Some(Piece { time: Duration::from_secs(90), begins: Some(last) }));
            assert_eq!(bytes, b"last");
            assert_eq!(source.next(&mut bytes).expect("the end"), None);
        }
    }

    #[test]
    fn lengths_that_nobody_has_and_times_that_go_back_do_no_harm() {
        let mut file = ours(&[(5000, b"first".to_vec()), (10, b"second".to_vec())]);
        file.extend([&u64::MAX.to_be_bytes()[..], &u32::MAX.to_be_bytes(), b"rest"].concat());
        let read = read(&file).expect("a recording");
        let times: Vec<_> = read.iter().map(|(time, _)| time.as_millis()).collect();
        assert_eq!(times[..2], [5000, 5000]);
        assert_eq!(read[2].1, b"rest");
    }
}
