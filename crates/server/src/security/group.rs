//! The groups that servers calculate in (RFC 3526), and powers in them.

use crypto_bigint::BoxedUint;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};

/// 2048 bits: group 14 of RFC 3526.
pub(super) const GROUP_14: &str = "\
ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f\
14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8\
a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c3290\
5e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aacaa68\
ffffffffffffffff";

/// 4096 bits: group 16 of RFC 3526, the one of that length in RFC 5054 also.
pub(super) const GROUP_16: &str = "\
ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f\
14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8\
a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c3290\
5e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42d\
ad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2\
ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120\
a92108011a723c12a787e6d788719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6287c\
59474e6bc05d99b2964fa090c3a2233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa993b4ea988d8fddc186ffb7dc90a6c08f\
4df435c934063199ffffffffffffffff";

/// The bytes of a number in hexadecimal digits.
pub(super) fn bytes(digits: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).expect("a digit") as u8;
    digits.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

/// Calculates modulo an odd number; all numbers are big endian and as long as it is.
pub(super) struct Field {
    modulus: Vec<u8>,
    parameters: BoxedMontyParams,
}

impl Field {
    pub(super) fn new(modulus: &[u8]) -> Self {
        let odd = BoxedUint::from_be_slice_vartime(modulus).to_odd().expect("the modulus is odd");
        Self { modulus: modulus.to_vec(), parameters: BoxedMontyParams::new(odd) }
    }

    pub(super) fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    fn form(&self, number: &[u8]) -> BoxedMontyForm {
        let bits = self.parameters.bits_precision();
        let number = BoxedUint::from_be_slice_truncated(number, bits.max(8 * number.len() as u32));
        let rest = number.rem(self.parameters.modulus().as_nz_ref());
        let rest = rest.to_be_bytes();
        BoxedMontyForm::new(BoxedUint::from_be_slice_truncated(&rest, bits), &self.parameters)
    }

    fn number(&self, form: &BoxedMontyForm) -> Vec<u8> {
        let bytes = form.retrieve().to_be_bytes();
        let surplus = bytes.len().saturating_sub(self.modulus.len());
        let mut number = vec![0; self.modulus.len().saturating_sub(bytes.len())];
        number.extend(&bytes[surplus..]);
        number
    }

    pub(super) fn power(&self, base: &[u8], exponent: &[u8]) -> Vec<u8> {
        let exponent = BoxedUint::from_be_slice_truncated(exponent, 8 * exponent.len() as u32);
        self.number(&self.form(base).pow(&exponent))
    }

    pub(super) fn product(&self, one: &[u8], other: &[u8]) -> Vec<u8> {
        self.number(&self.form(one).mul(&self.form(other)))
    }

    pub(super) fn sum(&self, one: &[u8], other: &[u8]) -> Vec<u8> {
        self.number(&self.form(one).add(&self.form(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_what_it_is_on_paper() {
        let field = Field::new(&[1, 1]);
        assert_eq!(field.power(&[3], &[100]), [0, 67]);
        assert_eq!(field.product(&[200], &[200]), [0, 165]);
        assert_eq!(field.sum(&[200], &[0, 200]), [0, 143]);
    }

    /// Fermat: a prime that is not one would give another rest. 2 generates the half of each group.
    #[test]
    fn the_groups_are_written_down_right() {
        for (digits, bits) in [(GROUP_14, 2048), (GROUP_16, 4096)] {
            let modulus = bytes(digits);
            assert_eq!(8 * modulus.len(), bits);
            let mut half = modulus.clone();
            half.insert(0, 0);
            let half: Vec<u8> = half.windows(2).map(|pair| pair[0] << 7 | pair[1] >> 1).collect();
            let one = Field::new(&modulus).power(&[2], &half);
            assert!(one.ends_with(&[0, 1]) && one.iter().map(|&byte| u32::from(byte)).sum::<u32>() == 1);
        }
    }
}
