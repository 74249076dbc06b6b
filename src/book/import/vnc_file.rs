//! `.vnc` files, one computer each: those of TightVNC and UltraVNC have sections `[connection]` and `[options]` with host and
//! port apart; those of RealVNC have names alone, or `[Connection]` in old ones.

use super::draft::Draft;
use super::ini::{Ini, is_on};
use super::{Imported, LeftOut, Reason};

pub(super) fn is_one(ini: &Ini) -> bool {
    ini.has_section("connection") || ini.get("", "host").is_some() || ini.get("", "connmethod").is_some()
}

pub(super) fn read(name: &str, ini: &Ini) -> Imported {
    let name = ini.anywhere("friendlyname").unwrap_or(name).to_owned();
    let passwords = ini.passwords();
    if ini.anywhere("connmethod").is_some_and(|method| !method.eq_ignore_ascii_case("tcp")) {
        return Imported { passwords, ..Imported::one(Err(LeftOut { name, why: Reason::Cloud })) };
    }
    let text = |name| ini.anywhere(name).map(str::to_owned);
    let repeater = text("proxyhost").filter(|_| ini.is_on("useproxy"));
    let proxy_port = ini.anywhere("proxyport").filter(|port| *port != "0");
    let draft = Draft {
        name,
        server: text("host").unwrap_or_default(),
        port: ini.anywhere("port").and_then(|port| port.parse().ok()).filter(|&port: &u16| port != 0),
        username: text("username"),
        repeater: repeater.map(|host| proxy_port.map_or(host.clone(), |port| format!("{host}:{port}"))),
        view_only: is_view_only(ini),
        tags: text("labels").into_iter().collect(),
        ..Draft::default()
    };
    Imported { passwords, ..Imported::one(draft.computer()) }
}

/// RealVNC says what is sent instead.
fn is_view_only(ini: &Ini) -> bool {
    let is_off = |name| ini.anywhere(name).is_some_and(|value| !is_on(value));
    ini.is_on("viewonly") || (is_off("sendkeyevents") && is_off("sendpointerevents"))
}
