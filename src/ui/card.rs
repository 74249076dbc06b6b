//! The shape that panels share: a card in the middle of the window, and its buttons.

use egui::{
    Align2, Area, Button, Checkbox, Color32, Context, CornerRadius, Frame, Id, LayerId, Margin, RichText, ScrollArea,
    Stroke, Ui, Vec2,
};

use egui::scroll_area::ScrollSource;

use super::theme;

/// What is behind a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// The page colour: there is no picture.
    Page,
    /// The picture, darkened.
    DimmedPicture,
    /// The picture as it is.
    Picture,
}

/// Shows a card of `width` points in the middle of the window, narrower and scrolled where the window is small.
pub(super) fn show(context: &Context, name: &'static str, width: f32, behind: Behind, contents: impl FnOnce(&mut Ui)) {
    let screen = context.content_rect();
    let palette = theme::current(context);
    let ground = match behind {
        Behind::Page => palette.page,
        Behind::DimmedPicture => Color32::from_black_alpha(150),
        Behind::Picture => Color32::TRANSPARENT,
    };
    context.layer_painter(LayerId::background()).rect_filled(screen, 0.0, ground);
    let width = width.min(screen.width() - 2.0 * f32::from(MARGIN) - 16.0).max(80.0);
    // An area that can be clicked, and one that can be dragged, would be stops for the Tab key.
    let area = Area::new(Id::new(name)).anchor(Align2::CENTER_CENTER, Vec2::ZERO).sense(egui::Sense::hover());
    area.show(context, |ui| {
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(MARGIN));
        frame.show(ui, |ui| {
            ui.set_width(width);
            let height = (screen.height() - 2.0 * f32::from(MARGIN) - 16.0).max(60.0);
            let scroll = ScrollArea::vertical().scroll_source(ScrollSource { drag: false, ..ScrollSource::ALL });
            scroll.max_height(height).min_scrolled_height(height).show(ui, |ui| {
                ui.set_width(width);
                contents(ui);
            });
        });
    });
}

const MARGIN: i8 = 24;

/// The title of a card.
pub(super) fn heading(ui: &mut Ui, text: &str) {
    let colour = theme::current(ui.ctx()).text;
    ui.label(RichText::new(text).heading().color(colour));
}

/// An explanation.
pub(super) fn quiet(ui: &mut Ui, text: impl Into<String>) {
    let colour = theme::current(ui.ctx()).quiet;
    ui.label(RichText::new(text).color(colour));
}

/// The button for what is most likely wanted.
pub(super) fn primary(ui: &mut Ui, text: &str) -> egui::Response {
    let palette = theme::current(ui.ctx());
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for (visuals, fill) in [
            (&mut widgets.inactive, palette.accent),
            (&mut widgets.hovered, palette.accent_hovered),
            (&mut widgets.active, palette.accent_hovered),
        ] {
            visuals.weak_bg_fill = fill;
            visuals.bg_stroke = Stroke::new(1.0, fill);
            visuals.fg_stroke.color = palette.on_accent;
        }
        widgets.active.bg_stroke = Stroke::new(2.0, palette.text);
        ui.add(Button::new(text).min_size(Vec2::new(BUTTON_WIDTH, 0.0)))
    })
    .inner
}

/// Any other button.
pub(super) fn plain(ui: &mut Ui, text: &str) -> egui::Response {
    ui.add(Button::new(text).min_size(Vec2::new(BUTTON_WIDTH, 0.0)))
}

const BUTTON_WIDTH: f32 = 96.0;

/// A check box that is plain to see on a card.
pub(super) fn check_box(ui: &mut Ui, checked: &mut bool, text: &str, enabled: Enabled) -> egui::Response {
    let palette = theme::current(ui.ctx());
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.bg_fill = if *checked { palette.accent } else { palette.field };
            visuals.bg_stroke.color = if *checked { palette.accent } else { palette.quiet };
            visuals.corner_radius = CornerRadius::same(4);
        }
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.fg_stroke.color = palette.on_accent;
        }
        // What has the focus is drawn as active.
        widgets.active.bg_stroke = Stroke::new(2.0, palette.text);
        let text = RichText::new(text).color(palette.text);
        ui.add_enabled(enabled == Enabled::Yes, Checkbox::new(checked, text))
    })
    .inner
}

/// Whether something can be changed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Enabled {
    Yes,
    No,
}

/// A row of buttons at the right, the first one outermost.
pub(super) fn buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    let size = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Min).with_main_wrap(true), add);
}
