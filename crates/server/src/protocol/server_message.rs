//! What viewers are sent (RFC 6143 §7.3.2 and §7.6, §7.8 and the registered extensions), as functions that append bytes.

use rfb::{PixelFormat, Rect, Size};

use super::pseudo_encoding;
use crate::desktop::{CursorShape, Locks, Motion};
use crate::encoder::Translation;

/// One screen of a desktop (ExtendedDesktopSize).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Chosen by whoever made the screen.
    pub id: u32,
    /// Its part of the framebuffer.
    pub area: Rect,
    /// Without meaning so far; kept as they are.
    pub flags: u32,
}

pub(crate) fn put_server_init(size: Size, format: PixelFormat, name: &str, out: &mut Vec<u8>) {
    out.extend(size.width.to_be_bytes());
    out.extend(size.height.to_be_bytes());
    out.extend(format.to_wire());
    put_text(name.as_bytes(), out);
}

/// Opens a FramebufferUpdate of `rectangles` rectangles.
pub fn put_framebuffer_update(rectangles: u16, out: &mut Vec<u8>) {
    out.extend([0, 0]);
    out.extend(rectangles.to_be_bytes());
}

/// Opens a rectangle: what the encoding makes of it follows.
pub fn put_rectangle(rect: Rect, encoding: i32, out: &mut Vec<u8>) {
    for number in [rect.x, rect.y, rect.width, rect.height] {
        out.extend(number.to_be_bytes());
    }
    out.extend(encoding.to_be_bytes());
}

pub(crate) fn put_colour_map_entries(colours: impl ExactSizeIterator<Item = [u16; 3]>, out: &mut Vec<u8>) {
    out.extend([1, 0, 0, 0]);
    out.extend((colours.len() as u16).to_be_bytes());
    out.extend(colours.flatten().flat_map(u16::to_be_bytes));
}

/// The desktop wants a beep.
pub fn put_bell(out: &mut Vec<u8>) {
    out.push(2);
}

pub(crate) fn put_cut_text(text: &str, out: &mut Vec<u8>) {
    let latin1: Vec<u8> = text.chars().map(|character| u8::try_from(character).unwrap_or(b'?')).collect();
    out.extend([3, 0, 0, 0]);
    put_text(&latin1, out);
}

pub(crate) fn put_end_of_continuous_updates(out: &mut Vec<u8>) {
    out.push(150);
}

/// A fence; `payload` has at most 64 bytes.
pub(crate) fn put_fence(flags: u32, payload: &[u8], out: &mut Vec<u8>) {
    out.extend([248, 0, 0, 0]);
    out.extend(flags.to_be_bytes());
    out.push(payload.len() as u8);
    out.extend(payload);
}

/// The cursor as pixels of the viewer's format and a mask of those that show.
pub fn put_cursor(cursor: &CursorShape, translation: &Translation, out: &mut Vec<u8>) {
    put_rectangle(cursor_rect(cursor), pseudo_encoding::CURSOR, out);
    for rgba in cursor.rgba.chunks_exact(4) {
        let colour = u32::from_be_bytes([0, rgba[0], rgba[1], rgba[2]]);
        translation.put_pixel(translation.pixel(colour), out);
    }
    put_bits(cursor, |rgba| rgba[3] >= 128, out);
}

/// The cursor as raw red, green, blue and alpha, with alpha multiplied in.
pub(crate) fn put_cursor_with_alpha(cursor: &CursorShape, out: &mut Vec<u8>) {
    put_rectangle(cursor_rect(cursor), pseudo_encoding::CURSOR_WITH_ALPHA, out);
    out.extend(0_i32.to_be_bytes());
    for rgba in cursor.rgba.chunks_exact(4) {
        let alpha = u32::from(rgba[3]);
        let multiplied = |value: u8| ((u32::from(value) * alpha + 127) / 255) as u8;
        out.extend([multiplied(rgba[0]), multiplied(rgba[1]), multiplied(rgba[2]), rgba[3]]);
    }
}

/// The cursor in two colours, black and white, and a mask of the pixels that show.
pub(crate) fn put_x_cursor(cursor: &CursorShape, out: &mut Vec<u8>) {
    put_rectangle(cursor_rect(cursor), pseudo_encoding::X_CURSOR, out);
    if cursor.size.is_empty() {
        return;
    }
    out.extend([0, 0, 0, 255, 255, 255]);
    put_bits(cursor, |rgba| rgba[..3].iter().map(|channel| u32::from(*channel)).sum::<u32>() < 384, out);
    put_bits(cursor, |rgba| rgba[3] >= 128, out);
}

/// The cursor as VMware has it with transparency: alpha is not multiplied in.
pub(crate) fn put_vmware_cursor(cursor: &CursorShape, out: &mut Vec<u8>) {
    put_rectangle(cursor_rect(cursor), pseudo_encoding::VMWARE_CURSOR, out);
    out.extend([1, 0]);
    out.extend(&cursor.rgba);
}

/// One bit a pixel, rows padded to whole bytes.
fn put_bits(cursor: &CursorShape, is_set: impl Fn(&[u8]) -> bool, out: &mut Vec<u8>) {
    for row in cursor.rgba.chunks_exact((usize::from(cursor.size.width) * 4).max(4)) {
        for group in row.chunks(32) {
            let bits = group.chunks_exact(4).zip((0..8).rev());
            out.push(bits.fold(0, |byte, (rgba, bit)| byte | u8::from(is_set(rgba)) << bit));
        }
    }
}

/// Which lock keys are on.
pub(crate) fn put_locks(Locks(locks): Locks, out: &mut Vec<u8>) {
    put_rectangle(Rect::default(), pseudo_encoding::QEMU_LED_STATE, out);
    out.push(locks);
}

/// How movements are to be sent.
pub(crate) fn put_motion(motion: Motion, out: &mut Vec<u8>) {
    let x = u16::from(motion == Motion::Absolute);
    put_rectangle(Rect::new(x, 0, 0, 0), pseudo_encoding::QEMU_POINTER_MOTION_CHANGE, out);
}

/// xvp is understood.
pub(crate) fn put_xvp_init(out: &mut Vec<u8>) {
    out.extend([250, 0, 1, 1]);
}

/// What an xvp message asked for was not done.
pub(crate) fn put_xvp_fail(out: &mut Vec<u8>) {
    out.extend([250, 0, 1, 0]);
}

pub(crate) fn put_desktop_name(name: &str, out: &mut Vec<u8>) {
    put_rectangle(Rect::default(), pseudo_encoding::DESKTOP_NAME, out);
    put_text(name.as_bytes(), out);
}

/// `reason` and `status` are those of the specification: who wanted it, and what came of it.
pub(crate) fn put_extended_desktop_size(reason: u16, status: u16, size: Size, screens: &[Screen], out: &mut Vec<u8>) {
    let head = Rect::new(reason, status, size.width, size.height);
    put_rectangle(head, pseudo_encoding::EXTENDED_DESKTOP_SIZE, out);
    out.extend([screens.len() as u8, 0, 0, 0]);
    for screen in screens {
        out.extend(screen.id.to_be_bytes());
        for number in [screen.area.x, screen.area.y, screen.area.width, screen.area.height] {
            out.extend(number.to_be_bytes());
        }
        out.extend(screen.flags.to_be_bytes());
    }
}

fn put_text(text: &[u8], out: &mut Vec<u8>) {
    out.extend((text.len() as u32).to_be_bytes());
    out.extend(text);
}

fn cursor_rect(cursor: &CursorShape) -> Rect {
    Rect::new(cursor.hotspot.x, cursor.hotspot.y, cursor.size.width, cursor.size.height)
}

#[cfg(test)]
mod tests {
    use rfb::Point;

    use super::*;

    fn red_dot_and_nothing() -> CursorShape {
        let rgba = [[255, 0, 0, 255], [0, 255, 0, 0], [200, 100, 0, 51]].concat();
        CursorShape { size: Size::new(3, 1), hotspot: Point::new(1, 0), rgba }
    }

    #[test]
    fn a_cursor_is_pixels_and_a_mask() {
        let mut out = Vec::new();
        put_cursor(&red_dot_and_nothing(), &Translation::new(PixelFormat::RENDERER), &mut out);
        let head = [0, 1, 0, 0, 0, 3, 0, 1, 255, 255, 255, 17];
        let pixels = [0, 0, 255, 0, 0, 255, 0, 0, 0, 100, 200, 0];
        assert_eq!(out, [&head[..], &pixels, &[0b1000_0000]].concat());
    }

    #[test]
    fn a_cursor_with_alpha_is_premultiplied() {
        let mut out = Vec::new();
        put_cursor_with_alpha(&red_dot_and_nothing(), &mut out);
        assert_eq!(out[12..], [0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 40, 20, 0, 51]);
    }

    #[test]
    fn an_empty_cursor_has_no_bytes_after_its_header() {
        let mut out = Vec::new();
        put_cursor(&CursorShape::default(), &Translation::new(PixelFormat::RENDERER), &mut out);
        assert_eq!(out.len(), 12);
    }

    #[test]
    fn text_beyond_latin1_becomes_a_question_mark() {
        let mut out = Vec::new();
        put_cut_text("ü€", &mut out);
        assert_eq!(out, [3, 0, 0, 0, 0, 0, 0, 2, 0xfc, b'?']);
    }
}
