//! The hardware renderer: the surface belongs to `pixels`, the remote picture is a texture of our own, the panels are
//! drawn by egui-wgpu, all in one pass over the frame.

mod ground;
mod picture;
mod pipelines;
mod table;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui_wgpu::{RendererOptions, ScreenDescriptor};
use pixels::wgpu::{
    self, AdapterInfo, Color, CommandEncoder, Device, LoadOp, Operations, PowerPreference, PresentMode,
    RenderPassColorAttachment, RenderPassDescriptor, RequestAdapterOptions, StoreOp, SurfaceError, TextureFormat,
    TextureView,
};
use pixels::{Error, Pixels, PixelsBuilder, PixelsContext, SurfaceTexture};
use rfb::{Framebuffer, Region};
use tracing::{debug, warn};
use winit::window::Window;

use super::{DrawError, Drawn, Extent, Overlay, Renderer, Scene, Source};
use ground::Ground;

/// Not an sRGB format: colours go to the screen as the server sent them, and egui blends as it does in software.
const FORMAT: TextureFormat = TextureFormat::Bgra8Unorm;

/// Draws with wgpu.
pub(super) struct GpuRenderer {
    pixels: Pixels<'static>,
    /// Told of every frame, so that a compositor can hold the next one back while nobody sees it.
    notify: Arc<Window>,
    ground: Ground,
    egui: egui_wgpu::Renderer,
    /// False while the window has an extent that no surface can have.
    drawable: bool,
    /// Set by the driver, from any thread, when the device does not work any more.
    broken: Arc<AtomicBool>,
}

impl GpuRenderer {
    pub(super) const NAME: &'static str = "gpu";

    /// Finds an adapter for `window` and prepares everything.
    pub(super) fn new(window: &Arc<Window>, extent: Extent) -> Result<Self, Error> {
        let surface = SurfaceTexture::new(extent.width.max(1), extent.height.max(1), window.clone());
        let pixels = PixelsBuilder::new(1, 1, surface)
            .request_adapter_options(RequestAdapterOptions {
                power_preference: PowerPreference::LowPower,
                force_fallback_adapter: false,
                compatible_surface: None,
            })
            // Never makes the window thread wait for the display, and does not tear; falls back to vertical sync.
            .present_mode(PresentMode::Mailbox)
            .texture_format(FORMAT)
            .surface_texture_format(FORMAT)
            .render_texture_format(FORMAT)
            .build()?;
        let ground = Ground::new(pixels.device(), FORMAT);
        let egui = egui_wgpu::Renderer::new(pixels.device(), FORMAT, RendererOptions::default());
        let broken = watch(pixels.device());
        Ok(Self { pixels, notify: window.clone(), ground, egui, drawable: !extent.is_empty(), broken })
    }

    /// The adapter that was found.
    pub(super) fn adapter(&self) -> AdapterInfo {
        self.pixels.adapter().get_info()
    }
}

impl Renderer for GpuRenderer {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn max_texture_side(&self) -> usize {
        self.pixels.device().limits().max_texture_dimension_2d as usize
    }

    fn invalidate(&mut self) {
        // Every frame is drawn whole.
    }

    fn resize(&mut self, window: Extent) {
        // Refused for minimised windows and beyond the limits of the device: then there is nothing to draw on.
        self.drawable = self.pixels.resize_surface(window.width, window.height).is_ok();
    }

    fn upload(&mut self, framebuffer: &Framebuffer, damage: &Region) -> Result<(), DrawError> {
        self.ground.upload(self.pixels.device(), self.pixels.queue(), framebuffer, damage)
    }

    fn draw(&mut self, scene: &Scene, mut overlay: Option<&mut Overlay>, _: &dyn Source) -> Result<Drawn, DrawError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(DrawError::Unusable("the graphics device was lost or refused its work".into()));
        }
        if !self.drawable {
            return Ok(Drawn::Skipped);
        }
        let Self { pixels, notify, ground, egui, .. } = self;
        pixels
            .render_with(|encoder, view, context| {
                // The surface may still have the size of an earlier frame; everything must fit the texture at hand.
                let size = view.texture().size();
                let target = Extent::new(size.width, size.height);
                ground.draw(encoder, view, context, scene, target);
                if let Some(overlay) = overlay.as_mut() {
                    draw_overlay(egui, encoder, view, context, overlay, target);
                }
                // Nothing can fail from here to the presentation.
                notify.pre_present_notify();
                Ok(())
            })
            .map_err(judge)?;
        Ok(Drawn::Presented)
    }
}

/// Notices errors that no call returns. Left alone, wgpu ends the program with them.
fn watch(device: &Device) -> Arc<AtomicBool> {
    let broken = Arc::new(AtomicBool::new(false));
    let (refused, lost) = (broken.clone(), broken.clone());
    device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
        warn!(%error, "the graphics device refused its work");
        refused.store(true, Ordering::Relaxed);
    }));
    device.set_device_lost_callback(move |reason, message| {
        // Also called when the device is dropped in good order; nobody looks at the flag then.
        debug!(?reason, message, "the graphics device is gone");
        lost.store(true, Ordering::Relaxed);
    });
    broken
}

fn judge(error: Error) -> DrawError {
    match error {
        Error::Surface(SurfaceError::OutOfMemory) => DrawError::Unusable("out of memory".into()),
        Error::Surface(error) => DrawError::Surface(error.to_string()),
        other => DrawError::Unusable(other.to_string()),
    }
}

fn draw_overlay(
    egui: &mut egui_wgpu::Renderer,
    encoder: &mut CommandEncoder,
    view: &TextureView,
    context: &PixelsContext<'_>,
    overlay: &mut Overlay,
    target: Extent,
) {
    let PixelsContext { device, queue, .. } = context;
    let textures = std::mem::take(&mut overlay.textures);
    for (id, delta) in &textures.set {
        egui.update_texture(device, queue, *id, delta);
    }
    let screen =
        ScreenDescriptor { size_in_pixels: [target.width, target.height], pixels_per_point: overlay.pixels_per_point };
    let _ = egui.update_buffers(device, queue, encoder, &overlay.primitives, &screen);
    let mut pass = begin_pass(encoder, view, LoadOp::Load).forget_lifetime();
    egui.render(&mut pass, &overlay.primitives, &screen);
    drop(pass);
    for id in &textures.free {
        egui.free_texture(id);
    }
}

fn begin_pass<'a>(encoder: &'a mut CommandEncoder, view: &'a TextureView, load: LoadOp<Color>) -> wgpu::RenderPass<'a> {
    encoder.begin_render_pass(&RenderPassDescriptor {
        label: Some("farview"),
        color_attachments: &[Some(RenderPassColorAttachment {
            view,
            resolve_target: None,
            depth_slice: None,
            ops: Operations { load, store: StoreOp::Store },
        })],
        ..RenderPassDescriptor::default()
    })
}
