//! TRLE (RFC 6143 §7.7.5): tiles of 16 by 16 pixels, each in the way that takes the fewest bytes.

use super::tile::{PaletteReuse, Tiles};
use super::{Encoder, Source};

/// Writes TRLE. Nothing is remembered from one rectangle to the next.
#[derive(Debug, Default)]
pub struct TrleEncoder {
    tiles: Tiles,
}

impl Encoder for TrleEncoder {
    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.tiles.encode(source, 16, PaletteReuse::FromPreviousTile, out);
    }
}
