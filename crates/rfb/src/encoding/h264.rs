//! Open H.264 (rfbproto "Open H.264 Encoding"): video of its own for each place and extent of a rectangle, called a context.
//! What was sent before decides what the next bytes mean, so that all of it is one lane.

use crate::codec::h264::Stream;
use crate::encoding::{Decode, Head, Lane, Measured, Scan};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::geometry::{Rect, Size};
use crate::limits;
use crate::wire::{Reader, Stop};

/// Bits of a rectangle's flags.
const RESET_CONTEXT: u32 = 1;
const RESET_ALL_CONTEXTS: u32 = 2;
/// Contexts that there may be; one more replaces the one that was not used for longest.
const CONTEXTS: usize = 64;
/// Macroblocks of the pictures of all contexts that are kept: about 300 MB.
const KEPT: usize = 512 << 10;
/// Bytes of a macroblock that is not compressed at all, with a third for what keeps start codes from appearing.
const MACROBLOCK: usize = 512;
/// What pictures may add to that.
const SLACK: usize = 256 << 10;

/// The most bytes that a rectangle may have.
fn largest(size: Size) -> usize {
    let [columns, rows] = [size.width, size.height].map(|length| usize::from(length).div_ceil(16) + 1);
    columns * rows * MACROBLOCK + SLACK
}

pub(crate) fn measure(_: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let length = reader.u32()? as usize;
    limits::check("the length of an H.264 rectangle", length, largest(head.rect.size()))?;
    reader.u32()?;
    reader.skip(length)?;
    Ok(Measured::whole(head, Lane::Stream(0)))
}

/// Decodes Open H.264 rectangles. Every one of them must pass through here: later ones refer to it.
#[derive(Default)]
pub struct Decoder {
    /// The contexts, the one that was used last at the end.
    contexts: Vec<Context>,
}

struct Context {
    rect: Rect,
    stream: Stream,
}

impl Decode for Decoder {
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        let mut reader = Reader::new(body);
        let truncated = |_| Error::Misuse("the rectangle was not measured");
        reader.u32().map_err(truncated)?;
        let flags = reader.u32().map_err(truncated)?;
        if flags & RESET_ALL_CONTEXTS != 0 {
            self.contexts.clear();
        } else if flags & RESET_CONTEXT != 0 {
            self.contexts.retain(|context| context.rect != head.rect);
        }
        let data = reader.rest();
        if data.is_empty() || head.rect.is_empty() {
            return Ok(());
        }
        let mut context = self.take(head.rect);
        context.stream.check(data, head.rect.size())?;
        self.make_room(context.stream.kept())?;
        let result = context.stream.decode(out);
        self.contexts.push(context);
        result
    }
}

impl Decoder {
    /// The context of a rectangle, taken out of the others, or a new one.
    fn take(&mut self, rect: Rect) -> Context {
        match self.contexts.iter().position(|context| context.rect == rect) {
            Some(place) => self.contexts.remove(place),
            None => Context { rect, stream: Stream::default() },
        }
    }

    /// Ends contexts until there is room for one that keeps `kept` macroblocks.
    fn make_room(&mut self, kept: usize) -> Result<(), Error> {
        limits::check("the macroblocks that an H.264 video keeps", kept, KEPT)?;
        let kept_by = |contexts: &[Context]| contexts.iter().map(|context| context.stream.kept()).sum::<usize>();
        while self.contexts.len() >= CONTEXTS || kept_by(&self.contexts) + kept > KEPT {
            self.contexts.remove(0);
        }
        Ok(())
    }
}
