//! egui between the window and the panels: events in, shapes and commands out.

use std::time::Duration;

use egui::{Context, TexturesDelta, Theme, ThemePreference, ViewportId};
use winit::event::WindowEvent;
use winit::window::Window;

use super::bar::is_edge;
use crate::config;
use crate::render::scroll::Way;
use crate::render::{BarLook, Overlay};
use crate::ui::{Claim, Command, Panels, State, bar, theme};

/// The panels and the egui context they live in.
pub(super) struct Interface {
    context: Context,
    winit: egui_winit::State,
    panels: Panels,
    theme: config::Theme,
    /// Changes of textures that no renderer has applied yet.
    textures: TexturesDelta,
}

/// One run of the panels.
pub(super) struct Run {
    /// What they drew.
    pub(super) overlay: Overlay,
    /// What the user asked for.
    pub(super) commands: Vec<Command>,
    /// When egui wants to run again; `None` when nothing moves.
    pub(super) again: Option<Duration>,
}

impl Interface {
    pub(super) fn new(window: &Window, theme: config::Theme, max_texture_side: usize) -> Self {
        let context = new_context(theme);
        let winit = new_winit(&context, window, max_texture_side);
        Self { context, winit, panels: Panels::new(), theme, textures: TexturesDelta::default() }
    }

    /// Starts egui anew for a renderer that knows none of its textures.
    pub(super) fn forget_textures(&mut self, window: &Window, max_texture_side: usize) {
        self.context = new_context(self.theme);
        self.winit = new_winit(&self.context, window, max_texture_side);
        self.textures = TexturesDelta::default();
    }

    /// Tells egui of an event. Returns whether it wants to draw because of it.
    pub(super) fn on_event(&mut self, window: &Window, event: &WindowEvent, claim: Claim) -> bool {
        let waiting = self.winit.egui_input().events.len();
        let wants = self.winit.on_window_event(window, event).repaint;
        if claim == Claim::Input {
            return wants;
        }
        // Nobody takes this event; it must not pile up.
        self.winit.egui_input_mut().events.truncate(waiting);
        false
    }

    /// The mouse is no longer with the panels.
    pub(super) fn mouse_left(&mut self) {
        self.winit.egui_input_mut().events.push(egui::Event::PointerGone);
    }

    /// Whether a panel takes the mouse at this place, in device pixels.
    pub(super) fn is_panel_at(&self, place: [f64; 2]) -> bool {
        let place = place.map(|length| length as f32 / self.context.pixels_per_point());
        let layer = self.context.layer_id_at(place.into());
        !is_edge(place[1]) && layer.is_some_and(|layer| layer.order != egui::Order::Background)
    }

    /// Where the bar is, in points.
    pub(super) fn bar(&self) -> Option<egui::Rect> {
        bar::place(&self.context)
    }

    /// Device pixels per point.
    pub(super) fn pixels_per_point(&self) -> f32 {
        self.context.pixels_per_point()
    }

    /// No panel is shown: events that came for one that has just gone must not reach the next.
    pub(super) fn rest(&mut self) {
        self.winit.egui_input_mut().events.clear();
    }

    /// Another session is shown: what was typed for the one before must not reach it.
    pub(super) fn forget_panels(&mut self) {
        self.panels = Panels::new();
        self.context.memory_mut(|memory| {
            memory.data.clear();
            memory.stop_text_input();
        });
    }

    /// What the panels want.
    pub(super) fn claim(&self, state: &State) -> Claim {
        self.panels.claim(state)
    }

    /// Lets text of the local clipboard be pasted into the panels.
    pub(super) fn offer_text(&mut self, text: String) {
        self.winit.set_clipboard_text(text);
    }

    /// The colour around the picture.
    pub(super) fn background(&self) -> [u8; 3] {
        theme::background(&self.context)
    }

    /// How scroll bars look when the mouse is on that one.
    pub(super) fn bars(&self, lit: Option<Way>) -> BarLook {
        theme::bars(&self.context, lit)
    }

    /// Runs the panels.
    pub(super) fn run(&mut self, window: &Window, state: &State) -> Run {
        let input = self.winit.take_egui_input(window);
        let mut commands = Vec::new();
        let mut output = self.context.run(input, |context| commands.extend(self.panels.show(context, state)));
        for command in std::mem::take(&mut output.platform_output.commands) {
            if let egui::OutputCommand::CopyText(text) = command {
                commands.push(Command::Copy(text));
            }
        }
        // Whether the input method is on is decided by the window, not by egui.
        self.winit.set_allow_ime(output.platform_output.ime.is_some());
        self.winit.handle_platform_output(window, output.platform_output);
        let again = output.viewport_output.get(&ViewportId::ROOT).map(|viewport| viewport.repaint_delay);
        let mut textures = std::mem::take(&mut self.textures);
        textures.append(output.textures_delta);
        let pixels_per_point = output.pixels_per_point;
        let primitives = self.context.tessellate(output.shapes, pixels_per_point);
        Run {
            overlay: Overlay { primitives, textures, pixels_per_point },
            commands,
            again: again.filter(|delay| *delay < Duration::from_secs(3600)),
        }
    }

    /// Keeps what the renderer did not apply of `textures` for the next frame.
    pub(super) fn keep(&mut self, textures: TexturesDelta) {
        self.textures = textures;
    }
}

fn new_context(choice: config::Theme) -> Context {
    let context = Context::default();
    theme::install(&context);
    context.options_mut(|options| {
        options.fallback_theme = Theme::Dark;
        options.theme_preference = match choice {
            config::Theme::Auto => ThemePreference::System,
            config::Theme::Dark => ThemePreference::Dark,
            config::Theme::Light => ThemePreference::Light,
        };
        // The size of the panels follows the screen, not keys that belong to the remote side.
        options.zoom_with_keyboard = false;
    });
    context
}

fn new_winit(context: &Context, window: &Window, max_texture_side: usize) -> egui_winit::State {
    let scale = Some(window.scale_factor() as f32);
    egui_winit::State::new(context.clone(), ViewportId::ROOT, window, scale, window.theme(), Some(max_texture_side))
}
