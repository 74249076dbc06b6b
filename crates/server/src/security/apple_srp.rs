//! Apple SRP (36), the server's side of SRP-6a (RFC 5054, RFC 2945) in SASL's messages.
//!
//! A message is its length, then a length again and fields: numbers and texts have two bytes of length, octets one. The viewer says
//! an empty name, the user's name, an empty text and no octets. The server answers with a zero, the modulus, the generator, salt
//! octets, its public number B, eight bytes of rounds and a text of options; the viewer with A, the octets M1, the options and 16
//! random octets; the server with the octets M2, 16 more, an empty text and a zero of four bytes.

use pbkdf2::pbkdf2_hmac;
use sha2::{Digest, Sha512};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::account::Account;
use super::group::{self, Field};
use super::{Exchange, Outcome, SecurityType, Stream, Verdict, random};
use crate::protocol::{Version, ViewerFault};
use crate::server::ServeError;

const OPTIONS: &[u8] = b"mda=SHA-512,replay_detection,conf+int=ChaCha20-Poly1305,kdf=SALTED-SHA512-PBKDF2";
const GENERATOR: [u8; 1] = [5];
/// Few, so that tests take no time.
const ROUNDS: u64 = 1000;
const LONGEST: u32 = 4096;

/// Lets in whom the account belongs to, without being told the password.
#[derive(Debug, Clone)]
pub struct AppleSrp {
    account: Account,
}

impl AppleSrp {
    /// Asks for this account.
    pub fn new(account: Account) -> Self {
        Self { account }
    }
}

impl SecurityType for AppleSrp {
    fn number(&self) -> u32 {
        36
    }

    fn exchange(&self, mut stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        Box::pin(async move {
            let known = is_known(&read_message(&mut stream).await?, &self.account)?;
            let challenge = Challenge::new(&self.account)?;
            write_message(&mut stream, &challenge.message()).await?;
            let answer = read_message(&mut stream).await?;
            let proof = challenge.check(&answer)?.filter(|_| known);
            let Some(proof) = proof else {
                return Ok(Outcome::new(stream, Verdict::Denied(ViewerFault::WrongPassword)));
            };
            write_message(&mut stream, &proof).await?;
            Ok(Outcome::new(stream, Verdict::Admitted))
        })
    }
}

async fn read_message(stream: &mut Box<dyn Stream>) -> Result<Vec<u8>, ServeError> {
    let length = stream.read_u32().await?;
    if length > LONGEST {
        return Err(ViewerFault::TooLong { what: "an SRP message", length, limit: LONGEST }.into());
    }
    let mut message = vec![0; length as usize];
    stream.read_exact(&mut message).await?;
    Ok(message)
}

async fn write_message(stream: &mut Box<dyn Stream>, message: &[u8]) -> Result<(), ServeError> {
    stream.write_all(&(message.len() as u32).to_be_bytes()).await?;
    stream.write_all(message).await?;
    Ok(stream.flush().await?)
}

/// Whether a viewer's first message names the account.
pub(super) fn is_known(message: &[u8], account: &Account) -> Result<bool, ViewerFault> {
    let mut fields = fields(message)?;
    let [_, username, _] = [long(&mut fields)?, long(&mut fields)?, long(&mut fields)?];
    short(&mut fields)?;
    Ok(username == account.username().as_bytes() && fields.is_empty())
}

/// What a viewer has to answer.
pub(super) struct Challenge {
    field: Field,
    salt: [u8; 32],
    private: [u8; 64],
    verifier: Vec<u8>,
    public: Vec<u8>,
}

impl Challenge {
    pub(super) fn new(account: &Account) -> Result<Self, ServeError> {
        let field = Field::new(&group::bytes(group::GROUP_16));
        let (salt, private): ([u8; 32], [u8; 64]) = (random()?, random()?);
        let mut derived = [0; 128];
        pbkdf2_hmac::<Sha512>(account.password().as_bytes(), &salt, ROUNDS as u32, &mut derived);
        let key = hash(&[&salt, &hash(&[b":", &derived])]);
        let verifier = field.power(&GENERATOR, &key);
        // B = kv + g^b
        let multiplied = field.product(&hash(&[field.modulus(), &padded(&GENERATOR)]), &verifier);
        let public = field.sum(&multiplied, &field.power(&GENERATOR, &private));
        Ok(Self { field, salt, private, verifier, public })
    }

    pub(super) fn message(&self) -> Vec<u8> {
        let mut fields = vec![0];
        put_long(&mut fields, self.field.modulus());
        put_long(&mut fields, &GENERATOR);
        put_short(&mut fields, &self.salt);
        put_long(&mut fields, &self.public);
        fields.extend(ROUNDS.to_be_bytes());
        put_long(&mut fields, OPTIONS);
        with_length(&fields)
    }

    /// Our own proof, if the viewer's is right.
    pub(super) fn check(&self, message: &[u8]) -> Result<Option<Vec<u8>>, ServeError> {
        let mut fields = fields(message)?;
        let (public, evidence) = (padded(long(&mut fields)?), short(&mut fields)?);
        if long(&mut fields)? != OPTIONS || short(&mut fields)?.len() != 16 || !fields.is_empty() {
            return Err(ViewerFault::Security("the options are not repeated").into());
        }
        if self.field.power(&public, &[1]).iter().all(|&byte| byte == 0) {
            return Err(ViewerFault::Security("the public number is 0").into());
        }
        // S = (A v^u)^b
        let scrambler = hash(&[&public, &self.public]);
        let base = self.field.product(&public, &self.field.power(&self.verifier, &scrambler));
        let session = hash(&[&self.field.power(&base, &self.private)]);
        let mut both = hash(&[self.field.modulus()]);
        both.iter_mut().zip(hash(&[&padded(&GENERATOR)])).for_each(|(byte, other)| *byte ^= other);
        let expected = hash(&[&both, &hash(&[]), &self.salt, &public, &self.public, &session]);
        if evidence != expected {
            return Ok(None);
        }
        let mut fields = Vec::new();
        put_short(&mut fields, &hash(&[&public, &expected, &session]));
        put_short(&mut fields, &random::<16>()?);
        put_long(&mut fields, &[]);
        fields.extend([0; 4]);
        Ok(Some(with_length(&fields)))
    }
}

fn hash(parts: &[&[u8]]) -> [u8; 64] {
    let mut hash = Sha512::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// A number in as many bytes as the modulus has.
fn padded(number: &[u8]) -> Vec<u8> {
    let mut padded = vec![0; 512_usize.saturating_sub(number.len())];
    padded.extend(number);
    padded
}

fn fields(message: &[u8]) -> Result<&[u8], ViewerFault> {
    let (length, fields) = message.split_first_chunk().ok_or(ViewerFault::Security("half a message"))?;
    if u32::from_be_bytes(*length) as usize != fields.len() {
        return Err(ViewerFault::Security("a message that is not as long as it says"));
    }
    Ok(fields)
}

fn long<'a>(fields: &mut &'a [u8]) -> Result<&'a [u8], ViewerFault> {
    let (length, rest) = fields.split_first_chunk().ok_or(ViewerFault::Security("half a field"))?;
    take(rest, u16::from_be_bytes(*length).into(), fields)
}

fn short<'a>(fields: &mut &'a [u8]) -> Result<&'a [u8], ViewerFault> {
    let (length, rest) = fields.split_first().ok_or(ViewerFault::Security("half a field"))?;
    take(rest, (*length).into(), fields)
}

fn take<'a>(from: &'a [u8], length: usize, fields: &mut &'a [u8]) -> Result<&'a [u8], ViewerFault> {
    let (field, rest) = from.split_at_checked(length).ok_or(ViewerFault::Security("half a field"))?;
    *fields = rest;
    Ok(field)
}

fn put_long(fields: &mut Vec<u8>, field: &[u8]) {
    fields.extend((field.len() as u16).to_be_bytes());
    fields.extend(field);
}

fn put_short(fields: &mut Vec<u8>, field: &[u8]) {
    fields.push(field.len() as u8);
    fields.extend(field);
}

fn with_length(fields: &[u8]) -> Vec<u8> {
    [&(fields.len() as u32).to_be_bytes()[..], fields].concat()
}
