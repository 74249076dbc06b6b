//! What a server may ask of us. Every length, dimension, count and decompressed size it can name passes here.

use crate::error::Error;
use crate::geometry::Size;

/// The caps. The defaults let every real desktop pass and keep a hostile server under a few hundred megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pixels of the framebuffer, `width * height`; four bytes each are allocated.
    pub framebuffer_pixels: usize,
    /// Width or height of a cursor in pixels.
    pub cursor_dimension: u16,
    /// Bytes of the desktop's name.
    pub name: usize,
    /// Bytes of the server's explanation of a refusal.
    pub reason: usize,
    /// Bytes of one piece of SASL data.
    pub sasl: usize,
    /// How often a password is hashed because the server says so: each time is work for us.
    pub iterations: u32,
    /// Bytes of cut text that is kept; longer text is passed over.
    pub cut_text: usize,
    /// Bytes of an extended clipboard message, compressed, and of all its formats together, decompressed.
    pub clipboard: usize,
    /// Bytes of cut text that is passed over before the server is given up.
    pub cut_text_skipped: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            framebuffer_pixels: 64 << 20,
            cursor_dimension: 1024,
            name: 64 << 10,
            reason: 64 << 10,
            sasl: 64 << 10,
            iterations: 2_000_000,
            cut_text: 1 << 20,
            clipboard: 4 << 20,
            cut_text_skipped: 256 << 20,
        }
    }
}

/// A number that the server named and its cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{what} of {named} exceeds the limit of {limit}")]
pub struct Exceeded {
    /// What was too large.
    pub what: &'static str,
    /// What the server asked for.
    pub named: u64,
    /// The most that is allowed.
    pub limit: u64,
}

/// Checks one number against its cap.
pub(crate) fn check(what: &'static str, named: usize, limit: usize) -> Result<usize, Error> {
    if named > limit {
        return Err(Exceeded { what, named: named as u64, limit: limit as u64 }.into());
    }
    Ok(named)
}

impl Limits {
    /// Checks the extent of a framebuffer before any memory is asked for.
    pub(crate) fn framebuffer(&self, size: Size) -> Result<Size, Error> {
        check("a framebuffer's pixel count", size.area(), self.framebuffer_pixels).map(|_| size)
    }

    /// Checks the extent of a cursor.
    pub(crate) fn cursor(&self, size: Size) -> Result<Size, Error> {
        let largest = size.width.max(size.height);
        check("a cursor's dimension", largest.into(), self.cursor_dimension.into()).map(|_| size)
    }
}
