//! The renderer in use: chosen at the start, replaced by the software renderer when it fails for good.

use std::sync::Arc;

use pixels::wgpu::DeviceType;
use tracing::{info, warn};
use winit::window::Window;

use super::{DrawError, Drawn, Extent, Overlay, Renderer, Scene, Source, choice, cpu::CpuRenderer, gpu::GpuRenderer};
use crate::config::RendererChoice;
use rfb::{Framebuffer, Region};

/// How many frames in a row may fail before the software renderer takes over.
const MAX_FAILURES_IN_A_ROW: u32 = 4;

/// The renderer that was asked for does not work here.
#[derive(Debug, thiserror::Error)]
#[error("the {renderer} renderer does not work here: {why}")]
pub struct RendererUnavailable {
    renderer: &'static str,
    why: String,
}

/// A window and the renderer that draws on it.
pub struct Graphics {
    window: Arc<Window>,
    /// `None` only while one renderer makes room for the next.
    renderer: Option<Box<dyn Renderer>>,
    extent: Extent,
    failures: u32,
}

/// What became of a frame, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As the renderer said.
    Drawn(Drawn),
    /// It did not work this time; draw again.
    Retry,
    /// Another renderer has taken over. It knows neither the picture nor egui's textures.
    Replaced,
}

impl Graphics {
    /// Chooses a renderer for `window`.
    pub fn new(window: Arc<Window>, choice: RendererChoice) -> Result<Self, RendererUnavailable> {
        let size = window.inner_size();
        let extent = Extent::new(size.width, size.height);
        let renderer = match choice {
            RendererChoice::Auto => choose(&window, extent)?,
            RendererChoice::Gpu => Box::new(build_gpu(&window, extent, "asked for")?) as Box<dyn Renderer>,
            RendererChoice::Cpu => build_cpu(&window, extent, "asked for")?,
        };
        Ok(Self { window, renderer: Some(renderer), extent, failures: 0 })
    }

    /// The name of the renderer in use.
    pub fn name(&self) -> &'static str {
        self.renderer.as_ref().map_or("none", |renderer| renderer.name())
    }

    /// The longest side of an egui texture.
    pub fn max_texture_side(&self) -> usize {
        self.renderer.as_ref().map_or(2048, |renderer| renderer.max_texture_side())
    }

    /// The display has lost what it was shown.
    pub fn invalidate(&mut self) {
        if let Some(renderer) = &mut self.renderer {
            renderer.invalidate();
        }
    }

    /// The window's contents have this extent from now on.
    pub fn resize(&mut self, extent: Extent) {
        self.extent = extent;
        if let Some(renderer) = &mut self.renderer {
            renderer.resize(extent);
        }
    }

    /// Copies what changed. See [`Renderer::upload`].
    pub fn upload(&mut self, framebuffer: &Framebuffer, damage: &Region) -> Result<(), DrawError> {
        self.renderer.as_mut().map_or(Ok(()), |renderer| renderer.upload(framebuffer, damage))
    }

    /// Draws a frame; judges failures.
    pub fn draw(
        &mut self,
        scene: &Scene,
        overlay: Option<&mut Overlay>,
        source: &dyn Source,
    ) -> Result<Outcome, RendererUnavailable> {
        let Some(renderer) = &mut self.renderer else { return Ok(Outcome::Drawn(Drawn::Skipped)) };
        match renderer.draw(scene, overlay, source) {
            Ok(drawn) => {
                self.failures = 0;
                Ok(Outcome::Drawn(drawn))
            }
            Err(error) => self.failed(&error),
        }
    }

    /// Decides what to do about an error of the renderer.
    pub fn failed(&mut self, error: &DrawError) -> Result<Outcome, RendererUnavailable> {
        self.failures += 1;
        let name = self.name();
        let give_up = match error {
            DrawError::Surface(_) => self.failures >= MAX_FAILURES_IN_A_ROW,
            DrawError::Unusable(_) => true,
        };
        warn!(renderer = name, %error, failures = self.failures, "frame not drawn");
        if !give_up {
            return Ok(Outcome::Retry);
        }
        if name == CpuRenderer::NAME && self.failures >= 2 * MAX_FAILURES_IN_A_ROW {
            return Err(RendererUnavailable { renderer: CpuRenderer::NAME, why: error.to_string() });
        }
        // The old one must let go of the window before the next can have it.
        self.renderer = None;
        self.renderer = Some(build_cpu(&self.window, self.extent, "the renderer before failed")?);
        Ok(Outcome::Replaced)
    }
}

fn choose(window: &Arc<Window>, extent: Extent) -> Result<Box<dyn Renderer>, RendererUnavailable> {
    if !choice::may_have_hardware() {
        return build_cpu(window, extent, "no graphics hardware");
    }
    match GpuRenderer::new(window, extent) {
        Ok(gpu) if gpu.adapter().device_type == DeviceType::Cpu => {
            let adapter = gpu.adapter().name;
            drop(gpu);
            info!(adapter, "the adapter is emulated");
            build_cpu(window, extent, "the graphics adapter is emulated")
        }
        Ok(gpu) => {
            announce_gpu(&gpu, "graphics hardware found");
            Ok(Box::new(gpu))
        }
        Err(error) => {
            info!(%error, "no graphics adapter");
            build_cpu(window, extent, "no graphics adapter works")
        }
    }
}

fn build_gpu(window: &Arc<Window>, extent: Extent, why: &str) -> Result<GpuRenderer, RendererUnavailable> {
    let gpu = GpuRenderer::new(window, extent)
        .map_err(|error| RendererUnavailable { renderer: GpuRenderer::NAME, why: error.to_string() })?;
    announce_gpu(&gpu, why);
    Ok(gpu)
}

fn announce_gpu(gpu: &GpuRenderer, why: &str) {
    let adapter = gpu.adapter();
    info!(
        renderer = GpuRenderer::NAME,
        why,
        adapter = adapter.name,
        kind = ?adapter.device_type,
        backend = adapter.backend.to_str(),
        "renderer chosen"
    );
}

fn build_cpu(window: &Arc<Window>, extent: Extent, why: &str) -> Result<Box<dyn Renderer>, RendererUnavailable> {
    let cpu = CpuRenderer::new(window.clone(), extent)
        .map_err(|error| RendererUnavailable { renderer: CpuRenderer::NAME, why: error.to_string() })?;
    info!(renderer = CpuRenderer::NAME, why, "renderer chosen");
    Ok(Box::new(cpu))
}
