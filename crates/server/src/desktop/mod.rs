//! What a server shows and controls: the [`Desktop`] trait and the small types that cross it.

mod still;

use std::time::Duration;

use rfb::{Framebuffer, Point, Rect, Region, Size};

pub use still::{Received, StillDesktop, StillHandle};

/// Something that can be looked at and controlled over RFB. All viewers of a server share one.
pub trait Desktop: Send {
    /// The name viewers show in their title.
    fn name(&self) -> &str;

    /// The picture as it is now. Its size is the size of the desktop.
    fn framebuffer(&self) -> &Framebuffer;

    /// The shape of the mouse cursor.
    fn cursor(&self) -> &CursorShape;

    /// Brings the picture up to `now` (since the Unix epoch) and tells what changed since the last call.
    ///
    /// INVARIANT: every pixel that differs from before the call is reached by one of the copies or lies in the damage.
    fn tick(&mut self, now: Duration) -> Changes;

    /// How long the next [`Desktop::tick`] can wait while a viewer looks on. Input makes it come at once.
    fn pace(&self) -> Duration;

    /// A key went down or up.
    fn key(&mut self, key: Key);

    /// The pointer moved or its buttons changed.
    fn pointer(&mut self, pointer: Pointer);

    /// The mouse moved by so much, from a viewer that was told [`Motion::Relative`].
    fn pointer_by(&mut self, _distance: [i16; 2], _buttons: u8) {}

    /// A viewer's clipboard has this.
    fn cut_text(&mut self, clipping: Clipping);

    /// Which lock keys are on; `None` where viewers need not know.
    fn locks(&self) -> Option<Locks> {
        None
    }

    /// How viewers are to send movements of the mouse.
    fn motion(&self) -> Motion {
        Motion::Absolute
    }

    /// Whether the machine can be switched; viewers are told at the beginning.
    fn has_power(&self) -> bool {
        false
    }

    /// Switches the machine; `false` where that cannot be done.
    fn power(&mut self, _power: Power) -> bool {
        false
    }

    /// The parts of it that its screens show, while no viewer has arranged them; one for all of it where there are none.
    fn screens(&self) -> &[Rect] {
        &[]
    }

    /// A viewer asks for another size; `Ok` where the framebuffer has it now.
    fn resize(&mut self, size: Size) -> Result<(), ResizeRefused>;
}

/// What changed between two ticks. The copies come first, in order; the damage is what is new after them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Pixels that moved.
    pub copies: Vec<Movement>,
    /// Pixels that are new.
    pub damage: Region,
    /// Everything that is not a pixel.
    pub notices: Vec<Notice>,
}

/// Pixels that moved from one place to another; the two may overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement {
    /// Where they were.
    pub from: Rect,
    /// Where their top left corner is now.
    pub to: Point,
}

impl Movement {
    /// Where the pixels are now.
    pub fn target(self) -> Rect {
        Rect::new(self.to.x, self.to.y, self.from.width, self.from.height)
    }
}

/// Something that happened and is not a pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The cursor has another shape.
    Cursor,
    /// The desktop has another name.
    Name,
    /// A beep.
    Bell,
    /// The desktop's clipboard has this.
    CutText(Clipping),
    /// Other lock keys are on.
    Locks,
    /// Movements are to be sent in another way.
    Motion,
}

/// What a clipboard holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clipping {
    /// Its text, with line feeds. Viewers without ExtendedClipboard get characters beyond Latin-1 as `?`.
    pub text: String,
    /// The same as HTML, in the form that Windows has on its clipboard.
    pub html: Option<Vec<u8>>,
}

impl<T: Into<String>> From<T> for Clipping {
    fn from(text: T) -> Self {
        Self { text: text.into(), html: None }
    }
}

/// Which lock keys are on, as QEMU LED State numbers them: bit 0 Scroll Lock, 1 Num Lock, 2 Caps Lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locks(pub u8);

/// How viewers send movements of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// As positions.
    #[default]
    Absolute,
    /// As distances.
    Relative,
}

/// What can be done to a machine, as xvp numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Shut it down.
    Shutdown = 2,
    /// Shut it down and start it.
    Reboot = 3,
    /// Start it at once.
    Reset = 4,
}

/// A key that went down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The X11 keysym.
    pub keysym: u32,
    /// The XT scan code where the viewer sent one (QEMU extended key event).
    pub scancode: Option<u32>,
    /// Whether it went down.
    pub pressed: bool,
}

/// The pointer after it moved or a button changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pointer {
    /// Where it is. May lie outside the desktop.
    pub position: Point,
    /// The buttons that are down: bit 0 left, 1 middle, 2 right, 3 to 6 the wheels.
    pub buttons: u8,
}

/// The shape of a mouse cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CursorShape {
    /// Its extent; empty hides the cursor.
    pub size: Size,
    /// The pixel that points.
    pub hotspot: Point,
    /// `width * height` pixels of red, green, blue and alpha; alpha is not multiplied in.
    pub rgba: Vec<u8>,
}

/// Why a desktop keeps its size. The numbers are those of ExtendedDesktopSize.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResizeRefused {
    /// It never changes.
    Prohibited = 1,
    /// The size is too large.
    OutOfResources = 2,
    /// The size is too small, or the screens make no sense.
    InvalidLayout = 3,
}
