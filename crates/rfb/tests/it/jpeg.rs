//! Kept JPEG pictures beside what libjpeg-turbo 2.1.5 (`djpeg`) makes of them: `tests/jpeg/*.jpg` and `*.png`.

use std::fs;
use std::path::{Path, PathBuf};

use rfb::Size;
use rfb::codec::jpeg::Jpeg;
use rfb::framebuffer::Target;

/// Name, extent, JPEG data and expected pixels of a picture.
struct Picture {
    name: String,
    size: Size,
    data: Vec<u8>,
    pixels: Vec<u32>,
}

fn pictures() -> impl Iterator<Item = Picture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jpeg");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jpg"));
    paths.sort();
    assert!(paths.len() > 50, "only {} pictures", paths.len());
    paths.into_iter().map(|path| {
        let (size, pixels) = read_png(&path.with_extension("png"));
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        Picture { name, size, data: fs::read(path).expect("a picture"), pixels }
    })
}

fn read_png(path: &Path) -> (Size, Vec<u32>) {
    let file = fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG picture");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it fits")];
    let info = reader.next_frame(&mut bytes).expect("a whole PNG picture");
    assert_eq!(info.color_type, png::ColorType::Rgb, "{}", path.display());
    let pixels = bytes.as_chunks().0.iter().map(|&[r, g, b]| u32::from_be_bytes([0, r, g, b]));
    (Size::new(info.width as u16, info.height as u16), pixels.collect())
}

fn decode(jpeg: &mut Jpeg, data: &[u8], size: Size) -> Result<Vec<u32>, rfb::Error> {
    let mut pixels = vec![0xff00_00ff; size.area()];
    jpeg.decode(data, Target::packed(&mut pixels, size).expect("it fits"))?;
    Ok(pixels)
}

/// The largest difference between channels of two pictures.
fn difference(one: &[u32], other: &[u32]) -> u8 {
    let channels = |pixels: &[u32]| pixels.iter().flat_map(|pixel| pixel.to_be_bytes()).collect::<Vec<_>>();
    channels(one).into_iter().zip(channels(other)).map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default()
}

/// The average difference between channels of two pictures.
fn average_difference(one: &[u32], other: &[u32]) -> f64 {
    let pairs = one.iter().zip(other).map(|(one, other)| (one.to_be_bytes(), other.to_be_bytes()));
    let sum: f64 = pairs.flat_map(|(one, other)| [0, 1, 2, 3].map(|i| f64::from(one[i].abs_diff(other[i])))).sum();
    sum / (3 * one.len()) as f64
}

#[test]
fn pictures_are_those_of_libjpeg_turbo_bit_for_bit() {
    let mut jpeg = Jpeg::default();
    for picture in pictures().filter(|picture| !picture.name.starts_with("other_")) {
        let pixels = decode(&mut jpeg, &picture.data, picture.size).expect(&picture.name);
        let wrong = pixels.iter().zip(&picture.pixels).position(|(found, expected)| found != expected);
        assert_eq!(wrong, None, "{} of {}", picture.name, picture.size);
    }
}

#[test]
fn kinds_of_pictures_that_servers_do_not_send_are_still_shown() {
    let others: Vec<_> = pictures().filter(|picture| picture.name.starts_with("other_")).collect();
    assert!(!others.is_empty());
    for picture in others {
        let pixels = decode(&mut Jpeg::default(), &picture.data, picture.size).expect(&picture.name);
        let difference = difference(&pixels, &picture.pixels);
        assert!(difference <= 8, "{}: {difference}", picture.name);
    }
}

/// A picture with edges and slopes in all colours.
fn painted(size: Size) -> Vec<u8> {
    let pixel = |index: usize| {
        let (x, y) = (index % usize::from(size.width), index / usize::from(size.width));
        [x * 3 + y, 255 - (x * y / 7) % 200, if (x / 9 + y / 6) % 2 == 0 { 40 } else { 200 }]
    };
    (0..size.area()).flat_map(|index| pixel(index).map(|channel| channel as u8)).collect()
}

/// What another library makes of a picture.
fn by_zune(data: &[u8]) -> Vec<u32> {
    use zune_jpeg::zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let bytes = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(data), options).decode().expect("a picture");
    bytes.as_chunks().0.iter().map(|&[r, g, b]| u32::from_be_bytes([0, r, g, b])).collect()
}

#[test]
fn all_extents_qualities_and_samplings_are_near_what_another_library_shows() {
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor::*};
    let mut jpeg = Jpeg::default();
    for sampling in [F_1_1, F_2_1, F_1_2, F_2_2] {
        for (width, height) in (1..=70_u16).flat_map(|width| (width % 7 + 1..=70).step_by(7).map(move |h| (width, h))) {
            let (size, number) = (Size::new(width, height), u32::from(width) * 13 + u32::from(height) * 29);
            let mut data = Vec::new();
            let mut encoder = Encoder::new(&mut data, 1 + (number % 100) as u8);
            encoder.set_sampling_factor(sampling);
            match number % 4 {
                0 => encoder.set_restart_interval(1 + (number % 5) as u16),
                // One scan for each component, which only the library knows.
                1 => encoder.set_optimized_huffman_tables(true),
                _ => {}
            }
            encoder.encode(&painted(size), width, height, ColorType::Rgb).expect("it can be encoded");
            let pixels = decode(&mut jpeg, &data, size).expect("it is a picture");
            // At the edges of subsampled pictures the library shows what lies beyond them: that evens out.
            let (expected, quality) = (by_zune(&data), 1 + number % 100);
            match sampling {
                F_1_1 => assert!(difference(&pixels, &expected) <= 3, "{size} quality {quality}"),
                _ if width < 16 || height < 16 => {}
                _ => assert!(average_difference(&pixels, &expected) < 4.0, "{size} {sampling:?} quality {quality}"),
            }
        }
    }
}

#[test]
fn cut_pictures_are_refused() {
    let mut jpeg = Jpeg::default();
    for picture in pictures().filter(|picture| !picture.name.starts_with("other_")) {
        // The end marker is not missed, and the last byte may be nothing but filling.
        for length in 0..picture.data.len() - 3 {
            let result = decode(&mut jpeg, &picture.data[..length], picture.size);
            assert!(matches!(result, Err(rfb::Error::Protocol(_))), "{} cut to {length} bytes", picture.name);
        }
        assert_eq!(decode(&mut jpeg, &picture.data, picture.size).as_ref(), Ok(&picture.pixels), "{}", picture.name);
    }
}

#[test]
fn damaged_pictures_do_no_harm() {
    let mut state = 3_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut jpeg = Jpeg::default();
    for picture in pictures() {
        for _ in 0..300 {
            let mut data = picture.data.clone();
            for _ in 0..=random(3) {
                let place = random(data.len());
                data[place] = random(256) as u8;
            }
            let _ = decode(&mut jpeg, &data, picture.size);
        }
        assert!(decode(&mut jpeg, &picture.data, picture.size).is_ok(), "{} afterwards", picture.name);
    }
}
