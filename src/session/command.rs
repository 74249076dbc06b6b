//! What a front end asks of a session.

use rfb::{Credentials, Point, Size};

/// A request to the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A key went down or up. Never dropped.
    Key(KeyInput),
    /// The mouse moved or a button changed. Motion without a change of buttons may be merged.
    Pointer(PointerInput),
    /// The mouse moved by so much or a button changed, where [`super::Event::PointerMotion`] asked for distances. Motion
    /// without a change of buttons may be merged.
    PointerDistance(PointerDistance),
    /// The local clipboard has this.
    Clipboard(Clipping),
    /// Do this to the remote machine, where [`super::Event::PowerOffered`] came.
    Power(Power),
    /// The remote desktop should become this large, if the server can.
    ResizeDesktop(Size),
    /// The answer to [`super::Event::CredentialsNeeded`].
    Credentials(Credentials),
    /// The answer to [`super::Event::Question`].
    Answer(super::Answer),
    /// Do not wait any longer with the next attempt ([`super::Event::Reconnecting`]).
    ReconnectNow,
    /// The user does not want to answer [`super::Event::CredentialsNeeded`]: end the session.
    CredentialsRefused,
    /// Fetch the whole screen anew.
    Refresh,
    /// Play a recording in this way: to sessions that do.
    Playback(super::Control),
    /// Record what is to be seen from now on, or no longer.
    Record(super::Record),
    /// Send nothing of the user's any more (or again).
    Interaction(super::Interaction),
    /// Have pixels sent in this way from now on. Who says when they are sent stays as it was.
    Wishes(super::Wishes),
    /// End the session in good order.
    Disconnect,
}

/// One key going down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyInput {
    /// The X11 keysym (RFC 6143 §7.5.4).
    pub keysym: u32,
    /// The XT scan code as the QEMU extension wants it (extended keys have 0x80 set), or 0 where it is unknown.
    pub scancode: u16,
    /// Whether it went down.
    pub pressed: bool,
}

/// The pointer after it moved or a button changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PointerInput {
    /// Where it is on the remote screen.
    pub position: Point,
    /// The buttons that are down.
    pub buttons: Buttons,
}

/// How far the mouse moved, and the buttons after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PointerDistance {
    /// To the right and down.
    pub distance: [i32; 2],
    /// The buttons that are down.
    pub buttons: Buttons,
}

/// What a clipboard holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clipping {
    /// Its text; lines end with a line feed.
    pub text: String,
    /// The same as HTML, where it was copied with its looks.
    pub html: Option<String>,
}

impl<T: Into<String>> From<T> for Clipping {
    fn from(text: T) -> Self {
        Self { text: text.into(), html: None }
    }
}

/// What can be done to a remote machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Shut it down in good order.
    Shutdown,
    /// Shut it down in good order and start it again.
    Reboot,
    /// Start it again at once; what is not saved is lost.
    Reset,
}

/// A set of pointer buttons: bit 0 left, 1 middle, 2 right, 3 wheel up, 4 down, 5 left, 6 right, 7 back, 8 forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Buttons(pub u16);

impl Buttons {
    /// The left button.
    pub const LEFT: Buttons = Buttons(1);
    /// The middle button.
    pub const MIDDLE: Buttons = Buttons(1 << 1);
    /// The right button.
    pub const RIGHT: Buttons = Buttons(1 << 2);
    /// One step of the wheel away from the user.
    pub const WHEEL_UP: Buttons = Buttons(1 << 3);
    /// One step of the wheel towards the user.
    pub const WHEEL_DOWN: Buttons = Buttons(1 << 4);
    /// One step of the wheel to the left.
    pub const WHEEL_LEFT: Buttons = Buttons(1 << 5);
    /// One step of the wheel to the right.
    pub const WHEEL_RIGHT: Buttons = Buttons(1 << 6);
    /// The back side button.
    pub const BACK: Buttons = Buttons(1 << 7);
    /// The forward side button.
    pub const FORWARD: Buttons = Buttons(1 << 8);

    /// This set and `other`.
    pub const fn with(self, other: Buttons) -> Buttons {
        Buttons(self.0 | other.0)
    }

    /// This set less `other`.
    pub const fn without(self, other: Buttons) -> Buttons {
        Buttons(self.0 & !other.0)
    }

    /// Whether all of `other` are down.
    pub const fn contains(self, other: Buttons) -> bool {
        self.0 & other.0 == other.0
    }
}
