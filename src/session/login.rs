//! Who the user is, from wherever it is known: places are asked one after the other, on a thread of their own and each for a
//! limited time, and last a person. What a place gives is tried once: it is not asked again after it was wrong.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use parking_lot::Mutex;
use rfb::Credentials;

use super::inbox::Inbox;
use super::queue::EventQueue;
use super::{Command, CredentialsRequest, Event};
use crate::text::text;

/// How long saving may take: the keyring may have to be unlocked first.
const SAVING: Duration = Duration::from_secs(60);

/// How long it may take to find out whether the keyring is there. Nothing is unlocked for that.
const KNOCKING: Duration = Duration::from_secs(3);

/// A place that may know who the user is. Its methods may block.
pub trait CredentialSource: fmt::Debug + Send + Sync {
    /// What it is called, at the start of a sentence.
    fn name(&self) -> String;

    /// How long finding may take.
    fn patience(&self) -> Duration;

    /// What it knows; `None` where that is nothing, and an error in words where it should have known.
    fn find(&self) -> Result<Option<Credentials>, String>;
}

/// A place that also remembers.
pub trait CredentialStore: CredentialSource {
    /// Whether it is there.
    fn is_available(&self) -> bool;

    /// Remembers this instead of what it knew.
    fn save(&self, credentials: &Credentials) -> Result<(), String>;
}

/// The places that know who the user is.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Asked in this order.
    pub sources: Vec<Arc<dyn CredentialSource>>,
    /// Asked after them.
    pub store: Option<Arc<dyn CredentialStore>>,
    /// The name of the user, where it is known without a password.
    pub username: Option<String>,
}

/// Whether credentials can be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Memory {
    /// There is no place for that, or it must not be used.
    #[default]
    None,
    /// They can.
    Empty,
    /// They can, instead of others that were wrong.
    Outdated,
}

/// The search for credentials of one session.
pub(super) struct Login {
    inbox: Arc<Inbox>,
    events: Arc<EventQueue>,
    places: Places,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// The sources that were not asked yet.
    waiting: VecDeque<Arc<dyn CredentialSource>>,
    /// Whether the store is there, once that was found out.
    available: Option<bool>,
    /// Whether the store was asked.
    store_asked: bool,
    /// Whether the store gave something.
    remembered: bool,
    /// What is saved when the session is open.
    saving: Option<Credentials>,
}

impl Login {
    pub(super) fn new(places: Places, inbox: Arc<Inbox>, events: Arc<EventQueue>) -> Self {
        let state = State { waiting: places.sources.iter().cloned().collect(), ..State::default() };
        let state = Arc::new(Mutex::new(state));
        Self { inbox, events, places, state }
    }

    /// Answers `request` with what the next place knows, or asks a person. Returns at once.
    pub(super) fn ask(&self, mut request: CredentialsRequest) {
        request.known_username.clone_from(&self.places.username);
        let mut state = self.state.lock();
        state.saving = None;
        if state.waiting.is_empty() && self.places.store.is_none() {
            return self.events.push(Event::CredentialsNeeded(request));
        }
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        let search = Search {
            inbox: Arc::clone(&self.inbox),
            events: Arc::clone(&self.events),
            places: self.places.clone(),
            state: Arc::clone(&self.state),
        };
        let asked = request.clone();
        let spawned =
            std::thread::Builder::new().name("credentials".into()).spawn(move || search.run(waiting, request));
        if spawned.is_err() {
            self.events.push(Event::CredentialsNeeded(asked));
        }
    }

    /// Remembers `credentials` once they have proven right.
    pub(super) fn remember(&self, credentials: Credentials) {
        self.state.lock().saving = self.places.store.is_some().then_some(credentials);
    }

    /// The server has let us in.
    pub(super) fn succeeded(&self) {
        let saving = self.state.lock().saving.take();
        let (Some(credentials), Some(store)) = (saving, self.places.store.clone()) else { return };
        let save = move || match within(SAVING, move || store.save(&credentials)) {
            Some(Ok(())) => tracing::info!("the password is saved in the keyring"),
            Some(Err(why)) => tracing::warn!(why, "the password cannot be saved"),
            None => tracing::warn!("the keyring does not answer: the password is not saved"),
        };
        if let Err(error) = std::thread::Builder::new().name("keyring".into()).spawn(save) {
            tracing::warn!(%error, "the password cannot be saved");
        }
    }
}

/// What the thread of a search needs.
struct Search {
    inbox: Arc<Inbox>,
    events: Arc<EventQueue>,
    places: Places,
    state: Arc<Mutex<State>>,
}

impl Search {
    fn run(self, mut waiting: VecDeque<Arc<dyn CredentialSource>>, mut request: CredentialsRequest) {
        while let Some(source) = waiting.pop_front() {
            let (name, patience) = (source.name(), source.patience());
            let outcome = within(patience, move || source.find());
            if let Some(found) = self.usable(&name, patience, outcome, &mut request) {
                self.state.lock().waiting = waiting;
                return self.inbox.push(Command::Credentials(found));
            }
        }
        if let Some(store) = self.places.store.clone().filter(|_| self.is_available()) {
            let asked = std::mem::replace(&mut self.state.lock().store_asked, true);
            if !asked {
                let (name, patience) = (store.name(), store.patience());
                let outcome = within(patience, move || store.find());
                if let Some(found) = self.usable(&name, patience, outcome, &mut request) {
                    self.state.lock().remembered = true;
                    return self.inbox.push(Command::Credentials(found));
                }
            }
            request.memory = if self.state.lock().remembered { Memory::Outdated } else { Memory::Empty };
        }
        self.events.push(Event::CredentialsNeeded(request));
    }

    /// What was found, if that is enough to answer `request` with. If not, `request` tells why where somebody should have known.
    fn usable(
        &self,
        name: &str,
        patience: Duration,
        outcome: Option<Outcome>,
        request: &mut CredentialsRequest,
    ) -> Option<Credentials> {
        match outcome {
            Some(Ok(Some(mut found))) => {
                found.username = found.username.or_else(|| self.places.username.clone());
                if !request.username || found.username.is_some() {
                    tracing::info!(source = name, "credentials are there");
                    return Some(found);
                }
                request.notice = Some(text!("failure-no-user-name", name = name));
            }
            Some(Ok(None)) => tracing::debug!(source = name, "no credentials"),
            Some(Err(why)) => request.notice = Some(text!("failure-no-password", name = name, why = why)),
            None => request.notice = Some(text!("failure-password-timeout", name = name, seconds = patience.as_secs())),
        }
        None
    }

    /// Whether the store is there. It is tried to find out once.
    fn is_available(&self) -> bool {
        let known = self.state.lock().available;
        known.unwrap_or_else(|| {
            let store = self.places.store.clone();
            let knock = move || store.is_some_and(|store| store.is_available());
            let available = within(KNOCKING, knock).unwrap_or(false);
            self.state.lock().available = Some(available);
            available
        })
    }
}

/// What came of asking a place.
type Outcome = Result<Option<Credentials>, String>;

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("remembered", &self.remembered).finish_non_exhaustive()
    }
}

/// What `work` gives, if it does so in time. If not it goes on, and nobody waits for it any more.
fn within<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let spawned = std::thread::Builder::new().name("keyring".into()).spawn(move || {
        // Who waited has given up.
        let _ = sender.send(work());
    });
    spawned.ok().and_then(|_| receiver.recv_timeout(patience).ok())
}

#[cfg(test)]
#[path = "login_tests.rs"]
mod tests;
