//! Powers modulo an odd number. Exponents are secret: the time that they take does not tell them.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd, Resize};
use zeroize::Zeroizing;

use crate::error::CryptographyError;

/// A modulus that a scheme can be worth something with.
#[derive(Debug, Clone)]
pub(crate) struct Modulus {
    parameters: BoxedMontyParams,
    /// Bytes of the number as it came, with zeros in front where it has any.
    length: usize,
}

impl Modulus {
    /// The number in these bytes, big endian. An error where it is 0, 1 or even, or has fewer bits than `least`.
    pub(crate) fn new(what: &'static str, bytes: &[u8], least: usize) -> Result<Self, CryptographyError> {
        let bad = |problem| CryptographyError::BadParameter { what, problem };
        let number = BoxedUint::from_be_slice_vartime(bytes);
        let bits = number.bits_vartime() as usize;
        if bits < 2 {
            return Err(bad("is 0 or 1"));
        }
        let odd = Option::<Odd<BoxedUint>>::from(number.into_odd()).ok_or_else(|| bad("is even"))?;
        if bits < least {
            return Err(CryptographyError::WeakKey { what, bits, least });
        }
        Ok(Self { parameters: BoxedMontyParams::new_vartime(odd), length: bytes.len() })
    }

    /// Reads a number; none where it is not smaller than the modulus.
    pub(crate) fn read(&self, bytes: &[u8]) -> Option<Residue> {
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        let bytes = bytes.get(zeros..).unwrap_or_default();
        let precision = self.parameters.bits_precision();
        let number = BoxedUint::from_be_slice(bytes, precision).ok()?;
        (number < *self.parameters.modulus().as_ref()).then(|| Residue(BoxedMontyForm::new(number, &self.parameters)))
    }

    /// Reads a number of any length and takes what is left of it.
    pub(crate) fn reduce(&self, bytes: &[u8]) -> Residue {
        let precision = self.parameters.bits_precision().max(8 * bytes.len() as u32);
        let number = BoxedUint::from_be_slice_truncated(bytes, precision);
        let rest = number.rem(self.parameters.modulus().as_nz_ref());
        Residue(BoxedMontyForm::new(rest.resize(self.parameters.bits_precision()), &self.parameters))
    }

    /// Writes a number, big endian, with zeros in front.
    pub(crate) fn write(&self, residue: &Residue) -> Zeroizing<Vec<u8>> {
        let bytes = Zeroizing::new(residue.0.retrieve().to_be_bytes().into_vec());
        let surplus = bytes.len().saturating_sub(self.length);
        let mut written = Zeroizing::new(vec![0; self.length.saturating_sub(bytes.len())]);
        written.extend_from_slice(bytes.get(surplus..).unwrap_or_default());
        written
    }
}

/// A number below a modulus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Residue(BoxedMontyForm);

impl Residue {
    /// Whether it is 0, 1 or one less than the modulus: its powers are known to everybody.
    pub(crate) fn is_trivial(&self) -> bool {
        let one = BoxedMontyForm::one(self.0.params());
        bool::from(self.0.is_zero()) || self.0 == one || self.0 == one.neg()
    }

    /// Whether it is 0.
    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_zero().into()
    }

    /// Its power. The exponent's length may be known, its value is not.
    pub(crate) fn power(&self, exponent: &BoxedUint) -> Residue {
        Residue(self.0.pow(exponent))
    }

    /// What is left of the product.
    pub(crate) fn times(&self, other: &Residue) -> Residue {
        Residue(self.0.mul(&other.0))
    }

    /// What is left of the difference.
    pub(crate) fn minus(&self, other: &Residue) -> Residue {
        Residue(self.0.sub(&other.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8], least: usize) -> CryptographyError {
        Modulus::new("the modulus", bytes, least).expect_err("refused")
    }

    #[test]
    fn a_modulus_that_protects_nothing_is_refused() {
        let bad = |problem| CryptographyError::BadParameter { what: "the modulus", problem };
        assert_eq!(refused(&[], 8), bad("is 0 or 1"));
        assert_eq!(refused(&[0; 128], 8), bad("is 0 or 1"));
        assert_eq!(refused(&[0, 0, 1], 8), bad("is 0 or 1"));
        assert_eq!(refused(&[0xfe; 128], 8), bad("is even"));
        let weak = CryptographyError::WeakKey { what: "the modulus", bits: 9, least: 10 };
        assert_eq!(refused(&[0, 1, 1], 10), weak);
        assert!(Modulus::new("the modulus", &[0, 1, 1], 9).is_ok());
    }

    #[test]
    fn powers_are_what_they_are_on_paper() {
        // 3^100 = 67, -200 = 57 and 200 * 200 = 165 modulo 257.
        let modulus = Modulus::new("the modulus", &[0, 1, 1], 2).unwrap();
        let number = |number: u16| modulus.read(&number.to_be_bytes()).unwrap();
        let power = number(3).power(&BoxedUint::from(100_u8));
        assert_eq!(modulus.write(&power)[..], [0, 0, 67]);
        assert_eq!(number(0).minus(&number(200)), number(57));
        assert_eq!(number(200).times(&number(200)), number(165));
        assert_eq!(modulus.reduce(&[2, 3]), number(1));
    }

    #[test]
    fn numbers_beyond_the_modulus_are_not_read() {
        let modulus = Modulus::new("the modulus", &[1, 1], 2).unwrap();
        assert!(modulus.read(&[1, 0]).is_some());
        assert!(modulus.read(&[1, 1]).is_none());
        assert!(modulus.read(&[0; 100]).is_some_and(|zero| zero.is_zero()));
        assert!(modulus.read(&[1; 100]).is_none());
    }

    #[test]
    fn what_everybody_can_raise_is_trivial() {
        let modulus = Modulus::new("the modulus", &[1, 1], 2).unwrap();
        let trivial: Vec<u16> =
            (0..257).filter(|&number: &u16| modulus.read(&number.to_be_bytes()).unwrap().is_trivial()).collect();
        assert_eq!(trivial, [0, 1, 256]);
    }
}
