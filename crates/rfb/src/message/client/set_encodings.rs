//! SetEncodings (RFC 6143 §7.5.2).

use bytes::{BufMut, BytesMut};

/// The numbers of the encodings and pseudo-encodings that we understand, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetEncodings(pub Vec<i32>);

impl SetEncodings {
    pub(super) fn write(&self, output: &mut BytesMut) {
        let count = self.0.len().min(usize::from(u16::MAX));
        output.put_slice(&[2, 0]);
        output.put_u16(count as u16);
        self.0.iter().take(count).for_each(|&number| output.put_i32(number));
    }
}
