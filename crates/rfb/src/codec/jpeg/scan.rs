//! The scan of a baseline picture (T.81 §F.2): row by row, units become samples, and those become pixels.

use std::ops::Range;

use super::bits::{Cursor, Interval};
use super::block::Tables;
use super::inverse_dct::{Coefficients, inverse_dct};
use super::malformed;
use super::rows::{Layout, Planes};
use super::segments::{Component, Frame};
use super::tables::Slots;
use crate::error::Error;
use crate::framebuffer::Target;

/// Buffers that are kept from picture to picture.
#[derive(Debug, Default)]
pub struct Buffers {
    interval: Interval,
    here: Planes,
    /// The row of units before.
    above: Planes,
}

/// Decodes `frame` into `out`, which has its extent.
pub fn decode(frame: &Frame<'_>, slots: &Slots, buffers: &mut Buffers, mut out: Target<'_>) -> Result<(), Error> {
    let layout = Layout::new(frame, out.size());
    let Buffers { interval, here, above } = buffers;
    layout.prepare(here);
    layout.prepare(above);
    let [first, second, third] = frame.components;
    let mut units = Units {
        components: frame.components,
        count: layout.components(),
        tables: match layout.components() {
            1 => [slots.of(first)?; 3],
            _ => [slots.of(first)?, slots.of(second)?, slots.of(third)?],
        },
        before: [0; 3],
        block: [0; 256],
    };
    let mut restarts = Restarts::new(frame);
    let mut out = out.rows_mut();
    for row in 0..layout.rows() {
        let mut column = 0;
        while column < layout.columns() {
            if restarts.left == 0 {
                restarts.next(interval)?;
                units.before = [0; 3];
            }
            let end = layout.columns().min(column + restarts.left);
            restarts.left -= end - column;
            let cursor = units.read(column..end, interval, here)?;
            interval.resume_at(cursor);
            column = end;
        }
        layout.draw(row, here, above, &mut out);
        std::mem::swap(here, above);
    }
    Ok(())
}

/// What is needed to turn bits into samples.
struct Units<'a> {
    components: [Component; 3],
    count: usize,
    tables: [Tables<'a>; 3],
    /// The last first coefficient of each component.
    before: [i16; 3],
    block: Coefficients,
}

impl Units<'_> {
    /// Reads the units (T.81 §A.2.3) of these columns, and returns where their bits end.
    #[inline(never)]
    fn read(&mut self, columns: Range<usize>, interval: &Interval, planes: &mut Planes) -> Result<Cursor, Error> {
        let mut bits = interval.bits();
        let Self { components, count, tables, before, block } = self;
        for column in columns {
            let parts = components.iter().zip(tables.iter()).zip(before.iter_mut()).zip(planes.iter_mut());
            for (((component, tables), before), plane) in parts.take(*count) {
                let across = usize::from(component.across);
                for y in 0..usize::from(component.down) {
                    for x in 0..across {
                        let coefficients = tables.read(&mut bits, before, block)?;
                        plane.put(column * across + x, y, &inverse_dct(block, coefficients));
                    }
                }
            }
        }
        bits.check()?;
        Ok(bits.cursor())
    }
}

/// The restart markers of a scan (T.81 §F.2.1.3.1).
struct Restarts<'a> {
    /// What was not yet read.
    data: &'a [u8],
    /// Units from one marker to the next.
    interval: usize,
    /// Units up to the next marker.
    left: usize,
    /// The next marker.
    marker: Option<u8>,
}

impl<'a> Restarts<'a> {
    fn new(frame: &Frame<'a>) -> Self {
        let interval = match frame.restart_interval {
            0 => usize::MAX,
            units => units.into(),
        };
        Self { data: frame.data, interval, left: 0, marker: None }
    }

    /// Passes over a marker, except at the start, and gets the bits up to the next one.
    fn next(&mut self, interval: &mut Interval) -> Result<(), Error> {
        self.marker = match self.marker {
            None => Some(0xd0),
            Some(marker) => {
                let Some(data) = self.data.strip_prefix(&[0xff, marker]) else {
                    return Err(malformed("a restart marker is missing"));
                };
                self.data = data;
                Some(0xd0 | (marker + 1) & 7)
            }
        };
        let length = interval.fill(self.data);
        self.data = self.data.get(length..).unwrap_or_default();
        self.left = self.interval;
        Ok(())
    }
}
