//! The rectangle encodings, one file each, written from the specification (RFC 6143 §7.7) and nothing else.
//!
//! To add one: a file with an [`Encoder`] in it, its `mod` line, and one line in [`TABLE`].

mod co_rre;
pub mod copy_rect;
mod cover;
mod deflate;
#[cfg(feature = "h264")]
mod h264;
mod hextile;
mod jpeg;
mod palette;
mod picture;
mod raw;
mod rre;
mod tight;
mod tight_png;
mod tile;
mod translation;
mod trle;
mod wishes;
mod zlib;
mod zlib_hex;
mod zrle;
mod zywrle;

use rfb::{Framebuffer, Rect, Size};

pub use co_rre::CoRreEncoder;
#[cfg(feature = "h264")]
pub use h264::H264Encoder;
#[cfg(feature = "h264")]
pub(crate) use h264::bits::BitWriter;
pub use hextile::HextileEncoder;
pub use jpeg::JpegEncoder;
pub use raw::RawEncoder;
pub use rre::RreEncoder;
pub use tight::TightEncoder;
pub use tight_png::TightPngEncoder;
pub use translation::{Translation, colour_map};
pub use trle::TrleEncoder;
pub use wishes::{JpegWishes, Subsampling, Wishes};
pub use zlib::ZlibEncoder;
pub use zlib_hex::ZlibHexEncoder;
pub use zrle::ZrleEncoder;
pub use zywrle::ZywrleEncoder;

/// What is to be encoded: the pixels inside `rect`, which must lie inside `framebuffer` and is not empty.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The picture.
    pub framebuffer: &'a Framebuffer,
    /// The part of it.
    pub rect: Rect,
    /// The pixels the viewer wants.
    pub translation: &'a Translation,
}

impl Source<'_> {
    /// The pixel values inside `part` of the framebuffer, row by row.
    fn pixels(&self, part: Rect) -> impl Iterator<Item = u32> {
        self.framebuffer.rows(part).flatten().map(|&colour| self.translation.pixel(colour))
    }
}

/// Encodes rectangles for one viewer; may remember what it sent before.
pub trait Encoder: Send {
    /// The largest rectangle that the encoding can name; see [`pieces`].
    fn largest(&self) -> Size {
        Size::new(u16::MAX, u16::MAX)
    }

    /// Appends what follows the rectangle's header. The rectangle is at most [`Encoder::largest`].
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>);

    /// From the next rectangle on, the viewer wishes for this.
    fn wish(&mut self, _: Wishes) {}

    /// The next rectangle depends on none before it, and says so, where the encoding can.
    fn restart(&mut self) {}
}

/// `rect` in pieces that are at most `largest` wide and high, row by row.
pub fn pieces(rect: Rect, largest: Size) -> impl Iterator<Item = Rect> {
    let Rect { x, y, width, height } = rect;
    (0..height).step_by(largest.height.into()).flat_map(move |top| {
        (0..width).step_by(largest.width.into()).map(move |left| {
            Rect::new(x + left, y + top, largest.width.min(width - left), largest.height.min(height - top))
        })
    })
}

/// An encoding that can be chosen for pixels.
#[derive(Debug)]
pub struct Entry {
    /// Its number in SetEncodings and in rectangle headers.
    pub number: i32,
    /// Its name in the specification.
    pub name: &'static str,
    /// A fresh encoder, as at the start of a connection.
    pub start: fn() -> Box<dyn Encoder>,
}

impl Entry {
    /// The name of the file that implements it, here and in the client.
    pub fn module(&self) -> &'static str {
        rfb::Encoding::from_number(self.number).map_or("", rfb::Encoding::module)
    }
}

/// Every encoding for pixels. CopyRect is not one: it has no pixels.
pub const TABLE: &[Entry] = &[
    Entry { number: 0, name: "Raw", start: || Box::new(RawEncoder) },
    Entry { number: 2, name: "RRE", start: || Box::new(RreEncoder::default()) },
    Entry { number: 4, name: "CoRRE", start: || Box::new(CoRreEncoder::default()) },
    Entry { number: 5, name: "Hextile", start: || Box::new(HextileEncoder::default()) },
    Entry { number: 6, name: "Zlib", start: || Box::new(ZlibEncoder::default()) },
    Entry { number: 8, name: "ZlibHex", start: || Box::new(ZlibHexEncoder::default()) },
    Entry { number: tight::NUMBER, name: "Tight", start: || Box::new(TightEncoder::default()) },
    Entry { number: tight_png::NUMBER, name: "TightPNG", start: || Box::new(TightPngEncoder::default()) },
    Entry { number: jpeg::NUMBER, name: "JPEG", start: || Box::new(JpegEncoder::default()) },
    #[cfg(feature = "h264")]
    Entry { number: h264::NUMBER, name: "Open-H264", start: || Box::new(H264Encoder::default()) },
    Entry { number: 15, name: "TRLE", start: || Box::new(TrleEncoder::default()) },
    Entry { number: 16, name: "ZRLE", start: || Box::new(ZrleEncoder::default()) },
    Entry { number: 17, name: "ZYWRLE", start: || Box::new(ZywrleEncoder::default()) },
];

/// The encoders of one connection, each with the history it has there.
#[derive(Default)]
pub struct Encoders {
    started: Vec<(i32, Box<dyn Encoder>)>,
    wishes: Wishes,
}

impl Encoders {
    /// The first of `wanted` that can be encoded; Raw, which every viewer understands, where there is none. JPEG is for
    /// those who name a quality.
    pub fn choose(wanted: &[i32]) -> i32 {
        let lossless = Wishes::of(wanted).jpeg.is_none();
        let can = |number: i32| TABLE.iter().any(|entry| entry.number == number);
        wanted.iter().copied().find(|number| can(*number) && !(lossless && *number == jpeg::NUMBER)).unwrap_or(0)
    }

    /// Takes in what the viewer wishes for.
    pub fn wish(&mut self, wishes: Wishes) {
        self.wishes = wishes;
        self.started.iter_mut().for_each(|(_, encoder)| encoder.wish(wishes));
    }

    /// The encoder for `number`, which must be in the table, with all it remembers.
    pub fn get(&mut self, number: i32) -> Option<&mut (dyn Encoder + 'static)> {
        if !self.started.iter().any(|(started, _)| *started == number) {
            let entry = TABLE.iter().find(|entry| entry.number == number)?;
            let mut encoder = (entry.start)();
            encoder.wish(self.wishes);
            self.started.push((number, encoder));
        }
        self.started.iter_mut().find(|(started, _)| *started == number).map(|(_, encoder)| encoder.as_mut())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_every_encoder_in_the_folder_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/encoder");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .filter(|path| std::fs::read_to_string(path).unwrap().contains("\nimpl Encoder for"))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        // Whose module is left out where the feature is.
        files.retain(|file| cfg!(feature = "h264") || file != "h264");
        files.sort();
        let mut names: Vec<_> = TABLE.iter().map(Entry::module).collect();
        names.sort_unstable();
        assert_eq!(names, files);
    }

    #[test]
    fn pieces_cover_the_rectangle_and_none_is_larger_than_allowed() {
        let rect = Rect::new(3, 4, 511, 256);
        let all: Vec<_> = pieces(rect, Size::new(255, 255)).collect();
        assert_eq!(all.len(), 6);
        assert_eq!((all[0], all[5]), (Rect::new(3, 4, 255, 255), Rect::new(513, 259, 1, 1)));
        assert_eq!(all.iter().map(|piece| piece.area()).sum::<usize>(), rect.area());
        assert!(pieces(rect, Size::new(u16::MAX, u16::MAX)).eq([rect]));
    }

    #[test]
    fn the_viewers_order_decides_and_raw_is_always_possible() {
        assert_eq!(Encoders::choose(&[-239, 77, 15, 16]), 15);
        assert_eq!(Encoders::choose(&[16, 15]), 16);
        assert_eq!(Encoders::choose(&[-223, 77]), 0);
        assert_eq!(Encoders::choose(&[21, 7]), 7, "JPEG has its losses");
        assert_eq!(Encoders::choose(&[21, 7, -26]), 21);
    }
}
