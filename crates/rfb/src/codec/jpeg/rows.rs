//! From planes of samples to the rows of a picture.
//!
//! Where differences of colour are subsampled downwards, a row of the picture needs the one below it: the last row of each row
//! of units waits until the next one is there.

use super::colour::{self, Differences, Row};
use super::planes::Plane;
use super::segments::{Colour, Frame};
use crate::geometry::Size;

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
    pub fn prepare(&self, [first, others @ ..]: &mut [Plane; 3]) {
        first.prepare(self.columns() * self.across, 8 * self.down);
        if self.components() > 1 {
            for plane in others {
                plane.prepare(self.columns(), 8);
            }
        }
    }

    /// Draws what can be drawn when row `number` of the units is in `planes`.
    pub fn draw<'a>(&self, number: usize, planes: &mut [Plane; 3], out: &mut impl Iterator<Item = &'a mut [u32]>) {
        let rows = (self.height - number * 8 * self.down).min(8 * self.down);
        match (self.colour, self.down) {
            (Colour::YCbCr, 2) => self.draw_tall(number, rows, planes, out),
            _ => self.draw_flat(rows, planes, out),
        }
    }

    /// Differences of colour so narrow that they are not interpolated across (nor down, if they were subsampled both ways).
    fn is_narrow(&self) -> bool {
        self.across == 2 && self.width <= 4
    }

    fn draw_flat<'a>(&self, rows: usize, planes: &mut [Plane; 3], out: &mut impl Iterator<Item = &'a mut [u32]>) {
        let [first, second, third] = planes;
        if self.across == 2 {
            second.extend_edges(self.width.div_ceil(2), 1..rows + 1);
            third.extend_edges(self.width.div_ceil(2), 1..rows + 1);
        }
        for (row, out) in (1..=rows).zip(out) {
            let (luminance, differences) = (first.row(row), [second.row(row), third.row(row)]);
            match self.colour {
                Colour::Grey => colour::grey(luminance, out),
                Colour::Rgb => colour::rgb([luminance, differences[0], differences[1]], out),
                Colour::YCbCr if self.is_narrow() => colour::narrow(luminance, differences, out),
                Colour::YCbCr if self.across == 2 => colour::wide(luminance, differences, out),
                Colour::YCbCr => colour::full(luminance, differences, out),
            }
        }
    }

    fn draw_tall<'a>(
        &self,
        number: usize,
        rows: usize,
        planes: &mut [Plane; 3],
        out: &mut impl Iterator<Item = &'a mut [u32]>,
    ) {
        let [first, others @ ..] = planes;
        let is_last = number + 1 == self.rows();
        let samples = rows.div_ceil(2);
        for plane in others.iter_mut() {
            if self.across == 2 {
                plane.extend_edges(self.width.div_ceil(2), 1..samples + 1);
            }
            if number == 0 {
                plane.copy_row(1, 0);
            }
            if is_last {
                plane.copy_row(samples, samples + 1);
            }
        }
        let [second, third] = others;
        let differences = |row: usize| [second.row(row), third.row(row)];
        if number > 0
            && let Some(out) = out.next()
        {
            self.draw_row(first.row(0), differences(0), Far::Below(differences(1)), out);
        }
        // The last one waits for what is below it.
        let ready = if is_last { rows } else { rows - 1 };
        for (row, out) in (0..ready).zip(out) {
            let near = 1 + row / 2;
            let far = match row % 2 {
                0 => Far::Above(differences(near - 1)),
                _ => Far::Below(differences(near + 1)),
            };
            self.draw_row(first.row(1 + row), differences(near), far, out);
        }
        if !is_last {
            first.copy_row(rows, 0);
            second.copy_row(samples, 0);
            third.copy_row(samples, 0);
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

/// The second row of differences that a row of pixels is mixed from.
#[derive(Debug, Clone, Copy)]
enum Far<'a> {
    Above(Differences<Row<'a>>),
    Below(Differences<Row<'a>>),
}
