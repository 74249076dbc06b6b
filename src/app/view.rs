//! The window with everything that draws on it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::debug;
use winit::window::Window;

use super::Error;
use super::interface::{Interface, Run};
use super::statistics::{Meter, News};
use super::tab::Tab;
use crate::render::graphics::Outcome;
use crate::render::scroll::{self, Way};
use crate::render::{DrawError, Drawn, Extent, Graphics, Overlay, Panels, Placement, Scene, Source, Viewport};
use crate::session::{Framebuffer, Region, Screen, Size};
use crate::ui::{Claim, Command, Page, State, height_above_picture};

/// The shortest time between two frames. Half of it made no key appear sooner.
const SHORTEST_FRAME: Duration = Duration::from_millis(8);

/// Whether the window can be seen at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    /// It was not shown yet.
    Hidden,
    /// Something of it may be seen.
    Visible,
    /// It is covered or minimised.
    Occluded,
}

/// Who says when to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// We do. A request by the window system means that it has lost what the window showed.
    Ours,
    /// The compositor does, which holds frames back while nobody can see them. It never loses any.
    Compositor,
}

/// What the renderer knows of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Everything up to the last damage.
    Current,
    /// Nothing: it is new, or the session is.
    Nothing,
}

/// A window and what is on it.
pub(super) struct View {
    pub(super) window: Arc<Window>,
    pub(super) interface: Interface,
    pub(super) viewport: Viewport,
    pub(super) visibility: Visibility,
    /// The scroll bar that the mouse is on.
    pub(super) lit_bar: Option<Way>,
    graphics: Graphics,
    extent: Extent,
    held: Held,
    rhythm: Rhythm,
    /// Whether a frame is to be drawn.
    due: bool,
    /// The panels as they are shown; `None` where none are, or where they have to be drawn anew.
    overlay: Option<Overlay>,
    drawn_at: Option<Instant>,
    frames: u64,
    pub(super) meter: Meter,
}

/// What a frame left to do.
#[derive(Default)]
pub(super) struct After {
    /// What the user asked for in the panels.
    pub(super) commands: Vec<Command>,
    /// When the panels want to draw again.
    pub(super) again: Option<Duration>,
    /// Letters that no typeface has.
    pub(super) missing: String,
}

impl View {
    /// Puts a renderer and the panels on `window`.
    pub(super) fn new(window: Window, tab: &Tab, rhythm: Rhythm) -> Result<Self, Error> {
        let window = Arc::new(window);
        let options = &tab.settings.window;
        let graphics = Graphics::new(window.clone(), options.renderer)?;
        let interface = Interface::new(&window, options.theme, options.motion, graphics.max_texture_side());
        let size = window.inner_size();
        Ok(Self {
            window,
            interface,
            viewport: tab.viewport,
            visibility: Visibility::Hidden,
            lit_bar: None,
            graphics,
            extent: Extent::new(size.width, size.height),
            held: Held::Nothing,
            rhythm,
            due: false,
            overlay: None,
            drawn_at: None,
            frames: 0,
            meter: Meter::default(),
        })
    }

    /// The window has this extent now.
    pub(super) fn resize(&mut self, extent: Extent) {
        self.extent = extent;
        self.graphics.resize(extent);
    }

    /// Another session: nothing of the old picture counts.
    pub(super) fn forget_picture(&mut self) {
        self.held = Held::Nothing;
        self.viewport.forget();
    }

    /// Something of what the panels show may be different now.
    pub(super) fn panels_changed(&mut self) {
        self.overlay = None;
    }

    /// Asks for a frame, or tells how long to wait before asking again.
    pub(super) fn request_frame(&mut self, now: Instant) -> Option<Duration> {
        if self.visibility == Visibility::Occluded || self.due {
            return None;
        }
        let since = self.drawn_at.map_or(SHORTEST_FRAME, |at| now.saturating_duration_since(at));
        let wait = SHORTEST_FRAME.saturating_sub(since);
        if !wait.is_zero() {
            return Some(wait);
        }
        self.due = true;
        if self.rhythm == Rhythm::Compositor {
            self.window.request_redraw();
        }
        None
    }

    /// The window system wants the window drawn.
    pub(super) fn exposed(&mut self) {
        if self.rhythm == Rhythm::Ours {
            self.graphics.invalidate();
        }
    }

    /// Whether the window knows how many pixels it has for each logical one. A compositor tells that when it shows the window.
    pub(super) fn knows_scale(&self) -> bool {
        self.rhythm == Rhythm::Ours || self.visibility != Visibility::Hidden
    }

    /// Whether a frame is to be drawn without being asked by the window system.
    pub(super) fn is_due(&self) -> bool {
        self.due && self.rhythm == Rhythm::Ours
    }

    /// Draws what `state` says, and `screen` where the picture is to be seen.
    pub(super) fn draw(&mut self, state: &State, screen: &Screen) -> Result<After, Error> {
        self.due = false;
        // A compositor shows a window when it has a picture: the first one has to wait for the right size.
        let is_awaited = self.visibility == Visibility::Hidden && self.rhythm == Rhythm::Compositor;
        if is_awaited || self.visibility == Visibility::Occluded || self.extent.is_empty() {
            return Ok(After::default());
        }
        let shows_picture = matches!(state.page, Page::Desktop | Page::Lost(_) | Page::Reconnecting(_));
        let news = if shows_picture && screen.is_dirty() { News::Picture } else { News::Nothing };
        let begun = Instant::now();
        self.viewport.top = self.device_pixels(height_above_picture(state));
        self.viewport.bar =
            if state.settings.full_screen { 0 } else { scroll::thickness(self.interface.scale_factor()) };
        if shows_picture && let Err(error) = self.upload(screen) {
            self.judge(&error)?;
        }
        self.meter.uploaded(begun);
        let scene = Scene {
            viewport: (shows_picture && !self.viewport.remote.is_empty()).then_some(self.viewport),
            background: self.interface.background(),
            bars: self.interface.bars(self.lit_bar),
        };
        let (begun, frames) = (Instant::now(), self.frames);
        let after = self.draw_scene(&scene, state, screen);
        if self.frames != frames {
            self.meter.presented(begun, news);
        }
        after
    }

    /// The extent of the window's contents.
    pub(super) fn extent(&self) -> Extent {
        self.extent
    }

    /// As many device pixels as so many points of the panels.
    pub(super) fn device_pixels(&self, points: f32) -> u32 {
        (f64::from(points) * self.interface.scale_factor()).round() as u32
    }

    /// Where the picture lies now.
    pub(super) fn placement(&self) -> Placement {
        self.viewport.placed_in(self.extent)
    }

    fn draw_scene(&mut self, scene: &Scene, state: &State, screen: &Screen) -> Result<After, Error> {
        let mut after = After::default();
        if self.interface.claim(state) == Claim::Hidden && !self.interface.is_read_aloud() {
            self.interface.rest();
            self.overlay = None;
        } else if self.overlay.is_none() {
            let Run { overlay, commands, again, missing } = self.interface.run(&self.window, state);
            after = After { commands, again, missing };
            self.overlay = Some(overlay);
        }
        let outcome = self.graphics.draw(scene, self.overlay.as_mut(), screen)?;
        self.settle_overlay(outcome);
        match outcome {
            Outcome::Drawn(Drawn::Presented) => {
                self.drawn_at = Some(Instant::now());
                self.frames += 1;
                debug!(frame = self.frames, "frame drawn");
            }
            Outcome::Drawn(Drawn::Skipped) => {}
            Outcome::Retry => after.again = Some(SHORTEST_FRAME),
            Outcome::Replaced => {
                self.start_over();
                after.again = Some(Duration::ZERO);
            }
        }
        Ok(after)
    }

    /// Keeps the panels for the next frame, if this one has shown them.
    fn settle_overlay(&mut self, outcome: Outcome) {
        let Some(mut overlay) = self.overlay.take() else { return };
        if overlay.textures.is_empty() && outcome == Outcome::Drawn(Drawn::Presented) {
            self.overlay = Some(Overlay { panels: Panels::Same, ..overlay });
        } else {
            self.interface.keep(std::mem::take(&mut overlay.textures));
        }
    }

    /// Copies what changed to the renderer.
    fn upload(&mut self, screen: &Screen) -> Result<(), DrawError> {
        let (graphics, remote) = (&mut self.graphics, &mut self.viewport.remote);
        if screen.is_dirty() {
            let whole = self.held == Held::Nothing;
            screen.draw(|framebuffer, damage| {
                *remote = framebuffer.size();
                graphics.upload(framebuffer, &if whole { everything(*remote) } else { damage.clone() })
            })?;
        } else if self.held == Held::Nothing {
            screen.look(|framebuffer| {
                *remote = framebuffer.size();
                graphics.upload(framebuffer, &everything(*remote))
            })?;
        }
        self.held = Held::Current;
        Ok(())
    }

    fn judge(&mut self, error: &DrawError) -> Result<(), Error> {
        self.held = Held::Nothing;
        if self.graphics.failed(error)? == Outcome::Replaced {
            self.start_over();
        }
        Ok(())
    }

    /// A new renderer knows nothing.
    fn start_over(&mut self) {
        self.held = Held::Nothing;
        self.interface.forget_textures(self.graphics.max_texture_side());
    }
}

impl Source for Screen {
    fn look(&self, look: &mut dyn FnMut(&Framebuffer)) {
        Screen::look(self, |framebuffer| look(framebuffer));
    }
}

fn everything(size: Size) -> Region {
    let mut region = Region::new();
    region.add(crate::session::Rect::of(size));
    region
}
