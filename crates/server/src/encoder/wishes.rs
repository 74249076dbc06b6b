//! What viewers wish of lossy and compressed encodings, said in SetEncodings (rfbproto: Compression Level, JPEG Quality
//! Level, JPEG Fine-Grained Quality Level and JPEG Subsampling Level Pseudo-encodings).

/// The wishes of one viewer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How much time to spend on compression, from 0 to 9.
    pub compression: Option<u8>,
    /// How to send JPEG pictures; viewers that do not say it want none.
    pub jpeg: Option<JpegWishes>,
    /// Whether the viewer understands Tight without zlib, which compression level 0 then means (-317, of TurboVNC).
    pub without_zlib: bool,
}

/// How JPEG pictures are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegWishes {
    /// The quality as encoders number it, from 1 to 100.
    pub quality: u8,
    /// How many pixels share a colour.
    pub subsampling: Subsampling,
}

/// How many pixels share a colour in JPEG pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subsampling {
    /// One: 4:4:4.
    None,
    /// Two beside each other: 4:2:2.
    Twofold,
    /// Four: 4:2:0.
    Fourfold,
    /// There are no colours.
    Grey,
}

impl Wishes {
    /// The wishes among the numbers in SetEncodings; the last of a kind holds.
    pub fn of(encodings: &[i32]) -> Self {
        let mut wishes = Self::default();
        let (mut level, mut fine, mut subsampling) = (None, None, None);
        for number in encodings {
            match *number {
                -32..=-23 => level = Some((number + 32) as u8),
                -256..=-247 => wishes.compression = Some((number + 256) as u8),
                -317 => wishes.without_zlib = true,
                -512..=-412 => fine = Some((number + 512).max(1) as u8),
                -768 => subsampling = Some(Subsampling::None),
                // Eight and sixteen pixels are more than the library shares a colour among.
                -767 | -764 | -763 => subsampling = Some(Subsampling::Fourfold),
                -766 => subsampling = Some(Subsampling::Twofold),
                -765 => subsampling = Some(Subsampling::Grey),
                _ => {}
            }
        }
        wishes.jpeg = match (fine, level) {
            (Some(quality), _) => Some(JpegWishes { quality, subsampling: Subsampling::None }),
            (None, Some(level)) => Some(JpegWishes::of_level(level)),
            (None, None) => None,
        };
        if let (Some(jpeg), Some(subsampling)) = (&mut wishes.jpeg, subsampling) {
            jpeg.subsampling = subsampling;
        }
        wishes
    }

    /// The compression level to use, from 0 to 9.
    pub fn compression_level(&self) -> u8 {
        self.compression.unwrap_or(1)
    }
}

impl JpegWishes {
    /// What a level from 0 to 9 means here: servers differ.
    fn of_level(level: u8) -> Self {
        let subsampling = match level {
            0..=3 => Subsampling::Fourfold,
            4..=6 => Subsampling::Twofold,
            _ => Subsampling::None,
        };
        Self { quality: 10 * (level + 1), subsampling }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jpeg_is_wished_for_by_a_quality_only() {
        assert_eq!(Wishes::of(&[7, 21, -256, -768, -317]).jpeg, None);
        let level = Wishes::of(&[7, -32]).jpeg;
        assert_eq!(level, Some(JpegWishes { quality: 10, subsampling: Subsampling::Fourfold }));
        let best = Wishes::of(&[7, -23, -765]).jpeg;
        assert_eq!(best, Some(JpegWishes { quality: 100, subsampling: Subsampling::Grey }));
        let fine = Wishes::of(&[-412, -23, -766]).jpeg;
        assert_eq!(fine, Some(JpegWishes { quality: 100, subsampling: Subsampling::Twofold }));
        assert_eq!(Wishes::of(&[-512]).jpeg, Some(JpegWishes { quality: 1, subsampling: Subsampling::None }));
    }

    #[test]
    fn compression_levels_are_read() {
        assert_eq!(Wishes::of(&[-256]).compression, Some(0));
        assert_eq!(Wishes::of(&[-256, -247]).compression, Some(9));
        assert!(Wishes::of(&[-317]).without_zlib);
    }
}
