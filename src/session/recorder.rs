//! Writes what the server sends to a file that can be replayed. The file gets its name when it is complete.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rfb::recording::{Chunk, MAGIC};

/// A recording in the making.
pub(super) struct Recorder {
    file: BufWriter<File>,
    partial: PathBuf,
    path: PathBuf,
    start: Instant,
}

impl Recorder {
    /// Starts a recording whose first bytes are `server_init`.
    pub(super) fn create(path: &Path, server_init: &[u8]) -> io::Result<Self> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".part");
        let partial = PathBuf::from(partial);
        let mut file = BufWriter::new(File::create(&partial)?);
        file.write_all(&MAGIC)?;
        let mut recorder = Self { file, partial, path: path.to_owned(), start: Instant::now() };
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
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        std::fs::rename(&self.partial, &self.path)
    }
}
