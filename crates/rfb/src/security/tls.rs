//! TLS (18), which is in no specification: anonymous TLS at once, and inside it another list of security types to choose from.
//! Vino and x11vnc offer it; libvncclient and gtk-vnc speak it.

use bytes::BufMut;

use crate::error::Error;
use crate::event::Event;
use crate::identity::Encryption;
use crate::security::{Advance, Means, SecurityType, refusal};
use crate::tls::{Inside, anonymous};
use crate::wire::{Reader, Stop, text};

/// Characters of a reason that are shown.
const SHOWN: usize = 500;

/// Chooses a security type inside TLS and becomes it.
#[derive(Debug)]
enum Inner {
    ExpectSecurityTypes,
    ExpectReason,
    Chosen(Box<dyn super::Exchange>),
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Inside::at_once(anonymous::begin, Box::new(Inner::ExpectSecurityTypes))
}

impl super::Exchange for Inner {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        *self = match self {
            Inner::Chosen(chosen) => return chosen.advance(reader, means),
            Inner::ExpectSecurityTypes => match reader.u8()? {
                0 => Inner::ExpectReason,
                count => {
                    let offered = reader.bytes(count.into())?;
                    let offered: Vec<u32> = offered.iter().map(|&number| number.into()).collect();
                    let chosen = choose(&offered)?;
                    means.output.put_u8(chosen.number() as u8);
                    means.events.push_back(Event::Security { offered, chosen, within: Some(SecurityType::Tls) });
                    Inner::Chosen(chosen.exchange())
                }
            },
            Inner::ExpectReason => {
                let length = crate::limits::check(
                    "the length of the server's reason",
                    reader.u32()? as usize,
                    means.config.limits.reason,
                )?;
                let reason = text::for_display(reader.bytes(length)?, SHOWN);
                return Err(Error::Refused { reason }.into());
            }
        };
        Ok(Advance::Continue)
    }
}

/// The first that is offered of those that bring no encryption of their own. What is allowed was decided when TLS was
/// chosen: inside it none of them tells anything to who listens.
fn choose(offered: &[u32]) -> Result<SecurityType, Error> {
    let mut usable = SecurityType::ALL
        .into_iter()
        .filter(|known| known.encryption() == Encryption::None && !known.is_container() && known.within().is_none());
    usable.find(|known| offered.contains(&known.number())).ok_or_else(|| refusal(offered))
}
