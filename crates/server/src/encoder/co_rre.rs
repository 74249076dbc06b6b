//! CoRRE (rfbproto "CoRRE Encoding"): RRE with places and extents in one byte each, so that no rectangle may be larger
//! than that; larger ones are sent in pieces.

use rfb::Size;

use super::rre::RreEncoder;
use super::{Encoder, Source};

/// The most that a byte can name.
const EDGE: u16 = 255;

/// Writes CoRRE.
#[derive(Debug, Default)]
pub struct CoRreEncoder {
    rre: RreEncoder,
}

impl Encoder for CoRreEncoder {
    fn largest(&self) -> Size {
        Size::new(EDGE, EDGE)
    }

    fn encode(&mut self, source: &Source<'_>, out: &mut Vec<u8>) {
        self.rre.encode_with(source, out, |rect, out| {
            out.extend([rect.x, rect.y, rect.width, rect.height].map(|number| number as u8));
        });
    }
}
