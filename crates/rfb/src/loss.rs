//! Which rectangles are not what the server shows, only close to it.

use crate::encoding::{Encoding, Job};
use crate::geometry::Rect;
use crate::wire::Reader;

/// How true the pixels of a rectangle are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Every pixel is what the server was asked for.
    None,
    /// They were compressed with loss.
    Lossy,
    /// They are as true as those of this part of the framebuffer were.
    Copied(Rect),
}

/// Tight's control byte of a JPEG picture, in its upper half.
const TIGHT_JPEG: u8 = 9;

impl Loss {
    /// What can be said of `job` without decoding it.
    pub fn of(job: &Job) -> Loss {
        if job.encoding == Encoding::CopyRect {
            let mut reader = Reader::new(&job.body);
            let (x, y) = (reader.u16().unwrap_or_default(), reader.u16().unwrap_or_default());
            return Loss::Copied(Rect::new(x, y, job.head.rect.width, job.head.rect.height));
        }
        let lossy = match Means::of(job.encoding) {
            Means::Exact => false,
            Means::Either => job.body.first().is_some_and(|control| control >> 4 == TIGHT_JPEG),
            Means::Lossy => true,
        };
        if lossy { Loss::Lossy } else { Loss::None }
    }
}

/// What an encoding can do.
#[derive(PartialEq, Eq)]
enum Means {
    /// Nothing is ever lost.
    Exact,
    /// Tight and TightPNG: JPEG, or not.
    Either,
    /// JPEG, ZYWRLE and Open H.264.
    Lossy,
}

impl Means {
    fn of(encoding: Encoding) -> Self {
        match encoding.number() {
            7 | -260 => Means::Either,
            21 | 17 | 50 => Means::Lossy,
            _ => Means::Exact,
        }
    }
}

impl Encoding {
    /// Whether pixels in this encoding may be less than true, where the server was told a quality.
    pub fn may_lose(self) -> bool {
        Means::of(self) != Means::Exact
    }
}
