//! How the desktop wants programs to look: dark or light, and with or without movement. Told by the desktop portal on Linux, in a
//! thread of its own, when a window is there already; other systems tell winit.

use egui::Theme;
use egui_winit::accesskit_winit::WindowEvent as ReaderEvent;

use super::viewer::Viewer;
use crate::ui::theme::Motion;

/// What the desktop says. `None` where it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Appearance {
    /// Dark or light.
    pub(super) theme: Option<Theme>,
    /// Whether things may move.
    pub(super) motion: Option<Motion>,
}

impl Viewer {
    /// The desktop says how programs should look.
    pub(super) fn take_appearance(&mut self, appearance: Appearance) {
        if self.view.as_mut().is_some_and(|view| view.interface.take_appearance(appearance)) {
            self.redraw();
        }
    }

    /// Typefaces of the system were found.
    pub(super) fn typefaces_found(&mut self) {
        if let Some(view) = &self.view {
            view.interface.take_typefaces();
            self.redraw();
        }
    }

    /// A program that reads windows aloud wants something.
    pub(super) fn read_aloud(&mut self, event: ReaderEvent) {
        if let Some(view) = &mut self.view {
            view.interface.on_reader(event);
            self.redraw();
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) use portal::watch;

/// Elsewhere winit tells of dark and light.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn watch(_tell: impl Fn(Appearance) -> bool + Send + 'static) {}

#[cfg(all(unix, not(target_os = "macos")))]
mod portal {
    use std::collections::HashMap;

    use egui::Theme;
    use tracing::debug;
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::{OwnedValue, Value};

    use super::{Appearance, Motion};

    /// What all desktops say in the same words.
    const COMMON: &str = "org.freedesktop.appearance";
    /// Where GNOME and its relatives say whether things may move.
    const GNOME: &str = "org.gnome.desktop.interface";

    /// Watches in a thread of its own, as long as `tell` returns `true`.
    pub(in crate::app) fn watch(tell: impl Fn(Appearance) -> bool + Send + 'static) {
        let follow = move || {
            if let Err(error) = follow(&tell) {
                debug!(%error, "the desktop does not say how programs should look");
            }
        };
        if let Err(error) = std::thread::Builder::new().name("appearance".into()).spawn(follow) {
            debug!(%error, "no thread to ask the desktop in");
        }
    }

    fn follow(tell: &impl Fn(Appearance) -> bool) -> zbus::Result<()> {
        let connection = Connection::session()?;
        let place = "/org/freedesktop/portal/desktop";
        let portal =
            Proxy::new(&connection, "org.freedesktop.portal.Desktop", place, "org.freedesktop.portal.Settings")?;
        let changes = portal.receive_signal("SettingChanged")?;
        let settings: HashMap<String, HashMap<String, OwnedValue>> =
            portal.call("ReadAll", &([COMMON, GNOME].as_slice(),))?;
        let mut appearance = Appearance::default();
        for (space, values) in &settings {
            for (key, value) in values {
                appearance.take(space, key, value);
            }
        }
        debug!(?appearance, "what the desktop says");
        let mut goes_on = tell(appearance);
        let mut changes = changes;
        while goes_on {
            let Some(change) = changes.next() else { break };
            let (space, key, value): (String, String, OwnedValue) = change.body().deserialize()?;
            let before = appearance;
            appearance.take(&space, &key, &value);
            goes_on = appearance == before || tell(appearance);
        }
        Ok(())
    }

    impl Appearance {
        /// Takes what the portal says of one setting.
        fn take(&mut self, space: &str, key: &str, value: &Value<'_>) {
            match (space, key, value) {
                (COMMON, "color-scheme", Value::U32(number)) => {
                    self.theme = match number {
                        1 => Some(Theme::Dark),
                        2 => Some(Theme::Light),
                        _ => None,
                    };
                }
                (COMMON, "reduced-motion", Value::U32(1)) | (GNOME, "enable-animations", Value::Bool(false)) => {
                    self.motion = Some(Motion::Reduced);
                }
                (COMMON, "reduced-motion", Value::U32(_)) | (GNOME, "enable-animations", Value::Bool(true)) => {
                    self.motion = Some(Motion::Usual);
                }
                _ => {}
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_the_portal_says_is_understood_and_the_rest_passed_over() {
            let mut appearance = Appearance::default();
            appearance.take(COMMON, "color-scheme", &Value::U32(1));
            appearance.take(GNOME, "enable-animations", &Value::Bool(false));
            assert_eq!(appearance, Appearance { theme: Some(Theme::Dark), motion: Some(Motion::Reduced) });
            appearance.take(COMMON, "color-scheme", &Value::U32(2));
            appearance.take(COMMON, "accent-color", &Value::U32(0));
            appearance.take("org.kde.kdeglobals", "color-scheme", &Value::U32(1));
            appearance.take(GNOME, "enable-animations", &Value::Str("no".into()));
            assert_eq!(appearance, Appearance { theme: Some(Theme::Light), motion: Some(Motion::Reduced) });
            appearance.take(COMMON, "color-scheme", &Value::U32(0));
            appearance.take(COMMON, "reduced-motion", &Value::U32(0));
            assert_eq!(appearance, Appearance { theme: None, motion: Some(Motion::Usual) });
        }
    }
}
