//! One decoder per encoding and lane, kept for the life of the connection.

use crate::encoding::{Decode, Encoding, Job, Lane, copy_rect};
use crate::error::{Error, Protocol};
use crate::framebuffer::Framebuffer;

/// Decoders of one encoding: one for each stream, and one for what has no history.
type Lanes = [Option<Box<dyn Decode>>; Lane::STREAMS + 1];

const NO_LANE: Error = Error::Misuse("a lane that no encoding has");

/// The decoders of one connection, used in the order in which rectangles arrive.
#[derive(Default)]
pub struct Decoders {
    decoders: [Lanes; Encoding::ALL.len()],
}

impl Decoders {
    /// Decoders in the state of a new connection. Their memory is asked for when they are first used.
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes `job` into `framebuffer`, now and here. After an error the connection cannot go on: a zlib history may be lost.
    pub fn apply(&mut self, job: &Job, framebuffer: &mut Framebuffer) -> Result<(), Error> {
        let Job { head, body, .. } = job;
        if job.lane == Lane::Framebuffer {
            return copy_rect::apply(head, body, framebuffer);
        }
        self.reset(job);
        let size = framebuffer.size();
        let outside = Protocol::RectangleOutside { rect: head.rect, framebuffer: size };
        let out = framebuffer.target(head.rect).ok_or(outside)?;
        self.decoder(job)?.decode(head, body, out)
    }

    /// Ends the histories that end before `job`.
    pub(super) fn reset(&mut self, job: &Job) {
        if job.resets == 0 {
            return;
        }
        let streams = self.decoders.get_mut(job.encoding as usize).into_iter().flatten().enumerate();
        for (stream, decoder) in streams.take(Lane::STREAMS) {
            if let (true, Some(decoder)) = (job.resets >> stream & 1 == 1, decoder) {
                decoder.reset();
            }
        }
    }

    /// The decoder for `job`'s lane.
    pub(super) fn decoder(&mut self, job: &Job) -> Result<&mut (dyn Decode + 'static), Error> {
        let slot = self.slot(job.encoding, job.lane).ok_or(NO_LANE)?;
        Ok(slot.get_or_insert_with(|| job.encoding.decoder()).as_mut())
    }

    /// Takes the decoder of a lane out, to be used elsewhere and [put back](Self::put_back).
    pub(super) fn take(&mut self, encoding: Encoding, lane: Lane) -> Box<dyn Decode> {
        self.slot(encoding, lane).and_then(Option::take).unwrap_or_else(|| encoding.decoder())
    }

    /// Puts back what was taken.
    pub(super) fn put_back(&mut self, encoding: Encoding, lane: Lane, decoder: Box<dyn Decode>) {
        if let Some(slot) = self.slot(encoding, lane) {
            *slot = Some(decoder);
        }
    }

    fn slot(&mut self, encoding: Encoding, lane: Lane) -> Option<&mut Option<Box<dyn Decode>>> {
        self.decoders.get_mut(encoding as usize)?.get_mut(lane.index())
    }
}
