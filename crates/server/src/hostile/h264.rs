//! Attacks with video (Open H.264): lengths, extents and counts that ask for memory or time, and what is no video.

use rfb::{Framebuffer, Rect};

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::Rectangle;
use super::{Attack, PROOF, SIZE, attack, one_rectangle, opened, proof};
use crate::encoder::{BitWriter, Encoders, Source, Translation};
use crate::script::Script;

const H264: i32 = 50;
const RESET_CONTEXT: u32 = 1;
const RESET_ALL_CONTEXTS: u32 = 2;
const DESKTOP: Rect = Rect::of(SIZE);
/// Headers of NAL units.
const SEQUENCE_PARAMETERS: u8 = 0x67;
const PICTURE_PARAMETERS: u8 = 0x68;
const INSTANTANEOUS_SLICE: u8 = 0x65;
const SLICE: u8 = 0x41;

pub(super) const ATTACKS: &[Attack] = &[
    attack("h264-a-length-of-4-gib", Rectangle, Error, || head().send([0xff; 4]).flood([0; 16384], 1 << 30)),
    attack("h264-a-length-of-16-mib", Rectangle, Error, || head().send([1, 0, 0, 0]).flood([0; 16384], 1 << 24)),
    attack("h264-no-start-code", Rectangle, Error, || video(&[0x55; 200])),
    attack("h264-nothing-but-zeros", Rectangle, Either, || video(&[0; 4096])),
    attack("h264-nothing-but-start-codes", Rectangle, Either, || video(&[0, 0, 1].repeat(9000))),
    attack("h264-every-kind-of-unit-with-garbage", Rectangle, Either, every_kind),
    attack("h264-a-picture-before-its-parameters", Rectangle, Error, || video(&slice(0, 0))),
    attack("h264-parameters-without-a-picture", Rectangle, Tolerate, || video(&parameters(&Sequence::default()))),
    attack("h264-a-million-pixels-wide", Rectangle, Error, || {
        video(&parameters(&Sequence { columns: 65535, ..Sequence::default() }))
    }),
    attack("h264-as-wide-and-high-as-numbers-go", Rectangle, Error, || {
        video(&parameters(&Sequence { columns: u32::MAX - 1, rows: u32::MAX - 1, ..Sequence::default() }))
    }),
    attack("h264-a-million-references", Rectangle, Error, || {
        video(&parameters(&Sequence { references: 1 << 20, ..Sequence::default() }))
    }),
    attack("h264-parameters-of-every-number", Rectangle, Error, every_number),
    attack("h264-a-crop-that-leaves-nothing", Rectangle, Error, || {
        video(&parameters(&Sequence { crop: 1 << 30, ..Sequence::default() }))
    }),
    attack("h264-colours-4-4-4", Rectangle, Error, || {
        video(&parameters(&Sequence { profile: 244, ..Sequence::default() }))
    }),
    attack("h264-weights-for-a-billion-references", Rectangle, Error, || {
        video(&[parameters(&Sequence::default()), many_references()].concat())
    }),
    attack("h264-a-slice-of-garbage", Rectangle, Either, || {
        video(&[&parameters(&Sequence::default())[..], &[0, 0, 1, INSTANTANEOUS_SLICE, 0x88], &[0x5a; 3000]].concat())
    }),
    attack("h264-a-slice-outside-the-picture", Rectangle, Error, || {
        video(&[parameters(&Sequence::default()), slice(5000, 0)].concat())
    }),
    attack("h264-a-picture-that-refers-to-none", Rectangle, Either, || {
        video(&[parameters(&Sequence::default()), slice(0, 12)].concat())
    }),
    attack("h264-a-picture-smaller-than-its-rectangle", Rectangle, Error, || {
        let small = encoded(Rect::new(0, 0, 32, 32));
        one_rectangle(DESKTOP, H264, body(0, &small))
    }),
    attack("h264-a-picture-larger-than-its-rectangle", Rectangle, Tolerate, || {
        one_rectangle(Rect::new(0, 0, 17, 1), H264, body(0, &encoded(DESKTOP)))
    }),
    attack("h264-ten-thousand-pictures-in-one", Rectangle, Error, || {
        let skipped: Vec<u8> = (1..10_000).flat_map(|number| slice(0, number)).collect();
        video(&[encoded(DESKTOP), skipped].concat())
    }),
    attack("h264-65-contexts", Rectangle, Tolerate, || proof(contexts(65))),
    attack("h264-more-for-a-context-that-was-dropped", Rectangle, Error, || {
        let first = place(0);
        proof(contexts(65).framebuffer_update(|update| update.rectangle(first, H264, body(0, &slice(0, 1)))))
    }),
    attack("h264-ten-thousand-resets", Rectangle, Tolerate, || {
        let reset = |number: u32| if number.is_multiple_of(2) { RESET_ALL_CONTEXTS } else { RESET_CONTEXT };
        proof(opened().framebuffer_update(|update| {
            (0..10_000).fold(update, |update, number| update.rectangle(DESKTOP, H264, body(reset(number), &[])))
        }))
    }),
    attack("h264-video-without-a-place", Rectangle, Either, || {
        one_rectangle(Rect::new(3, 3, 0, 0), H264, body(0, &encoded(DESKTOP)))
    }),
];

fn head() -> Script {
    opened().framebuffer_update(|update| update.rectangle(DESKTOP, H264, []))
}

/// What follows the header of a rectangle.
fn body(flags: u32, data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes(), &flags.to_be_bytes(), data].concat()
}

/// Video for the whole desktop.
fn video(data: &[u8]) -> Script {
    one_rectangle(DESKTOP, H264, body(0, data))
}

/// A correct video of one picture.
fn encoded(rect: Rect) -> Vec<u8> {
    let mut picture = Framebuffer::new(rect.size());
    picture.pixels_mut().fill(PROOF);
    let translation = Translation::new(rfb::PixelFormat::RENDERER);
    let source = Source { framebuffer: &picture, rect, translation: &translation };
    let mut out = Vec::new();
    if let Some(encoder) = Encoders::default().get(H264) {
        encoder.encode(&source, &mut out);
    }
    out.split_off(8)
}

/// One of many small rectangles.
fn place(number: u16) -> Rect {
    Rect::new(number % 16, number / 16, 16, 16)
}

/// A video for each of so many rectangles.
fn contexts(count: u16) -> Script {
    opened().framebuffer_update(|update| {
        (0..count).map(place).fold(update, |update, rect| {
            let data = encoded(Rect::new(0, 0, rect.width, rect.height));
            update.rectangle(rect, H264, body(0, &data))
        })
    })
}

/// What may be wrong in a sequence parameter set.
struct Sequence {
    profile: u32,
    number: u32,
    references: u32,
    /// The extent in macroblocks, less one.
    columns: u32,
    rows: u32,
    crop: u32,
}

impl Default for Sequence {
    fn default() -> Self {
        Self { profile: 66, number: 0, references: 1, columns: 3, rows: 2, crop: 0 }
    }
}

/// Parameter sets of a sequence and of its pictures, which have weights.
fn parameters(sequence: &Sequence) -> Vec<u8> {
    let mut bits = BitWriter::default();
    bits.bits(sequence.profile, 8);
    bits.bits(52, 16);
    bits.unsigned(sequence.number);
    if sequence.profile == 244 {
        bits.unsigned_each([3, 0, 0, 0]);
    }
    bits.unsigned_each([0, 2, sequence.references]);
    bits.bits(0, 1);
    bits.unsigned(sequence.columns);
    bits.unsigned(sequence.rows);
    bits.bits(0b111, 3);
    bits.unsigned_each([sequence.crop; 4]);
    bits.bits(0, 1);
    let mut out = Vec::new();
    bits.finish_unit(SEQUENCE_PARAMETERS, &mut out);
    let mut bits = BitWriter::default();
    bits.unsigned(0);
    bits.unsigned(sequence.number);
    bits.bits(0, 2);
    bits.unsigned_each([0; 3]);
    bits.bits(0b100, 3);
    bits.unsigned_each([0; 3]);
    bits.bits(0b100, 3);
    bits.finish_unit(PICTURE_PARAMETERS, &mut out);
    out
}

/// A slice from macroblock `first` to the end of the desktop that changes nothing. It fits the videos of [`encoded`].
fn slice(first: u32, number: u32) -> Vec<u8> {
    let mut bits = BitWriter::default();
    bits.unsigned_each([first, 5, 0]);
    bits.bits(number % 16, 4);
    bits.bits(0, 3);
    bits.unsigned_each([0, 1, 12]);
    unit(SLICE, bits)
}

/// A slice that says how each of a billion references is weighed.
fn many_references() -> Vec<u8> {
    let mut bits = BitWriter::default();
    bits.unsigned_each([0, 5, 0]);
    bits.bits(1, 4);
    bits.bits(1, 1);
    bits.unsigned(1 << 30);
    bits.bits(0, 1);
    bits.unsigned_each([0; 900]);
    unit(SLICE, bits)
}

fn unit(header: u8, bits: BitWriter) -> Vec<u8> {
    let mut out = Vec::new();
    bits.finish_unit(header, &mut out);
    out
}

/// Parameters under so many numbers that a viewer which kept them all would be full.
fn every_number() -> Script {
    video(&(0..5000).flat_map(|number| parameters(&Sequence { number, ..Sequence::default() })).collect::<Vec<u8>>())
}

fn every_kind() -> Script {
    let units = (0..=255_u8).flat_map(|header| [&[0, 0, 1, header][..], &[header ^ 0xa5; 90]].concat());
    video(&units.collect::<Vec<u8>>())
}
