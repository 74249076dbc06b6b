//! What a viewer said in SetEncodings.

use crate::encoder::{Encoders, copy_rect};
use crate::protocol::pseudo_encoding;

/// The encodings of a viewer, in its order of preference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Announced(Vec<i32>);

/// How a viewer can be told of another size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resizing {
    Fixed,
    DesktopSize,
    Extended,
}

/// How a viewer draws the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CursorDrawing {
    Unable,
    TwoColours,
    Masked,
    WithAlpha,
    Vmware,
}

impl Announced {
    pub(super) fn new(encodings: Vec<i32>) -> Self {
        Self(encodings)
    }

    /// The encoding for pixels.
    pub(super) fn encoding(&self) -> i32 {
        Encoders::choose(&self.0)
    }

    pub(super) fn copies(&self) -> bool {
        self.has(copy_rect::NUMBER)
    }

    pub(super) fn last_rect(&self) -> bool {
        self.has(pseudo_encoding::LAST_RECT)
    }

    pub(super) fn desktop_name(&self) -> bool {
        self.has(pseudo_encoding::DESKTOP_NAME)
    }

    pub(super) fn extended_keys(&self) -> bool {
        self.has(pseudo_encoding::QEMU_EXTENDED_KEY_EVENT)
    }

    pub(super) fn fences(&self) -> bool {
        self.has(pseudo_encoding::FENCE)
    }

    pub(super) fn continuous_updates(&self) -> bool {
        self.has(pseudo_encoding::CONTINUOUS_UPDATES)
    }

    pub(super) fn resizing(&self) -> Resizing {
        if self.has(pseudo_encoding::EXTENDED_DESKTOP_SIZE) {
            Resizing::Extended
        } else if self.has(pseudo_encoding::DESKTOP_SIZE) {
            Resizing::DesktopSize
        } else {
            Resizing::Fixed
        }
    }

    pub(super) fn cursor(&self) -> CursorDrawing {
        if self.has(pseudo_encoding::CURSOR_WITH_ALPHA) {
            CursorDrawing::WithAlpha
        } else if self.has(pseudo_encoding::CURSOR) {
            CursorDrawing::Masked
        } else if self.has(pseudo_encoding::VMWARE_CURSOR) {
            CursorDrawing::Vmware
        } else if self.has(pseudo_encoding::X_CURSOR) {
            CursorDrawing::TwoColours
        } else {
            CursorDrawing::Unable
        }
    }

    pub(super) fn extended_clipboard(&self) -> bool {
        self.has(pseudo_encoding::EXTENDED_CLIPBOARD)
    }

    pub(super) fn locks(&self) -> bool {
        self.has(pseudo_encoding::QEMU_LED_STATE)
    }

    pub(super) fn motion(&self) -> bool {
        self.has(pseudo_encoding::QEMU_POINTER_MOTION_CHANGE)
    }

    pub(super) fn xvp(&self) -> bool {
        self.has(pseudo_encoding::XVP)
    }

    fn has(&self, encoding: i32) -> bool {
        self.0.contains(&encoding)
    }
}
