//! The session's thread: connects, asks for credentials as often as it takes, and runs the connection to its end.

mod clipboard;
mod comeback;
mod cursor;
mod gate;
mod input;
mod kept;
mod pulse;
mod running;
mod screens;
mod way;

use std::sync::Arc;

use parking_lot::Mutex;
use rfb::net::{Connected, Connection, Error, Timeouts, recognise};
use rfb::{Client, Config, Credentials};

use super::inbox::Inbox;
use super::login::Login;
use super::queue::EventQueue;
use super::screen::Screen;
use super::{Command, CredentialsRequest, Event, Failure, Options, Stage, Statistics, adapt, explain};
use comeback::After;
use gate::Gate;
use kept::Kept;
use pulse::Wire;
use running::Running;

/// What the session's thread and its front end have in common.
pub(super) struct Shared {
    pub inbox: Arc<Inbox>,
    pub events: Arc<EventQueue>,
    pub screen: Arc<Screen>,
    pub statistics: Arc<Mutex<Statistics>>,
    pub login: Arc<Login>,
}

/// How a connection ended that did not end well.
enum Stopped {
    /// The front end wants no more.
    ByUser,
    /// The network or the server.
    Error(Error),
    /// Something of our own, told already in words.
    Failure(Failure),
}

impl<E: Into<Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Stopped::Error(error.into())
    }
}

/// Runs a session from the first attempt to connect to the event that ends it.
pub(super) fn run(options: Options, shared: &Shared) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return shared.events.push(Event::Ended(Some(explain::no_thread(&error)))),
    };
    let ended = runtime.block_on(drive(options, shared));
    if let Err(failure) = &ended {
        tracing::info!(what = %failure.what, why = %failure.why, "session failed");
    }
    shared.events.push(Event::Ended(ended.err()));
    // A name that is still being looked up must not hold up the end.
    runtime.shutdown_background();
}

/// Connects again and again: with other credentials where they were wrong, and after a pause where a session that worked was
/// lost.
async fn drive(options: Options, shared: &Shared) -> Result<(), Failure> {
    let mut kept = Kept::new(&options, shared);
    loop {
        let error = match attempt(&options, shared, &mut kept).await {
            Ok(()) | Err(Stopped::ByUser) => return Ok(()),
            Err(Stopped::Failure(failure)) => return Err(failure),
            Err(Stopped::Error(error)) => error,
        };
        let error = recognise(&options.address, error).await;
        let failure = explain(&options.address, &error);
        let Error::Client(rfb::Error::Authentication { reason }) = error else {
            match comeback::wait(&error, failure, shared, &mut kept).await? {
                After::Again => continue,
                After::Nothing => return Ok(()),
            }
        };
        let refused = if reason.is_empty() { failure.why.clone() } else { reason };
        let request = kept.asked.take().unwrap_or_default();
        let refused = explain::refused_again(refused, &request, kept.credentials.as_ref());
        shared.login.ask(CredentialsRequest { refused: Some(refused), ..request });
        kept.credentials = Some(answer(shared, &mut kept).await.ok_or(failure)?);
    }
}

/// Waits for credentials; `None` when there will be none.
async fn answer(shared: &Shared, kept: &mut Kept) -> Option<Credentials> {
    loop {
        match shared.inbox.next().await {
            Command::Credentials(credentials) => return Some(credentials),
            Command::CredentialsRefused | Command::Disconnect => return None,
            other => kept.note(&other),
        }
    }
}

/// One connection, from the first packet to its end.
async fn attempt(options: &Options, shared: &Shared, kept: &mut Kept) -> Result<(), Stopped> {
    let timeouts = Timeouts::default();
    let Connected { stream, reach } = way::open(options, shared, kept, timeouts.connect).await?;
    tracing::info!(address = %options.address, "connected");
    shared.events.push(Event::Progress(Stage::Negotiating));
    let wire = Wire::of(&reach);
    let gate = Gate::new(options, reach, kept.credentials.clone());
    let connection = Connection::new(Client::new(config(options, kept)), stream, timeouts);
    Running::new(options, shared, connection, gate, wire, kept).run().await
}

fn config(options: &Options, kept: &Kept) -> Config {
    let (encodings, levels) = adapt::start(&kept.wishes);
    let pixel_format = Some(kept.wishes.depth.pixel_format());
    Config {
        sharing: kept.sharing,
        encodings,
        levels,
        pixel_format,
        security_types: options.security_types.clone(),
        server_name: options.address.host().map(str::to_owned),
        ..Config::default()
    }
}
