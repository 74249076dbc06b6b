//! ServerKeyExchange and ClientKeyExchange without signatures (RFC 5246 §7.4.3, RFC 8422 §5.4): which numbers and points are
//! taken from a server that nobody vouches for.

use zeroize::Zeroizing;

use super::curve::Curve;
use super::finite_field::{self, Group};
use super::messages::{field, whole};
use super::record::tls;
use super::suite::KeyExchange;
use crate::error::{Error, Protocol};
use crate::wire::Reader;

/// Random bytes that a private key is made of: enough for all kinds.
pub type Ephemeral = Zeroizing<[u8; 64]>;

/// What is being read, for errors.
const READING: &str = "ServerKeyExchange";

/// What both sides know now.
#[derive(Debug)]
pub struct Agreed {
    /// The body of ClientKeyExchange: our public value.
    pub public: Vec<u8>,
    /// The secret that only the two sides know.
    pub premaster: Premaster,
    /// How it was agreed on, for people.
    pub by: String,
}

/// A secret that is never formatted.
pub struct Premaster(pub Zeroizing<Vec<u8>>);

impl std::fmt::Debug for Premaster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Premaster(***)")
    }
}

/// Reads ServerKeyExchange's body, checks it, and takes our part.
pub fn agree(exchange: KeyExchange, body: &[u8], ephemeral: &Ephemeral) -> Result<Agreed, Error> {
    let mut reader = Reader::new(body);
    let agreed = match exchange {
        KeyExchange::FiniteField => in_finite_field(&mut reader, ephemeral),
        KeyExchange::Curve => on_curve(&mut reader, ephemeral),
    }?;
    if !reader.rest().is_empty() {
        return Err(Protocol::malformed(READING, "there is more of it than an anonymous key exchange has").into());
    }
    Ok(agreed)
}

fn in_finite_field(reader: &mut Reader<'_>, ephemeral: &Ephemeral) -> Result<Agreed, Error> {
    let [prime, generator, public] = [(); 3].map(|()| field::<2>(reader));
    let group = Group::new(whole(READING, prime)?, whole(READING, generator)?)?;
    let (public, premaster) = finite_field::agree(&group, whole(READING, public)?, ephemeral)?;
    let public = [&(public.len() as u16).to_be_bytes(), &public[..]].concat();
    Ok(Agreed { public, premaster: Premaster(premaster), by: group.words() })
}

fn on_curve(reader: &mut Reader<'_>, ephemeral: &Ephemeral) -> Result<Agreed, Error> {
    /// A curve out of the registry, and none that the server makes up.
    const NAMED_CURVE: u8 = 3;

    let &[kind, high, low] = whole(READING, reader.array())?;
    let number = u16::from_be_bytes([high, low]);
    let curve = Curve::from_number(number).filter(|_| kind == NAMED_CURVE);
    let curve = curve.ok_or_else(|| tls(format!("the server chose a curve that was not offered ({number})")))?;
    let (public, premaster) = curve.agree(whole(READING, field::<1>(reader))?, ephemeral)?;
    let public = [&[public.len() as u8], &public[..]].concat();
    Ok(Agreed { public, premaster: Premaster(premaster), by: curve.name().to_owned() })
}
