//! The trust store on the disk. It is read whole or not at all, written whole or not at all, and never written over when it
//! could not be read. Two programs that change it at a time wait for each other.

use std::path::{Path, PathBuf};

use super::{Known, parse, render};
use crate::config::{FileProblem, LockedFile, LockedFileProblem, NoFolder, configuration_folder};

/// The name of the file in the configuration folder.
const NAME: &str = "trust.toml";

/// The largest file that is read, in bytes: ten thousand servers.
const LARGEST: u64 = 4 << 20;

/// Where the trust store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustStore(LockedFile);

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
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] LockedFileProblem),
    /// Its contents make no sense.
    #[error(transparent)]
    Contents(#[from] FileProblem),
}

impl StoreProblem {
    /// What to do about it, as a sentence.
    pub fn hint(&self, path: &Path) -> String {
        match self {
            StoreProblem::Contents(FileProblem::Newer { .. }) => "use the newer Farview".to_owned(),
            StoreProblem::Contents(FileProblem::Broken(_))
            | StoreProblem::File(LockedFileProblem::TooLarge(_) | LockedFileProblem::NoText) => {
                let path = path.display();
                format!(
                    "put it right by hand, or move {path} away: then every server is new again, so check their fingerprints"
                )
            }
            StoreProblem::File(LockedFileProblem::OpenToOthers) => {
                format!(
                    "see with `farview trust list` whether it says what it should, after chmod 600 {}",
                    path.display()
                )
            }
            StoreProblem::File(problem) => problem.hint(path),
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
        Self(LockedFile::at(path, LARGEST).of_owner())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// What is known. Nothing, where there is no file.
    pub fn read(&self) -> Result<Known, StoreError> {
        let text = self.0.read().map_err(StoreProblem::from);
        text.and_then(|text| understood(text.as_deref())).map_err(|problem| self.error(problem))
    }

    /// Changes what is known, and writes it where that makes a difference.
    pub fn change<R>(&self, change: impl FnOnce(&mut Known) -> R) -> Result<R, StoreError> {
        let changed = self.0.change(|text| {
            let before = understood(text.as_deref())?;
            let mut after = before.clone();
            let result = change(&mut after);
            let written = if after == before { None } else { Some(render(&after)?) };
            Ok::<_, StoreProblem>((result, written))
        });
        changed.map_err(|problem| self.error(problem))
    }

    fn error(&self, problem: StoreProblem) -> StoreError {
        StoreError { path: self.path().to_owned(), problem }
    }
}

fn understood(text: Option<&str>) -> Result<Known, StoreProblem> {
    Ok(text.map_or_else(|| Ok(Known::default()), parse)?)
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

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
        for contents in ["version = 1\n[[server]]\naddress = 7\n", "version = 2\n"] {
            let (_folder, store) = store();
            note(&store, "a::1").expect("it is written");
            fs::write(store.path(), contents).expect("it can be written");
            assert!(matches!(store.read().map_err(|error| error.problem), Err(StoreProblem::Contents(_))));
            assert!(matches!(note(&store, "a::1").map_err(|error| error.problem), Err(StoreProblem::Contents(_))));
            assert_eq!(fs::read_to_string(store.path()).expect("it is there"), contents);
        }
        let (_folder, store) = store();
        note(&store, "a::1").expect("it is written");
        fs::write(store.path(), vec![b'#'; LARGEST as usize + 1]).expect("it can be written");
        assert!(matches!(
            store.read().map_err(|error| error.problem),
            Err(StoreProblem::File(LockedFileProblem::TooLarge(LARGEST)))
        ));
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
        assert!(matches!(
            store.read().map_err(|error| error.problem),
            Err(StoreProblem::File(LockedFileProblem::OpenToOthers))
        ));
        assert!(note(&store, "b::1").is_err());
    }
}
