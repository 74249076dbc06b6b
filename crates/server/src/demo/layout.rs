//! Where everything stands, at any size: the bar at the top, the windows, and the clock's slow path.

use std::time::Duration;

use rfb::{Framebuffer, Rect, Size};

use super::calendar::Moment;
use super::canvas::{Area, Canvas, Colour};
use super::font::{Fonts, Style};
use super::scene::Scene;
use super::window::Window;
use super::{picture, wallpaper};

/// The height of the bar at the top.
pub(super) const BAR_HEIGHT: i32 = 32;
const BAR: Colour = 0x0008_0d1c;
const BAR_TEXT: Colour = 0x00dc_e4f5;

/// A scene of `size` with all windows at their places and nothing in them.
pub(super) fn scene(size: Size, fonts: &mut Fonts) -> Scene {
    let mut background = wallpaper::paint(size);
    darken_bar(&mut background);
    let (width, height) = (i32::from(size.width), i32::from(size.height));
    let room = height - BAR_HEIGHT;
    let (margin, gap) = ((width / 27).max(6), (room / 20).max(6));
    // Large desktops get larger windows, up to a point.
    let scale = (width * 100 / 1280).min(room * 100 / 768).clamp(100, 150);
    let share = |whole: i32, percent: i32, most: i32| (whole * percent / 100).min(most * scale / 100);
    let picture_size = (share(width, 42, 560), share(room, 50, 400));
    let terminal_size = (share(width, 47, 620), share(room, 45, 348));
    let notes_size = (share(width, 50, 640), share(room, 38, 292));
    let clock_height = share(room, 46, 306);
    let clock_size = (share(width, 30, 236).min(clock_height * 236 / 306), clock_height);
    let terminal_left = width - margin - terminal_size.0;
    let windows = [
        ("Evening at the lake", Area::new(margin, BAR_HEIGHT + gap, picture_size.0, picture_size.1)),
        ("Activity", Area::new(terminal_left, BAR_HEIGHT + gap, terminal_size.0, terminal_size.1)),
        ("Notes", Area::new(margin * 2, height - gap - notes_size.1, notes_size.0, notes_size.1)),
        ("Clock", Area::new(width - margin - clock_size.0, height - gap - clock_size.1, clock_size.0, clock_size.1)),
    ];
    Scene::new(background, windows.map(|(title, area)| Window::new(title, area, fonts)))
}

/// Paints the picture into its window.
pub(super) fn hang_picture(surface: &mut Framebuffer, content: Area) {
    let painted = picture::paint(content.rect().map_or(Size::default(), Rect::size));
    Canvas::new(surface).draw(&painted, content.left, content.top, content);
}

/// Where the clock drifts to: a slow figure in the lower right quarter.
pub(super) fn drift(size: Size, clock: Area, since_start: Duration) -> (i32, i32) {
    let (width, height) = (i32::from(size.width), i32::from(size.height));
    let seconds = since_start.as_secs_f32();
    let (left, right) = (width * 58 / 100, (width - clock.width() - width / 27).max(width * 58 / 100));
    let (top, bottom) = (height * 52 / 100, (height - clock.height() - height / 20).max(height * 52 / 100));
    let part = |period: f32, phase: f32| 0.5 + (seconds / period * std::f32::consts::TAU + phase).sin() / 2.0;
    let x = left as f32 + (right - left) as f32 * part(41.0, 0.9);
    let y = top as f32 + (bottom - top) as f32 * part(29.0, 0.4);
    (x.round() as i32, y.round() as i32)
}

/// Writes the bar's texts and returns the bar.
pub(super) fn paint_bar(background: &mut Framebuffer, moment: Moment, fonts: &mut Fonts) -> Area {
    let bar = Area { bottom: BAR_HEIGHT, ..Area::of(background.size()) };
    let fresh = bar_colour(background);
    let mut canvas = Canvas::new(background).clipped(bar);
    canvas.fill(Area { bottom: bar.bottom - 1, ..bar }, fresh);
    let style = Style::proportional(15);
    canvas.disc(24.0, 16.0, 6.5, 0x004c_c9f0, 1.0);
    canvas.disc(24.0, 16.0, 2.5, fresh, 1.0);
    let pen = fonts.write(&mut canvas, style, (40.0, 21), 0x00ff_ffff, "Farview");
    if bar.width() > 700 {
        let about = "a desktop made of nothing but RFB";
        fonts.write(&mut canvas, style, (pen + 16.0, 21), 0x0089_96b5, about);
    }
    let mut right = bar.right as f32 - 18.0;
    let time = format!("{:02}:{:02} UTC", moment.hour, moment.minute);
    right -= fonts.width(style, &time);
    fonts.write(&mut canvas, style, (right.round(), 21), BAR_TEXT, &time);
    if bar.width() > 500 {
        let date = moment.date();
        right -= fonts.width(style, &date) + 18.0;
        fonts.write(&mut canvas, style, (right.round(), 21), 0x0089_96b5, &date);
    }
    bar
}

fn darken_bar(background: &mut Framebuffer) {
    let bar = Area { bottom: BAR_HEIGHT, ..Area::of(background.size()) };
    let mut canvas = Canvas::new(background);
    canvas.fill(bar, BAR);
    canvas.fill(Area { top: bar.bottom - 1, ..bar }, 0x0022_2f55);
}

fn bar_colour(background: &Framebuffer) -> Colour {
    background.row(0).first().copied().unwrap_or(BAR)
}
