//! Small pictures of computers: made when a session ends, kept as PNG files that only their owner can read, shown on the start
//! page.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use egui::{Color32, ColorImage};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::session::{Framebuffer, Size};

/// The largest picture, in pixels.
const LARGEST: [u32; 2] = [400, 300];
/// The most memory that reading a picture takes, in bytes.
const MEMORY: usize = 8 << 20;

/// The pictures of computers, in a folder.
pub(super) struct Album {
    folder: PathBuf,
}

impl Album {
    pub(super) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The picture of the computer with this id.
    pub(super) fn read(&self, id: &str) -> Option<ColorImage> {
        let file = File::open(self.path(id)?).ok()?;
        let limits = png::Limits { bytes: MEMORY };
        let mut reader = png::Decoder::new_with_limits(BufReader::new(file), limits).read_info().ok()?;
        let (width, height) = (reader.info().width, reader.info().height);
        let is_ours = reader.output_color_type() == (png::ColorType::Rgb, png::BitDepth::Eight);
        if !is_ours || width > LARGEST[0] || height > LARGEST[1] {
            return None;
        }
        let mut bytes = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut bytes).ok()?;
        let pixels = bytes.chunks_exact(3).map(|rgb| Color32::from_rgb(rgb[0], rgb[1], rgb[2])).collect();
        Some(ColorImage::new([width as usize, height as usize], pixels))
    }

    /// Makes what is in `framebuffer` the picture of the computer with this id.
    pub(super) fn keep(&self, id: &str, picture: &Picture) -> io::Result<()> {
        let Some(path) = self.path(id) else { return Ok(()) };
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        // Temporary files are readable and writable by their owner alone.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&picture.png()?)?;
        file.persist(path)?;
        Ok(())
    }

    /// Takes away the pictures of computers other than these.
    pub(super) fn keep_only(&self, is_kept: impl Fn(&str) -> bool) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let id = path.file_stem().and_then(|stem| stem.to_str());
            let is_picture = path.extension().is_some_and(|extension| extension == "png");
            if is_picture && id.is_some_and(|id| !is_kept(id)) {
                // It is tried again the next time.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Where the picture is. Ids stand in a file that anybody may have written: what could lead out of the folder has none.
    fn path(&self, id: &str) -> Option<PathBuf> {
        let is_name = !id.is_empty() && id.len() <= 64;
        let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_name && is_plain).then(|| Path::new(&self.folder).join(format!("{id}.png")))
    }
}

/// A small picture: three bytes for each pixel.
pub(super) struct Picture {
    size: [u32; 2],
    pixels: Vec<u8>,
}

impl Picture {
    /// A small picture of what is in `framebuffer`, unless that is nothing.
    pub(super) fn of(framebuffer: &Framebuffer) -> Option<Self> {
        let Size { width, height } = framebuffer.size();
        let [width, height] = [u32::from(width), u32::from(height)];
        if width < 2 || height < 2 {
            return None;
        }
        let scale = (f64::from(LARGEST[0]) / f64::from(width)).min(f64::from(LARGEST[1]) / f64::from(height)).min(1.0);
        let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        let size = [side(width), side(height)];
        let source = ImageRef::new(width, height, bytemuck::cast_slice(framebuffer.pixels()), PixelType::U8x4).ok()?;
        let mut small = Image::new(size[0], size[1], PixelType::U8x4);
        let algorithm = ResizeAlg::Convolution(FilterType::Box);
        let options = ResizeOptions::new().resize_alg(algorithm).use_alpha(false);
        Resizer::new().resize(&source, &mut small, &options).ok()?;
        let whole = |bytes: &[u8]| u32::from_ne_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let pixels = small.buffer().chunks_exact(4).flat_map(|pixel| {
            let [_, red, green, blue] = whole(pixel).to_be_bytes();
            [red, green, blue]
        });
        Some(Self { size, pixels: pixels.collect() })
    }

    fn png(&self) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.size[0], self.size[1]);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(io::Error::other)?;
        writer.write_image_data(&self.pixels).map_err(io::Error::other)?;
        writer.finish().map_err(io::Error::other)?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framebuffer(width: u16, height: u16) -> Framebuffer {
        let mut framebuffer = Framebuffer::new(Size::new(width, height));
        framebuffer.pixels_mut().fill(0x00ff_8001);
        framebuffer
    }

    #[test]
    fn a_picture_is_kept_small_in_its_shape_and_colours() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let album = Album::at(folder.path().join("thumbnails"));
        for (size, small) in [((1920, 1080), [400, 225]), ((768, 1366), [169, 300]), ((40, 30), [40, 30])] {
            let picture = Picture::of(&framebuffer(size.0, size.1)).expect("there is something to see");
            album.keep("1a-2", &picture).expect("it can be written");
            let read = album.read("1a-2").expect("it is there");
            assert_eq!(read.size, small, "{size:?}");
            assert!(read.pixels.iter().all(|pixel| *pixel == Color32::from_rgb(0xff, 0x80, 0x01)));
        }
        assert!(Picture::of(&framebuffer(1, 1)).is_none() && Picture::of(&Framebuffer::default()).is_none());
        assert!(album.read("other").is_none());
    }

    #[test]
    fn ids_cannot_lead_out_of_the_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let album = Album::at(folder.path().join("thumbnails"));
        let picture = Picture::of(&framebuffer(20, 20)).expect("there is something to see");
        for id in ["../x", "a/b", "", ".", "a.b", &"x".repeat(65)] {
            album.keep(id, &picture).expect("nothing happens");
        }
        assert!(!album.folder.exists() && !folder.path().join("x.png").exists());
    }

    #[test]
    fn pictures_of_computers_that_are_gone_or_private_are_taken_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let album = Album::at(folder.path().join("thumbnails"));
        let picture = Picture::of(&framebuffer(20, 20)).expect("there is something to see");
        for id in ["one", "two"] {
            album.keep(id, &picture).expect("it can be written");
        }
        fs::write(album.folder.join("one.txt"), "not ours").expect("it can be written");
        album.keep_only(|id| id == "two");
        assert!(album.read("one").is_none() && album.read("two").is_some());
        assert!(album.folder.join("one.txt").exists());
    }
}
