//! SRP-6a (RFC 5054 §2.5): both sides prove that they know the password, and neither learns it.
//!
//! Who listens learns nothing to try passwords on; who answers instead of the server can try one per connection.

use crypto_bigint::{BoxedUint, ConcatenatingMul};
use sha2::Digest;
use zeroize::Zeroizing;

use crate::cryptography::modulus::{Modulus, Residue};
use crate::error::CryptographyError;

/// The group that both sides calculate in.
#[derive(Debug)]
pub(crate) struct Group {
    modulus: Modulus,
    modulus_bytes: Vec<u8>,
    generator: Residue,
}

impl Group {
    /// A group that is known to be a good one.
    pub(crate) fn new(modulus: &[u8], generator: &[u8]) -> Result<Self, CryptographyError> {
        let modulus_bytes = modulus.to_vec();
        let modulus = Modulus::new("the SRP group", modulus, 1024)?;
        let bad = CryptographyError::BadParameter { what: "the SRP generator", problem: "is not below the modulus" };
        let generator = modulus.read(generator).ok_or(bad)?;
        Ok(Self { modulus, modulus_bytes, generator })
    }

    /// The modulus and the generator, each written with as many bytes as the modulus has.
    pub(crate) fn padded(&self) -> (&[u8], Zeroizing<Vec<u8>>) {
        (&self.modulus_bytes, self.modulus.write(&self.generator))
    }

    /// Our public number, A.
    pub(crate) fn public(&self, private: &[u8]) -> Zeroizing<Vec<u8>> {
        self.modulus.write(&self.generator.power(&secret(private)))
    }

    /// What both sides come to, S, in as many bytes as the modulus has. `private` is a, `public` is A as it was sent, `key` is x.
    pub(crate) fn agree<D: Digest>(
        &self,
        private: &[u8],
        public: &[u8],
        server: &[u8],
        key: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CryptographyError> {
        let bad = |problem| CryptographyError::BadParameter { what: "the server's SRP value", problem };
        let server = self.modulus.read(server).ok_or_else(|| bad("is not below the modulus"))?;
        if server.is_zero() {
            return Err(bad("is 0"));
        }
        let (modulus, generator) = self.padded();
        let multiplier = D::new().chain_update(modulus).chain_update(&*generator).finalize();
        let scrambler = D::new().chain_update(public).chain_update(&*self.modulus.write(&server)).finalize();
        if scrambler.iter().all(|&byte| byte == 0) {
            return Err(bad("makes the scrambler 0"));
        }
        let key = secret(key);
        let verifier = self.generator.power(&key);
        let base = server.minus(&self.modulus.reduce(&multiplier).times(&verifier));
        let product = Zeroizing::new(key.concatenating_mul(&*secret(&scrambler)));
        let exponent = Zeroizing::new(product.concatenating_add(&*secret(private)));
        Ok(self.modulus.write(&base.power(&exponent)))
    }
}

fn secret(bytes: &[u8]) -> Zeroizing<BoxedUint> {
    Zeroizing::new(BoxedUint::from_be_slice_truncated(bytes, 8 * bytes.len() as u32))
}

#[cfg(test)]
mod tests {
    use sha1::Sha1;

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
        let text = std::str::from_utf8(&digits).unwrap();
        (0..text.len() / 2).map(|byte| u8::from_str_radix(&text[2 * byte..2 * byte + 2], 16).unwrap()).collect()
    }

    /// The group of 1024 bits of RFC 5054, appendix A.
    const MODULUS: &str = "EEAF0AB9 ADB38DD6 9C33F80A FA8FC5E8 60726187 75FF3C0B 9EA2314C 9C256576 D674DF74 96EA81D3
        383B4813 D692C6E0 E0D5D8E2 50B98BE4 8E495C1D 6089DAD1 5DC7D7B4 6154D6B6 CE8EF4AD 69B15D49 82559B29 7BCF1885
        C529F566 660E57EC 68EDBC3C 05726CC0 2FD4CBF4 976EAA9A FD5138FE 8376435B 9FC61D2F C0EB06E3";
    // Appendix B, with the user alice and the password password123.
    const KEY: &str = "94B7555A ABE9127C C58CCF49 93DB6CF8 4D16C124";
    const PRIVATE: &str = "60975527 035CF2AD 1989806F 0407210B C81EDC04 E2762A56 AFD529DD DA2D4393";
    const PUBLIC: &str = "61D5E490 F6F1B795 47B0704C 436F523D D0E560F0 C64115BB 72557EC4 4352E890 3211C046 92272D8B
        2D1A5358 A2CF1B6E 0BFCF99F 921530EC 8E393561 79EAE45E 42BA92AE ACED8251 71E1E8B9 AF6D9C03 E1327F44 BE087EF0
        6530E69F 66615261 EEF54073 CA11CF58 58F0EDFD FE15EFEA B349EF5D 76988A36 72FAC47B 0769447B";
    const SERVER: &str = "BD0C6151 2C692C0C B6D041FA 01BB152D 4916A1E7 7AF46AE1 05393011 BAF38964 DC46A067 0DD125B9
        5A981652 236F99D9 B681CBF8 7837EC99 6C6DA044 53728610 D0C6DDB5 8B318885 D7D82C7F 8DEB75CE 7BD4FBAA 37089E6F
        9C6059F3 88838E7A 00030B33 1EB76840 910440B1 B27AAEAE EB4012B7 D7665238 A8E3FB00 4B117B58";
    const SECRET: &str = "B0DC82BA BCF30674 AE450C02 87745E79 90A3381F 63B387AA F271A10D 233861E3 59B48220 F7C4693C
        9AE12B0A 6F67809F 0876E2D0 13800D6C 41BB59B6 D5979B5C 00A172B4 A2A5903A 0BDCAF8A 709585EB 2AFAFA8F 3499B200
        210DCC1F 10EB3394 3CD67FC8 8A2F39A4 BE5BEC4E C0A3212D C346D7E4 74B29EDE 8A469FFE CA686E5A";

    #[test]
    fn the_published_values_come_out() {
        let group = Group::new(&hex(MODULUS), &[2]).unwrap();
        let public = group.public(&hex(PRIVATE));
        assert_eq!(public[..], hex(PUBLIC));
        let secret = group.agree::<Sha1>(&hex(PRIVATE), &public, &hex(SERVER), &hex(KEY)).unwrap();
        assert_eq!(secret[..], hex(SECRET));
    }

    #[test]
    fn the_modulus_is_written_as_it_came() {
        let group = Group::new(&hex(MODULUS), &[2]).unwrap();
        let (modulus, generator) = group.padded();
        assert_eq!(modulus, hex(MODULUS));
        assert!(generator.len() == 128 && generator.ends_with(&[0, 2]));
    }

    #[test]
    fn values_that_give_the_secret_away_are_refused() {
        let group = Group::new(&hex(MODULUS), &[2]).unwrap();
        for server in [vec![], vec![0; 128], hex(MODULUS), vec![0xff; 128], vec![1; 129]] {
            assert!(group.agree::<Sha1>(&[5], &group.public(&[5]), &server, &[7]).is_err(), "{server:?}");
        }
    }
}
