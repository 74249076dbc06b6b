//! A short message at the top of the window for as long as the server does not answer. It takes no input: what is typed is on its
//! way, and may arrive yet.

use egui::Context;

use super::{Claim, Command, Page, Panel, Silence, State, note};
use crate::text::text;

pub(super) struct SilenceNote;

impl Panel for SilenceNote {
    fn name(&self) -> &'static str {
        "silence"
    }

    fn claim(&self, state: &State) -> Claim {
        // A note takes its place for a while.
        let is_due = state.page == Page::Desktop && state.silence == Silence::Silent && state.note.is_none();
        if is_due { Claim::Shown } else { Claim::Hidden }
    }

    fn show(&mut self, context: &Context, state: &State, _commands: &mut Vec<Command>) {
        note::show(context, state, self.name(), &text!("window-silent"));
    }
}
