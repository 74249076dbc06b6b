//! Playing a recording in the window: its time line comes with the mouse and goes while it plays and nobody moves that.

use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::session::{Command as SessionCommand, Control, Motion, Playback};
use crate::ui::player::{Presence, State};

/// So long the time line stays after the mouse has moved.
const STAY: Duration = Duration::from_millis(2500);

impl Viewer {
    /// The player tells how it stands.
    pub(super) fn playback_told(&mut self, playback: Playback) {
        let before = self.tab.state.player;
        let presence = before.unwrap_or_default().presence;
        self.tab.state.player = Some(State { playback, presence });
        if before.is_none_or(|before| before.playback.motion != playback.motion) {
            self.show_time_line();
        }
        if presence == Presence::Shown {
            self.redraw();
        }
    }

    /// Does what was asked of the player.
    pub(super) fn perform_player(&mut self, control: Control) {
        self.tab.send(SessionCommand::Playback(control));
        self.show_time_line();
    }

    /// The mouse has moved, or something happened that is to be seen: the time line comes, and stays for a while.
    pub(super) fn show_time_line(&mut self) {
        let Some(player) = &mut self.tab.state.player else { return };
        let was_away = player.presence == Presence::Away;
        player.presence = Presence::Shown;
        self.alarms.set(Alarm::TimeLine, Instant::now(), STAY);
        if was_away {
            self.redraw();
        }
    }

    /// The time line has been there for long enough.
    pub(super) fn hide_time_line(&mut self) {
        let is_used = self.is_mouse_on_panel();
        let Some(player) = &mut self.tab.state.player else { return };
        if player.playback.motion != Motion::Playing {
            return;
        }
        if is_used {
            self.alarms.set(Alarm::TimeLine, Instant::now(), STAY);
        } else {
            player.presence = Presence::Away;
            self.redraw();
        }
    }
}
