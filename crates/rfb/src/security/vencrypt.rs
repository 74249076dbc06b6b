//! VeNCrypt (19; rfbproto, "VeNCrypt"): a version, a list of sub-types, and then the chosen one, mostly inside TLS.

use bytes::BufMut;

use crate::error::{Error, Protocol};
use crate::security::{Advance, Means, SecurityType, choose};
use crate::wire::{Reader, Stop};

const READING: &str = "the VeNCrypt handshake";

/// The version that is spoken, major and minor.
const VERSION: [u8; 2] = [0, 2];

/// Agrees on a sub-type and becomes it.
#[derive(Debug)]
enum Exchange {
    ExpectVersion,
    ExpectVersionAccepted,
    ExpectSubTypes,
    Chosen(Box<dyn super::Exchange>),
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::ExpectVersion)
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let next = match self {
            Exchange::Chosen(sub_type) => return sub_type.advance(reader, means),
            Exchange::ExpectVersion => {
                if *reader.array()? < VERSION {
                    return Err(Protocol::malformed(READING, "a version older than 0.2").into());
                }
                means.output.put_slice(&VERSION);
                Exchange::ExpectVersionAccepted
            }
            Exchange::ExpectVersionAccepted => {
                if reader.u8()? != 0 {
                    return Err(Error::from(Protocol::malformed(READING, "the server refuses version 0.2")).into());
                }
                Exchange::ExpectSubTypes
            }
            Exchange::ExpectSubTypes => {
                let count = reader.u8()?;
                if count == 0 {
                    return Err(Protocol::malformed(READING, "the server offers no sub-type").into());
                }
                let offered: Vec<u32> = (0..count).map(|_| reader.u32()).collect::<Result<_, _>>()?;
                let chosen = choose(&offered, Some(SecurityType::VeNCrypt), means.config, means.events)?;
                means.output.put_u32(chosen.number());
                Exchange::Chosen(chosen.exchange())
            }
        };
        *self = next;
        Ok(Advance::Continue)
    }
}
