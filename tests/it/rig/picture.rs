//! Pictures as plain numbers, and how two of them differ.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use super::Folder;

/// `width * height` pixels of 0x00RRGGBB.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u32>,
}

impl Picture {
    /// A picture whose pixels are what `colour` says of their x and y.
    pub fn from_fn(width: usize, height: usize, mut colour: impl FnMut(usize, usize) -> u32) -> Self {
        let pixels = (0..width * height).map(|index| colour(index % width, index / width)).collect();
        Self { width, height, pixels }
    }

    /// Reads a PNG file of eight bits per sample.
    pub fn read_png(path: &Path) -> Self {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::decode_png(BufReader::new(file))
    }

    /// Decodes a PNG file of eight bits per sample.
    pub fn decode_png(source: impl std::io::BufRead + std::io::Seek) -> Self {
        let mut reader = png::Decoder::new(source).read_info().expect("a PNG file");
        let mut data = vec![0; reader.output_buffer_size().expect("a picture that fits into memory")];
        let frame = reader.next_frame(&mut data).expect("a whole picture");
        assert_eq!(frame.bit_depth, png::BitDepth::Eight);
        let samples = frame.color_type.samples();
        assert!(samples >= 3, "a picture in colour, not {:?}", frame.color_type);
        let pixels = data[..frame.buffer_size()].chunks_exact(samples).map(|p| rgb(p[0], p[1], p[2])).collect();
        Self { width: frame.width as usize, height: frame.height as usize, pixels }
    }

    /// Decodes a binary PPM file of eight bits per sample.
    pub fn decode_ppm(data: &[u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"P6")?;
        let mut number = || -> Option<usize> {
            rest = rest.trim_ascii_start();
            let end = rest.iter().position(u8::is_ascii_whitespace)?;
            let (digits, tail) = rest.split_at(end);
            rest = tail;
            std::str::from_utf8(digits).ok()?.parse().ok()
        };
        let (width, height, maximum) = (number()?, number()?, number()?);
        let pixels: Vec<u32> = rest.get(1..)?.chunks_exact(3).map(|p| rgb(p[0], p[1], p[2])).collect();
        (maximum == 255 && pixels.len() == width * height).then_some(Self { width, height, pixels })
    }

    /// Writes it as a PNG file.
    pub fn write_png(&self, path: &Path) {
        let file = BufWriter::new(File::create(path).expect("a file can be made"));
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        let data: Vec<u8> = self.pixels.iter().flat_map(|p| [(p >> 16) as u8, (p >> 8) as u8, *p as u8]).collect();
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&data))
            .expect("a PNG file can be written");
    }

    /// How many different colours it has.
    pub fn colours(&self) -> usize {
        self.pixels.iter().collect::<std::collections::HashSet<_>>().len()
    }

    /// The part of `width` by `height` pixels with its corner at `x` and `y`, which must lie inside.
    pub fn part(&self, x: usize, y: usize, width: usize, height: usize) -> Picture {
        Picture::from_fn(width, height, |column, row| self.pixels[(y + row) * self.width + x + column])
    }

    /// Draws `part` with its corner at `x` and `y`.
    pub fn put(&mut self, part: &Picture, x: usize, y: usize) {
        for (row, pixels) in part.pixels.chunks(part.width).enumerate() {
            let start = (y + row) * self.width + x;
            self.pixels[start..start + part.width].copy_from_slice(pixels);
        }
    }

    /// Draws a rectangle of one colour.
    pub fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, colour: u32) {
        self.put(&Picture::from_fn(width, height, |_, _| colour), x, y);
    }

    /// Fails the test unless this is `expected`, pixel for pixel. Keeps both pictures then.
    #[track_caller]
    pub fn assert_same(&self, expected: &Picture, what: &str) {
        if let Some(difference) = self.difference(expected) {
            let folder = Folder::new();
            let (shown, wanted) = (folder.path("shown.png"), folder.path("expected.png"));
            self.write_png(&shown);
            expected.write_png(&wanted);
            panic!("{what}: {difference}\n  shown    {}\n  expected {}", shown.display(), wanted.display());
        }
    }

    /// How it differs from `expected`, in words.
    fn difference(&self, expected: &Picture) -> Option<String> {
        let size = |picture: &Picture| (picture.width, picture.height);
        if size(self) != size(expected) {
            return Some(format!("{:?} pixels where {:?} were expected", size(self), size(expected)));
        }
        let pairs = self.pixels.iter().zip(&expected.pixels).enumerate();
        let wrong: Vec<(usize, (&u32, &u32))> = pairs.filter(|(_, (shown, wanted))| shown != wanted).collect();
        let (index, (shown, wanted)) = wrong.first()?;
        let (x, y) = (index % self.width, index / self.width);
        let last = wrong.last().map_or(0, |(index, _)| index / self.width);
        let count = wrong.len();
        Some(format!(
            "{count} pixels differ in rows {y} to {last}; ({x}, {y}) is {shown:06x} and should be {wanted:06x}"
        ))
    }
}

fn rgb(red: u8, green: u8, blue: u8) -> u32 {
    u32::from_be_bytes([0, red, green, blue])
}

#[test]
fn pictures_that_differ_in_one_pixel_are_told_apart() {
    let one = Picture::from_fn(3, 2, |x, y| (x * 10 + y) as u32);
    let mut other = one.clone();
    assert_eq!(other.difference(&one), None);
    other.pixels[4] ^= 1;
    assert_eq!(
        other.difference(&one).as_deref(),
        Some("1 pixels differ in rows 1 to 1; (1, 1) is 00000a and should be 00000b")
    );
}

#[test]
fn a_picture_survives_its_png_file() {
    let folder = Folder::new();
    let picture = Picture::from_fn(5, 4, |x, y| (x * 0x0010_0000 + y * 0x1234) as u32);
    let path = folder.path("picture.png");
    picture.write_png(&path);
    Picture::read_png(&path).assert_same(&picture, "the picture read back");
}
