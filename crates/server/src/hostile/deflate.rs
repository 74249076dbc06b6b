//! Zlib streams that are correct, too long, or wrong in one way each.

use flate2::{Compress, Compression, FlushCompress};

/// `data` as the beginning of a zlib stream, flushed.
pub(super) fn deflated(data: &[u8]) -> Vec<u8> {
    compress(data, FlushCompress::Sync)
}

/// `data` as a zlib stream that ends after it.
pub(super) fn finished(data: &[u8]) -> Vec<u8> {
    compress(data, FlushCompress::Finish)
}

/// A zlib stream of `mebibytes` of zeros: about a thousandth of that on the wire.
pub(super) fn bomb(mebibytes: usize) -> Vec<u8> {
    // After a full flush nothing refers back, so that the same block can be repeated.
    let block = compress(&vec![0; 1 << 20], FlushCompress::Full);
    let (header, body) = block.split_at(2);
    [header, &body.repeat(mebibytes)].concat()
}

/// `data` behind its length, as ZRLE has it.
pub(super) fn with_length(data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes(), data].concat()
}

fn compress(data: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 1024);
    // The room suffices for anything, so that compressing cannot fail.
    let _ = Compress::new(Compression::best(), true).compress_vec(data, &mut out, flush);
    out
}

#[cfg(test)]
mod tests {
    use flate2::{Decompress, FlushDecompress};

    use super::*;

    #[test]
    fn a_bomb_explodes() {
        let bomb = bomb(8);
        assert!(bomb.len() < 16 << 10, "{}", bomb.len());
        let mut out = Vec::with_capacity(9 << 20);
        Decompress::new(true).decompress_vec(&bomb, &mut out, FlushDecompress::Sync).unwrap();
        assert_eq!(out.len(), 8 << 20);
        assert!(out.iter().all(|byte| *byte == 0));
    }
}
