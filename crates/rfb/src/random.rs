//! Where random bytes come from: the operating system, or in tests a seed, so that a run can be repeated.

use crate::error::{CryptographyError, Error};

/// A source of random bytes.
#[derive(Debug, Clone, Default)]
pub struct Random(Source);

#[derive(Debug, Clone, Default)]
enum Source {
    #[default]
    System,
    Seeded(u64),
}

impl Random {
    /// Bytes that anybody can foretell who knows `seed`: for tests and nothing else.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(seed))
    }

    /// Fills `bytes`.
    pub fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        match &mut self.0 {
            Source::System => getrandom::fill(bytes).map_err(|_| CryptographyError::NoRandom.into()),
            Source::Seeded(state) => {
                for chunk in bytes.chunks_mut(8) {
                    chunk.iter_mut().zip(next(state)).for_each(|(byte, random)| *byte = random);
                }
                Ok(())
            }
        }
    }

    /// So many bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }
}

/// The next eight bytes of the `SplitMix64` generator.
fn next(state: &mut u64) -> [u8; 8] {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ (mixed >> 31)).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_bytes_again_and_the_system_never_does() {
        let seeded = |seed| Random::seeded(seed).array::<20>();
        assert_eq!(seeded(1), seeded(1));
        assert_ne!(seeded(1), seeded(2));
        assert_ne!(Random::default().array::<16>(), Random::default().array::<16>());
    }
}
