//! Making the window, and its size, title and icon.

use winit::dpi::{LogicalSize, PhysicalSize};
use winit::error::OsError;
use winit::event_loop::ActiveEventLoop;
use winit::monitor::MonitorHandle;
use winit::window::{Fullscreen, Icon, Theme, Window, WindowAttributes};

use super::view::Rhythm;
use crate::config::{self, Scale};
use crate::render::Extent;
use crate::render::viewport;
use crate::session::{Level, Size};
use crate::text::text;

/// The size before a desktop is known, in logical pixels.
const FIRST_SIZE: LogicalSize<f64> = LogicalSize::new(960.0, 640.0);
const SMALLEST_SIZE: LogicalSize<f64> = LogicalSize::new(240.0, 160.0);
/// What a desktop environment keeps for panels and title bars, in logical pixels; no system tells it beforehand.
const KEPT_BY_DESKTOP: LogicalSize<f64> = LogicalSize::new(16.0, 88.0);

/// Makes a window that is not shown yet.
pub(super) fn create(
    event_loop: &ActiveEventLoop,
    title: &str,
    theme: config::Theme,
    full_screen: Option<Fullscreen>,
) -> Result<Window, OsError> {
    let attributes = Window::default_attributes()
        .with_title(title)
        .with_inner_size(FIRST_SIZE)
        .with_min_inner_size(SMALLEST_SIZE)
        .with_theme(decoration(theme))
        .with_fullscreen(full_screen)
        .with_window_icon(icon())
        .with_visible(false);
    event_loop.create_window(named(attributes))
}

/// The theme of what the system draws around a window.
pub(super) fn decoration(theme: config::Theme) -> Option<Theme> {
    match theme {
        config::Theme::Auto => None,
        config::Theme::Dark => Some(Theme::Dark),
        config::Theme::Light => Some(Theme::Light),
    }
}

/// Who says when to draw on the windows of `event_loop`.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn rhythm(event_loop: &ActiveEventLoop) -> Rhythm {
    use winit::platform::wayland::ActiveEventLoopExtWayland;
    if event_loop.is_wayland() { Rhythm::Compositor } else { Rhythm::Ours }
}

/// Who says when to draw on the windows of `event_loop`.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn rhythm(_event_loop: &ActiveEventLoop) -> Rhythm {
    Rhythm::Ours
}

/// The title of a window that shows `name`. What is to be worried about comes first: the end of a title may be cut off, and
/// the name, which the server chooses, may say anything.
pub(super) fn title(name: &str, privacy: Option<Level>) -> String {
    match privacy {
        None if name.is_empty() => text!("window-title-start"),
        None => text!("window-title", name = name),
        Some(Level::Clear) => text!("window-title-clear", name = name),
        Some(Level::Unverified) => text!("window-title-unverified", name = name),
        Some(Level::Encrypted) => text!("window-title-encrypted", name = name),
        Some(Level::Private) => text!("window-title-private", name = name),
    }
}

/// The size for showing `remote` as it was asked for, below what takes `above` device pixels: all of it if it fits the monitor,
/// else the largest that does.
pub(super) fn size_for(window: &Window, remote: Size, scale: Scale, above: u32) -> Option<PhysicalSize<u32>> {
    let monitor = monitor_of(window)?;
    let kept: PhysicalSize<u32> = KEPT_BY_DESKTOP.to_physical(monitor.scale_factor());
    let whole = monitor.size();
    let free = Extent::new(whole.width.saturating_sub(kept.width), whole.height.saturating_sub(kept.height + above));
    let wanted = wanted_extent(remote, scale, free);
    (!wanted.is_empty()).then(|| PhysicalSize::new(wanted.width, wanted.height + above))
}

/// The monitor where a window is, or may be when it is seen.
pub(super) fn monitor_of(window: &Window) -> Option<MonitorHandle> {
    window.current_monitor().or_else(|| window.available_monitors().next())
}

fn wanted_extent(remote: Size, scale: Scale, free: Extent) -> Extent {
    let natural = viewport::Viewport::new(remote, natural(scale)).placed_in(free).extent;
    if natural.width <= free.width && natural.height <= free.height {
        return natural;
    }
    match scale {
        Scale::Fit => viewport::fit(remote, free),
        Scale::Width | Scale::Integer | Scale::Percent(_) => {
            Extent::new(natural.width.min(free.width), natural.height.min(free.height))
        }
    }
}

/// The scaling that decides the first size: a picture that will be fitted would best be 1:1.
fn natural(scale: Scale) -> Scale {
    match scale {
        Scale::Fit | Scale::Width | Scale::Integer => Scale::Percent(100),
        Scale::Percent(percent) => Scale::Percent(percent),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn named(attributes: WindowAttributes) -> WindowAttributes {
    use winit::platform::{wayland, x11};

    /// What the window system calls the program.
    const APPLICATION: &str = "farview";
    let attributes = x11::WindowAttributesExtX11::with_name(attributes, APPLICATION, APPLICATION);
    wayland::WindowAttributesExtWayland::with_name(attributes, APPLICATION, APPLICATION)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn named(attributes: WindowAttributes) -> WindowAttributes {
    attributes
}

fn icon() -> Option<Icon> {
    let decoder = png::Decoder::new(std::io::Cursor::new(include_bytes!("../../assets/icon-64.png").as_slice()));
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    Icon::from_rgba(pixels, info.width, info.height).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desktop_that_fits_gets_a_window_of_its_own_size() {
        let free = Extent::new(1904, 992);
        for scale in [Scale::Fit, Scale::Percent(100)] {
            assert_eq!(wanted_extent(Size::new(1280, 800), scale, free), Extent::new(1280, 800));
        }
        assert_eq!(wanted_extent(Size::new(400, 300), Scale::Percent(200), free), Extent::new(800, 600));
    }

    #[test]
    fn a_desktop_that_does_not_fit_is_fitted_or_cut() {
        let free = Extent::new(1904, 992);
        assert_eq!(wanted_extent(Size::new(3840, 2160), Scale::Fit, free), Extent::new(1764, 992));
        assert_eq!(wanted_extent(Size::new(3840, 900), Scale::Percent(100), free), Extent::new(1904, 900));
    }

    #[test]
    fn a_title_begins_with_what_is_to_be_worried_about_whatever_the_server_calls_itself() {
        let name = "x – encrypted – Farview";
        assert!(title(name, Some(Level::Clear)).starts_with("Not encrypted – x"));
        assert!(title(name, Some(Level::Unverified)).starts_with("Server not verified – x"));
        assert_eq!(title("office", Some(Level::Encrypted)), "office – encrypted – Farview");
        assert_eq!(title("office", Some(Level::Private)), "office – private – Farview");
        assert_eq!(title("office", None), "office – Farview");
    }

    #[test]
    fn the_icon_can_be_read() {
        assert!(icon().is_some());
    }
}
