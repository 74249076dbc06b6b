//! A session that was lost and is brought back: what was pressed is forgotten, the card is kept up to date, and what the window
//! was set to stays.

use std::time::{Duration, Instant};

use winit::event_loop::ActiveEventLoop;

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::session::{Command as SessionCommand, Reconnecting, Silence, Stage};
use crate::ui::{Comeback, Menu, Page, Settings, Wait};

/// Whether this session has shown a picture before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Course {
    /// It has not.
    #[default]
    First,
    /// It has, and the window has its size since then.
    Returning,
}

impl Viewer {
    /// The connection is gone, and will be tried again after a while.
    pub(super) fn connection_lost(&mut self, event_loop: &ActiveEventLoop, news: Reconnecting) {
        let Reconnecting { attempt, delay, failure } = news;
        self.forget_capture();
        self.forget_input();
        self.tab.course = Course::Returning;
        self.tab.state.menu = Menu::Closed;
        self.tab.state.note = None;
        self.tab.state.silence = Silence::Over;
        self.forget_privacy();
        self.tab.state.settings = Settings { resizable: false, power: false, ..self.tab.state.settings };
        self.tab.shape.forget();
        self.tab.retry_at = Some(Instant::now() + delay);
        let wait = if delay.is_zero() { Wait::Attempt(Stage::Connecting) } else { Wait::Seconds(0) };
        self.show_page(Page::Reconnecting(Comeback { failure, attempt, wait }));
        self.count_down();
        self.reshape(event_loop);
    }

    /// Brings the number of seconds up to date, and sets the alarm for when it changes next.
    pub(super) fn count_down(&mut self) {
        let (now, Some(until)) = (Instant::now(), self.tab.retry_at) else { return };
        let Page::Reconnecting(comeback) = &mut self.tab.state.page else { return };
        let Wait::Seconds(shown) = &mut comeback.wait else { return };
        let left = until.saturating_duration_since(now);
        let (seconds, next) = shown_seconds(left);
        let changed = std::mem::replace(shown, seconds) != seconds;
        if let Some(next) = next {
            self.alarms.set(Alarm::Countdown, now, next);
        }
        if changed {
            self.redraw();
        }
    }

    /// How far connecting has come.
    pub(super) fn progress(&mut self, stage: Stage) {
        if let Page::Reconnecting(comeback) = &mut self.tab.state.page {
            if comeback.wait != Wait::Attempt(stage) {
                comeback.wait = Wait::Attempt(stage);
                self.alarms.cancel(Alarm::Countdown);
                self.redraw();
            }
        } else {
            self.show_page(Page::Connecting(stage));
        }
    }

    /// The user does not want to wait.
    pub(super) fn reconnect_now(&mut self) {
        self.tab.send(SessionCommand::ReconnectNow);
    }

    /// Whether the server answers.
    pub(super) fn silence(&mut self, silence: Silence) {
        self.tab.state.silence = silence;
        self.redraw();
    }
}

/// The seconds to show when so much is `left`, and how long they are right.
fn shown_seconds(left: Duration) -> (u64, Option<Duration>) {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    let whole = Duration::from_secs(seconds.saturating_sub(1));
    (seconds, (seconds > 0).then(|| left.saturating_sub(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countdown_changes_once_a_second_and_ends() {
        let milliseconds = Duration::from_millis;
        assert_eq!(shown_seconds(milliseconds(2400)), (3, Some(milliseconds(400))));
        assert_eq!(shown_seconds(milliseconds(2000)), (2, Some(milliseconds(1000))));
        assert_eq!(shown_seconds(milliseconds(1)), (1, Some(milliseconds(1))));
        assert_eq!(shown_seconds(Duration::ZERO), (0, None));
    }
}
