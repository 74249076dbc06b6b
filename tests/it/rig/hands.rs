//! A mouse and a keyboard for a Wayland compositor, as programs may make them (`wlr-virtual-pointer`, `virtual-keyboard`).

use std::io::Write as _;
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_keyboard::KeymapFormat;
use wayland_client::protocol::wl_pointer::ButtonState;
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, delegate_noop};
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::{
    zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1 as KeyboardManager,
    zwp_virtual_keyboard_v1::ZwpVirtualKeyboardV1 as VirtualKeyboard,
};
use wayland_protocols_wlr::virtual_pointer::v1::client::{
    zwlr_virtual_pointer_manager_v1::ZwlrVirtualPointerManagerV1 as PointerManager,
    zwlr_virtual_pointer_v1::ZwlrVirtualPointerV1 as VirtualPointer,
};

/// Keys, by their numbers in the kernel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    A = 30,
    Escape = 1,
    Enter = 28,
    Control = 29,
    D = 32,
    G = 34,
    H = 35,
    Z = 44,
    S = 31,
    Shift = 42,
    Alt = 56,
    F8 = 66,
    AltGr = 100,
    Super = 125,
    Q = 16,
}

impl Key {
    /// The modifiers that it brings with it.
    fn modifiers(self) -> u32 {
        match self {
            Self::Shift => 1,
            Self::Control => 4,
            Self::Alt => 8,
            Self::Super => 64,
            Self::AltGr => 128,
            _ => 0,
        }
    }
}

/// A keyboard as xkbcommon knows it, where LAYOUT stands for its layout.
const KEYMAP: &str = include_str!("keymap.xkb");

/// How long keys rest between two changes, so that a busy compositor cannot mix them up.
const BEAT: Duration = Duration::from_millis(20);

/// The mouse and the keyboard.
pub struct Hands {
    queue: EventQueue<Heard>,
    pointer: VirtualPointer,
    keyboard: VirtualKeyboard,
    begun: Instant,
    /// The logical size of all outputs together.
    extent: [u32; 2],
}

/// Nothing that the compositor tells is of use.
struct Heard;

impl Hands {
    /// On the compositor at `socket`, whose outputs together are `extent`, with a keyboard of this layout.
    pub fn on(socket: &Path, extent: [u32; 2], layout: &str) -> Self {
        let stream = UnixStream::connect(socket).expect("the compositor is there");
        let connection = Connection::from_socket(stream).expect("a Wayland connection");
        let (globals, queue) = registry_queue_init::<Heard>(&connection).expect("the compositor answers");
        let handle = queue.handle();
        let seat: WlSeat = globals.bind(&handle, 1..=1, ()).expect("a seat");
        let pointers: PointerManager = globals.bind(&handle, 1..=1, ()).expect("virtual mice");
        let keyboards: KeyboardManager = globals.bind(&handle, 1..=1, ()).expect("virtual keyboards");
        let pointer = pointers.create_virtual_pointer(Some(&seat), &handle, ());
        let keyboard = keyboards.create_virtual_keyboard(&seat, &handle, ());
        let mut hands = Self { queue, pointer, keyboard, begun: Instant::now(), extent };
        hands.layout(layout);
        hands
    }

    /// The keyboard has this layout from now on.
    pub fn layout(&mut self, layout: &str) {
        let keymap = KEYMAP.replace("LAYOUT", layout) + "\0";
        let mut file = tempfile::tempfile().expect("a file can be made");
        file.write_all(keymap.as_bytes()).expect("it can be written");
        self.keyboard.keymap(KeymapFormat::XkbV1.into(), file.as_fd(), keymap.len() as u32);
        self.sync();
    }

    /// Moves the mouse to this place, in logical pixels.
    pub fn point(&mut self, x: u32, y: u32) {
        // A hundred times as fine, so that nothing is lost on the way to the compositor's own unit.
        self.pointer.motion_absolute(self.now(), x * 100, y * 100, self.extent[0] * 100, self.extent[1] * 100);
        self.pointer.frame();
        self.sync();
    }

    /// Moves the mouse by so much, in logical pixels.
    pub fn move_by(&mut self, x: i16, y: i16) {
        self.pointer.motion(self.now(), f64::from(x), f64::from(y));
        self.pointer.frame();
        self.sync();
    }

    /// Clicks with the left button.
    pub fn click(&mut self) {
        for state in [ButtonState::Pressed, ButtonState::Released] {
            self.pointer.button(self.now(), 0x110, state);
            self.pointer.frame();
            self.sync();
            thread::sleep(BEAT);
        }
    }

    /// Presses these keys one after the other and releases them.
    pub fn press(&mut self, keys: &[Key]) {
        let all = keys.iter().fold(0, |held, key| held | key.modifiers());
        let mut held = 0;
        for key in keys {
            held |= key.modifiers();
            self.key(*key, 1, held);
        }
        held = all;
        for key in keys.iter().rev() {
            held &= !key.modifiers();
            self.key(*key, 0, held);
        }
    }

    fn key(&mut self, key: Key, state: u32, modifiers: u32) {
        self.keyboard.key(self.now(), key as u32, state);
        self.keyboard.modifiers(modifiers, 0, 0, 0);
        self.sync();
        thread::sleep(BEAT);
    }

    fn now(&self) -> u32 {
        self.begun.elapsed().as_millis() as u32
    }

    /// Returns when the compositor has heard everything.
    fn sync(&mut self) {
        self.queue.roundtrip(&mut Heard).expect("the compositor is there");
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Heard {
    fn event(
        _: &mut Self,
        _: &WlRegistry,
        _: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

delegate_noop!(Heard: ignore WlSeat);
delegate_noop!(Heard: PointerManager);
delegate_noop!(Heard: VirtualPointer);
delegate_noop!(Heard: KeyboardManager);
delegate_noop!(Heard: ignore VirtualKeyboard);
