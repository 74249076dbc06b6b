//! The software renderer: softbuffer presents, the picture is scaled and the panels are drawn by the processor, and only
//! where something changed.

mod compose;
mod history;

use std::num::NonZeroU32;
use std::sync::Arc;

use egui_software_backend::{BufferMutRef, ColorFieldOrder, EguiSoftwareRender};
use rfb::{Framebuffer, Rect, Region};
use softbuffer::{Context, SoftBufferError, Surface};
use winit::window::Window;

use super::viewport::WindowRect;
use super::{DrawError, Drawn, Extent, Overlay, Placement, Renderer, Scene};
use compose::Composer;
use history::{Dirty, History};

/// Draws without graphics hardware.
pub(super) struct CpuRenderer {
    surface: Surface<Arc<Window>, Arc<Window>>,
    window: Extent,
    picture: Framebuffer,
    changed: Region,
    composer: Composer,
    history: History,
    egui: EguiSoftwareRender,
    last: Option<Frame>,
}

/// What decides whether a frame may keep pixels of the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Frame {
    placement: Option<Placement>,
    background: [u8; 3],
    overlay: bool,
}

impl CpuRenderer {
    pub(super) const NAME: &'static str = "software";

    pub(super) fn new(window: Arc<Window>, extent: Extent) -> Result<Self, SoftBufferError> {
        let context = Context::new(window.clone())?;
        let surface = Surface::new(&context, window)?;
        let mut renderer = Self {
            surface,
            window: Extent::default(),
            picture: Framebuffer::default(),
            changed: Region::new(),
            composer: Composer::new(),
            history: History::new(),
            // Its cache would keep two more windows full of pixels, also when no panel is open.
            egui: EguiSoftwareRender::new(ColorFieldOrder::Bgra).with_caching(false),
            last: None,
        };
        renderer.resize(extent);
        Ok(renderer)
    }

    /// What must be drawn in this frame, were the buffer exactly the last frame.
    fn dirty(&mut self, frame: Frame) -> Dirty {
        let changed = self.changed.take();
        let keeps = self.last == Some(frame) && !frame.overlay;
        self.last = Some(frame);
        if !keeps {
            return Dirty::Everything;
        }
        let Some(placement) = frame.placement else { return Dirty::Rects(Vec::new()) };
        Dirty::Rects(changed.rects().iter().filter_map(|rect| placement.touched(*rect, self.window)).collect())
    }

    fn paint(&mut self, scene: &Scene, overlay: Option<&mut Overlay>) -> Result<Drawn, DrawError> {
        let (Some(width), Some(height)) = (NonZeroU32::new(self.window.width), NonZeroU32::new(self.window.height))
        else {
            return Ok(Drawn::Skipped);
        };
        let placement = scene.viewport.map(|viewport| viewport.placed_in(self.window));
        let dirty = self.dirty(Frame { placement, background: scene.background, overlay: overlay.is_some() });
        if dirty == Dirty::Rects(Vec::new()) {
            return Ok(Drawn::Skipped);
        }
        self.surface.resize(width, height).map_err(|error| DrawError::Unusable(error.to_string()))?;
        let mut buffer = self.surface.buffer_mut().map_err(|error| DrawError::Surface(error.to_string()))?;
        let rects = match self.history.repair(&dirty, buffer.age()) {
            Dirty::Everything => vec![WindowRect::of(self.window)],
            Dirty::Rects(rects) => rects,
        };
        let [red, green, blue] = scene.background.map(u32::from);
        self.composer.background = red << 16 | green << 8 | blue;
        self.composer.compose(&mut buffer, self.window, &self.picture, placement.as_ref(), &rects);
        if let Some(overlay) = overlay {
            let pixels: &mut [[u8; 4]] = bytemuck::cast_slice_mut(&mut buffer);
            let mut target = BufferMutRef::new(pixels, width.get() as usize, height.get() as usize);
            let textures = std::mem::take(&mut overlay.textures);
            self.egui.render(&mut target, &overlay.primitives, &textures, overlay.pixels_per_point);
        }
        let present: Vec<softbuffer::Rect> = rects.iter().filter_map(|rect| to_softbuffer(*rect)).collect();
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
        8192
    }

    fn invalidate(&mut self) {
        self.last = None;
    }

    fn resize(&mut self, window: Extent) {
        self.window = window;
        self.last = None;
    }

    fn upload(&mut self, framebuffer: &Framebuffer, damage: &Region) -> Result<(), DrawError> {
        if framebuffer.size() != self.picture.size() {
            self.picture = framebuffer.clone();
            self.last = None;
            return Ok(());
        }
        for rect in damage.rects() {
            let Some(rect) = rect.intersection(Rect::of(framebuffer.size())) else { continue };
            let Some(mut target) = self.picture.target(rect) else { continue };
            for (to, from) in target.rows_mut().zip(framebuffer.rows(rect)) {
                to.copy_from_slice(from);
            }
            self.changed.add(rect);
        }
        Ok(())
    }

    fn draw(&mut self, scene: &Scene, overlay: Option<&mut Overlay>) -> Result<Drawn, DrawError> {
        let drawn = self.paint(scene, overlay);
        if drawn.is_err() {
            // What changed was taken already: the next frame has to make up for it.
            self.last = None;
        }
        drawn
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
