//! What lies under the panels: the picture, the colour around it, and scroll bars, which are small pictures themselves.

use std::rc::Rc;

use pixels::PixelsContext;
use pixels::wgpu::{Color, CommandEncoder, Device, LoadOp, Queue, TextureFormat, TextureView};
use rfb::{Framebuffer, Rect, Region};

use super::super::scroll::Bars;
use super::super::strips::{Looks, Strip, Strips};
use super::super::{DrawError, Extent, Placement, Scene};
use super::begin_pass;
use super::picture::Picture;
use super::pipelines::Pipelines;
use crate::config::Filter;

/// Everything under the panels.
pub(super) struct Ground {
    pipelines: Rc<Pipelines>,
    picture: Picture,
    strips: Strips,
    bars: Vec<(Picture, Placement)>,
}

impl Ground {
    pub(super) fn new(device: &Device, format: TextureFormat) -> Self {
        let pipelines = Rc::new(Pipelines::new(device, format));
        Self { picture: Picture::new(Rc::clone(&pipelines)), pipelines, strips: Strips::default(), bars: Vec::new() }
    }

    /// Copies what changed in the remote picture.
    pub(super) fn upload(
        &mut self,
        device: &Device,
        queue: &Queue,
        framebuffer: &Framebuffer,
        damage: &Region,
    ) -> Result<(), DrawError> {
        self.picture.upload(device, queue, framebuffer, damage)
    }

    /// Draws all of it into `view`, which is `target` large.
    pub(super) fn draw(
        &mut self,
        encoder: &mut CommandEncoder,
        view: &TextureView,
        context: &PixelsContext<'_>,
        scene: &Scene,
        target: Extent,
    ) {
        let PixelsContext { device, queue, .. } = context;
        let [red, green, blue] = scene.background.map(|channel| f64::from(channel) / 255.0);
        let load = LoadOp::Clear(Color { r: red, g: green, b: blue, a: 1.0 });
        let placement = scene.viewport.map(|viewport| viewport.placed_in(target));
        self.paint_bars(device, queue, placement.as_ref(), scene, target);
        if let Some(placement) = &placement {
            self.picture.prepare(device, queue, encoder, placement, target);
        }
        for (bar, placement) in &mut self.bars {
            bar.prepare(device, queue, encoder, placement, target);
        }
        let mut pass = begin_pass(encoder, view, load);
        let picture = placement.iter().map(|placement| (&self.picture, placement));
        for (picture, placement) in picture.chain(self.bars.iter().map(|(bar, placement)| (bar, placement))) {
            if let Some(visible) = placement.visible(target) {
                pass.set_scissor_rect(visible.x, visible.y, visible.width, visible.height);
                picture.draw(&mut pass, placement);
            }
        }
    }

    fn paint_bars(
        &mut self,
        device: &Device,
        queue: &Queue,
        placement: Option<&Placement>,
        scene: &Scene,
        target: Extent,
    ) {
        let bars = placement.map_or_else(Bars::default, |placement| Bars::of(placement, target));
        if self.strips.show(bars, scene.bars, scene.background) == Looks::Same {
            return;
        }
        self.bars.clear();
        for strip in self.strips.all() {
            let mut picture = Picture::new(Rc::clone(&self.pipelines));
            // A bar is no longer than the surface, so it fits a texture.
            if picture.upload(device, queue, &strip.pixels, &Region::new()).is_ok() {
                self.bars.push((picture, place_of(strip, target)));
            }
        }
    }
}

fn place_of(strip: &Strip, target: Extent) -> Placement {
    Placement {
        origin: [strip.rect.x as i32, strip.rect.y as i32],
        extent: Extent::new(strip.rect.width, strip.rect.height),
        area: target,
        top: 0,
        source: Rect::of(strip.pixels.size()),
        remote: strip.pixels.size(),
        filter: Filter::Nearest,
    }
}
