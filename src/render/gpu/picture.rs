//! The remote picture as a texture: damaged rectangles are written into it, a pipeline scales it into its place.

use bytemuck::{Pod, Zeroable};
use pixels::wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, BindGroupLayout, BindingResource, Buffer, BufferDescriptor,
    BufferUsages, ColorTargetState, ColorWrites, Device, Extent3d, FragmentState, MultisampleState, Origin3d,
    PipelineCompilationOptions, PrimitiveState, Queue, RenderPass, RenderPipeline, RenderPipelineDescriptor,
    TexelCopyBufferLayout, TexelCopyTextureInfo, Texture, TextureAspect, TextureDescriptor, TextureDimension,
    TextureFormat, TextureUsages, TextureViewDescriptor, VertexState, include_wgsl,
};
use rfb::{Framebuffer, Rect, Region, Size};

use super::super::{DrawError, Placement};

/// What the shader is told, in the layout of `View` in `picture.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct View {
    origin: [f32; 2],
    extent: [f32; 2],
    remote: [f32; 2],
    padding: [f32; 2],
}

/// The texture and the two pipelines that draw it: exact for whole factors, filtered for all others.
pub(super) struct Picture {
    sharp: RenderPipeline,
    filtered: RenderPipeline,
    view: Buffer,
    held: Option<Held>,
}

/// The texture of a picture of one size.
struct Held {
    size: Size,
    texture: Texture,
    sharp: BindGroup,
    filtered: BindGroup,
}

impl Picture {
    pub(super) fn new(device: &Device, format: TextureFormat) -> Self {
        let shader = device.create_shader_module(include_wgsl!("picture.wgsl"));
        let pipeline = |entry_point| {
            device.create_render_pipeline(&RenderPipelineDescriptor {
                label: Some(entry_point),
                layout: None,
                vertex: VertexState {
                    module: &shader,
                    entry_point: Some("cover"),
                    buffers: &[],
                    compilation_options: PipelineCompilationOptions::default(),
                },
                fragment: Some(FragmentState {
                    module: &shader,
                    entry_point: Some(entry_point),
                    targets: &[Some(ColorTargetState { format, blend: None, write_mask: ColorWrites::ALL })],
                    compilation_options: PipelineCompilationOptions::default(),
                }),
                primitive: PrimitiveState::default(),
                depth_stencil: None,
                multisample: MultisampleState::default(),
                multiview: None,
                cache: None,
            })
        };
        let view = device.create_buffer(&BufferDescriptor {
            label: Some("view"),
            size: size_of::<View>() as u64,
            usage: BufferUsages::UNIFORM | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        Self { sharp: pipeline("sharp_pixel"), filtered: pipeline("filtered_pixel"), view, held: None }
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
            self.held = None;
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
        let held = self.hold(device, size);
        write(queue, &held.texture, framebuffer, Rect::of(size));
        Ok(())
    }

    /// Tells the shader where the picture goes. To be called before the pass that draws it.
    pub(super) fn prepare(&self, queue: &Queue, placement: &Placement) {
        let view = View {
            origin: placement.origin.map(|at| at as f32),
            extent: [placement.extent.width as f32, placement.extent.height as f32],
            remote: [f32::from(placement.remote.width), f32::from(placement.remote.height)],
            padding: [0.0; 2],
        };
        queue.write_buffer(&self.view, 0, bytemuck::bytes_of(&view));
    }

    /// Draws the picture into `pass`, whose scissor rectangle is the visible part.
    pub(super) fn draw(&self, pass: &mut RenderPass<'_>, placement: &Placement) {
        let Some(held) = self.held.as_ref().filter(|held| held.size == placement.remote) else { return };
        let (pipeline, bindings) = match placement.whole_factor() {
            Some(_) => (&self.sharp, &held.sharp),
            None => (&self.filtered, &held.filtered),
        };
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, bindings, &[]);
        pass.draw(0..3, 0..1);
    }

    fn hold(&mut self, device: &Device, size: Size) -> &Held {
        let texture = device.create_texture(&TextureDescriptor {
            label: Some("remote picture"),
            size: extent(size),
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            // Little endian 0x00RRGGBB.
            format: TextureFormat::Bgra8Unorm,
            usage: TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&TextureViewDescriptor::default());
        let bind = |layout: &BindGroupLayout| {
            device.create_bind_group(&BindGroupDescriptor {
                label: Some("remote picture"),
                layout,
                entries: &[
                    BindGroupEntry { binding: 0, resource: BindingResource::TextureView(&view) },
                    BindGroupEntry { binding: 1, resource: self.view.as_entire_binding() },
                ],
            })
        };
        let sharp = bind(&self.sharp.get_bind_group_layout(0));
        let filtered = bind(&self.filtered.get_bind_group_layout(0));
        self.held.insert(Held { size, texture, sharp, filtered })
    }
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
