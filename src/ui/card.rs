//! The shape that panels share: a card in the middle of the window, and its buttons.

use egui::{
    Align2, Area, Button, Checkbox, Color32, Context, CornerRadius, Frame, Id, Key, LayerId, Margin, RichText,
    ScrollArea, Stroke, Ui, Vec2,
};

use egui::scroll_area::ScrollSource;

use super::icon::{self, Icon};
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
    framed(context, name, width, behind, |ui, height| scrolled(ui, height, contents));
}

/// Like [`show`], with buttons that stay in sight while the rest is scrolled.
pub(super) fn page(
    context: &Context,
    name: &'static str,
    width: f32,
    behind: Behind,
    contents: impl FnOnce(&mut Ui),
    add_buttons: impl FnOnce(&mut Ui),
) {
    framed(context, name, width, behind, |ui, height| {
        // How much the buttons take is known from the last frame.
        let id = Id::new((name, "buttons"));
        let taken = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(BUTTONS_HEIGHT);
        scrolled(ui, (height - taken).max(40.0), contents);
        let above = ui.min_rect().bottom();
        buttons(ui, add_buttons);
        let takes = ui.min_rect().bottom() - above;
        if (takes - taken).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, takes));
            ui.ctx().request_repaint();
        }
    });
}

/// A large card: a head and buttons that stay in sight, and between them what is scrolled. It is as high as the window lets it
/// be, so that it does not move when what is in it changes.
pub(super) struct Sheet {
    /// What egui knows it by.
    pub(super) name: &'static str,
    /// How wide it may be, in points.
    pub(super) width: f32,
    /// What is behind it.
    pub(super) behind: Behind,
}

impl Sheet {
    /// Shows it with the parts of `owner`, and returns what the buttons say.
    pub(super) fn show<T, R>(
        &self,
        context: &Context,
        owner: &mut T,
        head: impl FnOnce(&mut T, &mut Ui),
        list: impl FnOnce(&mut T, &mut Ui),
        add_buttons: impl FnOnce(&mut T, &mut Ui) -> R,
    ) -> Option<R> {
        let mut said = None;
        framed(context, self.name, self.width, self.behind, |ui, height| {
            let id = Id::new((self.name, "buttons"));
            let taken = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(BUTTONS_HEIGHT);
            let top = ui.min_rect().top();
            head(owner, ui);
            let above = ui.min_rect().bottom() - top;
            let room = (height.min(TALLEST) - taken - above - ui.spacing().item_spacing.y).max(40.0);
            ui.scope(|ui| {
                ui.set_min_height(room);
                scrolled(ui, room, |ui| list(owner, ui));
            });
            let above = ui.min_rect().bottom();
            buttons(ui, |ui| said = Some(add_buttons(owner, ui)));
            let takes = ui.min_rect().bottom() - above;
            if (takes - taken).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(id, takes));
                ui.ctx().request_repaint();
            }
        });
        said
    }
}

/// Higher than this a sheet is hard to survey, in points.
const TALLEST: f32 = 860.0;

/// How much room buttons take before it is known.
const BUTTONS_HEIGHT: f32 = 56.0;

/// The part of a card that scrolls where it is higher than `height`.
fn scrolled(ui: &mut Ui, height: f32, contents: impl FnOnce(&mut Ui)) {
    let width = ui.available_width();
    let scroll = ScrollArea::vertical().scroll_source(ScrollSource { drag: false, ..ScrollSource::ALL });
    scroll.max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.set_width(width);
        contents(ui);
        // The mouse is not needed to read on.
        let pages = |key| ui.input(|input| input.num_presses(key)) as f32;
        let distance = (pages(Key::PageUp) - pages(Key::PageDown)) * height * 0.8;
        if distance != 0.0 {
            ui.scroll_with_delta(Vec2::new(0.0, distance));
        }
    });
}

/// The card itself. `contents` are told how high they may be.
fn framed(context: &Context, name: &'static str, width: f32, behind: Behind, contents: impl FnOnce(&mut Ui, f32)) {
    let screen = context.content_rect();
    let palette = theme::current(context);
    let ground = match behind {
        Behind::Page => palette.page,
        Behind::DimmedPicture => Color32::from_black_alpha(150),
        Behind::Picture => Color32::TRANSPARENT,
    };
    context.layer_painter(LayerId::background()).rect_filled(screen, 0.0, ground);
    let margin = if screen.height() < LOW { SMALL_MARGIN } else { MARGIN };
    let around = 2.0 * f32::from(margin) + 16.0;
    let width = width.min(screen.width() - around).max(80.0);
    // An area that can be clicked, and one that can be dragged, would be stops for the Tab key.
    let area = Area::new(Id::new(name)).anchor(Align2::CENTER_CENTER, Vec2::ZERO).sense(egui::Sense::hover());
    let shown = area.show(context, |ui| {
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(margin));
        frame.show(ui, |ui| {
            ui.set_width(width);
            contents(ui, (screen.height() - around).max(60.0));
        });
    });
    // A card of another size is in the middle only in the next frame.
    let (id, size) = (Id::new((name, "size")), shown.response.rect.size());
    if context.data(|data| data.get_temp(id)) != Some(size) {
        context.data_mut(|data| data.insert_temp(id, size));
        context.request_repaint();
    }
}

const MARGIN: i8 = 24;
/// The same where every line counts.
const SMALL_MARGIN: i8 = 14;
/// Below this height a window is such a place.
const LOW: f32 = 440.0;

/// The title of a card.
pub(super) fn heading(ui: &mut Ui, text: &str) {
    let colour = theme::current(ui.ctx()).text;
    ui.label(RichText::new(text).heading().color(colour));
}

/// A heading of several lines beside a sign.
pub(super) fn titled(ui: &mut Ui, sign: Icon, colour: Color32, lines: impl FnOnce(&mut Ui)) {
    let narrow = ui.available_width() < 300.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        icon::medallion(ui, sign, if narrow { 32.0 } else { 44.0 }, colour);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            lines(ui);
        });
    });
}

/// A part of a card that is set off, as wide as the card.
pub(super) fn inset(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let palette = theme::current(ui.ctx());
    let frame = Frame::new().fill(palette.field).stroke(Stroke::new(1.0, palette.edge)).corner_radius(8);
    frame.inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

/// An explanation.
pub(super) fn quiet(ui: &mut Ui, text: impl Into<String>) {
    let colour = theme::current(ui.ctx()).quiet;
    ui.label(RichText::new(text).color(colour));
}

/// The button for what is most likely wanted.
pub(super) fn primary(ui: &mut Ui, text: &str) -> egui::Response {
    accented(ui, |ui| ui.add(Button::new(text).min_size(Vec2::new(BUTTON_WIDTH, 0.0))))
}

/// Gives what `add` adds the colours of what is most likely wanted.
pub(super) fn accented<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
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
        add(ui)
    })
    .inner
}

/// Any other button.
pub(super) fn plain(ui: &mut Ui, text: &str) -> egui::Response {
    plain_when(ui, text, Enabled::Yes)
}

/// Any other button, which may not work yet.
pub(super) fn plain_when(ui: &mut Ui, text: &str, enabled: Enabled) -> egui::Response {
    ui.add_enabled(enabled == Enabled::Yes, Button::new(text).min_size(Vec2::new(BUTTON_WIDTH, 0.0)))
}

/// A button that should not be pressed lightly.
pub(super) fn dangerous(ui: &mut Ui, text: &str, enabled: Enabled) -> egui::Response {
    let alarm = theme::current(ui.ctx()).alarm;
    ui.add_enabled(enabled == Enabled::Yes, Button::new(RichText::new(text).color(alarm)))
}

/// A button beside what it is about.
pub(super) fn small(ui: &mut Ui, text: &str) -> egui::Response {
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = Vec2::new(SMALL_PADDING, 3.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.add(Button::new(RichText::new(text).small()))
    })
    .inner
}

/// How wide a button with this text is.
pub(super) fn button_width(ui: &Ui, text: &str) -> f32 {
    (text_width(ui, text) + 2.0 * ui.spacing().button_padding.x).max(BUTTON_WIDTH)
}

/// How wide a small button with this text is.
pub(super) fn small_width(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x;
    (text + 2.0 * SMALL_PADDING).max(ui.spacing().interact_size.x)
}

/// How wide the text of a button is.
pub(super) fn text_width(ui: &Ui, text: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// What a small button has at each side of its text.
const SMALL_PADDING: f32 = 10.0;

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

/// Says what `widget` is called where it is read aloud and nothing on the page says so.
pub(super) fn name(widget: &egui::Response, name: String) {
    widget.ctx.accesskit_node_builder(widget.id, |node| node.set_label(name));
}

/// Makes the text field that has the focus plain to see, and what is selected in it readable, in both themes.
pub(super) fn outline_fields(ui: &mut Ui) {
    let accent = theme::current(ui.ctx()).accent;
    let selection = &mut ui.visuals_mut().selection;
    selection.stroke = Stroke::new(2.0, accent);
    selection.bg_fill = accent.gamma_multiply(0.25);
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
