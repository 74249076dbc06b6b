//! The tabs of a window, along its upper edge: one for each session, and a button for another. They are there as soon as a
//! window has two sessions, and leave the full screen to the picture.

use egui::{
    Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, Rect, Response, RichText, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

use super::icon::{self, Icon};
use super::{Claim, Command, Panel, State, TabLabel, theme};
use crate::text::text;

/// How high the strip is, in points.
pub const HEIGHT: f32 = 36.0;
/// How wide a tab is at most and at least.
const WIDTH: (f32, f32) = (220.0, 96.0);
const CROSS: f32 = 20.0;

/// Whether the strip is to be seen.
pub fn is_shown(state: &State) -> bool {
    state.tabs.len() > 1 && !state.settings.full_screen
}

/// How much of the window it takes from above, in points.
pub fn height(state: &State) -> f32 {
    if is_shown(state) { HEIGHT } else { 0.0 }
}

pub(super) struct TabStrip;

impl Panel for TabStrip {
    fn name(&self) -> &'static str {
        "tabs"
    }

    fn claim(&self, state: &State) -> Claim {
        if is_shown(state) { Claim::Area } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let palette = theme::current(context);
        let screen = context.content_rect();
        let area = Area::new(Id::new(self.name())).order(Order::Foreground).sense(Sense::hover());
        area.fixed_pos(screen.min).show(context, |ui| {
            let frame = Frame::new().fill(palette.page).inner_margin(Margin { left: 6, right: 6, top: 5, bottom: 0 });
            frame.show(ui, |ui| {
                ui.set_min_size(vec2(screen.width() - 12.0, HEIGHT - 5.0));
                ui.set_max_height(HEIGHT - 5.0);
                strip(ui, state, commands);
            });
            let bottom = screen.top() + HEIGHT - 0.5;
            ui.painter().hline(screen.x_range(), bottom, Stroke::new(1.0, palette.edge));
        });
    }
}

fn strip(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let room = ui.available_width() - 40.0;
    let width = (room / state.tabs.len() as f32 - 4.0).clamp(WIDTH.1, WIDTH.0);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ScrollArea::horizontal().max_width(room).auto_shrink([true, false]).show(ui, |ui| {
            for (index, label) in state.tabs.iter().enumerate() {
                tab(ui, index, label, index == state.shown_tab, width, commands);
            }
        });
        let more = button(ui, Icon::Plus, 28.0, &text!("window-tab-new"));
        if more.clicked() {
            commands.push(Command::NewTab);
        }
    });
}

fn tab(ui: &mut Ui, index: usize, label: &TabLabel, is_shown: bool, width: f32, commands: &mut Vec<Command>) {
    let palette = theme::current(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT - 6.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_shown, &label.title));
    let fill = match (is_shown, response.hovered()) {
        (true, _) => palette.card,
        (false, true) => palette.control_hovered,
        (false, false) => palette.page,
    };
    let edge = if response.has_focus() { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.edge) };
    ui.painter().rect(rect, 7.0, fill, edge, egui::StrokeKind::Inside);
    let inside = rect.shrink2(vec2(9.0, 3.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
    contents(&mut inner, label, is_shown, inside.width());
    let cross = Rect::from_center_size(pos2(rect.right() - 15.0, rect.center().y), Vec2::splat(CROSS));
    let close = ui.interact(cross, response.id.with("close"), Sense::click());
    if response.hovered() || close.hovered() || close.has_focus() || is_shown {
        draw_button(ui, &close, cross, Icon::Cross);
    }
    close.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, text!("window-tab-close")));
    let crossed = close.on_hover_text(text!("window-tab-close")).clicked();
    if crossed || response.middle_clicked() {
        commands.push(Command::CloseTab(index));
    } else if response.clicked() && !is_shown {
        commands.push(Command::ShowTab(index));
    }
}

/// How private the session is, its name, and whether something happened there.
fn contents(ui: &mut Ui, label: &TabLabel, is_shown: bool, width: f32) {
    let palette = theme::current(ui.ctx());
    let mut room = width - CROSS - 6.0;
    if let Some(level) = label.level {
        icon::show(ui, Icon::of_level(level), 14.0, icon::level_colour(&palette, level));
        room -= 22.0;
    }
    if label.has_news && !is_shown {
        let (dot, _) = ui.allocate_exact_size(Vec2::splat(8.0), Sense::hover());
        ui.painter().circle_filled(dot.center(), 3.5, palette.notice);
        room -= 16.0;
    }
    let colour = if is_shown { palette.text } else { palette.quiet };
    ui.allocate_ui_with_layout(vec2(room.max(20.0), 22.0), Layout::left_to_right(Align::Center), |ui| {
        ui.add(Label::new(RichText::new(&label.title).color(colour)).truncate().selectable(false));
    });
}

fn button(ui: &mut Ui, sign: Icon, side: f32, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    draw_button(ui, &response, rect, sign);
    response.on_hover_text(name)
}

fn draw_button(ui: &Ui, response: &Response, rect: Rect, sign: Icon) {
    let palette = theme::current(ui.ctx());
    if response.hovered() || response.has_focus() {
        let edge = if response.has_focus() { Stroke::new(2.0, palette.accent) } else { Stroke::NONE };
        ui.painter().rect(rect, 6.0, palette.control_hovered, edge, egui::StrokeKind::Inside);
    }
    let side = rect.width() * 0.6;
    let place = Align2::CENTER_CENTER.align_size_within_rect(Vec2::splat(side), rect);
    icon::paint(ui.painter(), place, sign, if response.hovered() { palette.text } else { palette.quiet });
}
