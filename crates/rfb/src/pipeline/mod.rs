//! From measured rectangles to pixels: one decoder per encoding, kept for the life of the connection.

use crate::encoding::{Decode, Encoding, Job, Lane, copy_rect};
use crate::error::{Error, Protocol};
use crate::framebuffer::Framebuffer;

/// The decoders of one connection, used in the order in which rectangles arrive.
#[derive(Default)]
pub struct Decoders {
    decoders: [Option<Box<dyn Decode>>; Encoding::ALL.len()],
}

impl Decoders {
    /// Decoders in the state of a new connection. Their memory is asked for when they are first used.
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes `job` into `framebuffer`. After an error the connection cannot go on: a zlib history may be lost.
    pub fn apply(&mut self, job: &Job, framebuffer: &mut Framebuffer) -> Result<(), Error> {
        let Job { head, body, .. } = job;
        if job.lane == Lane::Framebuffer {
            return copy_rect::apply(head, body, framebuffer);
        }
        let size = framebuffer.size();
        let outside = Protocol::RectangleOutside { rect: head.rect, framebuffer: size };
        let out = framebuffer.target(head.rect).ok_or(outside)?;
        let Some(slot) = self.decoders.get_mut(job.encoding as usize) else {
            return Err(Error::Misuse("an encoding that is not in the table"));
        };
        slot.get_or_insert_with(|| job.encoding.decoder()).decode(head, body, out)
    }
}
