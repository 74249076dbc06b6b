//! The pointer of the remote computer, where somebody else moves it: drawn over the picture, beside the one that is ours.

use egui::{Context, Id, LayerId, Order, Pos2, Shape, Stroke, Vec2};

use super::{Claim, Command, Menu, Page, Panel, State as Window, theme};
use crate::session::Point;

/// What is known of the remote pointer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct State {
    /// Where somebody else has put it, in remote pixels.
    pub remote: Option<Point>,
    /// Where that is in the window, in points; `None` where it is out of sight.
    pub shown_at: Option<[f32; 2]>,
}

pub(super) struct RemotePointer;

impl Panel for RemotePointer {
    fn name(&self) -> &'static str {
        "remote-pointer"
    }

    fn claim(&self, state: &Window) -> Claim {
        let shown = state.page == Page::Desktop && state.menu == Menu::Closed && state.mouse.shown_at.is_some();
        if shown { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &Window, _commands: &mut Vec<Command>) {
        let Some([x, y]) = state.mouse.shown_at else { return };
        let palette = theme::current(context);
        let painter = context.layer_painter(LayerId::new(Order::Middle, Id::new(self.name())));
        let tip = Pos2::new(x, y);
        painter.circle_filled(tip, 13.0, palette.accent.gamma_multiply(0.25));
        let arrow: Vec<Pos2> = ARROW.iter().map(|[x, y]| tip + Vec2::new(*x, *y)).collect();
        // The arrow is not convex: its head and its tail are.
        for part in [&arrow[..4], &arrow[4..]] {
            painter.add(Shape::convex_polygon(part.to_vec(), palette.accent, Stroke::NONE));
        }
        let outline = [0, 1, 4, 5, 6, 7, 3].map(|corner| arrow[corner]);
        painter.add(Shape::closed_line(outline.to_vec(), Stroke::new(1.2, palette.on_accent)));
    }
}

/// The corners of a pointer whose tip is at the origin: four of the head, then four of the tail.
const ARROW: [[f32; 2]; 8] =
    [[0.0, 0.0], [11.6, 11.4], [4.6, 11.8], [0.0, 16.4], [6.6, 11.7], [9.6, 18.0], [6.9, 19.2], [4.0, 12.9]];

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    #[test]
    fn it_is_drawn_over_the_desktop_only_and_takes_no_input() {
        let mut state = Window { page: Page::Desktop, ..Window::new("office:1", Settings::default()) };
        assert_eq!(RemotePointer.claim(&state), Claim::Hidden);
        state.mouse.shown_at = Some([30.0, 40.0]);
        assert_eq!(RemotePointer.claim(&state), Claim::Shown);
        state.menu = Menu::Open;
        assert_eq!(RemotePointer.claim(&state), Claim::Hidden);
    }
}
