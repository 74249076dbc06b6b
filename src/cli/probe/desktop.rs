//! What a probe saw of the desktop behind the security types.

use rfb::pseudo::extended_desktop_size::{Screen as LayoutScreen, Status};
use rfb::{Event, Feature, LockState, PixelFormat, PointerMotion, Rect, ServerInit, Size};
use serde::Serialize;

/// The desktop, and what the server showed it can do.
#[derive(Debug, Default, Serialize)]
pub(super) struct Seen {
    pub(super) desktop: Option<Desktop>,
    screens: Vec<Screen>,
    lock_keys: Option<Locks>,
    pointer_motion: Option<&'static str>,
    encodings: Vec<&'static str>,
    features: Vec<&'static str>,
}

/// The desktop itself.
#[derive(Debug, Serialize)]
pub(super) struct Desktop {
    pub(super) name: String,
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

impl Seen {
    /// The session is open.
    pub(super) fn connected(&mut self, server_init: &ServerInit) {
        let ServerInit { size, server_format, name, .. } = server_init;
        let (name, pixel_format) = (name.clone(), (*server_format).into());
        self.desktop = Some(Desktop { name, width: size.width, height: size.height, pixel_format });
    }

    /// The desktop's extent.
    pub(super) fn size(&self) -> Size {
        self.desktop.as_ref().map_or(Size::default(), |desktop| Size::new(desktop.width, desktop.height))
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

    /// Lines for people: a name and its value.
    pub(super) fn rows(&self) -> Vec<(&'static str, String)> {
        let Some(desktop) = &self.desktop else { return Vec::new() };
        let mut rows = vec![
            ("desktop", format!("{}, {}x{}", desktop.name, desktop.width, desktop.height)),
            ("pixel format", desktop.pixel_format.text()),
        ];
        if !self.screens.is_empty() {
            rows.push(("screens", self.screens.iter().map(Screen::text).collect::<Vec<_>>().join(", ")));
        }
        rows.extend(self.lock_keys.as_ref().map(|locks| ("lock keys", locks.text())));
        rows.extend(self.pointer_motion.map(|motion| ("pointer motion", motion.to_owned())));
        rows.push(("encodings seen", listed(&self.encodings)));
        rows.push(("features seen", listed(&self.features)));
        rows
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
