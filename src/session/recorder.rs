//! Writes what the server sends, as it comes, to a file that can be replayed: a whole connection, from its first message on.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use rfb::recording::{Chunk, MAGIC};

use super::partial::PartialFile;

/// A recording in the making.
pub(super) struct Recorder {
    file: PartialFile,
    start: Instant,
}

impl Recorder {
    /// Starts a recording whose first bytes are `server_init`.
    pub(super) fn create(path: &Path, server_init: &[u8]) -> io::Result<Self> {
        let mut file = PartialFile::create(path)?;
        file.write_all(&MAGIC)?;
        let mut recorder = Self { file, start: Instant::now() };
        recorder.write(server_init)?;
        Ok(recorder)
    }

    /// Adds what just came.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let chunk = Chunk { time: self.start.elapsed(), bytes };
        self.file.write_all(&chunk.header())?;
        self.file.write_all(bytes)
    }

    /// Gives the file its name.
    pub(super) fn finish(self) -> io::Result<()> {
        self.file.finish()
    }
}
