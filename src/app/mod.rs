//! The window of the viewer: it owns the session, shows its screen and turns what the user does into commands.
//!
//! INVARIANT: the window thread never waits. It sleeps in the event loop until something happens, takes what is there and
//! returns; locks are held only to copy pixels.

mod alarm;
mod capture;
mod clipboard;
mod comeback;
mod commands;
mod controls;
mod events;
mod interface;
mod launch;
mod privacy;
mod shape;
mod view;
mod viewer;
mod wakeup;
mod window;

use winit::event_loop::{ControlFlow, EventLoop};

pub use launch::Launch;
use viewer::Viewer;
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

/// Opens the window, connects, and returns when the window is closed.
pub fn run(launch: Launch) -> Result<Outcome, Error> {
    let display = |error: winit::error::EventLoopError| Error::Display(error.to_string());
    let event_loop = EventLoop::<Wakeup>::with_user_event().build().map_err(display)?;
    event_loop.set_control_flow(ControlFlow::Wait);
    let mut viewer = Viewer::new(launch, event_loop.create_proxy());
    event_loop.run_app(&mut viewer).map_err(display)?;
    viewer.into_outcome()
}
