//! That the keyboard is with the remote computer, as long as it is: a small keyboard that hangs from the upper edge and hides no
//! more than the handle of the bar does. Where the mouse asks for the bar it says which keys free it. It takes no input.

use egui::{
    Align2, Area, Context, CornerRadius, FontId, Frame, Id, Margin, Order, Pos2, Rect, Sense, Stroke, Ui, Vec2,
    WidgetInfo, WidgetType, pos2,
};

use super::bar::{self, Presence};
use super::icon::{self, Icon};
use super::{Claim, Command, Menu, Page, Panel, State, tabs, theme};
use crate::text::text;

/// How large it is while nobody asks, and the keyboard in it.
const SIZE: Vec2 = Vec2::new(25.0, 16.0);
const KEYBOARD: f32 = 15.0;
/// How far it hangs below the bar.
const BELOW_BAR: f32 = 5.0;
const LETTERS: f32 = 11.0;

pub(super) struct CaptureSign;

impl Panel for CaptureSign {
    fn name(&self) -> &'static str {
        "capture-sign"
    }

    fn claim(&self, state: &State) -> Claim {
        let is_free = state.page == Page::Desktop && state.menu == Menu::Closed && !state.settings_page.is_open();
        // A bar that stays shows it on a button of its own.
        let is_on_bar = state.bar.is_shown() && !is_asked(state);
        if is_free && state.keys.capture_sign.is_some() && !is_on_bar { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _commands: &mut Vec<Command>) {
        let Some(keys) = &state.keys.capture_sign else { return };
        let said = if keys.is_empty() {
            text!("keys-note-captured-no-key")
        } else {
            text!("keys-note-captured", keys = keys.as_str())
        };
        let hangs = place(context, state);
        let area = Area::new(Id::new(self.name())).order(Order::Foreground).interactable(false);
        area.pivot(Align2::CENTER_TOP).fixed_pos(hangs.at).show(context, |ui| {
            let palette = theme::current(context);
            let frame =
                Frame::new().fill(palette.card).stroke(Stroke::new(1.0, palette.edge)).inner_margin(Margin::ZERO);
            frame.corner_radius(hangs.corners).show(ui, |ui| {
                contents(ui, if is_asked(state) { keys } else { "" }, &said);
            });
        });
    }
}

/// How far down the sign pushes what else hangs from the edge.
pub(super) fn height(state: &State) -> f32 {
    if CaptureSign.claim(state) == Claim::Hidden { 0.0 } else { SIZE.y }
}

/// Whether the mouse is where the bar is asked for.
fn is_asked(state: &State) -> bool {
    matches!(state.bar.presence, Presence::Near | Presence::Mouse)
}

struct Hangs {
    /// The middle of its upper edge.
    at: Pos2,
    corners: CornerRadius,
}

fn place(context: &Context, state: &State) -> Hangs {
    let screen = context.content_rect();
    match bar::place(context).filter(|_| state.bar.is_shown()) {
        Some(bar) => Hangs { at: pos2(screen.center().x, bar.bottom() + BELOW_BAR), corners: CornerRadius::same(6) },
        None => Hangs {
            at: pos2(screen.center().x, screen.top() + tabs::height(state)),
            corners: CornerRadius { nw: 0, ne: 0, sw: 5, se: 5 },
        },
    }
}

/// The keyboard, and `keys` where they are to be seen.
fn contents(ui: &mut Ui, keys: &str, said: &str) {
    let palette = theme::current(ui.ctx());
    let letters = ui.painter().layout_no_wrap(keys.to_owned(), FontId::proportional(LETTERS), palette.text);
    let beside = if keys.is_empty() { 0.0 } else { letters.size().x + 6.0 };
    let (rect, answer) = ui.allocate_exact_size(SIZE + Vec2::new(beside, 0.0), Sense::hover());
    answer.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, said));
    ui.ctx().accesskit_node_builder(answer.id, |node| node.set_live(egui::accesskit::Live::Polite));
    let sign = Rect::from_center_size(pos2(rect.left() + SIZE.x / 2.0, rect.center().y), Vec2::splat(KEYBOARD));
    icon::paint(ui.painter(), sign, Icon::Keyboard, palette.text);
    let at = pos2(rect.left() + SIZE.x, rect.center().y - letters.size().y / 2.0);
    ui.painter().galley(at, letters, palette.text);
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::super::stage::Stage;
    use super::super::{Menu, Panels};
    use super::*;

    fn captured(presence: Presence) -> State {
        let mut state = session(LEVELS[2]);
        state.keys.capture_sign = Some("Ctrl+Alt+Shift+G".into());
        state.bar.presence = presence;
        state
    }

    #[test]
    fn it_is_there_as_long_as_the_keyboard_is_captured_and_takes_nothing() {
        let state = captured(Presence::Away);
        assert_eq!(Panels::new().claim(&state), Claim::Shown);
        let mut free = state.clone();
        free.keys.capture_sign = None;
        assert_eq!(Panels::new().claim(&free), Claim::Hidden);
        assert_eq!(CaptureSign.claim(&State { menu: Menu::Open, ..state }), Claim::Hidden);
    }

    #[test]
    fn the_keys_that_free_it_are_named_where_the_mouse_asks() {
        for (presence, is_named) in [(Presence::Away, false), (Presence::Near, true), (Presence::Mouse, true)] {
            let mut stage = Stage::usual(captured(presence));
            stage.settle();
            assert_eq!(stage.says("Ctrl+Alt+Shift+G"), is_named, "{presence:?}");
        }
    }

    #[test]
    fn a_bar_that_stays_shows_it_on_its_own_button() {
        let mut state = captured(Presence::Away);
        state.bar.pinned = bar::Pinned::Yes;
        assert_eq!(CaptureSign.claim(&state), Claim::Hidden);
        state.bar.presence = Presence::Mouse;
        assert_eq!(CaptureSign.claim(&state), Claim::Shown);
    }

    #[test]
    fn it_hides_no_more_than_the_handle() {
        let area = |size: Vec2, edge: f32| (size.x + edge) * (size.y + edge);
        assert!(area(SIZE, 0.0) <= area(bar::HANDLE, 2.0));
    }
}
