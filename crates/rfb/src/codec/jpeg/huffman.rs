//! Huffman tables (T.81 §C and §F.2.2), kept from picture to picture because servers send the same ones every time.

use super::malformed;
use crate::error::Error;

/// Bits that are looked up at once.
pub const LOOK_UP: u32 = 10;

/// What a code of a table announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Differences of first coefficients.
    Dc,
    /// The other coefficients.
    Ac,
}

/// How far past a block's last coefficient the end of block leads. Added to any place, it is 64 or more.
pub const END_OF_BLOCK: u32 = 128;

/// A symbol and how it stands in the data. Zero where the first bits do not tell.
///
/// From the lowest: 8 bits for the whole length (code and additional bits), 8 for the code's length, 8 for the number of
/// additional bits, 8 for the coefficients that are passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Symbol(u32);

impl Symbol {
    fn new(class: Class, length: u32, value: u8) -> Self {
        let (run, size) = match class {
            Class::Dc => (0, u32::from(value)),
            Class::Ac if value == 0 => (END_OF_BLOCK, 0),
            Class::Ac => (u32::from(value >> 4), u32::from(value & 15)),
        };
        Self(run << 24 | size << 16 | length << 8 | (length + size))
    }

    /// Whether the bits looked up were not enough.
    #[inline]
    pub fn is_longer(self) -> bool {
        self.0 == 0
    }

    /// Bits of code and additional bits.
    #[inline]
    pub fn total(self) -> u32 {
        self.0 & 63
    }

    /// Bits of the code.
    #[inline]
    pub fn length(self) -> u32 {
        self.0 >> 8 & 63
    }

    /// Additional bits, at most 16.
    #[inline]
    pub fn size(self) -> u32 {
        self.0 >> 16 & 31
    }

    /// Coefficients that are passed over.
    #[inline]
    pub fn run(self) -> u32 {
        self.0 >> 24
    }
}

/// A Huffman table and its definition.
#[derive(Debug, Clone)]
pub struct Table {
    class: Class,
    /// Counts of codes by length, and the symbols: as in the segment that defined it.
    definition: Vec<u8>,
    /// By the next [`LOOK_UP`] bits.
    symbols: [Symbol; 1 << LOOK_UP],
    /// For each length: one past its last code, aligned to 16 bits, and what to add to a code for its symbol's place.
    longer: [(u32, i32); 17],
}

impl Table {
    /// An empty table; no code is valid.
    pub fn new(class: Class) -> Self {
        Self { class, definition: Vec::new(), symbols: [Symbol::default(); 1 << LOOK_UP], longer: [(0, 0); 17] }
    }

    /// Takes the definition at the start of `segment`, 16 counts and as many symbols, and returns what follows it.
    pub fn define<'a>(&mut self, segment: &'a [u8]) -> Result<&'a [u8], Error> {
        let Some((counts, _)) = segment.split_first_chunk::<16>() else { return Err(malformed("a cut Huffman table")) };
        let count: usize = counts.iter().map(|&count| usize::from(count)).sum();
        let Some((definition, rest)) = segment.split_at_checked(16 + count).filter(|_| count <= 256) else {
            return Err(malformed("a cut Huffman table"));
        };
        if self.definition != definition {
            self.definition.clear();
            self.build(counts, definition.get(16..).unwrap_or_default())?;
            self.definition.extend_from_slice(definition);
        }
        Ok(rest)
    }

    /// Gives each symbol its code: codes of one length follow each other, and longer ones follow shorter ones.
    fn build(&mut self, counts: &[u8; 16], values: &[u8]) -> Result<(), Error> {
        self.symbols.fill(Symbol::default());
        let (mut code, mut place) = (0_u32, 0_usize);
        for ((length, &count), longer) in (1..).zip(counts).zip(self.longer.iter_mut().skip(1)) {
            let (first, count) = (code, usize::from(count));
            for &value in values.get(place..place + count).unwrap_or_default() {
                let symbol = Symbol::new(self.class, length, value);
                if symbol.size() > if self.class == Class::Dc { 11 } else { 10 } {
                    return Err(malformed("a Huffman table with coefficients that are too large"));
                }
                if let Some(spare) = LOOK_UP.checked_sub(length) {
                    let start = (code << spare) as usize;
                    if let Some(symbols) = self.symbols.get_mut(start..start + (1 << spare)) {
                        symbols.fill(symbol);
                    }
                }
                code += 1;
            }
            if code > 1 << length {
                return Err(malformed("a Huffman table with too many codes"));
            }
            *longer = (code << (16 - length), place as i32 - first as i32);
            place += count;
            code <<= 1;
        }
        Ok(())
    }

    /// What the next bits announce.
    #[inline]
    pub fn look_up(&self, next: u64) -> Symbol {
        self.symbols.get((next >> (64 - LOOK_UP)) as usize).copied().unwrap_or_default()
    }

    /// What the next bits announce where [`Table::look_up`] could not tell. `None` where no code begins so.
    #[cold]
    pub fn look_up_longer(&self, next: u64) -> Option<Symbol> {
        let bits = (next >> 48) as u32;
        let lengths = (0..).zip(&self.longer).skip(LOOK_UP as usize + 1);
        let (length, &(_, offset)) = lengths.into_iter().find(|&(_, &(end, _))| bits < end)?;
        let place = (bits >> (16 - length)) as i32 + offset;
        let value = self.definition.get(16 + place as usize)?;
        Some(Symbol::new(self.class, length, *value))
    }
}
