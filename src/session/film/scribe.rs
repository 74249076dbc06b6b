//! What a recording shows, and how it gets to show something else: updates in Tight without loss, made from the screen.
//!
//! Every few seconds an update holds the whole picture and begins all histories anew, so that a player can start there.

use std::time::Duration;

use rfb::recording::fbs::HANDSHAKE;
use rfb::{Framebuffer, PixelFormat, Point, Rect, Region, ServerInit, Size};
use server::desktop::CursorShape;
use server::encoder::{Encoder, Source, TightEncoder, Translation, Wishes, pieces};
use server::protocol::{pseudo_encoding, put_bell, put_cursor, put_framebuffer_update, put_rectangle};

/// Tight's number.
const TIGHT: i32 = 7;
/// The least that has codes of its own for every piece: without, noise would grow.
const COMPRESSION: u8 = 2;
/// Changes are looked for in bands of so many rows.
const BAND: u16 = 64;
/// A whole picture comes at most so often.
const KEY_PAUSE: Duration = Duration::from_secs(10);
/// After so many of its sizes in changes, a whole picture makes the recording little larger.
const KEY_SHARE: usize = 4;
/// After this time a whole picture comes however little has changed.
const KEY_PATIENCE: Duration = Duration::from_secs(60);

/// The picture of a recording, and what makes updates of it.
pub(in crate::session) struct Scribe {
    shown: Framebuffer,
    encoder: TightEncoder,
    translation: Translation,
    /// What of `shown` is not in the recording yet; rectangles do not overlap.
    changed: Vec<Rect>,
    size: Recorded,
    next: Next,
    key: Key,
    cursor: CursorShape,
    pointer: Option<Point>,
}

/// Whether the recording knows the size of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recorded {
    Yes,
    NotYet,
}

/// What the next update holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Changes,
    Everything,
}

/// The last whole picture: when it came, how many bytes it took, and how many came since.
#[derive(Debug, Clone, Copy, Default)]
struct Key {
    time: Duration,
    size: usize,
    since: usize,
}

/// What happened besides changes of the picture.
#[derive(Debug, Default)]
pub(in crate::session) struct Extras {
    /// The cursor looks like this.
    pub(in crate::session) cursor: Option<CursorShape>,
    /// The pointer is here.
    pub(in crate::session) pointer: Option<Point>,
    /// There was a beep.
    pub(in crate::session) bell: Option<Bell>,
}

/// A beep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::session) struct Bell;

impl Extras {
    /// Takes in what happened later. Of each kind only the newest counts.
    pub(in crate::session) fn add(&mut self, later: Extras) {
        self.cursor = later.cursor.or(self.cursor.take());
        self.pointer = later.pointer.or(self.pointer);
        self.bell = later.bell.or(self.bell);
    }
}

impl Scribe {
    /// Begins with a picture of this size, and appends what a recording begins with.
    pub(in crate::session) fn begin(size: Size, name: &str, out: &mut Vec<u8>) -> Self {
        let format = PixelFormat::RENDERER;
        let mut encoder = TightEncoder::default();
        encoder.wish(Wishes { compression: Some(COMPRESSION), ..Wishes::default() });
        let server_init = ServerInit { size, server_format: format, format, name: name.to_owned() };
        out.extend(HANDSHAKE);
        out.extend(server_init.to_wire());
        Self {
            shown: Framebuffer::new(size),
            encoder,
            translation: Translation::new(format),
            changed: Vec::new(),
            size: Recorded::Yes,
            next: Next::Everything,
            key: Key::default(),
            cursor: CursorShape::default(),
            pointer: None,
        }
    }

    /// Copies what has changed in `damage`. Short enough for a lock.
    pub(in crate::session) fn look(&mut self, framebuffer: &Framebuffer, damage: &Region) {
        let size = framebuffer.size();
        if size != self.shown.size() {
            self.shown = framebuffer.clone();
            self.changed.clear();
            (self.size, self.next) = (Recorded::NotYet, Next::Everything);
            return;
        }
        for rect in damage.rects().iter().filter_map(|rect| rect.intersection(Rect::of(size))) {
            for band in pieces(rect, Size::new(u16::MAX, BAND)) {
                if let Some(differs) = difference(&self.shown, framebuffer, band) {
                    copy(framebuffer, differs, &mut self.shown);
                    self.note(differs);
                }
            }
        }
    }

    /// Appends what the recording does not show yet, as of `time` since its start; nothing where it shows everything.
    pub(in crate::session) fn write(&mut self, time: Duration, extras: Extras, out: &mut Vec<u8>) {
        if extras.bell.is_some() {
            put_bell(out);
        }
        let (cursor_changed, pointer_moved) = (extras.cursor.is_some(), extras.pointer.is_some());
        self.cursor = extras.cursor.unwrap_or(std::mem::take(&mut self.cursor));
        self.pointer = extras.pointer.or(self.pointer);
        if self.size == Recorded::NotYet {
            put_framebuffer_update(1, out);
            put_rectangle(Rect::of(self.shown.size()), pseudo_encoding::DESKTOP_SIZE, out);
            self.size = Recorded::Yes;
        }
        if !self.changed.is_empty() && self.key.is_due(time) {
            self.next = Next::Everything;
        }
        let whole = std::mem::replace(&mut self.next, Next::Changes) == Next::Everything;
        let mut areas = std::mem::take(&mut self.changed);
        if whole {
            areas = vec![Rect::of(self.shown.size())];
            self.encoder.restart();
        }
        let start = out.len();
        let cursor = (whole || cursor_changed).then(|| self.cursor.clone());
        let pointer = self.pointer.filter(|_| whole || pointer_moved);
        self.update(&areas, cursor.as_ref(), pointer, out);
        self.key.wrote(out.len() - start, whole.then_some(time));
    }

    /// An update with the pixels in `areas`.
    fn update(&mut self, areas: &[Rect], cursor: Option<&CursorShape>, pointer: Option<Point>, out: &mut Vec<u8>) {
        let largest = self.encoder.largest();
        let rects: Vec<Rect> = areas.iter().flat_map(|area| pieces(*area, largest)).collect();
        let count = rects.len() + usize::from(cursor.is_some()) + usize::from(pointer.is_some());
        if count == 0 {
            return;
        }
        put_framebuffer_update(count as u16, out);
        if let Some(cursor) = cursor {
            put_cursor(cursor, &self.translation, out);
        }
        if let Some(Point { x, y }) = pointer {
            put_rectangle(Rect::new(x, y, 0, 0), pseudo_encoding::POINTER_POS, out);
        }
        for rect in rects {
            put_rectangle(rect, TIGHT, out);
            self.encoder.encode(&Source { framebuffer: &self.shown, rect, translation: &self.translation }, out);
        }
    }

    /// `rect` is to be written. One that goes on below the last one becomes part of it.
    fn note(&mut self, rect: Rect) {
        match self.changed.last_mut() {
            Some(last) if (last.x, last.width) == (rect.x, rect.width) && last.bottom() == u32::from(rect.y) => {
                last.height += rect.height;
            }
            Some(_) | None => self.changed.push(rect),
        }
    }
}

impl Key {
    fn is_due(self, time: Duration) -> bool {
        let age = time.saturating_sub(self.time);
        age >= KEY_PATIENCE || age >= KEY_PAUSE && self.since >= self.size * KEY_SHARE
    }

    fn wrote(&mut self, bytes: usize, whole_at: Option<Duration>) {
        match whole_at {
            Some(time) => *self = Key { time, size: bytes, since: 0 },
            None => self.since += bytes,
        }
    }
}

/// An update that changes nothing: a recording ends with it, so that it lasts until then.
pub(in crate::session) const NOTHING: [u8; 4] = [0; 4];

/// The smallest rectangle in `band` outside which both pictures are the same.
fn difference(one: &Framebuffer, other: &Framebuffer, band: Rect) -> Option<Rect> {
    let mut found: Option<[u16; 4]> = None;
    for ((one, other), y) in one.rows(band).zip(other.rows(band)).zip(band.y..) {
        if one == other {
            continue;
        }
        let mut pairs = one.iter().zip(other);
        let (Some(left), Some(right)) =
            (pairs.position(|(a, b)| a != b), one.iter().zip(other).rposition(|(a, b)| a != b))
        else {
            continue;
        };
        let (left, right) = (left as u16, right as u16);
        let [first, _, least, most] = found.unwrap_or([y, y, left, right]);
        found = Some([first, y, least.min(left), most.max(right)]);
    }
    found.map(|[top, bottom, left, right]| Rect::new(band.x + left, top, right - left + 1, bottom - top + 1))
}

fn copy(from: &Framebuffer, rect: Rect, to: &mut Framebuffer) {
    let Some(mut target) = to.target(rect) else { return };
    target.rows_mut().zip(from.rows(rect)).for_each(|(to, from)| to.copy_from_slice(from));
}

#[cfg(test)]
mod tests;
