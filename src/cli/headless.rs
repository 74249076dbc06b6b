//! A session without a window: waits for the first picture, asks for a password on the terminal where it must.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::connection::Connection;
use super::decision;
use super::exit::{Error, ExitCode};
use super::interrupt;
use crate::session::{Command, Credentials, CredentialsRequest, Event, Secret, Session};

/// How long to sleep where nothing but a wake-up counts.
const LONG: Duration = Duration::from_secs(3600);

/// How often a password may be typed.
const ATTEMPTS: u32 = 3;

/// An open session with a complete picture.
pub(super) struct Headless {
    session: Session,
    wakes: Receiver<()>,
    waker: SyncSender<()>,
    username: Option<String>,
    attempts: u32,
}

/// Why a run ended that has no end of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The user had enough.
    Interrupted,
    /// It had run for as long as it should.
    TimeIsUp,
}

/// What woke a [`Headless`] up.
#[derive(Debug, PartialEq, Eq)]
enum Woken {
    /// Something happened.
    Wake,
    /// Nothing happened in time.
    TimedOut,
}

impl Headless {
    /// Connects and waits until the whole desktop is there, for at most `patience`.
    pub(super) fn open(connection: Connection, patience: Duration) -> Result<Self, Error> {
        let mut deadline = Instant::now() + patience;
        let (waker, wakes) = sync_channel(1);
        let sender = waker.clone();
        let wake = Arc::new(move || {
            // A full channel means that a wake-up is waiting already.
            let _ = sender.try_send(());
        });
        let address = connection.options.address.to_string();
        let session = Session::start(connection.options, wake);
        let mut headless = Self { session, wakes, waker, username: connection.login.username, attempts: 0 };
        loop {
            while let Some(event) = headless.session.next_event() {
                let before = Instant::now();
                if headless.handle(event)? == Progress::Picture {
                    return Ok(headless);
                }
                // A person who was asked took their own time.
                deadline += before.elapsed();
            }
            if headless.wait_until(deadline) == Woken::TimedOut {
                let what = format!("no picture from {address}");
                return Err(Error::new(ExitCode::Lost, what, format!("none came in {} seconds", patience.as_secs()))
                    .hint(
                        "the server may be busy or waiting for somebody to allow the connection; try --timeout 120.",
                    ));
            }
        }
    }

    /// The session, to look at its screen.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Lets the session run for `duration`.
    pub(super) fn run_for(&mut self, duration: Duration) -> Result<(), Error> {
        let deadline = Instant::now() + duration;
        // What came together with the first picture has no wake-up of its own any more.
        self.handle_waiting()?;
        while self.wait_until(deadline) == Woken::Wake {
            self.handle_waiting()?;
            self.forget_damage();
        }
        Ok(())
    }

    /// Lets the session run until nothing changed for `still`, but no longer than `longest`. Returns whether it came to rest.
    pub(super) fn run_until_still(&mut self, still: Duration, longest: Duration) -> Result<bool, Error> {
        let end = Instant::now() + longest;
        self.forget_damage();
        let mut changed = Instant::now();
        loop {
            let rest = changed + still;
            let woken = self.wait_until(rest.min(end));
            self.handle_waiting()?;
            if self.forget_damage() {
                changed = Instant::now();
            } else if woken == Woken::TimedOut && rest <= end {
                return Ok(true);
            }
            if Instant::now() >= end {
                return Ok(false);
            }
        }
    }

    /// Lets the session run until the user presses Ctrl-C, the session ends or `duration` is over.
    pub(super) fn run_until_interrupted(&mut self, duration: Option<Duration>) -> Result<End, Error> {
        let deadline = duration.map(|duration| Instant::now() + duration);
        let interrupted = Arc::new(AtomicBool::new(false));
        let (flag, waker) = (Arc::clone(&interrupted), self.waker.clone());
        interrupt::on_interrupt(move || {
            flag.store(true, Ordering::Release);
            // A full channel means that a wake-up is waiting already.
            let _ = waker.try_send(());
        })?;
        // As in `run_for`.
        self.handle_waiting()?;
        loop {
            let woken = self.wait_until(deadline.unwrap_or_else(|| Instant::now() + LONG));
            self.handle_waiting()?;
            self.forget_damage();
            if interrupted.load(Ordering::Acquire) {
                return Ok(End::Interrupted);
            }
            if woken == Woken::TimedOut && deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Ok(End::TimeIsUp);
            }
        }
    }

    /// Disconnects, and returns when all is written.
    pub(super) fn close(self) {
        self.session.close();
    }

    /// Whether there was damage.
    fn forget_damage(&self) -> bool {
        self.session.screen().is_dirty() && self.session.screen().draw(|_, damage| !damage.is_empty())
    }

    fn wait_until(&self, deadline: Instant) -> Woken {
        match self.wakes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(()) => Woken::Wake,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Woken::TimedOut,
        }
    }

    fn handle_waiting(&mut self) -> Result<(), Error> {
        while let Some(event) = self.session.next_event() {
            self.handle(event)?;
        }
        Ok(())
    }

    fn handle(&mut self, event: Event) -> Result<Progress, Error> {
        match event {
            Event::CredentialsNeeded(request) => {
                let credentials = self.ask(&request)?;
                self.session.send(Command::Credentials(credentials));
            }
            Event::Question(question) => {
                let answer = decision::ask(&question)?;
                self.session.send(Command::Answer(answer));
            }
            Event::FirstPicture => return Ok(Progress::Picture),
            Event::Ended(Some(failure)) => return Err(failure.into()),
            Event::Ended(None) => {
                return Err(Error::new(ExitCode::Lost, "no picture", "the session ended before there was one"));
            }
            Event::Progress(_)
            | Event::Connected(_)
            | Event::Resized(_)
            | Event::Renamed(_)
            | Event::Resizable(_)
            | Event::Cursor(_)
            | Event::Bell
            | Event::Clipboard(_)
            | Event::ClipboardTooLarge(_)
            | Event::ClipboardReduced
            | Event::PointerMoved(_)
            | Event::PointerMotion(_)
            | Event::Locks(_)
            | Event::Screens(_)
            | Event::PowerOffered
            | Event::PowerFailed
            | Event::Privacy(_)
            | Event::Reconnecting(_)
            | Event::Recording(_)
            | Event::Playback(_)
            | Event::Silence(_) => {}
        }
        Ok(Progress::Waiting)
    }

    /// Asks on the terminal, if there is one.
    fn ask(&mut self, request: &CredentialsRequest) -> Result<Credentials, Error> {
        self.attempts += 1;
        if let Some(reason) = &request.refused {
            if self.attempts > ATTEMPTS || !io::stdin().is_terminal() {
                return Err(Error::new(ExitCode::Authentication, "the server refused the password", reason)
                    .hint("check the password; on most servers vncpasswd sets it"));
            }
            super::output::note(&format!("farview: the server refused the password: {reason}"));
        }
        if let Some(notice) = &request.notice {
            super::output::note(&format!("farview: {notice}"));
        }
        if !io::stdin().is_terminal() {
            let what = format!("the server wants a password ({})", request.method);
            return Err(Error::new(
                ExitCode::Authentication,
                what,
                "none was given and there is no terminal to ask on",
            )
            .hint("use --password-file FILE, --password-command COMMAND, --password-stdin or the variable FARVIEW_PASSWORD"));
        }
        let failed = |error: io::Error| Error::new(ExitCode::Authentication, "cannot ask for the password", error);
        if request.username && self.username.is_none() {
            eprint_prompt("User name: ");
            let mut name = String::new();
            io::stdin().read_line(&mut name).map_err(failed)?;
            self.username = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        let password = rpassword::prompt_password("Password: ").map_err(failed)?;
        Ok(Credentials { username: self.username.clone(), password: Secret::new(password) })
    }
}

/// How far opening has come.
#[derive(Debug, PartialEq, Eq)]
enum Progress {
    /// The picture is not there yet.
    Waiting,
    /// The picture is there.
    Picture,
}

fn eprint_prompt(text: &str) {
    use std::io::Write;
    // Nobody is left to ask when standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}
