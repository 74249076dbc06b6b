//! The settings of all windows, and the thread that keeps them: a change counts at once, and is on the disk a moment later.

use std::cell::{Cell, RefCell};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use toml::{Table, Value as Toml};
use tracing::{debug, warn};
use winit::event_loop::EventLoopProxy;

use super::launch::{Launch, Subject};
use super::wakeup::Wakeup;
use crate::book::{Book, Computers};
use crate::config::NoFolder;
use crate::session::Address;
use crate::settings::{Change, Complaint, Field, Layer, Layers, SettingsFile, Stored};

/// What the thread is to do.
enum Task {
    /// Put this into the file.
    Change(Change),
    /// Put this into the book, for the computer at this address.
    Override(Box<Address>, Change),
    /// Look whether somebody else has changed the file.
    Look,
}

/// What the thread tells.
#[derive(Debug)]
pub(super) enum News {
    /// A change is in the file, or could not be put there and counts for this program only.
    Done(Result<(), String>),
    /// What the files say now; somebody else may have changed them.
    Files(Box<(Stored, Computers)>),
}

/// All settings that are not of one window alone.
pub(super) struct Preferences {
    stored: RefCell<Stored>,
    computers: RefCell<Computers>,
    /// Whether somebody was told of what is wrong with the file.
    warned: Cell<bool>,
    /// Why the last change could not be kept.
    not_saved: RefCell<Option<String>>,
    /// Changes that the thread has not dealt with yet.
    under_way: Cell<usize>,
    tasks: RefCell<Option<Sender<Task>>>,
    thread: RefCell<Option<JoinHandle<()>>>,
}

impl Preferences {
    /// Reads what is there, and starts the thread.
    pub(super) fn start(proxy: EventLoopProxy<Wakeup>) -> Self {
        let file = SettingsFile::find().inspect_err(|error| warn!(%error, "no settings")).ok();
        let book = Book::find().ok();
        let stored = file.as_ref().map(SettingsFile::read).unwrap_or_default();
        for complaint in &stored.complaints {
            let path = file.as_ref().map(|file| file.path().display().to_string()).unwrap_or_default();
            warn!(path, "{complaint}");
        }
        let computers = book.as_ref().map(Book::read).transpose();
        let computers = computers.inspect_err(|error| warn!(%error, "the computers cannot be read"));
        let (tasks, receiver) = channel();
        let spawned = thread::Builder::new().name("settings".into()).spawn(move || {
            Keeper { file, book, proxy }.serve(&receiver);
        });
        Self {
            stored: RefCell::new(stored),
            computers: RefCell::new(computers.ok().flatten().unwrap_or_default()),
            warned: Cell::new(false),
            not_saved: RefCell::default(),
            under_way: Cell::default(),
            tasks: RefCell::new(Some(tasks)),
            thread: RefCell::new(spawned.inspect_err(|error| warn!(%error, "settings are not kept")).ok()),
        }
    }

    /// What is said of the settings of a window on what `launch` names.
    pub(super) fn layers(&self, launch: &Launch) -> Layers {
        Layers {
            file: self.stored.borrow().values.clone(),
            host: self.host(launch),
            command_line: launch.window.said.clone(),
        }
    }

    /// What is wrong with the file.
    pub(super) fn complaints(&self) -> Vec<Complaint> {
        self.stored.borrow().complaints.clone()
    }

    /// What is said of the computer that `launch` names.
    fn host(&self, launch: &Launch) -> Table {
        host_of(launch).map(|address| self.computers.borrow().overrides(address)).unwrap_or_default()
    }

    /// Changes a setting for all computers, or for that which `launch` names.
    pub(super) fn change(&self, launch: &Launch, layer: Layer, field: &'static Field, value: Option<Toml>) {
        let change = Change { field, value: value.clone() };
        match (layer, host_of(launch)) {
            (Layer::Host, Some(address)) => {
                self.computers.borrow_mut().set_override(address, &field.path(), value);
                self.change_under_way(Task::Override(Box::new(address.clone()), change));
            }
            (Layer::Host, None) | (Layer::BuiltIn | Layer::CommandLine, _) => {}
            (Layer::File, _) => {
                let mut stored = self.stored.borrow_mut();
                let mut layers = Layers { file: std::mem::take(&mut stored.values), ..Layers::default() };
                layers.set(Layer::File, field, value);
                stored.values = layers.file;
                self.change_under_way(Task::Change(change));
            }
        }
    }

    /// What is wrong with the file, the first time that somebody asks.
    pub(super) fn warning(&self) -> Option<Complaint> {
        let complaint = self.stored.borrow().complaints.first().cloned();
        complaint.filter(|_| !self.warned.replace(true))
    }

    /// Why the last change could not be kept, if so.
    pub(super) fn not_saved(&self) -> Option<String> {
        self.not_saved.borrow().clone()
    }

    /// Looks whether somebody else has changed the files; [`News::Files`] tells.
    pub(super) fn look(&self) {
        self.ask(Task::Look);
    }

    /// Takes what the thread tells. Returns whether that may change something.
    pub(super) fn take(&self, news: News) -> bool {
        match news {
            News::Done(result) => {
                self.under_way.set(self.under_way.get().saturating_sub(1));
                let before = self.not_saved.replace(result.err());
                before != *self.not_saved.borrow()
            }
            // What is not in the files yet is newer than they are.
            News::Files(_) if self.under_way.get() > 0 => false,
            News::Files(files) => {
                let (mut stored, computers) = *files;
                let mut known = self.stored.borrow_mut();
                // A file that has just been broken is no reason to look different.
                if stored.complaints.iter().any(Complaint::is_whole_file) {
                    stored.values = known.values.clone();
                }
                let is_news = *known != stored || *self.computers.borrow() != computers;
                *known = stored;
                *self.computers.borrow_mut() = computers;
                is_news
            }
        }
    }

    fn ask(&self, task: Task) {
        if let Some(tasks) = &*self.tasks.borrow() {
            // Without a thread the change counts for this program only, which was said when it did not start.
            let _ = tasks.send(task);
        }
    }

    fn change_under_way(&self, task: Task) {
        self.under_way.set(self.under_way.get() + 1);
        self.ask(task);
    }
}

impl Drop for Preferences {
    /// Waits until everything is on the disk.
    fn drop(&mut self) {
        self.tasks.borrow_mut().take();
        if let Some(thread) = self.thread.borrow_mut().take() {
            let _ = thread.join();
        }
    }
}

/// The computer that may have settings of its own.
pub(super) fn host_of(launch: &Launch) -> Option<&Address> {
    let Subject::Session(options) = &launch.subject else { return None };
    match options.address {
        Address::Incoming(_) => None,
        // What is not remembered as a computer, such as the demo, has no settings of its own.
        _ => launch.known_as.as_ref().map(|_| &options.address),
    }
}

/// The thread's side.
struct Keeper {
    file: Option<SettingsFile>,
    book: Option<Book>,
    proxy: EventLoopProxy<Wakeup>,
}

impl Keeper {
    fn serve(&self, tasks: &Receiver<Task>) {
        for task in tasks {
            let news = match task {
                Task::Change(change) => News::Done(self.change(change)),
                Task::Override(address, change) => News::Done(self.set_override(&address, change)),
                Task::Look => match self.look() {
                    Some(files) => News::Files(Box::new(files)),
                    None => continue,
                },
            };
            if self.proxy.send_event(Wakeup::Settings(news)).is_err() {
                debug!("nobody is left to be told of settings");
            }
        }
    }

    fn change(&self, change: Change) -> Result<(), String> {
        let Some(file) = &self.file else { return Err(NoFolder.to_string()) };
        let done = file.change(&[change]).map(drop).map_err(|error| error.to_string());
        done.inspect_err(|why| warn!(why, "a setting is not kept"))
    }

    fn set_override(&self, address: &Address, Change { field, value }: Change) -> Result<(), String> {
        let Some(book) = &self.book else { return Err(NoFolder.to_string()) };
        let done = book.change(|computers| computers.set_override(address, &field.path(), value));
        let done = done.map(drop).map_err(|error| error.to_string());
        done.inspect_err(|why| warn!(why, "a setting for one computer is not kept"))
    }

    fn look(&self) -> Option<(Stored, Computers)> {
        Some((self.file.as_ref()?.read(), self.book.as_ref()?.read().ok()?))
    }
}
