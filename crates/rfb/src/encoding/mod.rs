//! Rectangle encodings (RFC 6143 §7.7): one table, and two steps per rectangle.
//!
//! *Measuring* runs in order on whoever reads the bytes and finds where a rectangle ends. *Decoding* turns the body into
//! pixels and may run anywhere, as long as jobs of the same [`Lane::Stream`] stay in order: they share a zlib history.

pub mod co_rre;
pub mod copy_rect;
#[cfg(feature = "h264")]
pub mod h264;
pub mod hextile;
pub mod jpeg;
pub mod raw;
pub mod rre;
pub mod tight;
pub mod tight_png;
pub mod trle;
pub mod zlib;
pub mod zlib_hex;
pub mod zrle;
pub mod zywrle;

use std::fmt;

use bytes::Bytes;

use crate::codec::pixels::Layout;
use crate::error::Error;
use crate::framebuffer::Target;
use crate::geometry::Rect;
use crate::wire::{Reader, Stop};

/// What is known of a rectangle before its body: position, extent and how pixels stand on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The rectangle; it lies inside the framebuffer.
    pub rect: Rect,
    /// The pixel format.
    pub layout: Layout,
}

/// Which rectangles must stay in order with which. A decoder serves one lane of one encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// With none: the pixels depend on the body alone.
    Free,
    /// With those of the same number in the same encoding: they share a zlib history. At most [`Lane::STREAMS`].
    Stream(u8),
    /// With all: it reads the framebuffer.
    Framebuffer,
}

impl Lane {
    /// Streams that an encoding may have.
    pub const STREAMS: usize = 4;

    /// Its place among the decoders of an encoding: streams first, then what has no history.
    pub(crate) fn index(self) -> usize {
        match self {
            Lane::Stream(number) => usize::from(number),
            Lane::Free | Lane::Framebuffer => Self::STREAMS,
        }
    }
}

/// How far the rectangle at hand was measured. Reset for each rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scan {
    /// Bytes of the body that are known to belong to it.
    pub offset: usize,
    /// Rows or tiles that these bytes hold.
    pub done: usize,
    /// Colours of the last palette.
    pub palette: usize,
}

/// A part of a rectangle whose end was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The part: whole rows.
    pub rect: Rect,
    /// What it must stay in order with.
    pub lane: Lane,
    /// Whether the rectangle ends with it.
    pub end: End,
    /// Streams of the encoding whose histories end before it: bit `n` for [`Lane::Stream`]`(n)`. They may be of other lanes.
    pub resets: u8,
}

/// Whether something ends here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It does.
    Yes,
    /// More follows.
    No,
}

impl Measured {
    /// The whole rectangle.
    pub fn whole(head: &Head, lane: Lane) -> Self {
        Self { rect: head.rect, lane, end: End::Yes, resets: 0 }
    }
}

/// A measured rectangle (or some whole rows of one) that waits to be decoded.
#[derive(Clone, PartialEq)]
pub struct Job {
    /// How the body is encoded.
    pub encoding: Encoding,
    /// Where it goes and in which pixel format it is.
    pub head: Head,
    /// What it must stay in order with.
    pub lane: Lane,
    /// Whether the rectangle ends with it.
    pub end: End,
    /// Streams of the encoding whose histories end before it, a bit each.
    pub resets: u8,
    /// The bytes after the rectangle's header.
    pub body: Bytes,
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Job({} {} in {} bytes)", self.encoding.name(), self.head.rect, self.body.len())
    }
}

/// The second step: pixels from a body. One decoder per lane lives as long as the connection; jobs of [`Lane::Free`] may
/// go to any of several.
pub trait Decode: Send {
    /// Decodes `body`, exactly what was measured, into `out`, which has the rectangle's extent.
    fn decode(&mut self, head: &Head, body: &[u8], out: Target<'_>) -> Result<(), Error>;

    /// Ends the lane's history: the next body begins a new zlib stream.
    fn reset(&mut self) {}
}

/// Declares the encodings. The order is the preference, and what SetEncodings sends.
macro_rules! encodings {
    ($($(#[$condition:meta])* $module:ident = $number:literal, $variant:ident, $name:literal;)*) => {
        /// A rectangle encoding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Encoding {
            $(#[doc = concat!($name, ", number ", stringify!($number), ".")] $(#[$condition])* $variant,)*
        }

        impl Encoding {
            /// All of them, best first.
            pub const ALL: [Encoding; [$($(#[$condition])* $number),*].len()] = [$($(#[$condition])* Encoding::$variant),*];

            /// The files that implement them, by name.
            pub const MODULES: [&'static str; Self::ALL.len()] = [$($(#[$condition])* stringify!($module)),*];

            /// Its number on the wire.
            pub const fn number(self) -> i32 {
                match self { $($(#[$condition])* Encoding::$variant => $number,)* }
            }

            /// Its name in the specification.
            pub const fn name(self) -> &'static str {
                match self { $($(#[$condition])* Encoding::$variant => $name,)* }
            }

            /// The name of the file that implements it.
            pub const fn module(self) -> &'static str {
                match self { $($(#[$condition])* Encoding::$variant => stringify!($module),)* }
            }

            /// The first step: finds the end of a rectangle, or of some of its rows.
            pub(crate) fn measure(self, scan: &mut Scan, head: &Head, reader: &mut Reader<'_>) -> Result<Measured, Stop> {
                match self { $($(#[$condition])* Encoding::$variant => $module::measure(scan, head, reader),)* }
            }

            /// A decoder for one lane, in the state of a new connection.
            pub fn decoder(self) -> Box<dyn Decode> {
                match self { $($(#[$condition])* Encoding::$variant => Box::new($module::Decoder::default()),)* }
            }
        }
    };
}

encodings! {
    tight = 7, Tight, "Tight";
    zrle = 16, Zrle, "ZRLE";
    trle = 15, Trle, "TRLE";
    hextile = 5, Hextile, "Hextile";
    zlib = 6, Zlib, "Zlib";
    zlib_hex = 8, ZlibHex, "ZlibHex";
    zywrle = 17, Zywrle, "ZYWRLE";
    co_rre = 4, CoRre, "CoRRE";
    rre = 2, Rre, "RRE";
    copy_rect = 1, CopyRect, "CopyRect";
    tight_png = -260, TightPng, "TightPNG";
    jpeg = 21, Jpeg, "JPEG";
    #[cfg(feature = "h264")]
    h264 = 50, H264, "Open-H264";
    raw = 0, Raw, "Raw";
}

/// Numbers of encodings that change pixels unasked: ZYWRLE and Open H.264.
const ONLY_WHEN_NAMED: [i32; 2] = [17, 50];

impl Encoding {
    /// Those that are asked for where nobody names any, best first: all but those that change pixels unasked.
    pub fn unnamed() -> impl Iterator<Item = Encoding> {
        Encoding::ALL.into_iter().filter(|encoding| !ONLY_WHEN_NAMED.contains(&encoding.number()))
    }

    /// The encoding with this number.
    pub fn from_number(number: i32) -> Option<Encoding> {
        Encoding::ALL.into_iter().find(|encoding| encoding.number() == number)
    }

    /// The encoding with this name, in any case.
    pub fn from_name(name: &str) -> Option<Encoding> {
        Encoding::ALL.into_iter().find(|encoding| encoding.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_lead_back_to_the_encoding() {
        for encoding in Encoding::ALL {
            assert_eq!(Encoding::from_number(encoding.number()), Some(encoding));
            assert_eq!(Encoding::from_name(&encoding.name().to_lowercase()), Some(encoding));
        }
        assert_eq!(Encoding::from_number(209_717_600), None);
    }
}
