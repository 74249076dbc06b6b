//! What a probe found, as text for people and as JSON for programs.

use std::fmt::Write as _;

use rfb::net::Address;
use rfb::pseudo::extended_desktop_size::{Screen as LayoutScreen, Status};
use rfb::security::registered_name;
use rfb::{Event, Feature, LockState, PixelFormat, PointerMotion, Rect, SecurityType, ServerInit, Size};
use serde::Serialize;

/// What was found so far.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    address: String,
    /// The server's own banner.
    pub(super) banner: Option<String>,
    /// The version of the protocol that is spoken.
    pub(super) version: Option<&'static str>,
    security_types: Vec<Security>,
    /// The security type that was used.
    pub(super) chosen: Option<&'static str>,
    /// How far we came.
    pub(super) access: Option<Access>,
    desktop: Option<Desktop>,
    screens: Vec<Screen>,
    lock_keys: Option<Locks>,
    pointer_motion: Option<&'static str>,
    encodings: Vec<&'static str>,
    features: Vec<&'static str>,
    /// What went wrong, if anything did.
    pub(super) error: Option<String>,
    /// The desktop's extent.
    #[serde(skip)]
    pub(super) size: Size,
}

/// How far a probe came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Access {
    /// To the desktop.
    Open,
    /// To where the server wants a password.
    PasswordNeeded,
    /// To the security types, none of which can be used.
    Unsupported,
}

#[derive(Debug, Serialize)]
struct Security {
    number: u32,
    name: Option<&'static str>,
    supported: bool,
}

#[derive(Debug, Serialize)]
struct Desktop {
    name: String,
    width: u16,
    height: u16,
    pixel_format: Format,
}

#[derive(Debug, Serialize)]
struct Format {
    bits_per_pixel: u8,
    depth: u8,
    big_endian: bool,
    true_colour: bool,
    max: [u16; 3],
    shift: [u8; 3],
}

impl From<PixelFormat> for Format {
    fn from(format: PixelFormat) -> Self {
        let PixelFormat { bits_per_pixel, depth, big_endian, true_colour, max, shift } = format;
        Self { bits_per_pixel, depth, big_endian, true_colour, max, shift }
    }
}

/// One screen of the desktop.
#[derive(Debug, Serialize)]
struct Screen {
    id: u32,
    x: u16,
    y: u16,
    width: u16,
    height: u16,
}

impl From<&LayoutScreen> for Screen {
    fn from(LayoutScreen { id, rect: Rect { x, y, width, height }, .. }: &LayoutScreen) -> Self {
        Self { id: *id, x: *x, y: *y, width: *width, height: *height }
    }
}

impl Screen {
    fn text(&self) -> String {
        let Screen { id, x, y, width, height } = self;
        format!("{id} {width}x{height}+{x}+{y}")
    }
}

/// Which lock keys are on.
#[derive(Debug, Serialize)]
struct Locks {
    scroll: bool,
    num: bool,
    caps: bool,
}

impl Locks {
    fn text(&self) -> String {
        let named = [("Caps Lock", self.caps), ("Num Lock", self.num), ("Scroll Lock", self.scroll)];
        let on: Vec<&str> = named.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
        listed(&on)
    }
}

impl Report {
    /// Nothing is known of the server at `address` yet.
    pub(super) fn new(address: &Address) -> Self {
        Self {
            address: address.to_string(),
            banner: None,
            version: None,
            security_types: Vec::new(),
            chosen: None,
            access: None,
            desktop: None,
            encodings: Vec::new(),
            features: Vec::new(),
            screens: Vec::new(),
            lock_keys: None,
            pointer_motion: None,
            error: None,
            size: Size::default(),
        }
    }

    /// The server offers these security types.
    pub(super) fn offers(&mut self, numbers: &[u32]) {
        let security = |&number: &u32| Security {
            number,
            name: registered_name(number),
            supported: SecurityType::from_number(number).is_some(),
        };
        self.security_types = numbers.iter().map(security).collect();
    }

    /// The session is open.
    pub(super) fn connected(&mut self, server_init: &ServerInit) {
        let ServerInit { size, server_format, name, .. } = server_init;
        self.size = *size;
        let (name, pixel_format) = (name.clone(), (*server_format).into());
        self.desktop = Some(Desktop { name, width: size.width, height: size.height, pixel_format });
    }

    /// Takes down what `event` tells of the server.
    pub(super) fn note(&mut self, event: &Event) {
        match event {
            Event::Rectangle(job) => add(&mut self.encodings, job.encoding.name()),
            Event::Cursor(_) => add(&mut self.features, "cursor"),
            Event::DesktopName(_) => add(&mut self.features, "desktop name"),
            Event::DesktopSize(layout) => {
                add(&mut self.features, "desktop size");
                if layout.status == Status::Done {
                    self.screens = layout.screens.iter().map(Screen::from).collect();
                }
            }
            Event::CursorState(_) => add(&mut self.features, "cursor state"),
            Event::PointerMoved(_) => add(&mut self.features, "pointer position"),
            Event::PointerMotion(motion) => {
                add(&mut self.features, "pointer motion");
                self.pointer_motion = Some(match motion {
                    PointerMotion::Absolute => "absolute",
                    PointerMotion::Relative => "relative",
                });
            }
            Event::Locks(locks) => {
                add(&mut self.features, "lock keys");
                let LockState { scroll, num, caps } = *locks;
                self.lock_keys = Some(Locks { scroll, num, caps });
            }
            Event::Capabilities(_) => add(&mut self.features, "Tight capabilities"),
            Event::PixelFormat(_) => add(&mut self.features, "pixel format change"),
            Event::Supports(feature) => add(&mut self.features, feature_name(*feature)),
            Event::Version { .. }
            | Event::Security { .. }
            | Event::IdentityPresented(_)
            | Event::CredentialsNeeded(_)
            | Event::Protected(_)
            | Event::Connected(_)
            | Event::UpdateStart
            | Event::UpdateEnd
            | Event::Bell
            | Event::CutText(_)
            | Event::CutTextTooLong(_)
            | Event::Clipboard(_)
            | Event::XvpFailed
            | Event::Fence(_) => {}
        }
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> String {
        // Strings, numbers and lists always become JSON.
        serde_json::to_string(self).map(|json| json + "\n").unwrap_or_default()
    }

    /// A few lines for people.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n", self.address);
        let mut row = |name: &str, value: String| {
            let _ = writeln!(text, "  {name:15} {value}");
        };
        if let (Some(banner), Some(version)) = (&self.banner, self.version) {
            row("version", format!("{version} (the server says {banner})"));
        }
        if !self.security_types.is_empty() {
            row("security types", self.security_types.iter().map(Security::text).collect::<Vec<_>>().join(", "));
        }
        match self.access {
            Some(Access::Open) => row("access", format!("open, with {}", self.chosen.unwrap_or("nothing"))),
            Some(Access::PasswordNeeded) => row("access", "a password is needed; none was sent".into()),
            Some(Access::Unsupported) => row("access", "Farview has none of these security types".into()),
            None => {}
        }
        if let Some(desktop) = &self.desktop {
            row("desktop", format!("{}, {}x{}", desktop.name, desktop.width, desktop.height));
            row("pixel format", desktop.pixel_format.text());
            if !self.screens.is_empty() {
                row("screens", self.screens.iter().map(Screen::text).collect::<Vec<_>>().join(", "));
            }
            if let Some(locks) = &self.lock_keys {
                row("lock keys", locks.text());
            }
            if let Some(motion) = self.pointer_motion {
                row("pointer motion", motion.into());
            }
            row("encodings seen", listed(&self.encodings));
            row("features seen", listed(&self.features));
        }
        text
    }
}

impl Security {
    fn text(&self) -> String {
        let name = self.name.unwrap_or("unknown");
        let mark = if self.supported { "" } else { " (not in Farview)" };
        format!("{name} [{}]{mark}", self.number)
    }
}

impl Format {
    fn text(&self) -> String {
        let order = if self.big_endian { "big endian" } else { "little endian" };
        let Format { bits_per_pixel, depth, max: [r, g, b], shift: [red, green, blue], .. } = self;
        if !self.true_colour {
            return format!("{bits_per_pixel} bits, depth {depth}, indexed colours");
        }
        format!("{bits_per_pixel} bits, depth {depth}, {order}, red {r}<<{red}, green {g}<<{green}, blue {b}<<{blue}")
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".into() } else { names.join(", ") }
}

fn add(names: &mut Vec<&'static str>, name: &'static str) {
    if !names.contains(&name) {
        names.push(name);
    }
}

fn feature_name(feature: Feature) -> &'static str {
    match feature {
        Feature::ExtendedKeyEvent => "extended key events",
        Feature::ExtendedMouseButtons => "extended mouse buttons",
        Feature::Fence => "fence",
        Feature::ContinuousUpdates => "continuous updates",
        Feature::SetDesktopSize => "resize",
        Feature::ExtendedClipboard => "extended clipboard",
        Feature::Xvp => "power control",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::new(&Address::Tcp { host: "office".into(), port: 5900 });
        report.banner = Some("RFB 003.889".into());
        report.version = Some("3.8");
        report.offers(&[2, 30, 250]);
        report.access = Some(Access::PasswordNeeded);
        report
    }

    #[test]
    fn people_are_told_names_numbers_and_what_is_not_supported() {
        assert_eq!(
            report().text(),
            "office::5900\n  version         3.8 (the server says RFB 003.889)\n  security types  VNC Authentication [2], \
             Apple Diffie-Hellman [30] (not in Farview), unknown [250] (not in Farview)\n  access          a password is \
             needed; none was sent\n"
        );
    }

    #[test]
    fn programs_are_told_the_same() {
        let mut report = report();
        let format = PixelFormat::RENDERER;
        let (size, name) = (Size::new(640, 480), "desk \"1\"".to_owned());
        report.connected(&ServerInit { size, server_format: format, format, name });
        let json: serde_json::Value = serde_json::from_str(&report.json()).expect("it is JSON");
        assert_eq!(json["access"], "password-needed");
        assert_eq!(json["security_types"][1]["number"], 30);
        assert_eq!(json["security_types"][1]["supported"], false);
        assert_eq!(json["desktop"]["name"], "desk \"1\"");
        assert_eq!(json["desktop"]["pixel_format"]["shift"], serde_json::json!([16, 8, 0]));
        assert!(json["error"].is_null());
    }
}
