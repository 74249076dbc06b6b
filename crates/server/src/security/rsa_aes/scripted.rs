//! What a server says after its key, all at once and perhaps wrong in one place: for scripts and for tests of viewers.

use super::messages::Direction;
use super::{PublicKey, ServerKey, Variant};
use crate::protocol::ViewerFault;
use crate::server::ServeError;

/// What a server does otherwise than it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deviation {
    /// Nothing.
    None,
    /// Its random number has so many bytes.
    RandomOf(usize),
    /// Its encrypted random number is said to have so many bytes.
    RandomSaidToHave(u16),
    /// It has another hash of the keys.
    Hash(Vec<u8>),
    /// It sends the message with the hash a second time.
    HashTwice,
    /// It asks for other credentials than there are.
    Subtype(Vec<u8>),
    /// The last bit of the last message is another one.
    LastBit,
}

/// What was said.
pub struct Said {
    /// The random number, the hash and the subtype.
    pub bytes: Vec<u8>,
    /// Seals what the server says next.
    pub to_viewer: Direction,
}

/// Answers the key and the random number of a viewer, and asks it for a user name and a password.
pub fn say(variant: Variant, key: &ServerKey, viewer: &[u8], deviation: &Deviation) -> Result<Said, ServeError> {
    let short = || ViewerFault::Security("it said too little");
    let header = viewer.first_chunk::<4>().ok_or_else(short)?;
    let length = u32::from_be_bytes(*header).div_ceil(8) as usize;
    let (viewer_key, random) = viewer.split_at_checked(4 + 2 * length).ok_or_else(short)?;
    let (modulus, exponent) = viewer_key[4..].split_at(length);
    let viewer_random = key.decrypt(random.get(2..).ok_or_else(short)?)?;

    let random_length = if let Deviation::RandomOf(length) = deviation { *length } else { variant.key_length() };
    let own_random = vec![0x5e; random_length];
    let encrypted = PublicKey::from_parts(modulus, exponent)?.encrypt(&own_random)?;
    let said_length =
        if let Deviation::RandomSaidToHave(length) = deviation { *length } else { encrypted.len() as u16 };
    let mut bytes = [&said_length.to_be_bytes()[..], &encrypted].concat();

    let mut to_viewer = Direction::new(&variant.session_key(&viewer_random, &own_random));
    let own_hash = variant.hash([&key.public().to_wire(), viewer_key]);
    let hash = to_viewer.sealed(if let Deviation::Hash(hash) = deviation { hash } else { &own_hash });
    bytes.extend(&hash);
    if *deviation == Deviation::HashTwice {
        bytes.extend(&hash);
    }
    bytes.extend(to_viewer.sealed(if let Deviation::Subtype(subtype) = deviation { subtype } else { &[1] }));
    if let (Deviation::LastBit, Some(last)) = (deviation, bytes.last_mut()) {
        *last ^= 1;
    }
    Ok(Said { bytes, to_viewer })
}
