//! The password prompt. What was typed stays here until it is sent, and is wiped then.

use egui::{Context, Id, Key, RichText, TextEdit, Ui};
use zeroize::Zeroizing;

use super::card::{self, Behind, Enabled};
use super::icon::{self, Icon};
use super::{Claim, Command, Page, Panel, State, theme};
use crate::session::{Credentials, CredentialsRequest, Level, Memory, Secret, Travel};
use crate::text::text;

pub(super) struct CredentialsPrompt {
    username: String,
    password: Zeroizing<String>,
    reveal: bool,
    remember: bool,
    /// The question that the fields belong to; another question begins with the focus in the first empty field.
    asked: Option<CredentialsRequest>,
}

impl Default for CredentialsPrompt {
    fn default() -> Self {
        Self { username: String::new(), password: empty(), reveal: false, remember: false, asked: None }
    }
}

impl Panel for CredentialsPrompt {
    fn name(&self) -> &'static str {
        "credentials"
    }

    fn claim(&self, state: &State) -> Claim {
        match state.page {
            Page::Credentials(_) => Claim::Input,
            Page::Start
            | Page::Connecting(_)
            | Page::Question(_)
            | Page::Desktop
            | Page::Failed(_)
            | Page::Lost(_)
            | Page::Reconnecting(_) => Claim::Hidden,
        }
    }

    fn show(&mut self, context: &Context, state: &State, commands: &mut Vec<Command>) {
        let Page::Credentials(request) = &state.page else { return };
        let is_new = self.asked.as_ref() != Some(request);
        self.asked = Some(request.clone());
        let (mut accepted, mut refused) =
            context.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        let name = self.name();
        let contents = |ui: &mut Ui| {
            card::heading(ui, &text!("window-sign-in-to", server = state.server.as_str()));
            if !request.method.is_empty() {
                card::quiet(ui, text!("window-server-uses", method = request.method.as_str()));
            }
            if let Some(travel) = &request.travel {
                journey(ui, travel);
            }
            if let Some(reason) = &request.refused {
                let alarm = theme::current(ui.ctx()).alarm;
                ui.label(RichText::new(text!("window-did-not-work", reason = reason.as_str())).color(alarm));
            }
            if let Some(notice) = &request.notice {
                card::quiet(ui, super::failure::sentence(notice));
            }
            ui.add_space(6.0);
            self.fields(ui, request, is_new);
        };
        card::page(context, name, 400.0, Behind::Page, contents, |ui| {
            accepted |= card::primary(ui, &text!("window-sign-in")).clicked();
            refused |= card::plain(ui, &text!("window-cancel")).clicked();
        });
        if refused {
            self.asked = None;
            commands.push(Command::Close);
        } else if accepted {
            let remember = self.remember;
            let credentials = self.take(request);
            if remember && request.memory != Memory::None {
                commands.push(Command::Remember(credentials.clone()));
            }
            commands.push(Command::Answer(credentials));
        }
    }

    fn rest(&mut self) {
        self.wipe();
    }
}

impl CredentialsPrompt {
    /// Forgets what was typed.
    fn wipe(&mut self) {
        self.password = empty();
        self.reveal = false;
        self.remember = false;
        self.asked = None;
    }

    fn fields(&mut self, ui: &mut Ui, request: &CredentialsRequest, is_new: bool) {
        card::outline_fields(ui);
        let (name_field, password_field) = (Id::new("user name"), Id::new("password"));
        if request.username {
            let label = ui.label(text!("window-user-name"));
            ui.add(field(&mut self.username).id(name_field)).labelled_by(label.id);
        }
        let label = ui.label(text!("window-password"));
        ui.add(field(&mut self.password).id(password_field).password(!self.reveal)).labelled_by(label.id);
        if let Some(most) = request.password_length().filter(|most| self.password.chars().count() > *most) {
            card::quiet(ui, text!("window-password-length", most = most));
        }
        card::check_box(ui, &mut self.reveal, &text!("window-show-password"), Enabled::Yes);
        let remember = match request.memory {
            Memory::None => None,
            Memory::Empty => Some(text!("window-remember")),
            Memory::Outdated => Some(text!("window-remember-anew")),
        };
        if let Some(text) = remember {
            card::check_box(ui, &mut self.remember, &text, Enabled::Yes);
        }
        if is_new {
            if let Some(known) = request.known_username.as_ref().filter(|_| self.username.is_empty()) {
                self.username.clone_from(known);
            }
            let first = if request.username && self.username.is_empty() { name_field } else { password_field };
            ui.memory_mut(|memory| memory.request_focus(first));
        }
    }

    fn take(&mut self, request: &CredentialsRequest) -> Credentials {
        let password = Secret::new(self.password.as_str());
        self.wipe();
        Credentials { username: request.username.then(|| self.username.clone()), password }
    }
}

/// How the password would travel.
fn journey(ui: &mut Ui, travel: &Travel) {
    let palette = theme::current(ui.ctx());
    let colour = icon::level_colour(&palette, travel.level);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        icon::show(ui, Icon::of_level(travel.level), 18.0, colour);
        let text = match travel.level {
            Level::Private | Level::Encrypted => palette.quiet,
            Level::Unverified | Level::Clear => colour,
        };
        ui.add(egui::Label::new(RichText::new(&travel.text).color(text)).wrap());
    });
}

/// Room for any password: a text that must grow leaves a copy behind.
fn empty() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(256))
}

fn field(text: &mut String) -> TextEdit<'_> {
    TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(10, 7))
}
