//! Remote pixels as squares: each device pixel shows the one in its middle, or what it covers of them.

use rfb::Framebuffer;

use super::super::super::Placement;
use super::super::super::weights::Shares;
use super::Canvas;

/// What all of a pixel weighs.
const WHOLE: u32 = 256;

/// Draws enlarged pictures, and reduced ones where each device pixel takes the nearest remote one.
#[derive(Default)]
pub(super) struct Squares {
    /// The last two remote rows, as wide as they are drawn.
    rows: [Row; 2],
}

/// A remote row, as wide as it is drawn.
#[derive(Default)]
struct Row {
    number: Option<u32>,
    pixels: Vec<u32>,
}

impl Squares {
    /// Draws `picture` on `canvas`, all of which it covers.
    pub(super) fn draw(&mut self, canvas: Canvas<'_>, picture: &Framebuffer, placement: &Placement) {
        let (part, method) = (canvas.part, placement.method());
        let [across, down] = placement.axes();
        let columns = Columns::new(&across.shares(method, part.x..part.x + part.width, 2));
        let rows = down.shares(method, part.y..part.y + part.height, 2);
        self.rows.iter_mut().for_each(|row| row.number = None);
        for (target, (number, next)) in canvas.rows().zip(pairs(&rows)) {
            if self.rows[1].number == Some(number) {
                self.rows.swap(0, 1);
            }
            let [row, below] = &mut self.rows;
            row.become_row(number, picture, placement, &columns);
            if next == 0 {
                target.copy_from_slice(&row.pixels);
                continue;
            }
            below.become_row(number + 1, picture, placement, &columns);
            for ((pixel, upper), lower) in target.iter_mut().zip(&row.pixels).zip(&below.pixels) {
                *pixel = mix(*upper, *lower, next);
            }
        }
    }
}

/// Where the pixels of a drawn row come from: the first remote pixel, and the weight of the one after it.
struct Columns(Vec<(u32, u32)>);

impl Columns {
    fn new(shares: &Shares) -> Self {
        Self(pairs(shares).collect())
    }
}

fn pairs(shares: &Shares) -> impl Iterator<Item = (u32, u32)> {
    let weights = shares.weights.chunks_exact(shares.count.max(1));
    let next = weights.map(|weights| weights.get(1).map_or(0, |weight| (weight * WHOLE as f32).round() as u32));
    shares.first.iter().copied().zip(next)
}

impl Row {
    fn become_row(&mut self, number: u32, picture: &Framebuffer, placement: &Placement, columns: &Columns) {
        if self.number == Some(number) {
            return;
        }
        self.number = Some(number);
        let source = picture.row(placement.source.y + number as u16);
        let source = source.get(usize::from(placement.source.x)..).unwrap_or_default();
        let pixel = |at: u32| source.get(at as usize).copied().unwrap_or_default();
        self.pixels.clear();
        self.pixels.extend(columns.0.iter().map(|(first, next)| match next {
            0 => pixel(*first),
            _ => mix(pixel(*first), pixel(first + 1), *next),
        }));
    }
}

/// `one` with `share` of [`WHOLE`] of `other`, for each channel by itself.
fn mix(one: u32, other: u32, share: u32) -> u32 {
    const RED_AND_BLUE: u32 = 0x00ff_00ff;
    const GREEN: u32 = 0x0000_ff00;
    let rest = WHOLE - share;
    let red_and_blue = (one & RED_AND_BLUE) * rest + (other & RED_AND_BLUE) * share + 0x0080_0080;
    let green = (one & GREEN) * rest + (other & GREEN) * share + 0x0000_8000;
    (red_and_blue >> 8 & RED_AND_BLUE) | (green >> 8 & GREEN)
}

#[cfg(test)]
mod tests {
    use super::mix;

    #[test]
    fn channels_are_mixed_apart_and_rounded() {
        assert_eq!(mix(0x0012_3456, 0x00ff_ffff, 0), 0x0012_3456);
        assert_eq!(mix(0x0012_3456, 0x00fe_dcba, 256), 0x00fe_dcba);
        assert_eq!(mix(0x0000_0000, 0x00ff_ffff, 128), 0x0080_8080);
        assert_eq!(mix(0x00ff_00ff, 0x0000_ff00, 64), 0x00bf_40bf);
        for share in 0..=256 {
            assert_eq!(mix(0x00fe_8001, 0x00fe_8001, share), 0x00fe_8001);
        }
    }
}
