//! Attacks with pseudo-rectangles: cursors, sizes, names, the last rectangle.

use rfb::{PixelFormat, Rect, Size};

use super::Reaction::{Either, Error, Tolerate};
use super::Stage::PseudoRectangle;
use super::deflate::{bomb, with_length};
use super::{Attack, SIZE, attack, one_rectangle, opened, proof};
use crate::protocol::Screen;
use crate::protocol::pseudo_encoding::{
    CURSOR, CURSOR_WITH_ALPHA, DESKTOP_NAME, DESKTOP_SIZE, EXTENDED_CLIPBOARD, EXTENDED_DESKTOP_SIZE, LAST_RECT,
    POINTER_POS, QEMU_EXTENDED_KEY_EVENT, QEMU_LED_STATE, QEMU_POINTER_MOTION_CHANGE, VMWARE_CURSOR,
    VMWARE_CURSOR_STATE, VMWARE_DISPLAY_MODE_CHANGE, X_CURSOR,
};
use crate::script::Script;

const HUGE: Rect = Rect::new(0, 0, 65535, 65535);

pub(super) const ATTACKS: &[Attack] = &[
    attack("a-cursor-of-65535-by-65535", PseudoRectangle, Error, || endless(HUGE, CURSOR, &[])),
    attack("a-cursor-of-32768-by-32768", PseudoRectangle, Error, || {
        endless(Rect::new(0, 0, 32768, 32768), CURSOR, &[])
    }),
    attack("a-cursor-without-pixels", PseudoRectangle, Tolerate, || one_rectangle(Rect::default(), CURSOR, [])),
    attack("a-cursor-without-height", PseudoRectangle, Either, || one_rectangle(Rect::new(0, 0, 8, 0), CURSOR, [])),
    attack("a-cursor-that-points-outside-itself", PseudoRectangle, Either, || {
        one_rectangle(Rect::new(60000, 9, 2, 2), CURSOR, [0; 2 * 2 * 4 + 2])
    }),
    attack("a-cursor-without-its-mask", PseudoRectangle, Error, || {
        cut_off(Rect::new(0, 0, 9, 9), CURSOR, &[1; 9 * 9 * 4])
    }),
    attack("65534-cursors-in-one-update", PseudoRectangle, Either, || many(Rect::new(0, 0, 1, 1), CURSOR, &[0; 5])),
    attack("an-alpha-cursor-of-65535-by-65535", PseudoRectangle, Error, || endless(HUGE, CURSOR_WITH_ALPHA, &[0; 4])),
    attack("an-alpha-cursor-in-an-encoding-there-is-not", PseudoRectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 2), CURSOR_WITH_ALPHA, [0x7f, 255, 255, 255, 0, 0, 0, 0])
    }),
    attack("an-alpha-cursor-copied-from-the-screen", PseudoRectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 2), CURSOR_WITH_ALPHA, [0, 0, 0, 1, 0, 0, 0, 0])
    }),
    attack("an-alpha-cursor-inside-an-alpha-cursor", PseudoRectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 2), CURSOR_WITH_ALPHA, [CURSOR_WITH_ALPHA.to_be_bytes(), [0; 4]].concat())
    }),
    attack("an-alpha-cursor-with-a-bomb", PseudoRectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 2), CURSOR_WITH_ALPHA, [&[0, 0, 0, 16][..], &with_length(&bomb(512))].concat())
    }),
    attack("an-alpha-cursor-brighter-than-its-alpha", PseudoRectangle, Tolerate, || {
        one_rectangle(Rect::new(0, 0, 1, 1), CURSOR_WITH_ALPHA, [0, 0, 0, 0, 255, 255, 255, 3])
    }),
    attack("resized-to-65535-by-65535", PseudoRectangle, Error, || one_rectangle(HUGE, DESKTOP_SIZE, [])),
    attack("resized-to-nothing", PseudoRectangle, Either, || one_rectangle(Rect::default(), DESKTOP_SIZE, [])),
    attack("resized-smaller-and-drawn-at-the-old-size", PseudoRectangle, Error, drawn_at_the_old_size),
    attack("resized-65534-times-in-one-update", PseudoRectangle, Either, resized_to_and_fro),
    attack("a-layout-of-65535-by-65535", PseudoRectangle, Error, || layout(Size::new(65535, 65535), &[])),
    attack("a-layout-without-screens", PseudoRectangle, Either, || layout(SIZE, &[])),
    attack("a-layout-of-255-screens-outside", PseudoRectangle, Either, || {
        layout(SIZE, &[Screen { id: 7, area: HUGE, flags: u32::MAX }; 255])
    }),
    attack("a-layout-cut-off", PseudoRectangle, Error, || {
        cut_off(Rect::of(SIZE), EXTENDED_DESKTOP_SIZE, &[255, 0, 0, 0, 1, 2, 3])
    }),
    attack("a-layout-with-a-reason-and-status-there-are-not", PseudoRectangle, Tolerate, || {
        one_rectangle(Rect::new(65535, 65535, 64, 48), EXTENDED_DESKTOP_SIZE, one_screen())
    }),
    attack("renamed-at-4-gib", PseudoRectangle, Error, || endless(Rect::default(), DESKTOP_NAME, &[0xff; 4])),
    attack("renamed-in-no-encoding", PseudoRectangle, Tolerate, || {
        one_rectangle(Rect::default(), DESKTOP_NAME, [0, 0, 0, 3, 0xff, 0xc0, 0x80])
    }),
    attack("renamed-with-control-characters", PseudoRectangle, Tolerate, || {
        proof(opened().framebuffer_update(|update| update.desktop_name("\x1b[31m\u{202e}\r\n\0")))
    }),
    attack("renamed-65534-times-in-one-update", PseudoRectangle, Either, || {
        many(Rect::default(), DESKTOP_NAME, &[0, 0, 0, 1, b'n'])
    }),
    attack("the-last-of-one-rectangle", PseudoRectangle, Tolerate, || one_rectangle(Rect::default(), LAST_RECT, [])),
    attack("the-last-rectangle-first", PseudoRectangle, Tolerate, || {
        proof(opened().send([0, 0, 255, 255]).send([0; 8]).send(LAST_RECT.to_be_bytes()))
    }),
    attack("an-x-cursor-of-65535-by-65535", PseudoRectangle, Error, || endless(HUGE, X_CURSOR, &[0; 6])),
    attack("an-x-cursor-without-its-mask", PseudoRectangle, Error, || {
        cut_off(Rect::new(0, 0, 9, 9), X_CURSOR, &[1; 6 + 18])
    }),
    attack("an-x-cursor-without-pixels", PseudoRectangle, Tolerate, || one_rectangle(Rect::default(), X_CURSOR, [])),
    attack("a-vmware-cursor-of-65535-by-65535", PseudoRectangle, Error, || endless(HUGE, VMWARE_CURSOR, &[0, 0])),
    attack("a-vmware-cursor-of-a-kind-there-is-not", PseudoRectangle, Error, || {
        one_rectangle(Rect::new(0, 0, 2, 2), VMWARE_CURSOR, [9; 2 + 32])
    }),
    attack("a-vmware-cursor-that-inverts-everything", PseudoRectangle, Tolerate, || {
        one_rectangle(Rect::new(7, 7, 64, 64), VMWARE_CURSOR, [&[0, 0][..], &[0xff; 64 * 64 * 8]].concat())
    }),
    attack("65534-cursor-states-in-one-update", PseudoRectangle, Either, || {
        many(Rect::default(), VMWARE_CURSOR_STATE, &[0, 0])
    }),
    attack("the-pointer-moved-outside-65534-times", PseudoRectangle, Either, || {
        many(Rect::new(65535, 65535, 0, 0), POINTER_POS, &[])
    }),
    attack("lock-keys-65534-times", PseudoRectangle, Either, || many(Rect::default(), QEMU_LED_STATE, &[0xff])),
    attack("relative-and-absolute-65534-times", PseudoRectangle, Either, || {
        many(Rect::default(), QEMU_POINTER_MOTION_CHANGE, &[])
    }),
    attack("a-display-mode-of-65535-by-65535", PseudoRectangle, Error, || {
        one_rectangle(HUGE, VMWARE_DISPLAY_MODE_CHANGE, PixelFormat::RENDERER.to_wire())
    }),
    attack("a-display-mode-of-24-bits", PseudoRectangle, Error, || {
        let format = PixelFormat { bits_per_pixel: 24, ..PixelFormat::RENDERER };
        one_rectangle(Rect::of(SIZE), VMWARE_DISPLAY_MODE_CHANGE, format.to_wire())
    }),
    attack("a-display-mode-without-sense", PseudoRectangle, Error, || {
        one_rectangle(Rect::of(SIZE), VMWARE_DISPLAY_MODE_CHANGE, [255; 16])
    }),
    attack("65534-display-modes-in-one-update", PseudoRectangle, Either, || {
        let format = PixelFormat { bits_per_pixel: 16, depth: 16, max: [31; 3], ..PixelFormat::RENDERER };
        many(Rect::of(SIZE), VMWARE_DISPLAY_MODE_CHANGE, &format.to_wire())
    }),
    attack("an-announcement-that-comes-as-a-rectangle", PseudoRectangle, Error, || {
        one_rectangle(Rect::default(), EXTENDED_CLIPBOARD, [])
    }),
    attack("scan-codes-announced-65534-times", PseudoRectangle, Either, || {
        many(Rect::default(), QEMU_EXTENDED_KEY_EVENT, &[])
    }),
];

/// A rectangle with the beginning of its body, then bytes without end.
fn endless(rect: Rect, encoding: i32, body: &[u8]) -> Script {
    opened().framebuffer_update(|update| update.rectangle(rect, encoding, body)).flood([0; 16384], 1 << 30)
}

/// A rectangle with the beginning of its body, then the end of the connection.
fn cut_off(rect: Rect, encoding: i32, body: &[u8]) -> Script {
    opened().framebuffer_update(|update| update.rectangle(rect, encoding, body)).close()
}

fn many(rect: Rect, encoding: i32, body: &[u8]) -> Script {
    proof(opened().framebuffer_update(|mut update| {
        for _ in 0..u16::MAX - 1 {
            update = update.rectangle(rect, encoding, body);
        }
        update
    }))
}

fn layout(size: Size, screens: &[Screen]) -> Script {
    proof(opened().framebuffer_update(|update| update.extended_desktop_size(0, 0, size, screens)))
}

/// The body of a layout of one screen that covers the desktop.
fn one_screen() -> Vec<u8> {
    [&[1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0][..], &SIZE.width.to_be_bytes(), &SIZE.height.to_be_bytes(), &[0; 4]].concat()
}

fn drawn_at_the_old_size() -> Script {
    let pixels = vec![0; SIZE.area()];
    proof(opened().framebuffer_update(|update| update.desktop_size(Size::new(8, 8)).raw(Rect::of(SIZE), &pixels)))
}

fn resized_to_and_fro() -> Script {
    proof(opened().framebuffer_update(|mut update| {
        for step in 0..u16::MAX - 2 {
            update = update.desktop_size(if step % 2 == 0 { Size::new(256, 256) } else { Size::new(16, 16) });
        }
        update.desktop_size(SIZE)
    }))
}
