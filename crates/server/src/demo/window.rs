//! A window of the demo desktop: a picture with a title bar, rounded corners and a soft shadow.

use rfb::{Framebuffer, Size};

use super::canvas::{Area, Canvas, Colour, distance_to_rounded};
use super::font::{Fonts, Style};

/// The height of a title bar.
pub(super) const TITLE_HEIGHT: i32 = 34;
/// How far corners are rounded.
pub(super) const RADIUS: i32 = 10;
/// How far the shadow reaches.
const SHADOW: i32 = 26;
/// How far the shadow falls downwards.
const SHADOW_DROP: i32 = 8;
const SHADOW_OPACITY: f32 = 118.0;
const TITLE_TOP: [f32; 3] = [0.190, 0.220, 0.310];
const TITLE_BOTTOM: [f32; 3] = [0.140, 0.165, 0.240];
const BUTTONS: [Colour; 3] = [0x00ff_5f57, 0x00fe_bc2e, 0x0028_c840];

/// A window. Its surface is opaque; coordinates in it start at the window's top left corner.
pub(super) struct Window {
    pub(super) surface: Framebuffer,
    left: i32,
    top: i32,
    shadow: Vec<u8>,
}

impl Window {
    /// A window with a title and nothing in it yet.
    pub(super) fn new(title: &str, area: Area, fonts: &mut Fonts) -> Self {
        let size = Size::new(area.width().max(1) as u16, area.height().max(1) as u16);
        let mut window =
            Self { surface: Framebuffer::new(size), left: area.left, top: area.top, shadow: shadow_of(size) };
        window.paint_title(title, fonts);
        window
    }

    /// Where it stands on the screen, without its shadow.
    pub(super) fn body(&self) -> Area {
        Area::of(self.surface.size()).moved(self.left, self.top)
    }

    /// Where it stands on the screen, with its shadow.
    pub(super) fn outer(&self) -> Area {
        self.body().grown(SHADOW).moved(0, SHADOW_DROP).union(self.body())
    }

    /// The title bar on the screen.
    pub(super) fn title_bar(&self) -> Area {
        let body = self.body();
        Area { bottom: body.top + TITLE_HEIGHT, ..body }
    }

    /// Where contents go, in the surface.
    pub(super) fn content(&self) -> Area {
        let whole = Area::of(self.surface.size());
        Area { top: TITLE_HEIGHT.min(whole.bottom), ..whole }
    }

    pub(super) fn move_to(&mut self, left: i32, top: i32) {
        (self.left, self.top) = (left, top);
    }

    /// The four corners of its body on the screen, where what lies below shines through.
    pub(super) fn corners(&self) -> [Area; 4] {
        let body = self.body();
        let (right, bottom) = (body.right - RADIUS, body.bottom - RADIUS);
        [(body.left, body.top), (right, body.top), (body.left, bottom), (right, bottom)]
            .map(|(x, y)| Area::new(x, y, RADIUS, RADIUS))
    }

    /// Paints the window and its shadow, inside `within`.
    pub(super) fn compose(&self, canvas: &mut Canvas<'_>, within: Area) {
        if !self.outer().meets(within) {
            return;
        }
        self.compose_shadow(canvas, within);
        let body = self.body();
        for part in [
            Area { top: body.top + RADIUS, bottom: body.bottom - RADIUS, ..body },
            Area { left: body.left + RADIUS, right: body.right - RADIUS, bottom: body.top + RADIUS, ..body },
            Area { left: body.left + RADIUS, right: body.right - RADIUS, top: body.bottom - RADIUS, ..body },
        ] {
            canvas.draw(&self.surface, self.left, self.top, part.intersection(within));
        }
        for corner in self.corners() {
            let corner = corner.intersection(within);
            for y in corner.top..corner.bottom {
                for x in corner.left..corner.right {
                    let outside = distance_to_rounded(x as f32 + 0.5, y as f32 + 0.5, body, RADIUS as f32);
                    let coverage = (0.5 - outside).clamp(0.0, 1.0);
                    let row = self.surface.row((y - self.top) as u16);
                    let pixel = row.get((x - self.left) as usize).copied().unwrap_or(0);
                    canvas.blend(x, y, pixel, (coverage * 255.0) as u8);
                }
            }
        }
    }

    fn compose_shadow(&self, canvas: &mut Canvas<'_>, within: Area) {
        let body = self.body();
        let reach = body.grown(SHADOW).moved(0, SHADOW_DROP);
        let solid = Area { left: body.left + RADIUS, right: body.right - RADIUS, ..body };
        let visible = reach.intersection(within);
        for y in visible.top..visible.bottom {
            let row = (y - reach.top) as usize * reach.width() as usize;
            let mut x = visible.left;
            while x < visible.right {
                if solid.contains(x, y) {
                    x = solid.right;
                    continue;
                }
                canvas.blend(x, y, 0x0002_0612, self.shadow[row + (x - reach.left) as usize]);
                x += 1;
            }
        }
    }

    fn paint_title(&mut self, title: &str, fonts: &mut Fonts) {
        let width = i32::from(self.surface.size().width);
        let mut canvas = Canvas::new(&mut self.surface);
        for y in 0..TITLE_HEIGHT {
            let part = y as f32 / TITLE_HEIGHT as f32;
            let colour = super::canvas::from_intensities(super::canvas::between(TITLE_TOP, TITLE_BOTTOM, part));
            canvas.fill(Area::new(0, y, width, 1), colour);
        }
        canvas.fill(Area::new(0, 0, width, 1), 0x0055_6080);
        canvas.fill(Area::new(0, TITLE_HEIGHT - 1, width, 1), 0x0010_1522);
        for (x, colour) in (0..).map(|index| 19.0 + index as f32 * 20.0).zip(BUTTONS) {
            canvas.disc(x, TITLE_HEIGHT as f32 / 2.0, 6.0, colour, 1.0);
        }
        let style = Style::proportional(15);
        // In the middle, but never over the buttons.
        let middle = (width as f32 / 2.0).max(78.0 + fonts.width(style, title) / 2.0);
        fonts.write_centred(&mut canvas, style, (middle, 22), 0x00e6_ebf7, title);
    }
}

/// How dark the shadow is around a window of `size`, row by row.
fn shadow_of(size: Size) -> Vec<u8> {
    let body = Area::of(size);
    let reach = body.grown(SHADOW);
    let mut shadow = Vec::with_capacity((reach.width() * reach.height()) as usize);
    for y in reach.top..reach.bottom {
        for x in reach.left..reach.right {
            let outside = distance_to_rounded(x as f32 + 0.5, y as f32 + 0.5, body, RADIUS as f32).max(0.0);
            let fading = (1.0 - outside / SHADOW as f32).max(0.0);
            shadow.push((SHADOW_OPACITY * fading * fading) as u8);
        }
    }
    shadow
}
