//! What the front end asks for, carried out.

use rfb::Feature;
use rfb::message::client::{SetDesktopSize, Xvp};

use super::{Flow, Running};
use crate::session::driver::{Stopped, screens};
use crate::session::pacing::Pacing;
use crate::session::{Command, Interaction, Power, Size};

impl Running<'_> {
    pub(super) fn command(&mut self, command: Command) -> Result<Flow, Stopped> {
        match command {
            Command::Disconnect | Command::CredentialsRefused if !self.connection.client().is_open() => {
                return Err(Stopped::ByUser);
            }
            Command::Disconnect => return Ok(Flow::End),
            Command::Credentials(credentials) => {
                self.kept.credentials = Some(credentials.clone());
                self.connection.client().authenticate(credentials);
            }
            Command::Answer(answer) => {
                // The time that it took to answer is not the server's.
                self.connection.client();
                if let Some(question) = self.question.take() {
                    self.kept.decided(question, answer);
                }
                let passage = self.gate.answer(answer);
                self.pass(passage)?;
            }
            Command::CredentialsRefused | Command::ReconnectNow | Command::Playback(_) => {}
            Command::Interaction(interaction) => self.interact(interaction)?,
            Command::Wishes(wishes) => self.wish(wishes)?,
            Command::Key(_) | Command::Pointer(_) | Command::PointerDistance(_) if !self.takes_input() => {
                self.shared.inbox.dropped();
            }
            Command::Record(record) => self.kept.recordings.perform(&record),
            _ if !self.connection.client().is_open() => {}
            Command::Refresh => Pacing::all(self.connection.client())?,
            Command::ResizeDesktop(size) => self.resize_desktop(size)?,
            Command::Clipboard(_) | Command::Power(_) if self.kept.interaction == Interaction::ViewOnly => {}
            Command::Key(key) => {
                self.acted();
                self.input.key(key, self.connection.client())?;
            }
            Command::Pointer(pointer) => {
                self.acted();
                self.kept.recordings.pointer(pointer.position);
                self.input.pointer(pointer, self.connection.client())?;
            }
            Command::PointerDistance(motion) => {
                self.acted();
                self.input.moved(motion, self.connection.client())?;
            }
            Command::Clipboard(clipping) => {
                let event = self.clipboard.set(clipping, self.connection.client())?;
                if let Some(event) = event {
                    self.tell(event);
                }
            }
            Command::Power(power) => self.switch(power)?,
        }
        Ok(Flow::Continue)
    }

    fn switch(&mut self, power: Power) -> Result<(), rfb::Error> {
        let client = self.connection.client();
        if !client.supports(Feature::Xvp) {
            return Ok(());
        }
        client.send(match power {
            Power::Shutdown => Xvp::Shutdown,
            Power::Reboot => Xvp::Reboot,
            Power::Reset => Xvp::Reset,
        })
    }

    fn interact(&mut self, interaction: Interaction) -> Result<(), rfb::Error> {
        if interaction == Interaction::ViewOnly && self.connection.client().is_open() {
            self.input.release(self.connection.client())?;
        }
        self.kept.interaction = interaction;
        Ok(())
    }

    fn resize_desktop(&mut self, size: Size) -> Result<(), rfb::Error> {
        let client = self.connection.client();
        if !client.supports(Feature::SetDesktopSize) || size.is_empty() {
            return Ok(());
        }
        let screens = screens::arranged(&self.screens, client.framebuffer_size(), size);
        client.send(SetDesktopSize { size, screens })
    }
}
