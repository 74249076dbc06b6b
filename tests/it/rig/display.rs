//! An X display as X itself tells of it: painting it, and reading its pixels back with `GetImage`.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::randr::{ConnectionExt as _, Rotation, SetConfig};
use x11rb::protocol::xproto::{self, ConnectionExt as _, CreateGCAux, Gcontext, ImageFormat, VisualClass};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::Picture;

/// Rows that are painted with one request, to stay below the largest one allowed.
const BAND: usize = 32;

/// How long an X server may take to answer. One that was just starting was once seen never to.
const ATTEMPT: Duration = Duration::from_secs(5);

/// A connection to an X display.
pub struct Display {
    number: u16,
    pub(super) connection: RustConnection,
    pub(super) screen: xproto::Screen,
    visual: xproto::Visualtype,
    bits_per_pixel: u8,
    context: Gcontext,
}

impl Display {
    /// Connects, if the display is there yet.
    pub fn connect(number: u16) -> Option<Self> {
        let (sender, answer) = mpsc::channel();
        thread::spawn(move || {
            // Nobody waits for an answer that comes too late.
            let _ = sender.send(RustConnection::connect(Some(&format!(":{number}"))).ok());
        });
        let (connection, index) = answer.recv_timeout(ATTEMPT).ok()??;
        let setup = connection.setup();
        let screen = setup.roots[index].clone();
        let visuals = screen.allowed_depths.iter().flat_map(|depth| &depth.visuals);
        let visual = *visuals.into_iter().find(|visual| visual.visual_id == screen.root_visual)?;
        let format = setup.pixmap_formats.iter().find(|format| format.depth == screen.root_depth)?;
        let bits_per_pixel = format.bits_per_pixel;
        let context = connection.generate_id().ok()?;
        let values = CreateGCAux::new().subwindow_mode(xproto::SubwindowMode::INCLUDE_INFERIORS);
        connection.create_gc(context, screen.root, &values).ok()?.check().ok()?;
        Some(Self { number, connection, screen, visual, bits_per_pixel, context })
    }

    /// Its name for programs that take `DISPLAY`.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }

    /// The size of its screen now.
    pub fn size(&self) -> (usize, usize) {
        let geometry = self.connection.get_geometry(self.screen.root).expect("X is there").reply().expect("a geometry");
        (geometry.width.into(), geometry.height.into())
    }

    /// Paints `picture` with its top left corner at `x` and `y`, and waits until X has done it.
    pub fn paint(&self, picture: &Picture, x: usize, y: usize) {
        let pixels = self.encode(picture);
        let row = picture.width * usize::from(self.bits_per_pixel) / 8;
        // X wants every row to end at a multiple of 32 bits.
        let padding = row.next_multiple_of(4) - row;
        let rows: Vec<u8> = pixels.chunks(row).flat_map(|row| [row, &[0; 3][..padding]].concat()).collect();
        for (index, band) in rows.chunks((row + padding) * BAND).enumerate() {
            let height = band.len() / (row + padding);
            self.connection
                .put_image(
                    ImageFormat::Z_PIXMAP,
                    self.screen.root,
                    self.context,
                    picture.width as u16,
                    height as u16,
                    x as i16,
                    (y + index * BAND) as i16,
                    0,
                    self.screen.root_depth,
                    band,
                )
                .expect("X is there");
        }
        self.finish();
    }

    /// Moves the content of the screen up by `distance` rows, as a scrolling window does. The lowest rows stay.
    pub fn scroll_up(&self, distance: u16) {
        let (width, height) = self.size();
        let (root, rest) = (self.screen.root, height as u16 - distance);
        self.connection
            .copy_area(root, root, self.context, 0, distance as i16, 0, 0, width as u16, rest)
            .expect("X is there");
        self.finish();
    }

    /// Changes the size of the screen to one of those the server offers.
    pub fn resize(&self, width: u16, height: u16) {
        let (root, time) = (self.screen.root, x11rb::CURRENT_TIME);
        let resources = self.connection.randr_get_screen_resources(root).expect("X has RandR");
        let resources = resources.reply().expect("X tells its modes");
        let mode = resources.modes.iter().find(|mode| (mode.width, mode.height) == (width, height));
        let mode = mode.unwrap_or_else(|| panic!("the server offers no {width}×{height}"));
        let (crtc, outputs) = (resources.crtcs[0], &resources.outputs[..1]);
        let configure = |mode: u32, outputs: &[u32]| {
            let upright = Rotation::ROTATE0;
            let reply = self.connection.randr_set_crtc_config(crtc, time, time, 0, 0, mode, upright, outputs);
            let reply = reply.expect("X is there").reply().expect("X changes its mode");
            assert_eq!(reply.status, SetConfig::SUCCESS);
        };
        // A screen cannot become smaller than what is lit on it.
        configure(x11rb::NONE, &[]);
        let millimetres = |pixels: u16| u32::from(pixels) / 4;
        let resized =
            self.connection.randr_set_screen_size(root, width, height, millimetres(width), millimetres(height));
        resized.expect("X is there").check().expect("X changes the size of its screen");
        configure(mode.id, outputs);
    }

    /// What X says is on its screen. The mouse cursor is not part of it.
    pub fn picture(&self) -> Picture {
        let (width, height) = self.size();
        let (root, format) = (self.screen.root, ImageFormat::Z_PIXMAP);
        let image = self.connection.get_image(format, root, 0, 0, width as u16, height as u16, !0);
        let data = image.expect("X is there").reply().expect("an image of the screen").data;
        let stride = (width * usize::from(self.bits_per_pixel) / 8).next_multiple_of(4);
        let decode = self.decoder();
        let pixel = self.pixel_size();
        let rows = data.chunks(stride).take(height);
        let pixels = rows.flat_map(|row| row[..width * pixel].chunks_exact(pixel).map(&decode)).collect();
        Picture { width, height, pixels }
    }

    /// Where the contents of a window begin on the screen.
    pub fn position_of(&self, window: u32) -> (usize, usize) {
        let place = self.connection.translate_coordinates(window, self.screen.root, 0, 0).expect("X is there");
        let place = place.reply().expect("the window is there");
        (place.dst_x.try_into().expect("it is on the screen"), place.dst_y.try_into().expect("it is on the screen"))
    }

    fn finish(&self) {
        self.connection.sync().expect("X is there");
    }

    fn pixel_size(&self) -> usize {
        usize::from(self.bits_per_pixel) / 8
    }

    /// From a pixel's bytes to 0x00RRGGBB.
    fn decoder(&self) -> impl Fn(&[u8]) -> u32 + use<> {
        let colours = self.colour_map();
        let masks = [self.visual.red_mask, self.visual.green_mask, self.visual.blue_mask];
        move |bytes| {
            let value = bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte));
            match &colours {
                Some(colours) => colours[value as usize],
                None => masks.iter().fold(0, |colour, mask| colour << 8 | component(value, *mask)),
            }
        }
    }

    /// The colours of the default colour map, where the screen has one that can change.
    fn colour_map(&self) -> Option<Vec<u32>> {
        if self.visual.class != VisualClass::PSEUDO_COLOR {
            return None;
        }
        let all: Vec<u32> = (0..u32::from(self.visual.colormap_entries)).collect();
        let colours = self.connection.query_colors(self.screen.default_colormap, &all).expect("X is there");
        let colours = colours.reply().expect("the colours of the default colour map").colors;
        let byte = |value: u16| u32::from(value >> 8);
        Some(colours.iter().map(|c| byte(c.red) << 16 | byte(c.green) << 8 | byte(c.blue)).collect())
    }

    /// The bytes that X wants for these pixels, without padding.
    fn encode(&self, picture: &Picture) -> Vec<u8> {
        let mut values: HashMap<u32, u32> = HashMap::new();
        let mut data = Vec::with_capacity(picture.pixels.len() * self.pixel_size());
        for colour in &picture.pixels {
            let value = *values.entry(*colour).or_insert_with(|| self.value(*colour));
            data.extend_from_slice(&value.to_le_bytes()[..self.pixel_size()]);
        }
        data
    }

    /// The pixel value of a colour; allocates it where there is a colour map.
    fn value(&self, colour: u32) -> u32 {
        let [_, red, green, blue] = colour.to_be_bytes();
        if self.visual.class == VisualClass::PSEUDO_COLOR {
            let wide = |byte: u8| u16::from(byte) * 0x0101;
            let map = self.screen.default_colormap;
            let cell = self.connection.alloc_color(map, wide(red), wide(green), wide(blue)).expect("X is there");
            return cell.reply().expect("a free cell in the colour map").pixel;
        }
        let masks = [self.visual.red_mask, self.visual.green_mask, self.visual.blue_mask];
        let place = |(byte, mask): (u8, u32)| {
            let most = mask >> mask.trailing_zeros();
            (u32::from(byte) * most / 255) << mask.trailing_zeros()
        };
        [red, green, blue].into_iter().zip(masks).map(place).sum()
    }
}

/// The component of `value` under `mask`, as 0 to 255.
fn component(value: u32, mask: u32) -> u32 {
    let most = mask >> mask.trailing_zeros();
    ((value & mask) >> mask.trailing_zeros()) * 255 / most
}
