//! The presentation options of the application: while it is in front, macOS switches no programs by Command+Tab and hides
//! none by Command+H. That needs no permission, which reading all keys of the system would.

use std::sync::Arc;

use objc2::rc::Retained;
use objc2_app_kit::{NSApplication, NSApplicationPresentationOptions as Options};
use objc2_foundation::MainThreadMarker;
use winit::window::Window;

use super::GrabError;

pub(super) struct Grab {
    /// What was not so before.
    added: Options,
}

impl Grab {
    pub(super) fn take(_window: &Arc<Window>) -> Result<Self, GrabError> {
        let application = application().ok_or(GrabError::Unsupported)?;
        let before = application.presentationOptions();
        let mut wanted = Options::NSApplicationPresentationDisableProcessSwitching
            | Options::NSApplicationPresentationDisableHideApplication;
        // Programs can be held back only where the Dock is out of sight; on the full screen it is already.
        let hidden = Options::NSApplicationPresentationAutoHideDock | Options::NSApplicationPresentationHideDock;
        if !before.intersects(hidden) {
            wanted |= Options::NSApplicationPresentationAutoHideDock;
        }
        application.setPresentationOptions(before | wanted);
        Ok(Self { added: wanted.difference(before) })
    }

    /// macOS takes them back only when another program is in front.
    #[expect(clippy::unused_self, reason = "other window systems do")]
    pub(super) fn is_active(&self) -> bool {
        true
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        if let Some(application) = application() {
            let now = application.presentationOptions();
            application.setPresentationOptions(now.difference(self.added));
        }
    }
}

fn application() -> Option<Retained<NSApplication>> {
    MainThreadMarker::new().map(NSApplication::sharedApplication)
}
