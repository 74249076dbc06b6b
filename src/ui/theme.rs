//! Colours, sizes and text styles, dark and light. Everything that decides how the panels look is here.

use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Vec2, Visuals};

use crate::book::Colour;
use crate::render::BarLook;
use crate::render::scroll::Way;

/// The colours of one theme.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Behind everything, and around the picture.
    pub page: Color32,
    /// Cards and menus.
    pub card: Color32,
    /// Their edges.
    pub edge: Color32,
    /// Buttons and fields.
    pub control: Color32,
    /// The same under the pointer.
    pub control_hovered: Color32,
    /// Text fields.
    pub field: Color32,
    /// Text.
    pub text: Color32,
    /// Explanations.
    pub quiet: Color32,
    /// What is to be done first.
    pub accent: Color32,
    /// The same under the pointer.
    pub accent_hovered: Color32,
    /// Text on it.
    pub on_accent: Color32,
    /// What went wrong.
    pub alarm: Color32,
    /// What is to be thought about.
    pub warning: Color32,
    /// What is to be looked at.
    pub notice: Color32,
    /// What is as it should be.
    pub safe: Color32,
    /// The dot of a recording.
    pub record: Color32,
    /// Behind commands.
    pub code: Color32,
}

const DARK: Palette = Palette {
    page: Color32::from_rgb(0x12, 0x14, 0x18),
    card: Color32::from_rgb(0x1c, 0x1f, 0x26),
    edge: Color32::from_rgb(0x2f, 0x34, 0x3e),
    control: Color32::from_rgb(0x2a, 0x2f, 0x39),
    control_hovered: Color32::from_rgb(0x36, 0x3d, 0x4a),
    field: Color32::from_rgb(0x13, 0x15, 0x1a),
    text: Color32::from_rgb(0xec, 0xee, 0xf2),
    quiet: Color32::from_rgb(0xa3, 0xab, 0xb8),
    accent: Color32::from_rgb(0x3d, 0x7d, 0xf0),
    accent_hovered: Color32::from_rgb(0x56, 0x90, 0xf7),
    on_accent: Color32::WHITE,
    alarm: Color32::from_rgb(0xff, 0x7b, 0x72),
    warning: Color32::from_rgb(0xf0, 0xb4, 0x4c),
    notice: Color32::from_rgb(0x7f, 0xb0, 0xff),
    safe: Color32::from_rgb(0x62, 0xc9, 0x8f),
    record: Color32::from_rgb(0xff, 0x4d, 0x45),
    code: Color32::from_rgb(0x2f, 0x35, 0x40),
};

const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xe9, 0xec, 0xf1),
    card: Color32::from_rgb(0xff, 0xff, 0xff),
    edge: Color32::from_rgb(0xd3, 0xd8, 0xe0),
    control: Color32::from_rgb(0xec, 0xef, 0xf4),
    control_hovered: Color32::from_rgb(0xdf, 0xe4, 0xec),
    field: Color32::from_rgb(0xf7, 0xf8, 0xfa),
    text: Color32::from_rgb(0x18, 0x1c, 0x24),
    quiet: Color32::from_rgb(0x55, 0x5f, 0x6e),
    accent: Color32::from_rgb(0x1f, 0x5f, 0xd8),
    accent_hovered: Color32::from_rgb(0x2d, 0x6e, 0xea),
    on_accent: Color32::WHITE,
    alarm: Color32::from_rgb(0xc2, 0x24, 0x1c),
    warning: Color32::from_rgb(0x8a, 0x58, 0x00),
    notice: Color32::from_rgb(0x1f, 0x5f, 0xd8),
    safe: Color32::from_rgb(0x1b, 0x74, 0x45),
    record: Color32::from_rgb(0xd9, 0x1e, 0x18),
    code: Color32::from_rgb(0xe6, 0xea, 0xf1),
};

/// The colours of `theme`.
pub const fn palette(theme: Theme) -> Palette {
    match theme {
        Theme::Dark => DARK,
        Theme::Light => LIGHT,
    }
}

/// The colours in use.
pub fn current(context: &egui::Context) -> Palette {
    palette(context.theme())
}

/// The colour that computers are marked with. It stands beside text, on pictures and on cards of both themes.
pub fn mark(colour: Colour) -> Color32 {
    match colour {
        Colour::Red => Color32::from_rgb(0xe0, 0x4f, 0x4f),
        Colour::Orange => Color32::from_rgb(0xe6, 0x8a, 0x2e),
        Colour::Yellow => Color32::from_rgb(0xd9, 0xb3, 0x2b),
        Colour::Green => Color32::from_rgb(0x45, 0xa8, 0x5c),
        Colour::Teal => Color32::from_rgb(0x2b, 0xa5, 0xa5),
        Colour::Blue => Color32::from_rgb(0x3d, 0x7d, 0xf0),
        Colour::Purple => Color32::from_rgb(0x94, 0x62, 0xd6),
        Colour::Grey => Color32::from_rgb(0x84, 0x8d, 0x9b),
    }
}

/// What surrounds the picture.
pub fn background(context: &egui::Context) -> [u8; 3] {
    let [red, green, blue, _] = current(context).page.to_array();
    [red, green, blue]
}

/// How scroll bars look when the mouse is on that one.
pub fn bars(context: &egui::Context, lit: Option<Way>) -> BarLook {
    let Palette { quiet, page, .. } = current(context);
    let rgb = |colour: Color32| [colour.r(), colour.g(), colour.b()];
    BarLook { thumb: rgb(page.lerp_to_gamma(quiet, 0.55)), lit_thumb: rgb(quiet), lit }
}

/// Whether things may move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// They may.
    Usual,
    /// As little as possible.
    Reduced,
}

/// How long things take to appear, in seconds.
const MOVES_FOR: f32 = 0.08;

/// Lets things move, or not.
pub fn set_motion(context: &egui::Context, motion: Motion) {
    let time = match motion {
        Motion::Usual => MOVES_FOR,
        Motion::Reduced => 0.0,
    };
    context.all_styles_mut(|style| style.animation_time = time);
}

/// Whether things move.
pub fn motion(style: &Style) -> Motion {
    if style.animation_time > 0.0 { Motion::Usual } else { Motion::Reduced }
}

/// Gives `context` both themes.
pub fn install(context: &egui::Context) {
    for theme in [Theme::Dark, Theme::Light] {
        context.set_style_of(theme, style(theme));
    }
}

fn style(theme: Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    let font = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Heading, font(21.0)),
        (TextStyle::Body, font(14.5)),
        (TextStyle::Button, font(14.5)),
        (TextStyle::Small, font(12.5)),
        (TextStyle::Monospace, FontId::new(13.5, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 8.0);
    style.spacing.button_padding = Vec2::new(14.0, 7.0);
    style.spacing.interact_size = Vec2::new(40.0, 32.0);
    style.spacing.icon_width = 18.0;
    // Thin, but to be seen: the rest of a text must not be overlooked.
    style.spacing.scroll = ScrollStyle::thin();
    style.spacing.window_margin = Margin::same(20);
    style.interaction.selectable_labels = false;
    style.animation_time = MOVES_FOR;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let palette = palette(theme);
    let widget = |fill: Color32, edge: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(7),
        fg_stroke: Stroke::new(1.2, palette.text),
        expansion: 0.0,
    };
    Visuals {
        widgets: Widgets {
            noninteractive: widget(palette.card, palette.edge),
            inactive: widget(palette.control, palette.edge),
            hovered: widget(palette.control_hovered, palette.edge),
            active: WidgetVisuals {
                bg_stroke: Stroke::new(2.0, palette.accent),
                ..widget(palette.control_hovered, palette.accent)
            },
            open: widget(palette.control_hovered, palette.edge),
        },
        selection: Selection { bg_fill: palette.accent, stroke: Stroke::new(1.2, palette.on_accent) },
        override_text_color: None,
        weak_text_color: Some(palette.quiet),
        hyperlink_color: palette.accent,
        error_fg_color: palette.alarm,
        warn_fg_color: palette.alarm,
        panel_fill: palette.page,
        window_fill: palette.card,
        window_stroke: Stroke::new(1.0, palette.edge),
        window_corner_radius: CornerRadius::same(12),
        window_shadow: Shadow { offset: [0, 8], blur: 28, spread: 0, color: Color32::from_black_alpha(70) },
        text_edit_bg_color: Some(palette.field),
        // A cursor that blinks would keep the window drawing.
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, palette.accent),
            blink: false,
            ..TextCursorStyle::default()
        },
        extreme_bg_color: palette.field,
        ..match theme {
            Theme::Dark => Visuals::dark(),
            Theme::Light => Visuals::light(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(colour: Color32) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_on_everything_it_stands_on_in_both_themes() {
        for theme in [Theme::Dark, Theme::Light] {
            let palette = palette(theme);
            for ground in [palette.page, palette.card, palette.control, palette.control_hovered, palette.field] {
                assert!(contrast(palette.text, ground) >= 7.0, "{theme:?} text");
                assert!(contrast(palette.quiet, ground) >= 4.5, "{theme:?} quiet {}", contrast(palette.quiet, ground));
            }
            for colour in [palette.alarm, palette.warning, palette.notice, palette.safe] {
                assert!(contrast(colour, palette.card) >= 4.5, "{theme:?} {colour:?}");
            }
            assert!(contrast(palette.alarm, palette.control) >= 4.5, "{theme:?} alarm on a button");
            assert!(contrast(palette.text, palette.code) >= 7.0, "{theme:?} commands");
            assert!(contrast(palette.on_accent, palette.accent) >= 3.8, "{theme:?} accent");
        }
    }
}
