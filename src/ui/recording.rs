//! A red dot in the corner of the window while what it shows is being recorded. It takes no input and stands still.

use egui::{Context, Id, LayerId, Order, Stroke, Vec2};

use super::{Claim, Command as UiCommand, Page, Panel, height_above_picture, theme};

/// Whether what the window shows is being recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// It is not.
    #[default]
    Off,
    /// It is.
    On,
}

/// What is asked of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Begin one, or end the one that is being made.
    Toggle,
}

/// How far the middle of the dot is from both edges, and how far its own edge.
const PLACE: f32 = 17.0;
const RADIUS: f32 = 5.5;

pub(super) struct Dot;

impl Panel for Dot {
    fn name(&self) -> &'static str {
        "recording"
    }

    fn claim(&self, state: &super::State) -> Claim {
        let has_picture = matches!(state.page, Page::Desktop | Page::Lost(_) | Page::Reconnecting(_));
        if has_picture && state.recording == State::On { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &super::State, _commands: &mut Vec<UiCommand>) {
        let palette = theme::current(context);
        let middle = context.content_rect().right_top() + Vec2::new(-PLACE, height_above_picture(state) + PLACE);
        // Not an area: those take the mouse.
        let painter = context.layer_painter(LayerId::new(Order::Foreground, Id::new(self.name())));
        painter.circle(middle, RADIUS + 3.5, palette.card, Stroke::new(1.0, palette.edge));
        painter.circle_filled(middle, RADIUS, palette.record);
    }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::super::{Menu, Panels, State as UiState};
    use super::*;

    #[test]
    fn the_dot_is_there_while_it_records_and_takes_nothing() {
        let panels = Panels::new();
        let mut state = UiState { recording: State::On, ..session(LEVELS[3]) };
        assert_eq!(panels.claim(&state), Claim::Shown);
        assert_eq!(Dot.claim(&state), Claim::Shown);
        state.menu = Menu::Open;
        assert_eq!(Dot.claim(&state), Claim::Shown, "behind the menu too");
        state.recording = State::Off;
        assert_eq!(Dot.claim(&state), Claim::Hidden);
    }
}
