//! A log that scrolls: made-up activity, and what viewers do.

use std::collections::VecDeque;
use std::time::Duration;

use rfb::Framebuffer;

use super::calendar::Moment;
use super::canvas::{Area, Canvas, Colour};
use super::font::{Fonts, Style};

pub(super) const LINE_HEIGHT: i32 = 19;
const BACKGROUND: Colour = 0x000d_111b;
const TIME: Colour = 0x0057_637f;
const TEXT: Colour = 0x00cb_d5e8;
const STYLE: Style = Style::fixed(13);
const PADDING: i32 = 12;
const EVERY: Duration = Duration::from_millis(900);
/// More lines than this in one frame are not worth scrolling.
const MAX_WAITING: usize = 64;

/// Who says something, and in which colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Draw,
    Net,
    Disk,
    Build,
    Input,
}

impl Voice {
    fn label(self) -> (&'static str, Colour) {
        match self {
            Voice::Draw => ("draw ", 0x006c_b6ff),
            Voice::Net => ("net  ", 0x00c6_8cff),
            Voice::Disk => ("disk ", 0x00ff_c46b),
            Voice::Build => ("build", 0x0078_e08f),
            Voice::Input => ("input", 0x0055_e3e0),
        }
    }
}

/// One line, not yet painted.
struct Line {
    moment: Moment,
    voice: Voice,
    text: String,
}

/// The log.
#[derive(Default)]
pub(super) struct Terminal {
    waiting: VecDeque<Line>,
    /// When the made-up activity speaks next, and how often it did.
    next: Duration,
    spoken: u64,
}

impl Terminal {
    pub(super) fn open(surface: &mut Framebuffer, content: Area) {
        Canvas::new(surface).fill(content, BACKGROUND);
    }

    /// Where lines stand on the surface: a whole number of them.
    pub(super) fn lines(content: Area) -> Area {
        let inside =
            Area { left: content.left, top: content.top + 8, right: content.right, bottom: content.bottom - 8 };
        let rows = (inside.height() / LINE_HEIGHT).max(1);
        Area { top: inside.bottom - rows * LINE_HEIGHT, ..inside }
    }

    pub(super) fn say(&mut self, now: Duration, voice: Voice, text: impl Into<String>) {
        if self.waiting.len() < MAX_WAITING {
            self.waiting.push_back(Line { moment: Moment::new(now), voice, text: text.into() });
        }
    }

    /// Lets the made-up activity speak when its time has come.
    pub(super) fn advance(&mut self, now: Duration, since_start: Duration) {
        if since_start < self.next {
            return;
        }
        // The first lines fill the window at once.
        let lines = if self.spoken == 0 { 16 } else { 1 };
        for _ in 0..lines {
            let (voice, text) = invented(self.spoken);
            self.say(now, voice, text);
            self.spoken += 1;
        }
        self.next = since_start + EVERY;
    }

    /// Takes the next line, to be painted at the bottom once everything is scrolled up.
    pub(super) fn paint_next(&mut self, surface: &mut Framebuffer, content: Area, fonts: &mut Fonts) -> bool {
        let Some(line) = self.waiting.pop_front() else { return false };
        let lines = Self::lines(content);
        let row = Area { top: lines.bottom - LINE_HEIGHT, ..lines };
        let mut canvas = Canvas::new(surface).clipped(row);
        canvas.fill(row, BACKGROUND);
        let baseline = row.bottom - 5;
        let (label, colour) = line.voice.label();
        let mut pen = (row.left + PADDING) as f32;
        let time = line.moment.time();
        for (text, colour) in [(time.as_str(), TIME), (label, colour), (line.text.as_str(), TEXT)] {
            pen = fonts.write(&mut canvas, STYLE, (pen, baseline), colour, text) + 10.0;
        }
        true
    }

    pub(super) fn has_lines(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// The n-th line of made-up activity.
fn invented(number: u64) -> (Voice, String) {
    let random = |salt: u64, below: u64| {
        let mixed = (number * 31 + salt).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 33) % below
    };
    match number % 9 {
        0 => (Voice::Draw, format!("frame {} composed, {} rectangles", 4200 + number * 30, 2 + random(1, 9))),
        1 => (Voice::Net, format!("zrle {} KiB → {} KiB", 90 + random(2, 700), 3 + random(3, 40))),
        2 => (Voice::Build, format!("compiling module {} of 128", 1 + number % 128)),
        3 => (Voice::Disk, format!("synced {} blocks in {} ms", 64 + random(4, 900), 1 + random(5, 12))),
        4 => (Voice::Draw, format!("window moved, {} bytes as CopyRect", 16)),
        5 => (Voice::Net, format!("round trip {}.{} ms", random(6, 4), random(7, 10))),
        6 => (Voice::Build, format!("{} tests passed, 0 failed", 40 + number)),
        7 => (Voice::Disk, format!("cache {} % full", 20 + random(8, 60))),
        _ => (Voice::Draw, "nothing changed, nothing sent".into()),
    }
}
