//! A live desktop worth looking at, drawn without any window system: what `farview demo` serves.
//!
//! Pure: the same calls with the same times give the same pictures.

mod calendar;
mod canvas;
mod clock;
mod cursor;
mod font;
mod layout;
mod noise;
mod notes;
mod overlay;
mod picture;
mod scene;
mod terminal;
mod wallpaper;
mod window;

use std::io;
use std::net::ToSocketAddrs;
use std::time::Duration;

use rfb::{Framebuffer, Point, Size};

use self::calendar::Moment;
use self::canvas::Area;
use self::clock::Clock;
use self::font::Fonts;
use self::notes::{Notes, Wish, described};
use self::scene::{Place, Scene};
use self::terminal::{LINE_HEIGHT, Terminal, Voice};
use crate::desktop::{Changes, Clipping, CursorShape, Desktop, Key, Notice, Pointer, ResizeRefused};
use crate::server::{Handle, Options, Server};

/// The size the demo desktop has if nobody asks for another.
pub const DEFAULT_SIZE: Size = Size::new(1280, 800);
/// The smallest size it can have.
pub const MIN_SIZE: Size = Size::new(320, 200);
/// The largest size it can have.
pub const MAX_SIZE: Size = Size::new(7680, 4320);

/// Serves a demo desktop of `size` (made to fit what is possible) in a thread of its own until the handle is dropped.
pub fn spawn(address: impl ToSocketAddrs, options: Options, size: Size) -> io::Result<Handle> {
    Server::bind(address, options)?.spawn(DemoDesktop::new(size))
}

/// The demo desktop.
pub struct DemoDesktop {
    fonts: Fonts,
    scene: Scene,
    clock: Clock,
    terminal: Terminal,
    notes: Notes,
    arrow: CursorShape,
    beam: CursorShape,
    over_text: bool,
    /// Input since the last tick; it gets the next tick's time.
    inbox: Vec<Input>,
    pointer: Pointer,
    drag: Option<Drag>,
    /// Whether somebody dragged the clock, which stays where it is from then on.
    clock_placed: bool,
    started: Option<Duration>,
    bar_shows: Option<Moment>,
    notices: Vec<Notice>,
}

enum Input {
    Key(Key),
    Pointer(Pointer),
    CutText(Clipping),
}

/// A window on its way with the mouse.
#[derive(Debug, Clone, Copy)]
struct Drag {
    place: Place,
    /// From the window's corner to the pointer.
    grip: (i32, i32),
}

impl DemoDesktop {
    /// A desktop of `size`, or the nearest size that is possible.
    pub fn new(size: Size) -> Self {
        let width = size.width.clamp(MIN_SIZE.width, MAX_SIZE.width);
        let height = size.height.clamp(MIN_SIZE.height, MAX_SIZE.height);
        let mut fonts = Fonts::new();
        let scene = layout::scene(Size::new(width, height), &mut fonts);
        let mut desktop = Self {
            fonts,
            scene,
            clock: Clock::default(),
            terminal: Terminal::default(),
            notes: Notes::default(),
            arrow: cursor::arrow(),
            beam: cursor::beam(),
            over_text: false,
            inbox: Vec::new(),
            pointer: Pointer::default(),
            drag: None,
            clock_placed: false,
            started: None,
            bar_shows: None,
            notices: Vec::new(),
        };
        desktop.open_windows();
        desktop
    }

    fn open_windows(&mut self) {
        let content = |scene: &Scene, place| scene.window(place).content();
        let area = content(&self.scene, Place::Picture);
        layout::hang_picture(self.scene.surface(Place::Picture), area);
        let area = content(&self.scene, Place::Terminal);
        Terminal::open(self.scene.surface(Place::Terminal), area);
        let area = content(&self.scene, Place::Notes);
        self.notes.open(self.scene.surface(Place::Notes), area);
        let area = content(&self.scene, Place::Clock);
        self.clock.open(self.scene.surface(Place::Clock), area);
        self.bar_shows = None;
    }

    /// Everything that moves goes first: pixels can only be copied while they are still as they were shown.
    fn advance(&mut self, now: Duration, since_start: Duration) {
        for input in std::mem::take(&mut self.inbox) {
            match input {
                Input::Key(key) => self.take_key(now, key),
                Input::Pointer(pointer) => self.take_pointer(now, pointer),
                Input::CutText(Clipping { text, .. }) => {
                    self.terminal.say(now, Voice::Input, format!("clipboard: {} characters", text.chars().count()));
                    self.notes.set_clipboard(text);
                }
            }
        }
        if !self.clock_placed {
            let (left, top) = layout::drift(self.scene.picture().size(), self.clock_body(), since_start);
            self.scene.move_window(Place::Clock, left, top);
        }
        self.scroll_terminal(now, since_start);
        self.show_clock(now);
        self.show_notes(since_start);
        self.show_bar(now);
        for area in self.scene.overlay.advance(now) {
            self.scene.damage(area);
        }
    }

    fn clock_body(&self) -> Area {
        self.scene.window(Place::Clock).body()
    }

    fn scroll_terminal(&mut self, now: Duration, since_start: Duration) {
        self.terminal.advance(now, since_start);
        let content = self.scene.window(Place::Terminal).content();
        while self.terminal.has_lines() {
            self.scene.scroll_up(Place::Terminal, Terminal::lines(content), LINE_HEIGHT);
            self.terminal.paint_next(self.scene.surface(Place::Terminal), content, &mut self.fonts);
        }
    }

    fn show_clock(&mut self, now: Duration) {
        let content = self.scene.window(Place::Clock).content();
        let changed = self.clock.show(now, self.scene.surface(Place::Clock), content, &mut self.fonts);
        for area in changed {
            self.scene.damage_inside(Place::Clock, area);
        }
    }

    fn show_notes(&mut self, since_start: Duration) {
        let content = self.scene.window(Place::Notes).content();
        let changed = self.notes.show(since_start, self.scene.surface(Place::Notes), content, &mut self.fonts);
        for area in changed {
            self.scene.damage_inside(Place::Notes, area);
        }
    }

    fn show_bar(&mut self, now: Duration) {
        let moment = Moment { second: 0, ..Moment::new(now) };
        if self.bar_shows.replace(moment) != Some(moment) {
            let area = layout::paint_bar(&mut self.scene.background, moment, &mut self.fonts);
            self.scene.damage(area);
        }
    }

    fn take_key(&mut self, now: Duration, key: Key) {
        self.terminal.say(now, Voice::Input, described(key));
        match self.notes.key(key) {
            Wish::Nothing => {}
            Wish::Bell => self.notices.push(Notice::Bell),
            Wish::Copy(text) => self.notices.push(Notice::CutText(text.into())),
        }
    }

    fn take_pointer(&mut self, now: Duration, pointer: Pointer) {
        let before = std::mem::replace(&mut self.pointer, pointer);
        let Point { x, y } = pointer.position;
        let (x, y) = (i32::from(x), i32::from(y));
        if before.position != pointer.position {
            self.scene.overlay.moved(now, pointer.position);
        }
        let pressed = pointer.buttons & !before.buttons;
        for index in (0..8).filter(|index| pressed >> index & 1 == 1) {
            self.scene.overlay.pressed(now, pointer.position, index);
            self.terminal.say(now, Voice::Input, format!("button {} at {x}, {y}", index + 1));
        }
        if pressed & 1 == 1 {
            self.grasp(x, y);
        } else if pointer.buttons & 1 == 0 {
            self.drag = None;
        }
        if let Some(Drag { place, grip }) = self.drag {
            self.clock_placed |= place == Place::Clock;
            let lowest = i32::from(self.scene.picture().size().height) - window::TITLE_HEIGHT;
            self.scene.move_window(
                place,
                x - grip.0,
                (y - grip.1).clamp(layout::BAR_HEIGHT, lowest.max(layout::BAR_HEIGHT)),
            );
        }
        self.choose_cursor(x, y);
    }

    /// Raises the window under the pointer, and takes hold of it by its title bar.
    fn grasp(&mut self, x: i32, y: i32) {
        let Some(place) = self.scene.window_at(x, y) else { return };
        self.scene.raise(place);
        let window = self.scene.window(place);
        if window.title_bar().contains(x, y) {
            self.drag = Some(Drag { place, grip: (x - window.body().left, y - window.body().top) });
        }
    }

    fn choose_cursor(&mut self, x: i32, y: i32) {
        let over_text = self.scene.window_at(x, y) == Some(Place::Notes) && {
            let window = self.scene.window(Place::Notes);
            Notes::page(window.content()).moved(window.body().left, window.body().top).contains(x, y)
        };
        if std::mem::replace(&mut self.over_text, over_text) != over_text {
            self.notices.push(Notice::Cursor);
        }
    }
}

impl Desktop for DemoDesktop {
    fn name(&self) -> &'static str {
        "Farview demo"
    }

    fn framebuffer(&self) -> &Framebuffer {
        self.scene.picture()
    }

    fn cursor(&self) -> &CursorShape {
        if self.over_text { &self.beam } else { &self.arrow }
    }

    fn tick(&mut self, now: Duration) -> Changes {
        let started = *self.started.get_or_insert(now);
        self.advance(now, now.saturating_sub(started));
        let (copies, damage) = self.scene.paint();
        Changes { copies, damage, notices: std::mem::take(&mut self.notices) }
    }

    fn pace(&self) -> Duration {
        Duration::from_millis(33)
    }

    fn key(&mut self, key: Key) {
        self.inbox.push(Input::Key(key));
    }

    fn pointer(&mut self, pointer: Pointer) {
        self.inbox.push(Input::Pointer(pointer));
    }

    fn cut_text(&mut self, clipping: Clipping) {
        self.inbox.push(Input::CutText(clipping));
    }

    fn resize(&mut self, size: Size) -> Result<(), ResizeRefused> {
        if size.width < MIN_SIZE.width || size.height < MIN_SIZE.height {
            return Err(ResizeRefused::InvalidLayout);
        }
        if size.width > MAX_SIZE.width || size.height > MAX_SIZE.height {
            return Err(ResizeRefused::OutOfResources);
        }
        if size != self.scene.picture().size() {
            self.scene = layout::scene(size, &mut self.fonts);
            self.clock_placed = false;
            self.drag = None;
            self.terminal = Terminal::default();
            self.clock = Clock::default();
            self.open_windows();
            // The new picture has to be there at once, not black until the next tick.
            self.scene.paint();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
