//! The samples of one row of units, component by component, between the inverse DCT and the picture.

use super::inverse_dct::Samples;

/// Blocks before the first one and after the last: upsampling looks past the edges, and colours come sixteen at a time.
const BEFORE: usize = 1;
const AFTER: usize = 2;

/// The samples of one component: blocks in rows.
#[derive(Debug, Default)]
pub struct Plane {
    blocks: Vec<Samples>,
    /// Blocks in a row, with those that belong to no picture.
    stride: usize,
}

impl Plane {
    /// Makes room for `rows` rows of `columns` blocks.
    pub fn prepare(&mut self, columns: usize, rows: usize) {
        self.stride = BEFORE + columns + AFTER;
        if self.blocks.len() < self.stride * rows {
            self.blocks.resize(self.stride * rows, [[0; 8]; 8]);
        }
    }

    /// Puts a block where it belongs.
    #[inline]
    pub fn put(&mut self, column: usize, row: usize, samples: &Samples) {
        if let Some(block) = self.blocks.get_mut(row * self.stride + BEFORE + column) {
            *block = *samples;
        }
    }

    /// Row `y` of the samples.
    pub fn row(&self, y: usize) -> Row<'_> {
        let start = y / 8 * self.stride;
        Row { blocks: self.blocks.get(start..start + self.stride).unwrap_or_default(), row: y % 8 }
    }

    /// Repeats the first and the last of `width` samples beyond the edges, in the first eight rows.
    pub fn extend_edges(&mut self, width: usize) {
        self.copy_column(BEFORE * 8, BEFORE * 8 - 1);
        self.copy_column((BEFORE * 8 + width).saturating_sub(1), BEFORE * 8 + width);
    }

    fn copy_column(&mut self, from: usize, to: usize) {
        let Some(column) = self.blocks.get(from / 8).map(|block| block.map(|row| cell_of(row, from))) else { return };
        let Some(block) = self.blocks.get_mut(to / 8) else { return };
        for (row, sample) in block.iter_mut().zip(column) {
            if let Some(place) = row.get_mut(to % 8) {
                *place = sample;
            }
        }
    }
}

fn cell_of(row: [u8; 8], column: usize) -> u8 {
    row.get(column % 8).copied().unwrap_or_default()
}

/// One row of samples, eight in each of its blocks.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    blocks: &'a [Samples],
    row: usize,
}

impl<'a> Row<'a> {
    /// Eight samples at a time, from the eight before the first.
    #[inline]
    pub fn eights(self) -> impl Iterator<Item = [u8; 8]> + use<'a> {
        self.blocks.iter().map(move |block| eight(block, self.row))
    }

    /// Sixteen samples at a time, from the first.
    #[inline]
    pub fn sixteens(self) -> impl Iterator<Item = [[u8; 8]; 2]> + use<'a> {
        let (pairs, _) = self.blocks.get(BEFORE..).unwrap_or_default().as_chunks();
        pairs.iter().map(move |[low, high]| [eight(low, self.row), eight(high, self.row)])
    }
}

#[inline]
fn eight(block: &Samples, row: usize) -> [u8; 8] {
    block.get(row & 7).copied().unwrap_or_default()
}
