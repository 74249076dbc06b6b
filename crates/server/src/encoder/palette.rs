//! Up to 256 different pixels of a rectangle, for encodings with indices of a byte.

use std::collections::HashMap;

/// The most colours that a byte can name.
const MAX_COLOURS: usize = 256;

/// Different pixels in the order in which they first appear.
#[derive(Debug, Default)]
pub(super) struct Palette {
    colours: Vec<u32>,
    indices: HashMap<u32, u8>,
}

impl Palette {
    /// Takes the colours of `pixels`; whether all of them fit.
    pub(super) fn collect(&mut self, pixels: &[u32]) -> bool {
        self.colours.clear();
        self.indices.clear();
        let mut last = None;
        for &pixel in pixels {
            if last == Some(pixel) || self.indices.contains_key(&pixel) {
                last = Some(pixel);
                continue;
            }
            if self.colours.len() == MAX_COLOURS {
                return false;
            }
            self.indices.insert(pixel, self.colours.len() as u8);
            self.colours.push(pixel);
            last = Some(pixel);
        }
        true
    }

    /// The colours, at most 256.
    pub(super) fn colours(&self) -> &[u32] {
        &self.colours
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.colours.len()
    }

    /// The index of `pixel`, which must be in the palette.
    pub(super) fn index(&self, pixel: u32) -> u8 {
        self.indices.get(&pixel).copied().unwrap_or(0)
    }
}
