//! An X display, as much of it as the measurement needs: a scene that moves and answers keys, and a look at the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ConnectionExt as _, CreateGCAux, CreateWindowAux, EventMask, ImageFormat, InputFocus, Rectangle, Window,
    WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::Result;

/// Where the scene is on the remote screen, and how large.
pub const SCENE: (i16, i16, u16, u16) = (100, 80, 640, 480);
/// The frame around it, by which it is found again on the viewer's screen.
const FRAME: u32 = 0x00ff_00ff;
const FRAME_WIDTH: u16 = 16;
/// Its blocks: the number of the picture in black and white, one bit each, and the one that a key changes.
const BLOCK: u16 = 32;
const BITS: u16 = 12;

/// An X display.
pub struct Display {
    connection: RustConnection,
    root: Window,
    depth: u8,
    visual: u32,
    size: (u16, u16),
}

/// What the scene shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The number of the picture.
    pub number: u16,
    /// Whether the key's block is white.
    pub key: bool,
}

impl Display {
    /// Connects to display `number` once it is there.
    pub fn open(number: u16) -> Result<Self> {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            match RustConnection::connect(Some(&format!(":{number}"))) {
                Ok((connection, screen)) => {
                    let screen = &connection.setup().roots[screen];
                    let (root, depth, visual) = (screen.root, screen.root_depth, screen.root_visual);
                    let size = (screen.width_in_pixels, screen.height_in_pixels);
                    return Ok(Self { connection, root, depth, visual, size });
                }
                Err(error) if Instant::now() > deadline => return Err(error.into()),
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Plays the scene until `end` is set: `rate` pictures a second, and every key that goes down changes its block.
    pub fn play(self, rate: u32, end: Arc<AtomicBool>) -> JoinHandle<Result<()>> {
        thread::spawn(move || self.scene(rate, &end))
    }

    fn scene(&self, rate: u32, end: &AtomicBool) -> Result<()> {
        let (x, y, width, height) = SCENE;
        let window = self.connection.generate_id()?;
        let values =
            CreateWindowAux::new().background_pixel(FRAME).override_redirect(1).event_mask(EventMask::KEY_PRESS);
        let class = WindowClass::INPUT_OUTPUT;
        self.connection.create_window(
            self.depth,
            window,
            self.root,
            x,
            y,
            width,
            height,
            0,
            class,
            self.visual,
            &values,
        )?;
        self.connection.map_window(window)?;
        self.connection.sync()?;
        self.connection.set_input_focus(InputFocus::POINTER_ROOT, window, x11rb::CURRENT_TIME)?;
        let context = self.connection.generate_id()?;
        self.connection.create_gc(context, window, &CreateGCAux::new())?;
        let (mut number, mut key, mut next) = (0u16, false, Instant::now());
        let step = Duration::from_secs(1) / rate.max(1);
        while !end.load(Ordering::Relaxed) {
            while let Some(event) = self.connection.poll_for_event()? {
                if matches!(event, Event::KeyPress(_)) {
                    key = !key;
                    self.block(window, context, BITS, key)?;
                    self.connection.flush()?;
                }
            }
            if rate > 0 && Instant::now() >= next {
                next += step;
                number = (number + 1) % (1 << BITS);
                self.picture(window, context, number)?;
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// A picture of its own: a coloured, grainy square that wanders, and the number.
    fn picture(&self, window: Window, context: u32, number: u16) -> Result<()> {
        const SIDE: u16 = 256;
        let phase = u32::from(number);
        let pixels: Vec<u8> = (0..u32::from(SIDE) * u32::from(SIDE))
            .flat_map(|index| {
                let (x, y) = (index % u32::from(SIDE), index / u32::from(SIDE));
                let grain = (x * 7919 + y * 104_729 + phase * 31) >> 3 & 15;
                let wave = |a: u32, b: u32| ((x * a + y * b + phase * 5) & 255).abs_diff(128) * 240 / 128 + grain;
                [wave(1, 2) as u8, wave(2, 1) as u8, wave(1, 1) as u8, 0]
            })
            .collect();
        let (_, _, width, height) = SCENE;
        let wander = |speed: u16, room: u16| (number.wrapping_mul(speed) % (2 * room)).abs_diff(room);
        let left = FRAME_WIDTH + wander(3, width - SIDE - 2 * FRAME_WIDTH);
        let top = 4 * BLOCK + wander(2, height - SIDE - 5 * BLOCK);
        let format = ImageFormat::Z_PIXMAP;
        for (band, rows) in pixels.chunks(usize::from(SIDE) * 4 * 64).enumerate() {
            let y = (top + band as u16 * 64) as i16;
            self.connection.put_image(format, window, context, SIDE, 64, left as i16, y, 0, self.depth, rows)?;
        }
        for bit in 0..BITS {
            self.block(window, context, bit, number >> bit & 1 == 1)?;
        }
        self.connection.flush()?;
        Ok(())
    }

    fn block(&self, window: Window, context: u32, index: u16, white: bool) -> Result<()> {
        let colour = if white { 0x00ff_ffff } else { 0 };
        let values = x11rb::protocol::xproto::ChangeGCAux::new().foreground(colour);
        self.connection.change_gc(context, &values)?;
        let (x, y) = block_origin(index);
        let rectangle = Rectangle { x: x as i16, y: y as i16, width: BLOCK, height: BLOCK };
        self.connection.poly_fill_rectangle(window, context, &[rectangle])?;
        Ok(())
    }

    /// Finds the scene on this screen: the place of its top left corner, once a viewer shows it.
    pub fn find_scene(&self, patience: Duration) -> Result<(u16, u16)> {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            let (width, height) = self.size;
            let pixels = self.pixels(0, 0, width, height)?;
            let is_frame = |index: usize| near(pixels[index], FRAME);
            let found = (0..usize::from(width) * usize::from(height - FRAME_WIDTH))
                .find(|&index| is_frame(index) && is_frame(index + 40) && is_frame(index + 12 * usize::from(width)));
            if let Some(index) = found {
                return Ok(((index % usize::from(width)) as u16, (index / usize::from(width)) as u16));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err("no viewer shows the scene".into())
    }

    /// What the scene at this place shows.
    pub fn read(&self, (x, y): (u16, u16)) -> Result<Shown> {
        let (width, row) = (BLOCK * (BITS + 1), y + block_origin(0).1 + BLOCK / 2);
        let pixels = self.pixels(x + block_origin(0).0, row, width, 1)?;
        let bit = |index: u16| pixels[usize::from(index * BLOCK + BLOCK / 2)] & 0xff > 127;
        let number = (0..BITS).fold(0, |number, index| number | u16::from(bit(index)) << index);
        Ok(Shown { number, key: bit(BITS) })
    }

    /// Gives the keyboard and the pointer to what is at this place.
    pub fn focus(&self, (x, y): (u16, u16)) -> Result<()> {
        self.connection.warp_pointer(x11rb::NONE, self.root, 0, 0, 0, 0, x as i16 + 60, y as i16 + 60)?;
        let child = self.connection.query_pointer(self.root)?.reply()?.child;
        let window = if child == x11rb::NONE { self.root } else { child };
        self.connection.set_input_focus(InputFocus::POINTER_ROOT, window, x11rb::CURRENT_TIME)?;
        Ok(self.connection.sync()?)
    }

    /// Presses or releases a key.
    pub fn key(&self, pressed: bool) -> Result<()> {
        /// The letter a on a PC keyboard.
        const A: u8 = 38;
        let kind = if pressed { 2 } else { 3 };
        self.connection.xtest_fake_input(kind, A, 0, x11rb::NONE, 0, 0, 0)?;
        Ok(self.connection.flush()?)
    }

    fn pixels(&self, x: u16, y: u16, width: u16, height: u16) -> Result<Vec<u32>> {
        let (format, x, y) = (ImageFormat::Z_PIXMAP, x as i16, y as i16);
        let image = self.connection.get_image(format, self.root, x, y, width, height, !0)?.reply()?;
        let (pixels, _) = image.data.as_chunks::<4>();
        Ok(pixels.iter().map(|pixel| u32::from_le_bytes(*pixel) & 0x00ff_ffff).collect())
    }
}

/// Where a block is within the scene.
fn block_origin(index: u16) -> (u16, u16) {
    (2 * FRAME_WIDTH + index * BLOCK, 2 * FRAME_WIDTH)
}

/// Whether two colours are the same but for what JPEG does to them.
fn near(one: u32, other: u32) -> bool {
    [16, 8, 0].into_iter().all(|shift| ((one >> shift) as u8).abs_diff((other >> shift) as u8) < 40)
}
