//! The windows of the viewer: each owns sessions, shows their screens and turns what the user does into commands.
//!
//! INVARIANT: the window thread never waits. It sleeps in the event loop until something happens, takes what is there and
//! returns; locks are held only to copy pixels.

mod actions;
mod alarm;
mod appearance;
mod application;
mod bar;
mod capture;
mod clipboard;
mod comeback;
mod commands;
mod controls;
mod duplicate;
mod edge;
mod events;
mod first_size;
mod hearing;
mod interface;
mod keyboard_capture;
mod keys;
mod launch;
mod monitors;
mod mouse;
mod pan;
mod picture;
mod player;
mod preferences;
mod privacy;
mod recording;
mod request;
mod screenshot;
mod settings;
mod shape;
mod start;
mod statistics;
mod tab;
mod touch;
mod typefaces;
mod typing;
mod view;
mod viewer;
mod wakeup;
mod window;

use winit::event_loop::{ControlFlow, EventLoop};

use application::Application;
pub use launch::{KnownAs, Launch, Origin, Place, Subject};
pub use start::{NotOpened, Opener};
use wakeup::Wakeup;

use crate::render::RendererUnavailable;
use crate::session::Failure;

/// How the window ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The user closed it.
    Closed,
    /// The session failed, and the user closed the error page.
    Failed(Failure),
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no display, or it does not work.
    #[error("{0}")]
    Display(String),
    /// The display works, but nothing can draw on it.
    #[error(transparent)]
    Renderer(#[from] RendererUnavailable),
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::Display(_) => {
                "start it in a graphical session, or take a picture with farview snapshot TARGET FILE.png."
            }
            Error::Renderer(_) => "leave out --renderer, or try --renderer cpu.",
        }
    }
}

/// Opens a window on what `launch` names, and returns when the last window is closed. `opener` opens what is chosen on start
/// pages.
pub fn run(launch: Launch, opener: Opener) -> Result<Outcome, Error> {
    let display = |error: winit::error::EventLoopError| Error::Display(error.to_string());
    let event_loop = EventLoop::<Wakeup>::with_user_event().build().map_err(display)?;
    event_loop.set_control_flow(ControlFlow::Wait);
    let mut application = Application::new(launch, opener, event_loop.create_proxy());
    event_loop.run_app(&mut application).map_err(display)?;
    application.into_outcome()
}
