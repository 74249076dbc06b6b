//! Apple RSA-SRP (33): the messages of Apple SRP in packets, the first of them encrypted.
//!
//! A viewer's packet is its length, the version 0x0100, "RSA1", the kind (0 asks for the key, 2 holds SRP), the length of what is
//! in it, and zeros that mean nothing. The server's key is its length, the version 1, a length and the key in DER, and a zero. The
//! server's other packets are their length, the kind as four bytes, the length of the message as two, and the message.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::account::Account;
use super::apple_srp::{Challenge, is_known};
use super::group::{self, Field};
use super::{Exchange, Outcome, SecurityType, Stream, Verdict};
use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

/// A key for tests: everybody can read it here.
const MODULUS: &str = "\
becce2562f0499d284ad4e3a0d75e4a640952aba53b427cc0e07eb1548f450736e81bff268adf2017eeca97d78f299b280d4cdaf7753ca12808df2cf1970\
4d432572117ccfc19347c9fea1dd9e4a9bcfb9b958f5e85d9225d0999166cbbb09afdbc868bd512f85a556b5f5fd436aac8d6fab6e7e30ef3fb5452147e5\
f2c62d9b7e7bce34b6f0049dbde4214e273fe317772cec31eb12d3dfc8cc5147665757e34f581d89d79ccc23722bdfb85b76cf8861c0db6117e17a8db475\
cd2e376a841bd9bc32950f08ad4730612c6e505c26bdf8394d35f2997c9550139cfe22d055f99275975f9928156574f94eea440227896a0fa1bad32732cb\
d5a65d6b1cfa0629";
const PRIVATE_EXPONENT: &str = "\
009a175db3bcc53a758a316cbbf5a300c643e2345fc6b9f86a13ead1309f7ab07e8900c0c4454635ec7f55228cf2e0fabfeecbee51874d64250d2d96ab2b\
204745b3382c6760623550051260275b6f65e69d57d340c628cb9f3e98c794fd74509e7621a47540dbe05367740cf63d3c299f1050a32bc6d971da33ba6d\
1688bb0498e86bcb22d7fd7791c7cdbe3322e8976d9b12972fdfc059140ca9af9d3bfa2a005a3256f38e8e06ebc2b807f5f9a5ed75d8d3036b3ee45d23f4\
f28873042147288fe837adbc5ba1034d24458b4f578872d31fbad420900b04ffdc78f7669dadce661933adbeba29eb85a84ffc3b8b09e2dddd1a8ab6042f\
6cb118a1a9d77de1";
/// What stands around the modulus in DER, with the exponent 65537.
const DER: [&str; 2] = ["30820122300d06092a864886f70d01010105000382010f003082010a0282010100", "0203010001"];

const LONGEST: u32 = 4096;

/// Lets in whom the account belongs to, without being told the password.
#[derive(Debug, Clone)]
pub struct AppleRsaSrp {
    account: Account,
}

impl AppleRsaSrp {
    /// Asks for this account, with a key that is known to everybody.
    pub fn new(account: Account) -> Self {
        Self { account }
    }
}

impl SecurityType for AppleRsaSrp {
    fn number(&self) -> u32 {
        33
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            if !read_packet(&mut stream, 0).await?.is_empty() {
                return Err(ViewerFault::Security("a request for the key that holds something").into());
            }
            let key = [&group::bytes(DER[0])[..], &group::bytes(MODULUS), &group::bytes(DER[1])].concat();
            stream.write_all(&(key.len() as u32 + 7).to_be_bytes()).await?;
            stream.write_all(&1_u16.to_be_bytes()).await?;
            stream.write_all(&(key.len() as u32).to_be_bytes()).await?;
            stream.write_all(&key).await?;
            stream.write_all(&[0]).await?;
            stream.flush().await?;
            let known = is_known(&decrypt(&read_packet(&mut stream, 2).await?)?, &self.account)?;
            let challenge = Challenge::new(&self.account)?;
            write_packet(&mut stream, &challenge.message()).await?;
            let answer = read_packet(&mut stream, 2).await?;
            let proof = challenge.check(&answer)?.filter(|_| known);
            // Without a proof the packet is empty.
            write_packet(&mut stream, proof.as_deref().unwrap_or_default()).await?;
            let verdict = match proof {
                Some(_) => Verdict::Admitted,
                None => Verdict::Denied(ViewerFault::WrongPassword),
            };
            Ok(Outcome::new(stream, verdict))
        })
    }
}

/// What is in a packet of this kind.
async fn read_packet(stream: &mut Box<dyn Stream>, kind: u16) -> Result<Vec<u8>, ServeError> {
    let length = stream.read_u32().await?;
    if length > LONGEST {
        return Err(ViewerFault::TooLong { what: "an RSA packet", length, limit: LONGEST }.into());
    }
    let mut packet = vec![0; length as usize];
    stream.read_exact(&mut packet).await?;
    let Some((head, rest)) = packet.split_first_chunk::<10>() else {
        return Err(ViewerFault::Security("half a packet").into());
    };
    let [1, 0, b'R', b'S', b'A', b'1', kind_high, kind_low, high, low] = *head else {
        return Err(ViewerFault::Security("no RSA1 packet").into());
    };
    if u16::from_be_bytes([kind_high, kind_low]) != kind {
        return Err(ViewerFault::Security("an RSA1 packet of another kind").into());
    }
    let body = rest.get(..u16::from_be_bytes([high, low]).into());
    Ok(body.ok_or(ViewerFault::Security("half a packet"))?.to_vec())
}

async fn write_packet(stream: &mut Box<dyn Stream>, message: &[u8]) -> Result<(), ServeError> {
    stream.write_all(&(message.len() as u32 + 6).to_be_bytes()).await?;
    stream.write_all(&2_u32.to_be_bytes()).await?;
    stream.write_all(&(message.len() as u16).to_be_bytes()).await?;
    stream.write_all(message).await?;
    Ok(stream.flush().await?)
}

/// Takes the padding of PKCS #1 v1.5 off.
fn decrypt(sealed: &[u8]) -> Result<Vec<u8>, ViewerFault> {
    let block = Field::new(&group::bytes(MODULUS)).power(sealed, &group::bytes(PRIVATE_EXPONENT));
    let fault = ViewerFault::Security("the padding is wrong");
    let [0, 2, padded @ ..] = block.as_slice() else { return Err(fault) };
    let end = padded.iter().position(|&byte| byte == 0).filter(|&end| end >= 8).ok_or(fault)?;
    Ok(padded[end + 1..].to_vec())
}
