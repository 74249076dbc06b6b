//! Shares of pixels as a texture: one column for each device pixel, its first remote pixel above its shares.

use pixels::wgpu::{
    Device, Extent3d, Queue, TexelCopyBufferLayout, Texture, TextureDescriptor, TextureDimension, TextureFormat,
    TextureUsages,
};

use super::super::weights::Shares;

/// The table of one axis.
pub(super) struct Table {
    pub(super) texture: Texture,
}

impl Table {
    /// The table of `shares`.
    pub(super) fn new(device: &Device, queue: &Queue, shares: &Shares) -> Self {
        let columns = shares.first.len();
        let mut values = vec![0.0_f32; columns * (shares.count + 1)];
        for (column, (first, weights)) in
            shares.first.iter().zip(shares.weights.chunks_exact(shares.count.max(1))).enumerate()
        {
            // Whole numbers as large as a texture may be are exact.
            values[column] = *first as f32;
            for (tap, weight) in weights.iter().enumerate() {
                values[columns * (tap + 1) + column] = *weight;
            }
        }
        let table = Self::empty(device, columns as u32, shares.count as u32 + 1);
        queue.write_texture(
            table.texture.as_image_copy(),
            bytemuck::cast_slice(&values),
            TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(columns as u32 * 4), rows_per_image: None },
            table.texture.size(),
        );
        table
    }

    /// A table that nobody reads.
    pub(super) fn nothing(device: &Device) -> Self {
        Self::empty(device, 1, 1)
    }

    fn empty(device: &Device, width: u32, height: u32) -> Self {
        let texture = device.create_texture(&TextureDescriptor {
            label: Some("shares"),
            size: Extent3d { width: width.max(1), height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: TextureDimension::D2,
            format: TextureFormat::R32Float,
            usage: TextureUsages::TEXTURE_BINDING | TextureUsages::COPY_DST,
            view_formats: &[],
        });
        Self { texture }
    }
}

/// The pixels that `shares` are of: the first, and the one after the last.
pub(super) fn span(shares: &Shares) -> (u32, u32) {
    let first = shares.first.iter().min().copied().unwrap_or_default();
    let last = shares.first.iter().max().copied().unwrap_or_default();
    (first, last + shares.count.max(1) as u32)
}
