//! The tables that segments define, kept from picture to picture.

use super::block::{Quantisation, Tables};
use super::huffman::{Class, Table};
use super::segments::Component;
use super::standard;
use super::{malformed, truncated};
use crate::error::Error;

/// Numbers that tables of a kind can have.
const NUMBERS: usize = 4;

/// The most tables that a picture may define. It can use twelve.
const DEFINITIONS: usize = 64;

/// A table that may be kept from an earlier picture, whether this one can use it or not.
#[derive(Debug)]
struct Slot<T> {
    table: T,
    is_defined: bool,
}

/// A quantisation table and the bytes that defined it.
#[derive(Debug)]
struct Factors {
    definition: Vec<u8>,
    quantisation: Quantisation,
}

/// All tables.
#[derive(Debug)]
pub struct Slots {
    dc: [Slot<Table>; NUMBERS],
    ac: [Slot<Table>; NUMBERS],
    quantisation: [Slot<Factors>; NUMBERS],
    /// Tables that the picture has defined.
    definitions: usize,
}

impl Default for Slots {
    fn default() -> Self {
        let huffman = |class| [(); NUMBERS].map(|()| Slot { table: Table::new(class), is_defined: false });
        let factors = || Factors { definition: Vec::new(), quantisation: Quantisation::new([]) };
        Self {
            dc: huffman(Class::Dc),
            ac: huffman(Class::Ac),
            quantisation: [(); NUMBERS].map(|()| Slot { table: factors(), is_defined: false }),
            definitions: 0,
        }
    }
}

impl Slots {
    /// Begins a picture, which must define its tables. Those that it defines as the one before it did cost nothing.
    pub fn begin(&mut self) {
        self.definitions = 0;
        self.dc.iter_mut().chain(&mut self.ac).for_each(|slot| slot.is_defined = false);
        self.quantisation.iter_mut().for_each(|slot| slot.is_defined = false);
    }

    /// Takes the body of a segment that defines Huffman tables (T.81 §B.2.4.2).
    pub fn define_huffman(&mut self, mut body: &[u8]) -> Result<(), Error> {
        while let Some((&kind, definition)) = body.split_first() {
            self.count_definition()?;
            let slots = match kind >> 4 {
                0 => &mut self.dc,
                1 => &mut self.ac,
                _ => return Err(malformed("a Huffman table of an unknown class")),
            };
            let Some(slot) = slots.get_mut(usize::from(kind & 15)) else {
                return Err(malformed("a Huffman table with a number above 3"));
            };
            slot.is_defined = false;
            body = slot.table.define(definition)?;
            slot.is_defined = true;
        }
        Ok(())
    }

    /// Takes the body of a segment that defines quantisation tables (T.81 §B.2.4.1).
    pub fn define_quantisation(&mut self, mut body: &[u8]) -> Result<(), Error> {
        while let Some((&kind, rest)) = body.split_first() {
            self.count_definition()?;
            let bytes = match kind >> 4 {
                0 => 64,
                1 => 128,
                _ => return Err(malformed("a quantisation table of an unknown precision")),
            };
            let Some(slot) = self.quantisation.get_mut(usize::from(kind & 15)) else {
                return Err(malformed("a quantisation table with a number above 3"));
            };
            let (definition, rest) = rest.split_at_checked(bytes).ok_or_else(truncated)?;
            slot.is_defined = true;
            slot.table.define(definition);
            body = rest;
        }
        Ok(())
    }

    /// A table costs more time than its bytes take on the way.
    fn count_definition(&mut self) -> Result<(), Error> {
        self.definitions += 1;
        if self.definitions > DEFINITIONS {
            return Err(malformed("too many tables"));
        }
        Ok(())
    }

    /// The tables that a component uses.
    pub fn of(&self, component: Component) -> Result<Tables<'_>, Error> {
        let [dc0, ac0, dc1, ac1] = standard::tables();
        let quantisation = self.quantisation.get(usize::from(component.quantisation)).filter(|slot| slot.is_defined);
        let Some(quantisation) = quantisation else { return Err(malformed("a quantisation table is missing")) };
        Ok(Tables {
            dc: huffman(&self.dc, component.dc, [dc0, dc1])?,
            ac: huffman(&self.ac, component.ac, [ac0, ac1])?,
            quantisation: &quantisation.table.quantisation,
        })
    }
}

/// A defined table, or the standard's of that number.
fn huffman<'a>(slots: &'a [Slot<Table>], number: u8, standard: [&'a Table; 2]) -> Result<&'a Table, Error> {
    let number = usize::from(number);
    match slots.get(number) {
        Some(slot) if slot.is_defined => Ok(&slot.table),
        _ => standard.get(number).copied().ok_or_else(|| malformed("a Huffman table is missing")),
    }
}

impl Factors {
    /// Takes 64 factors of one or two bytes.
    fn define(&mut self, definition: &[u8]) {
        if self.definition == definition {
            return;
        }
        self.definition.clear();
        self.definition.extend_from_slice(definition);
        self.quantisation = if definition.len() == 64 {
            Quantisation::new(definition.iter().copied().map(u16::from))
        } else {
            Quantisation::new(definition.as_chunks().0.iter().copied().map(u16::from_be_bytes))
        };
    }
}
