//! What the user fixed of how pixels are sent. What is left open is chosen by what the link carries.

use rfb::{Encoding, Level, PixelFormat, Quality, Subsampling};

/// How pixels are to be sent; the default leaves everything open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The bits of a pixel.
    pub depth: Depth,
    /// The encodings to ask for, best first.
    pub encodings: Option<Vec<Encoding>>,
    /// How true pixels must be.
    pub quality: Option<Quality>,
    /// How many colour samples of JPEG pictures are kept.
    pub subsampling: Option<Subsampling>,
    /// How hard the server should try to make lossless data small.
    pub compression: Option<Level>,
    /// Who says when pixels are sent.
    pub updates: Updates,
}

/// The bits of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// 8 bits: 256 colours, a quarter of the bytes.
    Bits8,
    /// 16 bits: 65 536 colours, half the bytes.
    Bits16,
    /// 24 bits: all colours.
    #[default]
    Bits24,
}

/// Who says when pixels are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Updates {
    /// The server sends them as they change, where it can; otherwise they are asked for.
    #[default]
    Automatic,
    /// They are asked for each time, even where the server could do without.
    Requested,
}

impl Depth {
    /// The pixel format to ask for.
    pub fn pixel_format(self) -> PixelFormat {
        match self {
            Depth::Bits8 => PixelFormat::RGB332,
            Depth::Bits16 => PixelFormat::RGB565,
            Depth::Bits24 => PixelFormat::RENDERER,
        }
    }
}
