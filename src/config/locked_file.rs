//! A file of the user's that several programs may change at a time: read whole or not at all, written whole or not at all, and
//! one after the other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fs4::fs_std::FileExt;

/// How long to wait for another program that changes the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often to look whether it is done.
const GLANCE: Duration = Duration::from_millis(10);

/// Where such a file is, and how long it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFile {
    path: PathBuf,
    largest: u64,
    readers: Readers,
}

/// When such a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whoever wrote it.
    Anybodys,
    /// Only if nobody but its owner could write to it.
    Owners,
}

/// Why it cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockedFileProblem {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// It cannot be written.
    #[error("cannot be written: {0}")]
    Unwritable(io::Error),
    /// It is longer than it can be.
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    /// It is something else.
    #[error("it is no text in UTF-8")]
    NoText,
    /// Others could have written anything into it.
    #[error("other users can write to it")]
    OpenToOthers,
    /// Another program changes it and does not come to an end.
    #[error("another program has been changing it for {} seconds", PATIENCE.as_secs())]
    Busy,
}

impl LockedFileProblem {
    /// What to do about it, as a sentence.
    pub fn hint(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            LockedFileProblem::Unreadable(_) | LockedFileProblem::Unwritable(_) => {
                format!("check the permissions of {path} and of its folder, and whether the disk is full")
            }
            LockedFileProblem::TooLarge(_) | LockedFileProblem::NoText => {
                format!("put it right by hand, or move {path} away")
            }
            LockedFileProblem::OpenToOthers => format!("see whether it says what it should, after chmod 600 {path}"),
            LockedFileProblem::Busy => format!("end the other program, or remove {path}.lock"),
        }
    }
}

impl LockedFile {
    /// The one at `path`, which need not be there, of at most `largest` bytes.
    pub fn at(path: PathBuf, largest: u64) -> Self {
        Self { path, largest, readers: Readers::Anybodys }
    }

    /// The same, not read where others than its owner could have written to it.
    pub fn of_owner(self) -> Self {
        Self { readers: Readers::Owners, ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says; nothing, where there is no file.
    pub fn read(&self) -> Result<Option<String>, LockedFileProblem> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(LockedFileProblem::Unreadable(error)),
        };
        if self.readers == Readers::Owners && open_to_others(&file).map_err(LockedFileProblem::Unreadable)? {
            return Err(LockedFileProblem::OpenToOthers);
        }
        let mut bytes = Vec::new();
        file.take(self.largest + 1).read_to_end(&mut bytes).map_err(LockedFileProblem::Unreadable)?;
        if bytes.len() as u64 > self.largest {
            return Err(LockedFileProblem::TooLarge(self.largest));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| LockedFileProblem::NoText)
    }

    /// Changes what it says while nobody else does: `change` is told the text and returns the new one, or none where it
    /// stays as it is. What cannot be read is not written over.
    pub fn change<R, E: From<LockedFileProblem>>(
        &self,
        change: impl FnOnce(Option<String>) -> Result<(R, Option<String>), E>,
    ) -> Result<R, E> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        make_folder(folder).map_err(LockedFileProblem::Unwritable)?;
        let _lock = self.lock()?;
        let (result, text) = change(self.read()?)?;
        if let Some(text) = text {
            self.write(folder, &text).map_err(LockedFileProblem::Unwritable)?;
        }
        Ok(result)
    }

    /// Waits for others that change it. The lock ends with the file that is returned, or with the program.
    fn lock(&self) -> Result<File, LockedFileProblem> {
        let mut path = self.path.clone().into_os_string();
        path.push(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(LockedFileProblem::Unwritable)?;
        let deadline = Instant::now() + PATIENCE;
        while !file.try_lock_exclusive().map_err(LockedFileProblem::Unwritable)? {
            if Instant::now() >= deadline {
                return Err(LockedFileProblem::Busy);
            }
            thread::sleep(GLANCE);
        }
        Ok(file)
    }

    /// The old file or the new one is there, whatever happens.
    fn write(&self, folder: &Path, text: &str) -> io::Result<()> {
        // Where the name leads elsewhere, that is where the file is.
        let path = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let folder = path.parent().unwrap_or(folder);
        // Temporary files are readable and writable by their owner alone.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        sync_folder(folder)
    }
}

/// Makes the folder, for its owner alone, where it is not there.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
fn open_to_others(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.mode() & 0o022 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// The new name of a file is on the disk only when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(largest: u64) -> (tempfile::TempDir, LockedFile) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = LockedFile::at(folder.path().join("farview").join("list.toml"), largest);
        (folder, file)
    }

    fn append(file: &LockedFile, line: &str) -> Result<(), LockedFileProblem> {
        file.change(|text| Ok(((), Some(text.unwrap_or_default() + line + "\n"))))
    }

    #[test]
    fn writers_at_the_same_time_do_not_lose_what_the_others_wrote() {
        let (_folder, file) = file(4096);
        assert_eq!(file.read().expect("nothing is there"), None);
        thread::scope(|scope| {
            for writer in 0..4 {
                let file = &file;
                scope
                    .spawn(move || (0..5).for_each(|line| append(file, &format!("{writer} {line}")).expect("written")));
            }
        });
        assert_eq!(file.read().expect("it is whole").unwrap_or_default().lines().count(), 20);
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let (_folder, file) = file(10);
        append(&file, "short").expect("it is written");
        for contents in [&b"\xff\xfe"[..], b"longer than ten"] {
            fs::write(file.path(), contents).expect("it can be written");
            let problem = append(&file, "x").expect_err("it cannot be read");
            assert!(matches!(problem, LockedFileProblem::NoText | LockedFileProblem::TooLarge(10)), "{problem}");
            assert_eq!(fs::read(file.path()).expect("it is there"), contents);
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_others_could_write_to_is_refused_where_that_matters() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, file) = file(4096);
        append(&file, "one").expect("it is written");
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o620)).expect("it is ours");
        assert!(file.read().is_ok());
        let file = file.of_owner();
        assert!(matches!(file.read(), Err(LockedFileProblem::OpenToOthers)));
        assert!(matches!(append(&file, "two"), Err(LockedFileProblem::OpenToOthers)));
    }

    #[test]
    fn who_waits_too_long_for_the_lock_is_told() {
        let (_folder, file) = file(4096);
        append(&file, "one").expect("it is written");
        let _held = file.lock().expect("nobody else has it");
        let start = Instant::now();
        assert!(matches!(append(&file, "two"), Err(LockedFileProblem::Busy)));
        assert!(start.elapsed() >= PATIENCE);
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_alone_and_stays_where_a_link_leads() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, file) = file(4096);
        append(&file, "one").expect("it is written");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(file.path()), mode(file.path().parent().expect("a folder"))), (0o600, 0o700));
        let elsewhere = folder.path().join("synchronised.toml");
        fs::rename(file.path(), &elsewhere).expect("it can be moved");
        std::os::unix::fs::symlink(&elsewhere, file.path()).expect("a link");
        append(&file, "two").expect("it is written");
        assert!(file.path().is_symlink());
        assert_eq!(fs::read_to_string(&elsewhere).expect("it is there"), "one\ntwo\n");
    }
}
