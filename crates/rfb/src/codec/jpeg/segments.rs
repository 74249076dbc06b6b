//! The segments before the entropy-coded data of a picture (T.81 §B.2).

use super::tables::Slots;
use super::{malformed, truncated};
use crate::error::Error;
use crate::geometry::Size;

/// How the samples become colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// One component: luminance.
    Grey,
    /// Three: luminance and two differences of colour.
    YCbCr,
    /// Three: red, green and blue.
    Rgb,
}

/// A component of a frame, and which tables it uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Component {
    identifier: u8,
    /// Its samples across, relative to those of the other components.
    pub across: u8,
    /// Its samples down.
    pub down: u8,
    /// Number of the quantisation table.
    pub quantisation: u8,
    /// Number of the Huffman table for first coefficients.
    pub dc: u8,
    /// Number of the Huffman table for all others.
    pub ac: u8,
}

/// A picture of the kind that our own decoder knows: baseline, one or three components in one scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame<'a> {
    /// How the samples become colours.
    pub colour: Colour,
    /// The components; of a grey picture only the first one counts.
    pub components: [Component; 3],
    /// Units between restart markers, or zero.
    pub restart_interval: u16,
    /// The entropy-coded data, and what follows.
    pub data: &'a [u8],
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture<'a> {
    /// Something for our own decoder.
    Known(Frame<'a>),
    /// Something else.
    Other,
}

/// Reads the segments of `data`, a picture of `size`, up to its first scan. Tables go to `slots`.
pub fn read<'a>(data: &'a [u8], size: Size, slots: &mut Slots) -> Result<Picture<'a>, Error> {
    let mut segments = Segments { rest: data };
    if segments.take_chunk()? != &[0xff, 0xd8] {
        return Err(malformed("it does not begin like one"));
    }
    let mut header = Header::default();
    loop {
        let (marker, body) = segments.next()?;
        match marker {
            0xc4 => slots.define_huffman(body)?,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => header.frame(marker, body, size)?,
            0xda => return header.scan(body, segments.rest),
            0xdb => slots.define_quantisation(body)?,
            0xdd => header.restart_interval = u16::from_be_bytes(*body.first_chunk().ok_or_else(truncated)?),
            0xe0 => header.is_jfif |= body.starts_with(b"JFIF\0"),
            0xee => header.adobe(body),
            _ => {}
        }
    }
}

/// A cursor over segments.
struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Segments<'a> {
    fn take_chunk<const N: usize>(&mut self) -> Result<&'a [u8; N], Error> {
        let (chunk, rest) = self.rest.split_first_chunk().ok_or_else(truncated)?;
        self.rest = rest;
        Ok(chunk)
    }

    /// The next segment's marker and body.
    fn next(&mut self) -> Result<(u8, &'a [u8]), Error> {
        let [prefix, mut marker] = *self.take_chunk()?;
        if prefix != 0xff {
            return Err(malformed("something else where a marker should be"));
        }
        while marker == 0xff {
            [marker] = *self.take_chunk()?;
        }
        // Neither has a body, and neither belongs before a scan.
        if matches!(marker, 0x00..=0x01 | 0xd0..=0xd9) {
            return Err(malformed("a marker in the wrong place"));
        }
        let length = usize::from(u16::from_be_bytes(*self.take_chunk()?));
        let length = length.checked_sub(2).ok_or_else(|| malformed("a segment that is shorter than its length"))?;
        let (body, rest) = self.rest.split_at_checked(length).ok_or_else(truncated)?;
        self.rest = rest;
        Ok((marker, body))
    }
}

/// What the segments said so far.
#[derive(Debug, Default)]
struct Header {
    /// The marker that began the frame.
    frame: Option<u8>,
    precision: u8,
    /// Its components, if our own decoder can do that many.
    components: [Component; 3],
    count: usize,
    restart_interval: u16,
    is_jfif: bool,
    /// What Adobe's segment says about the colours.
    transform: Option<u8>,
}

impl Header {
    fn adobe(&mut self, body: &[u8]) {
        if let Some(&[b'A', b'd', b'o', b'b', b'e', .., transform]) = body.first_chunk::<12>() {
            self.transform = Some(transform);
        }
    }

    /// A frame header (T.81 §B.2.2).
    fn frame(&mut self, marker: u8, body: &[u8], size: Size) -> Result<(), Error> {
        let (&[precision, y0, y1, x0, x1, count], components) = body.split_first_chunk().ok_or_else(truncated)?;
        let found = Size::new(u16::from_be_bytes([x0, x1]), u16::from_be_bytes([y0, y1]));
        if found != size || size.is_empty() {
            return Err(malformed("its extent is not the rectangle's"));
        }
        if self.frame.replace(marker).is_some() {
            return Err(malformed("it has two frames"));
        }
        self.precision = precision;
        self.count = count.into();
        let (specifications, rest) = components.as_chunks::<3>();
        if specifications.len() != self.count || !rest.is_empty() {
            return Err(malformed("a frame header of the wrong length"));
        }
        for (component, &[identifier, factors, quantisation]) in self.components.iter_mut().zip(specifications) {
            let (across, down) = (factors >> 4, factors & 15);
            *component = Component { identifier, across, down, quantisation, ..Component::default() };
        }
        Ok(())
    }

    /// A scan header (T.81 §B.2.3). `data` follows it.
    fn scan<'a>(mut self, body: &[u8], data: &'a [u8]) -> Result<Picture<'a>, Error> {
        let Some(frame) = self.frame else { return Err(malformed("it has no frame")) };
        let (&[count], rest) = body.split_first_chunk().ok_or_else(truncated)?;
        let (selectors, rest) = rest.as_chunks::<2>();
        if selectors.len() < usize::from(count) {
            return Err(truncated());
        }
        let _ = rest;
        if !matches!(frame, 0xc0 | 0xc1) || self.precision != 8 || usize::from(count) != self.count {
            return Ok(Picture::Other);
        }
        let Some(colour) = self.colour() else { return Ok(Picture::Other) };
        for (component, &[identifier, tables]) in self.components.iter_mut().take(self.count).zip(selectors) {
            if component.identifier != identifier {
                return Err(malformed("a scan of other components than the frame's"));
            }
            (component.dc, component.ac) = (tables >> 4, tables & 15);
        }
        let (components, restart_interval) = (self.components, self.restart_interval);
        Ok(Picture::Known(Frame { colour, components, restart_interval, data }))
    }

    /// How the samples become colours, where our own decoder can do it with these factors.
    fn colour(&mut self) -> Option<Colour> {
        let factors = self.components.map(|component| (component.across, component.down));
        match (self.count, factors) {
            (1, _) => {
                let [first, ..] = &mut self.components;
                (first.across, first.down) = (1, 1);
                Some(Colour::Grey)
            }
            (3, [(1, 1), (1, 1), (1, 1)]) if self.is_rgb() => Some(Colour::Rgb),
            (3, [(1 | 2, 1 | 2), (1, 1), (1, 1)]) if !self.is_rgb() => Some(Colour::YCbCr),
            _ => None,
        }
    }

    /// Whether three components are red, green and blue: decided as others do, since the standard does not say.
    fn is_rgb(&self) -> bool {
        match self.transform {
            _ if self.is_jfif => false,
            Some(transform) => transform == 0,
            None => self.components.map(|component| component.identifier) == *b"RGB",
        }
    }
}
