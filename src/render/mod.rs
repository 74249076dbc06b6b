//! Drawing the remote picture and the panels over it: one [`Renderer`] trait, a hardware and a software implementation.
//!
//! Nothing here knows of a session: a renderer is shown a framebuffer and what changed in it.

mod choice;
mod cpu;
pub mod cursor;
mod gpu;
pub mod graphics;
mod placement;
pub mod scroll;
mod strips;
pub mod viewport;
mod weights;
pub mod zoom;

use rfb::{Framebuffer, Region};

pub use graphics::{Graphics, RendererUnavailable};
pub use placement::Placement;
pub use strips::BarLook;
pub use viewport::{Extent, Viewport};

/// Puts the remote picture and the panels on the window.
pub trait Renderer {
    /// What it is, for the log and for tests.
    fn name(&self) -> &'static str;

    /// The longest side of an egui texture it can keep.
    fn max_texture_side(&self) -> usize;

    /// The display has lost what it was shown: the next frame is drawn whole.
    fn invalidate(&mut self);

    /// The window's contents have this extent from now on.
    fn resize(&mut self, window: Extent);

    /// Takes note of `damage`, or of everything when the framebuffer has another size than the last one, and copies these
    /// pixels where the renderer keeps a copy.
    ///
    /// Called under the lock of the framebuffer: it copies and returns.
    fn upload(&mut self, framebuffer: &Framebuffer, damage: &Region) -> Result<(), DrawError>;

    /// Draws the picture and `overlay` over it. The texture changes of `overlay` are taken when they were applied.
    ///
    /// A renderer without a copy of the picture takes the pixels from `source`. They may be newer than what was uploaded:
    /// then there is damage that was not announced yet.
    fn draw(&mut self, scene: &Scene, overlay: Option<&mut Overlay>, source: &dyn Source) -> Result<Drawn, DrawError>;
}

/// Where the pixels are.
pub trait Source {
    /// Shows `look` the framebuffer under its lock, once.
    fn look(&self, look: &mut dyn FnMut(&Framebuffer));
}

/// What lies under the panels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scene {
    /// Where the picture goes; `None` while there is no picture.
    pub viewport: Option<Viewport>,
    /// Red, green and blue around the picture.
    pub background: [u8; 3],
    /// How scroll bars look, where there are some.
    pub bars: BarLook,
}

/// The panels as egui drew them.
pub struct Overlay {
    /// The shapes.
    pub primitives: Vec<egui::ClippedPrimitive>,
    /// Changes of egui's textures that were not applied yet.
    pub textures: egui::TexturesDelta,
    /// Device pixels per point.
    pub pixels_per_point: f32,
    /// Whether they were drawn since the last frame.
    pub panels: Panels,
}

/// Whether panels look as they did in the last frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panels {
    /// They were drawn anew.
    New,
    /// They are exactly those of the last frame.
    Same,
}

/// What became of a request to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// A frame was handed to the display.
    Presented,
    /// There is nothing to draw on now, as in a minimised window.
    Skipped,
}

/// Why a frame could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The surface was not ready; the next frame may work.
    #[error("the surface is not ready: {0}")]
    Surface(String),
    /// This renderer cannot go on.
    #[error("the renderer cannot go on: {0}")]
    Unusable(String),
}
