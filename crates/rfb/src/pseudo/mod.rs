//! Pseudo-encodings (RFC 6143 §7.8 and registered extensions): one table, one file each. Some come back as rectangles that
//! carry no pixels; some are only announced, and the server shows in other ways that it understands.

pub mod continuous_updates;
pub mod cursor;
pub mod cursor_with_alpha;
pub mod desktop_name;
pub mod desktop_size;
pub mod extended_desktop_size;
pub mod extended_mouse_buttons;
pub mod fence;
pub mod last_rect;
pub mod qemu_extended_key_event;

use crate::codec::pixels::Layout;
use crate::error::Protocol;
use crate::event::Event;
use crate::geometry::Rect;
use crate::limits::Limits;
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
    cursor = -239, Cursor, "Cursor";
    extended_desktop_size = -308, ExtendedDesktopSize, "ExtendedDesktopSize";
    desktop_size = -223, DesktopSize, "DesktopSize";
    desktop_name = -307, DesktopName, "DesktopName";
    last_rect = -224, LastRect, "LastRect";
    qemu_extended_key_event = -258, QemuExtendedKeyEvent, "QEMU Extended Key Event";
    extended_mouse_buttons = -316, ExtendedMouseButtons, "ExtendedMouseButtons";
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
