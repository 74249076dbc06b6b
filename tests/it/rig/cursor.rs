//! The mouse cursor of an X display: setting one, and what X itself says that it looks like.

use x11rb::connection::Connection;
use x11rb::protocol::render::{ConnectionExt as _, CreatePictureAux, PictType};
use x11rb::protocol::xfixes::ConnectionExt as _;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, CreateGCAux, Drawable, ImageFormat};

use super::Display;

/// How a cursor looks, from where it points: every pixel that is not clear, as red, green, blue and alpha, with alpha
/// multiplied in. So cursors that are cut to what shows compare equal to those that are not.
pub type Look = std::collections::BTreeMap<(i32, i32), [u8; 4]>;

/// The pixels of `rgba`, of which `width` make a row, as a [`Look`].
pub fn look(rgba: &[u8], width: usize, hotspot: (u16, u16), premultiplied: impl Fn([u8; 4]) -> [u8; 4]) -> Look {
    let place =
        |index: usize| ((index % width) as i32 - i32::from(hotspot.0), (index / width) as i32 - i32::from(hotspot.1));
    let pixels = rgba.as_chunks::<4>().0.iter().enumerate();
    pixels.map(|(index, pixel)| (place(index), premultiplied(*pixel))).filter(|(_, pixel)| pixel[3] != 0).collect()
}

impl Display {
    /// Shows a cursor of two colours everywhere. Its side is 16 pixels, and it points at (3, 2). Returns how it looks.
    pub fn set_two_coloured_cursor(&self) -> Look {
        const SIDE: u16 = 16;
        let shown = |x: u16, y: u16| x <= y && x + y < 26;
        let coloured = |x: u16, y: u16| (x + 2 * y) % 5 < 2;
        let bits = |is: &dyn Fn(u16, u16) -> bool| -> Vec<u8> {
            // X's own bit order on this machine: the leftmost pixel is in the lowest bit; rows are 32 bits long.
            let row = |y| (0..SIDE).fold(0_u32, |bits, x| bits | u32::from(is(x, y)) << x);
            (0..SIDE).flat_map(|y| row(y).to_le_bytes()).collect()
        };
        let source = self.pixmap(1, SIDE, &bits(&coloured));
        let mask = self.pixmap(1, SIDE, &bits(&shown));
        let cursor = self.connection.generate_id().expect("an id");
        let colours = (0xffff, 0x3030, 0, 0x1010, 0x2020, 0xf0f0);
        self.connection
            .create_cursor(cursor, source, mask, colours.0, colours.1, colours.2, colours.3, colours.4, colours.5, 3, 2)
            .expect("X is there")
            .check()
            .expect("a cursor");
        self.show_cursor(cursor);
        let pixels =
            (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y))).map(|(x, y)| match (shown(x, y), coloured(x, y)) {
                (false, _) => [0; 4],
                (true, true) => [0xff, 0x30, 0, 0xff],
                (true, false) => [0x10, 0x20, 0xf0, 0xff],
            });
        look(&pixels.flatten().collect::<Vec<u8>>(), SIDE.into(), (3, 2), |pixel| pixel)
    }

    /// Shows a cursor with every degree of transparency everywhere.
    pub fn set_translucent_cursor(&self) {
        const SIDE: u16 = 24;
        let pixel = |x: u32, y: u32| {
            let alpha = (x * 11).min(255);
            let multiplied = |channel: u32| channel * alpha / 255;
            alpha << 24 | multiplied(y * 10) << 16 | multiplied(255 - y * 9) << 8 | multiplied(x * 9)
        };
        let side = u32::from(SIDE);
        let data: Vec<u8> = (0..side).flat_map(|y| (0..side).flat_map(move |x| pixel(x, y).to_le_bytes())).collect();
        let pixmap = self.pixmap(32, SIDE, &data);
        let formats = self.connection.render_query_pict_formats().expect("X has Render").reply().expect("its formats");
        let argb = formats.formats.iter().find(|format| {
            let direct = format.direct;
            format.type_ == PictType::DIRECT
                && format.depth == 32
                && direct.alpha_mask == 0xff
                && (direct.alpha_shift, direct.red_shift, direct.green_shift, direct.blue_shift) == (24, 16, 8, 0)
        });
        let argb = argb.expect("a format with alpha").id;
        let [picture, cursor] = [(); 2].map(|()| self.connection.generate_id().expect("an id"));
        let aux = CreatePictureAux::new();
        self.connection
            .render_create_picture(picture, pixmap, argb, &aux)
            .expect("X is there")
            .check()
            .expect("a picture");
        self.connection.render_create_cursor(cursor, picture, 5, 7).expect("X is there").check().expect("a cursor");
        self.show_cursor(cursor);
    }

    /// What X itself says that its cursor looks like.
    pub fn cursor_look(&self) -> Look {
        self.connection.xfixes_query_version(5, 0).expect("X is there").reply().expect("X has XFixes");
        let image = self.connection.xfixes_get_cursor_image().expect("X is there").reply().expect("the cursor");
        let rgba: Vec<u8> = image.cursor_image.iter().flat_map(|argb| argb.rotate_left(8).to_be_bytes()).collect();
        look(&rgba, image.width.into(), (image.xhot, image.yhot), |pixel| pixel)
    }

    fn show_cursor(&self, cursor: u32) {
        let attributes = ChangeWindowAttributesAux::new().cursor(cursor);
        let changed = self.connection.change_window_attributes(self.screen.root, &attributes).expect("X is there");
        changed.check().expect("the cursor is shown");
        // Into the middle, where no window is, and once more, so that servers that poll see a movement.
        for place in [60, 61] {
            let root = self.screen.root;
            self.connection.warp_pointer(x11rb::NONE, root, 0, 0, 0, 0, place, place).expect("X is there");
        }
        self.connection.flush().expect("X is there");
    }

    /// A square of pixels as X wants them.
    fn pixmap(&self, depth: u8, side: u16, data: &[u8]) -> Drawable {
        let [pixmap, context] = [(); 2].map(|()| self.connection.generate_id().expect("an id"));
        self.connection.create_pixmap(depth, pixmap, self.screen.root, side, side).expect("X is there");
        // Bits that are set are the foreground's.
        let values = CreateGCAux::new().foreground(1).background(0);
        self.connection.create_gc(context, pixmap, &values).expect("X is there");
        let format = ImageFormat::Z_PIXMAP;
        let put = self.connection.put_image(format, pixmap, context, side, side, 0, 0, 0, depth, data);
        put.expect("X is there").check().expect("the pixels");
        pixmap
    }
}
