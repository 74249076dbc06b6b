//! Bits of a NAL unit (ITU-T H.264 §7.3.1, §9.1, Annex B).

/// Collects bits from the most significant one on.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits of the last byte that are used; 0 where all are.
    used: u32,
}

impl BitWriter {
    /// The lowest `count` bits of `value`.
    pub fn bits(&mut self, value: u32, count: u32) {
        if self.used == 0 && count == 8 {
            self.bytes.push(value as u8);
            return;
        }
        for place in (0..count).rev() {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> place & 1) as u8) << (7 - self.used);
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// An unsigned Exp-Golomb code, `ue(v)`.
    pub fn unsigned(&mut self, value: u32) {
        let length = (value + 1).ilog2();
        self.bits(0, length);
        self.bits(value + 1, length + 1);
    }

    /// Several of these.
    pub fn unsigned_each(&mut self, values: impl IntoIterator<Item = u32>) {
        for value in values {
            self.unsigned(value);
        }
    }

    /// Zeros up to the next byte.
    pub fn align(&mut self) {
        self.used = 0;
    }

    /// Appends the unit with its start code, header and trailing bits.
    pub fn finish_unit(mut self, header: u8, out: &mut Vec<u8>) {
        self.bits(1, 1);
        out.extend([0, 0, 0, 1, header]);
        let mut zeros = 0;
        for byte in self.bytes {
            // Three zeros, or two and a one, would look like a start code.
            if zeros == 2 && byte <= 3 {
                out.push(3);
                zeros = 0;
            }
            out.push(byte);
            zeros = if byte == 0 { zeros + 1 } else { 0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_codes_trailing_bits_and_no_start_code_inside() {
        let mut bits = BitWriter::default();
        bits.unsigned_each(0..5);
        bits.align();
        bits.bits(0, 32);
        bits.bits(1, 8);
        let mut out = Vec::new();
        bits.finish_unit(0x65, &mut out);
        let body = [0b1010_0110, 0b0100_0010, 0b1000_0000, 0, 0, 3, 0, 0, 3, 1, 0x80];
        assert_eq!(out, [&[0, 0, 0, 1, 0x65][..], &body].concat());
    }
}
