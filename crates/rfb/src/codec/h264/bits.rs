//! A cursor over the bits of a parameter set or slice header (ITU-T H.264 §7.2, §9.1). Running short is a damaged stream.

use super::Damaged;

/// Reads bits from the most significant one on. The bytes are without emulation prevention.
#[derive(Debug, Clone)]
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    /// Bits that were read.
    position: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// One bit, as `u(1)`.
    pub(super) fn flag(&mut self) -> Result<bool, Damaged> {
        let byte = self.bytes.get(self.position / 8).ok_or(Damaged)?;
        let set = byte << (self.position % 8) & 0x80 != 0;
        self.position += 1;
        Ok(set)
    }

    /// `count` bits, at most 32, as `u(n)`.
    pub(super) fn bits(&mut self, count: u32) -> Result<u32, Damaged> {
        (0..count).try_fold(0, |value, _| Ok(value << 1 | u32::from(self.flag()?)))
    }

    /// An unsigned Exp-Golomb code, as `ue(v)`, which may be at most `largest`.
    pub(super) fn unsigned(&mut self, largest: u32) -> Result<u32, Damaged> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
            // No number that is read anywhere needs more.
            if zeros > 30 {
                return Err(Damaged);
            }
        }
        let value = (1 << zeros) - 1 + self.bits(zeros)?;
        if value > largest { Err(Damaged) } else { Ok(value) }
    }

    /// A signed Exp-Golomb code, as `se(v)`, which may be at most `largest` in either direction.
    pub(super) fn signed(&mut self, largest: u32) -> Result<i32, Damaged> {
        let code = self.unsigned(2 * largest)?;
        let size = code.div_ceil(2) as i32;
        Ok(if code % 2 == 1 { size } else { -size })
    }

    /// Whether anything but the trailing bits follows (§7.2 `more_rbsp_data`).
    pub(super) fn more(&self) -> bool {
        let Some(last) = self.bytes.iter().rposition(|byte| *byte != 0) else { return false };
        let stop = self.bytes.get(last).map_or(0, |byte| byte.trailing_zeros() as usize);
        self.position < last * 8 + 7 - stop
    }
}

/// Takes out the bytes that keep start codes from appearing by accident (§7.3.1), reading at most `length` bytes.
pub(super) fn unescape(unit: &[u8], length: usize, out: &mut Vec<u8>) {
    out.clear();
    let (mut zeros, bytes) = (0, unit.get(..length).unwrap_or(unit));
    for (place, &byte) in bytes.iter().enumerate() {
        if zeros >= 2 && byte == 3 && unit.get(place + 1).is_some_and(|next| *next <= 3) {
            zeros = 0;
            continue;
        }
        out.push(byte);
        zeros = if byte == 0 { zeros + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_specification_writes_them() {
        // Codes 0 to 4: 1, 010, 011, 00100, 00101, then the stop bit.
        let bytes = [0b1010_0110, 0b0100_0010, 0b1100_0000];
        let mut bits = Bits::new(&bytes);
        let read: Vec<u32> = (0..5).map(|_| bits.unsigned(9).unwrap()).collect();
        assert_eq!(read, [0, 1, 2, 3, 4]);
        assert!(!bits.more());
        let mut bits = Bits::new(&bytes);
        let read: Vec<i32> = (0..5).map(|_| bits.signed(9).unwrap()).collect();
        assert_eq!(read, [0, 1, -1, 2, -2]);
        let mut bits = Bits::new(&bytes);
        assert_eq!((bits.flag(), bits.bits(5)), (Ok(true), Ok(0b01001)));
        assert!(bits.more());
    }

    #[test]
    fn what_is_too_large_or_missing_is_damage() {
        assert_eq!(Bits::new(&[0b0010_1000]).unsigned(3), Err(Damaged));
        assert_eq!(Bits::new(&[0; 9]).unsigned(u32::MAX), Err(Damaged));
        assert_eq!(Bits::new(&[0, 1]).unsigned(u32::MAX), Err(Damaged));
        assert_eq!(Bits::new(&[]).flag(), Err(Damaged));
    }

    #[test]
    fn bytes_of_emulation_prevention_are_left_out() {
        let mut out = Vec::new();
        unescape(&[9, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3, 7], 99, &mut out);
        assert_eq!(out, [9, 0, 0, 1, 0, 0, 0, 0, 3, 7]);
        unescape(&[9, 0, 0, 3, 1], 4, &mut out);
        assert_eq!(out, [9, 0, 0]);
    }
}
