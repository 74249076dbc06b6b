//! H.264 video (ITU-T H.264) as rectangles carry it: access units in the byte stream format of Annex B, without delay.
//!
//! Decoding itself is a library's work. What is here bounds what a stream can ask of it before it sees a byte: extent, number
//! of reference pictures and slices; and it turns the picture into pixels.

mod bits;
mod colour;
mod parameters;

use std::panic::{self, AssertUnwindSafe};

use rusty_h264_decoder::DecodeError;

use crate::error::{Error, Protocol, Unsupported};
use crate::framebuffer::Target;
use crate::geometry::Size;
use crate::limits;

use self::bits::unescape;
use self::parameters::{MACROBLOCK, NO_PARAMETERS, Picture, Sequence, read_slice};

/// What is named in errors.
const READING: &str = "an H.264 rectangle";
/// Macroblocks that a picture may be wider and higher than its rectangle: hardware likes round numbers.
const MARGIN: usize = 8;
/// How many times over the slices of a rectangle may cover the picture. A slice only says where it begins, so that a
/// picture of 500 slices of one size may cost as much as 250 that have one.
const COVERINGS: usize = 256;
/// Pictures that are kept besides those that others refer to: the one at hand and what the decoder puts aside.
const WORKING_PICTURES: usize = 2;
/// Bytes of a parameter set, and of a slice's header that are looked at.
const PARAMETERS: usize = 1 << 10;
const HEADER: usize = 64;

/// Kinds of NAL units (table 7-1).
mod unit {
    pub(super) const SLICE: u8 = 1;
    pub(super) const INSTANTANEOUS_SLICE: u8 = 5;
    pub(super) const SEQUENCE_PARAMETERS: u8 = 7;
    pub(super) const PICTURE_PARAMETERS: u8 = 8;
}

/// Something is not as the specification has it, or out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

impl From<Damaged> for Error {
    fn from(Damaged: Damaged) -> Self {
        Protocol::malformed(READING, "the video is damaged").into()
    }
}

/// One stream of video, with the pictures that the next one may refer to.
#[derive(Default)]
pub(crate) struct Stream {
    decoder: Box<rusty_h264_decoder::Decoder>,
    sequence: Option<Sequence>,
    /// The sequence parameter set as it came.
    sequence_unit: Vec<u8>,
    /// Picture parameter sets by number.
    pictures: Vec<Option<Picture>>,
    /// What the decoder gets next: units that were checked, each behind a start code.
    checked: Vec<u8>,
    /// A parameter set or header without emulation prevention.
    plain: Vec<u8>,
}

impl Stream {
    /// Looks through `data` (Annex B) and keeps what the decoder is to see of it. `size` is the rectangle's.
    pub(crate) fn check(&mut self, data: &[u8], size: Size) -> Result<(), Error> {
        self.checked.clear();
        let (mut covered, mut sequences) = (0, 0);
        for unit in units(data)? {
            let Some((&head, rest)) = unit.split_first() else { continue };
            match head & 0x1f {
                unit::SEQUENCE_PARAMETERS => sequences += self.sequence_parameters(unit, rest, size)?,
                unit::PICTURE_PARAMETERS => self.picture_parameters(rest)?,
                kind @ (unit::SLICE | unit::INSTANTANEOUS_SLICE) => {
                    let sequence = self.sequence.as_ref().ok_or(Error::from(NO_PARAMETERS))?;
                    unescape(rest, HEADER, &mut self.plain);
                    let instantaneous = kind == unit::INSTANTANEOUS_SLICE;
                    let first = read_slice(&self.plain, sequence, &self.pictures, instantaneous)?;
                    covered += sequence.macroblocks() - first;
                    let most = sequence.macroblocks() * COVERINGS;
                    limits::check("the macroblocks of the slices of an H.264 rectangle", covered, most)?;
                }
                _ => continue,
            }
            self.checked.extend_from_slice(&[0, 0, 1]);
            self.checked.extend_from_slice(unit);
        }
        if sequences > 1 {
            return Err(Protocol::malformed(READING, "the parameters of the video change twice").into());
        }
        Ok(())
    }

    /// Macroblocks of all pictures that may have to be kept.
    pub(crate) fn kept(&self) -> usize {
        self.sequence.as_ref().map_or(0, |sequence| sequence.macroblocks() * (sequence.references + WORKING_PICTURES))
    }

    /// Decodes what was checked. The last picture that is complete goes to `out`; if none is, `out` stays as it was.
    pub(crate) fn decode(&mut self, out: Target<'_>) -> Result<(), Error> {
        if self.checked.is_empty() {
            return Ok(());
        }
        let (decoder, checked) = (&mut self.decoder, &self.checked);
        // The library is said never to panic, and its decoder is thrown away if it does.
        let decoded = panic::catch_unwind(AssertUnwindSafe(|| decoder.decode(checked))).map_err(|_| {
            *self.decoder = rusty_h264_decoder::Decoder::new();
            Error::from(Damaged)
        })?;
        let Some(frame) = decoded.map_err(|error| explain(&error))? else { return Ok(()) };
        let planes =
            Planes { width: frame.width, height: frame.height, luminance: &frame.y, differences: [&frame.u, &frame.v] };
        let sequence = self.sequence.as_ref().ok_or(Error::from(NO_PARAMETERS))?;
        draw(&planes, sequence, out)
    }

    /// Returns how many sequence parameter sets were new.
    fn sequence_parameters(&mut self, unit: &[u8], rest: &[u8], size: Size) -> Result<usize, Error> {
        if self.sequence.is_some() && self.sequence_unit == unit {
            return Ok(0);
        }
        limits::check("the parameters of an H.264 video", rest.len(), PARAMETERS)?;
        unescape(rest, PARAMETERS, &mut self.plain);
        let most = [size.width, size.height].map(|length| usize::from(length).div_ceil(MACROBLOCK) + MARGIN);
        self.sequence = Some(Sequence::read(&self.plain, (most[0], most[1]))?);
        // Other parameters begin another video: nothing refers to what was before.
        *self.decoder = rusty_h264_decoder::Decoder::new();
        self.pictures.clear();
        self.sequence_unit.clear();
        self.sequence_unit.extend_from_slice(unit);
        Ok(1)
    }

    fn picture_parameters(&mut self, rest: &[u8]) -> Result<(), Error> {
        limits::check("the parameters of an H.264 picture", rest.len(), PARAMETERS)?;
        unescape(rest, PARAMETERS, &mut self.plain);
        let picture = Picture::read(&self.plain)?;
        if self.pictures.len() <= picture.number {
            self.pictures.resize(picture.number + 1, None);
        }
        if let Some(slot) = self.pictures.get_mut(picture.number) {
            *slot = Some(picture);
        }
        Ok(())
    }
}

/// The NAL units of a byte stream (Annex B), without start codes and zeros around them.
fn units(data: &[u8]) -> Result<impl Iterator<Item = &[u8]>, Error> {
    let begin = data.iter().position(|byte| *byte != 0).unwrap_or(data.len());
    let mut rest = match data.get(begin) {
        None => None,
        Some(1) if begin >= 2 => data.get(begin + 1..),
        Some(_) => return Err(Protocol::malformed(READING, "it does not begin with a start code").into()),
    };
    Ok(std::iter::from_fn(move || {
        let all = rest?;
        let end = all.windows(3).position(|three| three == [0, 0, 1]);
        rest = end.and_then(|end| all.get(end + 3..));
        let unit = all.get(..end.unwrap_or(all.len())).unwrap_or_default();
        let length = unit.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        unit.get(..length)
    }))
}

/// A decoded picture, without padding between rows.
struct Planes<'a> {
    width: usize,
    height: usize,
    luminance: &'a [u8],
    /// Blue first; half as wide and high.
    differences: [&'a [u8]; 2],
}

/// Draws as much of a picture as fits, from the top left corner of what is to be shown of it.
fn draw(planes: &Planes<'_>, sequence: &Sequence, mut out: Target<'_>) -> Result<(), Error> {
    let Sequence { left, top, .. } = *sequence;
    let [width, height] = [out.size().width, out.size().height].map(usize::from);
    if planes.width < left + width || planes.height < top + height {
        return Err(Protocol::malformed(READING, "a picture is smaller than its rectangle").into());
    }
    for (pixels, y) in out.rows_mut().zip(top..) {
        let luminance = row(planes.luminance, planes.width, y).get(left..).unwrap_or_default();
        let differences =
            planes.differences.map(|plane| row(plane, planes.width / 2, y / 2).get(left / 2..).unwrap_or_default());
        sequence.colours.convert(luminance, differences, pixels);
    }
    Ok(())
}

fn row(plane: &[u8], width: usize, y: usize) -> &[u8] {
    plane.get(y * width..(y + 1) * width).unwrap_or_default()
}

fn explain(error: &DecodeError) -> Error {
    match error {
        DecodeError::Unsupported(what) => Unsupported::Video(what).into(),
        DecodeError::MissingParameterSet => NO_PARAMETERS.into(),
        DecodeError::Truncated | DecodeError::Internal(_) => Damaged.into(),
    }
}
