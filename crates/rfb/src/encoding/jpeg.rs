//! JPEG (number 21; rfbproto's registry of encodings): a rectangle is a JPEG picture, without a length before it. Tables
//! for quantisation or Huffman codes that a picture lacks are those of the pictures before it, so that all are one lane.

use std::mem;

use crate::codec::jpeg::Jpeg;
use crate::encoding::{Decode, End, Head, Lane, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::framebuffer::Target;
use crate::limits;
use crate::wire::{NeedMore, Reader, Stop};

/// What is named in errors.
const READING: &str = "a JPEG rectangle";
/// Bytes of tables, comments and the like that a picture may have besides its pixels.
const SLACK: usize = 1 << 20;

/// Markers (ITU-T T.81 §B.1.1.3), behind a byte of [`marker::PREFIX`].
mod marker {
    pub(super) const PREFIX: u8 = 0xff;
    /// A byte of [`PREFIX`] in the data of a scan.
    pub(super) const STUFFED: u8 = 0x00;
    /// For temporary use; stands alone.
    pub(super) const TEMPORARY: u8 = 0x01;
    pub(super) const HUFFMAN_TABLES: u8 = 0xc4;
    pub(super) const FIRST_RESTART: u8 = 0xd0;
    pub(super) const LAST_RESTART: u8 = 0xd7;
    pub(super) const START_OF_IMAGE: u8 = 0xd8;
    pub(super) const END_OF_IMAGE: u8 = 0xd9;
    pub(super) const START_OF_SCAN: u8 = 0xda;
    pub(super) const QUANTISATION_TABLES: u8 = 0xdb;
}

/// What [`Scan::done`] says: the next bytes are a marker, or the data of a scan.
const AT_MARKER: usize = 0;
const IN_SCAN: usize = 1;

pub(crate) fn measure(scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
    let largest = head.rect.area() * 4 + SLACK;
    let start = reader.position();
    loop {
        limits::check("a JPEG rectangle's length", scan.offset, largest)?;
        let mut ahead = *reader;
        ahead.skip(scan.offset)?;
        if scan.done == IN_SCAN {
            let data = scan_data(ahead.rest());
            scan.offset += data.length;
            if data.end == End::No {
                return Err(NeedMore(1).into());
            }
            ahead.skip(data.length)?;
            scan.done = AT_MARKER;
        }
        // Any number of bytes may fill the room before a marker; none of them is read twice.
        let fill = ahead.rest().iter().take_while(|byte| **byte == marker::PREFIX).count().saturating_sub(1);
        scan.offset += fill;
        ahead.skip(fill)?;
        let marker = segment(&mut ahead)?.marker;
        scan.offset = ahead.position() - start;
        match marker {
            marker::END_OF_IMAGE => {
                *reader = ahead;
                return Ok(Measured::whole(head, Lane::Stream(0)));
            }
            marker::START_OF_SCAN => scan.done = IN_SCAN,
            _ => {}
        }
    }
}

/// A marker and what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// All of it, marker included.
    bytes: &'a [u8],
}

fn segment<'a>(reader: &mut Reader<'a>) -> Result<Segment<'a>, Stop> {
    let (rest, start) = (reader.rest(), reader.position());
    let mut marker = reader.u8()?;
    if marker != marker::PREFIX {
        return Err(Protocol::malformed(READING, "there is no marker where one must be").into());
    }
    while marker == marker::PREFIX {
        marker = reader.u8()?;
    }
    if !matches!(marker, marker::TEMPORARY | marker::FIRST_RESTART..=marker::END_OF_IMAGE) {
        let length = usize::from(reader.u16()?);
        let body = length.checked_sub(2).ok_or(Protocol::malformed(READING, "a segment is shorter than its length"))?;
        reader.skip(body)?;
    }
    let bytes = rest.get(..reader.position() - start).unwrap_or_default();
    Ok(Segment { marker, bytes })
}

/// The data of a scan, as far as it is there.
struct ScanData {
    /// Bytes that surely belong to it.
    length: usize,
    /// Whether a marker follows them.
    end: End,
}

fn scan_data(bytes: &[u8]) -> ScanData {
    let mut length = 0;
    while let Some(found) = bytes.get(length..).and_then(|rest| rest.iter().position(|byte| *byte == marker::PREFIX)) {
        length += found;
        match bytes.get(length + 1) {
            Some(&(marker::STUFFED | marker::FIRST_RESTART..=marker::LAST_RESTART)) => length += 2,
            Some(_) => return ScanData { length, end: End::Yes },
            None => return ScanData { length, end: End::No },
        }
    }
    ScanData { length: bytes.len(), end: End::No }
}

/// Decodes JPEG rectangles and remembers their tables.
#[derive(Debug, Default)]
pub struct Decoder {
    jpeg: Jpeg,
    quantisation_tables: Vec<u8>,
    huffman_tables: Vec<u8>,
    /// The picture at hand with the tables that it lacks.
    completed: Vec<u8>,
}

impl Decode for Decoder {
    fn decode(&mut self, _: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error> {
        let lacks = self.remember_tables(body)?;
        if lacks == (Lacks { quantisation: false, huffman: false }) {
            return self.jpeg.decode(body, out);
        }
        let (start, rest) = body.split_at_checked(2).unwrap_or_default();
        let mut completed = mem::take(&mut self.completed);
        completed.clear();
        completed.extend_from_slice(start);
        if lacks.quantisation {
            completed.extend_from_slice(&self.quantisation_tables);
        }
        if lacks.huffman {
            completed.extend_from_slice(&self.huffman_tables);
        }
        completed.extend_from_slice(rest);
        let result = self.jpeg.decode(&completed, out);
        self.completed = completed;
        result
    }
}

/// Which tables a picture does not bring along.
#[derive(PartialEq, Eq)]
struct Lacks {
    quantisation: bool,
    huffman: bool,
}

impl Decoder {
    /// Keeps the tables of a picture. Those of one kind that it brings replace all of that kind.
    fn remember_tables(&mut self, picture: &[u8]) -> Result<Lacks, Error> {
        let mut lacks = Lacks { quantisation: true, huffman: true };
        let mut reader = Reader::new(picture);
        let mut next = || match segment(&mut reader) {
            Ok(segment) => Ok(segment),
            Err(Stop::NeedMore(_)) => Err(Protocol::Truncated { reading: READING }.into()),
            Err(Stop::Error(error)) => Err(error),
        };
        if next()?.marker != marker::START_OF_IMAGE {
            return Err(Protocol::malformed(READING, "it does not start as a JPEG picture does").into());
        }
        loop {
            let Segment { marker, bytes } = next()?;
            let (tables, lacking) = match marker {
                marker::QUANTISATION_TABLES => (&mut self.quantisation_tables, &mut lacks.quantisation),
                marker::HUFFMAN_TABLES => (&mut self.huffman_tables, &mut lacks.huffman),
                // Tables between the scans of a progressive picture serve that picture only.
                marker::START_OF_SCAN | marker::END_OF_IMAGE => return Ok(lacks),
                _ => continue,
            };
            if mem::replace(lacking, false) {
                tables.clear();
            }
            tables.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::pixels::Layout;
    use crate::framebuffer::Framebuffer;
    use crate::geometry::{Rect, Size};
    use crate::pixel_format::{ColourMap, PixelFormat};

    const SIZE: Size = Size::new(24, 17);

    fn head() -> Head {
        Head { rect: Rect::of(SIZE), layout: Layout::new(PixelFormat::RENDERER, &ColourMap::default()) }
    }

    fn picture(quality: u8) -> Vec<u8> {
        let pixels: Vec<u8> = (0..SIZE.area()).flat_map(|index| [(index * 3) as u8, 200, (index / 5) as u8]).collect();
        let mut data = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut data, quality);
        encoder.set_restart_interval(2);
        encoder.encode(&pixels, SIZE.width, SIZE.height, jpeg_encoder::ColorType::Rgb).expect("it can be encoded");
        data
    }

    fn decode(decoder: &mut Decoder, picture: &[u8]) -> Result<Framebuffer, Error> {
        let mut framebuffer = Framebuffer::new(SIZE);
        let out = framebuffer.target(Rect::of(SIZE)).expect("all of it");
        decoder.decode(&head(), picture, out).map(|()| framebuffer)
    }

    fn without(picture: &[u8], markers: &[u8]) -> Vec<u8> {
        let (mut kept, mut reader) = (Vec::new(), Reader::new(picture));
        while let Ok(segment) = segment(&mut reader) {
            if !markers.contains(&segment.marker) {
                kept.extend_from_slice(segment.bytes);
            }
            if segment.marker == marker::START_OF_SCAN {
                kept.extend_from_slice(reader.rest());
                break;
            }
        }
        assert!(kept.len() < picture.len());
        kept
    }

    #[test]
    fn tables_that_a_picture_lacks_are_those_of_the_one_before() {
        let whole = picture(60);
        for markers in [
            &[marker::QUANTISATION_TABLES][..],
            &[marker::HUFFMAN_TABLES],
            &[marker::QUANTISATION_TABLES, marker::HUFFMAN_TABLES],
        ] {
            // Huffman codes that nobody named may be the usual ones; a quantisation may not.
            if markers.contains(&marker::QUANTISATION_TABLES) {
                assert!(decode(&mut Decoder::default(), &without(&whole, markers)).is_err(), "there are no tables yet");
            }
            let mut decoder = Decoder::default();
            let first = decode(&mut decoder, &whole).expect("it is whole");
            for _ in 0..2 {
                assert_eq!(decode(&mut decoder, &without(&whole, markers)).expect("the tables are known"), first);
            }
        }
    }

    #[test]
    fn new_tables_replace_the_old_ones() {
        let mut decoder = Decoder::default();
        decode(&mut decoder, &picture(20)).expect("it is whole");
        let better = decode(&mut decoder, &picture(90)).expect("it is whole");
        let again = without(&picture(90), &[marker::QUANTISATION_TABLES]);
        assert_eq!(decode(&mut decoder, &again).expect("the tables are known"), better);
    }

    #[test]
    fn the_end_is_found_wherever_measuring_has_to_wait() {
        let mut data = picture(80);
        data.splice(2..2, [0xff, 0xff, 0xff, 0xfe, 0, 4, 0xff, 0xd9]);
        let length = data.len();
        data.extend([0xff, 0xd9, 1, 2, 3]);
        for step in [1, 7, 100, length] {
            let (mut scan, mut have) = (Scan::default(), 0);
            let measured = loop {
                have = (have + step).min(data.len());
                let mut reader = Reader::new(&data[..have]);
                match measure(&mut scan, &head(), &mut reader) {
                    Ok(measured) => break (measured.lane, reader.position()),
                    Err(Stop::NeedMore(NeedMore(more))) => assert!(more > 0 && have < length),
                    Err(Stop::Error(error)) => panic!("{error}"),
                }
            };
            assert_eq!(measured, (Lane::Stream(0), length), "{step} bytes at a time");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_at_once() {
        for bytes in [&[0x89, b'P', b'N', b'G'][..], &[0xff, 0xd8, 0xff, 0xdb, 0, 1], &[0xff, 0xd8, 0]] {
            let result = measure(&mut Scan::default(), &head(), &mut Reader::new(bytes));
            assert!(matches!(result, Err(Stop::Error(Error::Protocol(_)))), "{bytes:?}");
        }
        let (head, mut scan, filled) = (head(), Scan::default(), vec![0xff; 4 << 20]);
        let result = measure(&mut scan, &head, &mut Reader::new(&filled));
        assert!(matches!(result, Err(Stop::NeedMore(_))) && scan.offset > SLACK, "{result:?}");
        let result = measure(&mut scan, &head, &mut Reader::new(&filled));
        assert!(matches!(result, Err(Stop::Error(Error::Limit(_)))), "{result:?}");
        let endless = [vec![0xff, 0xfe, 0xff, 0xff], vec![0; 0xfffd]].concat().repeat(40);
        let result = measure(&mut Scan::default(), &head, &mut Reader::new(&endless));
        assert!(matches!(result, Err(Stop::Error(Error::Limit(_)))), "{result:?}");
    }
}
