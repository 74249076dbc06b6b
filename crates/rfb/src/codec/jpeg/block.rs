//! The coefficients of a block (T.81 §F.2.2).

use super::bits::{Bits, invalid_code};
use super::huffman::{END_OF_BLOCK, Entry, Table};
use super::inverse_dct::Coefficients;
use super::malformed;
use crate::error::Error;

/// Where coefficients in zigzag order stand in a block.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
    28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
    47, 55, 62, 63,
];

/// What is done with the coefficient at a place of the zigzag order.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// What it is multiplied by.
    factor: i16,
    /// Where it goes. What lies past the last coefficient goes past the block.
    place: u8,
}

/// A quantisation table (T.81 §A.3.4), as far as a byte can count.
#[derive(Debug, Clone)]
pub struct Quantisation([Step; 256]);

impl Quantisation {
    /// A table of these 64 factors in zigzag order.
    pub fn new(factors: impl IntoIterator<Item = u16>) -> Self {
        let mut steps = [Step { factor: 0, place: 64 }; 256];
        for ((step, place), factor) in steps.iter_mut().zip(ZIGZAG).zip(factors) {
            *step = Step { factor: factor as i16, place };
        }
        Self(steps)
    }
}

/// The tables of a component.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// For the first coefficient.
    pub dc: &'a Table,
    /// For the others.
    pub ac: &'a Table,
    /// What they are multiplied by.
    pub quantisation: &'a Quantisation,
}

impl Tables<'_> {
    /// Reads a block, dequantised, and returns how many of its coefficients, in zigzag order, may differ from zero.
    ///
    /// `before` is the component's last first coefficient.
    #[inline]
    pub fn read(&self, bits: &mut Bits<'_>, before: &mut i16, block: &mut Coefficients) -> Result<usize, Error> {
        if let Some(block) = block.first_chunk_mut::<64>() {
            *block = [0; 64];
        }
        bits.refill();
        let (_, difference) = number(self.dc, self.dc.look_up(bits.next()), bits)?;
        *before = before.wrapping_add(difference);
        block[0] = before.wrapping_mul(self.quantisation.0[0].factor);

        let mut next = 1;
        // Two at a time, because the buffer holds the bits of two.
        while next < 64 {
            // Enough bits are left for this one's entry; it need not wait for more.
            let entry = self.ac.look_up(bits.next());
            bits.refill();
            next = self.put(next, entry, bits, block)?;
            if next >= 64 {
                break;
            }
            next = self.put(next, self.ac.look_up(bits.next()), bits, block)?;
        }
        match next.checked_sub(END_OF_BLOCK + 1) {
            Some(count) => Ok(count as usize),
            None if next == 64 => Ok(64),
            None => Err(malformed("a block with too many coefficients")),
        }
    }

    /// Puts a coefficient where it belongs and returns the place of the next one. Zeros are put too: it costs less than to ask.
    #[inline]
    fn put(&self, next: u32, entry: Entry, bits: &mut Bits<'_>, block: &mut Coefficients) -> Result<u32, Error> {
        let (run, number) = number(self.ac, entry, bits)?;
        let place = next + run;
        if let Some(step) = self.quantisation.0.get((place & 255) as usize)
            && let Some(coefficient) = block.get_mut(usize::from(step.place))
        {
            *coefficient = number.wrapping_mul(step.factor);
        }
        Ok(place + 1)
    }
}

/// How many coefficients the next code, whose entry in `table` is `entry`, passes over, and the number after it.
#[inline]
fn number(table: &Table, entry: Entry, bits: &mut Bits<'_>) -> Result<(u32, i16), Error> {
    if entry.is_whole() {
        bits.consume(entry.total());
        return Ok((entry.run(), entry.number()));
    }
    let symbol = match entry.symbol() {
        Some(symbol) => symbol,
        None => table.look_up_longer(bits.next()).ok_or_else(invalid_code)?,
    };
    let number = symbol.number(bits.next());
    bits.consume(symbol.length + symbol.size);
    Ok((symbol.run, number))
}
