//! Tight (16; rfbproto, "Tight Security Type"): tunnels that nobody has, a list of sub-types, and then the chosen one. ServerInit
//! goes on with what the server can do.

use bytes::BufMut;

use crate::config::Config;
use crate::error::{Error, Unsupported};
use crate::event::Event;
use crate::limits;
use crate::message::capability::Capability;
use crate::security::{Advance, Means, SecurityType, refusal};
use crate::wire::{Reader, Stop};

/// Entries of a list that are taken.
const MOST: usize = 256;

/// To tunnel nothing.
const NO_TUNNEL: Capability = Capability::new(0, *b"TGHT", *b"NOTUNNEL");

/// The tunnel that Siemens' panels offer; without being told so, they understand that none is wanted.
const SIEMENS: Capability = Capability::new(1, *b"SICR", *b"SCHANNEL");

/// The sub-types that are known. The number of UnixLogin means another type outside.
const SUB_TYPES: [(Capability, SecurityType); 4] = [
    (Capability::new(1, *b"STDV", *b"NOAUTH__"), SecurityType::None),
    (Capability::new(2, *b"STDV", *b"VNCAUTH_"), SecurityType::VncAuthentication),
    (Capability::new(19, *b"VENC", *b"VENCRYPT"), SecurityType::VeNCrypt),
    (Capability::new(129, *b"TGHT", *b"ULGNAUTH"), SecurityType::UnixLogin),
];

/// Agrees on a sub-type and becomes it.
#[derive(Debug)]
enum Exchange {
    ExpectTunnels,
    ExpectSubTypes,
    Chosen(Box<dyn super::Exchange>),
}

/// Starts the exchange.
pub fn exchange(_: SecurityType) -> Box<dyn super::Exchange> {
    Box::new(Exchange::ExpectTunnels)
}

impl super::Exchange for Exchange {
    fn advance(&mut self, reader: &mut Reader<'_>, means: &mut Means<'_>) -> Result<Advance, Stop> {
        let next = match self {
            Exchange::Chosen(sub_type) => return sub_type.advance(reader, means),
            Exchange::ExpectTunnels => {
                let tunnels = list("the number of tunnels", reader)?;
                if tunnels.contains(&NO_TUNNEL) || tunnels.contains(&SIEMENS) {
                    means.output.put_i32(NO_TUNNEL.code);
                } else if !tunnels.is_empty() {
                    return Err(Unsupported::Tunnel.into());
                }
                Exchange::ExpectSubTypes
            }
            Exchange::ExpectSubTypes => {
                let offered = list("the number of security types", reader)?;
                let chosen = choose(&offered, means)?;
                means.agreed.tight_capabilities = true;
                means.agreed.nobody_asked = chosen == SecurityType::None;
                Exchange::Chosen(chosen.exchange())
            }
        };
        *self = next;
        Ok(Advance::Continue)
    }
}

fn list(what: &'static str, reader: &mut Reader<'_>) -> Result<Vec<Capability>, Stop> {
    let count = limits::check(what, reader.u32()? as usize, MOST)?;
    let capabilities: Result<Vec<Capability>, _> = (0..count).map(|_| Capability::read(reader)).collect();
    Ok(capabilities?)
}

/// Chooses a sub-type, tells the server and the caller. An empty list means that nobody is asked.
fn choose(offered: &[Capability], means: &mut Means<'_>) -> Result<SecurityType, Error> {
    let known = |capability: &Capability| SUB_TYPES.iter().find(|(known, _)| known == capability).map(|entry| entry.1);
    // What is not known gets a number that nothing else has.
    let number =
        |capability: &Capability| known(capability).map_or(0x1_0000 | capability.code as u32, SecurityType::number);
    let numbers = if offered.is_empty() { vec![1] } else { offered.iter().map(number).collect() };
    let entry = allowed(means.config).into_iter().map(SecurityType::within_tight);
    let chosen = entry.flatten().find(|entry| numbers.contains(&entry.number())).ok_or_else(|| refusal(&numbers))?;
    if let Some((capability, _)) = SUB_TYPES.iter().find(|(_, known)| *known == chosen)
        && !offered.is_empty()
    {
        means.output.put_i32(capability.code);
    }
    means.events.push_back(Event::Security { offered: numbers, chosen, within: Some(SecurityType::Tight) });
    Ok(chosen)
}

/// What is allowed inside, best first: what is allowed at all; where only Tight itself is, everything.
fn allowed(config: &Config) -> Vec<SecurityType> {
    if config.security_types.iter().any(|allowed| allowed.within_tight().is_some()) {
        config.security_types.clone()
    } else {
        SecurityType::ALL.to_vec()
    }
}

impl SecurityType {
    /// The sub-type of Tight that leads to it.
    fn within_tight(self) -> Option<SecurityType> {
        let entry = if self.within() == Some(SecurityType::VeNCrypt) { SecurityType::VeNCrypt } else { self };
        (self != SecurityType::VeNCrypt && SUB_TYPES.iter().any(|(_, known)| *known == entry)).then_some(entry)
    }
}
