//! Where the vectors of Open H.264 come from: x264 encodes (`ffmpeg` with libx264), ffmpeg says which samples come out, and
//! the formulas of ITU-T H.264 §E.2.1 in floating point say which colours these are.

use std::io::Write;
use std::process::{Command, Stdio};

use rfb::{Encoding, Framebuffer, Rect, Size};

use crate::seeds::write_seed;
use crate::vector_source::{LITTLE, Made, write};

const H264: i32 = Encoding::H264.number();
const RESET_CONTEXT: u32 = 1;
const RESET_ALL_CONTEXTS: u32 = 2;

/// Every picture is one access unit, none waits for another, and nobody is told who encoded it.
const ALWAYS: &str =
    "-bsf:v filter_units=remove_types=6 -tune zerolatency -x264-params aud=1:sliced-threads=0:threads=1";
const BT_601: Colours = Colours { red: 0.299, blue: 0.114, full: false };

const SIZE: Size = Size::new(64, 48);
/// Name, options of x264, the rectangle, and how colours are meant.
const STREAMS: [(&str, &str, Size, Colours); 9] = [
    ("baseline", "-profile:v baseline -crf 30", SIZE, BT_601),
    ("baseline_in_slices", "-profile:v baseline -crf 30 -slices 3", SIZE, BT_601),
    ("main", "-profile:v main -crf 30", SIZE, BT_601),
    ("high", "-profile:v high -crf 30 -preset slower -refs 3", SIZE, BT_601),
    ("high_without_arithmetic_coding", "-profile:v high -crf 30 -coder 0", SIZE, BT_601),
    ("refreshed_in_columns", "-profile:v high -crf 32 -intra-refresh 1 -g 4", SIZE, BT_601),
    ("odd_extent", "-profile:v high -crf 30", Size::new(61, 35), BT_601),
    ("little_quantised", "-profile:v main -qp 2", Size::new(32, 16), BT_601),
    (
        "bt_709_in_full_range",
        "-profile:v high -crf 30 -colorspace bt709 -color_range pc",
        SIZE,
        Colours { red: 0.2126, blue: 0.0722, full: true },
    ),
];

/// How samples are to be understood.
#[derive(Clone, Copy)]
struct Colours {
    red: f64,
    blue: f64,
    full: bool,
}

#[test]
#[ignore = "writes tests/vectors anew: cargo test -p farview-rfb -- --ignored write_vectors"]
fn write_vectors_of_h264() {
    for (name, options, size, colours) in STREAMS {
        write("h264", name, &one_context(options, size, colours));
    }
    write("h264", "contexts_and_resets", &contexts_and_resets());
}

#[test]
#[ignore = "writes the seeds in fuzz/corpus anew: cargo test -p farview-rfb -- --ignored write_seeds"]
fn write_seeds_of_h264() {
    for (name, options, size, _) in STREAMS {
        let video = Video::encode(options, Size::new(32, 16), 3, 0).units.concat();
        let length = (video.len() as u32).to_be_bytes();
        let extent = [0, size.width.min(32) as u8, size.height.min(16) as u8];
        write_seed("h264", name, &[&extent[..], &length, &[0; 4], &video].concat());
    }
}

/// One video in an update for each picture.
fn one_context(options: &str, size: Size, colours: Colours) -> Made {
    let mut made = Made::new(size, LITTLE);
    // x264 takes even extents only.
    let even = Size::new(size.width.next_multiple_of(2), size.height.next_multiple_of(2));
    let video = Video::encode(options, even, 6, 0);
    for (number, unit) in video.units.iter().enumerate() {
        let flags = if number == 0 { RESET_CONTEXT } else { 0 };
        made.open_update(1);
        put(&mut made, Rect::of(size), flags, unit);
    }
    video.show(5, colours, &mut made.picture, Rect::of(size));
    made
}

/// Videos side by side, larger than their rectangles or not, that begin anew.
fn contexts_and_resets() -> Made {
    let mut made = Made::new(Size::new(70, 40), LITTLE);
    let [left, right] = [Rect::new(0, 0, 32, 40), Rect::new(32, 4, 38, 30)];
    let options = "-profile:v main -crf 32";
    let first = Video::encode(options, Size::new(32, 40), 3, 0);
    let second = Video::encode(options, Size::new(48, 32), 3, 5);
    let third = Video::encode(options, Size::new(32, 40), 2, 9);
    // Nothing but an end of what is not there; then both at once.
    made.open_update(1);
    put(&mut made, Rect::new(0, 0, 0, 0), RESET_ALL_CONTEXTS, &[]);
    for number in 0..3 {
        made.open_update(2);
        put(&mut made, left, 0, &first.units[number]);
        put(&mut made, right, 0, &second.units[number]);
    }
    // One ends and begins anew with a picture of another video; nothing comes for the other.
    made.open_update(3);
    put(&mut made, left, RESET_CONTEXT, &[]);
    put(&mut made, left, RESET_CONTEXT, &third.units[0]);
    put(&mut made, right, 0, &[]);
    // Two pictures in one rectangle.
    made.open_update(1);
    put(&mut made, left, RESET_ALL_CONTEXTS, &[&third.units[0][..], &third.units[1]].concat());
    third.show(1, BT_601, &mut made.picture, left);
    second.show(2, BT_601, &mut made.picture, right);
    made
}

fn put(made: &mut Made, rect: Rect, flags: u32, data: &[u8]) {
    made.open_rectangle(rect, H264);
    made.stream.extend((data.len() as u32).to_be_bytes());
    made.stream.extend(flags.to_be_bytes());
    made.stream.extend(data);
}

/// What x264 made of some pictures.
struct Video {
    size: Size,
    /// Access units.
    units: Vec<Vec<u8>>,
    /// What ffmpeg decodes: a picture after the other, 4:2:0.
    samples: Vec<u8>,
}

impl Video {
    /// Encodes `count` pictures of things that move; `start` says from where on.
    fn encode(options: &str, size: Size, count: u32, start: u32) -> Self {
        let pictures: Vec<u8> = (start..start + count).flat_map(|time| picture(size, time)).collect();
        let extent = format!("{}x{}", size.width, size.height);
        let input = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", &extent, "-i", "-"];
        let output = ["-pix_fmt", "yuv420p", "-c:v", "libx264"].into_iter().chain(options.split(' '));
        let output = output.chain(ALWAYS.split(' ')).chain(["-f", "h264", "-"]);
        let stream = ffmpeg(&input.into_iter().chain(output).collect::<Vec<_>>(), &pictures);
        let samples = ffmpeg(&["-f", "h264", "-i", "-", "-fps_mode", "passthrough", "-f", "rawvideo", "-"], &stream);
        // Every access unit begins with its delimiter.
        let starts: Vec<usize> =
            stream.windows(5).enumerate().filter(|(_, w)| **w == [0, 0, 0, 1, 9]).map(|w| w.0).collect();
        let ends = starts.iter().skip(1).copied().chain([stream.len()]);
        let units: Vec<Vec<u8>> = starts.iter().zip(ends).map(|(start, end)| stream[*start..end].to_vec()).collect();
        assert_eq!(units.len(), count as usize);
        Self { size, units, samples }
    }

    /// Draws picture `number`, or as much of it as fits.
    fn show(&self, number: usize, colours: Colours, out: &mut Framebuffer, rect: Rect) {
        let [width, height] = [self.size.width, self.size.height].map(usize::from);
        let [half, lower] = [width, height].map(|length| length.div_ceil(2));
        let picture = &self.samples[number * (width * height + 2 * half * lower)..];
        let (luminance, differences) = picture.split_at(width * height);
        let stride = usize::from(out.size().width);
        for y in 0..usize::from(rect.height) {
            for x in 0..usize::from(rect.width) {
                let place = y / 2 * half + x / 2;
                let samples = [luminance[y * width + x], differences[place], differences[half * lower + place]];
                let at = (usize::from(rect.y) + y) * stride + usize::from(rect.x) + x;
                out.pixels_mut()[at] = colours.pixel(samples);
            }
        }
    }
}

impl Colours {
    fn pixel(self, samples: [u8; 3]) -> u32 {
        let [y, blue, red] = samples.map(f64::from);
        let (black, light, colour) = if self.full { (0.0, 255.0, 255.0) } else { (16.0, 219.0, 224.0) };
        let (y, blue, red) = ((y - black) / light, (blue - 128.0) / colour, (red - 128.0) / colour);
        let red = y + 2.0 * (1.0 - self.red) * red;
        let blue = y + 2.0 * (1.0 - self.blue) * blue;
        let green = (y - self.red * red - self.blue * blue) / (1.0 - self.red - self.blue);
        [red, green, blue]
            .into_iter()
            .fold(0, |pixel, channel| pixel << 8 | (channel * 255.0).round().clamp(0.0, 255.0) as u32)
    }
}

/// A disc before a background of stripes that moves the other way.
fn picture(size: Size, time: u32) -> Vec<u8> {
    let places = (0..u32::from(size.height)).flat_map(|y| (0..u32::from(size.width)).map(move |x| (x, y)));
    let colour = |(x, y): (u32, u32)| {
        let (across, down) = (x.abs_diff(12 + 3 * time), y.abs_diff(14 + time));
        match across * across + down * down {
            0..100 => [230, (40 + x * 3) as u8, 30],
            _ if (x + y + 2 * time) % 14 < 7 => [20, (60 + y * 2) as u8, 120],
            _ => [200, 210, (x * 4) as u8],
        }
    };
    places.flat_map(colour).collect()
}

fn ffmpeg(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut program = Command::new("ffmpeg")
        .args(["-v", "error"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ffmpeg with libx264 (apt install ffmpeg)");
    let mut stdin = program.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = program.wait_with_output().expect("it runs");
    writing.join().expect("no panic").expect("it reads");
    assert!(output.status.success(), "{arguments:?}");
    output.stdout
}
