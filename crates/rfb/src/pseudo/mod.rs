//! Pseudo-encodings (RFC 6143 §7.8 and registered extensions): one table, one file each. Some come back as rectangles that
//! carry no pixels; some are only announced, and the server shows in other ways that it understands.

pub mod continuous_updates;
pub mod cursor;
pub mod cursor_with_alpha;
pub mod desktop_name;
pub mod desktop_size;
pub mod extended_clipboard;
pub mod extended_desktop_size;
pub mod extended_mouse_buttons;
pub mod fence;
pub mod last_rect;
pub mod pointer_pos;
pub mod qemu_extended_key_event;
pub mod qemu_led_state;
pub mod qemu_pointer_motion_change;
pub mod vmware_cursor;
pub mod vmware_cursor_position;
pub mod vmware_cursor_state;
pub mod vmware_display_mode_change;
pub mod vmware_led_state;
pub mod x_cursor;
pub mod xvp;

use crate::codec::pixels::Layout;
use crate::error::Protocol;
use crate::event::Event;
use crate::geometry::Rect;
use crate::limits::Limits;
use crate::pixel_format::PixelFormat;
use crate::wire::{Reader, Stop};

/// What is known of a pseudo-rectangle before its body. Position and extent mean something else in each.
#[derive(Debug)]
pub(crate) struct Head<'a> {
    pub rect: Rect,
    pub layout: &'a Layout,
    pub limits: &'a Limits,
}

/// What a pseudo-rectangle means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Something for the caller.
    Event(Event),
    /// The update ends here.
    LastRect,
    /// The framebuffer has another extent, and pixels another format.
    DisplayMode { layout: extended_desktop_size::Layout, format: PixelFormat },
}

/// Declares the pseudo-encodings, in the order in which they are announced.
macro_rules! pseudo_encodings {
    ($($module:ident = $number:literal, $variant:ident, $name:literal;)*) => {
        /// A pseudo-encoding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum PseudoEncoding {
            $(#[doc = concat!($name, ", number ", stringify!($number), ".")] $variant,)*
        }

        impl PseudoEncoding {
            /// All of them.
            pub const ALL: [PseudoEncoding; [$($number),*].len()] = [$(PseudoEncoding::$variant),*];

            /// The files that implement them, by name.
            pub const MODULES: [&'static str; Self::ALL.len()] = [$(stringify!($module)),*];

            /// Its number on the wire.
            pub const fn number(self) -> i32 {
                match self { $(PseudoEncoding::$variant => $number,)* }
            }

            /// Its name in the specification.
            pub const fn name(self) -> &'static str {
                match self { $(PseudoEncoding::$variant => $name,)* }
            }

            /// Reads the body of a rectangle of this kind.
            pub(crate) fn read(self, head: &Head<'_>, reader: &mut Reader<'_>) -> Result<Outcome, Stop> {
                match self { $(PseudoEncoding::$variant => $module::read(head, reader),)* }
            }
        }
    };
}

pseudo_encodings! {
    cursor_with_alpha = -314, CursorWithAlpha, "CursorWithAlpha";
    vmware_cursor = 0x574d_5664, VmwareCursor, "VMware Cursor";
    cursor = -239, Cursor, "Cursor";
    x_cursor = -240, XCursor, "XCursor";
    vmware_cursor_state = 0x574d_5665, VmwareCursorState, "VMware Cursor State";
    vmware_cursor_position = 0x574d_5666, VmwareCursorPosition, "VMware Cursor Position";
    pointer_pos = -232, PointerPos, "PointerPos";
    extended_desktop_size = -308, ExtendedDesktopSize, "ExtendedDesktopSize";
    desktop_size = -223, DesktopSize, "DesktopSize";
    vmware_display_mode_change = 0x574d_5669, VmwareDisplayModeChange, "VMware Display Mode Change";
    desktop_name = -307, DesktopName, "DesktopName";
    last_rect = -224, LastRect, "LastRect";
    qemu_extended_key_event = -258, QemuExtendedKeyEvent, "QEMU Extended Key Event";
    extended_mouse_buttons = -316, ExtendedMouseButtons, "ExtendedMouseButtons";
    qemu_pointer_motion_change = -257, QemuPointerMotionChange, "QEMU Pointer Motion Change";
    qemu_led_state = -261, QemuLedState, "QEMU LED State";
    vmware_led_state = 0x574d_5668, VmwareLedState, "VMware LED State";
    // 0xc0a1e5ce
    extended_clipboard = -1_063_131_698, ExtendedClipboard, "Extended Clipboard";
    xvp = -309, Xvp, "xvp";
    fence = -312, Fence, "Fence";
    continuous_updates = -313, ContinuousUpdates, "ContinuousUpdates";
}

impl PseudoEncoding {
    /// The pseudo-encoding with this number.
    pub fn from_number(number: i32) -> Option<PseudoEncoding> {
        PseudoEncoding::ALL.into_iter().find(|encoding| encoding.number() == number)
    }
}

/// Announced only: a rectangle of this kind means nothing.
fn no_rectangle(number: i32) -> Result<Outcome, Stop> {
    Err(Protocol::UnknownEncoding { number }.into())
}
