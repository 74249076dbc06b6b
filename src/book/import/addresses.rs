//! Lists of addresses, one on a line: `vnc://…` and every other form of target, as TigerVNC's history has them; and the links
//! of desktops, `.url` and `.desktop`.

use super::ini::Ini;
use super::{Imported, LeftOut, Reason};
use crate::book::Computer;
use crate::config::Target;

/// What is in `text`, or nothing where it is something else.
pub(super) fn read(name: &str, text: &str, ini: &Ini) -> Option<Imported> {
    let link = ["internetshortcut", "desktop entry"].into_iter().find_map(|section| ini.get(section, "url"));
    if let Some(link) = link {
        return computer(ini.get("desktop entry", "name").unwrap_or(name), link).map(Imported::one);
    }
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let mut imported = Imported::default();
    for line in &lines {
        imported.passwords += usize::from(line.parse::<Target>().is_ok_and(|target| target.password.is_some()));
        imported.add(Imported::one(computer("", line)?));
    }
    // Words that nobody can connect to are no list of addresses.
    (!imported.computers.is_empty()).then_some(imported)
}

/// The computer at `address`; nothing where that is no address at all.
fn computer(name: &str, address: &str) -> Option<Result<Computer, LeftOut>> {
    match address.parse::<Target>() {
        Ok(target) => Some(Ok(Computer::new(target.name.as_deref().unwrap_or(name), address))),
        Err(error) if address.contains("://") => {
            Some(Err(LeftOut { name: crate::book::to_keep(address), why: Reason::Address(error) }))
        }
        Err(_) => None,
    }
}
