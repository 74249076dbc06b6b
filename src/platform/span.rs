//! One full screen over all monitors. Under X11 the window manager is told which monitors the window is to cover
//! (`_NET_WM_FULLSCREEN_MONITORS`); elsewhere no system lets a window do that.

use winit::event_loop::ActiveEventLoop;
use winit::window::Window;

/// Which monitors the full screen is to cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover<'a> {
    /// All of them.
    All,
    /// The one with this name.
    Monitor(&'a str),
    /// The one at this place of the screen.
    At([i32; 2]),
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// The window manager sees to it, as soon as the window is on the full screen.
    Yes,
    /// There is nobody to see to it: the window itself has to cover this part of the screen, without decorations.
    ByHand {
        /// The left and the upper edge.
        position: [i32; 2],
        /// Width and height.
        size: [u32; 2],
    },
    /// A window cannot cover more than one monitor here.
    Impossible,
}

/// Lets the full screen of `window` cover these monitors.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn cover_monitors(window: &Window, cover: Cover<'_>) -> Covered {
    let Some(number) = x11::number(window) else { return Covered::Impossible };
    x11::cover(number, cover).unwrap_or_else(|error| {
        tracing::debug!(%error, "the window manager could not be told");
        Covered::Impossible
    })
}

/// The names of all monitors. X11 may have some that are parts of others (`xrandr --setmonitor`).
pub fn monitors(window: &Window, event_loop: &ActiveEventLoop) -> Vec<String> {
    #[cfg(all(unix, not(target_os = "macos")))]
    if x11::number(window).is_some() {
        return x11::names().unwrap_or_default();
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    let _ = window;
    // Under Wayland a window itself names some twice, and some that are gone.
    event_loop.available_monitors().filter_map(|monitor| monitor.name()).collect()
}

/// Lets the full screen of `window` cover these monitors.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn cover_monitors(_window: &Window, _cover: Cover<'_>) -> Covered {
    Covered::Impossible
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use std::error::Error;

    use winit::raw_window_handle::{HasWindowHandle, RawWindowHandle};
    use winit::window::Window;
    use x11rb::connection::Connection;
    use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
    use x11rb::protocol::xproto::{Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask};
    use x11rb::rust_connection::RustConnection;

    use super::{Cover, Covered};

    /// Who asks: an application.
    const APPLICATION: u32 = 1;

    /// The number of a window under X11.
    pub(super) fn number(window: &Window) -> Option<u32> {
        match window.window_handle().ok()?.as_raw() {
            RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
            RawWindowHandle::Xcb(handle) => Some(handle.window.get()),
            _ => None,
        }
    }

    /// Asks the window manager, on a connection of its own: a client message may come from anyone.
    pub(super) fn cover(window: u32, cover: Cover<'_>) -> Result<Covered, Box<dyn Error>> {
        let (connection, screen) = RustConnection::connect(None)?;
        let root = connection.setup().roots.get(screen).ok_or("there is no screen")?.root;
        let monitors = connection.randr_get_monitors(root, true)?.reply()?.monitors;
        let areas: Vec<super::Area> = monitors.iter().map(area).collect();
        let one = || match cover {
            Cover::Monitor(name) => index_of(&connection, &monitors, name),
            Cover::At(place) => Ok(areas.iter().position(|area| area.contains(place)).ok_or("nothing is there")?),
            Cover::All => Ok(0),
        };
        let wish = atom(&connection, "_NET_WM_FULLSCREEN_MONITORS")?;
        if !supported(&connection, root)?.contains(&wish) {
            let covered = match cover {
                Cover::All => areas,
                Cover::Monitor(_) | Cover::At(_) => areas.get(one()?).copied().into_iter().collect(),
            };
            let (position, size) = super::union(&covered).ok_or("there are no monitors")?;
            return Ok(Covered::ByHand { position, size });
        }
        let [top, bottom, left, right] = match cover {
            Cover::All => super::outermost(&areas).ok_or("there are no monitors")?,
            Cover::Monitor(_) | Cover::At(_) => [one()? as u32; 4],
        };
        let message = ClientMessageEvent::new(32, window, wish, [top, bottom, left, right, APPLICATION]);
        let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        connection.send_event(false, root, mask, message)?.check()?;
        Ok(Covered::Yes)
    }

    /// The names of all monitors.
    pub(super) fn names() -> Result<Vec<String>, Box<dyn Error>> {
        let (connection, screen) = RustConnection::connect(None)?;
        let root = connection.setup().roots.get(screen).ok_or("there is no screen")?.root;
        let monitors = connection.randr_get_monitors(root, true)?.reply()?.monitors;
        let name = |monitor: &MonitorInfo| {
            let reply = connection.get_atom_name(monitor.name).ok()?.reply().ok()?;
            String::from_utf8(reply.name).ok()
        };
        Ok(monitors.iter().filter_map(name).collect())
    }

    fn atom(connection: &RustConnection, name: &str) -> Result<Atom, Box<dyn Error>> {
        Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// What the window manager understands; nothing where there is none.
    fn supported(connection: &RustConnection, root: u32) -> Result<Vec<Atom>, Box<dyn Error>> {
        let property = atom(connection, "_NET_SUPPORTED")?;
        let reply = connection.get_property(false, root, property, AtomEnum::ATOM, 0, 4096)?.reply()?;
        Ok(reply.value32().map(Iterator::collect).unwrap_or_default())
    }

    fn index_of(connection: &RustConnection, monitors: &[MonitorInfo], name: &str) -> Result<usize, Box<dyn Error>> {
        let wanted = atom(connection, name)?;
        let index = monitors.iter().position(|monitor| monitor.name == wanted);
        Ok(index.ok_or("the monitor is gone")?)
    }

    fn area(monitor: &MonitorInfo) -> super::Area {
        super::Area {
            position: [i32::from(monitor.x), i32::from(monitor.y)],
            size: [u32::from(monitor.width), u32::from(monitor.height)],
        }
    }
}

/// Where a monitor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    position: [i32; 2],
    size: [u32; 2],
}

#[cfg_attr(not(all(unix, not(target_os = "macos"))), expect(dead_code, reason = "only X11 asks"))]
impl Area {
    fn contains(self, place: [i32; 2]) -> bool {
        (0..2).all(|axis| (self.position[axis]..self.end(axis)).contains(&place[axis]))
    }

    fn end(self, axis: usize) -> i32 {
        self.position[axis].saturating_add_unsigned(self.size[axis])
    }
}

/// The numbers of the monitors that are furthest to the top, to the bottom, to the left and to the right.
#[cfg_attr(not(all(unix, not(target_os = "macos"))), expect(dead_code, reason = "only X11 asks"))]
fn outermost(areas: &[Area]) -> Option<[u32; 4]> {
    let first = |axis: usize| (0..areas.len()).min_by_key(|index| areas[*index].position[axis]);
    let last = |axis: usize| (0..areas.len()).rev().max_by_key(|index| areas[*index].end(axis));
    Some([first(1)?, last(1)?, first(0)?, last(0)?].map(|index| index as u32))
}

/// The smallest rectangle that holds all of `areas`: where it begins and how large it is.
#[cfg_attr(not(all(unix, not(target_os = "macos"))), expect(dead_code, reason = "only X11 asks"))]
fn union(areas: &[Area]) -> Option<([i32; 2], [u32; 2])> {
    let start = |axis: usize| areas.iter().map(|area| area.position[axis]).min();
    let end = |axis: usize| areas.iter().map(|area| area.end(axis)).max();
    let position = [start(0)?, start(1)?];
    Some((position, [end(0)?.abs_diff(position[0]), end(1)?.abs_diff(position[1])]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_monitors_are_found_whatever_their_order() {
        let area = |x, y, width, height| Area { position: [x, y], size: [width, height] };
        let side_by_side = [area(1920, 0, 1280, 1024), area(0, 0, 1920, 1080)];
        assert_eq!(outermost(&side_by_side), Some([0, 1, 1, 0]));
        assert_eq!(union(&side_by_side), Some(([0, 0], [3200, 1080])));
        let above = [area(0, 0, 800, 600), area(0, -600, 800, 600), area(-800, 0, 800, 900)];
        assert_eq!(outermost(&above), Some([1, 2, 2, 0]));
        assert_eq!(union(&above), Some(([-800, -600], [1600, 1500])));
        assert_eq!(outermost(&[]), None);
    }
}
