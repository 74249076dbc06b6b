//! The vectors in `tests/vectors`: what a server sends from ServerInit on, and the picture that it makes.
//!
//! A vector is a folder `<encoding>/<name>` (or `session/<name>`, for what is no rectangle) with `server.bin` and `expected.png`. To add one, add the folder, or a line in
//! `vector_source`, which says how they are written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::oracle::{HANDSHAKE, config, play};

/// One vector.
pub struct Vector {
    /// `<encoding>/<name>`.
    pub name: String,
    /// What the server sends, from ServerInit on.
    pub server: Vec<u8>,
    folder: PathBuf,
}

/// All vectors, in the order of their names.
pub fn all() -> Vec<Vector> {
    let root = root();
    let mut encodings = entries(&root);
    // Whose decoder may be left out.
    encodings.retain(|folder| cfg!(feature = "h264") || !folder.ends_with("h264"));
    let mut vectors: Vec<Vector> = encodings.iter().flat_map(|encoding| entries(encoding)).map(Vector::read).collect();
    vectors.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!vectors.is_empty(), "no vectors in {}", root.display());
    vectors
}

/// The folder of all vectors.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

impl Vector {
    fn read(folder: PathBuf) -> Self {
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let encoding = name(folder.parent().expect("a folder of the encoding"));
        let server =
            fs::read(folder.join("server.bin")).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        Self { name: format!("{encoding}/{}", name(&folder)), server, folder }
    }

    fn expected(&self) -> (u32, u32, Vec<u32>) {
        let file = fs::File::open(self.folder.join("expected.png")).expect("the expected picture");
        let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a PNG file");
        let mut data = vec![0; reader.output_buffer_size().expect("a small picture")];
        let frame = reader.next_frame(&mut data).expect("a whole picture");
        assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let pixels = data[..frame.buffer_size()].chunks_exact(3).map(|p| u32::from_be_bytes([0, p[0], p[1], p[2]]));
        (frame.width, frame.height, pixels.collect())
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
}

/// By how much a colour may differ from what the formulas in floating point make of the samples that ffmpeg decodes.
const H264_TOLERANCE: u8 = 1;

fn near(one: u32, other: u32, tolerance: u8) -> bool {
    one.to_be_bytes().into_iter().zip(other.to_be_bytes()).all(|(one, other)| one.abs_diff(other) <= tolerance)
}

#[test]
fn every_vector_makes_the_expected_picture() {
    for vector in all() {
        let played = play(config(), [HANDSHAKE, &vector.server]);
        assert_eq!(played.error, None, "{}", vector.name);
        let shown = &played.framebuffer;
        let (width, height, pixels) = vector.expected();
        assert_eq!((shown.size().width.into(), shown.size().height.into()), (width, height), "{}", vector.name);
        let tolerance = if vector.name.starts_with("h264/") { H264_TOLERANCE } else { 0 };
        let wrong =
            shown.pixels().iter().zip(&pixels).position(|(shown, expected)| !near(*shown, *expected, tolerance));
        assert_eq!(wrong, None, "{}: the first wrong pixel", vector.name);
    }
}

#[test]
fn every_encoding_of_the_table_has_vectors() {
    for module in rfb::Encoding::MODULES {
        let folder = root().join(module);
        assert!(folder.is_dir() && !entries(&folder).is_empty(), "no vectors in {}", folder.display());
    }
}
