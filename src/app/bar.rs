//! The bar at the edge of the window: when it comes, and whose the mouse is while it is there.

use std::time::Instant;

use egui::{pos2, vec2};
use winit::event::{ElementState, TouchPhase, WindowEvent};

use super::alarm::Alarm;
use super::edge::{Button, Edge, Sight};
use super::viewer::Viewer;
use crate::session::{Command as SessionCommand, Wishes};
use crate::settings::{BarChoice, PictureQuality, Settings};
use crate::ui::bar::{self, Command, Pinned, Presence};
use crate::ui::{Claim, Menu, Page, height_above_picture, tabs};

/// What the mouse is about.
#[derive(Debug, Default)]
pub(super) struct Mouse {
    edge: Edge,
    /// Buttons that are down.
    pressed: u8,
    /// Whose it is: while a button is down, whoever it was pressed on keeps it.
    owner: Owner,
}

/// Whose the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Owner {
    #[default]
    Remote,
    Panel,
}

impl Viewer {
    /// What the panels want of this one event: those that take only what is over them get it, or let it through.
    pub(super) fn claim_on(&mut self, event: &WindowEvent) -> Claim {
        let claim = self.claim();
        let before = self.bar.owner;
        match event {
            WindowEvent::CursorMoved { position, .. } => {
                self.settle_owner(claim, Some([position.x, position.y]));
            }
            WindowEvent::CursorLeft { .. } => self.settle_owner(claim, None),
            WindowEvent::MouseInput { state: ElementState::Pressed, .. } => {
                self.settle_owner(claim, self.mouse);
                self.bar.pressed = self.bar.pressed.saturating_add(1);
                self.look_at_edge();
            }
            WindowEvent::MouseInput { state: ElementState::Released, .. } => {
                self.bar.pressed = self.bar.pressed.saturating_sub(1);
                self.look_at_edge();
            }
            WindowEvent::Touch(touch) => match touch.phase {
                TouchPhase::Started => {
                    self.settle_owner(claim, Some(touch.location.into()));
                    self.bar.pressed = self.bar.pressed.saturating_add(1);
                }
                TouchPhase::Moved => {}
                TouchPhase::Ended | TouchPhase::Cancelled => self.bar.pressed = self.bar.pressed.saturating_sub(1),
            },
            WindowEvent::MouseWheel { .. } => self.settle_owner(claim, self.mouse),
            // Where a recording is played, there is nobody else to type for.
            _ if self.tab.state.player.is_some() && claim != Claim::Hidden => return Claim::Input,
            _ => return if claim == Claim::Area { Claim::Shown } else { claim },
        }
        if claim != Claim::Area {
            return claim;
        }
        match (before, self.bar.owner) {
            (_, Owner::Panel) => Claim::Input,
            (Owner::Panel, Owner::Remote) => {
                if let Some(view) = &mut self.view {
                    view.interface.mouse_left();
                }
                self.redraw();
                Claim::Shown
            }
            (Owner::Remote, Owner::Remote) => Claim::Shown,
        }
    }

    /// Whether the mouse is over a panel that wants it there.
    pub(super) fn is_mouse_on_panel(&self) -> bool {
        self.bar.owner == Owner::Panel
    }

    fn settle_owner(&mut self, claim: Claim, place: Option<[f64; 2]>) {
        if self.bar.pressed > 0 {
            return;
        }
        let on_panel = match (claim, place, &self.view) {
            (Claim::Area, Some(place), Some(view)) => {
                view.interface.is_panel_at(place, height_above_picture(&self.tab.state))
            }
            _ => false,
        };
        self.bar.owner = if on_panel { Owner::Panel } else { Owner::Remote };
    }

    /// The mouse or something about the window has changed, or it is time to look: the bar comes or goes.
    pub(super) fn look_at_edge(&mut self) {
        let now = Instant::now();
        let (presence, again) = if let Some(sight) = self.sight() {
            self.bar.edge.look(&sight, now)
        } else {
            self.bar.edge = Edge::Away;
            (Presence::Away, None)
        };
        match again {
            Some(wait) => self.alarms.set(Alarm::Bar, now, wait),
            None => self.alarms.cancel(Alarm::Bar),
        }
        if self.tab.state.bar.presence != Presence::Keyboard && self.tab.state.bar.presence != presence {
            self.tab.state.bar.presence = presence;
            self.redraw();
        }
    }

    /// What the edge is to see; `None` where there is to be no bar.
    fn sight(&self) -> Option<Sight> {
        let state = &self.tab.state;
        let view = self.view.as_ref()?;
        let is_off = self.tab.settings.window.bar == BarChoice::Off && !state.bar.is_shown();
        if is_off || state.page != Page::Desktop || state.menu != Menu::Closed || !self.focused || self.capture.is_on()
        {
            return None;
        }
        let factor = view.interface.pixels_per_point();
        // Tabs move the edge down.
        let top = tabs::height(state);
        let mouse = self.mouse.map(|[x, y]| pos2(x as f32 / factor, y as f32 / factor - top));
        let bar =
            state.bar.is_shown().then(|| view.interface.bar()).flatten().map(|bar| bar.translate(vec2(0.0, -top)));
        let button = if self.bar.pressed > 0 { Button::Down } else { Button::Up };
        Some(Sight { mouse, width: view.extent().width as f32 / factor, bar, pinned: state.bar.pinned, button })
    }

    /// Does what the bar or the menu asked for.
    pub(super) fn perform_bar(&mut self, command: Command) {
        match command {
            Command::Pin => {
                let bar = &mut self.tab.state.bar;
                let choice = if bar.pinned == Pinned::Yes { BarChoice::Auto } else { BarChoice::Pinned };
                bar.pinned = pinned(choice);
                self.remember("window", "bar", &choice);
                self.look_at_edge();
                self.follow_window();
            }
            Command::Leave => self.leave_bar(),
            Command::Screenshot(to) => self.take_screenshot(to),
        }
    }

    /// Gives the keyboard to the bar, or takes it back.
    pub(super) fn toggle_bar(&mut self) {
        if self.tab.state.bar.presence == Presence::Keyboard {
            return self.leave_bar();
        }
        if self.tab.state.page == Page::Desktop && self.tab.state.menu == Menu::Closed {
            self.free_mouse();
            self.release_input();
            self.tab.state.bar.presence = Presence::Keyboard;
            self.redraw();
        }
    }

    fn leave_bar(&mut self) {
        self.tab.state.bar.presence = Presence::Away;
        self.look_at_edge();
        self.capture_mouse();
        self.redraw();
    }

    /// Settings are others than `before`.
    pub(super) fn bar_settings_changed(&mut self, before: &Settings) {
        let bar = self.tab.settings.window.bar;
        if bar != before.window.bar {
            self.tab.state.bar.pinned = pinned(bar);
            self.look_at_edge();
            self.follow_window();
        }
        let quality = self.tab.settings.picture.quality;
        if quality != before.picture.quality && quality.wish() != self.tab.state.wishes.quality {
            self.set_wishes(Wishes { quality: quality.wish(), ..self.tab.state.wishes.clone() });
        }
    }

    /// Has pixels sent in another way.
    pub(super) fn set_wishes(&mut self, wishes: Wishes) {
        if wishes.quality != self.tab.state.wishes.quality
            && let Some(quality) = PictureQuality::ALL.into_iter().find(|quality| quality.wish() == wishes.quality)
        {
            self.remember("picture", "quality", &quality);
        }
        self.tab.state.wishes = wishes.clone();
        self.tab.send(SessionCommand::Wishes(wishes));
    }
}

/// Whether a bar stays that is chosen so.
pub(super) fn pinned(choice: BarChoice) -> Pinned {
    match choice {
        BarChoice::Pinned => Pinned::Yes,
        BarChoice::Auto | BarChoice::Off => Pinned::No,
    }
}

/// The first points at the edge are the remote desktop's, whatever is shown there.
pub(super) fn is_edge(y: f32) -> bool {
    (0.0..bar::EDGE).contains(&y)
}
