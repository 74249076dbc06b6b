//! Computers on the network that announce a VNC server (`_rfb._tcp` by multicast DNS). A thread listens for as long as there is
//! a start page.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::thread;

use mdns_sd::{ResolvedService, ScopedIp, ServiceDaemon, ServiceEvent};
use rfb::wire::text::for_display;
use tracing::debug;

use crate::ui::start::Nearby;

const SERVICE: &str = "_rfb._tcp.local.";
/// The most that are listed: anybody on the network can announce anything.
const MOST: usize = 200;
/// The longest name, in characters.
const LONGEST: usize = 80;

/// Looks for computers until it is dropped.
pub(super) struct Discovery {
    daemon: ServiceDaemon,
}

impl Discovery {
    /// Begins to look. `tell` is called from another thread with all that are there, whenever that changes.
    pub(super) fn start(tell: impl Fn(Arc<Vec<Nearby>>) + Send + 'static) -> Option<Self> {
        let daemon = ServiceDaemon::new().inspect_err(|error| debug!(%error, "no discovery")).ok()?;
        let events = daemon.browse(SERVICE).inspect_err(|error| debug!(%error, "no discovery")).ok()?;
        let spawned = thread::Builder::new().name("nearby".into()).spawn(move || {
            let mut found = BTreeMap::new();
            while let Ok(event) = events.recv() {
                if apply(&mut found, event) {
                    debug!(computers = found.len(), "computers on the network");
                    tell(Arc::new(found.values().cloned().collect()));
                }
            }
        });
        spawned.inspect_err(|error| debug!(%error, "no discovery")).ok()?;
        Some(Self { daemon })
    }
}

impl Drop for Discovery {
    fn drop(&mut self) {
        // Where the thread is gone already, nothing has to end it.
        let _ = self.daemon.shutdown();
    }
}

/// Applies what was heard. Returns whether that makes a difference.
fn apply(found: &mut BTreeMap<String, Nearby>, event: ServiceEvent) -> bool {
    match event {
        ServiceEvent::ServiceResolved(service) => match nearby(&service) {
            Some(_) if found.len() >= MOST && !found.contains_key(&service.fullname) => false,
            Some(nearby) => found.insert(service.fullname, nearby.clone()) != Some(nearby),
            None => false,
        },
        ServiceEvent::ServiceRemoved(_, name) => found.remove(&name).is_some(),
        _ => false,
    }
}

/// What is shown of a service; nothing where it cannot be connected to.
fn nearby(service: &ResolvedService) -> Option<Nearby> {
    let name = service.fullname.strip_suffix(&format!(".{}", service.ty_domain)).unwrap_or(&service.fullname);
    let target = target(service.addresses.iter(), service.port)?;
    let name = for_display(name.as_bytes(), LONGEST);
    let name = if name.trim().is_empty() { target.clone() } else { name };
    Some(Nearby { name, target })
}

/// The address as one types it: IPv4 where there is one, of several always the same.
fn target<'a>(addresses: impl Iterator<Item = &'a ScopedIp>, port: u16) -> Option<String> {
    let is_usable = |address: &IpAddr| match address {
        IpAddr::V4(address) => !address.is_unspecified(),
        // Without its zone a link-local address leads nowhere.
        IpAddr::V6(address) => !address.is_unspecified() && !address.is_unicast_link_local(),
    };
    let address = addresses.map(ScopedIp::to_ip_addr).filter(is_usable).min()?;
    let host = if address.is_ipv6() { format!("[{address}]") } else { address.to_string() };
    match port {
        0 => None,
        5900 => Some(host),
        5901..=5999 => Some(format!("{host}:{}", port - 5900)),
        _ => Some(format!("{host}::{port}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> ScopedIp {
        ScopedIp::from(text.parse::<IpAddr>().expect("an address"))
    }

    #[test]
    fn an_announced_server_becomes_an_address_that_can_be_typed() {
        for (addresses, port, written) in [
            (vec![ip("192.168.0.7")], 5900, Some("192.168.0.7")),
            (vec![ip("fd00::1"), ip("192.168.0.7")], 5902, Some("192.168.0.7:2")),
            (vec![ip("fd00::1")], 7000, Some("[fd00::1]::7000")),
            (vec![ip("fe80::1")], 5900, None),
            (vec![], 5900, None),
            (vec![ip("10.0.0.1")], 0, None),
        ] {
            let found = target(addresses.iter(), port);
            assert_eq!(found.as_deref(), written);
            assert!(found.is_none_or(|text| text.parse::<crate::config::Target>().is_ok()));
        }
    }
}
