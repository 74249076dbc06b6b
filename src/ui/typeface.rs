//! Typefaces of the system, for letters that our own do not have: Japanese, Chinese, Hebrew and many more. None is looked for
//! before such a letter is to be shown.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use ab_glyph::{Font as _, FontRef};
use egui::{Context, FontData, FontDefinitions, FontId, Shape};
use fontdb::{Database, FaceInfo, Source, Style};
use parking_lot::RwLock;

use crate::text::Language;

/// The largest file that is read: the largest typefaces have 64 MiB.
const LARGEST: u64 = 96 << 20;
/// How many typefaces are kept at most.
const MOST: usize = 24;
/// How many letters are asked for at most, over the whole time.
const MOST_ASKED: usize = 4096;

/// A typeface that was found. It stays in memory until the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Typeface {
    data: &'static [u8],
    /// Its place in the file.
    index: u32,
}

/// What was found so far, best first, for all windows.
static FOUND: RwLock<Vec<Typeface>> = RwLock::new(Vec::new());

/// Gives `context` what was found so far: after the letters that we bring along, and before our signs, which have brackets and
/// numbers of a weight of their own.
pub fn install(context: &Context) {
    let found = FOUND.read();
    if found.is_empty() {
        return;
    }
    let mut fonts = FontDefinitions::default();
    for (nth, typeface) in found.iter().enumerate() {
        let (name, mut data) = (format!("system {nth}"), FontData::from_static(typeface.data));
        data.index = typeface.index;
        for family in fonts.families.values_mut() {
            let signs = family.iter().position(|name| name.to_lowercase().contains("emoji")).unwrap_or(family.len());
            family.insert(signs, name.clone());
        }
        fonts.font_data.insert(name, Arc::new(data));
    }
    context.set_fonts(fonts);
}

/// The letters that could not be shown so far.
#[derive(Debug, Default)]
pub struct Missing(BTreeSet<char>);

impl Missing {
    /// The letters in `shapes` that no typeface of `context` has, each only once.
    pub fn look<'a>(&mut self, context: &Context, shapes: impl IntoIterator<Item = &'a Shape>) -> String {
        let mut unknown = BTreeSet::new();
        for shape in shapes {
            self.collect(shape, &mut unknown);
        }
        if unknown.is_empty() {
            return String::new();
        }
        let font = FontId::default();
        let missing = unknown.iter().filter(|&&letter| !context.fonts_mut(|fonts| fonts.has_glyph(&font, letter)));
        let missing = missing.collect();
        self.0.extend(unknown);
        missing
    }

    fn collect(&self, shape: &Shape, unknown: &mut BTreeSet<char>) {
        match shape {
            Shape::Text(text) => {
                // What comes before these is Latin, which is there.
                let letters = text.galley.text().chars().filter(|&letter| letter >= '\u{250}' && !letter.is_control());
                unknown.extend(
                    letters.filter(|letter| !self.0.contains(letter)).take(MOST_ASKED - self.0.len().min(MOST_ASKED)),
                );
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.collect(shape, unknown)),
            _ => {}
        }
    }
}

/// Looks for typefaces among those of the system.
#[derive(Default)]
pub struct Finder {
    database: Option<Database>,
    read: BTreeSet<(PathBuf, u32)>,
}

impl Finder {
    /// Looks for typefaces with `letters`, of the kind that readers of `language` are used to. Whether any was found.
    pub fn find(&mut self, letters: &str, language: Language) -> bool {
        let mut wanted: Vec<char> = letters.chars().filter(|&letter| !is_there(letter)).collect();
        let before = FOUND.read().len();
        while let Some(&first) = wanted.first() {
            let found = (FOUND.read().len() < MOST).then(|| self.face_with(first, language)).flatten();
            match found {
                Some(typeface) => {
                    wanted.retain(|&letter| !has(&typeface, letter));
                    FOUND.write().push(typeface);
                }
                None => drop(wanted.remove(0)),
            }
        }
        FOUND.read().len() > before
    }

    /// The best typeface with `letter` that was not read yet.
    fn face_with(&mut self, letter: char, language: Language) -> Option<Typeface> {
        let database = self.database.get_or_insert_with(|| {
            let mut database = Database::new();
            database.load_system_fonts();
            tracing::debug!(faces = database.len(), "typefaces of the system");
            database
        });
        let mut faces: Vec<&FaceInfo> = database.faces().collect();
        faces.sort_by_cached_key(|face| rank(face, language));
        let covers = |face: &&&FaceInfo| {
            let shows = |data: &[u8], index| {
                FontRef::try_from_slice_and_index(data, index).is_ok_and(|font| font.glyph_id(letter).0 != 0)
            };
            database.with_face_data(face.id, shows).unwrap_or(false)
        };
        let face = faces.iter().find(covers)?;
        let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { return None };
        if !self.read.insert((path.clone(), face.index)) || std::fs::metadata(path).ok()?.len() > LARGEST {
            return None;
        }
        tracing::debug!(path = %path.display(), index = face.index, %letter, "typeface read");
        let data = std::fs::read(path).ok()?;
        Some(Typeface { data: data.leak(), index: face.index })
    }
}

fn is_there(letter: char) -> bool {
    FOUND.read().iter().any(|typeface| has(typeface, letter))
}

fn has(typeface: &Typeface, letter: char) -> bool {
    let font = FontRef::try_from_slice_and_index(typeface.data, typeface.index);
    font.is_ok_and(|font| font.glyph_id(letter).0 != 0)
}

/// The lower the better.
fn rank(face: &FaceInfo, language: Language) -> (usize, bool, u16, String) {
    let family = face.families.first().map_or("", |(name, _)| name.as_str());
    let preferred = preferred(language).into_iter().position(|name| family.starts_with(name));
    let plain = if family.contains("Sans") || family.contains("Gothic") { 100 } else { 200 };
    let unusual = usize::from(face.style != Style::Normal) * 1000 + usize::from(face.monospaced) * 50;
    let weight = face.weight.0.abs_diff(400);
    (preferred.unwrap_or(plain) + unusual, weight > 100, weight, face.post_script_name.clone())
}

/// The families that readers of `language` are used to. Chinese, Japanese and Korean write some letters differently that have one
/// number, so that their order matters.
fn preferred(language: Language) -> Vec<&'static str> {
    const JAPANESE: [&str; 8] = [
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans JP",
        "Yu Gothic UI",
        "Meiryo",
        "Hiragino Sans",
        "IPAexGothic",
        "IPAPGothic",
    ];
    const CHINESE: [&str; 7] = [
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Microsoft YaHei UI",
        "PingFang SC",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
    ];
    const OTHERS: [&str; 8] = [
        "Noto Sans CJK KR",
        "Noto Sans",
        "DejaVu Sans",
        "Segoe UI",
        "Malgun Gothic",
        "Apple SD Gothic Neo",
        "FreeSans",
        "Droid Sans Fallback",
    ];
    match language {
        Language::Japanese => [&JAPANESE[..], &CHINESE, &OTHERS].concat(),
        _ => [&CHINESE[..], &JAPANESE, &OTHERS].concat(),
    }
}

/// Letters that a window in `language` shows in any case and that our own typefaces do not have.
pub fn needed_for(language: Language) -> &'static str {
    match language {
        Language::Japanese => "あ漢",
        Language::SimplifiedChinese => "简体",
        Language::English | Language::German | Language::French | Language::Spanish => "",
    }
}
