//! Whole JPEG and PNG pictures of rectangles, which Tight, TightPNG and JPEG carry.

use jpeg_encoder::{ColorType, SamplingFactor};
use png::{BitDepth, Compression};

use super::palette::Palette;
use super::{JpegWishes, Source, Subsampling};

/// Appends a rectangle as a JPEG picture (JFIF). It is at most 65535 pixels wide and high, as all rectangles are.
pub(super) fn put_jpeg(source: &Source<'_>, wishes: JpegWishes, out: &mut Vec<u8>) {
    let (sampling, colours) = match wishes.subsampling {
        Subsampling::None => (SamplingFactor::F_1_1, ColorType::Rgb),
        Subsampling::Twofold => (SamplingFactor::F_2_1, ColorType::Rgb),
        Subsampling::Fourfold => (SamplingFactor::F_2_2, ColorType::Rgb),
        Subsampling::Grey => (SamplingFactor::F_1_1, ColorType::Luma),
    };
    let pixels = source.framebuffer.rows(source.rect).flatten().copied().map(rgb);
    let samples: Vec<u8> = match colours {
        ColorType::Luma => pixels.map(luma).collect(),
        _ => pixels.flatten().collect(),
    };
    let mut encoder = jpeg_encoder::Encoder::new(&mut *out, wishes.quality);
    encoder.set_sampling_factor(sampling);
    let encoded = encoder.encode(&samples, source.rect.width, source.rect.height, colours);
    debug_assert!(encoded.is_ok(), "writing into memory, and as many samples as the rectangle has");
}

/// How bright a colour is (ITU-R BT.601).
fn luma([red, green, blue]: [u8; 3]) -> u8 {
    ((299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) + 500) / 1000) as u8
}

/// Appends a rectangle as a PNG file: of indices where it has at most 256 colours.
pub(super) fn put_png(source: &Source<'_>, level: u8, out: &mut Vec<u8>) {
    let rect = source.rect;
    let colours: Vec<u32> = source.framebuffer.rows(rect).flatten().copied().collect();
    let mut palette = Palette::default();
    let indexed = palette.collect(&colours);
    let mut encoder = png::Encoder::new(&mut *out, rect.width.into(), rect.height.into());
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(if level > 5 { Compression::Balanced } else { Compression::Fast });
    let data: Vec<u8> = if indexed {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.colours().iter().copied().flat_map(rgb).collect::<Vec<u8>>());
        colours.iter().map(|colour| palette.index(*colour)).collect()
    } else {
        encoder.set_color(png::ColorType::Rgb);
        colours.iter().copied().flat_map(rgb).collect()
    };
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
    debug_assert!(written.is_ok(), "writing into memory, and as many samples as the rectangle has");
}

/// Red, green and blue.
fn rgb(colour: u32) -> [u8; 3] {
    let [_, channels @ ..] = colour.to_be_bytes();
    channels
}
