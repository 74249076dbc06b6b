//! egui between the window and the panels: events in, shapes and commands out.

use std::time::Duration;

use egui::epaint::ImageDelta;
use egui::{Context, TextureId, TextureOptions, TexturesDelta, Theme, ThemePreference, ViewportId};
use egui_winit::accesskit_winit::WindowEvent as ReaderEvent;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

use super::appearance::Appearance;
use super::bar::is_edge;
use super::wakeup::Wakeup;
use crate::config;
use crate::render::scroll::Way;
use crate::render::{self, BarLook, Overlay};
use crate::ui::theme::Motion;
use crate::ui::typeface::{self, Missing};
use crate::ui::{Claim, Command, Panels, State, bar, theme};

/// The panels and the egui context they live in.
pub(super) struct Interface {
    context: Context,
    winit: egui_winit::State,
    panels: Panels,
    look: Look,
    /// Device pixels per point, as the window system told last. A window under X11 does not know it by itself before it is
    /// moved.
    scale_factor: f64,
    /// Changes of textures that no renderer has applied yet.
    textures: TexturesDelta,
    missing: Missing,
    /// Whether a program reads the window aloud.
    is_read_aloud: bool,
}

/// What decides between dark and light, and whether things move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    theme: config::Theme,
    motion: config::Motion,
    desktop: Appearance,
}

/// One run of the panels.
pub(super) struct Run {
    /// What they drew.
    pub(super) overlay: Overlay,
    /// What the user asked for.
    pub(super) commands: Vec<Command>,
    /// When egui wants to run again; `None` when nothing moves.
    pub(super) again: Option<Duration>,
    /// Letters that no typeface has.
    pub(super) missing: String,
}

impl Interface {
    pub(super) fn new(window: &Window, theme: config::Theme, motion: config::Motion, max_texture_side: usize) -> Self {
        let look = Look { theme, motion, desktop: Appearance::default() };
        let context = new_context();
        look.apply(&context);
        let scale_factor = window.scale_factor();
        let (theme, side) = (window.theme(), Some(max_texture_side));
        let winit =
            egui_winit::State::new(context.clone(), ViewportId::ROOT, window, Some(scale_factor as f32), theme, side);
        let (textures, missing) = (TexturesDelta::default(), Missing::default());
        Self { context, winit, panels: Panels::new(), look, scale_factor, textures, missing, is_read_aloud: false }
    }

    /// Lets programs read the window aloud, which they ask for when they want to. The window must not have been shown yet.
    pub(super) fn offer_to_readers(
        &mut self,
        event_loop: &ActiveEventLoop,
        window: &Window,
        proxy: EventLoopProxy<Wakeup>,
    ) {
        self.winit.init_accesskit(event_loop, window, proxy);
    }

    /// A program that reads windows aloud wants something.
    pub(super) fn on_reader(&mut self, event: ReaderEvent) {
        match event {
            ReaderEvent::InitialTreeRequested => {
                self.is_read_aloud = true;
                self.context.enable_accesskit();
            }
            ReaderEvent::ActionRequested(request) => self.winit.on_accesskit_action_request(request),
            ReaderEvent::AccessibilityDeactivated => {
                self.is_read_aloud = false;
                self.context.disable_accesskit();
            }
        }
    }

    /// Whether a program reads the window aloud, and so must be told when nothing is left to read.
    pub(super) fn is_read_aloud(&self) -> bool {
        self.is_read_aloud
    }

    /// The desktop says how programs should look. Whether that changes something.
    pub(super) fn take_appearance(&mut self, desktop: Appearance) -> bool {
        self.change_look(Look { desktop, ..self.look })
    }

    /// The user says how the window should look. Whether that changes something.
    pub(super) fn prefer(&mut self, theme: config::Theme, motion: config::Motion) -> bool {
        self.change_look(Look { theme, motion, ..self.look })
    }

    fn change_look(&mut self, look: Look) -> bool {
        let changes = self.look != look;
        self.look = look;
        look.apply(&self.context);
        changes
    }

    /// Typefaces were found.
    pub(super) fn take_typefaces(&self) {
        typeface::install(&self.context);
    }

    /// A new renderer knows none of the textures.
    pub(super) fn forget_textures(&mut self, max_texture_side: usize) {
        self.winit.set_max_texture_side(max_texture_side);
        self.textures = TexturesDelta::default();
        // Before the first run there are no letters.
        if self.context.cumulative_pass_nr() > 0 {
            #[expect(clippy::redundant_closure_for_method_calls, reason = "the method itself is too narrow a type")]
            let letters = self.context.fonts(|fonts| fonts.image());
            self.textures.set.push((TextureId::default(), ImageDelta::full(letters, TextureOptions::LINEAR)));
        }
    }

    /// Tells egui of an event. Returns whether it wants to draw because of it.
    pub(super) fn on_event(&mut self, window: &Window, event: &WindowEvent, claim: Claim) -> bool {
        self.match_scale_factor(window);
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

    /// Whether a panel takes the mouse at this place, in device pixels, where the picture begins `top` points from above.
    pub(super) fn is_panel_at(&self, place: [f64; 2], top: f32) -> bool {
        let place = place.map(|length| length as f32 / self.context.pixels_per_point());
        let layer = self.context.layer_id_at(place.into());
        !is_edge(place[1] - top) && layer.is_some_and(|layer| layer.order != egui::Order::Background)
    }

    /// Where the bar is, in points.
    pub(super) fn bar(&self) -> Option<egui::Rect> {
        bar::place(&self.context)
    }

    /// The window system tells how many device pixels a point has. Returns whether that is news.
    pub(super) fn set_scale_factor(&mut self, scale_factor: f64) -> bool {
        let before = std::mem::replace(&mut self.scale_factor, scale_factor);
        (before - scale_factor).abs() > f64::EPSILON
    }

    /// Device pixels per point, as the window system told last.
    pub(super) fn scale_factor(&self) -> f64 {
        self.scale_factor
    }

    /// Sees to it that egui, which asks the window, has the scale that was told.
    fn match_scale_factor(&self, window: &Window) {
        let zoom = (self.scale_factor / window.scale_factor()) as f32;
        self.context.options_mut(|options| options.zoom_factor = zoom);
    }

    /// Device pixels per point, as of the last frame.
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
        // Where the mouse is now, only its next movement tells.
        self.winit.egui_input_mut().events.push(egui::Event::PointerGone);
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
        self.match_scale_factor(window);
        let input = self.winit.take_egui_input(window);
        let mut commands = Vec::new();
        let is_read_aloud = self.is_read_aloud;
        let mut output = self.context.run(input, |context| {
            commands.extend(self.panels.show(context, state));
            if is_read_aloud {
                context.accesskit_node_builder(egui::accesskit_root_id(), |window| window.set_label(state.title()));
            }
        });
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
        let missing = self.missing.look(&self.context, output.shapes.iter().map(|clipped| &clipped.shape));
        let primitives = self.context.tessellate(output.shapes, pixels_per_point);
        Run {
            overlay: Overlay { primitives, textures, pixels_per_point, panels: render::Panels::New },
            commands,
            again: again.filter(|delay| *delay < Duration::from_secs(3600)),
            missing,
        }
    }

    /// Keeps what the renderer did not apply of `textures` for the next frame.
    pub(super) fn keep(&mut self, textures: TexturesDelta) {
        self.textures = textures;
    }
}

impl Look {
    fn apply(self, context: &Context) {
        let preference = match (self.theme, self.desktop.theme) {
            (config::Theme::Auto, None) => ThemePreference::System,
            (config::Theme::Dark, _) | (config::Theme::Auto, Some(Theme::Dark)) => ThemePreference::Dark,
            (config::Theme::Light, _) | (config::Theme::Auto, Some(Theme::Light)) => ThemePreference::Light,
        };
        context.set_theme(preference);
        theme::set_motion(
            context,
            match (self.motion, self.desktop.motion) {
                (config::Motion::Reduced, _) | (config::Motion::Auto, Some(Motion::Reduced)) => Motion::Reduced,
                (config::Motion::Full | config::Motion::Auto, _) => Motion::Usual,
            },
        );
    }
}

fn new_context() -> Context {
    let context = Context::default();
    theme::install(&context);
    typeface::install(&context);
    context.options_mut(|options| {
        options.fallback_theme = Theme::Dark;
        // The size of the panels follows the screen, not keys that belong to the remote side.
        options.zoom_with_keyboard = false;
    });
    context
}
