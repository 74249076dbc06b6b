//! The last lines of the log, kept in memory to be read in the window: what `-v` would have said, whatever was asked for on the
//! command line. So many and no more, and each of limited length.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// So many lines are kept, and so many bytes of each.
const LINES: usize = 1000;
const LENGTH: usize = 600;

static JOURNAL: Journal = Journal { lines: Mutex::new(VecDeque::new()), total: AtomicU64::new(0) };

/// The log of this program, as far back as it is kept.
pub fn journal() -> &'static Journal {
    &JOURNAL
}

/// The last lines of a log.
#[derive(Debug, Default)]
pub struct Journal {
    lines: Mutex<VecDeque<Line>>,
    total: AtomicU64,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How long the program ran when it was said.
    pub at: Duration,
    /// How much it matters.
    pub level: Level,
    /// What was said: one line without control characters.
    pub text: Arc<str>,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It did not work.
    Error,
    /// It is odd.
    Warning,
    /// It happened.
    Info,
    /// It helps to find faults.
    Detail,
}

impl Journal {
    /// How many lines were ever written: whether there is something new.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Acquire)
    }

    /// The lines that are kept, oldest first.
    pub fn lines(&self) -> Arc<[Line]> {
        self.lines.lock().iter().cloned().collect()
    }

    /// The same as text.
    pub fn as_text(&self) -> String {
        self.lines.lock().iter().fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "{line}");
            text
        })
    }

    fn push(&self, line: Line) {
        let mut lines = self.lines.lock();
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(line);
        self.total.fetch_add(1, Ordering::Release);
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
            Level::Detail => "detail",
        };
        write!(f, "{:9.3} {level:7} {}", self.at.as_secs_f64(), self.text)
    }
}

/// What keeps the lines: a layer of the log.
pub fn keeper<S: Subscriber + for<'a> LookupSpan<'a>>() -> impl Layer<S> {
    // What a library has to say is kept where it is a fault.
    let ours = ["farview", "rfb", "server"].map(|target| (target, LevelFilter::INFO));
    let filter = Targets::new().with_targets(ours).with_default(LevelFilter::ERROR);
    Keeper { journal: &JOURNAL, since: Instant::now() }.with_filter(filter)
}

struct Keeper {
    journal: &'static Journal,
    since: Instant,
}

impl<S: Subscriber> Layer<S> for Keeper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        let level = match *event.metadata().level() {
            tracing::Level::ERROR => Level::Error,
            tracing::Level::WARN => Level::Warning,
            tracing::Level::INFO => Level::Info,
            tracing::Level::DEBUG | tracing::Level::TRACE => Level::Detail,
        };
        self.journal.push(Line { at: self.since.elapsed(), level, text: text.finished() });
    }
}

/// A line while it is written: what was said first, then its fields.
#[derive(Default)]
struct Text {
    said: String,
    fields: String,
}

impl Text {
    fn finished(self) -> Arc<str> {
        let mut text = self.said + &self.fields;
        if text.len() > LENGTH {
            let end = (0..=LENGTH).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            text.truncate(end);
            text.push('…');
        }
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>().into()
    }
}

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        // A value that is longer than a line is not copied whole first.
        let end = (0..=LENGTH.min(value.len())).rev().find(|end| value.is_char_boundary(*end)).unwrap_or(0);
        self.record_debug(field, &format_args!("{}", value.get(..end).unwrap_or_default()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.said, "{value:?}"),
            name => write!(self.fields, "  {name}={value:?}"),
        };
    }
}

/// Lines to be looked at.
#[cfg(test)]
pub(crate) fn examples() -> Arc<[Line]> {
    let said = [
        (Level::Info, "connected  address=office.example.com::5901"),
        (Level::Info, "security type chosen  security_type=VeNCrypt X509Plain"),
        (Level::Info, "session open  size=1920x1080  name=alice's desktop"),
        (Level::Warning, "the server did not change the desktop's size  size=958x611  status=Prohibited"),
        (Level::Error, "the clipboard was not set  error=the clipboard is occupied"),
        (Level::Detail, "refining  rectangles=12"),
    ];
    let line = |(step, (level, text)): (u32, (Level, &str))| {
        let at = Duration::from_millis(1370) * step;
        Line { at, level, text: text.into() }
    };
    (0..60).zip(said.into_iter().cycle()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    fn kept(say: impl FnOnce()) -> Vec<String> {
        let journal: &'static Journal = Box::leak(Box::default());
        let subscriber = tracing_subscriber::registry().with(Keeper { journal, since: Instant::now() });
        tracing::subscriber::with_default(subscriber, say);
        journal.lines().iter().map(|line| line.text.to_string()).collect()
    }

    #[test]
    fn what_was_said_comes_before_its_fields() {
        let kept = kept(|| tracing::info!(server = "office:1", size = ?(4, 3), "session open"));
        assert_eq!(kept, ["session open  server=office:1  size=(4, 3)"]);
    }

    #[test]
    fn a_line_is_one_line_of_limited_length() {
        let name = "ä\n\u{7}".repeat(4096);
        let kept = kept(|| tracing::warn!(name, "a name"));
        assert!(kept[0].len() <= LENGTH + 3 && !kept[0].chars().any(char::is_control), "{kept:?}");
    }

    #[test]
    fn the_oldest_lines_go_first() {
        let kept = kept(|| (0..LINES + 7).for_each(|number| tracing::info!("{number}")));
        assert_eq!((kept.len(), kept[0].as_str()), (LINES, "7"));
    }
}
