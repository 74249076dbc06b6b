//! The book of computers as the windows have it. A thread reads and writes the files, so that no window waits for a disk; what
//! comes of it is told to all windows.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use egui::ColorImage;
use tracing::warn;
use winit::event_loop::EventLoopProxy;

use super::super::launch::{KnownAs, Launch, Origin, Subject};
use super::super::wakeup::Wakeup;
use super::keeper::{Errand, Keeper};
use super::nearby::Discovery;
use super::opener::{NotOpened, Opener};
use crate::book::import::Found;
use crate::book::{Book, Computer, Computers};
use crate::config::WindowOptions;
use crate::session::{Address, Options, Screen};
use crate::text::text;
use crate::trust::Timestamp;
use crate::ui::start::{Choice, Nearby, Outcome, State};

/// The most pictures that are held.
const MOST_PICTURES: usize = 64;

/// What has come of something.
#[derive(Debug, Clone)]
pub(in crate::app) enum News {
    /// These are the computers.
    Computers(Arc<Computers>),
    /// They cannot be read or written: what is wrong, and what to do.
    Problem(String, String),
    /// These were deleted.
    Deleted(Vec<Computer>),
    /// These are the pictures of some.
    Pictures(Vec<(String, Option<Arc<ColorImage>>)>),
    /// These computers are on the network.
    Nearby(Arc<Vec<Nearby>>),
    /// These are the files of other viewers.
    Found(Arc<Vec<Found>>),
    /// An import or export is done.
    Outcome(Outcome),
}

/// The book, and what belongs to it. All windows share one.
pub(in crate::app) struct Library {
    opener: Opener,
    proxy: EventLoopProxy<Wakeup>,
    known: RefCell<Known>,
    keeper: OnceCell<(Sender<Errand>, Option<JoinHandle<()>>)>,
    discovery: RefCell<Option<Discovery>>,
    demos: RefCell<Vec<server::Handle>>,
}

/// What is known to the windows.
#[derive(Default)]
struct Known {
    state: State,
    /// Pictures in the order they came.
    pictures: Vec<String>,
    deleted: Vec<Computer>,
}

impl Library {
    pub(in crate::app) fn new(opener: Opener, proxy: EventLoopProxy<Wakeup>) -> Self {
        let home = std::env::home_dir().unwrap_or_default().display().to_string();
        let known = Known { state: State { home, ..State::default() }, ..Known::default() };
        Self {
            opener,
            proxy,
            known: RefCell::new(known),
            keeper: OnceCell::new(),
            discovery: RefCell::default(),
            demos: RefCell::default(),
        }
    }

    /// What start pages show.
    pub(in crate::app) fn state(&self) -> State {
        self.known.borrow().state.clone()
    }

    /// Takes in what has come of something.
    pub(in crate::app) fn take_in(&self, news: &News) {
        let known = &mut *self.known.borrow_mut();
        match news {
            News::Computers(computers) => {
                known.state.computers = computers.clone();
                known.state.problem = None;
            }
            News::Problem(what, hint) => known.state.problem = Some((what.clone(), hint.clone())),
            News::Deleted(computers) => {
                known.state.deleted = computers.iter().map(|computer| computer.title().to_owned()).collect();
                known.deleted.clone_from(computers);
            }
            News::Pictures(pictures) => known.add_pictures(pictures),
            News::Nearby(nearby) => known.state.nearby = nearby.clone(),
            News::Found(found) => known.state.found = Some(found.clone()),
            News::Outcome(outcome) => known.state.outcome = Some(outcome.clone()),
        }
    }

    /// A start page is open: what is not known yet is found out.
    pub(in crate::app) fn opened(&self) {
        let is_first = self.known.borrow().state.now.is_none();
        self.known.borrow_mut().state.now = Some(Timestamp::now());
        if is_first {
            // A small file, so that the page is complete when it appears.
            let news = match Book::find().map(|book| book.read()) {
                Ok(Ok(computers)) => News::Computers(Arc::new(computers)),
                Ok(Err(error)) => News::Problem(error.to_string(), error.problem.hint(&error.path)),
                Err(error) => News::Problem(error.to_string(), String::new()),
            };
            self.take_in(&news);
        } else {
            self.errand(Errand::Read);
        }
    }

    /// Looks for computers on the network.
    pub(in crate::app) fn look_around(&self) {
        let discovery = &mut *self.discovery.borrow_mut();
        if discovery.is_none() {
            let proxy = self.proxy.clone();
            *discovery = Discovery::start(move |nearby| {
                // An error means that the event loop is gone.
                let _ = proxy.send_event(Wakeup::Library(Box::new(News::Nearby(nearby))));
            });
        }
    }

    /// Nobody wants to know any more which computers are on the network.
    pub(in crate::app) fn closed(&self) {
        if self.discovery.borrow_mut().take().is_some() {
            self.known.borrow_mut().state.nearby = Arc::default();
        }
    }

    /// Whether computers are looked for.
    pub(in crate::app) fn is_looking(&self) -> bool {
        self.discovery.borrow().is_some()
    }

    /// What is to be opened for a choice.
    pub(super) fn open(&self, choice: &Choice, origin: Origin) -> Result<Launch, NotOpened> {
        let mut launch = self.opener.open(&choice.target)?;
        if !choice.name.is_empty() {
            launch.window.title = Some(choice.name.clone());
        }
        let (typed, id) = (choice.target.clone(), choice.id.clone());
        launch.known_as = Some(KnownAs { typed, id, origin });
        Ok(launch)
    }

    /// Serves the demo, and says how it is opened.
    pub(super) fn demo(&self, window: &WindowOptions) -> io::Result<Launch> {
        let options = server::Options::default();
        let handle = server::demo::spawn((Ipv4Addr::LOCALHOST, 0), options, server::demo::DEFAULT_SIZE)?;
        let address = handle.local_addr();
        self.demos.borrow_mut().push(handle);
        let options = Options::new(Address::Tcp { host: address.ip().to_string(), port: address.port() });
        let window = WindowOptions { title: Some(text!("start-demo-name")), ..window.clone() };
        let known_as = Some(KnownAs { typed: String::new(), id: None, origin: Origin::StartPage });
        Ok(Launch { subject: Subject::Session(Box::new(options)), window, known_as })
    }

    /// Changes the computers.
    pub(super) fn change(&self, change: impl FnOnce(&mut Computers) + Send + 'static) {
        self.errand(Errand::Change(Box::new(change)));
    }

    /// Forgets the computers with these ids.
    pub(super) fn delete(&self, ids: Vec<String>) {
        self.errand(Errand::Delete(ids));
    }

    /// Brings back what was deleted last.
    pub(super) fn undo(&self) {
        let gone = std::mem::take(&mut self.known.borrow_mut().deleted);
        self.deletion_stands();
        if !gone.is_empty() {
            self.change(move |computers| computers.bring_back(gone));
        }
    }

    /// What was deleted last is no longer offered to be brought back.
    pub(super) fn deletion_stands(&self) {
        let known = &mut *self.known.borrow_mut();
        known.state.deleted.clear();
        known.deleted.clear();
    }

    pub(super) fn look_for_files(&self) {
        self.known.borrow_mut().state.outcome = None;
        self.errand(Errand::LookForFiles);
    }

    pub(super) fn import(&self, paths: Vec<PathBuf>) {
        self.known.borrow_mut().state.outcome = None;
        self.errand(Errand::Import(paths));
    }

    pub(super) fn export(&self, path: PathBuf, ids: Vec<String>) {
        self.known.borrow_mut().state.outcome = None;
        self.errand(Errand::Export(path, ids));
    }

    pub(super) fn pictures(&self, ids: Vec<String>) {
        self.errand(Errand::Pictures(ids));
    }

    /// Takes all pictures away.
    pub(super) fn forget_pictures(&self) {
        let known = &mut *self.known.borrow_mut();
        known.pictures.clear();
        known.state.pictures = Arc::default();
        self.errand(Errand::ForgetPictures);
    }

    /// Makes what is on `screen` the picture of a computer, if it is one that was saved and is not private.
    pub(super) fn keep_picture(&self, screen: Arc<Screen>, id: Option<String>, address: Address) {
        self.errand(Errand::Keep { screen, id, address });
    }

    /// Waits until all files are written.
    pub(in crate::app) fn finish(mut self) {
        self.closed();
        if let Some((errands, thread)) = self.keeper.take() {
            drop(errands);
            // A thread that panicked has said so on standard error already.
            let _ = thread.map(JoinHandle::join);
        }
    }

    fn errand(&self, errand: Errand) {
        let proxy = self.proxy.clone();
        let (errands, _) = self.keeper.get_or_init(|| {
            let (sender, receiver) = channel();
            let tell = move |news| {
                // An error means that the event loop is gone.
                let _ = proxy.send_event(Wakeup::Library(Box::new(news)));
            };
            let keep = move || Keeper::new(Box::new(tell)).serve(&receiver);
            let spawned = thread::Builder::new().name("computers".into()).spawn(keep);
            (sender, spawned.map_err(|error| warn!(%error, "the computers cannot be kept")).ok())
        });
        if errands.send(errand).is_err() {
            warn!("nobody keeps the computers any more");
        }
    }
}

impl Known {
    fn add_pictures(&mut self, news: &[(String, Option<Arc<ColorImage>>)]) {
        let pictures: &mut BTreeMap<_, _> = Arc::make_mut(&mut self.state.pictures);
        for (id, picture) in news {
            if pictures.insert(id.clone(), picture.clone()).is_none() {
                self.pictures.push(id.clone());
            }
        }
        let too_many = self.pictures.len().saturating_sub(MOST_PICTURES);
        for id in self.pictures.drain(..too_many) {
            pictures.remove(&id);
        }
    }
}
