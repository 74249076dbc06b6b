//! JPEG pictures (ITU-T T.81), as Tight and the JPEG encoding carry them.
//!
//! Nearly all of them are baseline pictures with the same tables each time: `scan` decodes those, from `bits` over `huffman`,
//! `block`, `inverse_dct`, `planes` and `rows` to `colour`. A library decodes the others.

mod bits;
mod block;
mod colour;
mod fallback;
mod huffman;
mod inverse_dct;
mod lanes;
mod planes;
mod rows;
mod scan;
mod segments;
mod standard;
mod tables;

use segments::Picture;

use crate::error::{Error, Protocol};
use crate::framebuffer::Target;

/// What is named in errors.
const READING: &str = "a JPEG picture";

/// Something wrong with a picture.
const fn malformed(what: &'static str) -> Error {
    Error::Protocol(Protocol::malformed(READING, what))
}

/// The error for a picture that ends too early.
fn truncated() -> Error {
    Protocol::Truncated { reading: READING }.into()
}

/// Decodes JPEG pictures one after the other, with tables and buffers that are kept from picture to picture.
#[derive(Debug, Default)]
pub struct Jpeg {
    slots: tables::Slots,
    buffers: scan::Buffers,
}

impl Jpeg {
    /// Decodes `data`, a whole picture with its own tables, into `out`, whose extent must be the picture's.
    ///
    /// Huffman tables that it does not define are the standard's.
    pub fn decode(&mut self, data: &[u8], out: Target<'_>) -> Result<(), Error> {
        self.slots.begin();
        match segments::read(data, out.size(), &mut self.slots)? {
            Picture::Known(frame) => scan::decode(&frame, &self.slots, &mut self.buffers, out),
            Picture::Other => fallback::decode(data, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, Encoder};

    use super::*;
    use crate::geometry::Size;

    fn grey_ramp(size: Size) -> Vec<u8> {
        let pixels: Vec<u8> = (0..size.area()).flat_map(|index| [(index % 256) as u8; 3]).collect();
        let mut data = Vec::new();
        let encoder = Encoder::new(&mut data, 95);
        encoder.encode(&pixels, size.width, size.height, ColorType::Rgb).expect("it can be encoded");
        data
    }

    #[test]
    fn a_picture_is_drawn() {
        let size = Size::new(40, 9);
        let mut pixels = vec![0; size.area()];
        let out = Target::packed(&mut pixels, size).expect("it fits");
        Jpeg::default().decode(&grey_ramp(size), out).expect("it is a picture");
        for (index, pixel) in pixels.into_iter().enumerate() {
            let [zero, channels @ ..] = pixel.to_be_bytes();
            assert!(
                zero == 0 && channels.iter().all(|&channel| channel.abs_diff((index % 256) as u8) < 24),
                "{pixel:x}"
            );
        }
    }

    /// What comes of a picture of 40 by 9 pixels.
    fn decode(data: &[u8]) -> Result<(), Error> {
        let size = Size::new(40, 9);
        let mut pixels = vec![0; size.area()];
        Jpeg::default().decode(data, Target::packed(&mut pixels, size).expect("it fits"))
    }

    /// The place of the first segment with this marker, from the marker on.
    fn segment(data: &[u8], marker: u8) -> usize {
        data.windows(2).position(|bytes| bytes == [0xff, marker]).expect("it is there")
    }

    /// A good picture and what becomes of it where `change` changed it.
    fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Result<(), Error> {
        let mut data = grey_ramp(Size::new(40, 9));
        assert_eq!(decode(&data), Ok(()));
        change(&mut data);
        decode(&data)
    }

    fn is_malformed(result: &Result<(), Error>, words: &str) -> bool {
        matches!(result, Err(Error::Protocol(Protocol::Malformed { what, .. })) if what.contains(words))
    }

    #[test]
    fn a_picture_of_another_extent_is_refused_whatever_it_claims() {
        for extent in [[0, 10, 0, 40], [0, 9, 0, 41], [0, 9, 0, 0], [0, 0, 0, 40], [255; 4]] {
            let result = changed(|data| {
                let frame = segment(data, 0xc0);
                data[frame + 5..frame + 9].copy_from_slice(&extent);
            });
            assert!(is_malformed(&result, "extent"), "{extent:?} {result:?}");
        }
        let nothing = Target::packed(&mut [], Size::new(0, 0)).expect("it fits");
        let mut data = grey_ramp(Size::new(40, 9));
        let frame = segment(&data, 0xc0);
        data[frame + 5..frame + 9].fill(0);
        assert!(is_malformed(&Jpeg::default().decode(&data, nothing), "extent"));
    }

    #[test]
    fn headers_that_make_no_sense_are_refused() {
        let no_quantisation = changed(|data| {
            let table = segment(data, 0xdb);
            data[table + 1] = 0xfe;
        });
        assert!(is_malformed(&no_quantisation, "quantisation table is missing"), "{no_quantisation:?}");
        let two_frames = changed(|data| {
            let frame = segment(data, 0xc0);
            let again = data[frame..frame + 19].to_vec();
            data.splice(frame..frame, again);
        });
        assert!(is_malformed(&two_frames, "two frames"), "{two_frames:?}");
        let no_frame = changed(|data| {
            let frame = segment(data, 0xc0);
            data[frame + 1] = 0xfe;
        });
        assert!(is_malformed(&no_frame, "no frame"), "{no_frame:?}");
        let short = changed(|data| {
            let table = segment(data, 0xdb);
            data[table + 2..table + 4].copy_from_slice(&[0, 1]);
        });
        assert!(is_malformed(&short, "shorter than its length"), "{short:?}");
        let strange_scan = changed(|data| {
            let scan = segment(data, 0xda);
            data[scan + 5] = 77;
        });
        assert!(is_malformed(&strange_scan, "other components"), "{strange_scan:?}");
        let wrong_table = changed(|data| {
            let scan = segment(data, 0xda);
            data[scan + 6] = 0x33;
        });
        assert!(is_malformed(&wrong_table, "Huffman table is missing"), "{wrong_table:?}");
    }

    #[test]
    fn floods_of_segments_end() {
        let flooded = |segment: &[u8]| changed(|data| drop(data.splice(2..2, segment.repeat(100_000))));
        assert_eq!(flooded(&[0xff, 0xfe, 0, 2]), Ok(()), "comments are harmless");
        let tables = flooded(&[0xff, 0xc4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
        assert!(is_malformed(&tables, "too many tables"), "{tables:?}");
        let scans = changed(|data| {
            let frame = segment(data, 0xc0);
            data[frame + 1] = 0xc2;
            data.extend([0xff, 0xda].repeat(100_000));
        });
        assert!(is_malformed(&scans, "too many scans"), "{scans:?}");
    }

    #[test]
    fn huffman_tables_that_are_left_out_are_the_standards() {
        let size = Size::new(40, 9);
        let draw = |data: &[u8]| {
            let mut pixels = vec![0; size.area()];
            Jpeg::default().decode(data, Target::packed(&mut pixels, size).expect("it fits")).map(|()| pixels)
        };
        let mut data = grey_ramp(size);
        let expected = draw(&data);
        while let Some(start) = data.windows(2).position(|bytes| bytes == [0xff, 0xc4]) {
            let length = usize::from(u16::from_be_bytes([data[start + 2], data[start + 3]]));
            data.drain(start..start + 2 + length);
        }
        assert!(expected.is_ok());
        assert_eq!(draw(&data), expected);
    }

    #[test]
    fn restart_markers_are_counted() {
        let size = Size::new(40, 9);
        let mut data = Vec::new();
        let mut encoder = Encoder::new(&mut data, 80);
        encoder.set_restart_interval(1);
        let pixels = vec![99; 3 * size.area()];
        encoder.encode(&pixels, size.width, size.height, ColorType::Rgb).expect("it can be encoded");
        assert_eq!(decode(&data), Ok(()));
        let second = segment(&data, 0xd1);
        for marker in [0xd2, 0xd9, 0xda] {
            data[second + 1] = marker;
            let result = decode(&data);
            assert!(is_malformed(&result, "restart marker"), "{marker:x} {result:?}");
        }
    }
}
