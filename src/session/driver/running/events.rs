//! What the protocol tells, carried out or handed to the front end.

use rfb::message::extended_clipboard::ClipboardMessage;
use rfb::{PointerMotion, SecurityType};
use tokio::time::Instant;

use super::Running;
use crate::session::driver::Stopped;
use crate::session::pacing::Pacing;
use crate::session::{CredentialsRequest, Event, Interaction, Stage};

impl Running<'_> {
    pub(super) fn event(&mut self, event: rfb::Event) -> Result<(), Stopped> {
        match event {
            rfb::Event::Version { banner, version } => {
                tracing::info!(banner, version = version.name(), "version agreed");
                self.adapt.requested(Instant::now().into_std());
            }
            rfb::Event::Security { chosen, .. } => self.security_chosen(chosen)?,
            rfb::Event::IdentityPresented(identity) => {
                let passage = self.gate.identity(identity);
                self.pass(passage)?;
            }
            rfb::Event::CredentialsNeeded(request) => {
                let passage = self.gate.credentials(request);
                self.pass(passage)?;
            }
            rfb::Event::Capabilities(capabilities) => tracing::debug!(?capabilities, "what the server can do"),
            rfb::Event::Protected(protection) => {
                let privacy = self.gate.protected(protection);
                self.tell(Event::Privacy(privacy));
            }
            rfb::Event::Connected(server_init) => self.connected(&server_init)?,
            rfb::Event::UpdateStart => self.update_started()?,
            rfb::Event::Rectangle(job) => self.rectangle(job)?,
            rfb::Event::UpdateEnd => self.update_ended()?,
            rfb::Event::DesktopSize(layout) => self.desktop_size(layout),
            rfb::Event::DesktopName(name) => {
                self.kept.recordings.named(&name);
                self.tell(Event::Renamed(name));
            }
            rfb::Event::Cursor(image) => {
                let image = self.cursor.set_image(image);
                self.show_cursor(image);
            }
            rfb::Event::CursorState(state) => {
                let image = self.cursor.set_state(state);
                self.show_cursor(image);
            }
            rfb::Event::PointerMoved(position) => {
                self.kept.recordings.pointer(position);
                self.tell(Event::PointerMoved(position));
            }
            rfb::Event::PointerMotion(motion) => self.pointer_motion(motion),
            rfb::Event::Locks(locks) => {
                tracing::debug!(?locks, "the server's lock keys");
                self.tell(Event::Locks(locks));
            }
            rfb::Event::PixelFormat(format) => {
                tracing::info!(?format, "the server changed the pixel format");
                Pacing::all(self.connection.client())?;
            }
            rfb::Event::Bell => {
                self.kept.recordings.bell();
                self.tell(Event::Bell);
            }
            rfb::Event::CutText(text) => self.cut_text(text),
            rfb::Event::CutTextTooLong(length) => self.cut_text_too_long(length),
            rfb::Event::Clipboard(message) => self.clipboard_message(message)?,
            rfb::Event::XvpFailed => self.tell(Event::PowerFailed),
            rfb::Event::Supports(feature) => self.supports(feature)?,
            rfb::Event::Fence(fence) => self.adapt.fence(&fence, Instant::now().into_std()),
        }
        Ok(())
    }

    fn security_chosen(&mut self, chosen: SecurityType) -> Result<(), Stopped> {
        tracing::info!(security_type = chosen.name(), "security type chosen");
        self.adapt.answered(Instant::now().into_std());
        let method = chosen.name().to_owned();
        self.kept.asked = Some(CredentialsRequest { method, ..CredentialsRequest::default() });
        self.tell(Event::Progress(Stage::Authenticating));
        let passage = self.gate.chosen(chosen);
        self.pass(passage)
    }

    fn cut_text(&mut self, text: String) {
        if let Some(event) = self.clipboard.cut_text(text) {
            self.tell(event);
        }
    }

    fn cut_text_too_long(&mut self, length: usize) {
        tracing::warn!(length, "the server's clipboard is too large: ignored");
        self.tell(Event::ClipboardTooLarge(length));
    }

    /// Who only looks does not even ask for what the server's clipboard has.
    fn clipboard_message(&mut self, message: ClipboardMessage) -> Result<(), rfb::Error> {
        tracing::debug!(formats = ?message.formats(), kind = message.name(), "the server's clipboard");
        if self.kept.interaction == Interaction::ViewOnly && !matches!(message, ClipboardMessage::Caps(_)) {
            return Ok(());
        }
        let event = self.clipboard.message(message, self.connection.client())?;
        if let Some(event) = event {
            self.tell(event);
        }
        Ok(())
    }

    fn pointer_motion(&mut self, motion: PointerMotion) {
        tracing::info!(?motion, "the server wants movements of the mouse");
        self.input.set_motion(motion);
        self.tell(Event::PointerMotion(motion));
    }
}
