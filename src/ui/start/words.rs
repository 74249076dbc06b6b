//! What is written on an entry.

use super::State;
use super::model::{Item, Typed};
use crate::book::Colour;
use crate::book::import::Reason;
use crate::session::Address;
use crate::text::text;
use crate::trust::Timestamp;

/// How many days back are counted; before that there is a date.
const DAYS: u64 = 30;

/// The first line.
pub(super) fn title(item: &Item<'_>) -> String {
    match item {
        Item::Computer(computer) => computer.title().to_owned(),
        Item::Nearby(nearby) => nearby.name.clone(),
        Item::Typed(Typed { text, target: Ok(_) }) => text!("start-connect-to", address = *text),
        Item::Typed(Typed { text, target: Err(_) }) => text!("start-cannot-connect-to", address = *text),
    }
}

/// The second line.
pub(super) fn subtitle(item: &Item<'_>) -> String {
    match item {
        // What is in the first line already is told in other words.
        Item::Computer(computer) if computer.name.is_empty() => {
            computer.address().map(|address| described(&address)).unwrap_or_default()
        }
        Item::Computer(computer) => short(&computer.target).to_owned(),
        Item::Nearby(nearby) => nearby.target.clone(),
        Item::Typed(Typed { target: Ok(target), .. }) => described(&target.address),
        Item::Typed(Typed { target: Err(error), .. }) => error.why.clone(),
    }
}

/// The second line of an entry that does not stand under the name of its group.
pub(super) fn subtitle_with_group(item: &Item<'_>) -> String {
    match item {
        Item::Computer(computer) if !computer.group.is_empty() => {
            format!("{} · {}", subtitle(item), grouped(&computer.group))
        }
        _ => subtitle(item),
    }
}

/// A group as people read it.
pub(super) fn grouped(group: &str) -> String {
    group.replace('/', " / ")
}

/// An address without what says nothing to people.
fn short(target: &str) -> &str {
    let rest = target.strip_prefix("vnc://").unwrap_or(target);
    rest.split('?').next().unwrap_or(rest)
}

/// What stands at the end of the second line.
pub(super) fn beside(item: &Item<'_>, state: &State) -> String {
    match item {
        Item::Computer(computer) => {
            computer.last_seen.and_then(|seen| Some(days_ago(seen, state.now?))).unwrap_or_default()
        }
        Item::Nearby(_) | Item::Typed(_) => String::new(),
    }
}

/// What stands at the end of the first line where there is room.
pub(super) fn labels(item: &Item<'_>) -> String {
    match item {
        Item::Computer(computer) => computer.tags.join(" · "),
        Item::Nearby(_) | Item::Typed(_) => String::new(),
    }
}

/// How an address is understood.
pub(super) fn described(address: &Address) -> String {
    match address {
        Address::Tcp { host, port } => text!("start-at-port", port = port.to_string(), host = host.as_str()),
        Address::Unix(_) => text!("start-at-socket"),
        Address::Web(web) => text!("start-at-web", host = web.host.as_str()),
        Address::Repeater(_) => text!("start-behind-repeater"),
        Address::Incoming(_) => text!("start-when-called"),
        Address::Through(through) => {
            let way = described(through.address());
            text!("start-by-way-of", way = way, gate = through.gate().to_string())
        }
    }
}

fn days_ago(seen: Timestamp, now: Timestamp) -> String {
    let day = |moment: Timestamp| moment.since_epoch().as_secs() / 86_400;
    match day(now).saturating_sub(day(seen)) {
        0 => text!("start-seen-today"),
        1 => text!("start-seen-yesterday"),
        days if days <= DAYS => text!("start-seen-days", days = days),
        _ => seen.date(),
    }
}

/// What a colour is called.
pub(super) fn colour(colour: Colour) -> String {
    match colour {
        Colour::Red => text!("start-red"),
        Colour::Orange => text!("start-orange"),
        Colour::Yellow => text!("start-yellow"),
        Colour::Green => text!("start-green"),
        Colour::Teal => text!("start-teal"),
        Colour::Blue => text!("start-blue"),
        Colour::Purple => text!("start-purple"),
        Colour::Grey => text!("start-grey"),
    }
}

/// Why an entry of a file was left out.
pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Protocol(protocol) => text!("start-why-protocol", protocol = protocol.as_str()),
        Reason::Incoming => text!("start-why-incoming"),
        Reason::Cloud => text!("start-why-cloud"),
        Reason::NoAddress => text!("start-why-no-address"),
        Reason::Address(error) => error.why.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Computer;

    #[test]
    fn an_entry_away_from_its_group_names_it() {
        let at = |group: &str| Computer {
            name: "Till".into(),
            target: "till:2".into(),
            group: group.into(),
            ..Computer::default()
        };
        let (grouped, alone) = (at("Shops/North"), at(""));
        assert_eq!(subtitle_with_group(&Item::Computer(&grouped)), "till:2 · Shops / North");
        assert_eq!(subtitle_with_group(&Item::Computer(&alone)), "till:2");
        assert_eq!(subtitle(&Item::Computer(&grouped)), "till:2");
    }
}
