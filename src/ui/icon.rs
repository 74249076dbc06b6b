//! Small drawings beside words: locks for how private a session is, signs for how much is at stake, and one sign for each kind of
//! failure. They are drawn in a square of 24 units, so that they are sharp at every size and scale.

mod playing;
mod signs;
mod tools;

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use egui::{Color32, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

use super::theme::Palette;

use crate::session::{FailureKind, Level, Severity};

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    /// A closed lock.
    Lock,
    /// A closed lock with a question mark.
    LockInDoubt,
    /// An open lock.
    OpenLock,
    /// An i in a circle.
    Notice,
    /// An exclamation mark in a triangle.
    Warning,
    /// An exclamation mark in an octagon.
    Stop,
    /// A line with a cross in its gap.
    Broken,
    /// A circle with a bar.
    NoEntry,
    /// A key.
    Key,
    /// A speech bubble with a question mark.
    Puzzled,
    /// A computer.
    Computer,
    /// Waves from a point, crossed out.
    NoSignal,
    /// Into full screen.
    Enlarge,
    /// Out of it.
    Reduce,
    /// How large the picture is.
    Magnifier,
    /// How true the picture is.
    Picture,
    /// What is typed.
    Keyboard,
    /// What is copied.
    Clipboard,
    /// Only look.
    Eye,
    /// Keep what is to be seen.
    Camera,
    /// How it goes, in numbers.
    Chart,
    /// Record what is to be seen.
    Record,
    /// Play what was recorded.
    Play,
    /// Stand still.
    Pause,
    /// One picture on.
    StepForward,
    /// One picture back.
    StepBack,
    /// What happened, in words.
    List,
    /// How it should be.
    Gear,
    /// The remote machine on and off.
    Power,
    /// End it.
    Leave,
    /// Let it stay where it is.
    Pin,
    /// Once more.
    Refresh,
    /// Several monitors.
    Screens,
    /// There is more behind it.
    Forward,
    /// Where one came from.
    Back,
    /// It is so.
    Check,
    /// There is more.
    More,
    /// A plus sign.
    Plus,
    /// Take it away.
    Cross,
}

impl Icon {
    /// The sign for how private a session is.
    pub(super) fn of_level(level: Level) -> Icon {
        match level {
            Level::Private | Level::Encrypted => Icon::Lock,
            Level::Unverified => Icon::LockInDoubt,
            Level::Clear => Icon::OpenLock,
        }
    }

    /// The sign for how much is at stake.
    pub(super) fn of_severity(severity: Severity) -> Icon {
        match severity {
            Severity::Notice => Icon::Notice,
            Severity::Warning => Icon::Warning,
            Severity::Alarm => Icon::Stop,
        }
    }

    /// The sign for a kind of failure.
    pub(super) fn of_failure(kind: FailureKind) -> Icon {
        match kind {
            FailureKind::Connect => Icon::NoSignal,
            FailureKind::Refused | FailureKind::Distrusted => Icon::NoEntry,
            FailureKind::Authentication => Icon::Key,
            FailureKind::Protocol => Icon::Puzzled,
            FailureKind::Lost => Icon::Broken,
            FailureKind::Local => Icon::Computer,
        }
    }
}

/// The colour of how private a session is.
pub(super) fn level_colour(palette: &Palette, level: Level) -> Color32 {
    match level {
        Level::Private | Level::Encrypted => palette.safe,
        Level::Unverified => palette.warning,
        Level::Clear => palette.alarm,
    }
}

/// The colour of a sign that says how private a session is; others have none of their own.
pub(super) fn own_colour(palette: &Palette, icon: Icon) -> Option<Color32> {
    match icon {
        Icon::Lock => Some(palette.safe),
        Icon::LockInDoubt => Some(palette.warning),
        Icon::OpenLock => Some(palette.alarm),
        Icon::Record => Some(palette.record),
        _ => None,
    }
}

/// The colour of how much is at stake.
pub(super) fn severity_colour(palette: &Palette, severity: Severity) -> Color32 {
    match severity {
        Severity::Notice => palette.notice,
        Severity::Warning => palette.warning,
        Severity::Alarm => palette.alarm,
    }
}

/// Draws `icon` in a square with sides of `side` points.
pub(super) fn show(ui: &mut Ui, icon: Icon, side: f32, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    paint(ui.painter(), rect, icon, colour);
}

/// Draws `icon` in a tinted disc of `side` points.
pub(super) fn medallion(ui: &mut Ui, icon: Icon, side: f32, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    ui.painter().circle_filled(rect.center(), side / 2.0, colour.gamma_multiply(0.16));
    paint(ui.painter(), rect.shrink(side * 0.22), icon, colour);
}

/// Draws `icon` into the square `rect`.
pub(super) fn paint(painter: &Painter, rect: Rect, icon: Icon, colour: Color32) {
    let pen = Pen { painter, rect, colour };
    match icon {
        Icon::Lock => pen.lock(Shackle::Closed),
        Icon::LockInDoubt => {
            pen.lock(Shackle::Closed);
            pen.cut_question([12.0, 15.3], 0.62);
        }
        Icon::OpenLock => pen.lock(Shackle::Open),
        Icon::Notice => pen.notice(),
        Icon::Warning => pen.warning(),
        Icon::Stop => pen.stop(),
        Icon::Broken => pen.broken(),
        Icon::NoEntry => pen.no_entry(),
        Icon::Key => pen.key(),
        Icon::Puzzled => pen.puzzled(),
        Icon::Computer => pen.computer(),
        Icon::NoSignal => pen.no_signal(),
        Icon::Enlarge => pen.enlarge(),
        Icon::Reduce => pen.reduce(),
        Icon::Magnifier => pen.magnifier(),
        Icon::Picture => pen.picture(),
        Icon::Keyboard => pen.keyboard(),
        Icon::Clipboard => pen.clipboard(),
        Icon::Eye => pen.eye(),
        Icon::Camera => pen.camera(),
        Icon::Record => pen.record(),
        Icon::Play => pen.play(),
        Icon::Pause => pen.pause(),
        Icon::StepForward => pen.step_forward(),
        Icon::StepBack => pen.step_back(),
        Icon::Chart => pen.chart(),
        Icon::List => pen.list(),
        Icon::Gear => pen.gear(),
        Icon::Power => pen.power(),
        Icon::Leave => pen.leave(),
        Icon::Pin => pen.pin(),
        Icon::Refresh => pen.refresh(),
        Icon::Screens => pen.screens(),
        Icon::Forward | Icon::Back | Icon::Check | Icon::More => pen.mark(icon),
        Icon::Cross => {
            pen.line(&[[4.5, 4.5], [19.5, 19.5]]);
            pen.line(&[[19.5, 4.5], [4.5, 19.5]]);
        }
        Icon::Plus => {
            pen.line(&[[12.0, 3.0], [12.0, 21.0]]);
            pen.line(&[[3.0, 12.0], [21.0, 12.0]]);
        }
    }
}

/// Whether a lock holds.
#[derive(Clone, Copy, PartialEq)]
enum Shackle {
    Closed,
    Open,
}

/// Draws in units.
struct Pen<'a> {
    painter: &'a Painter,
    rect: Rect,
    colour: Color32,
}

impl Pen<'_> {
    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * self.unit()
    }

    fn unit(&self) -> f32 {
        self.rect.width() / 24.0
    }

    fn stroke(&self) -> Stroke {
        Stroke::new((2.0 * self.unit()).max(1.2), self.colour)
    }

    fn line(&self, points: &[[f32; 2]]) {
        self.painter.add(Shape::line(points.iter().map(|&point| self.at(point)).collect(), self.stroke()));
    }

    fn outline(&self, points: &[[f32; 2]]) {
        self.painter.add(Shape::closed_line(points.iter().map(|&point| self.at(point)).collect(), self.stroke()));
    }

    fn ring(&self, centre: [f32; 2], radius: f32) {
        self.painter.circle_stroke(self.at(centre), radius * self.unit(), self.stroke());
    }

    fn dot(&self, centre: [f32; 2], radius: f32) {
        self.painter.circle_filled(self.at(centre), radius * self.unit(), self.colour);
    }

    fn arc(&self, [x, y]: [f32; 2], radius: f32, from: f32, to: f32) {
        const STEPS: u8 = 20;
        let points: Vec<[f32; 2]> = (0..=STEPS)
            .map(|step| from + (to - from) * f32::from(step) / f32::from(STEPS))
            .map(|angle| [x + radius * angle.cos(), y + radius * angle.sin()])
            .collect();
        self.line(&points);
    }

    fn exclamation(&self, [x, y]: [f32; 2], length: f32) {
        self.line(&[[x, y], [x, y + length]]);
        self.dot([x, y + length + 3.2], 1.35);
    }

    fn question(&self, [x, y]: [f32; 2], scale: f32) {
        let pen = |dx: f32, dy: f32| [x + dx * scale, y + dy * scale];
        self.arc(pen(0.0, -2.2), 2.9 * scale, -PI, FRAC_PI_2);
        self.line(&[pen(0.0, 0.7), pen(0.0, 2.2)]);
        self.dot(pen(0.0, 5.2), 1.35 * scale.max(0.8));
    }

    /// A question mark that is left out of what is drawn already.
    fn cut_question(&self, centre: [f32; 2], scale: f32) {
        let ground = if self.colour.intensity() > 0.5 { Color32::from_gray(20) } else { Color32::WHITE };
        Pen { painter: self.painter, rect: self.rect, colour: ground }.question(centre, scale);
    }

    fn lock(&self, shackle: Shackle) {
        let body = Rect::from_min_max(self.at([4.0, 10.4]), self.at([20.0, 21.8]));
        self.painter.rect_filled(body, 2.2 * self.unit(), self.colour);
        let left = match shackle {
            Shackle::Closed => 7.4,
            // Swung out to the right.
            Shackle::Open => 14.2,
        };
        let (middle, top) = (left + 4.6, 7.0);
        self.arc([middle, top], 4.6, PI, TAU);
        self.line(&[[left, top], [left, 11.0]]);
        match shackle {
            Shackle::Closed => self.line(&[[left + 9.2, top], [left + 9.2, 11.0]]),
            Shackle::Open => self.line(&[[left + 9.2, top], [left + 9.2, 8.4]]),
        }
    }
}

/// The corners of a regular polygon around the middle, one of its sides on top.
fn polygon(corners: u8, radius: f32) -> Vec<[f32; 2]> {
    let step = TAU / f32::from(corners);
    let angle = |corner: u8| -FRAC_PI_2 + step / 2.0 + step * f32::from(corner);
    (0..corners).map(angle).map(|angle| [12.0 + radius * angle.cos(), 12.0 + radius * angle.sin()]).collect()
}
