//! The book on the disk: `computers.toml` in the folder for settings.

use std::path::{Path, PathBuf};

use super::{Computers, parse, render};
use crate::config::{FileProblem, LockedFile, LockedFileProblem, NoFolder, configuration_folder};

/// The name of the file in the configuration folder.
const NAME: &str = "computers.toml";

/// The largest file that is read, in bytes: some ten thousand computers.
const LARGEST: u64 = 8 << 20;

/// Where the user's computers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    file: LockedFile,
}

/// Why the book cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct BookError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: BookProblem,
}

/// What can be wrong with the book.
#[derive(Debug, thiserror::Error)]
pub enum BookProblem {
    /// The file itself cannot be used.
    #[error(transparent)]
    File(#[from] LockedFileProblem),
    /// Its contents make no sense.
    #[error(transparent)]
    Contents(#[from] FileProblem),
}

impl BookProblem {
    /// What to do about it, as a sentence.
    pub fn hint(&self, path: &Path) -> String {
        match self {
            BookProblem::File(problem) => problem.hint(path),
            BookProblem::Contents(FileProblem::Newer { .. }) => "use the newer Farview".to_owned(),
            BookProblem::Contents(FileProblem::Broken(_)) => {
                format!("put it right by hand, or move {} away; nothing is written to it before", path.display())
            }
        }
    }
}

impl Book {
    /// The one in `folder`, which need not be there.
    pub fn open(folder: &Path) -> Self {
        Self { file: LockedFile::at(folder.join(NAME), LARGEST) }
    }

    /// The user's own.
    pub fn find() -> Result<Self, NoFolder> {
        Ok(Self::open(&configuration_folder()?))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// What is in it. Nobody, where there is no file.
    pub fn read(&self) -> Result<Computers, BookError> {
        self.contents().map_err(|problem| self.error(problem))
    }

    /// Changes what is in it, and writes it where that makes a difference. Returns all that is in it then.
    pub fn change<R>(&self, change: impl FnOnce(&mut Computers) -> R) -> Result<(R, Computers), BookError> {
        let changed = self.file.change(|text| {
            let before = parse(text.as_deref().unwrap_or_default())?;
            let mut after = before.clone();
            let result = change(&mut after);
            let text = if after == before { None } else { Some(render(&after)?) };
            Ok(((result, after), text))
        });
        changed.map_err(|problem| self.error(problem))
    }

    fn contents(&self) -> Result<Computers, BookProblem> {
        Ok(parse(self.file.read()?.as_deref().unwrap_or_default())?)
    }

    fn error(&self, problem: BookProblem) -> BookError {
        BookError { path: self.path().to_owned(), problem }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::book::Computer;

    #[test]
    fn what_is_saved_is_there_for_the_next_program() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = Book::open(folder.path());
        assert_eq!(book.read().expect("nobody is there"), Computers::default());
        assert!(!book.path().exists());
        book.change(|_| ()).expect("nothing happens");
        assert!(!book.path().exists(), "nothing is written that makes no difference");
        let (id, after) = book.change(|computers| computers.save(Computer::new("Office", "office"))).expect("saved");
        assert_eq!(after.with_id(&id).map(Computer::title), Some("Office"));
        assert_eq!(Book::open(folder.path()).read().expect("it is there"), after);
    }

    #[test]
    fn a_broken_book_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = Book::open(folder.path());
        for contents in ["version = 1\n[[computer]]\ntarget = 7\n", "version = 2\n"] {
            fs::write(book.path(), contents).expect("it can be written");
            assert!(book.read().is_err());
            let error = book.change(|computers| computers.save(Computer::new("", "x"))).expect_err("it is broken");
            assert!(!error.problem.hint(book.path()).is_empty());
            assert_eq!(fs::read_to_string(book.path()).expect("it is there"), contents);
        }
    }
}
