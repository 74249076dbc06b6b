//! Tight (rfbproto, Tight Encoding): for each rectangle the sub-type that suits its colours, through four zlib streams.

mod filter;
mod stream;

use rfb::Size;

use super::palette::Palette;
use super::picture::{put_jpeg, put_png};
use super::{Encoder, JpegWishes, Source, Wishes};
use filter::put_gradient;
use stream::Streams;

/// The number in SetEncodings and in rectangle headers.
pub(super) const NUMBER: i32 = 7;
/// The width that the specification allows; and a length has 22 bits, a pixel up to four bytes.
const LARGEST: Size = Size::new(2048, 256);

/// Data of fewer bytes is sent as it is.
const MIN_TO_COMPRESS: usize = 12;
/// With more colours than these a rectangle becomes a JPEG picture where the viewer wants any.
const JPEG_COLOURS: usize = 24;
/// Smaller rectangles do not become JPEG pictures.
const JPEG_AREA: usize = 64;

/// Filters of basic compression.
mod filter_id {
    pub(super) const PALETTE: u8 = 1;
    pub(super) const GRADIENT: u8 = 2;
}

/// The high four bits of the control byte.
mod method {
    /// Added to a stream's number: a filter is named.
    pub(super) const FILTER: u8 = 0b0100;
    pub(super) const FILL: u8 = 0b1000;
    pub(super) const JPEG: u8 = 0b1001;
    /// In Tight; in TightPNG it is [`PNG`]. May have [`FILTER`] added.
    pub(super) const WITHOUT_ZLIB: u8 = 0b1010;
    pub(super) const PNG: u8 = 0b1010;
}

/// Which stream takes what, so that each meets its like.
mod stream_of {
    pub(super) const COPY: u8 = 0;
    pub(super) const MONO: u8 = 1;
    pub(super) const INDEXED: u8 = 2;
    pub(super) const GRADIENT: u8 = 3;
}

/// Tight with zlib, or TightPNG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Tight,
    TightPng,
}

/// Writes Tight.
pub struct TightEncoder {
    family: Family,
    wishes: Wishes,
    streams: Streams,
    pixels: Vec<u32>,
    palette: Palette,
    filtered: Vec<u8>,
}

/// What becomes of a rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Fill,
    Mono,
    Indexed,
    Copy,
    Gradient,
    Jpeg(JpegWishes),
    Png,
}

impl Default for TightEncoder {
    fn default() -> Self {
        Self::new(Family::Tight)
    }
}

impl TightEncoder {
    pub(super) fn new(family: Family) -> Self {
        Self {
            family,
            wishes: Wishes::default(),
            streams: Streams::default(),
            pixels: Vec::new(),
            palette: Palette::default(),
            filtered: Vec::new(),
        }
    }

    fn plan(&mut self, source: &Source<'_>) -> Plan {
        let format = source.translation.format();
        let rich = format.true_colour && format.bits_per_pixel > 8;
        let complete = self.palette.collect(&self.pixels);
        let colours = self.palette.len();
        if complete && colours == 1 {
            return Plan::Fill;
        }
        let jpeg = self.wishes.jpeg.filter(|_| rich && self.pixels.len() >= JPEG_AREA);
        match jpeg {
            Some(wishes) if !complete || colours > JPEG_COLOURS => return Plan::Jpeg(wishes),
            Some(_) | None => {}
        }
        if self.family == Family::TightPng && rich {
            return Plan::Png;
        }
        let size = source.translation.bytes_per_tpixel();
        if complete && colours == 2 {
            Plan::Mono
        } else if complete && colours * size + self.pixels.len() < self.pixels.len() * size {
            Plan::Indexed
        } else if rich && filter::is_smooth(&self.pixels, source) {
            Plan::Gradient
        } else {
            Plan::Copy
        }
    }

    /// Appends the control byte and the filter for data of basic compression; whether zlib is used for it.
    fn put_basic_head(&mut self, stream: u8, filter: Option<u8>, out: &mut Vec<u8>) -> Zlib {
        let without = self.family == Family::Tight && self.wishes.without_zlib && self.wishes.compression == Some(0);
        let method = if without { method::WITHOUT_ZLIB } else { stream };
        let resets = self.streams.take_resets();
        match filter {
            Some(filter) => out.extend([(method | method::FILTER) << 4 | resets, filter]),
            None => out.push(method << 4 | resets),
        }
        if without { Zlib::Unused } else { Zlib::Stream(stream) }
    }

    /// Appends what was filtered.
    fn put_filtered(&mut self, zlib: Zlib, out: &mut Vec<u8>) {
        match zlib {
            _ if self.filtered.len() < MIN_TO_COMPRESS => out.append(&mut self.filtered),
            Zlib::Unused => put_block(&self.filtered, out),
            Zlib::Stream(stream) => put_block(self.streams.deflate(stream, &self.filtered), out),
        }
    }

    fn encode_indexed(&mut self, source: &Source<'_>, stream: u8, out: &mut Vec<u8>) {
        let zlib = self.put_basic_head(stream, Some(filter_id::PALETTE), out);
        let colours = self.palette.colours();
        out.push((colours.len() - 1) as u8);
        for pixel in colours {
            source.translation.put_tpixel(*pixel, out);
        }
        self.filtered.clear();
        let indices = self.pixels.iter().map(|pixel| self.palette.index(*pixel));
        if colours.len() == 2 {
            let indices: Vec<u8> = indices.collect();
            for row in indices.chunks(source.rect.width.into()) {
                let byte =
                    |bits: &[u8]| bits.iter().zip((0..8).rev()).fold(0, |byte, (bit, place)| byte | bit << place);
                self.filtered.extend(row.chunks(8).map(byte));
            }
        } else {
            self.filtered.extend(indices);
        }
        self.put_filtered(zlib, out);
    }
}

/// Whether data goes through zlib.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zlib {
    Unused,
    Stream(u8),
}

impl Encoder for TightEncoder {
    fn largest(&self) -> Size {
        LARGEST
    }

    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.pixels.clear();
        self.pixels.extend(source.pixels(source.rect));
        match self.plan(source) {
            Plan::Fill => {
                out.push(method::FILL << 4 | self.streams.take_resets());
                source.translation.put_tpixel(self.pixels[0], out);
            }
            Plan::Mono => self.encode_indexed(source, stream_of::MONO, out),
            Plan::Indexed => self.encode_indexed(source, stream_of::INDEXED, out),
            Plan::Copy => {
                let zlib = self.put_basic_head(stream_of::COPY, None, out);
                self.filtered.clear();
                self.pixels.iter().for_each(|pixel| source.translation.put_tpixel(*pixel, &mut self.filtered));
                self.put_filtered(zlib, out);
            }
            Plan::Gradient => {
                let zlib = self.put_basic_head(stream_of::GRADIENT, Some(filter_id::GRADIENT), out);
                self.filtered.clear();
                put_gradient(&self.pixels, source, &mut self.filtered);
                self.put_filtered(zlib, out);
            }
            Plan::Jpeg(wishes) => {
                out.push(method::JPEG << 4 | self.streams.take_resets());
                self.filtered.clear();
                put_jpeg(source, wishes, &mut self.filtered);
                put_block(&self.filtered, out);
            }
            Plan::Png => {
                out.push(method::PNG << 4);
                self.filtered.clear();
                put_png(source, self.wishes.compression_level(), &mut self.filtered);
                put_block(&self.filtered, out);
            }
        }
    }

    fn wish(&mut self, wishes: Wishes) {
        self.wishes = wishes;
        self.streams.set_level(wishes.compression_level());
    }

    fn restart(&mut self) {
        self.streams.restart_all();
    }
}

/// Appends a compact length and as many bytes.
fn put_block(bytes: &[u8], out: &mut Vec<u8>) {
    let length = bytes.len();
    debug_assert!(length < 1 << 22, "rectangles are cut so that this cannot be");
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x4000 => out.extend([(length & 0x7f) as u8 | 0x80, (length >> 7) as u8]),
        _ => out.extend([(length & 0x7f) as u8 | 0x80, (length >> 7) as u8 | 0x80, (length >> 14) as u8]),
    }
    out.extend(bytes);
}
