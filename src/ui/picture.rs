//! How the picture is shown: what the panels read of it, and what they can ask for.

use crate::config::{Filter, FullScreen, Scale};
use crate::render::zoom::Zoom;
use crate::session::RemoteScreen;

/// What the panels read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// How remote pixels become those of the window.
    pub filter: Filter,
    /// How large the picture is shown indeed, 100 being one remote pixel on one of the window.
    pub percent: f64,
    /// The screens of the remote desktop, where the server tells of more than one.
    pub screens: Vec<RemoteScreen>,
    /// What is shown of them.
    pub shown: Shown,
    /// The monitors of this computer, by the names that the system has for them.
    pub monitors: Vec<String>,
    /// Which of them the full screen takes.
    pub full_screen: FullScreen,
}

/// What is shown of a remote desktop with several screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// All of it.
    #[default]
    All,
    /// The screen with this number of the server's.
    Screen(u32),
}

/// What a panel asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show the picture this large.
    Scale(Scale),
    /// A step larger or smaller.
    Zoom(Zoom),
    /// Turn remote pixels into those of the window in this way.
    Filter(Filter),
    /// Show all of the remote desktop or one of its screens.
    Show(Shown),
    /// Let the full screen take these monitors, and go there.
    FullScreen(FullScreen),
    /// Open another window on the same session.
    Duplicate(Shown),
    /// Open a window for every screen of the remote desktop; this one shows the first.
    Spread,
}

impl State {
    /// The name of a remote screen for people: its place among the others, from 1.
    pub fn number_of(&self, id: u32) -> Option<usize> {
        self.screens.iter().position(|screen| screen.id == id).map(|index| index + 1)
    }
}
