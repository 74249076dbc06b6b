//! The trust store on the disk. It is read whole or not at all, written whole or not at all, and never written over when it
//! could not be read. Two programs that change it at a time wait for each other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fs4::fs_std::FileExt;

use super::{FileProblem, Known, parse, render};
use crate::config::{NoFolder, configuration_folder};

/// The name of the file in the configuration folder.
const NAME: &str = "trust.toml";

/// The largest file that is read, in bytes: ten thousand servers.
const LARGEST: u64 = 4 << 20;

/// How long to wait for another program that changes the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often to look whether it is done.
const GLANCE: Duration = Duration::from_millis(10);

/// Where the trust store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustStore {
    path: PathBuf,
}

/// Why the trust store cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct StoreError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: StoreProblem,
}

/// What can be wrong with the trust store.
#[derive(Debug, thiserror::Error)]
pub enum StoreProblem {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// It cannot be written.
    #[error("cannot be written: {0}")]
    Unwritable(io::Error),
    /// Its contents make no sense.
    #[error(transparent)]
    Contents(#[from] FileProblem),
    /// It is larger than any that Farview writes.
    #[error("it is larger than {LARGEST} bytes")]
    TooLarge,
    /// Others could have written anything into it.
    #[error("other users can write to it")]
    OpenToOthers,
    /// Another program changes it and does not come to an end.
    #[error("another program has been changing it for {} seconds", PATIENCE.as_secs())]
    Busy,
}

impl StoreProblem {
    /// What to do about it, as a sentence.
    pub fn hint(&self, path: &Path) -> String {
        let path = path.display();
        match self {
            StoreProblem::Unreadable(_) | StoreProblem::Unwritable(_) => {
                format!("check the permissions of {path} and of its folder, and whether the disk is full")
            }
            StoreProblem::Contents(FileProblem::Newer(_)) => "use the newer Farview".to_owned(),
            StoreProblem::Contents(FileProblem::Broken(_)) | StoreProblem::TooLarge => {
                format!(
                    "put it right by hand, or move {path} away: then every server is new again, so check their fingerprints"
                )
            }
            StoreProblem::OpenToOthers => {
                format!("see with `farview trust list` whether it says what it should, after chmod 600 {path}")
            }
            StoreProblem::Busy => format!("end the other program, or remove {path}.lock"),
        }
    }
}

impl TrustStore {
    /// The user's own.
    pub fn find() -> Result<Self, NoFolder> {
        Ok(Self::at(configuration_folder()?.join(NAME)))
    }

    /// The one in this file, which need not be there.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is known. Nothing, where there is no file.
    pub fn read(&self) -> Result<Known, StoreError> {
        self.contents().map_err(|problem| self.error(problem))
    }

    /// Changes what is known, and writes it where that makes a difference.
    pub fn change<R>(&self, change: impl FnOnce(&mut Known) -> R) -> Result<R, StoreError> {
        self.rewrite(change).map_err(|problem| self.error(problem))
    }

    fn error(&self, problem: StoreProblem) -> StoreError {
        StoreError { path: self.path.clone(), problem }
    }

    fn contents(&self) -> Result<Known, StoreProblem> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Known::default()),
            Err(error) => return Err(StoreProblem::Unreadable(error)),
        };
        if open_to_others(&file).map_err(StoreProblem::Unreadable)? {
            return Err(StoreProblem::OpenToOthers);
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(StoreProblem::Unreadable)?;
        if bytes.len() as u64 > LARGEST {
            return Err(StoreProblem::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|_| FileProblem::Broken("it is no text in UTF-8".into()))?;
        Ok(parse(&text)?)
    }

    fn rewrite<R>(&self, change: impl FnOnce(&mut Known) -> R) -> Result<R, StoreProblem> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        make_folder(folder).map_err(StoreProblem::Unwritable)?;
        let _lock = self.lock()?;
        let before = self.contents()?;
        let mut after = before.clone();
        let result = change(&mut after);
        if after != before {
            self.write(folder, &render(&after)?).map_err(StoreProblem::Unwritable)?;
        }
        Ok(result)
    }

    /// Waits for others that change it. The lock ends with the file that is returned, or with the program.
    fn lock(&self) -> Result<File, StoreProblem> {
        let path = self.path.with_extension("toml.lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(StoreProblem::Unwritable)?;
        let deadline = Instant::now() + PATIENCE;
        while !file.try_lock_exclusive().map_err(StoreProblem::Unwritable)? {
            if Instant::now() >= deadline {
                return Err(StoreProblem::Busy);
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
    use crate::trust::{Grade, Place, Timestamp};

    fn store() -> (tempfile::TempDir, TrustStore) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = TrustStore::at(folder.path().join("farview").join(NAME));
        (folder, store)
    }

    fn note(store: &TrustStore, place: &str) -> Result<(), StoreError> {
        let place = Place::written(place).expect("a place");
        store.change(|known| known.protected(&place, Grade::Clear, Timestamp::now()))
    }

    #[test]
    fn what_nobody_wrote_knows_nothing_and_reading_makes_no_file() {
        let (_folder, store) = store();
        assert_eq!(store.read().expect("nothing is there"), Known::default());
        assert!(!store.path().exists());
    }

    #[test]
    fn writers_at_the_same_time_do_not_lose_each_others_entries() {
        let (_folder, store) = store();
        thread::scope(|scope| {
            for writer in 0..8 {
                let store = &store;
                scope.spawn(move || {
                    for entry in 0..10 {
                        note(store, &format!("host{writer}::{entry}")).expect("it is written");
                    }
                });
            }
        });
        assert_eq!(store.read().expect("it is whole").servers().len(), 80);
    }

    #[test]
    fn a_broken_file_is_neither_trusted_nor_written_over() {
        for contents in [&b"version = 1\n[[server]]\naddress = 7\n"[..], b"\xff\xfe", b"version = 2\n"] {
            let (_folder, store) = store();
            make_folder(store.path().parent().expect("a folder")).expect("it can be made");
            fs::write(store.path(), contents).expect("it can be written");
            assert!(matches!(store.read().map_err(|error| error.problem), Err(StoreProblem::Contents(_))));
            assert!(matches!(note(&store, "a::1").map_err(|error| error.problem), Err(StoreProblem::Contents(_))));
            assert_eq!(fs::read(store.path()).expect("it is there"), contents);
        }
        let (_folder, store) = store();
        note(&store, "a::1").expect("it is written");
        fs::write(store.path(), vec![b'#'; LARGEST as usize + 1]).expect("it can be written");
        assert!(matches!(store.read().map_err(|error| error.problem), Err(StoreProblem::TooLarge)));
    }

    #[test]
    fn nothing_is_written_that_makes_no_difference() {
        let (_folder, store) = store();
        store.change(|_| ()).expect("nothing happens");
        assert!(!store.path().exists());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_alone_and_not_trusted_otherwise() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, store) = store();
        note(&store, "a::1").expect("it is written");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(store.path()), 0o600);
        assert_eq!(mode(store.path().parent().expect("a folder")), 0o700);
        fs::set_permissions(store.path(), fs::Permissions::from_mode(0o620)).expect("it is ours");
        assert!(matches!(store.read().map_err(|error| error.problem), Err(StoreProblem::OpenToOthers)));
        assert!(note(&store, "b::1").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_stands_elsewhere_stays_there() {
        let (folder, store) = store();
        let elsewhere = folder.path().join("synchronised.toml");
        fs::write(&elsewhere, "").expect("it can be written");
        fs::set_permissions(&elsewhere, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("it is ours");
        make_folder(store.path().parent().expect("a folder")).expect("it can be made");
        std::os::unix::fs::symlink(&elsewhere, store.path()).expect("a link");
        note(&store, "a::1").expect("it is written");
        assert!(store.path().is_symlink());
        assert!(fs::read_to_string(&elsewhere).expect("it is there").contains("a::1"));
    }

    #[test]
    fn who_waits_too_long_for_the_lock_is_told() {
        let (_folder, store) = store();
        note(&store, "a::1").expect("it is written");
        let _held = store.lock().expect("nobody else has it");
        let start = Instant::now();
        assert!(matches!(note(&store, "b::1").map_err(|error| error.problem), Err(StoreProblem::Busy)));
        assert!(start.elapsed() >= PATIENCE);
    }
}
