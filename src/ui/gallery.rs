//! Every page of the window at once, for tests: in both themes, large and small. With `FARVIEW_GALLERY=FOLDER` the pictures are
//! kept, to be looked at.

use std::path::PathBuf;
use std::time::Duration;

use egui::Theme;

use super::entries::Group;
use super::stage::Stage;
use super::{Announcement, Comeback, Menu, Page, Settings, State, Wait, bar, keys, statistics};
use crate::input::Stick;
use crate::session::{
    Answer, Choice, CredentialsRequest, Extent, Failure, FailureKind, Level, Memory, Motion, Playback, Privacy,
    Question, QuestionKind, Severity, Silence, Size, Stage as Step, Travel,
};
use crate::shortcuts::Chord;
use crate::text::Language;

const FINGERPRINT: &str =
    "SHA256:9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0:c5:5a:d0:15:a3:bf:4f:1b:2b:0b:82:2c:d1:5d:6c:15:b0:f0:0a:08";
const OLD_FINGERPRINT: &str =
    "SHA256:2c:26:b4:6b:68:ff:c6:8f:f9:9b:45:3c:1d:30:41:34:13:42:2d:70:64:83:bf:a0:f9:8a:5e:88:62:66:e7:ae";

/// The windows that every page must fit: points wide and high, and pixels per point.
const WINDOWS: [([f32; 2], f32); 4] =
    [([960.0, 640.0], 1.0), ([960.0, 640.0], 1.5), ([960.0, 640.0], 2.0), (SMALL, 1.0)];
/// The smallest of them.
const SMALL: [f32; 2] = [480.0, 320.0];

/// A question of `kind`, as a session words it.
pub(super) fn question(kind: QuestionKind) -> Question {
    let (severity, title, text) = words(kind);
    let choice = |(answer, label): &(Answer, &str)| Choice { answer: *answer, label: (*label).to_owned() };
    Question {
        kind,
        severity,
        title: title.to_owned(),
        text: text.iter().map(|&text| text.to_owned()).collect(),
        facts: facts(kind).iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
        choices: choices(kind).iter().map(choice).collect(),
        hint: String::new(),
    }
}

fn words(kind: QuestionKind) -> (Severity, &'static str, &'static [&'static str]) {
    match kind {
        QuestionKind::NewServer => (
            Severity::Notice,
            "Is this office.example.com:5901?",
            &[
                "Farview has not met this server before, and nobody else vouches for it. Compare the fingerprint with what the server itself says: `openssl x509 -fingerprint -sha256 -in cert.pem`",
                "If it is right, Farview remembers it and will warn you when it changes.",
            ],
        ),
        QuestionKind::ChangedServer => (
            Severity::Alarm,
            "This is not the server that answered before",
            &[
                "office.example.com:5901 shows another key than the one that is remembered. Either the server was installed anew, or somebody is between you and it and can see and change everything.",
                "Ask whoever runs the server before you go on. `farview trust forget office.example.com:5901` forgets the old key.",
            ],
        ),
        QuestionKind::BadCertificate => (
            Severity::Warning,
            "The certificate of office.example.com:5901 is not in order",
            &[
                "It is for another name (desktop.example.net), it has expired, and nobody whom this computer trusts has signed it.",
                "The session would be encrypted, but perhaps not for the server that you mean.",
            ],
        ),
        QuestionKind::ClearText => (
            Severity::Warning,
            "Send the password so that everybody on the way can read it?",
            &[
                "The server at 203.0.113.7 does not encrypt. Your password and everything on the screen would cross the Internet in the clear.",
                "Use SSH instead: `farview --via office.example.com localhost:1`",
            ],
        ),
        QuestionKind::Downgrade => (
            Severity::Alarm,
            "This server used to encrypt, and does not any more",
            &[
                "The last session with office.example.com:5901 was encrypted. Now it offers nothing that is. Its settings were changed, or somebody on the way has taken the offer out.",
            ],
        ),
        QuestionKind::Incoming => (
            Severity::Notice,
            "A server calls from 192.168.1.20",
            &["Let it show you its desktop? Nothing of yours is sent to it before you answer."],
        ),
    }
}

fn facts(kind: QuestionKind) -> &'static [(&'static str, &'static str)] {
    const SERVER: (&str, &str) = ("Server", "office.example.com:5901");
    match kind {
        QuestionKind::NewServer => &[SERVER, ("Key", "RSA, 2048 bits"), ("Fingerprint", FINGERPRINT)],
        QuestionKind::ChangedServer => &[
            SERVER,
            ("Remembered since", "3 March 2026"),
            ("Remembered key", OLD_FINGERPRINT),
            ("Key now", FINGERPRINT),
        ],
        QuestionKind::BadCertificate => &[
            SERVER,
            ("Issued to", "CN=desktop.example.net, O=Example, L=Somewhere"),
            ("Issued by", "CN=desktop.example.net, O=Example, L=Somewhere"),
            ("Valid", "1 May 2024 to 1 May 2026"),
            ("Fingerprint", FINGERPRINT),
        ],
        QuestionKind::ClearText => &[SERVER],
        QuestionKind::Downgrade => &[SERVER, ("Before", "VeNCrypt X509Plain"), ("Now", "VNC Authentication (2)")],
        QuestionKind::Incoming => &[("Address", "192.168.1.20:51344"), ("Called port", "5500")],
    }
}

fn choices(kind: QuestionKind) -> &'static [(Answer, &'static str)] {
    const REFUSE: (Answer, &str) = (Answer::Refuse, "Do not connect");
    const ONCE: (Answer, &str) = (Answer::Once, "Connect once");
    match kind {
        QuestionKind::NewServer | QuestionKind::BadCertificate => {
            &[REFUSE, ONCE, (Answer::Always, "Connect and remember")]
        }
        QuestionKind::ChangedServer => &[REFUSE, ONCE, (Answer::Always, "Trust the new key")],
        QuestionKind::ClearText => &[REFUSE, (Answer::Once, "Send it anyway")],
        QuestionKind::Downgrade => &[REFUSE, (Answer::Once, "Connect without encryption")],
        QuestionKind::Incoming => &[(Answer::Refuse, "Refuse"), (Answer::Once, "Accept")],
    }
}

/// Every kind of question.
pub(super) const QUESTIONS: [QuestionKind; 6] = [
    QuestionKind::NewServer,
    QuestionKind::ChangedServer,
    QuestionKind::BadCertificate,
    QuestionKind::ClearText,
    QuestionKind::Downgrade,
    QuestionKind::Incoming,
];

/// A state of the window with `page` on it.
pub(super) fn on(page: Page) -> State {
    State { page, remote: Size::new(1280, 800), ..State::new("office.example.com:5901", Settings::default()) }
}

/// A session of which `level` is true.
pub(super) fn session(level: Level) -> State {
    let (title, text) = match level {
        Level::Private => ("Private", "The session goes through SSH, which has checked the server."),
        Level::Encrypted => (
            "Encrypted, server known",
            "Nobody on the way can see or change anything. The server has shown the key that is remembered for it.",
        ),
        Level::Unverified => (
            "Encrypted, but anyone could have answered",
            "Nobody can listen, but the server has not proven who it is: somebody in between could be answering in its place.",
        ),
        Level::Clear => (
            "Not encrypted",
            "In the clear to 10.0.0.5: everybody on the way can see the screen and what you type. Go through SSH with --via, or turn on encryption on the server.",
        ),
    };
    let facts = match level {
        Level::Private => vec![("Way", "SSH to office.example.com"), ("Security type", "VNC Authentication (2)")],
        Level::Encrypted => vec![
            ("Way", "TCP to 203.0.113.7"),
            ("Security type", "VeNCrypt X509Plain (262)"),
            ("Cipher", "TLS 1.3, AES-256-GCM"),
            ("Known since", "3 March 2026"),
            ("Fingerprint", FINGERPRINT),
        ],
        Level::Unverified => vec![
            ("Way", "TCP to 192.168.1.20"),
            ("Security type", "VeNCrypt TLSVnc (258)"),
            ("Cipher", "TLS 1.2, AES-256-GCM, ECDH_anon"),
        ],
        Level::Clear => vec![("Way", "TCP to 10.0.0.5"), ("Security type", "VNC Authentication (2)")],
    };
    let facts = facts.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let privacy = Privacy { level, title: title.into(), text: text.into(), facts };
    State { privacy: Some(privacy), desktop: "still life".into(), ..on(Page::Desktop) }
}

/// Every level of privacy.
pub(super) const LEVELS: [Level; 4] = [Level::Clear, Level::Unverified, Level::Encrypted, Level::Private];

/// The question for a password that would travel like this.
fn password(level: Level, text: &str, refused: Option<&str>) -> Page {
    Page::Credentials(CredentialsRequest {
        username: level != Level::Unverified,
        method: "VNC Authentication".into(),
        refused: refused.map(str::to_owned),
        travel: Some(Travel { level, text: text.into() }),
        memory: Memory::Empty,
        ..CredentialsRequest::default()
    })
}

pub(super) fn failure(kind: FailureKind) -> Failure {
    let (what, why, hint) = match kind {
        FailureKind::Connect => (
            "cannot connect to office.example.com::5901",
            "nothing listens on port 5901 of office.example.com (connection refused)",
            "start the VNC server there, or name another display or port: HOST:1 is display 1 on port 5901, HOST::5901 is the port itself",
        ),
        FailureKind::Refused => (
            "cannot connect to office.example.com::5901",
            "the server offers only what is not allowed here: VNC Authentication (2)",
            "allow one of them with `--security vnc-authentication`, or go through SSH: `farview --via office.example.com localhost:1`",
        ),
        FailureKind::Distrusted => (
            "did not connect to office::5900",
            "it shows another certificate than the one that is pinned for it",
            "ask whoever runs the server whether its certificate was changed; if so, `farview trust forget office`",
        ),
        FailureKind::Authentication => (
            "signing in to office.example.com::5901 failed",
            "the password was wrong; only its first 8 characters count with VNC Authentication",
            "check the password with `vncpasswd` on the server",
        ),
        FailureKind::Protocol => (
            "cannot connect to office.example.com::22",
            "an SSH server answers there, not a VNC server",
            "make a tunnel, for example `ssh -L 5901:localhost:5900 HOST`, and connect to localhost:1",
        ),
        FailureKind::Lost => (
            "lost the connection to office.example.com::5901",
            "the server closed the connection while the next message was awaited",
            "check the network and whether the server still runs, then connect again; programs on the remote desktop usually go on running",
        ),
        FailureKind::Local => (
            "cannot write the recording /home/alice/session.fvr",
            "permission denied (os error 13)",
            "check that the folder exists, is writable and has room",
        ),
    };
    Failure { kind, what: what.into(), why: why.into(), hint: hint.into() }
}

/// Every page by name, with a button that must be in sight on it.
fn pages() -> Vec<(String, State, &'static str)> {
    let mut pages = Vec::new();
    for kind in QUESTIONS {
        let safest = if kind == QuestionKind::Incoming { "Refuse" } else { "Do not connect" };
        pages.push((format!("question-{kind:?}"), on(Page::Question(question(kind))), safest));
    }
    for level in LEVELS {
        let open = session(level);
        pages.push((format!("privacy-{level:?}"), State { menu: Menu::Privacy, ..open.clone() }, "Back"));
        pages.push((format!("menu-{level:?}"), State { menu: Menu::Open, ..open.clone() }, ""));
        pages.push((format!("pill-{level:?}"), State { announcement: Announcement::Shown, ..open }, ""));
    }
    for stage in [Step::Waiting, Step::Authenticating] {
        let server = if stage == Step::Waiting { "port 5500" } else { "office.example.com:5901" };
        let state = State { server: server.into(), ..on(Page::Connecting(stage)) };
        pages.push((format!("connecting-{stage:?}"), state, "Cancel"));
    }
    let exposures = [
        (Level::Private, "The password is sent through SSH.", None),
        (Level::Encrypted, "The password is sent encrypted.", None),
        (
            Level::Unverified,
            "The password itself is not sent, but whoever listens on the way can find it out from what is.",
            Some("the server says no"),
        ),
        (Level::Clear, "The password is sent so that everybody on the way can read it.", None),
    ];
    for (level, text, refused) in exposures {
        pages.push((format!("password-{level:?}"), on(password(level, text, refused)), "Sign in"));
    }
    let kinds = [
        FailureKind::Connect,
        FailureKind::Refused,
        FailureKind::Distrusted,
        FailureKind::Authentication,
        FailureKind::Protocol,
        FailureKind::Lost,
        FailureKind::Local,
    ];
    for kind in kinds {
        pages.push((format!("failure-{kind:?}"), on(Page::Failed(failure(kind))), "Retry"));
    }
    for (name, wait) in [("waiting", Wait::Seconds(13)), ("trying", Wait::Attempt(Step::Connecting))] {
        let comeback = Comeback { failure: failure(FailureKind::Lost), attempt: 5, wait };
        pages.push((format!("reconnecting-{name}"), on(Page::Reconnecting(comeback)), "Try now"));
    }
    pages.extend(of_the_bar());
    pages.extend(of_the_start());
    pages.extend(of_the_keyboard());
    for (name, settings_page) in super::settings::samples() {
        pages.push((format!("settings-{name}"), State { settings_page, ..on(Page::Desktop) }, "Done"));
    }
    pages.extend(of_long_names());
    pages.push(("tabs".into(), of_tabs(), ""));
    let recording = super::recording::State::On;
    pages.push(("recording".into(), State { recording, ..session(Level::Private) }, ""));
    for motion in [Motion::Playing, Motion::Ended] {
        let (place, length) = (Duration::from_secs(72), Duration::from_secs(4000));
        let extent = if motion == Motion::Playing { Extent::Growing } else { Extent::Whole };
        let playback = Playback { place, length, extent, motion, ..Playback::default() };
        let player = Some(super::player::State { playback, ..super::player::State::default() });
        pages.push((format!("player-{motion:?}"), State { player, privacy: None, ..session(Level::Private) }, ""));
    }
    pages.push(("silence".into(), State { silence: Silence::Silent, ..on(Page::Desktop) }, ""));
    pages
}

/// The start page with few and many computers, beside a tab, and after a deletion.
fn of_the_start() -> Vec<(String, State, &'static str)> {
    let mut pages = Vec::new();
    for (count, button) in [(0, "Try the demo"), (3, ""), (200, "")] {
        let start = super::start::sample::state(count);
        pages.push((format!("start-{count}"), State { start, ..on(Page::Start) }, button));
    }
    let tab = |title: &str| super::TabLabel { title: title.into(), level: None, has_news: false };
    let tabs = vec![tab("Front desk"), tab("New tab")];
    let start = super::start::sample::state(5);
    pages.push(("start-tabs".into(), State { start, tabs, shown_tab: 1, ..on(Page::Start) }, "New tab"));
    let deleted = super::start::State { deleted: vec!["Front desk".into()], ..super::start::sample::state(5) };
    pages.push(("start-deleted".into(), State { start: deleted, ..on(Page::Start) }, "Undo"));
    pages
}

/// The bar with and without what hangs from it, the numbers of the session, and its log.
fn of_the_bar() -> Vec<(String, State, &'static str)> {
    let with = |presence| {
        let mut state = session(Level::Unverified);
        state.settings.power = true;
        State { bar: bar::State { presence, pinned: bar::Pinned::No }, ..state }
    };
    let mut numbers = with(bar::Presence::Away);
    numbers.statistics.history = Some(Box::new(statistics::History::example()));
    let mut pinned = numbers.clone();
    pinned.bar.pinned = bar::Pinned::Yes;
    pinned.note = Some("Saved as Pictures/office-2026-03-01.png".to_owned());
    pinned.recording = super::recording::State::On;
    let mut log = with(bar::Presence::Away);
    log.statistics.log = Some(crate::journal::examples());
    let mut searched = log.clone();
    searched.statistics.log_keys = statistics::LogKeys::Log;
    let mut silent = log.clone();
    silent.statistics.log = Some([].into());
    vec![
        ("bar-handle".into(), with(bar::Presence::Near), ""),
        ("bar".into(), with(bar::Presence::Mouse), ""),
        ("bar-pinned".into(), pinned, ""),
        ("statistics".into(), numbers, ""),
        ("log".into(), log, "Close"),
        ("log-searched".into(), searched, "Close"),
        ("log-silent".into(), silent, "Close"),
    ]
}

/// Names as long as they come, without a place to break a line at.
fn of_long_names() -> Vec<(String, State, &'static str)> {
    let long = "WWWW漢字".repeat(43);
    let mut open = session(Level::Clear);
    open.desktop.clone_from(&long);
    open.server.clone_from(&long);
    let named = |page| State { server: long.clone(), ..on(page) };
    let mut broken = failure(FailureKind::Connect);
    broken.what = format!("cannot connect to {long}");
    vec![
        ("long-menu".into(), State { menu: Menu::Open, ..open.clone() }, ""),
        ("long-privacy".into(), State { menu: Menu::Privacy, ..open.clone() }, "Back"),
        ("long-pill".into(), State { announcement: Announcement::Shown, ..open }, ""),
        ("connecting-long".into(), named(Page::Connecting(Step::Authenticating)), "Cancel"),
        ("long-password".into(), named(password(Level::Clear, "", None)), "Sign in"),
        ("long-failure".into(), named(Page::Failed(broken)), "Retry"),
    ]
}

/// A window with several sessions, of which the second is shown.
fn of_tabs() -> State {
    let label = |title: &str, level, has_news| super::TabLabel { title: title.into(), level, has_news };
    let tabs = vec![
        label("build-server-with-a-long-name.example.com:1", Some(Level::Private), true),
        label("office", Some(Level::Clear), false),
        label("New tab", None, false),
    ];
    State { tabs, shown_tab: 1, ..session(Level::Clear) }
}

/// The panel for keys, and what is said of them over the picture.
fn of_the_keyboard() -> Vec<(String, State, &'static str)> {
    let sticky = [Stick::Once, Stick::Off, Stick::Off, Stick::Locked, Stick::Off];
    let mut panel = State { menu: Menu::Keys, ..session(Level::Encrypted) };
    panel.keys.sticky = sticky;
    let mut signs = session(Level::Encrypted);
    signs.keys = keys::State {
        sticky,
        held: Some(["Ctrl", "Shift", "A"].map(str::to_owned).to_vec()),
        typing: Some((120, 803)),
        ..keys::State::default()
    };
    let mut passing = session(Level::Encrypted);
    passing.keys.passing = keys::Passing::Yes;
    passing.mouse.shown_at = Some([200.0, 100.0]);
    let mut pages: Vec<(String, State, &'static str)> = vec![
        ("keys".into(), panel, "Back"),
        ("key-signs".into(), signs, ""),
        ("key-signs-passing".into(), passing, ""),
    ];
    for presence in [bar::Presence::Away, bar::Presence::Near, bar::Presence::Mouse] {
        let mut captured = State { bar: bar::State { presence, ..bar::State::default() }, ..session(Level::Encrypted) };
        captured.keys.capture_sign = Some("Ctrl+Alt+Shift+G".into());
        pages.push((format!("captured-{presence:?}"), captured, ""));
    }
    for (name, hearing, button) in super::settings::hearings() {
        let (_, settings_page) = super::settings::samples().remove(1);
        let state = State { settings_page, hearing: Some(hearing), ..on(Page::Desktop) };
        pages.push((format!("shortcut-{name}"), state, button));
    }
    pages
}

#[test]
fn every_group_of_the_menu_and_the_bar_fits_every_window() {
    let folder = std::env::var_os("FARVIEW_GALLERY").map(PathBuf::from);
    for theme in [Theme::Dark, Theme::Light] {
        for (size, scale) in WINDOWS {
            for group in Group::ALL {
                let mut state = session(Level::Encrypted);
                (state.settings.power, state.menu) = (true, Menu::Open);
                let bar = bar::State { presence: bar::Presence::Mouse, pinned: bar::Pinned::No };
                let hanging = State { menu: Menu::Closed, bar, ..state.clone() };
                for (name, state) in [("menu", state), ("bar", hanging)] {
                    let mut stage = Stage::new(state, theme, size, scale);
                    stage.settle();
                    if name == "bar" && !stage.names().contains(&group.name()) {
                        // A narrow bar leads to the menu for it.
                        assert!(stage.names().contains(&crate::text::text!("bar-more")));
                        continue;
                    }
                    stage.click_named(&group.name());
                    stage.settle();
                    if let Some(folder) = &folder {
                        let width = size[0];
                        stage.picture(&folder.join(format!("{name}-{group:?}-{theme:?}-{width}-{scale}.png")));
                    }
                }
            }
        }
    }
}

#[test]
fn everything_that_can_be_operated_has_a_name_to_be_read_aloud() {
    for (name, state, _) in pages() {
        let mut stage = Stage::usual(state);
        stage.wait(2.0);
        assert_eq!(stage.nameless(), Vec::<String>::new(), "{name}");
    }
}

/// With `FARVIEW_GALLERY` and `FARVIEW_GALLERY_LANGUAGE` the pictures are in that language.
#[test]
fn every_page_fits_in_every_language() {
    let folder = std::env::var_os("FARVIEW_GALLERY").map(PathBuf::from);
    let wanted = std::env::var("FARVIEW_GALLERY_LANGUAGE").ok().and_then(|tag| tag.parse().ok());
    if let Some(language) = wanted.filter(|_| folder.is_some()) {
        super::typeface::Finder::default().find(super::typeface::needed_for(language), language);
    }
    for language in Language::ALL.into_iter().filter(|&language| language != Language::English) {
        for (name, state, _) in pages() {
            crate::text::pretence::in_language(language, || {
                let mut stage = Stage::new(state, Theme::Light, SMALL, 1.0);
                stage.wait(2.0);
                if !name.starts_with("connecting") {
                    stage.settle();
                }
                if let Some(folder) = folder.as_ref().filter(|_| wanted == Some(language)) {
                    let mut large = stage.like(WINDOWS[0].0);
                    large.picture(&folder.join(format!("{name}-{language}.png")));
                    stage.picture(&folder.join(format!("{name}-{language}-small.png")));
                }
            });
        }
    }
}

#[test]
fn every_page_fits_every_window_with_its_first_button_in_sight() {
    let folder = std::env::var_os("FARVIEW_GALLERY").map(PathBuf::from);
    for theme in [Theme::Dark, Theme::Light] {
        for (size, scale) in WINDOWS {
            for (name, state, button) in pages() {
                let mut stage = Stage::new(state, theme, size, scale);
                // What is late for a reason is there too.
                stage.wait(2.0);
                for _ in 0..4 {
                    stage.wait(0.1);
                }
                let here = format!("{name} {theme:?} {size:?} {scale}");
                assert!(!stage.wants_to_draw() || name.starts_with("connecting"), "{here} does not come to rest");
                assert!(button.is_empty() || stage.shows_whole(button), "{here}: {:?}", stage.texts());
                if let Some(folder) = &folder {
                    let width = size[0];
                    stage.picture(&folder.join(format!("{name}-{theme:?}-{width}-{scale}.png")));
                }
            }
        }
    }
}

#[test]
fn every_word_on_every_page_is_from_the_catalogue_or_from_elsewhere() {
    /// Keys, and names of what is no word of any language.
    const NAMES: [&str; 9] = ["Esc", "SHA", "Ctrl", "Alt", "AltGr", "Shift", "Super", "Del", "Farview"];
    let is_encoding = |word: &str| rfb::Encoding::ALL.iter().any(|encoding| encoding.name().contains(word));
    let mut strange = Vec::new();
    for (name, state, _) in pages() {
        let data = format!("{state:?}").to_lowercase();
        let mut stage = crate::text::pretence::in_other_letters(|| Stage::usual(state));
        crate::text::pretence::in_other_letters(|| stage.wait(1.0));
        for text in stage.texts().into_iter().filter(|text| text.parse::<Chord>().is_err()) {
            let words = text.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            strange.extend(
                words
                    .filter(|word| !data.contains(&word.to_lowercase()) && !NAMES.contains(word))
                    .filter(|word| !is_encoding(word))
                    .map(|word| format!("{name}: {word} in {text:?}")),
            );
        }
    }
    assert!(strange.is_empty(), "{strange:#?}");
}
