//! The numbers of the session and its log, brought up to date while they are shown and only then.

use std::time::{Duration, Instant};

use super::alarm::Alarm;
use super::viewer::Viewer;
use crate::journal::journal;
use crate::text::text;
use crate::ui::Page;
use crate::ui::statistics::{Changed, Command, Frames, History, LogKeys};

/// How often they are brought up to date.
const STEP: Duration = Duration::from_millis(500);
/// An answer that takes longer is none.
const ANSWER: Duration = Duration::from_secs(2);

/// Counts what drawing takes.
#[derive(Debug, Default)]
pub(super) struct Meter {
    frames: Frames,
    /// When a key or button was sent for which no picture has come yet.
    asked: Option<Instant>,
    /// When the numbers were looked at last.
    looked: Option<Instant>,
    /// How much of the log is shown.
    told: u64,
}

impl Meter {
    /// Changed pixels were handed over since `begun`.
    pub(super) fn uploaded(&mut self, begun: Instant) {
        self.frames.upload += begun.elapsed();
    }

    /// A frame was drawn since `begun`, with something new of the remote desktop or not.
    pub(super) fn presented(&mut self, begun: Instant, news: News) {
        self.frames.drawn += 1;
        self.frames.present += begun.elapsed();
        if news == News::Picture
            && let Some(took) = self.asked.take().map(|asked| asked.elapsed())
            && took < ANSWER
        {
            self.frames.answers.0 += 1;
            self.frames.answers.1 += took;
        }
    }

    /// A key or a button was sent.
    pub(super) fn asked(&mut self) {
        let now = Instant::now();
        if self.asked.is_none_or(|asked| now.saturating_duration_since(asked) >= ANSWER) {
            self.asked = Some(now);
        }
    }
}

/// What a frame shows that the one before did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum News {
    /// Pixels of the remote desktop.
    Picture,
    /// Panels alone.
    Nothing,
}

impl Viewer {
    /// Does what was asked for.
    pub(super) fn perform_statistics(&mut self, command: Command) {
        match command {
            Command::ToggleNumbers => self.toggle_numbers(),
            Command::ToggleLog => {
                let shown = self.tab.state.statistics.log.take().is_some();
                self.tab.state.statistics.log = (!shown).then(|| journal().lines());
                self.leave_log();
            }
            Command::CopyLog => self.copy_log(journal().as_text()),
            Command::CopyLines(text) => self.copy_log(text),
            Command::FindInLog if self.tab.state.statistics.log_keys == LogKeys::Log => self.leave_log(),
            Command::FindInLog | Command::EnterLog => self.enter_log(),
            Command::LeaveLog => self.leave_log(),
        }
        self.keep_statistics();
        self.redraw();
    }

    fn copy_log(&mut self, text: String) {
        self.clipboard.write(text);
        self.note(text!("statistics-log-copied"));
    }

    /// Gives the log the keyboard, as long as it is shown.
    fn enter_log(&mut self) {
        if self.tab.state.page == Page::Desktop {
            self.free_mouse();
            self.release_input();
            let shown = &mut self.tab.state.statistics;
            shown.log.get_or_insert_with(|| journal().lines());
            shown.log_keys = LogKeys::Log;
        }
    }

    fn leave_log(&mut self) {
        self.tab.state.statistics.log_keys = LogKeys::Remote;
        self.capture_mouse();
    }

    fn toggle_numbers(&mut self) {
        if self.tab.state.statistics.history.take().is_some() {
            return;
        }
        let now = self.tab.session.as_ref().map(|session| session.statistics()).unwrap_or_default();
        let Some(view) = &mut self.view else { return };
        view.meter.looked = Some(Instant::now());
        self.tab.state.statistics.history = Some(Box::new(History::new(now, view.meter.frames)));
    }

    /// A key or a button was sent: how long does it take until something is to be seen?
    pub(super) fn measure_answer(&mut self) {
        if let Some(view) = &mut self.view {
            view.meter.asked();
        }
    }

    /// Has them brought up to date as long as one of them is shown.
    pub(super) fn keep_statistics(&mut self) {
        let shown = &self.tab.state.statistics;
        if shown.history.is_some() || shown.log.is_some() {
            self.alarms.set_earliest(Alarm::Statistics, Instant::now(), STEP);
        } else {
            self.alarms.cancel(Alarm::Statistics);
        }
    }

    /// It is time to bring them up to date. Where nothing has changed nothing is drawn.
    pub(super) fn update_statistics(&mut self) {
        let now = Instant::now();
        let session = self.tab.session.as_ref().map(|session| session.statistics()).unwrap_or_default();
        let Some(view) = &mut self.view else { return };
        let (meter, shown) = (&mut view.meter, &mut self.tab.state.statistics);
        let mut changed = Changed::No;
        if let Some(history) = &mut shown.history {
            let looked = meter.looked.replace(now).unwrap_or(now);
            changed = history.add(session, meter.frames, now.saturating_duration_since(looked));
        }
        let total = journal().total();
        if shown.log.is_some() && total != meter.told {
            meter.told = total;
            shown.log = Some(journal().lines());
            changed = Changed::Yes;
        }
        if changed == Changed::Yes {
            self.redraw();
        }
        self.keep_statistics();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_picture_answers_and_only_the_first_question_counts() {
        let (mut meter, begun) = (Meter::default(), Instant::now());
        meter.asked();
        let first = meter.asked;
        meter.asked();
        assert_eq!(meter.asked, first);
        meter.presented(begun, News::Nothing);
        assert_eq!(meter.frames.answers.0, 0);
        meter.presented(begun, News::Picture);
        meter.presented(begun, News::Picture);
        assert_eq!((meter.frames.answers.0, meter.frames.drawn), (1, 3));
    }
}
