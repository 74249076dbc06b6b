//! Whether the server is still there, by what was heard of it. Knows no clock: times are told.
//!
//! The kernel watches a direct connection by itself (see `rfb::net::keep_alive`) and costs nothing. Here is what it cannot see: a
//! server that hangs, and a connection that is relayed, by an SSH or a web server for example, which goes on answering
//! for one that is gone. A server that has nothing to say is silent by right, so that silence alone means nothing: it is
//! asked something that it must answer, and any byte is an answer.

use std::time::{Duration, Instant, SystemTime};

use rfb::net::Reach;

/// After so much silence a server that has fences is asked.
const FENCE_REST: Duration = Duration::from_secs(15);
/// The same over a relay, where nothing else would tell.
const RELAYED_FENCE_REST: Duration = Duration::from_secs(10);
/// A server without fences is asked for a pixel, which it must encode, and only where nothing else would tell.
const RELAYED_PIXEL_REST: Duration = Duration::from_secs(30);
/// What the user does is mostly answered by something to see. If not, the server is asked after so long.
const FENCE_UNANSWERED: Duration = Duration::from_secs(1);
const PIXEL_UNANSWERED: Duration = Duration::from_secs(4);
/// When the user is told that no answer comes.
const DOUBT: Duration = Duration::from_secs(3);
/// When the connection is given up. Servers that are busy, or whose machine changes its screen, take long at times.
const PATIENCE: Duration = Duration::from_secs(30);
const RELAYED_PATIENCE: Duration = Duration::from_secs(20);
/// The same after the computer has slept: then it is likelier that nobody is there.
const PATIENCE_AFTER_SLEEP: Duration = Duration::from_secs(10);
/// A clock that is so much ahead of the other, or a beat that comes so late, means that the computer has slept.
const SLEPT: Duration = Duration::from_secs(8);

/// What a server can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// A fence, which costs next to nothing.
    Fence,
    /// A pixel that need not have changed.
    Pixel,
}

/// Who would notice that the other end is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wire {
    /// The kernel: both ends of the connection are the programs that talk.
    Direct,
    /// Nobody: somebody in between passes bytes on, or may do so.
    Relayed,
}

/// The time by both clocks. The first may stand still while the computer sleeps, the second does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Now {
    pub monotonic: Instant,
    pub wall: SystemTime,
}

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beat {
    /// Nothing.
    Rest,
    /// Ask the server.
    Ask,
    /// Say that it does not answer.
    Doubt,
    /// Give the connection up after so much silence.
    GiveUp(Duration),
}

/// What was heard and asked.
#[derive(Debug)]
pub(super) struct Pulse {
    wire: Wire,
    question: Question,
    /// When a byte came last.
    heard: Instant,
    /// When the user did something first after that.
    acted: Option<Instant>,
    /// When the question that nobody answered was asked, and what patience there is with it.
    asked: Option<(Instant, Duration)>,
    is_doubtful: bool,
    seen: Now,
}

impl Now {
    /// By the clocks of this computer.
    pub(super) fn read() -> Self {
        Self { monotonic: tokio::time::Instant::now().into_std(), wall: SystemTime::now() }
    }
}

impl Wire {
    /// By what is known of the way to the server. What listens on this computer may be the end of a tunnel.
    pub(super) fn of(reach: &Reach) -> Self {
        match reach {
            Reach::PrivateNetwork(_) | Reach::Public(_) => Wire::Direct,
            Reach::Loopback | Reach::UnixSocket | Reach::Ssh | Reach::EncryptedWeb(_) | Reach::Unknown => Wire::Relayed,
        }
    }
}

impl Pulse {
    pub(super) fn new(wire: Wire, now: Now) -> Self {
        let (heard, seen, question) = (now.monotonic, now, Question::Pixel);
        Self { wire, question, heard, acted: None, asked: None, is_doubtful: false, seen }
    }

    /// The server answers fences.
    pub(super) fn has_fences(&mut self) {
        self.question = Question::Fence;
    }

    /// What to ask.
    pub(super) fn question(&self) -> Question {
        self.question
    }

    /// Whether the user was told that no answer comes.
    pub(super) fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// When bytes came last. Returns whether that takes a doubt back.
    pub(super) fn heard(&mut self, last: Instant) -> bool {
        if last <= self.heard {
            return false;
        }
        self.heard = last;
        self.acted = self.acted.filter(|acted| *acted > last);
        self.asked = self.asked.filter(|(asked, _)| *asked > last);
        self.asked.is_none() && std::mem::take(&mut self.is_doubtful)
    }

    /// The user did something that was sent.
    pub(super) fn acted(&mut self, now: Now) {
        self.acted.get_or_insert(now.monotonic);
    }

    /// When to [`Pulse::beat`] next.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self.asked {
            Some((asked, patience)) if self.is_doubtful => Some(asked + patience),
            Some((asked, _)) => Some(asked + DOUBT),
            None => self.next_question(),
        }
    }

    /// Looks at the clocks.
    pub(super) fn beat(&mut self, now: Now) -> Beat {
        if self.has_slept(now) {
            // What was asked before may never have left this computer.
            self.asked = Some((now.monotonic, PATIENCE_AFTER_SLEEP));
            return Beat::Ask;
        }
        let now = now.monotonic;
        match self.asked {
            None if self.next_question().is_some_and(|due| due <= now) => {
                let patience = match self.wire {
                    Wire::Direct => PATIENCE,
                    Wire::Relayed => RELAYED_PATIENCE,
                };
                self.asked = Some((now, patience));
                Beat::Ask
            }
            Some((asked, patience)) if now >= asked + patience => {
                Beat::GiveUp(now.saturating_duration_since(self.heard))
            }
            Some((asked, _)) if !self.is_doubtful && now >= asked + DOUBT => {
                self.is_doubtful = true;
                Beat::Doubt
            }
            None | Some(_) => Beat::Rest,
        }
    }

    fn next_question(&self) -> Option<Instant> {
        let unanswered = match self.question {
            Question::Fence => FENCE_UNANSWERED,
            Question::Pixel => PIXEL_UNANSWERED,
        };
        let rest = match (self.question, self.wire) {
            (Question::Fence, Wire::Direct) => Some(FENCE_REST),
            (Question::Fence, Wire::Relayed) => Some(RELAYED_FENCE_REST),
            (Question::Pixel, Wire::Direct) => None,
            (Question::Pixel, Wire::Relayed) => Some(RELAYED_PIXEL_REST),
        };
        let acted = self.acted.map(|acted| acted + unanswered);
        [acted, rest.map(|rest| self.heard + rest)].into_iter().flatten().min()
    }

    /// Whether the computer slept since the last look.
    fn has_slept(&mut self, now: Now) -> bool {
        let due = self.deadline();
        let before = std::mem::replace(&mut self.seen, now);
        let passed = now.wall.duration_since(before.wall).unwrap_or_default();
        let awake = now.monotonic.saturating_duration_since(before.monotonic);
        passed.saturating_sub(awake) >= SLEPT || due.is_some_and(|due| now.monotonic >= due + SLEPT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clocks that tests can set.
    #[derive(Clone, Copy)]
    struct Clocks {
        start: Now,
        awake: Duration,
        asleep: Duration,
    }

    impl Clocks {
        fn new() -> Self {
            Self { start: Now::read(), awake: Duration::ZERO, asleep: Duration::ZERO }
        }

        fn now(&self) -> Now {
            let Now { monotonic, wall } = self.start;
            Now { monotonic: monotonic + self.awake, wall: wall + self.awake + self.asleep }
        }

        /// Beats when it is due, for so long, and returns what came of it with the seconds at which it did.
        fn run(&mut self, pulse: &mut Pulse, length: Duration) -> Vec<(u64, Beat)> {
            let (end, mut beats) = (self.awake + length, Vec::new());
            while let Some(due) = pulse.deadline().filter(|due| *due <= self.start.monotonic + end) {
                self.awake = self.awake.max(due.saturating_duration_since(self.start.monotonic));
                let beat = pulse.beat(self.now());
                beats.push((self.awake.as_secs(), beat));
                assert!(beats.len() < 100, "it beats without end: {beats:?}");
                if matches!(beat, Beat::GiveUp(_)) {
                    return beats;
                }
            }
            self.awake = end;
            beats
        }

        /// A byte comes a moment later.
        fn hear(&mut self, pulse: &mut Pulse) -> bool {
            self.awake += Duration::from_millis(1);
            pulse.heard(self.now().monotonic)
        }
    }

    const fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    fn fenced(wire: Wire) -> (Clocks, Pulse) {
        let clocks = Clocks::new();
        let mut pulse = Pulse::new(wire, clocks.now());
        pulse.has_fences();
        (clocks, pulse)
    }

    #[test]
    fn a_silent_server_without_fences_is_left_in_peace() {
        let mut clocks = Clocks::new();
        let mut pulse = Pulse::new(Wire::Direct, clocks.now());
        assert_eq!(pulse.deadline(), None, "nothing is to wake the session up");
        assert_eq!(clocks.run(&mut pulse, seconds(3600)), []);
    }

    #[test]
    fn a_server_with_fences_is_asked_now_and_then_and_an_answer_is_enough() {
        let (mut clocks, mut pulse) = fenced(Wire::Direct);
        for round in 1..=3 {
            assert_eq!(clocks.run(&mut pulse, seconds(15)), [(15 * round, Beat::Ask)]);
            assert!(!clocks.hear(&mut pulse), "there was no doubt");
        }
    }

    #[test]
    fn a_server_that_does_not_answer_is_doubted_and_then_given_up() {
        for (wire, first, patience) in [(Wire::Direct, 15, 30), (Wire::Relayed, 10, 20)] {
            let (mut clocks, mut pulse) = fenced(wire);
            let beats = clocks.run(&mut pulse, seconds(3600));
            let gave_up = (first + patience, Beat::GiveUp(seconds(first + patience)));
            assert_eq!(beats, [(first, Beat::Ask), (first + 3, Beat::Doubt), gave_up]);
        }
    }

    #[test]
    fn what_the_user_does_brings_the_question_forward() {
        for (question, asked) in [(Question::Fence, 3), (Question::Pixel, 6)] {
            let mut clocks = Clocks::new();
            let mut pulse = Pulse::new(Wire::Direct, clocks.now());
            if question == Question::Fence {
                pulse.has_fences();
            }
            assert_eq!(clocks.run(&mut pulse, seconds(2)), []);
            pulse.acted(clocks.now());
            clocks.awake += Duration::from_millis(500);
            // More of it does not put the question off.
            pulse.acted(clocks.now());
            assert_eq!(clocks.run(&mut pulse, seconds(8)), [(asked, Beat::Ask), (asked + 3, Beat::Doubt)]);
            assert!(clocks.hear(&mut pulse), "the doubt is taken back");
            assert!(!clocks.hear(&mut pulse), "once");
        }
    }

    #[test]
    fn what_came_before_the_question_does_not_answer_it() {
        let (mut clocks, mut pulse) = fenced(Wire::Direct);
        clocks.awake += seconds(4);
        let before = clocks.now().monotonic;
        clocks.awake += seconds(1);
        pulse.acted(clocks.now());
        assert_eq!(clocks.run(&mut pulse, seconds(5)), [(6, Beat::Ask), (9, Beat::Doubt)]);
        assert!(!pulse.heard(before));
        assert!(pulse.is_doubtful());
    }

    #[test]
    fn a_server_that_goes_on_sending_is_never_asked() {
        let (mut clocks, mut pulse) = fenced(Wire::Relayed);
        for _ in 0..100 {
            pulse.acted(clocks.now());
            assert_eq!(clocks.run(&mut pulse, Duration::from_millis(900)), []);
            clocks.hear(&mut pulse);
        }
    }

    #[test]
    fn after_sleep_the_server_is_asked_at_once_and_given_up_sooner() {
        let (mut clocks, mut pulse) = fenced(Wire::Direct);
        clocks.awake += seconds(2);
        clocks.asleep += seconds(600);
        assert_eq!(pulse.beat(clocks.now()), Beat::Ask);
        let beats = clocks.run(&mut pulse, seconds(60));
        assert_eq!(beats, [(5, Beat::Doubt), (12, Beat::GiveUp(seconds(12)))]);
    }

    #[test]
    fn a_clock_that_does_not_stop_in_sleep_shows_it_by_a_late_beat() {
        let (mut clocks, mut pulse) = fenced(Wire::Direct);
        clocks.awake += seconds(900);
        assert_eq!(pulse.beat(clocks.now()), Beat::Ask);
        assert_eq!(clocks.run(&mut pulse, seconds(5)), [(903, Beat::Doubt)]);
        assert!(clocks.hear(&mut pulse));
        assert_eq!(clocks.run(&mut pulse, seconds(16)), [(920, Beat::Ask)], "all is forgotten");
    }

    #[test]
    fn a_clock_that_is_set_back_or_a_little_forward_is_no_sleep() {
        let (mut clocks, mut pulse) = fenced(Wire::Direct);
        clocks.start.wall -= seconds(3600);
        assert_eq!(pulse.beat(clocks.now()), Beat::Rest);
        clocks.start.wall += seconds(5);
        assert_eq!(pulse.beat(clocks.now()), Beat::Rest);
    }
}
