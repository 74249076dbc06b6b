//! Xorg without a graphics card, for what Xvfb has not: a touch screen, whose fingers are moved by the driver `inputtest`.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::sync::Arc;

use super::{Display, Folder, Process, eventually};

/// The server itself. The program in the path may be a wrapper that asks for a console.
const SERVER: &str = "/usr/lib/xorg/Xorg";

/// The largest value that the driver has for either direction.
const FAR: f64 = 65535.0;

/// A touch screen.
pub struct TouchScreen {
    driver: UnixStream,
    size: (usize, usize),
}

/// What a finger does, by the numbers of `XInput`.
#[derive(Clone, Copy)]
enum Change {
    Began = 18,
    Moved = 19,
    Ended = 20,
}

/// Starts display `number` with a screen of this size that can be touched.
pub fn start(number: u16, size: (usize, usize), folder: &Arc<Folder>) -> (Process, Display, TouchScreen) {
    let socket = folder.path("touch");
    let socket = socket.to_str().expect("a folder with a plain name");
    let settings = folder.write("xorg.conf", configuration(size, socket).as_bytes());
    let log = folder.path("xorg.log");
    let path = |path: &std::path::Path| path.to_str().expect("a folder with a plain name").to_owned();
    let arguments =
        [format!(":{number}"), "-config".into(), path(&settings), "-logfile".into(), path(&log)].into_iter();
    let others = ["-noreset", "-novtswitch", "-sharevts", "-keeptty", "-nolisten", "tcp"].map(str::to_owned);
    let arguments: Vec<String> = arguments.chain(others).collect();
    let mut process = Process::start(SERVER, "xserver-xorg-core", &arguments, folder).with_display(number);
    let display = process.wait_ready("its X display", || Display::connect(number));
    let driver = eventually("the driver of the touch screen", || UnixStream::connect(socket).ok());
    (process, display, TouchScreen::new(driver, size))
}

impl TouchScreen {
    fn new(mut driver: UnixStream, size: (usize, usize)) -> Self {
        // The version of the driver's protocol, 1.1, and its answer with the same.
        let greeting: Vec<u8> = [12_u32, 0].iter().flat_map(|word| word.to_ne_bytes()).chain([1, 0, 1, 0]).collect();
        driver.write_all(&greeting).expect("the driver listens");
        driver.read_exact(&mut [0; 12]).expect("the driver answers");
        Self { driver, size }
    }

    /// A finger comes to a pixel of the screen.
    pub fn down(&mut self, finger: u32, at: (i16, i16)) {
        self.change(finger, Change::Began, at);
    }

    /// A finger moves to a pixel of the screen.
    pub fn to(&mut self, finger: u32, at: (i16, i16)) {
        self.change(finger, Change::Moved, at);
    }

    /// A finger leaves.
    pub fn up(&mut self, finger: u32, at: (i16, i16)) {
        self.change(finger, Change::Ended, at);
    }

    /// A finger moves from one pixel of the screen to another, which it does not do at once.
    pub fn stroke(&mut self, finger: u32, from: (i16, i16), to: (i16, i16)) {
        for step in 1..=10 {
            let along = |from: i16, to: i16| from + (to - from) * step / 10;
            self.to(finger, (along(from.0, to.0), along(from.1, to.1)));
        }
    }

    fn change(&mut self, finger: u32, change: Change, at: (i16, i16)) {
        // The header, the finger, and the values of the two first axes out of 64.
        let words = [1056_u32, 6, finger, change as u32, 0, 0b11, 0, 0];
        let place = |at: i16, length: usize| (f64::from(at) + 0.5) * FAR / length as f64;
        let mut values = [0.0; 128];
        values[..2].copy_from_slice(&[place(at.0, self.size.0), place(at.1, self.size.1)]);
        let mut event: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
        event.extend(values.iter().flat_map(|value: &f64| value.to_ne_bytes()));
        self.driver.write_all(&event).expect("the driver listens");
        self.settle();
    }

    /// Waits until X has passed on what was done.
    fn settle(&mut self) {
        let wait: Vec<u8> = [8_u32, 1].iter().flat_map(|word| word.to_ne_bytes()).collect();
        self.driver.write_all(&wait).expect("the driver listens");
        self.driver.read_exact(&mut [0; 8]).expect("the driver answers");
    }
}

fn configuration((width, height): (usize, usize), socket: &str) -> String {
    format!(
        r#"
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "fingers"
  Driver "inputtest"
  Option "SocketPath" "{socket}"
  Option "DeviceType" "Touch"
  Option "TouchCount" "5"
EndSection
Section "InputDevice"
  Identifier "keyboard"
  Driver "inputtest"
  Option "SocketPath" "{socket}-keyboard"
  Option "DeviceType" "Keyboard"
EndSection
Section "InputDevice"
  Identifier "mouse"
  Driver "inputtest"
  Option "SocketPath" "{socket}-mouse"
  Option "DeviceType" "PointerAbsolute"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "mouse" "CorePointer"
  InputDevice "keyboard" "CoreKeyboard"
  InputDevice "fingers"
EndSection
"#
    )
}
