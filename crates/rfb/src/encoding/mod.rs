//! Rectangle encodings.

/// An encoding of rectangles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// ZRLE.
    Zrle,
    /// TRLE.
    Trle,
    /// CopyRect.
    CopyRect,
    /// Raw.
    Raw,
}

impl Encoding {
    /// All of them, best first.
    pub const ALL: [Encoding; 4] = [Encoding::Zrle, Encoding::Trle, Encoding::CopyRect, Encoding::Raw];

    /// Its name in the specification.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Zrle => "ZRLE",
            Encoding::Trle => "TRLE",
            Encoding::CopyRect => "CopyRect",
            Encoding::Raw => "Raw",
        }
    }
}
