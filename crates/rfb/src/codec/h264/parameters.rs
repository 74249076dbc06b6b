//! Parameter sets and slice headers (ITU-T H.264 §7.3.2.1, §7.3.2.2, §7.3.3, §E.1.1), read only to know what decoding
//! will cost and how its colours are meant. The decoder reads them again; what is out of bounds here never reaches it.

use super::bits::Bits;
use super::{Damaged, READING};
use crate::codec::h264::colour::{BT_601, BT_709, BT_2020, Colours, FCC, Primaries, Range, SMPTE_240M};
use crate::error::{Error, Unsupported};
use crate::limits;

/// Macroblocks are so many pixels wide and high.
pub(super) const MACROBLOCK: usize = 16;
/// Pictures that any level lets a stream refer to (§A.3.1).
const MOST_REFERENCES: u32 = 16;
/// The largest identifiers of parameter sets.
const LAST_SEQUENCE: u32 = 31;
const LAST_PICTURE: u32 = 255;
/// References that a slice may have active, less one.
const LAST_REFERENCE: u32 = 31;
/// Profiles whose sequence parameter sets say more (§7.3.2.1.1).
const HIGH_PROFILES: [u32; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/// What is used of a sequence parameter set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sequence {
    /// The extent of the pictures in macroblocks.
    pub columns: usize,
    pub rows: usize,
    /// Pixels that are not shown on the left and at the top; both are even.
    pub left: usize,
    pub top: usize,
    /// Pictures that later ones may refer to.
    pub references: usize,
    pub colours: Colours,
    frame_number_bits: u32,
    order: Order,
    frames_only: bool,
}

/// How slices say in which order pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// With so many bits.
    Bits(u32),
    /// With a difference to what is expected.
    Differences,
    /// Not at all.
    AsDecoded,
}

/// What is used of a picture parameter set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture {
    pub number: usize,
    order_of_bottom_field: bool,
    redundant_pictures: bool,
    large_transform: bool,
}

impl Sequence {
    pub(super) fn macroblocks(&self) -> usize {
        self.columns * self.rows
    }

    /// Reads a sequence parameter set whose pictures may be `most` macroblocks wide and high.
    pub(super) fn read(bytes: &[u8], most: (usize, usize)) -> Result<Self, Error> {
        let mut bits = Bits::new(bytes);
        let profile = bits.bits(8)?;
        bits.bits(16)?;
        bits.unsigned(LAST_SEQUENCE)?;
        if HIGH_PROFILES.contains(&profile) {
            high_profile(&mut bits)?;
        }
        let frame_number_bits = bits.unsigned(12)? + 4;
        let order = order(&mut bits)?;
        let references = bits.unsigned(MOST_REFERENCES)? as usize;
        bits.flag()?;
        let columns = bits.unsigned(u32::from(u16::MAX))? as usize + 1;
        let map_units = bits.unsigned(u32::from(u16::MAX))? as usize + 1;
        let frames_only = bits.flag()?;
        let rows = if frames_only { map_units } else { map_units * 2 };
        limits::check("the width of an H.264 picture in macroblocks", columns, most.0)?;
        limits::check("the height of an H.264 picture in macroblocks", rows, most.1)?;
        if !frames_only && bits.flag()? {
            return Err(Unsupported::Video("interlaced pictures").into());
        }
        bits.flag()?;
        let mut crop = [0; 4];
        if bits.flag()? {
            for edge in &mut crop {
                *edge = bits.unsigned(u32::from(u16::MAX))? as usize;
            }
        }
        let unit = if frames_only { 2 } else { 4 };
        let [left, right, top, bottom] = [crop[0] * 2, crop[1] * 2, crop[2] * unit, crop[3] * unit];
        if left + right >= columns * MACROBLOCK || top + bottom >= rows * MACROBLOCK {
            return Err(Damaged.into());
        }
        let colours = colours(&mut bits)?;
        Ok(Self { columns, rows, left, top, references, colours, frame_number_bits, order, frames_only })
    }
}

/// What sequence parameter sets of the high profiles say before everything else.
fn high_profile(bits: &mut Bits<'_>) -> Result<(), Error> {
    if bits.unsigned(3)? != 1 {
        return Err(Unsupported::Video("colours that are not 4:2:0").into());
    }
    if bits.unsigned(6)? != 0 || bits.unsigned(6)? != 0 {
        return Err(Unsupported::Video("more than eight bits per sample").into());
    }
    bits.flag()?;
    if bits.flag()? {
        scaling_lists(bits, 8)?;
    }
    Ok(())
}

fn scaling_lists(bits: &mut Bits<'_>, count: usize) -> Result<(), Damaged> {
    for list in 0..count {
        let (mut last, mut next) = (8, 8);
        let size = if list < 6 { 16 } else { 64 };
        if !bits.flag()? {
            continue;
        }
        for _ in 0..size {
            if next != 0 {
                next = (last + bits.signed(128)?) & 0xff;
            }
            last = if next == 0 { last } else { next };
        }
    }
    Ok(())
}

fn order(bits: &mut Bits<'_>) -> Result<Order, Damaged> {
    match bits.unsigned(2)? {
        0 => Ok(Order::Bits(bits.unsigned(12)? + 4)),
        1 => {
            let always_as_expected = bits.flag()?;
            bits.signed(1 << 29)?;
            bits.signed(1 << 29)?;
            for _ in 0..bits.unsigned(255)? {
                bits.signed(1 << 29)?;
            }
            Ok(if always_as_expected { Order::AsDecoded } else { Order::Differences })
        }
        _ => Ok(Order::AsDecoded),
    }
}

/// The colours, from the usability information at the end. Streams that say nothing mean BT.601 in limited range.
fn colours(bits: &mut Bits<'_>) -> Result<Colours, Damaged> {
    let mut range = Range::Limited;
    let mut primaries = BT_601;
    if bits.flag()? {
        // The aspect ratio of pixels, which may be written out.
        if bits.flag()? && bits.bits(8)? == 255 {
            bits.bits(32)?;
        }
        // Overscan.
        if bits.flag()? {
            bits.flag()?;
        }
        if bits.flag()? {
            bits.bits(3)?;
            range = if bits.flag()? { Range::Full } else { Range::Limited };
            if bits.flag()? {
                bits.bits(16)?;
                primaries = matrix(bits.bits(8)?);
            }
        }
    }
    Ok(Colours::new(primaries, range))
}

/// What `matrix_coefficients` stands for (§E.2.1, table E-5). What makes no sense for 4:2:0 is read as if nothing were said.
fn matrix(coefficients: u32) -> Primaries {
    match coefficients {
        1 => BT_709,
        4 => FCC,
        7 => SMPTE_240M,
        9 | 10 => BT_2020,
        _ => BT_601,
    }
}

impl Picture {
    /// Reads a picture parameter set.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut bits = Bits::new(bytes);
        let number = bits.unsigned(LAST_PICTURE)? as usize;
        bits.unsigned(LAST_SEQUENCE)?;
        bits.flag()?;
        let order_of_bottom_field = bits.flag()?;
        if bits.unsigned(7)? != 0 {
            return Err(Unsupported::Video("slice groups").into());
        }
        bits.unsigned(LAST_REFERENCE)?;
        bits.unsigned(LAST_REFERENCE)?;
        bits.bits(3)?;
        bits.signed(26)?;
        bits.signed(26)?;
        let chroma_offset = bits.signed(12)?;
        bits.bits(2)?;
        let redundant_pictures = bits.flag()?;
        let mut large_transform = false;
        if bits.more() {
            large_transform = bits.flag()?;
            if bits.flag()? {
                scaling_lists(&mut bits, if large_transform { 8 } else { 6 })?;
            }
            if bits.signed(12)? != chroma_offset {
                // The decoder would take the first for both.
                return Err(Unsupported::Video("red and blue of different coarseness").into());
            }
        }
        Ok(Self { number, order_of_bottom_field, redundant_pictures, large_transform })
    }
}

/// The slice header as far as the references, whose number the decoder reserves memory for. Returns the first macroblock.
pub(super) fn read_slice(
    bytes: &[u8],
    sequence: &Sequence,
    pictures: &[Option<Picture>],
    instantaneous: bool,
) -> Result<usize, Error> {
    let mut bits = Bits::new(bytes);
    let first = bits.unsigned(sequence.macroblocks() as u32 - 1)? as usize;
    let kind = bits.unsigned(9)? % 5;
    let number = bits.unsigned(LAST_PICTURE)? as usize;
    let picture = pictures.get(number).copied().flatten().ok_or(Error::from(NO_PARAMETERS))?;
    if picture.large_transform && !first.is_multiple_of(sequence.columns) {
        // The decoder draws wrong edges there.
        return Err(Unsupported::Video("slices that begin within a row of 8×8 transforms").into());
    }
    bits.bits(sequence.frame_number_bits)?;
    if !sequence.frames_only && bits.flag()? {
        return Err(Unsupported::Video("interlaced pictures").into());
    }
    if instantaneous {
        bits.unsigned(u32::from(u16::MAX))?;
    }
    match sequence.order {
        Order::Bits(count) => {
            bits.bits(count)?;
            if picture.order_of_bottom_field {
                bits.signed(1 << 29)?;
            }
        }
        Order::Differences => {
            bits.signed(1 << 29)?;
            if picture.order_of_bottom_field {
                bits.signed(1 << 29)?;
            }
        }
        Order::AsDecoded => {}
    }
    if picture.redundant_pictures {
        bits.unsigned(127)?;
    }
    match kind {
        P_SLICE | B_SLICE => {
            let both = kind == B_SLICE && {
                bits.flag()?;
                true
            };
            if bits.flag()? {
                bits.unsigned(LAST_REFERENCE)?;
                if both {
                    bits.unsigned(LAST_REFERENCE)?;
                }
            }
        }
        I_SLICE => {}
        _ => return Err(Unsupported::Video("switching slices").into()),
    }
    Ok(first)
}

const P_SLICE: u32 = 0;
const B_SLICE: u32 = 1;
const I_SLICE: u32 = 2;

/// A picture came before its parameter sets.
pub(super) const NO_PARAMETERS: crate::error::Protocol =
    crate::error::Protocol::malformed(READING, "a picture comes before its parameters");

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes from bits written as text; what is no digit is left out.
    fn bytes(bits: &str) -> Vec<u8> {
        let bits: Vec<u8> = bits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |value, (at, bit)| value | bit << (7 - at))).collect()
    }

    /// Picture parameter set 0: plain but for its transforms and the second offset of colours, of which the first is 0.
    fn picture(large_transform: &str, second_offset: &str) -> Result<Picture, Error> {
        Picture::read(&bytes(&format!("1 1 0 0 1 1 1 0 00 1 1 1 1 0 0 {large_transform} 0 {second_offset} 1")))
    }

    /// Three macroblocks wide, two high.
    fn sequence() -> Sequence {
        Sequence {
            columns: 3,
            rows: 2,
            left: 0,
            top: 0,
            references: 1,
            colours: Colours::new(BT_601, Range::Limited),
            frame_number_bits: 4,
            order: Order::AsDecoded,
            frames_only: true,
        }
    }

    #[test]
    fn colours_whose_coarseness_differs_are_refused() {
        assert!(picture("0", "1").is_ok(), "both are 0");
        assert!(matches!(picture("0", "010"), Err(Error::Unsupported(Unsupported::Video(_)))), "0 and 1");
    }

    #[test]
    fn slices_begin_at_the_start_of_a_row_where_transforms_may_be_large() {
        let read = |first: &str, large_transform: &str| {
            let pictures = [Some(picture(large_transform, "1").expect("it is plain"))];
            read_slice(&bytes(&format!("{first} 011 1 0000 0000")), &sequence(), &pictures, false)
        };
        let (third, fourth) = ("00100", "00101");
        assert_eq!(read(third, "0"), Ok(3));
        assert_eq!(read(third, "1"), Ok(3));
        assert_eq!(read(fourth, "0"), Ok(4));
        assert!(matches!(read(fourth, "1"), Err(Error::Unsupported(Unsupported::Video(_)))));
    }
}
