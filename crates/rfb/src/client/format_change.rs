//! A change of the pixel format in mid-session (RFC 6143 §7.5.1). Pixels that were sent before the server read
//! SetPixelFormat are in the old format, and nothing in the stream says where the new one begins. Two things do:
//!
//! - a fence with `SyncNext` (rfbproto, “ClientFence”), whose answer stands exactly there;
//! - that no update can be on its way: every request was answered, and no new one is made before the change.

use bytes::BytesMut;

use crate::error::Error;
use crate::message::client::{ClientFence, ClientMessage, SetPixelFormat};
use crate::message::server::fence::{BLOCK_BEFORE, Fence, REQUEST, SYNC_NEXT};
use crate::pixel_format::PixelFormat;

/// Asks whether the server keeps to `SyncNext`.
const QUESTION: &[u8] = b"farview format?";
/// Follows the question, for `SyncNext` to have a message that it is about.
const FILLER: &[u8] = b"farview format.";
/// Marks where the new format begins.
const MARK: &[u8] = b"farview format!";

/// Where a change stands, and what must be known for the next one.
#[derive(Debug, Default)]
pub(super) struct FormatChange {
    state: State,
    /// The most updates that may be on their way because they were asked for. Servers may answer several requests by one
    /// update, so that from two on it is not known.
    requests: u32,
    /// Whether updates come unasked.
    continuous: bool,
}

#[derive(Debug, Default)]
enum State {
    /// Nothing is to change.
    #[default]
    Settled,
    /// The server was asked whether it keeps to `SyncNext`.
    ExpectAnswer(PixelFormat),
    /// The format was sent; the mark's answer shows where it begins.
    ExpectMark(PixelFormat),
    /// The format is sent when the last update that was asked for has come.
    ExpectUpdate(PixelFormat),
}

/// What a step of the change came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It goes on.
    Waiting,
    /// The format is in force from here on.
    Changed(PixelFormat),
    /// There is no way to tell old pixels from new ones: the format stays as it is.
    Impossible,
}

/// What to do with a message of the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passage {
    /// Send it.
    Send,
    /// Keep it back: a request would bring pixels whose format is not known.
    Drop,
}

impl FormatChange {
    /// Begins a change.
    pub(super) fn begin(&mut self, format: PixelFormat, fences: bool, output: &mut BytesMut) -> Result<Step, Error> {
        if !matches!(self.state, State::Settled) {
            return Err(Error::Misuse("the pixel format is changing already"));
        }
        if !format.is_valid() {
            return Err(Error::Misuse("a pixel format must be one that can be decoded"));
        }
        if fences {
            write_fence(SYNC_NEXT, QUESTION, output);
            write_fence(BLOCK_BEFORE, FILLER, output);
            self.state = State::ExpectAnswer(format);
            return Ok(Step::Waiting);
        }
        Ok(self.between_updates(format, output))
    }

    /// The caller is about to send `message`.
    pub(super) fn sending(&mut self, message: &ClientMessage) -> Passage {
        match message {
            ClientMessage::FramebufferUpdateRequest(_) if matches!(self.state, State::ExpectUpdate(_)) => {
                return Passage::Drop;
            }
            ClientMessage::FramebufferUpdateRequest(_) => self.requests = self.requests.saturating_add(1),
            ClientMessage::EnableContinuousUpdates(message) => self.continuous = message.rect.is_some(),
            _ => {}
        }
        Passage::Send
    }

    /// An update ended that held pixels: one without may have been sent unasked.
    pub(super) fn answered(&mut self, output: &mut BytesMut) -> Step {
        self.requests = self.requests.saturating_sub(1);
        self.try_between_updates(output)
    }

    /// A fence of ours was answered; `None` where it is the caller's.
    pub(super) fn fence(&mut self, fence: &Fence, output: &mut BytesMut) -> Option<Step> {
        match (&self.state, fence.payload.as_slice()) {
            (&State::ExpectAnswer(format), QUESTION) if fence.flags & SYNC_NEXT == 0 => {
                Some(self.between_updates(format, output))
            }
            (&State::ExpectAnswer(format), QUESTION) => {
                write_fence(SYNC_NEXT | BLOCK_BEFORE, MARK, output);
                ClientMessage::from(SetPixelFormat(format)).write(output);
                self.state = State::ExpectMark(format);
                Some(Step::Waiting)
            }
            (&State::ExpectMark(format), MARK) => {
                self.state = State::Settled;
                Some(Step::Changed(format))
            }
            (_, FILLER) => Some(Step::Waiting),
            _ => None,
        }
    }

    /// Sends the format as soon as no update can be on its way.
    fn between_updates(&mut self, format: PixelFormat, output: &mut BytesMut) -> Step {
        if self.requests > 1 || self.continuous {
            self.state = State::Settled;
            return Step::Impossible;
        }
        self.state = State::ExpectUpdate(format);
        self.try_between_updates(output)
    }

    fn try_between_updates(&mut self, output: &mut BytesMut) -> Step {
        match self.state {
            State::ExpectUpdate(format) if self.requests == 0 => {
                self.state = State::Settled;
                ClientMessage::from(SetPixelFormat(format)).write(output);
                Step::Changed(format)
            }
            _ => Step::Waiting,
        }
    }
}

fn write_fence(flags: u32, payload: &[u8], output: &mut BytesMut) {
    let fence = Fence { flags: REQUEST | flags, payload: payload.to_vec() };
    ClientMessage::from(ClientFence(fence)).write(output);
}
