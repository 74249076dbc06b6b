//! A cursor over received bytes. Running short is not an error: it is a request for more.

use crate::error::Error;

/// At least this many bytes more are needed to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedMore(pub usize);

/// Why reading stopped.
#[derive(Debug, PartialEq)]
pub enum Stop {
    /// The bytes ran short; try again with more, from the same place.
    NeedMore(NeedMore),
    /// The bytes are wrong.
    Error(Error),
}

impl From<NeedMore> for Stop {
    fn from(need: NeedMore) -> Self {
        Stop::NeedMore(need)
    }
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Error(error.into())
    }
}

/// Reads from a slice. A copy of it is a saved position.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// How many bytes were read.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The bytes not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// The next `length` bytes.
    #[inline]
    pub fn bytes(&mut self, length: usize) -> Result<&'a [u8], NeedMore> {
        let rest = self.rest();
        let taken = rest.get(..length).ok_or(NeedMore(length.saturating_sub(rest.len())))?;
        self.position += length;
        Ok(taken)
    }

    /// The next `N` bytes.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], NeedMore> {
        let rest = self.rest();
        let taken = rest.first_chunk().ok_or(NeedMore(N.saturating_sub(rest.len())))?;
        self.position += N;
        Ok(taken)
    }

    /// Passes over `length` bytes.
    pub fn skip(&mut self, length: usize) -> Result<(), NeedMore> {
        self.bytes(length).map(drop)
    }

    /// An unsigned byte.
    #[inline]
    pub fn u8(&mut self) -> Result<u8, NeedMore> {
        let [byte] = *self.array()?;
        Ok(byte)
    }

    /// An unsigned 16-bit number.
    pub fn u16(&mut self) -> Result<u16, NeedMore> {
        Ok(u16::from_be_bytes(*self.array()?))
    }

    /// An unsigned 32-bit number.
    pub fn u32(&mut self) -> Result<u32, NeedMore> {
        Ok(u32::from_be_bytes(*self.array()?))
    }

    /// A signed 32-bit number.
    pub fn i32(&mut self) -> Result<i32, NeedMore> {
        Ok(i32::from_be_bytes(*self.array()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_short_says_how_much_is_missing_and_reads_nothing() {
        let mut reader = Reader::new(&[1, 2, 3]);
        assert_eq!(reader.u32(), Err(NeedMore(1)));
        assert_eq!(reader.bytes(usize::MAX), Err(NeedMore(usize::MAX - 3)));
        assert_eq!(reader.u16(), Ok(0x0102));
        assert_eq!(reader.position(), 2);
        assert_eq!(reader.rest(), [3]);
    }
}
