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

/// A symbol and how it stands in the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol {
    /// Bits of the code.
    pub length: u32,
    /// Bits after the code, at most 15.
    pub size: u32,
    /// Coefficients that are passed over.
    pub run: u32,
}

impl Symbol {
    fn new(class: Class, length: u32, value: u8) -> Self {
        let value = u32::from(value);
        match class {
            Class::Dc => Self { length, size: value, run: 0 },
            Class::Ac if value == 0 => Self { length, size: 0, run: END_OF_BLOCK },
            Class::Ac => Self { length, size: value & 15, run: value >> 4 },
        }
    }

    /// The number that the additional bits are (T.81 §F.1.2.1, "extend"), where the code begins at the highest bit of `bits`.
    #[inline]
    pub fn number(self, bits: u64) -> i16 {
        let bits = bits << self.length;
        let number = ((bits >> 1) >> (63 - self.size)) as i32;
        let negative = !((bits as i64) >> 63) as i32;
        (number + (negative & (1 - (1 << self.size)))) as i16
    }
}

/// What the next bits announce. From the lowest bits: the whole length (8 bits), coefficients passed over (8), number (16).
///
/// Where the number is not among the bits looked up, the lowest 8 bits are zero, and the others hold a [`Symbol`]. Where not
/// even the code is, all are zero.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry(u32);

impl Entry {
    /// The entry for `symbol` followed by `bits`.
    fn new(symbol: Symbol, bits: u64) -> Self {
        let Symbol { length, size, run } = symbol;
        if length + size <= LOOK_UP {
            Self((symbol.number(bits) as u32) << 16 | run << 8 | (length + size))
        } else {
            Self(size << 24 | length << 16 | run << 8)
        }
    }

    /// Code and number, if they are all here.
    #[inline]
    pub fn is_whole(self) -> bool {
        self.0 & 0xff != 0
    }

    /// Bits of code and number.
    #[inline]
    pub fn total(self) -> u32 {
        self.0 & 0xff
    }

    /// Coefficients that are passed over.
    #[inline]
    pub fn run(self) -> u32 {
        self.0 >> 8 & 0xff
    }

    /// The number.
    #[inline]
    pub fn number(self) -> i16 {
        (self.0 >> 16) as i16
    }

    /// The symbol, where the number is not here but the code is.
    #[inline]
    pub fn symbol(self) -> Option<Symbol> {
        let symbol = Symbol { length: self.0 >> 16 & 31, size: self.0 >> 24 & 15, run: self.0 >> 8 & 15 };
        (self.0 != 0).then_some(symbol)
    }
}

/// A Huffman table and its definition.
#[derive(Debug, Clone)]
pub struct Table {
    class: Class,
    /// Counts of codes by length, and the symbols: as in the segment that defined it.
    definition: Vec<u8>,
    /// By the next [`LOOK_UP`] bits.
    entries: Box<[Entry; 1 << LOOK_UP]>,
    /// For each length: one past its last code, aligned to 16 bits, and what to add to a code for its symbol's place.
    longer: [(u32, i32); 17],
}

impl Table {
    /// An empty table; no code is valid.
    pub fn new(class: Class) -> Self {
        Self {
            class,
            definition: Vec::new(),
            entries: Box::new([Entry::default(); 1 << LOOK_UP]),
            longer: [(0, 0); 17],
        }
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
        self.entries.fill(Entry::default());
        let (mut code, mut place) = (0_u32, 0_usize);
        for ((length, &count), longer) in (1..).zip(counts).zip(self.longer.iter_mut().skip(1)) {
            let (first, count) = (code, usize::from(count));
            for &value in values.get(place..place + count).unwrap_or_default() {
                let symbol = Symbol::new(self.class, length, value);
                if symbol.size > if self.class == Class::Dc { 11 } else { 10 } {
                    return Err(malformed("a Huffman table with coefficients that are too large"));
                }
                if let Some(spare) = LOOK_UP.checked_sub(length) {
                    let start = u64::from(code) << spare;
                    for (bits, entry) in (start..).zip(self.entries.iter_mut().skip(start as usize).take(1 << spare)) {
                        *entry = Entry::new(symbol, bits << (64 - LOOK_UP));
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
    pub fn look_up(&self, next: u64) -> Entry {
        self.entries.get((next >> (64 - LOOK_UP)) as usize).copied().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::jpeg::standard;

    /// The codes of a definition as the standard makes them (T.81 §C.2): length, code, symbol.
    fn codes(definition: &[u8]) -> Vec<(u32, u32, u8)> {
        let (mut codes, mut code, mut values) = (Vec::new(), 0, definition[16..].iter());
        for (length, &count) in (1..).zip(&definition[..16]) {
            for _ in 0..count {
                codes.push((length, code, *values.next().expect("as many as were counted")));
                code += 1;
            }
            code <<= 1;
        }
        codes
    }

    #[test]
    fn every_code_of_the_standard_tables_is_found_with_every_number() {
        for table in standard::tables() {
            for (length, code, symbol) in codes(&table.definition) {
                let (run, size) = match (table.class, symbol) {
                    (Class::Dc, size) => (0, u32::from(size)),
                    (Class::Ac, 0) => (END_OF_BLOCK, 0),
                    (Class::Ac, symbol) => (u32::from(symbol >> 4), u32::from(symbol & 15)),
                };
                for bits in 0..1_u64 << size {
                    let next = (u64::from(code) << size | bits) << (64 - length - size);
                    let number =
                        if size > 0 && bits >> (size - 1) == 0 { bits as i64 - (1 << size) + 1 } else { bits as i64 };
                    let entry = table.look_up(next);
                    let found = if entry.is_whole() {
                        (entry.total(), entry.run(), i64::from(entry.number()))
                    } else {
                        let symbol = entry.symbol().or_else(|| table.look_up_longer(next)).expect("it is a code");
                        (symbol.length + symbol.size, symbol.run, i64::from(symbol.number(next)))
                    };
                    assert_eq!(found, (length + size, run, number), "{symbol:x} {bits:b}");
                }
            }
        }
    }

    #[test]
    fn bits_that_begin_no_code_are_noticed() {
        for table in standard::tables() {
            assert!(table.look_up(u64::MAX).symbol().is_none());
            assert_eq!(table.look_up_longer(u64::MAX), None);
        }
    }

    #[test]
    fn a_definition_that_makes_no_sense_is_refused() {
        let mut table = Table::new(Class::Ac);
        let definition = |counts: &[u8], values: &[u8]| {
            let mut definition = counts.to_vec();
            definition.resize(16, 0);
            [definition, values.to_vec()].concat()
        };
        assert!(table.define(&definition(&[1, 1], &[0, 1])).is_ok());
        assert!(table.define(&definition(&[3], &[0, 1, 2])).is_err(), "three codes of one bit");
        assert!(table.define(&definition(&[0, 3], &[0, 1])).is_err(), "a value is missing");
        assert!(table.define(&definition(&[1], &[0x0b])).is_err(), "numbers of eleven bits");
        assert!(table.define(&[255; 16 + 255 * 16]).is_err(), "more than 256 codes");
        assert!(table.look_up(0).symbol().is_none() || table.definition.is_empty());
    }

    #[test]
    fn the_same_definition_again_changes_nothing_and_another_one_everything() {
        let mut table = Table::new(Class::Dc);
        let first = [[1].as_slice(), &[0; 15], &[3]].concat();
        let second = [[0, 1].as_slice(), &[0; 14], &[5]].concat();
        for definition in [&first, &first, &second, &first] {
            let rest = [definition, &[9, 9][..]].concat();
            assert_eq!(table.define(&rest).expect("it makes sense"), [9, 9]);
            let expected = if definition == &first { (1, 3) } else { (2, 5) };
            let symbol = table.look_up(0);
            assert_eq!(symbol.total(), expected.0 + expected.1);
        }
    }
}
