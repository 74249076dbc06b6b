//! Open H.264 (rfbproto "Open H.264 Encoding"), written from ITU-T H.264 with the least that makes correct video: every
//! macroblock is either sent as it is (`I_PCM`) or, where nothing has changed, skipped. The only losses are those of 4:2:0.

pub(crate) mod bits;
mod planes;

use rfb::Rect;

use self::bits::BitWriter;
use self::planes::{MACROBLOCK, Planes};
use super::{Encoder, Source};

/// The number in SetEncodings and in rectangle headers.
pub(super) const NUMBER: i32 = 50;
/// Contexts that viewers keep.
const CONTEXTS: usize = 64;
const RESET_CONTEXT: u32 = 1;

/// NAL unit headers: the importance for other pictures, and the kind (table 7-1).
const SEQUENCE_PARAMETERS: u8 = 3 << 5 | 7;
const PICTURE_PARAMETERS: u8 = 3 << 5 | 8;
const INSTANTANEOUS_SLICE: u8 = 3 << 5 | 5;
const SLICE: u8 = 2 << 5 | 1;

/// Slices all of one kind (table 7-6).
const ALL_I: u32 = 7;
const ALL_P: u32 = 5;
/// `I_PCM` (tables 7-11 and 7-13).
const PCM_IN_I: u32 = 25;
const PCM_IN_P: u32 = 5 + PCM_IN_I;
/// Pictures after which their numbers begin again.
const NUMBERS: u32 = 16;

/// Writes Open H.264.
#[derive(Default)]
pub struct H264Encoder {
    /// What the viewer has, the oldest first.
    contexts: Vec<Context>,
}

struct Context {
    rect: Rect,
    planes: Planes,
    /// Pictures since the last one that needs no other.
    number: u32,
}

impl Encoder for H264Encoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        let planes = Planes::of(source);
        let (mut data, mut flags) = (Vec::new(), 0);
        if let Some(context) = self.contexts.iter_mut().find(|context| context.rect == source.rect) {
            context.number = (context.number + 1) % NUMBERS;
            put_changes(&context.planes, &planes, context.number, &mut data);
            context.planes = planes;
        } else {
            flags = RESET_CONTEXT;
            put_whole(&planes, &mut data);
            if self.contexts.len() == CONTEXTS {
                self.contexts.remove(0);
            }
            self.contexts.push(Context { rect: source.rect, planes, number: 0 });
        }
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(flags.to_be_bytes());
        out.extend(data);
    }
}

/// Parameters and a picture that needs no other.
fn put_whole(planes: &Planes, out: &mut Vec<u8>) {
    sequence_parameters(planes).finish_unit(SEQUENCE_PARAMETERS, out);
    picture_parameters().finish_unit(PICTURE_PARAMETERS, out);
    let mut slice = BitWriter::default();
    slice.unsigned_each([0, ALL_I, 0]);
    slice.bits(0, 4);
    // The number of the instantaneous refresh, and two flags of how it is kept.
    slice.unsigned(0);
    slice.bits(0, 2);
    slice_end_of_header(&mut slice);
    for place in planes.macroblocks() {
        slice.unsigned(PCM_IN_I);
        slice.align();
        planes.samples(place).for_each(|sample| slice.bits(sample.into(), 8));
    }
    slice.finish_unit(INSTANTANEOUS_SLICE, out);
}

/// A picture that says what differs from the one before.
fn put_changes(before: &Planes, after: &Planes, number: u32, out: &mut Vec<u8>) {
    let mut slice = BitWriter::default();
    slice.unsigned_each([0, ALL_P, 0]);
    slice.bits(number, 4);
    // Neither the number of references nor their order nor how they are kept is changed.
    slice.bits(0, 3);
    slice_end_of_header(&mut slice);
    let mut skipped = 0;
    for place in after.macroblocks() {
        if before.samples(place).eq(after.samples(place)) {
            skipped += 1;
            continue;
        }
        slice.unsigned(skipped);
        skipped = 0;
        slice.unsigned(PCM_IN_P);
        slice.align();
        after.samples(place).for_each(|sample| slice.bits(sample.into(), 8));
    }
    if skipped > 0 {
        slice.unsigned(skipped);
    }
    slice.finish_unit(SLICE, out);
}

/// The quantiser, and that nothing is smoothed.
fn slice_end_of_header(slice: &mut BitWriter) {
    slice.unsigned(0);
    slice.unsigned(1);
}

/// §7.3.2.1.1, for the constrained baseline profile.
fn sequence_parameters(planes: &Planes) -> BitWriter {
    let mut bits = BitWriter::default();
    for byte in [66, 0xc0, 52] {
        bits.bits(byte, 8);
    }
    // Its number, four bits for numbers of pictures, shown in the order of decoding, one reference.
    bits.unsigned_each([0, 0, 2, 1]);
    bits.bits(0, 1);
    bits.unsigned(planes.columns as u32 - 1);
    bits.unsigned(planes.rows as u32 - 1);
    // Frames only, and no inference for smaller blocks.
    bits.bits(0b11, 2);
    let [right, bottom] = [(planes.columns, planes.width), (planes.rows, planes.height)]
        .map(|(macroblocks, pixels)| (macroblocks * MACROBLOCK - pixels) as u32 / 2);
    bits.bits(1, 1);
    bits.unsigned_each([0, right, 0, bottom]);
    // Nothing is said of colours: BT.601 in limited range.
    bits.bits(0, 1);
    bits
}

/// §7.3.2.2.
fn picture_parameters() -> BitWriter {
    let mut bits = BitWriter::default();
    bits.unsigned(0);
    bits.unsigned(0);
    // Variable-length codes.
    bits.bits(0, 2);
    bits.unsigned_each([0, 0, 0]);
    // No weights.
    bits.bits(0, 3);
    bits.unsigned_each([0, 0, 0]);
    // Slices say whether edges are smoothed.
    bits.bits(0b100, 3);
    bits
}
