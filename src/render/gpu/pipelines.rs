//! The pipelines that draw the picture. All are bound to the same things, and use what they need of them.

use bytemuck::{Pod, Zeroable};
use pixels::wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, BindGroupLayout, BindGroupLayoutDescriptor, BindGroupLayoutEntry,
    BindingResource, BindingType, BufferBindingType, BufferDescriptor, BufferUsages, Color, ColorTargetState,
    ColorWrites, CommandEncoder, Device, FragmentState, LoadOp, MultisampleState, PipelineCompilationOptions,
    PipelineLayout, PipelineLayoutDescriptor, PrimitiveState, Queue, RenderPipeline, RenderPipelineDescriptor,
    ShaderModule, ShaderStages, Texture, TextureFormat, TextureSampleType, TextureViewDescriptor, TextureViewDimension,
    VertexState, include_wgsl,
};

use super::super::Placement;
use super::super::viewport::WindowRect;
use super::begin_pass;
use super::table::Table;

/// What the shader is told, in the layout of `View` in `picture.wgsl`.
#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
pub(super) struct View {
    pub(super) origin: [f32; 2],
    pub(super) factor: [f32; 2],
    pub(super) source: [u32; 2],
    pub(super) visible: [u32; 2],
    pub(super) shares: [u32; 2],
    pub(super) first_column: u32,
    padding: u32,
}

impl View {
    /// What does not depend on the method.
    pub(super) fn new(placement: &Placement, visible: WindowRect) -> Self {
        Self {
            origin: placement.origin.map(|at| at as f32),
            factor: [1.0; 2],
            source: [u32::from(placement.source.x), u32::from(placement.source.y)],
            visible: [visible.x, visible.y],
            shares: [1; 2],
            first_column: 0,
            padding: 0,
        }
    }
}

/// The pipelines, by what they are for.
pub(super) struct Pipelines {
    layout: BindGroupLayout,
    /// Whole factors.
    pub(super) whole: RenderPipeline,
    /// Both axes at once.
    pub(super) both: RenderPipeline,
    /// The first of two steps: columns of the final height.
    down: RenderPipeline,
    /// The second of two steps.
    pub(super) across: RenderPipeline,
}

impl Pipelines {
    pub(super) fn new(device: &Device, format: TextureFormat) -> Self {
        let shader = device.create_shader_module(include_wgsl!("picture.wgsl"));
        let layout = bindings(device);
        let pipeline_layout = device.create_pipeline_layout(&PipelineLayoutDescriptor {
            label: Some("picture"),
            bind_group_layouts: &[&layout],
            push_constant_ranges: &[],
        });
        let pipeline = |entry_point, format| pipeline(device, &shader, &pipeline_layout, entry_point, format);
        Self {
            whole: pipeline("whole_pixel", format),
            both: pipeline("both_pixel", format),
            down: pipeline("down_pixel", TextureFormat::Bgra8Unorm),
            across: pipeline("across_pixel", format),
            layout,
        }
    }

    /// Binds `picture` and the tables for both axes.
    pub(super) fn bind(
        &self,
        device: &Device,
        queue: &Queue,
        picture: &Texture,
        view: &View,
        [across, down]: [&Table; 2],
    ) -> BindGroup {
        let told = device.create_buffer(&BufferDescriptor {
            label: Some("view"),
            size: size_of::<View>() as u64,
            usage: BufferUsages::UNIFORM | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        queue.write_buffer(&told, 0, bytemuck::bytes_of(view));
        let [picture, across, down] =
            [picture, &across.texture, &down.texture].map(|it| it.create_view(&TextureViewDescriptor::default()));
        device.create_bind_group(&BindGroupDescriptor {
            label: Some("picture"),
            layout: &self.layout,
            entries: &[
                BindGroupEntry { binding: 0, resource: BindingResource::TextureView(&picture) },
                BindGroupEntry { binding: 1, resource: told.as_entire_binding() },
                BindGroupEntry { binding: 2, resource: BindingResource::TextureView(&across) },
                BindGroupEntry { binding: 3, resource: BindingResource::TextureView(&down) },
            ],
        })
    }

    /// Draws columns of the final height, all of `columns`.
    pub(super) fn draw_columns(&self, encoder: &mut CommandEncoder, columns: &Texture, bindings: &BindGroup) {
        let view = columns.create_view(&TextureViewDescriptor::default());
        let mut pass = begin_pass(encoder, &view, LoadOp::Clear(Color::BLACK));
        pass.set_pipeline(&self.down);
        pass.set_bind_group(0, bindings, &[]);
        pass.draw(0..3, 0..1);
    }
}

fn bindings(device: &Device) -> BindGroupLayout {
    let entry = |binding, ty| BindGroupLayoutEntry { binding, visibility: ShaderStages::FRAGMENT, ty, count: None };
    let texture = || BindingType::Texture {
        sample_type: TextureSampleType::Float { filterable: false },
        view_dimension: TextureViewDimension::D2,
        multisampled: false,
    };
    let told =
        BindingType::Buffer { ty: BufferBindingType::Uniform, has_dynamic_offset: false, min_binding_size: None };
    device.create_bind_group_layout(&BindGroupLayoutDescriptor {
        label: Some("picture"),
        entries: &[entry(0, texture()), entry(1, told), entry(2, texture()), entry(3, texture())],
    })
}

fn pipeline(
    device: &Device,
    shader: &ShaderModule,
    layout: &PipelineLayout,
    entry_point: &str,
    format: TextureFormat,
) -> RenderPipeline {
    device.create_render_pipeline(&RenderPipelineDescriptor {
        label: Some(entry_point),
        layout: Some(layout),
        vertex: VertexState {
            module: shader,
            entry_point: Some("cover"),
            buffers: &[],
            compilation_options: PipelineCompilationOptions::default(),
        },
        fragment: Some(FragmentState {
            module: shader,
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
}
