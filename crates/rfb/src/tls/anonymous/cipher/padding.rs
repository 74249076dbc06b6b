//! Padding in CBC mode (RFC 5246 §6.2.3.2), read in steps that do not depend on it: who tries padding out would learn the
//! content from the time that it takes to refuse it.

use subtle::{Choice, ConditionallySelectable, ConstantTimeEq, ConstantTimeGreater};

/// The longest padding, its last byte not counted.
const LONGEST: usize = 255;

/// What was decrypted: content, tag, padding.
#[derive(Debug, Clone, Copy)]
pub struct Padded {
    length: usize,
    tag: usize,
    /// Bytes of padding, its last byte not counted; 0 where it is wrong.
    padding: u8,
    good: Choice,
}

impl Padded {
    /// Reads the padding of `decrypted`, before which there is a tag of `tag` bytes. `None` where even no content and no
    /// padding would not fit.
    pub fn read(decrypted: &[u8], tag: usize) -> Option<Padded> {
        let &last = decrypted.last()?;
        let room = decrypted.len().checked_sub(tag + 1)?;
        let mut good = !u32::from(last).ct_gt(&(room as u32));
        for (distance, byte) in (0_u32..).zip(decrypted.iter().rev()).take(LONGEST + 1) {
            let inside = !distance.ct_gt(&u32::from(last));
            good &= !inside | byte.ct_eq(&last);
        }
        let padding = u8::conditional_select(&0, &last, good);
        Some(Padded { length: decrypted.len(), tag, padding, good })
    }

    /// Whether all bytes of the padding were right.
    pub fn is_good(&self) -> Choice {
        self.good
    }

    /// Bytes of the content.
    pub fn content(&self) -> usize {
        self.longest_content() - usize::from(self.padding)
    }

    /// Bytes of the content if there were no padding.
    pub fn longest_content(&self) -> usize {
        self.length - self.tag - 1
    }

    /// The tag, wherever it is. Every place where it could be is looked at.
    pub fn tag(&self, decrypted: &[u8]) -> Vec<u8> {
        let mut found = vec![0; self.tag];
        for padding in 0..=LONGEST {
            let Some(start) = self.longest_content().checked_sub(padding) else { break };
            let here = (padding as u32).ct_eq(&u32::from(self.padding));
            let place = decrypted.iter().skip(start);
            found.iter_mut().zip(place).for_each(|(found, byte)| found.conditional_assign(byte, here));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn padded(content: usize, tag: usize, padding: u8) -> Vec<u8> {
        let tag = (0..tag).map(|index| 0x80 + index as u8);
        vec![7; content].into_iter().chain(tag).chain(vec![padding; usize::from(padding) + 1]).collect()
    }

    #[test]
    fn good_padding_of_every_length_is_found() {
        for padding in 0..=255 {
            for (content, tag) in [(0, 20), (1, 32), (300, 20), (16, 0)] {
                let bytes = padded(content, tag, padding);
                let read = Padded::read(&bytes, tag).unwrap();
                assert!(bool::from(read.is_good()));
                assert_eq!(read.content(), content);
                assert_eq!(read.tag(&bytes), bytes[content..content + tag]);
            }
        }
    }

    #[test]
    fn one_wrong_byte_anywhere_in_the_padding_is_seen() {
        for padding in [1, 15, 16, 200, 255] {
            let bytes = padded(10, 20, padding);
            for index in 30..bytes.len() - 1 {
                let mut wrong = bytes.clone();
                wrong[index] ^= 1;
                assert!(!bool::from(Padded::read(&wrong, 20).unwrap().is_good()), "{padding}, {index}");
            }
        }
    }

    #[test]
    fn padding_that_would_reach_into_the_tag_is_wrong() {
        let read = |last: u8| Padded::read(&[last; 40], 20).unwrap();
        assert!(bool::from(read(19).is_good()));
        assert_eq!(read(19).content(), 0);
        assert!(!bool::from(read(20).is_good()));
        assert!(!bool::from(read(255).is_good()));
        assert!(Padded::read(&[0; 20], 20).is_none());
        assert!(Padded::read(&[], 0).is_none());
    }
}
