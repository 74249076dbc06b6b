//! The thread that reads and writes the book, its pictures, and the files of other viewers.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tracing::{debug, warn};

use super::library::News;
use super::thumbnail::{Album, Picture};
use crate::book::import::{self, Imported};
use crate::book::{Book, BookError, Computers, export};
use crate::config::thumbnail_folder;
use crate::session::{Address, Screen};
use crate::ui::start::Outcome;

/// Something to do.
pub(super) enum Errand {
    Read,
    Change(Box<dyn FnOnce(&mut Computers) + Send>),
    Delete(Vec<String>),
    Pictures(Vec<String>),
    Keep { screen: Arc<Screen>, id: Option<String>, address: Address },
    ForgetPictures,
    LookForFiles,
    Import(Vec<PathBuf>),
    Export(PathBuf, Vec<String>),
}

/// What the thread has.
pub(super) struct Keeper {
    book: Option<Book>,
    album: Option<Album>,
    tell: Box<dyn Fn(News) + Send>,
}

impl Keeper {
    pub(super) fn new(tell: Box<dyn Fn(News) + Send>) -> Self {
        let book = Book::find().inspect_err(|error| warn!(%error, "no computers are remembered")).ok();
        let album = thumbnail_folder().ok().map(Album::at);
        Self { book, album, tell }
    }

    /// Does errands until nobody is left to give any.
    pub(super) fn serve(&self, errands: &Receiver<Errand>) {
        for errand in errands {
            self.run(errand);
        }
        // Nobody can bring back any more what was deleted.
        if let (Some(Ok(computers)), Some(album)) = (self.book.as_ref().map(Book::read), &self.album) {
            album.keep_only(|id| computers.with_id(id).is_some_and(|computer| computer.saved && !computer.private));
        }
    }

    fn run(&self, errand: Errand) {
        match errand {
            Errand::Read => {
                self.tell_result(self.book.as_ref().map(|book| book.read().map(|all| ((), all))));
            }
            Errand::Change(change) => {
                self.tell_result(self.book.as_ref().map(|book| book.change(change)));
            }
            Errand::Delete(ids) => {
                let gone = self.tell_result(self.book.as_ref().map(|book| book.change(|all| all.delete(&ids))));
                if let Some(gone) = gone {
                    (self.tell)(News::Deleted(gone));
                }
            }
            Errand::Pictures(ids) => {
                let read = |id: String| {
                    let picture = self.album.as_ref().and_then(|album| album.read(&id)).map(Arc::new);
                    (id, picture)
                };
                (self.tell)(News::Pictures(ids.into_iter().map(read).collect()));
            }
            Errand::Keep { screen, id, address } => self.keep(&screen, id.as_deref(), &address),
            Errand::ForgetPictures => {
                if let Some(album) = &self.album {
                    album.keep_only(|_| false);
                }
            }
            Errand::LookForFiles => {
                let home = std::env::home_dir().unwrap_or_default();
                (self.tell)(News::Found(Arc::new(import::found_here(&home))));
            }
            Errand::Import(paths) => (self.tell)(News::Outcome(self.import(&paths))),
            Errand::Export(path, ids) => (self.tell)(News::Outcome(self.export(&path, &ids))),
        }
    }

    fn tell_result<R>(&self, result: Option<Result<(R, Computers), BookError>>) -> Option<R> {
        match result? {
            Ok((result, computers)) => {
                (self.tell)(News::Computers(Arc::new(computers)));
                Some(result)
            }
            Err(error) => {
                warn!(%error, "the list of computers cannot be used");
                (self.tell)(News::Problem(error.to_string(), error.problem.hint(&error.path)));
                None
            }
        }
    }

    fn keep(&self, screen: &Screen, id: Option<&str>, address: &Address) {
        let (Some(Ok(computers)), Some(album)) = (self.book.as_ref().map(Book::read), &self.album) else { return };
        let known = id.and_then(|id| computers.with_id(id)).or_else(|| computers.find(address));
        let Some(computer) = known.filter(|computer| computer.saved && !computer.private) else { return };
        let Some(picture) = screen.look(Picture::of) else { return };
        match album.keep(&computer.id, &picture) {
            Ok(()) => {
                debug!(computer = computer.id, "picture kept");
                let read = album.read(&computer.id).map(Arc::new);
                (self.tell)(News::Pictures(vec![(computer.id.clone(), read)]));
            }
            Err(error) => warn!(%error, "the picture of the computer cannot be kept"),
        }
    }

    fn import(&self, paths: &[PathBuf]) -> Outcome {
        let mut imported = Imported::default();
        for path in paths {
            match import::read_path(path) {
                Ok(more) => imported.add(more),
                Err(why) if paths.len() == 1 => return Outcome::Failed(format!("{}: {why}", path.display())),
                Err(why) => debug!(path = %path.display(), %why, "not imported"),
            }
        }
        let Imported { computers, left_out, passwords } = imported;
        let Some(book) = &self.book else { return Outcome::Failed(crate::config::NoFolder.to_string()) };
        match book.change(|all| all.add_imported(computers)) {
            Ok(((added, known), all)) => {
                (self.tell)(News::Computers(Arc::new(all)));
                Outcome::Imported { added, known, left_out, passwords }
            }
            Err(error) => Outcome::Failed(error.to_string()),
        }
    }

    fn export(&self, path: &Path, ids: &[String]) -> Outcome {
        let Some(book) = &self.book else { return Outcome::Failed(crate::config::NoFolder.to_string()) };
        let written = book.read().map_err(|error| error.to_string()).and_then(|all| {
            let is_wanted = |id: &String| ids.is_empty() || ids.contains(id);
            let computers = all.saved().into_iter().filter(|computer| is_wanted(&computer.id));
            let text = export::write(export::Form::of(path), computers).map_err(|error| error.to_string())?;
            export::save(path, &text).map_err(|error| format!("{}: {error}", path.display()))
        });
        match written {
            Ok(()) => Outcome::Exported(path.to_owned()),
            Err(why) => Outcome::Failed(why),
        }
    }
}
