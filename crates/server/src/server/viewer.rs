//! One connected viewer as the server sees it: what it asked for, what it has, and the bytes it is to be sent next.
//! Knows nothing of sockets.

use std::collections::VecDeque;
use std::sync::Arc;

use rfb::{PixelFormat, Point, Rect, Size};
use tokio::sync::Notify;

use super::announced::{Announced, CursorDrawing, Resizing};
use super::clipboard::Offer;
use super::owed::Owed;
use crate::desktop::{Changes, CursorShape, Desktop, Motion, Notice, Power};
use crate::encoder::{Encoders, Source, Translation, Wishes, colour_map, copy_rect, pieces};
use crate::protocol::extended_clipboard::{self, ClipboardMessage};
use crate::protocol::{Screen, ViewerFault, pseudo_encoding, server_message};

/// The most bytes of answers that wait for a viewer that does not read.
const MAX_WAITING: usize = 4 << 20;
/// Continuous updates stop while this many fences are unanswered: the viewer, or the network, is behind.
const MAX_FENCES: u32 = 3;

/// Flags of a fence (rfbproto, Fence).
mod fence {
    pub(super) const BLOCK_BEFORE: u32 = 1;
    pub(super) const BLOCK_AFTER: u32 = 1 << 1;
    pub(super) const SYNC_NEXT: u32 = 1 << 2;
    pub(super) const REQUEST: u32 = 1 << 31;
    pub(super) const UNDERSTOOD: u32 = BLOCK_BEFORE | BLOCK_AFTER | SYNC_NEXT;
}

/// Who caused a change of size, as ExtendedDesktopSize numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    Server = 0,
    ThisViewer = 1,
    OtherViewer = 2,
}

/// A change of size or screens the viewer is to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LayoutNews {
    cause: Cause,
    status: u16,
    size: Size,
    screens: Vec<Screen>,
}

/// Messages about things other than pixels that go into the next update.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that is due or not, whatever the others are")]
struct Due {
    cursor: bool,
    name: bool,
    extended_keys: bool,
    locks: bool,
    motion: bool,
}

pub(super) struct Viewer {
    /// Rings when there may be something to send, or when the viewer must go.
    pub(super) wake: Arc<Notify>,
    /// The size the viewer believes the desktop has.
    size: Size,
    announced: Announced,
    translation: Translation,
    encoders: Encoders,
    owed: Owed,
    due: Due,
    clipboard: Offer,
    /// How the viewer was told to send movements.
    motion: Motion,
    layout_news: VecDeque<LayoutNews>,
    /// The area of the request that was not answered yet.
    requested: Option<Rect>,
    /// The area of continuous updates, while they are on.
    continuous: Option<Rect>,
    /// Fences sent with continuous updates and not answered. Counts only once the viewer has answered one at all.
    fences_unanswered: u32,
    answers_fences: bool,
    /// Finished messages.
    waiting: Vec<u8>,
}

impl Viewer {
    /// A viewer that was just let in, to whom ServerInit and its `extension` are the first thing to send.
    pub(super) fn new(desktop: &dyn Desktop, format: PixelFormat, extension: &[u8]) -> Self {
        let size = desktop.framebuffer().size();
        let mut viewer = Self {
            wake: Arc::new(Notify::new()),
            size,
            announced: Announced::default(),
            translation: Translation::new(format),
            encoders: Encoders::default(),
            owed: Owed::everything(size),
            due: Due::default(),
            clipboard: Offer::default(),
            motion: Motion::Absolute,
            layout_news: VecDeque::new(),
            requested: None,
            continuous: None,
            fences_unanswered: 0,
            answers_fences: false,
            waiting: Vec::new(),
        };
        server_message::put_server_init(size, format, desktop.name(), &mut viewer.waiting);
        viewer.waiting.extend(extension);
        viewer.send_colour_map();
        viewer
    }

    pub(super) fn set_pixel_format(&mut self, format: PixelFormat) {
        self.translation = Translation::new(format);
        self.send_colour_map();
        self.due.cursor = self.announced.cursor() != CursorDrawing::Unable;
    }

    /// Takes SetEncodings in and announces the extensions it mentions for the first time.
    pub(super) fn set_encodings(&mut self, encodings: Vec<i32>, desktop: &dyn Desktop, screens: &[Screen]) {
        self.encoders.wish(Wishes::of(&encodings));
        let before = std::mem::replace(&mut self.announced, Announced::new(encodings));
        let now = &self.announced;
        if now.fences() && !before.fences() {
            server_message::put_fence(fence::REQUEST, &[], &mut self.waiting);
        }
        if now.continuous_updates() && !before.continuous_updates() {
            server_message::put_end_of_continuous_updates(&mut self.waiting);
        }
        if now.extended_clipboard() {
            extended_clipboard::put_caps(&mut self.waiting);
        }
        if now.xvp() && !before.xvp() && desktop.has_power() {
            server_message::put_xvp_init(&mut self.waiting);
        }
        self.due.locks |= now.locks() && desktop.locks().is_some();
        self.due.motion |= now.motion() && desktop.motion() != self.motion;
        self.due.extended_keys |= now.extended_keys() && !before.extended_keys();
        self.due.cursor |= now.cursor() != before.cursor();
        self.due.name |= now.desktop_name() && !before.desktop_name();
        self.resized(Cause::Server, desktop.framebuffer().size(), screens);
    }

    pub(super) fn request(&mut self, incremental: bool, area: Rect, screens: &[Screen]) {
        if !incremental {
            if let Some(lost) = area.intersection(Rect::of(self.size)) {
                self.owed.lose(lost);
            }
            if self.announced.resizing() == Resizing::Extended {
                self.tell_layout(Cause::Server, 0, self.size, screens);
            }
        }
        self.requested = Some(self.requested.map_or(area, |earlier| earlier.union(area)));
    }

    pub(super) fn enable_continuous_updates(&mut self, area: Option<Rect>) {
        if self.continuous.is_some() && area.is_none() {
            server_message::put_end_of_continuous_updates(&mut self.waiting);
        }
        self.continuous = area;
        self.fences_unanswered = 0;
    }

    /// Answers a viewer's fence, or notes that it answered ours.
    pub(super) fn fence(&mut self, flags: u32, payload: &[u8]) {
        if flags & fence::REQUEST != 0 {
            server_message::put_fence(flags & fence::UNDERSTOOD, payload, &mut self.waiting);
        } else {
            self.answers_fences = true;
            self.fences_unanswered = self.fences_unanswered.saturating_sub(1);
        }
    }

    /// The desktop has `size` now. Tells the viewer, if it can be told.
    pub(super) fn resized(&mut self, cause: Cause, size: Size, screens: &[Screen]) {
        let changed = size != self.size;
        match self.announced.resizing() {
            Resizing::Fixed => return,
            Resizing::DesktopSize if !changed => return,
            Resizing::Extended if !changed && cause == Cause::Server => return,
            Resizing::DesktopSize | Resizing::Extended => {}
        }
        if changed {
            self.size = size;
            self.owed = Owed::everything(size);
        }
        self.tell_layout(cause, 0, size, screens);
    }

    /// The viewer's wish for another size was not granted.
    pub(super) fn resize_refused(&mut self, status: u16, screens: &[Screen]) {
        if self.announced.resizing() == Resizing::Extended {
            self.tell_layout(Cause::ThisViewer, status, self.size, screens);
        }
    }

    /// The desktop changed.
    pub(super) fn note(&mut self, changes: &Changes) {
        if self.announced.copies() {
            changes.copies.iter().for_each(|copy| self.owed.add_copy(*copy));
        } else {
            changes.copies.iter().for_each(|copy| self.owed.add_damage(copy.target()));
        }
        changes.damage.rects().iter().for_each(|rect| self.owed.add_damage(*rect));
        for notice in &changes.notices {
            match notice {
                Notice::Cursor => self.due.cursor = self.announced.cursor() != CursorDrawing::Unable,
                Notice::Name => self.due.name = self.announced.desktop_name(),
                Notice::Bell => server_message::put_bell(&mut self.waiting),
                Notice::CutText(clipping) => {
                    let extended = self.announced.extended_clipboard();
                    self.clipboard.change(clipping, extended, &mut self.waiting);
                }
                Notice::Locks => self.due.locks = self.announced.locks(),
                Notice::Motion => self.due.motion = self.announced.motion(),
            }
        }
    }

    /// Does what the viewer says about the clipboard.
    pub(super) fn clipboard(&mut self, message: ClipboardMessage, desktop: &mut dyn Desktop) {
        self.clipboard.handle(message, desktop, &mut self.waiting);
    }

    /// Switches the machine as the viewer asks for by xvp, or tells it that this cannot be done.
    pub(super) fn switch(&mut self, code: u8, desktop: &mut dyn Desktop) {
        let power = [Power::Shutdown, Power::Reboot, Power::Reset].into_iter().find(|power| *power as u8 == code);
        if !power.is_some_and(|power| desktop.power(power)) {
            server_message::put_xvp_fail(&mut self.waiting);
        }
    }

    /// Whether the viewer was told to send distances instead of positions.
    pub(super) fn sends_distances(&self) -> bool {
        self.motion == Motion::Relative
    }

    /// Whether more waits for the viewer than it may leave unread.
    pub(super) fn check_reading(&self) -> Result<(), ViewerFault> {
        let news = self.layout_news.len() * 64;
        if self.waiting.len() + news > MAX_WAITING { Err(ViewerFault::DoesNotRead) } else { Ok(()) }
    }

    /// The bytes to send now: finished messages, then an update if one is asked for and there is anything in it.
    pub(super) fn transmit(&mut self, desktop: &dyn Desktop) -> Vec<u8> {
        let mut out = std::mem::take(&mut self.waiting);
        while let Some(news) = self.layout_news.pop_front() {
            self.put_layout(&news, &mut out);
        }
        let behind = self.answers_fences && self.fences_unanswered >= MAX_FENCES;
        let area = match (self.requested, self.continuous) {
            (Some(requested), continuous) => requested.union(continuous.unwrap_or_default()),
            (None, Some(continuous)) if !behind => continuous,
            (None, _) => return out,
        };
        if self.put_update(area, desktop, &mut out) {
            self.requested = None;
            if self.continuous.is_some() && self.announced.fences() {
                server_message::put_fence(fence::REQUEST | fence::BLOCK_BEFORE, b"update", &mut out);
                self.fences_unanswered += 1;
            }
        }
        out
    }

    /// Appends a FramebufferUpdate of what is due and owed in `area`; whether there was anything.
    fn put_update(&mut self, area: Rect, desktop: &dyn Desktop, out: &mut Vec<u8>) -> bool {
        let mut extras = Vec::new();
        let mut count = self.put_due(desktop, &mut extras);
        let visible = Rect::of(desktop.framebuffer().size()).intersection(Rect::of(self.size));
        let area = visible.and_then(|visible| visible.intersection(area));
        let (copies, rects) = match area {
            Some(area) if !self.owed.is_empty() => self.owed.take(area),
            _ => Default::default(),
        };
        let encoding = self.announced.encoding();
        let largest = self.encoders.get(encoding).map_or(self.size, |encoder| encoder.largest());
        let rects: Vec<_> = rects.into_iter().flat_map(|rect| pieces(rect, largest)).collect();
        count += copies.len() + rects.len();
        if count == 0 {
            return false;
        }
        let open_ended = self.announced.last_rect();
        server_message::put_framebuffer_update(if open_ended { u16::MAX } else { count as u16 }, out);
        out.append(&mut extras);
        for copy in copies {
            server_message::put_rectangle(copy.target(), copy_rect::NUMBER, out);
            copy_rect::encode(copy.from.origin(), out);
        }
        if let Some(encoder) = self.encoders.get(encoding) {
            for rect in rects {
                server_message::put_rectangle(rect, encoding, out);
                let source = Source { framebuffer: desktop.framebuffer(), rect, translation: &self.translation };
                encoder.encode(&source, out);
            }
        }
        if open_ended {
            server_message::put_rectangle(Rect::default(), pseudo_encoding::LAST_RECT, out);
        }
        true
    }

    /// Appends the pseudo-rectangles that are due and returns how many they are.
    fn put_due(&mut self, desktop: &dyn Desktop, out: &mut Vec<u8>) -> usize {
        let due = std::mem::take(&mut self.due);
        if due.extended_keys {
            server_message::put_rectangle(Rect::default(), pseudo_encoding::QEMU_EXTENDED_KEY_EVENT, out);
        }
        if due.name {
            server_message::put_desktop_name(desktop.name(), out);
        }
        if due.cursor {
            self.put_cursor(desktop.cursor(), out);
        }
        if due.motion {
            self.motion = desktop.motion();
            server_message::put_motion(self.motion, out);
        }
        let locks = desktop.locks().filter(|_| due.locks);
        if let Some(locks) = locks {
            server_message::put_locks(locks, out);
        }
        let are_due = [due.extended_keys, due.name, due.cursor, due.motion, locks.is_some()];
        are_due.into_iter().map(usize::from).sum()
    }

    fn put_cursor(&self, cursor: &CursorShape, out: &mut Vec<u8>) {
        match self.announced.cursor() {
            CursorDrawing::WithAlpha => server_message::put_cursor_with_alpha(cursor, out),
            CursorDrawing::Vmware => server_message::put_vmware_cursor(cursor, out),
            CursorDrawing::TwoColours => server_message::put_x_cursor(cursor, out),
            CursorDrawing::Masked | CursorDrawing::Unable => {
                server_message::put_cursor(cursor, &self.translation, out);
            }
        }
    }

    /// An update of its own, as the specification asks for changes of size.
    fn put_layout(&self, news: &LayoutNews, out: &mut Vec<u8>) {
        server_message::put_framebuffer_update(1, out);
        match self.announced.resizing() {
            Resizing::Extended => {
                let LayoutNews { cause, status, size, screens } = news;
                server_message::put_extended_desktop_size(*cause as u16, *status, *size, screens, out);
            }
            Resizing::DesktopSize | Resizing::Fixed => {
                server_message::put_rectangle(Rect::of(news.size), pseudo_encoding::DESKTOP_SIZE, out);
            }
        }
    }

    fn tell_layout(&mut self, cause: Cause, status: u16, size: Size, screens: &[Screen]) {
        self.layout_news.push_back(LayoutNews { cause, status, size, screens: screens.to_vec() });
    }

    fn send_colour_map(&mut self) {
        if !self.translation.format().true_colour {
            server_message::put_colour_map_entries(colour_map(), &mut self.waiting);
        }
    }
}

/// The layout of `desktop` where no viewer has arranged its screens: those that fit, or one that covers all of it.
pub(super) fn own_screens(desktop: &dyn Desktop) -> Vec<Screen> {
    let size = desktop.framebuffer().size();
    let numbered = |(index, area): (usize, &Rect)| Screen { id: index as u32 + 1, area: *area, flags: 0 };
    let screens: Vec<Screen> = desktop.screens().iter().enumerate().map(numbered).collect();
    if is_sensible(&screens, size) { screens } else { vec![Screen { id: 1, area: Rect::of(size), flags: 0 }] }
}

/// Whether screens can be what a desktop of `size` shows.
pub(super) fn is_sensible(screens: &[Screen], size: Size) -> bool {
    let inside = screens.iter().all(|screen| screen.area.fits(size) && !screen.area.is_empty());
    let unique = screens.iter().enumerate().all(|(index, screen)| screens[..index].iter().all(|s| s.id != screen.id));
    !screens.is_empty() && inside && unique
}

/// The nearest point inside a desktop of `size`.
pub(super) fn clamped(position: Point, size: Size) -> Point {
    Point::new(position.x.min(size.width.saturating_sub(1)), position.y.min(size.height.saturating_sub(1)))
}
