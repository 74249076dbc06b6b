//! The remote picture as a texture: damaged rectangles are written into it, pipelines scale it into its place.

use std::rc::Rc;

use pixels::wgpu::{
    BindGroup, CommandEncoder, Device, Extent3d, Origin3d, Queue, RenderPass, TexelCopyBufferLayout,
    TexelCopyTextureInfo, Texture, TextureAspect, TextureDescriptor, TextureDimension, TextureFormat, TextureUsages,
};
use rfb::{Framebuffer, Rect, Region, Size};

use super::super::weights::Method;
use super::super::{DrawError, Extent, Placement};
use super::pipelines::{Pipelines, View};
use super::table::{self, Table};

/// Up to so many shares of a device pixel are read faster than columns of the final height are drawn.
const FEW_SHARES: usize = 9;

/// The texture and what is known of its place.
pub(super) struct Picture {
    pipelines: Rc<Pipelines>,
    held: Option<Held>,
    prepared: Option<Prepared>,
}

/// The texture of a picture of one size.
struct Held {
    size: Size,
    texture: Texture,
}

/// Everything that depends on where the picture goes.
struct Prepared {
    placement: Placement,
    target: Extent,
    pass: Pass,
}

/// How the picture is drawn.
enum Pass {
    /// Exactly, at a whole factor.
    Whole(BindGroup),
    /// With both tables at once.
    Both(BindGroup),
    /// Through columns of the final height.
    Two { columns: Texture, down: BindGroup, across: BindGroup },
}

impl Picture {
    pub(super) fn new(pipelines: Rc<Pipelines>) -> Self {
        Self { pipelines, held: None, prepared: None }
    }

    /// Writes the pixels of `damage`; all of them into a new texture when the size changed.
    pub(super) fn upload(
        &mut self,
        device: &Device,
        queue: &Queue,
        framebuffer: &Framebuffer,
        damage: &Region,
    ) -> Result<(), DrawError> {
        let size = framebuffer.size();
        if size.is_empty() {
            (self.held, self.prepared) = (None, None);
            return Ok(());
        }
        if let Some(held) = self.held.as_ref().filter(|held| held.size == size) {
            damage.rects().iter().for_each(|rect| write(queue, &held.texture, framebuffer, *rect));
            return Ok(());
        }
        let limit = device.limits().max_texture_dimension_2d;
        if u32::from(size.width.max(size.height)) > limit {
            return Err(DrawError::Unusable(format!("a picture of {size} exceeds the {limit} pixels of the hardware")));
        }
        let usage = TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST;
        let texture = new_texture(device, "remote picture", extent(size), usage);
        write(queue, &texture, framebuffer, Rect::of(size));
        (self.held, self.prepared) = (Some(Held { size, texture }), None);
        Ok(())
    }

    /// Gets everything ready for drawing at `placement` into a target of `target`. To be called before the pass that draws.
    pub(super) fn prepare(
        &mut self,
        device: &Device,
        queue: &Queue,
        encoder: &mut CommandEncoder,
        placement: &Placement,
        target: Extent,
    ) {
        let Some(held) = self.held.as_ref().filter(|held| held.size == placement.remote) else { return };
        let known = self.prepared.as_ref().is_some_and(|known| known.placement == *placement && known.target == target);
        if !known {
            let pass = new_pass(&self.pipelines, &held.texture, device, queue, placement, target);
            self.prepared = pass.map(|pass| Prepared { placement: *placement, target, pass });
        }
        if let Some(Prepared { pass: Pass::Two { columns, down, .. }, .. }) = &self.prepared {
            self.pipelines.draw_columns(encoder, columns, down);
        }
    }

    /// Draws what was prepared into `pass`, whose scissor rectangle is the visible part.
    pub(super) fn draw(&self, pass: &mut RenderPass<'_>, placement: &Placement) {
        let Some(prepared) = self.prepared.as_ref().filter(|prepared| prepared.placement == *placement) else { return };
        let (pipeline, bindings) = match &prepared.pass {
            Pass::Whole(bindings) => (&self.pipelines.whole, bindings),
            Pass::Both(bindings) => (&self.pipelines.both, bindings),
            Pass::Two { across, .. } => (&self.pipelines.across, across),
        };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, bindings, &[]);
        pass.draw(0..3, 0..1);
    }
}

fn new_pass(
    pipelines: &Pipelines,
    picture: &Texture,
    device: &Device,
    queue: &Queue,
    placement: &Placement,
    target: Extent,
) -> Option<Pass> {
    let (visible, method) = (placement.visible(target)?, placement.method());
    let longest = device.limits().max_texture_dimension_2d as usize - 1;
    let mut view = View::new(placement, visible);
    if let Method::Repeat(factor) = method {
        view.factor = [factor as f32; 2];
        let nothing = Table::nothing(device);
        return Some(Pass::Whole(pipelines.bind(device, queue, picture, &view, [&nothing, &nothing])));
    }
    let [across, down] = placement.axes();
    let across = across.shares(method, visible.x..visible.x + visible.width, longest);
    let down = down.shares(method, visible.y..visible.y + visible.height, longest);
    view.shares = [across.count as u32, down.count as u32];
    let (first, last) = table::span(&across);
    let tables = [Table::new(device, queue, &across), Table::new(device, queue, &down)];
    let tables = [&tables[0], &tables[1]];
    if across.count * down.count <= FEW_SHARES {
        return Some(Pass::Both(pipelines.bind(device, queue, picture, &view, tables)));
    }
    view.first_column = first;
    let size = Extent3d { width: last - first, height: visible.height, depth_or_array_layers: 1 };
    let usage = TextureUsages::TEXTURE_BINDING | TextureUsages::RENDER_ATTACHMENT;
    let columns = new_texture(device, "columns", size, usage);
    let down = pipelines.bind(device, queue, picture, &view, tables);
    let across = pipelines.bind(device, queue, &columns, &view, tables);
    Some(Pass::Two { columns, down, across })
}

fn new_texture(device: &Device, label: &str, size: Extent3d, usage: TextureUsages) -> Texture {
    device.create_texture(&TextureDescriptor {
        label: Some(label),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: TextureDimension::D2,
        // Little endian 0x00RRGGBB.
        format: TextureFormat::Bgra8Unorm,
        usage,
        view_formats: &[],
    })
}

fn extent(size: Size) -> Extent3d {
    Extent3d { width: u32::from(size.width), height: u32::from(size.height), depth_or_array_layers: 1 }
}

fn write(queue: &Queue, texture: &Texture, framebuffer: &Framebuffer, rect: Rect) {
    let Some(rect) = rect.intersection(Rect::of(framebuffer.size())) else { return };
    let stride = usize::from(framebuffer.size().width);
    let start = usize::from(rect.y) * stride + usize::from(rect.x);
    let end = start + (usize::from(rect.height) - 1) * stride + usize::from(rect.width);
    queue.write_texture(
        TexelCopyTextureInfo {
            texture,
            mip_level: 0,
            origin: Origin3d { x: u32::from(rect.x), y: u32::from(rect.y), z: 0 },
            aspect: TextureAspect::All,
        },
        bytemuck::cast_slice(framebuffer.pixels().get(start..end).unwrap_or_default()),
        TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(stride as u32 * 4), rows_per_image: None },
        extent(rect.size()),
    );
}

#[cfg(test)]
mod tests;
