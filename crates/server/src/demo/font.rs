//! Text: two fonts of the crate `epaint_default_fonts`, rasterised once per glyph. Ubuntu Light is under the Ubuntu Font
//! Licence 1.0, Hack under the MIT and the Bitstream Vera licence; the crate carries their texts.

use std::collections::HashMap;

use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont, point};

use super::canvas::{Canvas, Colour};

/// The faces there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Ubuntu Light, for everything people read.
    Proportional,
    /// Hack, for logs and codes.
    Fixed,
}

/// A face at a size, in pixels per em.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: u8,
}

impl Style {
    pub(super) const fn proportional(size: u8) -> Self {
        Self { face: Face::Proportional, size }
    }

    pub(super) const fn fixed(size: u8) -> Self {
        Self { face: Face::Fixed, size }
    }
}

/// How much of each pixel a glyph covers, relative to the pen on the baseline.
struct Mask {
    left: i32,
    top: i32,
    width: i32,
    coverage: Vec<u8>,
    advance: f32,
}

/// Both fonts and the glyphs drawn so far.
pub(super) struct Fonts {
    proportional: FontRef<'static>,
    fixed: FontRef<'static>,
    masks: HashMap<(Style, char), Mask>,
}

impl Fonts {
    /// The most glyphs to remember: enough for everything people type in a while.
    const MAX_MASKS: usize = 2048;

    pub(super) fn new() -> Self {
        let font =
            |data| FontRef::try_from_slice(data).expect("the fonts are part of the program and are read in tests");
        Self {
            proportional: font(epaint_default_fonts::UBUNTU_LIGHT),
            fixed: font(epaint_default_fonts::HACK_REGULAR),
            masks: HashMap::new(),
        }
    }

    /// How far the pen moves over `text`.
    pub(super) fn width(&mut self, style: Style, text: &str) -> f32 {
        text.chars().map(|character| self.mask(style, character).advance).sum()
    }

    /// Writes `text` from `x` on the baseline `y` and returns where the pen ends.
    pub(super) fn write(
        &mut self,
        canvas: &mut Canvas<'_>,
        style: Style,
        (x, y): (f32, i32),
        colour: Colour,
        text: &str,
    ) -> f32 {
        let mut pen = x;
        for character in text.chars() {
            let mask = self.mask(style, character);
            let left = pen.round() as i32 + mask.left;
            if mask.width > 0 {
                for (row, coverage) in (y + mask.top..).zip(mask.coverage.chunks_exact(mask.width as usize)) {
                    for (column, coverage) in (left..).zip(coverage) {
                        canvas.blend(column, row, colour, *coverage);
                    }
                }
            }
            pen += mask.advance;
        }
        pen
    }

    /// Writes `text` so that its middle stands at `x`.
    pub(super) fn write_centred(
        &mut self,
        canvas: &mut Canvas<'_>,
        style: Style,
        (x, y): (f32, i32),
        colour: Colour,
        text: &str,
    ) {
        let start = x - self.width(style, text) / 2.0;
        self.write(canvas, style, (start.round(), y), colour, text);
    }

    fn mask(&mut self, style: Style, character: char) -> &Mask {
        if self.masks.len() >= Self::MAX_MASKS && !self.masks.contains_key(&(style, character)) {
            self.masks.clear();
        }
        let (proportional, fixed) = (&self.proportional, &self.fixed);
        self.masks.entry((style, character)).or_insert_with(|| {
            let (own, other) = match style.face {
                Face::Proportional => (proportional, fixed),
                Face::Fixed => (fixed, proportional),
            };
            // What one font lacks the other may have.
            let font = if own.glyph_id(character) == GlyphId(0) { other } else { own };
            rasterise(font, f32::from(style.size), character)
        })
    }
}

fn rasterise(font: &FontRef<'_>, size: f32, character: char) -> Mask {
    let em = font.units_per_em().unwrap_or(1000.0);
    let scale = PxScale::from(size * font.height_unscaled() / em);
    let id = font.glyph_id(character);
    let advance = font.as_scaled(scale).h_advance(id);
    let Some(outline) = font.outline_glyph(id.with_scale_and_position(scale, point(0.0, 0.0))) else {
        return Mask { left: 0, top: 0, width: 0, coverage: Vec::new(), advance };
    };
    let bounds = outline.px_bounds();
    let (width, height) = (bounds.width() as i32, bounds.height() as i32);
    let mut coverage = vec![0; (width * height) as usize];
    outline.draw(|x, y, covered| {
        // Thin strokes look too thin when blended without regard to gamma: lift them a little.
        let lifted = covered.clamp(0.0, 1.0).powf(0.8);
        if let Some(pixel) = coverage.get_mut(y as usize * width as usize + x as usize) {
            *pixel = (lifted * 255.0 + 0.5) as u8;
        }
    });
    Mask { left: bounds.min.x as i32, top: bounds.min.y as i32, width, coverage, advance }
}

#[cfg(test)]
mod tests {
    use rfb::{Framebuffer, Size};

    use super::*;

    #[test]
    fn both_fonts_have_what_people_type() {
        let fonts = Fonts::new();
        for character in "aZ09@€üñß{|}~éÅ…×·".chars() {
            assert_ne!(fonts.fixed.glyph_id(character), GlyphId(0), "{character}");
        }
        for character in "Farview ü€".chars() {
            assert_ne!(fonts.proportional.glyph_id(character), GlyphId(0), "{character}");
        }
    }

    #[test]
    fn text_leaves_ink_where_the_pen_went() {
        let mut picture = Framebuffer::new(Size::new(60, 20));
        let mut fonts = Fonts::new();
        let end = fonts.write(&mut Canvas::new(&mut picture), Style::fixed(14), (0.0, 15), 0x00ff_ffff, "€uro");
        assert!(end > 20.0 && end < 60.0, "{end}");
        assert!(picture.pixels().contains(&0x00ff_ffff));
    }
}
