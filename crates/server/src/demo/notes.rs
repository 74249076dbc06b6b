//! A sheet of paper that shows what is typed, the modifiers that are held, and the last key.

use std::time::Duration;

use rfb::Framebuffer;
use xkeysym::Keysym;

use super::canvas::{Area, Canvas, Colour};
use super::font::{Fonts, Style};
use crate::desktop::Key;

const PAPER: Colour = 0x00f7_f8fc;
const INK: Colour = 0x0020_2840;
const HINT: Colour = 0x009a_a3b8;
const FOOT: Colour = 0x00e6_e9f2;
const RULE: Colour = 0x00d3_d8e6;
const HELD: Colour = 0x002f_6fed;
const CARET: Colour = 0x002f_6fed;
const TEXT_STYLE: Style = Style::proportional(20);
const LINE_HEIGHT: i32 = 28;
const FOOT_HEIGHT: i32 = 44;
const PADDING: i32 = 18;
const MAX_TEXT: usize = 4000;
const BLINK_MILLIS: u128 = 530;

/// Keys that change what others mean, and how they are called.
const MODIFIERS: [(&str, &[u32]); 6] = [
    ("Shift", &[0xffe1, 0xffe2]),
    ("Ctrl", &[0xffe3, 0xffe4]),
    ("Alt", &[0xffe9, 0xffea, 0xffe7, 0xffe8]),
    ("AltGr", &[0xfe03, 0xff7e]),
    ("Super", &[0xffeb, 0xffec]),
    ("Caps", &[0xffe5]),
];

/// What a key asks for besides text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    /// Ctrl+C: the text goes to the viewers' clipboard.
    Copy(String),
    /// Ctrl+G.
    Bell,
}

/// The sheet.
#[derive(Debug, Default)]
pub(super) struct Notes {
    text: String,
    clipboard: String,
    held: Vec<u32>,
    last: Option<Key>,
    stale: Stale,
    caret: Area,
    caret_shows: bool,
}

/// What has to be painted anew.
#[derive(Debug, Default)]
struct Stale {
    text: bool,
    foot: bool,
}

impl Notes {
    pub(super) fn open(&mut self, surface: &mut Framebuffer, content: Area) {
        let mut canvas = Canvas::new(surface);
        canvas.fill(content, PAPER);
        self.stale = Stale { text: true, foot: true };
    }

    /// The part where text stands, on the surface.
    pub(super) fn page(content: Area) -> Area {
        Area { bottom: (content.bottom - FOOT_HEIGHT).max(content.top), ..content }
    }

    pub(super) fn set_clipboard(&mut self, text: String) {
        self.clipboard = text;
    }

    pub(super) fn key(&mut self, key: Key) -> Wish {
        self.last = Some(key);
        self.stale.foot = true;
        self.held.retain(|held| *held != key.keysym);
        if !key.pressed {
            return Wish::Nothing;
        }
        if MODIFIERS.iter().any(|(_, keysyms)| keysyms.contains(&key.keysym)) {
            self.held.push(key.keysym);
            return Wish::Nothing;
        }
        self.typed(Keysym::new(key.keysym))
    }

    /// Paints what changed and returns where, on the surface.
    pub(super) fn show(
        &mut self,
        since_start: Duration,
        surface: &mut Framebuffer,
        content: Area,
        fonts: &mut Fonts,
    ) -> Vec<Area> {
        let mut changed = Vec::new();
        let stale = std::mem::take(&mut self.stale);
        let page = Self::page(content);
        if stale.text {
            self.paint_text(surface, page, fonts);
            changed.push(page);
        }
        if stale.foot {
            let foot = Area { top: page.bottom, ..content };
            self.paint_foot(surface, foot, fonts);
            changed.push(foot);
        }
        let caret_shows = (since_start.as_millis() / BLINK_MILLIS).is_multiple_of(2);
        if stale.text || caret_shows != self.caret_shows {
            self.caret_shows = caret_shows;
            let colour = if caret_shows { CARET } else { PAPER };
            Canvas::new(surface).clipped(page).fill(self.caret, colour);
            changed.push(self.caret.intersection(page));
        }
        changed
    }

    fn typed(&mut self, keysym: Keysym) -> Wish {
        let before = self.text.len();
        match keysym {
            Keysym::BackSpace => drop(self.text.pop()),
            Keysym::Escape => self.text.clear(),
            Keysym::Return | Keysym::KP_Enter => self.text.push('\n'),
            Keysym::Tab => self.text.push_str("    "),
            _ if self.is_held("Ctrl") => match keysym.key_char().map(|character| character.to_ascii_lowercase()) {
                Some('c') => return Wish::Copy(self.text.clone()),
                Some('g') => return Wish::Bell,
                Some('v') => {
                    let pasted = self.clipboard.chars().filter(|c| *c == '\n' || !c.is_control());
                    self.text.extend(pasted.take(MAX_TEXT));
                }
                _ => return Wish::Nothing,
            },
            _ => self.text.extend(keysym.key_char().filter(|character| !character.is_control())),
        }
        while self.text.len() > MAX_TEXT {
            self.text.remove(0);
        }
        self.stale.text |= self.text.len() != before;
        Wish::Nothing
    }

    fn is_held(&self, name: &str) -> bool {
        let keysyms = MODIFIERS.iter().find(|(modifier, _)| *modifier == name).map_or(&[][..], |(_, keysyms)| keysyms);
        self.held.iter().any(|held| keysyms.contains(held))
    }

    fn paint_text(&mut self, surface: &mut Framebuffer, page: Area, fonts: &mut Fonts) {
        let mut canvas = Canvas::new(surface).clipped(page);
        canvas.fill(page, PAPER);
        let left = page.left + PADDING;
        let room = (page.width() - 2 * PADDING) as f32;
        let rows = ((page.height() - 16) / LINE_HEIGHT).max(1) as usize;
        let lines = wrapped(&self.text, room, fonts);
        let shown = &lines[lines.len().saturating_sub(rows)..];
        let mut pen = (left as f32, page.top + 10 + LINE_HEIGHT - 8);
        if self.text.is_empty() {
            let hint = "Type here: @ € ü ñ é { | } ~ …";
            fonts.write(&mut canvas, TEXT_STYLE, (left as f32 + 4.0, pen.1), HINT, hint);
        }
        for (index, line) in shown.iter().enumerate() {
            pen.1 = page.top + 10 + (index as i32 + 1) * LINE_HEIGHT - 8;
            pen.0 = fonts.write(&mut canvas, TEXT_STYLE, (left as f32, pen.1), INK, line);
        }
        self.caret = Area::new(pen.0.ceil() as i32, pen.1 - 18, 2, 23);
    }

    fn paint_foot(&self, surface: &mut Framebuffer, foot: Area, fonts: &mut Fonts) {
        let mut canvas = Canvas::new(surface).clipped(foot);
        canvas.fill(foot, FOOT);
        canvas.fill(Area { bottom: foot.top + 1, ..foot }, RULE);
        let style = Style::proportional(14);
        let mut x = foot.left + 14;
        for (name, _) in MODIFIERS {
            let width = fonts.width(style, name) as i32 + 20;
            let chip = Area::new(x, foot.top + 10, width, 25);
            let (fill, colour) = if self.is_held(name) { (HELD, 0x00ff_ffff) } else { (0x00d6_dbe8, 0x0061_6b85) };
            canvas.rounded(chip, 6.0, fill, 1.0);
            fonts.write_centred(&mut canvas, style, (x as f32 + width as f32 / 2.0, foot.top + 27), colour, name);
            x += width + 7;
        }
        if let Some(key) = self.last {
            let text = described(key);
            let start = foot.right as f32 - 16.0 - fonts.width(Style::fixed(12), &text);
            if start > x as f32 {
                fonts.write(&mut canvas, Style::fixed(12), (start.round(), foot.top + 27), 0x0049_5470, &text);
            }
        }
    }
}

/// A key in words: what it is called, its numbers, and whether it is down.
pub(super) fn described(key: Key) -> String {
    let name = Keysym::new(key.keysym).name().map_or_else(String::new, |name| name.replace("XK_", ""));
    let scancode = key.scancode.map_or_else(String::new, |scancode| format!(" scan {scancode:#04x}"));
    let arrow = if key.pressed { '↓' } else { '↑' };
    format!("{name} {:#x}{scancode} {arrow}", key.keysym)
}

/// The text in lines no wider than `room`, broken between words where possible. Never empty.
fn wrapped(text: &str, room: f32, fonts: &mut Fonts) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            let wide = |line: &str, fonts: &mut Fonts| fonts.width(TEXT_STYLE, line.trim_end()) > room;
            if !line.is_empty() && wide(&format!("{line}{word}"), fonts) {
                lines.push(std::mem::take(&mut line));
            }
            for character in word.chars() {
                line.push(character);
                if line.chars().count() > 1 && wide(&line, fonts) {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, character.to_string()));
                }
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(notes: &mut Notes, keysym: u32) -> Wish {
        notes.key(Key { keysym, scancode: None, pressed: true })
    }

    #[test]
    fn keysyms_of_every_kind_become_text() {
        let mut notes = Notes::default();
        // Latin-1, a legacy number, a keypad key, the Unicode range, and ones that are no text.
        for keysym in [0x61, 0x40, 0xfc, 0xf1, 0x20ac, 0xffb7, 0x0100_20bd, 0xffbe, 0xff51, 0xffe1] {
            press(&mut notes, keysym);
        }
        assert_eq!(notes.text, "a@üñ€7₽");
        press(&mut notes, 0xff08);
        press(&mut notes, 0xff0d);
        assert_eq!(notes.text, "a@üñ€7\n");
        assert!(notes.is_held("Shift"));
    }

    #[test]
    fn control_with_a_letter_is_a_wish_and_no_text() {
        let mut notes = Notes::default();
        press(&mut notes, 0x68);
        notes.set_clipboard("ello\t!".into());
        press(&mut notes, 0xffe3);
        press(&mut notes, 0x76);
        assert_eq!(press(&mut notes, 0x63), Wish::Copy("hello!".into()));
        assert_eq!(press(&mut notes, 0x67), Wish::Bell);
        notes.key(Key { keysym: 0xffe3, scancode: None, pressed: false });
        press(&mut notes, 0x67);
        assert_eq!(notes.text, "hello!g");
    }

    #[test]
    fn long_text_wraps_and_the_oldest_is_forgotten() {
        let mut notes = Notes::default();
        for _ in 0..MAX_TEXT + 500 {
            press(&mut notes, 0x20ac);
        }
        assert!(notes.text.len() <= MAX_TEXT);
        let mut fonts = Fonts::new();
        let lines = wrapped("one two three\n\nfour", 60.0, &mut fonts);
        assert!(lines.len() >= 4, "{lines:?}");
        assert!(lines.iter().all(|line| fonts.width(TEXT_STYLE, line.trim_end()) <= 60.0), "{lines:?}");
    }
}
