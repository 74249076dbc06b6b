//! Remmina's profiles, one computer each: `[remmina]` with `name=value`. Many of them are for other protocols.

use percent_encoding::percent_decode_str;

use super::draft::Draft;
use super::ini::Ini;
use super::{Imported, LeftOut, Reason};
use crate::config::Target;

const SECTION: &str = "remmina";

pub(super) fn read(name: &str, ini: &Ini) -> Imported {
    let get = |name| ini.get(SECTION, name);
    let name = get("name").unwrap_or(name).to_owned();
    let passwords = ini.passwords();
    let left_out = |why| Imported { passwords, ..Imported::one(Err(LeftOut { name: name.clone(), why })) };
    match get("protocol").unwrap_or_default().to_ascii_uppercase().as_str() {
        "VNC" | "GVNC" => {}
        "VNCI" => return left_out(Reason::Incoming),
        "" => return left_out(Reason::NoAddress),
        // A password for another protocol is none that anybody misses here.
        other => return Imported { passwords: 0, ..left_out(Reason::Protocol(other.to_owned())) },
    }
    let text = |name| get(name).map(str::to_owned);
    let mut draft = Draft {
        name,
        server: text("server").unwrap_or_default(),
        username: text("username"),
        repeater: text("proxy"),
        view_only: ini.is_on("viewonly"),
        group: text("group").unwrap_or_default(),
        tags: text("labels").into_iter().collect(),
        notes: percent_decode_str(get("notes_text").unwrap_or_default()).decode_utf8_lossy().into_owned(),
        ..Draft::default()
    };
    if ini.is_on("ssh_tunnel_enabled") || ini.is_on("ssh_enabled") {
        tunnel(&mut draft, ini);
    }
    Imported { passwords, ..Imported::one(draft.computer()) }
}

/// The tunnel goes to a computer that is named, or to the server itself.
fn tunnel(draft: &mut Draft, ini: &Ini) {
    let get = |new, old| ini.get(SECTION, new).or_else(|| ini.get(SECTION, old));
    let gate = get("ssh_tunnel_server", "ssh_server").map(str::to_owned);
    let address = draft.server.parse::<Target>().ok().map(|target| target.address);
    let at_server = address.as_ref().and_then(|address| address.host()).map(str::to_owned);
    let ends_at_gate = gate.is_none() || ini.is_on("ssh_tunnel_loopback") || ini.is_on("ssh_loopback");
    if ends_at_gate && let Some(crate::session::Address::Tcp { port, .. }) = address {
        draft.server = format!("localhost::{port}");
    }
    let gate = gate
        .or(at_server)
        .map(|host| if host.parse::<std::net::Ipv6Addr>().is_ok() { format!("[{host}]") } else { host });
    let user = get("ssh_tunnel_username", "ssh_username");
    draft.via = gate.map(|host| user.map_or(host.clone(), |user| format!("{user}@{host}")));
}
