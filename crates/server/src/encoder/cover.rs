//! A picture as a background and rectangles of one colour in front of it, which RRE and Hextile are made of.

use rfb::Rect;

/// Finds the rectangles. Holds only memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Cover {
    covered: Vec<bool>,
    sorted: Vec<u32>,
}

impl Cover {
    /// The pixel value that most of `pixels` have; there must be one.
    pub(super) fn background(&mut self, pixels: &[u32]) -> u32 {
        self.sorted.clear();
        self.sorted.extend(pixels);
        self.sorted.sort_unstable();
        let most = self.sorted.chunk_by(PartialEq::eq).max_by_key(|equal| equal.len());
        most.map_or(0, |equal| equal[0])
    }

    /// Calls `found` for rectangles that cover every pixel other than `background` once, with their pixel value.
    pub(super) fn each(&mut self, pixels: &[u32], width: usize, background: u32, mut found: impl FnMut(Rect, u32)) {
        self.covered.clear();
        self.covered.extend(pixels.iter().map(|pixel| *pixel == background));
        let height = pixels.len() / width;
        for start in 0..pixels.len() {
            if self.covered[start] {
                continue;
            }
            let (x, y, pixel) = (start % width, start / width, pixels[start]);
            let free = |at: usize| !self.covered[at] && pixels[at] == pixel;
            let columns = (start..(y + 1) * width).take_while(|at| free(*at)).count();
            let rows = (y..height).take_while(|row| (row * width + x..row * width + x + columns).all(free)).count();
            for row in y..y + rows {
                self.covered[row * width + x..row * width + x + columns].fill(true);
            }
            found(Rect::new(x as u16, y as u16, columns as u16, rows as u16), pixel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_in_front_is_covered_once_by_its_colour() {
        let (width, height) = (23, 17);
        let pixels: Vec<u32> = (0..width * height).map(|at| (at % width / 4 * (at / width / 3) % 5) as u32).collect();
        let mut cover = Cover::default();
        let background = cover.background(&pixels);
        assert_eq!(background, 0);
        let mut painted = vec![None; pixels.len()];
        cover.each(&pixels, width, background, |rect, pixel| {
            for y in rect.y..rect.y + rect.height {
                for x in rect.x..rect.x + rect.width {
                    let place = &mut painted[usize::from(y) * width + usize::from(x)];
                    assert_eq!(place.replace(pixel), None, "{x},{y} is painted twice");
                }
            }
        });
        let shown: Vec<u32> = painted.into_iter().map(|pixel| pixel.unwrap_or(background)).collect();
        assert_eq!(shown, pixels);
    }
}
