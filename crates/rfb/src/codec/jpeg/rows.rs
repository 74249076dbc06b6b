//! From planes of samples to the rows of a picture.
//!
//! Where differences of colour are subsampled downwards, a row of the picture needs the one below it: the last row of each row
//! of units waits until the next one is there.

use super::colour::{self, Differences};
use super::planes::{Plane, Row};
use super::segments::{Colour, Frame};
use crate::geometry::Size;

/// The samples of a row of units, component by component.
pub type Planes = [Plane; 3];

/// How a picture is made of units.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    width: usize,
    height: usize,
    colour: Colour,
    /// Samples of luminance for one of the others, across and down.
    across: usize,
    down: usize,
}

impl Layout {
    /// The layout of `frame`, a picture of `size`.
    pub fn new(frame: &Frame<'_>, size: Size) -> Self {
        let [first, ..] = frame.components;
        Self {
            width: size.width.into(),
            height: size.height.into(),
            colour: frame.colour,
            across: first.across.into(),
            down: first.down.into(),
        }
    }

    /// The number of components.
    pub fn components(&self) -> usize {
        if self.colour == Colour::Grey { 1 } else { 3 }
    }

    /// Units in a row.
    pub fn columns(&self) -> usize {
        self.width.div_ceil(8 * self.across)
    }

    /// Rows of units.
    pub fn rows(&self) -> usize {
        self.height.div_ceil(8 * self.down)
    }

    /// Makes room for a row of units.
    pub fn prepare(&self, [first, others @ ..]: &mut Planes) {
        first.prepare(self.columns() * self.across, self.down);
        if self.components() > 1 {
            for plane in others {
                plane.prepare(self.columns(), 1);
            }
        }
    }

    /// Draws what can be drawn when row `number` of the units is in `here`, and the row before it in `above`.
    pub fn draw<'a>(
        &self,
        number: usize,
        here: &mut Planes,
        above: &Planes,
        out: &mut impl Iterator<Item = &'a mut [u32]>,
    ) {
        if self.across == 2 {
            let [_, others @ ..] = here;
            for plane in others {
                plane.extend_edges(self.width.div_ceil(2));
            }
        }
        let rows = (self.height - number * 8 * self.down).min(8 * self.down);
        match (self.colour, self.down) {
            (Colour::YCbCr, 2) => self.draw_tall(number, rows, here, above, out),
            _ => self.draw_flat(rows, here, out),
        }
    }

    /// Whether differences of colour are too narrow to be interpolated across. They are not interpolated down either then.
    fn is_narrow(&self) -> bool {
        self.across == 2 && self.width <= 4
    }

    fn draw_flat<'a>(&self, rows: usize, here: &Planes, out: &mut impl Iterator<Item = &'a mut [u32]>) {
        for (y, out) in (0..rows).zip(out) {
            let luminance = here[0].row(y);
            match self.colour {
                Colour::Grey => colour::grey(luminance, out),
                Colour::Rgb => colour::rgb(here.each_ref().map(|plane| plane.row(y)), out),
                Colour::YCbCr if self.is_narrow() => colour::narrow(luminance, differences(here, y), out),
                Colour::YCbCr if self.across == 2 => colour::wide(luminance, differences(here, y), out),
                Colour::YCbCr => colour::full(luminance, differences(here, y), out),
            }
        }
    }

    fn draw_tall<'a>(
        &self,
        number: usize,
        rows: usize,
        here: &Planes,
        above: &Planes,
        out: &mut impl Iterator<Item = &'a mut [u32]>,
    ) {
        if number > 0
            && let Some(out) = out.next()
        {
            self.draw_row(above[0].row(15), differences(above, 7), Far::Below(differences(here, 0)), out);
        }
        let is_last = number + 1 == self.rows();
        // The last one waits for what is below it.
        let ready = if is_last { rows } else { rows - 1 };
        for (y, out) in (0..ready).zip(out) {
            let near = y / 2;
            let far = match y % 2 {
                0 if near > 0 => Far::Above(differences(here, near - 1)),
                0 if number > 0 => Far::Above(differences(above, 7)),
                // There is nothing beyond the edges: the same row counts twice.
                0 => Far::Above(differences(here, near)),
                _ => Far::Below(differences(here, (near + 1).min(rows.div_ceil(2) - 1))),
            };
            self.draw_row(here[0].row(y), differences(here, near), far, out);
        }
    }

    fn draw_row(&self, luminance: Row<'_>, near: Differences<Row<'_>>, far: Far<'_>, out: &mut [u32]) {
        match far {
            _ if self.is_narrow() => colour::narrow(luminance, near, out),
            Far::Above(far) | Far::Below(far) if self.across == 2 => colour::both(luminance, near, far, out),
            Far::Above(far) => colour::tall::<1>(luminance, near, far, out),
            Far::Below(far) => colour::tall::<2>(luminance, near, far, out),
        }
    }
}

/// Row `y` of both differences of colour.
fn differences([_, second, third]: &Planes, y: usize) -> Differences<Row<'_>> {
    [second.row(y), third.row(y)]
}

/// The second row of differences that a row of pixels is mixed from.
#[derive(Debug, Clone, Copy)]
enum Far<'a> {
    Above(Differences<Row<'a>>),
    Below(Differences<Row<'a>>),
}
