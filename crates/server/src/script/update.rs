//! The rectangles of a scripted FramebufferUpdate.

use rfb::{Framebuffer, PixelFormat, Point, Rect, Size};

use crate::desktop::CursorShape;
use crate::encoder::{Encoders, Source, Translation, copy_rect, pieces};
use crate::protocol::{Screen, pseudo_encoding, server_message};

/// A FramebufferUpdate that grows by one rectangle per call.
pub struct Update<'a> {
    translation: &'a Translation,
    encoders: &'a mut Encoders,
    rectangles: u16,
    body: Vec<u8>,
}

impl<'a> Update<'a> {
    pub(super) fn new(translation: &'a Translation, encoders: &'a mut Encoders) -> Self {
        Self { translation, encoders, rectangles: 0, body: Vec::new() }
    }

    /// Pixels in Raw, `width * height` of `0x00RRGGBB`, translated to the format of the script.
    pub fn raw(self, rect: Rect, pixels: &[u32]) -> Self {
        let mut body = Vec::new();
        for pixel in pixels {
            self.translation.put_pixel(self.translation.pixel(*pixel), &mut body);
        }
        self.rectangle(rect, 0, body)
    }

    /// Pixels the viewer has at `from` already.
    pub fn copy_rect(self, from: Point, to: Rect) -> Self {
        let mut body = Vec::new();
        copy_rect::encode(from, &mut body);
        self.rectangle(to, copy_rect::NUMBER, body)
    }

    /// The part of `picture` inside `rect`, in an encoding of [`crate::encoder::TABLE`], in the script's stream of it; in
    /// pieces where the encoding has none so large.
    ///
    /// # Panics
    /// Where there is no such encoding or the picture has no such part: the script itself is wrong.
    pub fn picture(mut self, encoding: i32, picture: &Framebuffer, rect: Rect) -> Self {
        assert!(rect.fits(picture.size()) && !rect.is_empty(), "the picture has no {rect}");
        let Some(encoder) = self.encoders.get(encoding) else { panic!("there is no encoder for {encoding}") };
        for rect in pieces(rect, encoder.largest()) {
            server_message::put_rectangle(rect, encoding, &mut self.body);
            encoder.encode(&Source { framebuffer: picture, rect, translation: self.translation }, &mut self.body);
            self.rectangles += 1;
        }
        self
    }

    /// A rectangle of any encoding with any bytes after its header.
    pub fn rectangle(mut self, rect: Rect, encoding: i32, body: impl AsRef<[u8]>) -> Self {
        server_message::put_rectangle(rect, encoding, &mut self.body);
        self.body.extend(body.as_ref());
        self.rectangles += 1;
        self
    }

    /// The cursor as pixels and mask.
    pub fn cursor(mut self, cursor: &CursorShape) -> Self {
        server_message::put_cursor(cursor, self.translation, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// The cursor with transparency.
    pub fn cursor_with_alpha(mut self, cursor: &CursorShape) -> Self {
        server_message::put_cursor_with_alpha(cursor, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// The cursor in black and white.
    pub fn x_cursor(mut self, cursor: &CursorShape) -> Self {
        server_message::put_x_cursor(cursor, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// The cursor with transparency, as VMware has it.
    pub fn vmware_cursor(mut self, cursor: &CursorShape) -> Self {
        server_message::put_vmware_cursor(cursor, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// The cursor as the AND and XOR mask of VMware, `width * height` of `0x00RRGGBB` each. `rect` is its extent at the
    /// pixel that points.
    pub fn vmware_masks(self, rect: Rect, and: &[u32], xor: &[u32]) -> Self {
        let mut body = vec![0, 0];
        for pixel in and.iter().chain(xor) {
            self.translation.put_pixel(self.translation.pixel(*pixel), &mut body);
        }
        self.rectangle(rect, pseudo_encoding::VMWARE_CURSOR, body)
    }

    /// Whether the cursor is to be seen: 1, or 0.
    pub fn vmware_cursor_state(self, state: u16) -> Self {
        self.rectangle(Rect::default(), pseudo_encoding::VMWARE_CURSOR_STATE, state.to_be_bytes())
    }

    /// Another size and another format. Pixels that follow in the script are to be given it by
    /// [`super::Script::pixel_format`].
    pub fn vmware_display_mode_change(self, size: Size, format: PixelFormat) -> Self {
        self.rectangle(Rect::of(size), pseudo_encoding::VMWARE_DISPLAY_MODE_CHANGE, format.to_wire())
    }

    /// Another size.
    pub fn desktop_size(self, size: Size) -> Self {
        self.rectangle(Rect::of(size), pseudo_encoding::DESKTOP_SIZE, [])
    }

    /// Another size, or the answer to SetDesktopSize, with screens.
    pub fn extended_desktop_size(mut self, reason: u16, status: u16, size: Size, screens: &[Screen]) -> Self {
        server_message::put_extended_desktop_size(reason, status, size, screens, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// Another name.
    pub fn desktop_name(mut self, name: &str) -> Self {
        server_message::put_desktop_name(name, &mut self.body);
        self.rectangles += 1;
        self
    }

    /// The viewer may send scan codes from now on.
    pub fn qemu_extended_key_event(self) -> Self {
        self.rectangle(Rect::default(), pseudo_encoding::QEMU_EXTENDED_KEY_EVENT, [])
    }

    /// Ends an update that claims to have 65535 rectangles.
    pub fn last_rect(mut self) -> Self {
        self = self.rectangle(Rect::default(), pseudo_encoding::LAST_RECT, []);
        self.rectangles = u16::MAX;
        self
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut message = Vec::new();
        server_message::put_framebuffer_update(self.rectangles, &mut message);
        message.extend(self.body);
        message
    }
}
