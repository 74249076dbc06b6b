//! The software renderer: softbuffer presents, the picture is scaled and the panels are drawn by the processor, and only
//! where something changed.

mod bounds;
pub(super) mod compose;
mod history;

use std::num::NonZeroU32;
use std::sync::Arc;

use egui_software_backend::{BufferMutRef, ColorFieldOrder, EguiSoftwareRender};
use rfb::{Framebuffer, Rect, Region, Size};
use softbuffer::{Context, SoftBufferError, Surface};
use winit::window::Window;

use super::scroll::Bars;
use super::strips::{Looks, Strips};
use super::viewport::WindowRect;
use super::{DrawError, Drawn, Extent, Overlay, Panels, Placement, Renderer, Scene, Source};
use compose::Composer;
use history::{Dirty, History};

/// Draws without graphics hardware.
pub(super) struct CpuRenderer {
    surface: Surface<Arc<Window>, Arc<Window>>,
    /// Told of every frame, so that a compositor can hold the next one back while nobody sees it.
    notify: Arc<Window>,
    window: Extent,
    /// The extent of the picture, and what changed in it since the last frame.
    size: Size,
    changed: Region,
    /// A copy of the picture, kept while it is filtered: that takes longer than a lock should be held. Empty otherwise.
    copy: Framebuffer,
    composer: Composer,
    strips: Strips,
    history: History,
    egui: EguiSoftwareRender,
    last: Option<Frame>,
    /// Where panels are since they were drawn last.
    covered: Dirty,
}

/// What decides whether a frame may keep pixels of the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Frame {
    placement: Option<Placement>,
    background: [u8; 3],
}

impl CpuRenderer {
    pub(super) const NAME: &'static str = "software";

    pub(super) fn new(window: Arc<Window>, extent: Extent) -> Result<Self, SoftBufferError> {
        let context = Context::new(window.clone())?;
        let surface = Surface::new(&context, window.clone())?;
        let mut renderer = Self {
            surface,
            notify: window,
            window: Extent::default(),
            size: Size::default(),
            changed: Region::new(),
            copy: Framebuffer::default(),
            composer: Composer::new(),
            strips: Strips::default(),
            history: History::new(),
            // Its cache would keep two more windows full of pixels, also when no panel is open.
            egui: EguiSoftwareRender::new(ColorFieldOrder::Bgra).with_caching(false),
            last: None,
            covered: Dirty::Everything,
        };
        renderer.resize(extent);
        Ok(renderer)
    }

    /// What must be drawn in this frame, were the buffer exactly the last frame: where the picture changed, and where panels
    /// are and were if they are drawn anew.
    fn dirty(&mut self, frame: Frame, changed: &Region, overlay: Option<&Overlay>) -> Dirty {
        let keeps = self.last == Some(frame);
        self.last = Some(frame);
        let panels = if overlay.is_some_and(|overlay| overlay.panels == Panels::Same) {
            Dirty::NOTHING
        } else {
            let covered = overlay.map_or(Dirty::NOTHING, |overlay| bounds::of(overlay, self.window));
            std::mem::replace(&mut self.covered, covered).and(&self.covered)
        };
        if !keeps {
            return Dirty::Everything;
        }
        let window = self.window;
        let touched = changed.rects().iter().filter_map(|rect| frame.placement?.touched(*rect, window));
        Dirty::Rects(touched.collect()).and(&panels)
    }

    /// Brings the copy up to date where one is needed, and gives it up where none is.
    fn update_copy(&mut self, placement: Option<&Placement>, changed: &Region, source: &dyn Source) {
        if placement.is_none_or(|placement| placement.whole_factor().is_some()) {
            self.copy = Framebuffer::default();
            return;
        }
        let (copy, size) = (&mut self.copy, self.size);
        source.look(&mut |framebuffer| {
            if copy.size() != size {
                *copy = framebuffer.clone();
            } else if framebuffer.size() == size {
                changed.rects().iter().for_each(|rect| copy_rows(framebuffer, copy, *rect));
            }
        });
    }

    fn paint(&mut self, scene: &Scene, overlay: Option<&mut Overlay>, source: &dyn Source) -> Result<Drawn, DrawError> {
        let (Some(width), Some(height)) = (NonZeroU32::new(self.window.width), NonZeroU32::new(self.window.height))
        else {
            return Ok(Drawn::Skipped);
        };
        let placement = scene.viewport.map(|viewport| viewport.placed_in(self.window));
        let changed = self.changed.take();
        self.update_copy(placement.as_ref(), &changed, source);
        let bars = placement.map_or_else(Bars::default, |placement| Bars::of(&placement, self.window));
        if self.strips.show(bars, scene.bars, scene.background) == Looks::Changed {
            self.last = None;
        }
        let frame = Frame { placement, background: scene.background };
        let mut dirty = self.dirty(frame, &changed, overlay.as_deref());
        if dirty == Dirty::NOTHING {
            return Ok(Drawn::Skipped);
        }
        self.surface.resize(width, height).map_err(|error| DrawError::Unusable(error.to_string()))?;
        let mut buffer = self.surface.buffer_mut().map_err(|error| DrawError::Surface(error.to_string()))?;
        let age = buffer.age();
        let mut repaired = self.history.repair(&dirty, age);
        // Panels that are the same stay where they are, unless something is drawn where they lie: then all of them are.
        let overlay = overlay.filter(|overlay| overlay.panels == Panels::New || repaired.meets(&self.covered));
        if overlay.is_some() {
            dirty = dirty.and(&self.covered);
            repaired = self.history.repair(&dirty, age);
        }
        let rects = match repaired {
            Dirty::Everything => vec![WindowRect::of(self.window)],
            Dirty::Rects(rects) => rects,
        };
        let [red, green, blue] = scene.background.map(u32::from);
        self.composer.background = red << 16 | green << 8 | blue;
        let (composer, window) = (&mut self.composer, self.window);
        if self.copy.size().is_empty() {
            source.look(&mut |framebuffer| {
                composer.compose(&mut buffer, window, framebuffer, placement.as_ref(), &rects);
            });
        } else {
            composer.compose(&mut buffer, window, &self.copy, placement.as_ref(), &rects);
        }
        compose::lay(&mut buffer, window, self.strips.all(), &rects);
        if let Some(overlay) = overlay {
            let pixels: &mut [[u8; 4]] = bytemuck::cast_slice_mut(&mut buffer);
            let mut target = BufferMutRef::new(pixels, width.get() as usize, height.get() as usize);
            let textures = std::mem::take(&mut overlay.textures);
            self.egui.render(&mut target, &overlay.primitives, &textures, overlay.pixels_per_point);
        }
        let present: Vec<softbuffer::Rect> = rects.iter().filter_map(|rect| to_softbuffer(*rect)).collect();
        self.notify.pre_present_notify();
        buffer.present_with_damage(&present).map_err(|error| DrawError::Surface(error.to_string()))?;
        self.history.push(dirty);
        Ok(Drawn::Presented)
    }
}

impl Renderer for CpuRenderer {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn max_texture_side(&self) -> usize {
        // The letters are in a texture as wide as this from the start, of which there are two copies.
        2048
    }

    fn invalidate(&mut self) {
        self.last = None;
    }

    fn resize(&mut self, window: Extent) {
        self.window = window;
        self.last = None;
    }

    fn upload(&mut self, framebuffer: &Framebuffer, damage: &Region) -> Result<(), DrawError> {
        if framebuffer.size() != self.size {
            self.size = framebuffer.size();
            self.last = None;
        }
        let whole = Rect::of(self.size);
        self.changed.extend(damage.rects().iter().filter_map(|rect| rect.intersection(whole)));
        Ok(())
    }

    fn draw(&mut self, scene: &Scene, overlay: Option<&mut Overlay>, source: &dyn Source) -> Result<Drawn, DrawError> {
        let drawn = self.paint(scene, overlay, source);
        if drawn.is_err() {
            // What changed was taken already: the next frame has to make up for it.
            self.last = None;
        }
        drawn
    }
}

fn copy_rows(from: &Framebuffer, to: &mut Framebuffer, rect: Rect) {
    let Some(mut target) = to.target(rect) else { return };
    for (to, from) in target.rows_mut().zip(from.rows(rect)) {
        to.copy_from_slice(from);
    }
}

fn to_softbuffer(rect: WindowRect) -> Option<softbuffer::Rect> {
    Some(softbuffer::Rect {
        x: rect.x,
        y: rect.y,
        width: NonZeroU32::new(rect.width)?,
        height: NonZeroU32::new(rect.height)?,
    })
}
