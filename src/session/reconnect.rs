//! Whether and when to connect again after a working session was lost. Knows no clock and casts no dice: both are told.
//!
//! The first attempt is made at once, the following ones after pauses that double from one second to thirty, each a fifth
//! longer or shorter by chance, so that the viewers of a server that restarts do not come back all in the same moment.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

use rfb::error::Protocol;
use rfb::net::Error;
use rfb::net::proxy::Refusal;
use rfb::net::transport::repeater::RepeaterFailure;
use rfb::net::transport::ssh::SshProblem;
use rfb::net::transport::web_socket::WebProblem;

/// The pause after the first attempt, and the longest one.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(30);
/// A session that lasted this long was a working one: what came before it no longer counts.
const LASTED: Duration = Duration::from_secs(10);
/// So many sessions in a row that the server closes sooner than that, and we are not wanted.
const SENT_AWAY: u32 = 2;

/// Whether a lost session is connected again by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reconnect {
    /// Never: the loss ends the session.
    #[default]
    Off,
    /// Until it works again or the user has enough.
    Always,
    /// So many attempts are made for each loss.
    Times(u32),
}

impl FromStr for Reconnect {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Reconnect::Always),
            "off" | "0" => Ok(Reconnect::Off),
            _ => {
                text.parse().map(Reconnect::Times).map_err(|_| "expected `auto`, `off`, or a number of attempts".into())
            }
        }
    }
}

impl fmt::Display for Reconnect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reconnect::Off => f.write_str("off"),
            Reconnect::Always => f.write_str("auto"),
            Reconnect::Times(times) => write!(f, "{times}"),
        }
    }
}

/// How a connection was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// The server closed it.
    Closed,
    /// The network, or silence.
    Broken,
}

impl Loss {
    /// What kind of loss an error is; `None` where it is none, so that another attempt would end the same way.
    pub(super) fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Io { .. }
            | Error::Timeout { .. }
            | Error::Unreachable { .. }
            | Error::Repeater(RepeaterFailure::Closed | RepeaterFailure::NotPassedOn) => Some(Loss::Broken),
            Error::Client(rfb::Error::Protocol(Protocol::Closed { .. })) => Some(Loss::Closed),
            Error::Client(_) | Error::NotTrusted | Error::Repeater(RepeaterFailure::NotARepeater(_)) => None,
            Error::Ssh(failure) => of_ssh(&failure.problem),
            Error::Proxy(failure) => of_proxy(&failure.refusal),
            Error::Web(failure) => of_web(&failure.problem),
        }
    }
}

fn of_ssh(problem: &SshProblem) -> Option<Loss> {
    match problem {
        SshProblem::Unresolved(_)
        | SshProblem::Unreachable(_)
        | SshProblem::NothingListens(_)
        | SshProblem::Broken(_)
        | SshProblem::Other(_) => Some(Loss::Broken),
        SshProblem::Missing
        | SshProblem::NotStarted(_)
        | SshProblem::HostKeyChanged
        | SshProblem::HostKeyUnknown
        | SshProblem::PermissionDenied(_)
        | SshProblem::ForwardingForbidden(_) => None,
    }
}

fn of_proxy(refusal: &Refusal) -> Option<Loss> {
    match refusal {
        Refusal::Unreachable | Refusal::ConnectionRefused => Some(Loss::Broken),
        Refusal::Code(code) => is_passing(*code).then_some(Loss::Broken),
        Refusal::CredentialsNeeded
        | Refusal::CredentialsRefused
        | Refusal::Forbidden
        | Refusal::NameTooLong
        | Refusal::NotAProxy(_)
        | Refusal::Malformed(_) => None,
    }
}

fn of_web(problem: &WebProblem) -> Option<Loss> {
    match problem {
        WebProblem::Status { status, .. } => is_passing(*status).then_some(Loss::Broken),
        WebProblem::Closed { .. } => Some(Loss::Closed),
        WebProblem::NotWeb(_) | WebProblem::Malformed(_) | WebProblem::Subprotocol(_) | WebProblem::Frame(_) => None,
    }
}

/// What web servers say while what is behind them restarts.
fn is_passing(status: u16) -> bool {
    matches!(status, 502..=504)
}

/// What to do about a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Make this attempt, counted from 1, after a pause.
    Again { attempt: u32, delay: Duration },
    /// All attempts that were allowed have been made.
    Exhausted { attempts: u32 },
    /// The server closes every session soon after it was opened.
    NotWanted,
    /// There is nothing to come back to.
    Stop,
}

/// What was tried so far.
#[derive(Debug)]
pub(super) struct Persistence {
    policy: Reconnect,
    /// Whether there ever was a session.
    worked: bool,
    /// When the session at hand opened.
    opened: Option<Instant>,
    /// Attempts since the last session that lasted.
    attempts: u32,
    /// Sessions in a row that the server closed soon after an attempt had opened them.
    sent_away: u32,
}

impl Persistence {
    pub(super) fn new(policy: Reconnect) -> Self {
        Self { policy, worked: false, opened: None, attempts: 0, sent_away: 0 }
    }

    /// A session shows its first picture.
    pub(super) fn opened(&mut self, now: Instant) {
        (self.worked, self.opened) = (true, Some(now));
    }

    /// Whether there is a session now.
    pub(super) fn is_open(&self) -> bool {
        self.opened.is_some()
    }

    /// The connection, or an attempt at one, has failed. `chance` is any number.
    pub(super) fn lost(&mut self, loss: Loss, now: Instant, chance: u64) -> Verdict {
        match self.opened.take() {
            Some(opened) if now.saturating_duration_since(opened) >= LASTED => (self.attempts, self.sent_away) = (0, 0),
            Some(_) if self.attempts > 0 && loss == Loss::Closed => self.sent_away += 1,
            Some(_) | None => {}
        }
        if !self.worked {
            return Verdict::Stop;
        }
        if self.sent_away >= SENT_AWAY {
            return Verdict::NotWanted;
        }
        match self.policy {
            Reconnect::Off => return Verdict::Stop,
            Reconnect::Times(times) if self.attempts >= times => return Verdict::Exhausted { attempts: self.attempts },
            Reconnect::Times(_) | Reconnect::Always => {}
        }
        let delay = pause(self.attempts, chance);
        self.attempts = self.attempts.saturating_add(1);
        Verdict::Again { attempt: self.attempts, delay }
    }
}

/// How long to wait after so many attempts in vain.
fn pause(attempts: u32, chance: u64) -> Duration {
    let Some(doublings) = attempts.checked_sub(1) else { return Duration::ZERO };
    let pause = SHORTEST.saturating_mul(1 << doublings.min(16)).min(LONGEST);
    let per_mille = 800 + (chance % 401) as u32;
    pause * per_mille / 1000
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    const fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    /// One after an hour of work.
    fn after_work(policy: Reconnect, now: Instant) -> Persistence {
        let mut persistence = Persistence::new(policy);
        persistence.opened(now.checked_sub(seconds(60)).unwrap_or(now));
        persistence
    }

    #[test]
    fn pauses_double_from_none_to_half_a_minute() {
        let now = Instant::now() + seconds(60);
        let mut persistence = after_work(Reconnect::Always, now);
        // In the middle of what chance may do.
        let delays: Vec<u64> = (1..=8)
            .map(|attempt| match persistence.lost(Loss::Broken, now, 200) {
                Verdict::Again { attempt: counted, delay } => {
                    assert_eq!(counted, attempt);
                    delay.as_secs()
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(delays, [0, 1, 2, 4, 8, 16, 30, 30]);
        assert!(!persistence.is_open());
    }

    #[test]
    fn chance_moves_a_pause_by_a_fifth_at_most_and_spreads_it() {
        let pauses: Vec<Duration> = (0..2000).map(|chance| pause(4, chance * 7919)).collect();
        let (shortest, longest) = (pauses.iter().min().copied(), pauses.iter().max().copied());
        assert_eq!((shortest, longest), (Some(Duration::from_millis(6400)), Some(Duration::from_millis(9600))));
        assert_eq!(pause(0, 12345), Duration::ZERO);
        assert!(pause(u32::MAX, u64::MAX) <= seconds(36));
    }

    #[test]
    fn what_never_worked_is_not_brought_back() {
        let mut persistence = Persistence::new(Reconnect::Always);
        assert_eq!(persistence.lost(Loss::Broken, Instant::now(), 0), Verdict::Stop);
    }

    #[test]
    fn as_many_attempts_are_made_as_were_allowed_and_anew_after_a_session_that_lasted() {
        let mut now = Instant::now() + seconds(60);
        let mut persistence = after_work(Reconnect::Times(2), now);
        for _ in 0..3 {
            for attempt in 1..=2 {
                let verdict = persistence.lost(Loss::Broken, now, 0);
                assert!(
                    matches!(verdict, Verdict::Again { attempt: counted, .. } if counted == attempt),
                    "{verdict:?}"
                );
            }
            assert_eq!(persistence.lost(Loss::Broken, now, 0), Verdict::Exhausted { attempts: 2 });
            persistence.opened(now);
            now += LASTED;
        }
        assert_eq!(after_work(Reconnect::Off, now).lost(Loss::Closed, now, 0), Verdict::Stop);
    }

    #[test]
    fn a_server_that_closes_what_was_just_opened_is_left_alone_after_the_second_time() {
        let mut now = Instant::now() + seconds(60);
        let mut persistence = after_work(Reconnect::Always, now);
        let mut verdicts = Vec::new();
        for _ in 0..3 {
            verdicts.push(persistence.lost(Loss::Closed, now, 0));
            persistence.opened(now);
            now += seconds(2);
        }
        assert!(
            matches!(verdicts[..], [Verdict::Again { .. }, Verdict::Again { .. }, Verdict::NotWanted]),
            "{verdicts:?}"
        );
    }

    #[test]
    fn a_bad_network_is_not_taken_for_a_server_that_does_not_want_us() {
        let mut now = Instant::now() + seconds(60);
        let mut persistence = after_work(Reconnect::Always, now);
        for _ in 0..20 {
            assert!(matches!(persistence.lost(Loss::Broken, now, 0), Verdict::Again { .. }));
            persistence.opened(now);
            now += seconds(2);
        }
        // Neither is one whose sessions last.
        for _ in 0..20 {
            assert!(matches!(persistence.lost(Loss::Closed, now, 0), Verdict::Again { .. }));
            persistence.opened(now);
            now += LASTED;
        }
    }

    #[test]
    fn refusals_and_broken_rules_are_no_losses() {
        let io = |kind: io::ErrorKind| Error::Io { doing: rfb::net::Doing::Connect, source: kind.into() };
        for kind in [io::ErrorKind::ConnectionRefused, io::ErrorKind::NetworkUnreachable, io::ErrorKind::TimedOut] {
            assert_eq!(Loss::of(&io(kind)), Some(Loss::Broken));
        }
        let client = |error: rfb::Error| Loss::of(&Error::Client(error));
        assert_eq!(client(Protocol::Closed { awaiting: "the protocol version" }.into()), Some(Loss::Closed));
        assert_eq!(client(Protocol::UnknownMessage { number: 77 }.into()), None);
        assert_eq!(client(rfb::Error::Refused { reason: "Too many security failures".into() }), None);
        assert_eq!(client(rfb::Error::Authentication { reason: String::new() }), None);
    }

    #[test]
    fn the_option_is_read_as_it_is_printed() {
        for reconnect in [Reconnect::Off, Reconnect::Always, Reconnect::Times(5)] {
            assert_eq!(reconnect.to_string().parse(), Ok(reconnect));
        }
        assert_eq!("0".parse(), Ok(Reconnect::Off));
        for text in ["", "yes", "-1", "1.5", "99999999999"] {
            assert!(text.parse::<Reconnect>().is_err(), "{text}");
        }
    }
}
