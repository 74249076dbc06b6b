//! The picture as graphics hardware draws it, compared with what the processor makes of it.

use pixels::wgpu::{
    BufferDescriptor, BufferUsages, Color, Device, DeviceDescriptor, Instance, InstanceDescriptor, LoadOp, MapMode,
    PollType, Queue, RequestAdapterOptions, TexelCopyBufferInfo, TextureViewDescriptor,
};

use super::super::super::cpu::compose::Composer;
use super::super::super::viewport::WindowRect;
use super::super::super::{Extent, Viewport};
use super::super::begin_pass;
use super::*;
use crate::config::{Filter, Scale};

/// Rows of a texture that is read back are padded to this many bytes.
const PADDING: u32 = 256;

/// A device of whatever there is, emulated or not. Vulkan without hardware is in the package mesa-vulkan-drivers.
fn device() -> (Device, Queue) {
    let instance = Instance::new(&InstanceDescriptor::default());
    let adapter =
        ready(instance.request_adapter(&RequestAdapterOptions::default())).expect("an adapter, even emulated");
    ready(adapter.request_device(&DeviceDescriptor::default())).expect("a device")
}

/// The result of a future that is ready at once, as wgpu's are outside of browsers.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(result) => result,
        std::task::Poll::Pending => panic!("it was expected to be ready"),
    }
}

/// What the hardware draws of `framebuffer` in a window of `window`.
fn drawn(device: &Device, queue: &Queue, framebuffer: &Framebuffer, viewport: &Viewport, window: Extent) -> Vec<u32> {
    let mut picture = Picture::new(Rc::new(Pipelines::new(device, TextureFormat::Bgra8Unorm)));
    picture.upload(device, queue, framebuffer, &Region::new()).expect("it fits");
    let size = Extent3d { width: window.width, height: window.height, depth_or_array_layers: 1 };
    let target = new_texture(device, "target", size, TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_SRC);
    let mut encoder = device.create_command_encoder(&pixels::wgpu::CommandEncoderDescriptor::default());
    let placement = viewport.placed_in(window);
    picture.prepare(device, queue, &mut encoder, &placement, window);
    let view = target.create_view(&TextureViewDescriptor::default());
    let mut pass = begin_pass(&mut encoder, &view, LoadOp::Clear(Color::BLACK));
    if let Some(visible) = placement.visible(window) {
        pass.set_scissor_rect(visible.x, visible.y, visible.width, visible.height);
        picture.draw(&mut pass, &placement);
    }
    drop(pass);
    read_back(device, queue, encoder, &target)
}

fn read_back(device: &Device, queue: &Queue, mut encoder: CommandEncoder, texture: &Texture) -> Vec<u32> {
    let size = texture.size();
    let stride = (size.width * 4).next_multiple_of(PADDING);
    let buffer = device.create_buffer(&BufferDescriptor {
        label: None,
        size: u64::from(stride) * u64::from(size.height),
        usage: BufferUsages::MAP_READ | BufferUsages::COPY_DST,
        mapped_at_creation: false,
    });
    let layout = TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(stride), rows_per_image: None };
    encoder.copy_texture_to_buffer(texture.as_image_copy(), TexelCopyBufferInfo { buffer: &buffer, layout }, size);
    queue.submit([encoder.finish()]);
    buffer.slice(..).map_async(MapMode::Read, |mapped| mapped.expect("it can be read"));
    device.poll(PollType::wait_indefinitely()).expect("the device works");
    let bytes = buffer.slice(..).get_mapped_range();
    let pixel = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]);
    let rows = bytes.chunks_exact(stride as usize);
    rows.flat_map(|row| row[..size.width as usize * 4].chunks_exact(4).map(pixel).collect::<Vec<_>>()).collect()
}

/// What the processor makes of it.
fn composed(framebuffer: &Framebuffer, viewport: &Viewport, window: Extent) -> Vec<u32> {
    let mut canvas = vec![0; (window.width * window.height) as usize];
    let placement = viewport.placed_in(window);
    Composer::new().compose(&mut canvas, window, framebuffer, Some(&placement), &[WindowRect::of(window)]);
    canvas
}

/// Lines, text-like edges and noise.
fn scene(size: Size) -> Framebuffer {
    let mut picture = Framebuffer::new(size);
    let width = usize::from(size.width);
    for (index, pixel) in picture.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (index % width, index / width);
        *pixel = match (x / 40 + y / 40) % 3 {
            0 => (index as u32).wrapping_mul(0x9e37_79b1) & 0x00ff_ffff,
            1 if x % 3 == 0 || y % 5 == 0 => 0x00ff_ffff,
            1 => 0,
            _ => (x as u32 % 256) << 16 | (y as u32 % 256) << 8 | 0x40,
        };
    }
    picture
}

#[test]
fn hardware_and_processor_draw_the_same_at_every_scale_with_every_filter() {
    let (device, queue) = device();
    let picture = scene(Size::new(320, 240));
    let cases = [
        (Scale::Fit, Extent::new(320, 240)),
        (Scale::Fit, Extent::new(640, 500)),
        (Scale::Fit, Extent::new(217, 170)),
        (Scale::Fit, Extent::new(33, 20)),
        (Scale::Fit, Extent::new(1, 1)),
        (Scale::Fit, Extent::new(319, 241)),
        (Scale::Width, Extent::new(500, 200)),
        (Scale::Integer, Extent::new(700, 300)),
        (Scale::Percent(67), Extent::new(150, 100)),
        (Scale::Percent(150), Extent::new(300, 300)),
        (Scale::Percent(250), Extent::new(500, 410)),
    ];
    for (scale, window) in cases {
        for filter in [Filter::Nearest, Filter::Smooth, Filter::Sharp] {
            for part in [None, Some(Rect::new(101, 33, 160, 120))] {
                let mut viewport = Viewport { filter, ..Viewport::new(picture.size(), scale) };
                viewport.show_part(part);
                viewport.pan_by([60.0, 45.0], window);
                let (hardware, processor) =
                    (drawn(&device, &queue, &picture, &viewport, window), composed(&picture, &viewport, window));
                let exact = matches!(viewport.placed_in(window).method(), Method::Repeat(_) | Method::Nearest);
                let allowed = if exact { 0 } else { 2 };
                let worst = hardware.iter().zip(&processor).map(|(one, other)| distance(*one, *other)).max();
                assert!(worst <= Some(allowed), "{worst:?}: {viewport:?} in {window:?}");
            }
        }
    }
}

#[test]
fn a_picture_beyond_the_largest_texture_is_refused_before_anything_is_done() {
    let (device, queue) = device();
    let limit = device.limits().max_texture_dimension_2d;
    let mut picture = Picture::new(Rc::new(Pipelines::new(&device, TextureFormat::Bgra8Unorm)));
    let huge = Framebuffer::new(Size::new((limit + 1).min(65535) as u16, 1));
    if u32::from(huge.size().width) > limit {
        let refused = picture.upload(&device, &queue, &huge, &Region::new());
        assert!(matches!(refused, Err(DrawError::Unusable(_))), "{refused:?}");
    }
    assert!(picture.upload(&device, &queue, &scene(Size::new(1, 1)), &Region::new()).is_ok());
}

/// The largest difference between two colours in one channel.
fn distance(one: u32, other: u32) -> u8 {
    let channels = one.to_le_bytes().into_iter().zip(other.to_le_bytes());
    channels.map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
}
