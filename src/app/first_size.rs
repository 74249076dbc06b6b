//! The size that a window opens with: that of the remote desktop, where it fits the monitor. Under Wayland a window learns how
//! many pixels it has for each logical one only when it is seen, so that it may have to be told once more.

use winit::dpi::Size as Wanted;

use super::view::View;
use super::viewer::Viewer;
use super::window;
use crate::render::Extent;
use crate::session::Size;

impl Viewer {
    /// Gives the window the size of the desktop, where that fits the monitor.
    pub(super) fn adopt_size(&mut self, remote: Size) {
        let Some(view) = &self.view else { return };
        // A window with tabs has the size that the user gave it.
        if self.tab.state.settings.full_screen || view.window.is_maximized() || !self.parked.is_empty() {
            return;
        }
        self.size_window(remote, self.tab.state.bar.room());
    }

    /// Gives the window the size for showing so much of the desktop, below what takes `above` points.
    pub(super) fn size_window(&mut self, shown: Size, above: f32) {
        let Some(view) = &self.view else { return };
        let knows_scale = view.knows_scale();
        let factor = if knows_scale { view.interface.scale_factor() } else { probable_scale(view) };
        let rows = (f64::from(above) * factor).round() as u32;
        let Some(size) = window::size_for(&view.window, shown, self.tab.state.settings.scale, rows) else { return };
        self.sized_unseen = (!knows_scale).then_some((shown, above));
        let wanted = if knows_scale { size.into() } else { Wanted::from(size.to_logical::<f64>(factor)) };
        if let Some(granted) = view.window.request_inner_size(wanted) {
            // The window system changed the size at once and will not tell again.
            self.resized(Extent::new(granted.width, granted.height));
        }
    }

    /// The window may have other pixels than it was sized for.
    pub(super) fn size_again(&mut self) {
        if let Some((shown, above)) = self.sized_unseen.take() {
            self.size_window(shown, above);
        }
    }
}

/// How many pixels a logical one will probably have, when the window is seen.
fn probable_scale(view: &View) -> f64 {
    window::monitor_of(&view.window).map_or(1.0, |monitor| monitor.scale_factor())
}
