//! The panels over the picture. A panel reads the [`State`] and returns [`Command`]s; it never acts by itself.

pub mod bar;
mod caps;
mod capture_sign;
mod card;
mod connecting;
mod credentials;
mod decision;
mod entries;
mod facts;
mod failure;
#[cfg(test)]
mod gallery;
mod icon;
mod key_signs;
pub mod keys;
mod menu;
pub mod mouse;
mod note;
pub mod picture;
pub mod pill;
pub mod player;
mod privacy;
mod prose;
mod question;
#[cfg(test)]
mod read_aloud_tests;
mod reconnecting;
pub mod recording;
mod row;
pub mod settings;
mod silence;
#[cfg(test)]
mod stage;
pub mod start;
pub mod statistics;
pub mod tabs;
pub mod theme;
pub mod typeface;

use crate::config::Scale;
use crate::session::{
    Answer, Control, Credentials, CredentialsRequest, Failure, Interaction, Level, Power, Privacy, Question, Silence,
    Size, Stage, Wishes,
};

/// What the panels read.
#[derive(Debug, Clone)]
pub struct State {
    /// What the user calls the server.
    pub server: String,
    /// What the server calls its desktop, made safe to show; empty until it is known.
    pub desktop: String,
    /// The extent of the remote picture.
    pub remote: Size,
    /// What is true of the session's privacy, once it is known.
    pub privacy: Option<Privacy>,
    /// Whether that is being told.
    pub announcement: Announcement,
    /// Whether the server answers.
    pub silence: Silence,
    /// What the window is about now.
    pub page: Page,
    /// Whether the menu is open.
    pub menu: Menu,
    /// A short message that goes by itself.
    pub note: Option<String>,
    /// The settings page.
    pub settings_page: settings::SettingsPage,
    /// Keys that are waited for on that page.
    pub hearing: Option<settings::Hearing>,
    /// The settings the menu shows.
    pub settings: Settings,
    /// How pixels are to be sent.
    pub wishes: Wishes,
    /// The bar at the edge.
    pub bar: bar::State,
    /// Whether what the window shows is being recorded.
    pub recording: recording::State,
    /// The recording that is being played, where one is.
    pub player: Option<player::State>,
    /// The numbers of the session and its log.
    pub statistics: statistics::State,
    /// How the picture is shown.
    pub picture: picture::State,
    /// The tabs of the window from left to right; none where there is only one.
    pub tabs: Vec<TabLabel>,
    /// Which of them is shown.
    pub shown_tab: usize,
    /// What the start page shows.
    pub start: start::State,
    /// The keyboard.
    pub keys: keys::State,
    /// The mouse.
    pub mouse: mouse::State,
}

/// What the list of tabs says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabLabel {
    /// The name of the desktop or the server.
    pub title: String,
    /// How private the session is, once that is known.
    pub level: Option<Level>,
    /// Something has happened since it was last shown.
    pub has_news: bool,
}

/// What the window is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Page {
    /// Whom to connect to.
    Start,
    /// A connection is being made.
    Connecting(Stage),
    /// The server wants to know who the user is.
    Credentials(CredentialsRequest),
    /// A person must decide before it goes on.
    Question(Question),
    /// The remote desktop itself.
    Desktop,
    /// No connection came about.
    Failed(Failure),
    /// The connection broke; the last picture stays visible behind.
    Lost(Failure),
    /// The connection broke and is made again; the last picture stays visible behind.
    Reconnecting(Comeback),
}

/// A connection that is made again.
#[derive(Debug, Clone, PartialEq)]
pub struct Comeback {
    /// Why it is not there.
    pub failure: Failure,
    /// The number of the attempt, from 1.
    pub attempt: u32,
    /// How far it is.
    pub wait: Wait,
}

/// How far another attempt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// It is made in so many seconds.
    Seconds(u64),
    /// It is being made.
    Attempt(Stage),
}

/// Whether the window tells how private the session is without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Announcement {
    /// It does not.
    #[default]
    Over,
    /// It does, for a while.
    Shown,
}

/// Whether the menu is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Menu {
    /// It is not.
    #[default]
    Closed,
    /// It is.
    Open,
    /// It asks whether this is really to be done to the remote machine.
    Asking(Power),
    /// It says who could listen and who vouches for the server.
    Privacy,
    /// It offers keys that cannot be typed.
    Keys,
}

/// What the user can change while connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// How large the picture is shown.
    pub scale: Scale,
    /// Whether the window fills the screen.
    pub full_screen: bool,
    /// Whether input is sent.
    pub interaction: Interaction,
    /// Whether the remote desktop follows the size of the window.
    pub remote_resize: RemoteResize,
    /// Whether the server can do that.
    pub resizable: bool,
    /// Whether the remote machine can be switched.
    pub power: bool,
}

/// Whether the remote desktop is asked to take the size of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RemoteResize {
    /// It keeps its size.
    #[default]
    Off,
    /// It follows the window, where the server can.
    On,
}

/// What a panel asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// The answer to the server's question.
    Answer(Credentials),
    /// Save this when it proves right.
    Remember(Credentials),
    /// The answer to a question of trust.
    Decide(Answer),
    /// Try the same connection again.
    Retry,
    /// Do not wait any longer with the next attempt.
    ReconnectNow,
    /// End the session and close the window.
    Close,
    /// Show this tab, counted from the left.
    ShowTab(usize),
    /// End what this tab shows.
    CloseTab(usize),
    /// Open another tab.
    NewTab,
    /// Open the menu.
    OpenMenu,
    /// Close the menu.
    CloseMenu,
    /// Say who could listen and who vouches for the server.
    ShowPrivacy,
    /// Into full screen or out of it.
    ToggleFullScreen,
    /// Show the picture this large.
    Scale(Scale),
    /// Show the picture otherwise.
    Picture(picture::Command),
    /// Something about keys.
    Keys(keys::Command),
    /// Send input or only look.
    Interact(Interaction),
    /// Let the remote desktop follow the window or not.
    FollowWindow(RemoteResize),
    /// Ask whether this is really to be done to the remote machine.
    Ask(Power),
    /// Do it.
    Switch(Power),
    /// Fetch the whole picture again.
    Refresh,
    /// Something about the settings page.
    Settings(settings::Command),
    /// Put this text on the clipboard.
    Copy(String),
    /// Have pixels sent in this way.
    Wish(Wishes),
    /// About the bar.
    Bar(bar::Command),
    /// About recording.
    Recording(recording::Command),
    /// About the recording that is being played.
    Player(Control),
    /// About the numbers and the log.
    Statistics(statistics::Command),
    /// What the start page asks for.
    Start(start::Command),
}

/// How much of the window is not the picture's, from above and in points: tabs, and a bar that stays.
pub fn height_above_picture(state: &State) -> f32 {
    tabs::height(state) + bar::height(state)
}

/// What a panel wants in the present state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// It has nothing to show.
    Hidden,
    /// It shows something and lets all input through.
    Shown,
    /// It takes the mouse over what it shows, and lets everything else through.
    Area,
    /// It shows something and takes all input.
    Input,
}

/// One panel.
pub trait Panel {
    /// Its name, also the egui identity of what it draws.
    fn name(&self) -> &'static str;

    /// What it wants now.
    fn claim(&self, state: &State) -> Claim;

    /// Draws it and adds what the user asked for.
    fn show(&mut self, context: &egui::Context, state: &State, commands: &mut Vec<Command>);

    /// It is not shown while others are: what belongs to what it showed last is forgotten.
    fn rest(&mut self) {}
}

/// All panels, lowest first.
fn table() -> Vec<Box<dyn Panel>> {
    vec![
        Box::new(start::StartPage::default()),
        Box::new(connecting::Connecting),
        Box::new(credentials::CredentialsPrompt::default()),
        Box::new(decision::Decision::default()),
        Box::new(failure::FailurePage::default()),
        Box::new(reconnecting::ReconnectingCard),
        Box::new(mouse::RemotePointer),
        Box::new(statistics::NumbersPanel),
        Box::new(statistics::LogPanel::default()),
        Box::new(recording::Dot),
        Box::new(player::PlayerPanel),
        Box::new(bar::BarPanel::default()),
        Box::new(capture_sign::CaptureSign),
        Box::new(tabs::TabStrip),
        Box::new(menu::MenuPanel::default()),
        Box::new(keys::KeysPanel::default()),
        Box::new(question::Question),
        Box::new(privacy::PrivacyPage),
        Box::new(settings::SettingsPanel::default()),
        Box::new(pill::Pill),
        Box::new(key_signs::KeySigns),
        Box::new(silence::SilenceNote),
        Box::new(note::Note),
    ]
}

/// All panels together.
pub struct Panels(Vec<Box<dyn Panel>>);

impl Panels {
    /// The panels in their order.
    pub fn new() -> Self {
        Self(table())
    }

    /// The strongest claim of all panels.
    pub fn claim(&self, state: &State) -> Claim {
        self.0.iter().map(|panel| panel.claim(state)).max().unwrap_or(Claim::Hidden)
    }

    /// Draws every visible panel.
    pub fn show(&mut self, context: &egui::Context, state: &State) -> Vec<Command> {
        let mut commands = Vec::new();
        for panel in &mut self.0 {
            match panel.claim(state) {
                Claim::Hidden => panel.rest(),
                Claim::Shown | Claim::Area | Claim::Input => panel.show(context, state, &mut commands),
            }
        }
        commands
    }
}

impl Default for Panels {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// The state at the start of a connection to `server`.
    pub fn new(server: impl Into<String>, settings: Settings) -> Self {
        Self {
            server: server.into(),
            desktop: String::new(),
            remote: Size::default(),
            privacy: None,
            announcement: Announcement::Over,
            silence: Silence::Over,
            page: Page::Connecting(Stage::Connecting),
            menu: Menu::Closed,
            note: None,
            settings_page: settings::SettingsPage::Closed,
            hearing: None,
            settings,
            picture: picture::State::default(),
            tabs: Vec::new(),
            shown_tab: 0,
            wishes: Wishes::default(),
            bar: bar::State::default(),
            recording: recording::State::Off,
            player: None,
            statistics: statistics::State::default(),
            start: start::State::default(),
            keys: keys::State::default(),
            mouse: mouse::State::default(),
        }
    }

    /// The name of the desktop, or of the server while the desktop has none.
    pub fn title(&self) -> &str {
        if self.desktop.trim().is_empty() { &self.server } else { &self.desktop }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, Key, Modifiers, RawInput};

    use super::*;
    use crate::session::FailureKind;

    fn state(page: Page) -> State {
        State { page, ..State::new("office:1", Settings::default()) }
    }

    fn request() -> CredentialsRequest {
        CredentialsRequest { method: "VNC Authentication".into(), ..CredentialsRequest::default() }
    }

    fn failure() -> Failure {
        let (what, why, hint) = ("cannot connect".into(), "nobody listens".into(), "start the server".into());
        Failure { kind: FailureKind::Connect, what, why, hint }
    }

    fn comeback() -> Comeback {
        Comeback { failure: failure(), attempt: 3, wait: Wait::Seconds(4) }
    }

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    /// What the panels ask for when these events come one frame after the other.
    fn ask(panels: &mut Panels, state: &State, events: Vec<Event>) -> Vec<Command> {
        let context = egui::Context::default();
        theme::install(&context);
        let mut commands = Vec::new();
        for events in std::iter::repeat_n(Vec::new(), 2).chain(events.into_iter().map(|event| vec![event])) {
            let input = RawInput { events, focused: true, ..RawInput::default() };
            let _ = context.run(input, |context| commands.extend(panels.show(context, state)));
        }
        commands
    }

    #[test]
    fn every_page_but_the_desktop_takes_all_input() {
        let panels = Panels::new();
        for page in [
            Page::Connecting(Stage::Negotiating),
            Page::Credentials(request()),
            Page::Failed(failure()),
            Page::Lost(failure()),
            Page::Reconnecting(comeback()),
        ] {
            assert_eq!(panels.claim(&state(page.clone())), Claim::Input, "{page:?}");
        }
        let desktop = state(Page::Desktop);
        assert_eq!(panels.claim(&desktop), Claim::Hidden);
        assert_eq!(panels.claim(&State { note: Some("hello".into()), ..desktop.clone() }), Claim::Shown);
        assert_eq!(panels.claim(&State { menu: Menu::Open, ..desktop }), Claim::Input);
    }

    #[test]
    fn the_names_of_the_panels_differ() {
        let mut names: Vec<_> = table().iter().map(|panel| panel.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table().len());
    }

    #[test]
    fn a_typed_password_is_answered_once_and_forgotten() {
        let (mut panels, state) = (Panels::new(), state(Page::Credentials(request())));
        let commands = ask(&mut panels, &state, vec![Event::Text("secret".into()), key(Key::Enter)]);
        let [Command::Answer(credentials)] = &commands[..] else { panic!("{commands:?}") };
        assert_eq!((credentials.password.reveal(), &credentials.username), ("secret", &None));
        let again = ask(&mut panels, &state, vec![key(Key::Enter)]);
        let [Command::Answer(credentials)] = &again[..] else { panic!("{again:?}") };
        assert_eq!(credentials.password.reveal(), "");
    }

    #[test]
    fn escape_leaves_and_enter_retries() {
        let mut panels = Panels::new();
        for page in [Page::Connecting(Stage::Connecting), Page::Credentials(request()), Page::Failed(failure())] {
            assert_eq!(ask(&mut panels, &state(page.clone()), vec![key(Key::Escape)]), [Command::Close], "{page:?}");
        }
        assert_eq!(ask(&mut panels, &state(Page::Lost(failure())), vec![key(Key::Enter)]), [Command::Retry]);
        let lost = state(Page::Reconnecting(comeback()));
        assert_eq!(ask(&mut panels, &lost, vec![key(Key::Enter)]), [Command::ReconnectNow]);
        assert_eq!(ask(&mut panels, &lost, vec![key(Key::Escape)]), [], "it was meant for the remote side");
        let menu = State { menu: Menu::Open, ..state(Page::Desktop) };
        assert_eq!(ask(&mut panels, &menu, vec![key(Key::Escape)]), [Command::CloseMenu]);
    }

    #[test]
    fn a_machine_is_switched_only_after_a_question_whose_first_answer_is_no() {
        let mut panels = Panels::new();
        let asking = State { menu: Menu::Asking(Power::Reset), ..state(Page::Desktop) };
        assert_eq!(panels.claim(&asking), Claim::Input);
        assert_eq!(ask(&mut panels, &asking, vec![key(Key::Escape)]), [Command::CloseMenu]);
        assert_eq!(ask(&mut panels, &asking, vec![key(Key::Enter)]), []);
        assert_eq!(ask(&mut panels, &asking, vec![key(Key::Tab), key(Key::Space)]), [Command::CloseMenu]);
        let yes = ask(&mut panels, &asking, vec![key(Key::Tab), key(Key::Tab), key(Key::Space)]);
        assert_eq!(yes, [Command::Switch(Power::Reset)]);
    }

    #[test]
    fn the_keyboard_reaches_the_first_entry_of_the_menu_with_one_tab() {
        let menu = State { menu: Menu::Open, ..state(Page::Desktop) };
        for first in [Key::Tab, Key::ArrowDown] {
            let commands = ask(&mut Panels::new(), &menu, vec![key(first), key(Key::Space)]);
            assert_eq!(commands, [Command::ToggleFullScreen], "{first:?}");
        }
    }
}
