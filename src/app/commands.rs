//! What the user asked for in the panels, done.

use tracing::info;
use winit::event_loop::ActiveEventLoop;

use super::launch::Place;
use super::viewer::Viewer;
use crate::session::{Command as SessionCommand, Interaction, Size, Stage};
use crate::ui::{Command, Menu, Page, RemoteResize, height_above_picture};

impl Viewer {
    /// Does what a panel asked for.
    pub(super) fn perform(&mut self, event_loop: &ActiveEventLoop, command: Command) {
        match command {
            Command::Answer(credentials) => {
                self.tab.send(SessionCommand::Credentials(credentials));
                self.tab.state.page = Page::Connecting(Stage::Authenticating);
            }
            Command::Remember(credentials) => {
                if let Some(session) = &self.tab.session {
                    session.remember(credentials);
                }
            }
            Command::Retry => self.retry(),
            Command::ReconnectNow => self.reconnect_now(),
            Command::Close => self.close_tab(event_loop),
            Command::ShowTab(index) => self.show_tab(event_loop, index),
            Command::CloseTab(index) => self.close_tab_at(event_loop, index),
            Command::NewTab => self.open_start(Place::NewTab),
            Command::OpenMenu => {
                self.look_for_monitors(event_loop);
                self.set_menu(Menu::Open);
            }
            Command::CloseMenu => self.set_menu(Menu::Closed),
            Command::ShowPrivacy => self.set_menu(Menu::Privacy),
            Command::ToggleFullScreen => self.toggle_full_screen(event_loop),
            Command::Scale(scale) => self.set_scale(scale),
            Command::Picture(command) => self.perform_picture(event_loop, command),
            Command::Keys(command) => self.perform_keys(command),
            Command::Interact(interaction) => self.set_interaction(interaction),
            Command::FollowWindow(remote_resize) => self.set_remote_resize(remote_resize),
            Command::Ask(power) => self.set_menu(Menu::Asking(power)),
            Command::Switch(power) => {
                info!(?power, "switching the remote machine");
                self.tab.send(SessionCommand::Power(power));
                self.set_menu(Menu::Closed);
            }
            Command::Decide(answer) => {
                info!(?answer, "decided");
                self.tab.send(SessionCommand::Answer(answer));
                self.tab.state.page = Page::Connecting(Stage::Negotiating);
            }
            Command::Settings(command) => self.perform_settings(command),
            Command::Refresh => self.tab.send(SessionCommand::Refresh),
            Command::Copy(text) => self.clipboard.write(text),
            Command::Wish(wishes) => self.set_wishes(wishes),
            Command::Bar(command) => self.perform_bar(command),
            Command::Recording(command) => self.perform_recording(command),
            Command::Player(control) => self.perform_player(control),
            Command::Statistics(command) => self.perform_statistics(command),
            Command::Start(command) => self.perform_start(event_loop, command),
        }
    }

    /// Asks the remote desktop for the size of the window.
    pub(super) fn resize_remote(&mut self) {
        let Some(view) = &self.view else { return };
        let (extent, top) = (view.extent(), view.device_pixels(height_above_picture(&self.tab.state)));
        let side = |length: u32| length.min(u32::from(u16::MAX)) as u16;
        let size = Size::new(side(extent.width), side(extent.height.saturating_sub(top)));
        if !size.is_empty() && size != self.tab.state.remote {
            info!(size = %size, "asking for another desktop size");
            self.tab.send(SessionCommand::ResizeDesktop(size));
        }
    }

    /// Lets the remote desktop follow the size of the window, or no longer.
    pub(super) fn set_remote_resize(&mut self, remote_resize: RemoteResize) {
        self.tab.state.settings.remote_resize = remote_resize;
        self.remember("picture", "follow_window", &(remote_resize == RemoteResize::On));
        self.follow_window();
    }

    pub(super) fn set_interaction(&mut self, interaction: Interaction) {
        self.free_mouse();
        self.release_input();
        self.tab.state.settings.interaction = interaction;
        self.tab.send(SessionCommand::Interaction(interaction));
        self.offer_clipping();
    }
}
