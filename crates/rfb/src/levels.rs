//! Level pseudo-encodings (rfbproto, “JPEG Quality Level”, “JPEG Fine-Grained Quality Level”, “JPEG Subsampling Level” and
//! “Compression Level Pseudo-encoding”): entries of SetEncodings that say how a server should trade quality and processor
//! time for bytes. No rectangle ever has their numbers.

use std::fmt;

use crate::encoding::Encoding;

/// Says that Tight rectangles may come without zlib (rfbproto, “Tight Encoding Without Zlib”).
const TIGHT_WITHOUT_ZLIB: i32 = -317;
/// The number of Tight, whose rectangles the above is about.
const TIGHT: i32 = 7;

/// What to ask for. What is not asked for is left to the server; the default asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Levels {
    /// How true the pixels must be.
    pub quality: Quality,
    /// How many of the colour samples of JPEG pictures are kept. Means nothing without a quality.
    pub subsampling: Option<Subsampling>,
    /// How hard the server should try to make lossless data small. Servers of the TightVNC family send data without zlib at
    /// level 0, megabytes of it.
    pub compression: Option<Level>,
}

/// How true pixels must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Quality {
    /// Bit for bit. Servers send JPEG only to those who ask for a quality.
    #[default]
    Lossless,
    /// One of ten levels of JPEG quality; what they mean differs from server to server.
    Level(Level),
    /// JPEG quality in percent. Servers that know only levels are told the nearest one.
    Percent(Percent),
}

/// A level from 0 (least) to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

/// A quality from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

/// Colour samples of JPEG pictures, for so many pixels one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subsampling {
    /// For each pixel (4:4:4).
    None,
    /// For two pixels (4:2:2).
    Two,
    /// For four pixels (4:2:0).
    Four,
    /// For eight pixels.
    Eight,
    /// For sixteen pixels.
    Sixteen,
    /// None at all: grey pictures.
    Grey,
}

impl Level {
    /// A level, or `None` above 9.
    pub const fn new(level: u8) -> Option<Self> {
        if level <= 9 { Some(Self(level)) } else { None }
    }

    /// The level, 0 to 9.
    pub const fn value(self) -> u8 {
        self.0
    }
}

impl Percent {
    /// JPEG quality that the ten levels stand for in TigerVNC and TurboVNC, lowest first.
    const OF_LEVELS: [u8; 10] = [15, 29, 41, 42, 62, 77, 79, 86, 92, 100];

    /// A quality, or `None` above 100.
    pub const fn new(percent: u8) -> Option<Self> {
        if percent <= 100 { Some(Self(percent)) } else { None }
    }

    /// The quality, 0 to 100.
    pub const fn value(self) -> u8 {
        self.0
    }

    /// The level that comes nearest.
    pub fn nearest_level(self) -> Level {
        let levels = (0u8..).zip(Self::OF_LEVELS);
        Level(levels.min_by_key(|(_, percent)| percent.abs_diff(self.0)).map_or(9, |(level, _)| level))
    }
}

impl Subsampling {
    /// All of them, by how many samples they keep.
    pub const ALL: [Subsampling; 6] = [Self::None, Self::Two, Self::Four, Self::Eight, Self::Sixteen, Self::Grey];

    /// Its number on the wire.
    pub const fn number(self) -> i32 {
        match self {
            Subsampling::None => -768,
            Subsampling::Four => -767,
            Subsampling::Two => -766,
            Subsampling::Grey => -765,
            Subsampling::Eight => -764,
            Subsampling::Sixteen => -763,
        }
    }
}

impl Levels {
    /// The numbers for SetEncodings, beside those of `encodings`.
    pub fn numbers(self, encodings: &[Encoding]) -> Vec<i32> {
        let mut numbers = Vec::new();
        // Below 6, servers do not agree about how ZYWRLE is coded; at 9, some send ZRLE instead.
        let allowed = if encodings.contains(&Encoding::Zywrle) { 6..=8 } else { 0..=9 };
        let level = |level: Level| -32 + i32::from(level.0.clamp(*allowed.start(), *allowed.end()));
        match self.quality {
            Quality::Lossless => {}
            Quality::Level(quality) => numbers.push(level(quality)),
            // The finer one comes last: servers that know both go by the last they read.
            Quality::Percent(percent) => {
                numbers.extend([level(percent.nearest_level()), -512 + i32::from(percent.0)]);
            }
        }
        if self.quality != Quality::Lossless {
            numbers.extend(self.subsampling.map(Subsampling::number));
        }
        numbers.extend(self.compression.map(|compression| -256 + i32::from(compression.0)));
        let tight = encodings.iter().any(|encoding| encoding.number() == TIGHT);
        if tight && self.compression == Some(Level(0)) {
            numbers.push(TIGHT_WITHOUT_ZLIB);
        }
        numbers
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Quality {
    /// `lossless`, `6` or `85%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quality::Lossless => f.write_str("lossless"),
            Quality::Level(level) => write!(f, "{level}"),
            Quality::Percent(percent) => write!(f, "{}%", percent.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(level: u8) -> Level {
        Level::new(level).expect("a level")
    }

    #[test]
    fn who_wants_true_pixels_asks_for_no_quality() {
        let levels = Levels { subsampling: Some(Subsampling::Four), ..Levels::default() };
        assert_eq!(levels.numbers(&Encoding::ALL), [0; 0]);
    }

    #[test]
    fn levels_have_the_numbers_of_the_specification() {
        for (value, quality, compression) in [(0, -32, -256), (9, -23, -247)] {
            let quality_level = Quality::Level(level(value));
            let levels = Levels { quality: quality_level, compression: Some(level(value)), ..Levels::default() };
            assert_eq!(levels.numbers(&[])[..2], [quality, compression]);
        }
        for (percent, coarse, fine) in [(0, -32, -512), (85, -25, -427), (100, -23, -412)] {
            let quality = Quality::Percent(Percent::new(percent).expect("a quality"));
            let levels = Levels { quality, subsampling: Some(Subsampling::Sixteen), compression: None };
            assert_eq!(levels.numbers(&[]), [coarse, fine, -763]);
        }
        assert_eq!((Level::new(10), Percent::new(101)), (None, None));
        let mut numbers = Subsampling::ALL.map(Subsampling::number);
        numbers.sort_unstable();
        assert_eq!(numbers, [-768, -767, -766, -765, -764, -763]);
    }

    #[test]
    fn with_zywrle_only_levels_are_asked_for_that_all_servers_understand_alike() {
        for (value, expected) in [(0, -26), (5, -26), (7, -25), (9, -24)] {
            let levels = Levels { quality: Quality::Level(level(value)), ..Levels::default() };
            assert_eq!(levels.numbers(&[Encoding::Zywrle, Encoding::Raw]), [expected]);
        }
    }

    #[test]
    fn tight_without_zlib_is_offered_to_those_who_ask_for_no_compression() {
        let levels = |compression| Levels { compression: Some(level(compression)), ..Levels::default() };
        let tight = Encoding::from_number(TIGHT);
        let with_tight: Vec<_> = tight.into_iter().collect();
        assert_eq!(levels(0).numbers(&with_tight).contains(&TIGHT_WITHOUT_ZLIB), tight.is_some());
        assert!(!levels(0).numbers(&[Encoding::Raw]).contains(&TIGHT_WITHOUT_ZLIB));
        assert!(!levels(1).numbers(&with_tight).contains(&TIGHT_WITHOUT_ZLIB));
    }
}
