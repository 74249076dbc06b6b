//! Another look at a running session: it hears and sees what the first one does, from now on.

use std::sync::Arc;

use super::queue::EventQueue;
use super::{Event, Screen, Session, Wake};

/// One who follows a session. It goes on when the first front end of the session has left.
pub struct Follower {
    events: Arc<EventQueue>,
    screen: Arc<Screen>,
}

impl Follower {
    /// The next event, if there is one now.
    pub fn next_event(&self) -> Option<Event> {
        self.events.pop()
    }

    /// The remote screen, with what this follower has not seen of it yet.
    pub fn screen(&self) -> &Arc<Screen> {
        &self.screen
    }
}

impl Session {
    /// Follows the session. What it told before must be known already. `wake` is called whenever there is something to see.
    pub fn follow(&self, wake: Wake) -> Follower {
        Follower { events: self.events.follow(Arc::clone(&wake)), screen: Arc::new(self.screen.watch(wake)) }
    }
}
