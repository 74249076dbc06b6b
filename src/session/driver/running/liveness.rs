//! Asks a server that is silent whether it is still there, and tells the front end when it does not answer.

use rfb::message::client::{ClientFence, FramebufferUpdateRequest, Incremental};
use rfb::message::server::fence::{Fence, REQUEST};
use rfb::net::Error;
use rfb::{Rect, Size};
use tokio::time::Instant;

use super::Running;
use crate::session::driver::Stopped;
use crate::session::driver::pulse::{Beat, Now, Question};
use crate::session::{Event, Silence};

/// What a question carries.
const PAYLOAD: &[u8] = b"farview pulse";

impl Running<'_> {
    /// When to [`Running::beat`]; never before the session is open, since the handshake has time limits of its own.
    pub(super) fn next_beat(&mut self) -> Option<Instant> {
        let is_open = self.connection.client().is_open();
        self.pulse.deadline().filter(|_| is_open).map(Instant::from_std)
    }

    /// Looks how long the server has been silent.
    pub(super) fn beat(&mut self) -> Result<(), Stopped> {
        self.listen();
        match self.pulse.beat(Now::read()) {
            Beat::Rest => Ok(()),
            Beat::Ask => Ok(self.ask_for_life()?),
            Beat::Doubt => {
                tracing::info!("the server does not answer");
                self.tell(Event::Silence(Silence::Silent));
                Ok(())
            }
            Beat::GiveUp(after) => Err(Error::Timeout { awaiting: "a sign of life", after }.into()),
        }
    }

    /// The user did something.
    pub(super) fn acted(&mut self) {
        self.listen();
        self.pulse.acted(Now::read());
    }

    /// Takes in when bytes came last.
    pub(super) fn listen(&mut self) {
        if self.pulse.heard(self.connection.heard().into_std()) {
            tracing::info!("the server answers again");
            self.tell(Event::Silence(Silence::Over));
        }
    }

    fn ask_for_life(&mut self) -> Result<(), rfb::Error> {
        let client = self.connection.client();
        match self.pulse.question() {
            Question::Fence => client.send(ClientFence(Fence { flags: REQUEST, payload: PAYLOAD.to_vec() })),
            Question::Pixel => {
                let rect = Rect::of(Size::new(1, 1));
                let is_there = !client.framebuffer_size().is_empty();
                let request = FramebufferUpdateRequest { incremental: Incremental::No, rect };
                if is_there { client.send(request) } else { Ok(()) }
            }
        }
    }
}
