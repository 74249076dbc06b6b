//! The tiles TRLE and ZRLE are made of (RFC 6143 §7.7.5): for each, the sub-encoding that takes the fewest bytes.

use rfb::Rect;

use super::{Source, Translation};

/// The most colours a palette can have.
const MAX_PALETTE: usize = 127;
/// The most colours whose indices can be packed into bits.
const MAX_PACKED: usize = 16;

/// Whether a tile may use the palette of the one before it (sub-encodings 127 and 129, in TRLE only).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaletteReuse {
    Never,
    FromPreviousTile,
}

/// Cuts rectangles into tiles and writes them. Holds only memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    pixels: Vec<u32>,
    palette: Palette,
    previous: Palette,
}

/// The ways to write a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Raw,
    Solid,
    Packed,
    PackedReused,
    PlainRuns,
    PaletteRuns,
    PaletteRunsReused,
}

/// How many runs of equal pixels a tile has, and how many bytes their lengths take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct RunCosts {
    runs: usize,
    /// Bytes of the lengths in plain RLE.
    plain: usize,
    /// Bytes of the indices and lengths in palette RLE.
    indexed: usize,
}

impl Tiles {
    /// Appends all tiles of the source, each at most `edge` pixels wide and high.
    pub(super) fn encode(&mut self, source: &Source<'_>, edge: u16, reuse: PaletteReuse, out: &mut Vec<u8>) {
        self.previous.clear();
        let Rect { x, y, width, height } = source.rect;
        for top in (0..height).step_by(usize::from(edge)) {
            for left in (0..width).step_by(usize::from(edge)) {
                let tile = Rect::new(x + left, y + top, edge.min(width - left), edge.min(height - top));
                self.pixels.clear();
                self.pixels.extend(source.pixels(tile));
                self.encode_tile(usize::from(tile.width), source.translation, reuse, out);
            }
        }
    }

    /// Appends one tile of these pixel values, `width` in a row, that uses no palette of another.
    pub(super) fn encode_pixels(&mut self, pixels: &[u32], width: usize, translation: &Translation, out: &mut Vec<u8>) {
        self.pixels.clear();
        self.pixels.extend(pixels);
        self.encode_tile(width, translation, PaletteReuse::Never, out);
    }

    fn encode_tile(&mut self, width: usize, translation: &Translation, reuse: PaletteReuse, out: &mut Vec<u8>) {
        let complete = self.palette.collect(&self.pixels);
        let plan = self.plan(width, translation.bytes_per_cpixel(), complete);
        let palette = match plan {
            Plan::PackedReused | Plan::PaletteRunsReused => &self.previous,
            _ => &self.palette,
        };
        write_tile(plan, &self.pixels, width, palette, translation, out);
        match (reuse, plan) {
            (PaletteReuse::FromPreviousTile, Plan::Packed | Plan::PaletteRuns) => {
                std::mem::swap(&mut self.palette, &mut self.previous);
            }
            (_, Plan::PackedReused | Plan::PaletteRunsReused) => {}
            // Only a tile with a palette leaves one to its successor.
            _ => self.previous.clear(),
        }
    }

    /// The cheapest way to write the tile; `complete` says whether the palette has all its colours.
    fn plan(&self, width: usize, bytes_per_cpixel: usize, complete: bool) -> Plan {
        if complete && self.palette.len() == 1 {
            return Plan::Solid;
        }
        let costs = RunCosts::of(&self.pixels);
        let mut best = (self.pixels.len() * bytes_per_cpixel, Plan::Raw);
        let mut consider = |bytes: usize, plan: Plan| {
            if bytes < best.0 {
                best = (bytes, plan);
            }
        };
        consider(costs.runs * bytes_per_cpixel + costs.plain, Plan::PlainRuns);
        if complete {
            let table = self.palette.len() * bytes_per_cpixel;
            let rows = self.pixels.len() / width;
            if self.palette.len() <= MAX_PACKED {
                consider(table + packed_row(width, self.palette.len()) * rows, Plan::Packed);
            }
            consider(table + costs.indexed, Plan::PaletteRuns);
            if self.previous.len() > 1 && self.palette.is_part_of(&self.previous) {
                if self.previous.len() <= MAX_PACKED {
                    consider(packed_row(width, self.previous.len()) * rows, Plan::PackedReused);
                }
                consider(costs.indexed, Plan::PaletteRunsReused);
            }
        }
        best.1
    }
}

fn write_tile(
    plan: Plan,
    pixels: &[u32],
    width: usize,
    palette: &Palette,
    translation: &Translation,
    out: &mut Vec<u8>,
) {
    let put_all = |pixels: &[u32], out: &mut Vec<u8>| {
        for pixel in pixels {
            translation.put_cpixel(*pixel, out);
        }
    };
    match plan {
        Plan::Raw => {
            out.push(0);
            put_all(pixels, out);
        }
        Plan::Solid => {
            out.push(1);
            put_all(&pixels[..1], out);
        }
        Plan::Packed => {
            out.push(palette.len() as u8);
            put_all(&palette.colours, out);
            put_packed(pixels, width, palette, out);
        }
        Plan::PackedReused => {
            out.push(127);
            put_packed(pixels, width, palette, out);
        }
        Plan::PlainRuns => {
            out.push(128);
            for (pixel, length) in runs(pixels) {
                translation.put_cpixel(pixel, out);
                put_length(length, out);
            }
        }
        Plan::PaletteRuns => {
            out.push(128 + palette.len() as u8);
            put_all(&palette.colours, out);
            put_indexed_runs(pixels, palette, out);
        }
        Plan::PaletteRunsReused => {
            out.push(129);
            put_indexed_runs(pixels, palette, out);
        }
    }
}

/// Bits of one index into a palette of `colours`.
fn bits_per_index(colours: usize) -> usize {
    match colours {
        0..=2 => 1,
        3..=4 => 2,
        _ => 4,
    }
}

/// Bytes of one row of packed indices.
fn packed_row(width: usize, colours: usize) -> usize {
    (width * bits_per_index(colours)).div_ceil(8)
}

fn put_packed(pixels: &[u32], width: usize, palette: &Palette, out: &mut Vec<u8>) {
    let bits = bits_per_index(palette.len());
    for row in pixels.chunks_exact(width) {
        for group in row.chunks(8 / bits) {
            let places = (1..).map(|place| 8 - place * bits);
            out.push(group.iter().zip(places).fold(0, |byte, (pixel, shift)| byte | palette.index(*pixel) << shift));
        }
    }
}

fn put_indexed_runs(pixels: &[u32], palette: &Palette, out: &mut Vec<u8>) {
    for (pixel, length) in runs(pixels) {
        let index = palette.index(pixel);
        if length == 1 {
            out.push(index);
        } else {
            out.push(index | 128);
            put_length(length, out);
        }
    }
}

/// A length as the sum of all bytes plus one; a byte of 255 says that another follows.
fn put_length(length: usize, out: &mut Vec<u8>) {
    out.extend(std::iter::repeat_n(255, (length - 1) / 255));
    out.push(((length - 1) % 255) as u8);
}

fn runs(pixels: &[u32]) -> impl Iterator<Item = (u32, usize)> {
    pixels.chunk_by(PartialEq::eq).map(|run| (run[0], run.len()))
}

impl RunCosts {
    fn of(pixels: &[u32]) -> Self {
        runs(pixels).fold(Self::default(), |costs, (_, length)| {
            let bytes = 1 + (length - 1) / 255;
            let indexed = if length == 1 { 1 } else { 1 + bytes };
            Self { runs: costs.runs + 1, plain: costs.plain + bytes, indexed: costs.indexed + indexed }
        })
    }
}

/// Up to 127 different pixels in the order they first appeared, found again by hash.
#[derive(Debug)]
struct Palette {
    colours: Vec<u32>,
    /// Index plus one of the colour that hashes here; 0 where there is none.
    slots: [u8; 256],
}

impl Default for Palette {
    fn default() -> Self {
        Self { colours: Vec::new(), slots: [0; 256] }
    }
}

impl Palette {
    /// Takes the colours of `pixels`; whether all of them fit.
    fn collect(&mut self, pixels: &[u32]) -> bool {
        self.clear();
        let mut last = None;
        for &pixel in pixels {
            if last == Some(pixel) {
                continue;
            }
            last = Some(pixel);
            let slot = self.slot(pixel);
            if self.slots[slot] == 0 {
                if self.colours.len() == MAX_PALETTE {
                    return false;
                }
                self.colours.push(pixel);
                self.slots[slot] = self.colours.len() as u8;
            }
        }
        true
    }

    fn clear(&mut self) {
        self.colours.clear();
        self.slots.fill(0);
    }

    fn len(&self) -> usize {
        self.colours.len()
    }

    /// The index of `pixel`, which must be in the palette.
    fn index(&self, pixel: u32) -> u8 {
        self.slots[self.slot(pixel)] - 1
    }

    fn is_part_of(&self, other: &Palette) -> bool {
        self.colours.iter().all(|colour| other.slots[other.slot(*colour)] != 0)
    }

    /// Where `pixel` stands or would stand. There are more slots than colours, so that one is always free.
    fn slot(&self, pixel: u32) -> usize {
        let mut slot = (pixel.wrapping_mul(0x9e37_79b1) >> 24) as usize;
        while self.slots[slot] != 0 && self.colours[usize::from(self.slots[slot]) - 1] != pixel {
            slot = (slot + 1) % self.slots.len();
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, PixelFormat, Size};

    use super::*;

    const EIGHT_BITS: PixelFormat = PixelFormat {
        bits_per_pixel: 8,
        depth: 8,
        big_endian: false,
        true_colour: true,
        max: [7, 7, 3],
        shift: [5, 2, 0],
    };

    /// A picture of eight-bit pixels, encoded with eight bits per pixel so that bytes can be read by eye.
    fn encoded(width: u16, pixels: &[u8], edge: u16, reuse: PaletteReuse) -> Vec<u8> {
        let size = Size::new(width, (pixels.len() / usize::from(width)) as u16);
        let mut framebuffer = Framebuffer::new(size);
        for (target, pixel) in framebuffer.pixels_mut().iter_mut().zip(pixels) {
            let channel = |value: u8, max: u32| (u32::from(value) * 255).div_ceil(max);
            *target = channel(pixel >> 5, 7) << 16 | channel(pixel >> 2 & 7, 7) << 8 | channel(pixel & 3, 3);
        }
        let translation = Translation::new(EIGHT_BITS);
        let source = Source { framebuffer: &framebuffer, rect: Rect::of(size), translation: &translation };
        let mut out = Vec::new();
        Tiles::default().encode(&source, edge, reuse, &mut out);
        out
    }

    #[test]
    fn one_colour_is_a_solid_tile() {
        assert_eq!(encoded(16, &[9; 256], 16, PaletteReuse::Never), [1, 9]);
    }

    #[test]
    fn two_colours_are_packed_into_bits_with_padded_rows() {
        let rows = [5, 9, 5, 9, 5, 9, 5, 9, 9].repeat(2);
        let expected = [2, 5, 9, 0b0101_0101, 0b1000_0000, 0b0101_0101, 0b1000_0000];
        assert_eq!(encoded(9, &rows, 16, PaletteReuse::Never), expected);
    }

    #[test]
    fn four_colours_take_two_bits_and_five_take_four() {
        let four = [1, 2, 3, 4].repeat(4);
        assert_eq!(encoded(4, &four, 16, PaletteReuse::Never), [4, 1, 2, 3, 4, 0x1b, 0x1b, 0x1b, 0x1b]);
        let five = [1, 2, 3, 4, 5].repeat(4);
        let row = [0x01, 0x23, 0x40];
        assert_eq!(encoded(5, &five, 16, PaletteReuse::Never), [&[5, 1, 2, 3, 4, 5][..], &row.repeat(4)].concat());
    }

    #[test]
    fn runs_cross_rows_and_long_ones_take_several_bytes() {
        let mut pixels = vec![7; 512];
        pixels[0] = 6;
        assert_eq!(encoded(64, &pixels, 64, PaletteReuse::Never), [128, 6, 0, 7, 255, 255, 0], "511 is [255, 255, 0]");
    }

    #[test]
    fn lengths_are_written_as_the_specification_lists_them() {
        for (length, expected) in
            [(1, vec![0]), (255, vec![254]), (256, vec![255, 0]), (257, vec![255, 1]), (510, vec![255, 254])]
        {
            let mut out = Vec::new();
            put_length(length, &mut out);
            assert_eq!(out, expected, "{length}");
        }
    }

    #[test]
    fn few_colours_in_many_runs_are_indexed_runs() {
        let pixels: Vec<u8> = (0..20).flat_map(|group| [vec![1 + group % 2], vec![3; 59]].concat()).collect();
        let mut expected = vec![131, 1, 3, 2];
        expected.extend((0..20).flat_map(|group| [group % 2 * 2, 128 | 1, 58]));
        assert_eq!(encoded(1200, &pixels, 1200, PaletteReuse::Never), expected);
    }

    #[test]
    fn noise_is_raw() {
        let pixels: Vec<u8> = (0..=255).collect();
        let mut expected = vec![0];
        expected.extend(&pixels);
        assert_eq!(encoded(16, &pixels, 16, PaletteReuse::FromPreviousTile), expected);
    }

    #[test]
    fn a_palette_is_used_again_by_the_next_tile_only() {
        let checks = [5, 9].repeat(8).repeat(16);
        let mut pixels = checks.clone();
        pixels.extend(&checks);
        pixels.extend([3; 256]);
        pixels.extend(&checks);
        let bytes = encoded(16, &pixels, 16, PaletteReuse::FromPreviousTile);
        let rows = [0x55; 32];
        let expected = [&[2, 5, 9][..], &rows, &[127], &rows, &[1, 3], &[2, 5, 9], &rows].concat();
        assert_eq!(bytes, expected);
    }

    #[test]
    fn reused_palettes_serve_runs_too() {
        let rows = |row: u8| [vec![10 + row % 6], vec![30; 15]].concat();
        let pixels: Vec<u8> = (0..16).chain((0..16).rev()).flat_map(rows).collect();
        let bytes = encoded(16, &pixels, 16, PaletteReuse::FromPreviousTile);
        let (palette, runs) = (7, 16 * 3);
        assert_eq!(bytes[..3], [128 + 7, 10, 30]);
        assert_eq!(bytes[1 + palette + runs], 129);
        assert_eq!(bytes.len(), 1 + palette + runs + 1 + runs);
    }
}
