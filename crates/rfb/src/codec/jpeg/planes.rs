//! The samples of one row of units, component by component, between the inverse DCT and the picture.

use super::inverse_dct::Samples;

/// Cells before the first sample and after the last one: upsampling looks past the edges, and colours come sixteen at a time.
const BEFORE: usize = 1;
const AFTER: usize = 2;

/// Rows of samples of one component, in cells of eight. The first row is the last one of the unit above.
#[derive(Debug, Default)]
pub struct Plane {
    cells: Vec<[u8; 8]>,
    stride: usize,
}

impl Plane {
    /// Makes room for `blocks` blocks across and `rows` rows, with one more above and below.
    pub fn prepare(&mut self, blocks: usize, rows: usize) {
        self.stride = BEFORE + blocks + AFTER;
        let needed = self.stride * (rows + 2);
        if self.cells.len() < needed {
            self.cells.resize(needed, [0; 8]);
        }
    }

    /// Puts a block in column `block`, from row `row` on.
    #[inline]
    pub fn put(&mut self, block: usize, row: usize, samples: &Samples) {
        let mut index = row * self.stride + BEFORE + block;
        for samples in samples {
            if let Some(cell) = self.cells.get_mut(index) {
                *cell = *samples;
            }
            index += self.stride;
        }
    }

    /// The cells of a row, from the one before the first sample.
    #[inline]
    pub fn row(&self, row: usize) -> &[[u8; 8]] {
        self.cells.get(row * self.stride..(row + 1) * self.stride).unwrap_or_default()
    }

    /// Makes row `to` the same as row `from`.
    pub fn copy_row(&mut self, from: usize, to: usize) {
        if (from.max(to) + 1) * self.stride <= self.cells.len() {
            self.cells.copy_within(from * self.stride..(from + 1) * self.stride, to * self.stride);
        }
    }

    /// Repeats the first and the last of `width` samples beyond the edges, in `rows`.
    pub fn extend_edges(&mut self, width: usize, rows: std::ops::Range<usize>) {
        let last = (BEFORE * 8 + width).saturating_sub(1);
        for row in rows {
            let start = row * self.stride;
            let Some(cells) = self.cells.get_mut(start..start + self.stride) else { return };
            let samples = cells.as_flattened_mut();
            if let Some(&first) = samples.get(BEFORE * 8)
                && let Some(before) = samples.get_mut(BEFORE * 8 - 1)
            {
                *before = first;
            }
            if let Some(&last_sample) = samples.get(last)
                && let Some(after) = samples.get_mut(last + 1)
            {
                *after = last_sample;
            }
        }
    }
}
