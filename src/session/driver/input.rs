//! Keys and the pointer on their way to the server, in the longest form it understands.

use rfb::message::client::{ExtendedPointerEvent, KeyEvent, PointerEvent, QemuExtendedKeyEvent, RelativePointerEvent};
use rfb::{Client, Error, Feature, Point, PointerMotion};
use tokio::time::Instant;

use crate::session::held::Held;
use crate::session::{Buttons, KeyInput, PointerDistance, PointerInput};

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Input {
    held: Held,
    motion: PointerMotion,
    position: Point,
}

impl Input {
    /// Where this is pressed already.
    pub(super) fn holding(held: Held) -> Self {
        Self { position: held.position(), held, ..Self::default() }
    }

    /// What may be pressed, to be released by another connection. Bytes came last at `heard`.
    pub(super) fn lost(&mut self, heard: std::time::Instant) -> Held {
        std::mem::take(&mut self.held).lost(heard)
    }

    /// How the server wants movements from now on.
    pub(super) fn set_motion(&mut self, motion: PointerMotion) {
        self.motion = motion;
    }

    pub(super) fn key(&mut self, key: KeyInput, client: &mut Client) -> Result<(), Error> {
        self.held.key(key, Instant::now().into_std());
        let KeyInput { keysym, scancode, pressed } = key;
        if scancode != 0 && client.supports(Feature::ExtendedKeyEvent) {
            return client.send(QemuExtendedKeyEvent { pressed, keysym, scancode: scancode.into() });
        }
        if keysym == 0 { Ok(()) } else { client.send(KeyEvent { pressed, keysym }) }
    }

    /// A server that wants distances gets those between positions.
    pub(super) fn pointer(&mut self, pointer: PointerInput, client: &mut Client) -> Result<(), Error> {
        let PointerInput { position, buttons: Buttons(buttons) } = pointer;
        let from = std::mem::replace(&mut self.position, position);
        if self.motion == PointerMotion::Relative {
            let distance =
                [(position.x, from.x), (position.y, from.y)].map(|(to, from)| i32::from(to) - i32::from(from));
            return self.moved(PointerDistance { distance, buttons: pointer.buttons }, client);
        }
        self.held.pointer(pointer, Instant::now().into_std());
        if buttons > 0x7f && client.supports(Feature::ExtendedMouseButtons) {
            return client.send(ExtendedPointerEvent { buttons, position });
        }
        client.send(PointerEvent { buttons: buttons as u8, position })
    }

    /// The mouse moved by so much. Means nothing to a server that wants positions.
    pub(super) fn moved(&mut self, motion: PointerDistance, client: &mut Client) -> Result<(), Error> {
        if self.motion == PointerMotion::Absolute {
            return Ok(());
        }
        let PointerDistance { distance, buttons } = motion;
        self.held.pointer(PointerInput { position: self.position, buttons }, Instant::now().into_std());
        let distance = distance.map(|way| way.clamp(i16::MIN.into(), i16::MAX.into()) as i16);
        client.send(RelativePointerEvent { buttons: buttons.0 as u8, distance })
    }

    /// Lets go of what another connection has pressed. A server that knows who pressed what, as TigerVNC's does, hears of a
    /// release only from who has pressed: so modifiers, which would change all that is typed from now on, are pressed
    /// first. Of other keys that would type something.
    pub(super) fn release_inherited(&mut self, client: &mut Client) -> Result<(), Error> {
        let (keys, pointer) = self.held.release();
        for key in keys {
            if is_modifier(key.keysym) {
                self.key(KeyInput { pressed: true, ..key }, client)?;
            }
            self.key(key, client)?;
        }
        pointer.map_or(Ok(()), |pointer| self.pointer(pointer, client))
    }

    /// Lets go of every key and button.
    pub(super) fn release(&mut self, client: &mut Client) -> Result<(), Error> {
        let (keys, pointer) = self.held.release();
        keys.into_iter().try_for_each(|key| self.key(key, client))?;
        pointer.map_or(Ok(()), |pointer| self.pointer(pointer, client))
    }
}

/// Whether a keysym is that of a key which means nothing by itself. Locks do: they switch.
fn is_modifier(keysym: u32) -> bool {
    const SHIFT_LEFT: u32 = 0xffe1;
    const CONTROL_RIGHT: u32 = 0xffe4;
    const META_LEFT: u32 = 0xffe7;
    const HYPER_RIGHT: u32 = 0xffee;
    const LEVEL_3: u32 = 0xfe03;
    const LEVEL_5: u32 = 0xfe11;
    matches!(keysym, SHIFT_LEFT..=CONTROL_RIGHT | META_LEFT..=HYPER_RIGHT | LEVEL_3 | LEVEL_5)
}
