//! Xvfb: an X server that shows its screen to nobody. x11vnc serves one, and windows are opened on others.

use std::sync::Arc;

use super::{Display, Folder, Process};

/// Starts display `number` with a screen of this size. [`super::port::free`] gives free numbers.
pub fn start(number: u16, size: (usize, usize), depth: u8, folder: &Arc<Folder>) -> (Process, Display) {
    let (name, screen) = (format!(":{number}"), format!("{}x{}x{depth}", size.0, size.1));
    let arguments = [&name, "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"].map(str::to_owned);
    let mut process = Process::start("Xvfb", "xvfb", &arguments, folder).with_display(number);
    let display = process.wait_ready("its X display", || Display::connect(number));
    (process, display)
}
