//! Start pages for tests and for the gallery.

use std::sync::Arc;
use std::time::Duration;

use egui::{Color32, ColorImage};

use super::{Nearby, Outcome, State};
use crate::book::import::{Found, LeftOut, Reason, Viewer};
use crate::book::{Colour, Computer, Computers};
use crate::trust::Timestamp;

const NOW: u64 = 1_795_341_659;

/// What is known on a page with so many saved computers, of which there are at least five kinds.
pub(in crate::ui) fn state(count: usize) -> State {
    let mut computers = Computers::default();
    let kinds = [
        ("Front desk", "frontdesk:1", "", Some(Colour::Teal), "shop", 0),
        (
            "Build server with a name that is too long for any tile",
            "build.example.com:2",
            "Work / Berlin",
            None,
            "linux, ci",
            86_400,
        ),
        ("Grandmother", "vnc://oma@192.168.178.24:5900", "", Some(Colour::Orange), "", 86_400 * 5),
        (
            "Render node",
            "vnc+ssh://alice@gate.example.com/render-07:5901",
            "Work / Berlin",
            Some(Colour::Purple),
            "gpu",
            86_400 * 90,
        ),
        ("Accounts", "10.20.30.40::6000", "Work / Hamburg", Some(Colour::Red), "windows", 86_400 * 2),
    ];
    for number in 0..count {
        let (name, target, group, colour, tags, age) = kinds[number % kinds.len()];
        let again = number / kinds.len();
        let (name, target) = match again {
            0 => (name.to_owned(), target.to_owned()),
            _ => (format!("{name} {again}"), format!("host-{number}.example.com:{}", number % 9)),
        };
        let last_seen = (number % 7 != 6).then(|| Timestamp::from_unix(Duration::from_secs(NOW - age)));
        computers.save(Computer {
            id: format!("computer-{number}"),
            group: group.into(),
            colour,
            tags: tags.split(", ").map(str::to_owned).collect(),
            private: number % kinds.len() == 4,
            last_seen,
            ..Computer::new(&name, &target)
        });
    }
    if count > 0 {
        let address = |text: &str| text.parse::<crate::config::Target>().expect("an address").address;
        computers.visited(&address("attic:2"), "attic:2", Timestamp::from_unix(Duration::from_secs(NOW)));
    }
    let now = Some(Timestamp::from_unix(Duration::from_secs(NOW)));
    let pictures = [0, 3].map(|number| (format!("computer-{number}"), Some(Arc::new(picture(number)))));
    let nearby = Nearby { name: "Living room".into(), target: "livingroom.local".into() };
    State {
        computers: Arc::new(computers),
        nearby: Arc::new(if count > 0 { vec![nearby] } else { Vec::new() }),
        pictures: Arc::new(pictures.into_iter().collect()),
        now,
        home: "/home/alice".into(),
        ..State::default()
    }
}

/// A desktop with windows on it.
fn picture(number: usize) -> ColorImage {
    let size = [400, 250];
    let pixel = |index: usize| {
        let (x, y) = (index % size[0], index / size[0]);
        let in_window = (60..300).contains(&x) && (40..190).contains(&y);
        match (in_window, y) {
            (_, 238..) => Color32::from_gray(40),
            (true, 40..56) => Color32::from_rgb(70, 90, 120),
            (true, _) if y % 12 < 3 && x % 90 < 60 => Color32::from_gray(150),
            (true, _) => Color32::from_gray(240),
            (false, _) => Color32::from_rgb(30, (60 + y / 3) as u8, (90 + number * 20 + y / 4) as u8),
        }
    };
    ColorImage::new(size, (0..size[0] * size[1]).map(pixel).collect())
}

/// What came of an import.
pub(in crate::ui) fn imported() -> State {
    let left_out = vec![
        LeftOut { name: "Terminal server".into(), why: Reason::Protocol("RDP".into()) },
        LeftOut { name: "Partner".into(), why: Reason::Cloud },
    ];
    let found = vec![
        Found { viewer: Viewer::Remmina, files: vec!["a.remmina".into(), "b.remmina".into()] },
        Found { viewer: Viewer::TigerVnc, files: vec!["tigervnc.history".into()] },
    ];
    let outcome = Some(Outcome::Imported { added: 12, known: 1, left_out, passwords: 4 });
    State { found: Some(Arc::new(found)), outcome, ..state(3) }
}
