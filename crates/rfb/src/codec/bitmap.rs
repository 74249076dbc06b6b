//! One bit a pixel, rows padded to whole bytes, the leftmost pixel in the highest bit: the masks of cursors.

use crate::geometry::Size;
use crate::wire::{NeedMore, Reader};

/// A bitmap of a known extent.
#[derive(Debug, Clone, Copy)]
pub struct Bitmap<'a> {
    bytes: &'a [u8],
    stride: usize,
}

impl<'a> Bitmap<'a> {
    /// Reads a bitmap of `size` pixels.
    pub fn read(reader: &mut Reader<'a>, size: Size) -> Result<Self, NeedMore> {
        let stride = usize::from(size.width).div_ceil(8);
        Ok(Self { bytes: reader.bytes(stride * usize::from(size.height))?, stride })
    }

    /// The rows, top down.
    pub fn rows(self) -> impl Iterator<Item = Row<'a>> {
        self.bytes.chunks_exact(self.stride.max(1)).map(Row)
    }
}

/// One row of a bitmap.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a>(&'a [u8]);

impl Row<'_> {
    /// Whether the bit of column `x` is set; columns there are not have none.
    pub fn is_set(self, x: usize) -> bool {
        self.0.get(x / 8).is_some_and(|bits| bits & (0x80 >> (x % 8)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_at_whole_bytes_and_bits_at_the_left() {
        let bytes = [0b1000_0000, 0b0100_0000, 0, 0b1000_0000];
        let bitmap = Bitmap::read(&mut Reader::new(&bytes), Size::new(10, 2)).expect("four bytes");
        let set: Vec<Vec<usize>> = bitmap.rows().map(|row| (0..40).filter(|&x| row.is_set(x)).collect()).collect();
        assert_eq!(set, [vec![0, 9], vec![8]]);
        assert_eq!(Bitmap::read(&mut Reader::new(&bytes), Size::new(9, 3)).err(), Some(NeedMore(2)));
    }
}
