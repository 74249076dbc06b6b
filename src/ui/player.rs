//! The player of recordings: a time line and what goes with it, at the lower edge of the window. It goes while a recording
//! plays and nobody moves the mouse; its keys work all the same.

mod timeline;

use std::time::Duration;

use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, RichText, Sense, Stroke, Ui, Vec2,
};

use super::icon::{self, Icon};
use super::{Claim, Command as UiCommand, Menu, Page, Panel, bar, row, theme};
use crate::session::{Control, Direction, Extent, Motion, Playback, Speed};
use crate::text::text;

/// What is known of a recording that is being played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// How it is played.
    pub playback: Playback,
    /// Whether the time line is to be seen.
    pub presence: Presence,
}

/// Whether the time line is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// It is.
    #[default]
    Shown,
    /// It is not, since nobody moves the mouse.
    Away,
}

/// What the arrow keys move it by, alone and with the Shift key.
const LEAP: Duration = Duration::from_secs(5);
const FAR_LEAP: Duration = Duration::from_secs(60);

const WIDTH: f32 = 820.0;
const BUTTON: Vec2 = Vec2::new(34.0, 32.0);
const NAME: &str = "player";

#[derive(Default)]
pub(super) struct PlayerPanel;

impl Panel for PlayerPanel {
    fn name(&self) -> &'static str {
        NAME
    }

    fn claim(&self, state: &super::State) -> Claim {
        let player = state.player.filter(|_| state.page == Page::Desktop && state.menu == Menu::Closed);
        match player.map(|player| player.presence) {
            None => Claim::Hidden,
            // Its keys work while it is away.
            Some(Presence::Away) => Claim::Shown,
            Some(Presence::Shown) => Claim::Area,
        }
    }

    fn show(&mut self, context: &Context, state: &super::State, commands: &mut Vec<UiCommand>) {
        let Some(State { playback, presence }) = state.player else { return };
        let mut wanted = keys(context, &playback);
        if context.input(|input| input.key_pressed(Key::S)) {
            commands.push(save());
        }
        if state.settings.full_screen && context.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(UiCommand::ToggleFullScreen);
        }
        if presence == Presence::Shown {
            let width = WIDTH.min(context.content_rect().width() - 24.0);
            let area = Area::new(Id::new(NAME)).order(Order::Middle).sense(Sense::hover());
            area.anchor(Align2::CENTER_BOTTOM, Vec2::new(0.0, -12.0)).show(context, |ui| {
                frame(ui).show(ui, |ui| {
                    ui.set_width(width - 24.0);
                    ui.spacing_mut().item_spacing = Vec2::new(4.0, 4.0);
                    wanted = timeline::show(ui, &playback).or(wanted);
                    wanted = buttons(ui, state, &playback, commands).or(wanted);
                });
            });
        }
        commands.extend(wanted.map(UiCommand::Player));
    }
}

fn frame(ui: &Ui) -> Frame {
    let palette = theme::current(ui.ctx());
    let frame = Frame::popup(ui.style()).fill(palette.card).stroke(Stroke::new(1.0, palette.edge));
    frame.corner_radius(10).inner_margin(Margin::symmetric(12, 6))
}

/// What the keys ask for.
fn keys(context: &Context, playback: &Playback) -> Option<Control> {
    // What has the focus takes the keys that it knows.
    let is_free = context.memory(|memory| memory.focused().is_none_or(|focused| focused == timeline::id()));
    let pressed = |key| context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let shifted = |key| context.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let leap = |far| if far { FAR_LEAP } else { LEAP };
    if is_free {
        if pressed(Key::Space) {
            return Some(toggled(playback));
        }
        for far in [true, false] {
            let hit = |key| if far { shifted(key) } else { pressed(key) };
            if hit(Key::ArrowRight) {
                return Some(Control::Seek((playback.place + leap(far)).min(playback.length)));
            }
            if hit(Key::ArrowLeft) {
                return Some(Control::Seek(playback.place.saturating_sub(leap(far))));
            }
        }
    }
    let step = |direction| Some(Control::Step(direction));
    match () {
        () if pressed(Key::Comma) => step(Direction::Back),
        () if pressed(Key::Period) => step(Direction::Forward),
        () if pressed(Key::Home) => Some(Control::Seek(Duration::ZERO)),
        () if pressed(Key::End) => Some(Control::Seek(playback.length)),
        () if pressed(Key::Plus) || pressed(Key::Equals) => Some(Control::Speed(playback.speed.faster())),
        () if pressed(Key::Minus) => Some(Control::Speed(playback.speed.slower())),
        () => None,
    }
}

fn buttons(ui: &mut Ui, state: &super::State, playback: &Playback, commands: &mut Vec<UiCommand>) -> Option<Control> {
    let mut wanted = None;
    ui.horizontal(|ui| {
        let plays = playback.motion == Motion::Playing || playback.motion == Motion::Seeking;
        if button(ui, Icon::StepBack, &text!("recording-step-back"), ",").clicked() {
            wanted = Some(Control::Step(Direction::Back));
        }
        let (sign, name) =
            if plays { (Icon::Pause, text!("recording-pause")) } else { (Icon::Play, text!("recording-play")) };
        if button(ui, sign, &name, &text!("recording-space-key")).clicked() {
            wanted = Some(toggled(playback));
        }
        if button(ui, Icon::StepForward, &text!("recording-step-forward"), ".").clicked() {
            wanted = Some(Control::Step(Direction::Forward));
        }
        ui.add_space(6.0);
        time(ui, playback);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let full = state.settings.full_screen;
            let sign = if full { Icon::Reduce } else { Icon::Enlarge };
            if button(ui, sign, &text!("bar-full-screen"), "F11").clicked() {
                commands.push(UiCommand::ToggleFullScreen);
            }
            if button(ui, Icon::Camera, &text!("recording-save-picture"), "S").clicked() {
                commands.push(save());
            }
            wanted = speed(ui, playback).or(wanted);
        });
    });
    wanted
}

fn time(ui: &mut Ui, playback: &Playback) {
    let palette = theme::current(ui.ctx());
    let more = if playback.extent == Extent::Growing { "…" } else { "" };
    ui.label(RichText::new(shown(playback.place)).color(palette.text));
    ui.label(RichText::new(format!("/ {}{more}", shown(playback.length))).color(palette.quiet));
}

/// The speed, which a click makes faster, and slower again after the fastest.
fn speed(ui: &mut Ui, playback: &Playback) -> Option<Control> {
    let name = format!("{} ×", f64::from(playback.speed.percent()) / 100.0);
    let answer = ui.add(egui::Button::new(name).min_size(Vec2::new(64.0, 28.0)));
    let answer = answer.on_hover_text(format!("{}  (+ −)", text!("recording-speed")));
    let faster = playback.speed.faster();
    let next = if faster == playback.speed { Speed::ALL[0] } else { faster };
    answer.clicked().then_some(Control::Speed(next))
}

/// A sign that can be clicked.
fn button(ui: &mut Ui, sign: Icon, name: &str, keys: &str) -> Response {
    let (rect, answer) = ui.allocate_exact_size(BUTTON, Sense::click());
    answer.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
    row::paint_ground(ui, rect, &answer, egui::Color32::TRANSPARENT);
    let colour = theme::current(ui.ctx()).text;
    icon::paint(ui.painter(), Rect::from_center_size(rect.center(), Vec2::splat(18.0)), sign, colour);
    answer.on_hover_text(format!("{name}  ({keys})"))
}

fn toggled(playback: &Playback) -> Control {
    match playback.motion {
        Motion::Playing | Motion::Seeking => Control::Pause,
        Motion::Paused | Motion::Ended => Control::Play,
    }
}

fn save() -> UiCommand {
    UiCommand::Bar(bar::Command::Screenshot(bar::Destination::File))
}

/// A place on the time line as people write it: `0:07`, `12:30`, `1:02:03`.
fn shown(place: Duration) -> String {
    let (seconds, minutes) = (place.as_secs() % 60, place.as_secs() / 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::super::State as UiState;
    use super::super::gallery::{LEVELS, session};
    use super::super::stage::Stage;
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn state(motion: Motion) -> UiState {
        let playback = Playback { place: seconds(72), length: seconds(3700), motion, ..Playback::default() };
        let player = Some(State { playback, presence: Presence::Shown });
        UiState { player, privacy: None, ..session(LEVELS[3]) }
    }

    #[test]
    fn keys_do_what_the_buttons_do_wherever_the_time_line_is() {
        for presence in [Presence::Shown, Presence::Away] {
            for (key, wanted) in [
                (Key::Space, Control::Pause),
                (Key::ArrowRight, Control::Seek(seconds(77))),
                (Key::ArrowLeft, Control::Seek(seconds(67))),
                (Key::Comma, Control::Step(Direction::Back)),
                (Key::Period, Control::Step(Direction::Forward)),
                (Key::Home, Control::Seek(seconds(0))),
                (Key::End, Control::Seek(seconds(3700))),
                (Key::Plus, Control::Speed(Speed::NORMAL.faster())),
                (Key::Minus, Control::Speed(Speed::NORMAL.slower())),
            ] {
                let mut state = state(Motion::Playing);
                state.player.as_mut().expect("a player").presence = presence;
                let mut stage = Stage::usual(state);
                stage.press(key);
                assert_eq!(stage.commands, [UiCommand::Player(wanted)], "{key:?} {presence:?}");
            }
        }
        let mut stage = Stage::usual(state(Motion::Playing));
        stage.press_with(Key::ArrowRight, Modifiers::SHIFT);
        stage.press(Key::S);
        assert_eq!(stage.commands, [UiCommand::Player(Control::Seek(seconds(132))), save()]);
    }

    #[test]
    fn every_button_works_by_the_mouse() {
        for (name, motion, wanted) in [
            ("Previous picture", Motion::Playing, Control::Step(Direction::Back)),
            ("Pause", Motion::Playing, Control::Pause),
            ("Play", Motion::Paused, Control::Play),
            ("Play", Motion::Ended, Control::Play),
            ("Next picture", Motion::Paused, Control::Step(Direction::Forward)),
        ] {
            let mut stage = Stage::usual(state(motion));
            stage.click_named(name);
            assert_eq!(stage.commands, [UiCommand::Player(wanted)], "{name}");
        }
        let mut stage = Stage::usual(state(Motion::Playing));
        stage.click("1 ×");
        assert_eq!(stage.commands, [UiCommand::Player(Control::Speed(Speed::NORMAL.faster()))]);
    }

    #[test]
    fn a_click_on_the_time_line_goes_there() {
        let mut stage = Stage::usual(state(Motion::Paused));
        stage.click_named("Time line");
        let [UiCommand::Player(Control::Seek(place))] = stage.commands[..] else { panic!("{:?}", stage.commands) };
        assert!(place.abs_diff(seconds(1850)) < seconds(20), "{place:?}");
    }

    #[test]
    fn times_are_written_as_people_do() {
        for (place, text) in [(0, "0:00"), (7, "0:07"), (750, "12:30"), (3723, "1:02:03"), (360_000, "100:00:00")] {
            assert_eq!(shown(seconds(place)), text);
        }
    }
}
