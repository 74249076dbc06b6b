//! One connection as every front end sees it: commands go in, events come out, pixels stay in the [`Screen`].
//!
//! Nothing here knows of a window, and a front end needs nothing but [`Session`], [`Screen`], [`Command`] and [`Event`].

mod adapt;
mod command;
mod driver;
mod event;
mod explain;
mod failure;
mod film;
mod follower;
mod held;
mod identification;
mod inbox;
mod login;
mod pacing;
mod partial;
mod playback;
mod privacy;
mod question;
mod queue;
mod reconnect;
mod recorder;
mod screen;
mod statistics;
mod travel;
mod wishes;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use parking_lot::Mutex;

pub use command::{Buttons, Clipping, Command, KeyInput, PointerDistance, PointerInput, Power};
pub use event::{CredentialsRequest, CursorImage, Desktop, Event, Reconnecting, RemoteScreen, Silence, Stage};
pub use explain::explain;
pub use failure::{Failure, FailureKind};
pub use film::{Record, Recording};
pub use follower::Follower;
pub use identification::{Demand, Identification};
pub use login::{CredentialSource, CredentialStore, Memory, Places};
pub use playback::{Control, Direction, Extent, Motion, Playback, Speed};
pub use privacy::{Level, Privacy};
pub use question::{Answer, Choice, Question, QuestionKind, Severity};
pub use reconnect::Reconnect;
pub use rfb::net::Address;
pub use rfb::net::wake::Sleeper;
pub use rfb::{
    Credentials, Framebuffer, LockState, Point, PointerMotion, Rect, Region, Secret, SecurityType, Sharing, Size,
};
pub use screen::Screen;
pub use statistics::{InputTally, Statistics, Tally};
pub use travel::Travel;
pub use wishes::{Depth, Updates, Wishes};

/// What a session needs to know before it starts.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the server is.
    pub address: Address,
    /// Whether other viewers may stay connected.
    pub sharing: Sharing,
    /// Whether keyboard, mouse and clipboard stay here.
    pub interaction: Interaction,
    /// What is fixed of how pixels are sent.
    pub wishes: Wishes,
    /// The security types that may be used, best first.
    pub security_types: Vec<SecurityType>,
    /// How the server is recognised, and how well the session must be protected.
    pub identification: Identification,
    /// What to answer when the server asks who we are.
    pub credentials: Option<Credentials>,
    /// Where else to look for that, before the front end is asked.
    pub places: Places,
    /// Whether a session that worked is brought back when the connection is lost.
    pub reconnect: Reconnect,
    /// Where to record what the server sends, byte for byte: one connection, not those after it. What is seen from some
    /// moment on is recorded by [`Command::Record`].
    pub recording: Option<PathBuf>,
    /// Which servers may come in that call us.
    pub admission: Admission,
    /// The computer to wake before connecting.
    pub wake: Option<WakeUp>,
}

/// Which servers may come in that call us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Admission {
    /// A person decides about each.
    #[default]
    Ask,
    /// All of them.
    Everybody,
}

/// A computer to wake, and how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WakeUp {
    /// The computer.
    pub sleeper: Sleeper,
    /// How long it is tried to connect with it.
    pub patience: Duration,
}

impl Options {
    /// A shared, interactive session with `address`.
    pub fn new(address: Address) -> Self {
        let (sharing, interaction) = (Sharing::Shared, Interaction::Full);
        let wishes = Wishes::default();
        let security_types = SecurityType::ALL.to_vec();
        let identification = Identification::default();
        let (credentials, recording, wake) = (None, None, None);
        let (admission, reconnect) = (Admission::Ask, Reconnect::Off);
        Self {
            address,
            sharing,
            interaction,
            wishes,
            security_types,
            identification,
            credentials,
            places: Places::default(),
            reconnect,
            recording,
            admission,
            wake,
        }
    }
}

/// Whether this session may change anything on the remote desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Interaction {
    /// Keyboard, mouse and clipboard are sent.
    #[default]
    Full,
    /// Nothing is sent but requests for pictures.
    ViewOnly,
}

/// Threads that a session decodes with, its own among them: one for each processor, four at most.
pub fn decoding_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(4)
}

/// Called from the session's thread when there is an event to take or damage to draw. Must not block.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A running connection. Dropping it releases every key, disconnects and ends its thread.
pub struct Session {
    inbox: Arc<inbox::Inbox>,
    events: Arc<queue::EventQueue>,
    screen: Arc<Screen>,
    statistics: Arc<Mutex<Statistics>>,
    login: Arc<login::Login>,
    thread: Option<JoinHandle<()>>,
}

impl Session {
    /// Starts to connect in a thread of its own and returns at once. `wake` is called whenever there is something to see.
    pub fn start(options: Options, wake: Wake) -> Self {
        let inbox = Arc::new(inbox::Inbox::default());
        let events = Arc::new(queue::EventQueue::new(Arc::clone(&wake)));
        let screen = Arc::new(Screen::new(wake));
        let statistics = Arc::<Mutex<Statistics>>::default();
        let login = login::Login::new(options.places.clone(), inbox.clone(), events.clone());
        let login = Arc::new(login);
        let shared = driver::Shared {
            inbox: inbox.clone(),
            events: events.clone(),
            screen: screen.clone(),
            statistics: statistics.clone(),
            login: login.clone(),
        };
        let failed = events.clone();
        let spawned = std::thread::Builder::new().name("session".into()).spawn(move || driver::run(options, &shared));
        let thread = spawned.map_err(|error| failed.push(Event::Ended(Some(explain::no_thread(&error))))).ok();
        Self { inbox, events, screen, statistics, login, thread }
    }

    /// Plays the recording at `path` in a thread of its own and returns at once. There is nobody to connect with: of the
    /// commands [`Command::Playback`] and [`Command::Disconnect`] mean something.
    pub fn play(path: PathBuf, wake: Wake) -> Self {
        let inbox = Arc::new(inbox::Inbox::default());
        let events = Arc::new(queue::EventQueue::new(Arc::clone(&wake)));
        let screen = Arc::new(Screen::new(wake));
        let login = Arc::new(login::Login::new(Places::default(), inbox.clone(), events.clone()));
        let shared = playback::Shared { inbox: inbox.clone(), events: events.clone(), screen: screen.clone() };
        let failed = events.clone();
        let spawned = std::thread::Builder::new().name("player".into()).spawn(move || playback::run(&path, &shared));
        let thread = spawned.map_err(|error| failed.push(Event::Ended(Some(explain::no_thread(&error))))).ok();
        Self { inbox, events, screen, statistics: Arc::default(), login, thread }
    }

    /// Hands a command to the session. After the end it is dropped.
    pub fn send(&self, command: Command) {
        self.inbox.push(command);
    }

    /// Remembers `credentials`, with which [`Event::CredentialsNeeded`] is answered, once the server has accepted them.
    pub fn remember(&self, credentials: Credentials) {
        self.login.remember(credentials);
    }

    /// The next event, if there is one now.
    pub fn next_event(&self) -> Option<Event> {
        self.events.pop()
    }

    /// The next event, or `None` when `timeout` passes without one. For front ends that may wait.
    pub fn wait_event(&self, timeout: Duration) -> Option<Event> {
        self.events.wait(timeout)
    }

    /// The remote screen.
    pub fn screen(&self) -> &Arc<Screen> {
        &self.screen
    }

    /// How the session goes, in numbers.
    pub fn statistics(&self) -> Statistics {
        Statistics { input: self.inbox.tally(), ..*self.statistics.lock() }
    }

    /// Disconnects and waits until all is released and written, as dropping does.
    pub fn close(self) {
        drop(self);
    }
}

impl Drop for Session {
    /// Waits for the farewell, a second at most: a program that ends sooner would leave keys pressed behind.
    fn drop(&mut self) {
        self.inbox.push(Command::Disconnect);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so on standard error already.
            let _ = thread.join();
        }
    }
}
