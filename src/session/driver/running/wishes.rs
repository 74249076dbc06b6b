//! How pixels are sent, changed in the middle of a session.

use super::Running;
use crate::session::driver::Stopped;
use crate::session::pacing::Pacing;
use crate::session::{Interaction, Wishes};

impl Running<'_> {
    /// Asks for pixels in another way, and for all of them: those that are there came in the old one.
    pub(super) fn wish(&mut self, wishes: Wishes) -> Result<(), Stopped> {
        let before = std::mem::replace(&mut self.kept.wishes, wishes.clone());
        let client = self.connection.client();
        if before == wishes {
            return Ok(());
        }
        tracing::info!(?wishes, "pixels are wanted in another way");
        let depth = wishes.depth;
        self.adapt.wish(wishes, client);
        if !client.is_open() {
            return Ok(());
        }
        // What is recorded cannot be read any more after a change of the format: then it stays.
        if depth != before.depth && self.recorder.is_none() {
            return Ok(client.change_pixel_format(depth.pixel_format())?);
        }
        Ok(Pacing::all(client)?)
    }

    /// Whether keys and movements are sent.
    pub(super) fn takes_input(&mut self) -> bool {
        self.kept.interaction == Interaction::Full && self.connection.client().is_open()
    }
}
