//! Recording what the window shows, as far as the window has a part in it: the session records by itself.

use super::screenshot;
use super::viewer::Viewer;
use crate::config::videos;
use crate::session::{Command as SessionCommand, Record, Recording};
use crate::text::text;
use crate::ui::Page;
use crate::ui::recording::{Command, State};

impl Viewer {
    /// Does what was asked of the recording.
    pub(super) fn perform_recording(&mut self, command: Command) {
        match (command, self.tab.state.recording) {
            (Command::Toggle, State::On) => self.tab.send(SessionCommand::Record(Record::Stop)),
            // A recording that is played is one already.
            (Command::Toggle, State::Off)
                if self.tab.state.player.is_none() && self.tab.state.page == Page::Desktop =>
            {
                let file = format!("{}.fbs", screenshot::name(&self.tab.state.server));
                self.tab.send(SessionCommand::Record(Record::Start(videos().join(file))));
            }
            (Command::Toggle, State::Off) => {}
        }
    }

    /// The session tells what came of a recording.
    pub(super) fn recording_told(&mut self, news: Recording) {
        self.tab.state.recording = State::Off;
        match news {
            Recording::Started => {
                self.tab.state.recording = State::On;
                self.note(text!("recording-started"));
            }
            Recording::Saved(path) => self.note(text!("recording-saved", file = screenshot::shown(&path))),
            Recording::Empty => self.note(text!("recording-empty")),
            Recording::Failed(failure) => self.note(text!("recording-failed", why = failure.why)),
        }
        self.redraw();
    }
}
