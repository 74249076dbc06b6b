//! The signs of what can be done in a session, on its bar and in its menu.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use egui::Rect;

use super::{Icon, Pen};

impl Pen<'_> {
    /// Corners that point outwards.
    pub(super) fn enlarge(&self) {
        self.line(&[[3.0, 9.0], [3.0, 3.0], [9.0, 3.0]]);
        self.line(&[[15.0, 3.0], [21.0, 3.0], [21.0, 9.0]]);
        self.line(&[[21.0, 15.0], [21.0, 21.0], [15.0, 21.0]]);
        self.line(&[[9.0, 21.0], [3.0, 21.0], [3.0, 15.0]]);
    }

    /// Corners that point inwards.
    pub(super) fn reduce(&self) {
        self.line(&[[8.5, 2.5], [8.5, 8.5], [2.5, 8.5]]);
        self.line(&[[15.5, 2.5], [15.5, 8.5], [21.5, 8.5]]);
        self.line(&[[15.5, 21.5], [15.5, 15.5], [21.5, 15.5]]);
        self.line(&[[8.5, 21.5], [8.5, 15.5], [2.5, 15.5]]);
    }

    pub(super) fn magnifier(&self) {
        self.ring([10.0, 10.0], 6.8);
        self.line(&[[15.0, 15.0], [21.5, 21.5]]);
    }

    pub(super) fn picture(&self) {
        self.outline(&[[2.5, 4.0], [21.5, 4.0], [21.5, 20.0], [2.5, 20.0]]);
        self.line(&[[4.0, 18.0], [9.5, 11.0], [13.5, 15.6], [16.0, 13.2], [20.2, 18.0]]);
        self.dot([16.6, 8.4], 1.7);
    }

    pub(super) fn keyboard(&self) {
        self.outline(&[[2.0, 6.0], [22.0, 6.0], [22.0, 18.5], [2.0, 18.5]]);
        for x in [6.0, 10.0, 14.0, 18.0] {
            self.dot([x, 10.2], 1.15);
        }
        self.line(&[[7.5, 14.6], [16.5, 14.6]]);
    }

    pub(super) fn clipboard(&self) {
        self.outline(&[[4.5, 4.5], [19.5, 4.5], [19.5, 21.5], [4.5, 21.5]]);
        let clip = Rect::from_min_max(self.at([8.5, 2.2]), self.at([15.5, 7.0]));
        self.painter.rect_filled(clip, self.unit(), self.colour);
        self.line(&[[8.5, 11.8], [15.5, 11.8]]);
        self.line(&[[8.5, 16.4], [13.0, 16.4]]);
    }

    pub(super) fn eye(&self) {
        const LID: f32 = 0.565;
        self.arc([12.0, 18.34], 11.84, PI + LID, TAU - LID);
        self.arc([12.0, 5.66], 11.84, LID, PI - LID);
        self.dot([12.0, 12.0], 3.1);
    }

    pub(super) fn camera(&self) {
        self.outline(&[
            [2.5, 7.0],
            [7.2, 7.0],
            [9.0, 4.0],
            [15.0, 4.0],
            [16.8, 7.0],
            [21.5, 7.0],
            [21.5, 20.0],
            [2.5, 20.0],
        ]);
        self.ring([12.0, 13.2], 3.9);
    }

    pub(super) fn chart(&self) {
        self.line(&[[3.0, 2.5], [3.0, 21.0], [21.8, 21.0]]);
        self.line(&[[7.0, 16.0], [11.0, 10.5], [14.6, 13.6], [20.4, 5.6]]);
    }

    pub(super) fn list(&self) {
        for (y, end) in [(4.5, 21.0), (9.5, 15.0), (14.5, 19.0), (19.5, 11.0)] {
            self.line(&[[3.0, y], [end, y]]);
        }
    }

    pub(super) fn gear(&self) {
        self.ring([12.0, 12.0], 6.4);
        self.dot([12.0, 12.0], 2.2);
        for tooth in 0..8u8 {
            let angle = TAU / 8.0 * f32::from(tooth);
            let at = |radius: f32| [12.0 + radius * angle.cos(), 12.0 + radius * angle.sin()];
            self.line(&[at(6.6), at(10.2)]);
        }
    }

    pub(super) fn power(&self) {
        self.arc([12.0, 13.0], 8.2, 0.7 - FRAC_PI_2, TAU - 0.7 - FRAC_PI_2);
        self.line(&[[12.0, 2.4], [12.0, 11.5]]);
    }

    /// An arrow that leads out of a frame.
    pub(super) fn leave(&self) {
        self.line(&[[13.0, 3.5], [3.5, 3.5], [3.5, 20.5], [13.0, 20.5]]);
        self.line(&[[8.5, 12.0], [21.0, 12.0]]);
        self.line(&[[16.8, 7.5], [21.3, 12.0], [16.8, 16.5]]);
    }

    pub(super) fn pin(&self) {
        self.outline(&[[8.0, 2.8], [16.0, 2.8], [15.0, 9.4], [18.4, 14.4], [5.6, 14.4], [9.0, 9.4]]);
        self.line(&[[12.0, 14.4], [12.0, 22.0]]);
    }

    pub(super) fn refresh(&self) {
        self.arc([12.0, 12.6], 8.2, -0.4, TAU - 1.3);
        self.line(&[[20.4, 3.4], [20.2, 9.2], [14.4, 8.9]]);
    }

    pub(super) fn screens(&self) {
        self.line(&[[8.0, 7.0], [8.0, 3.0], [22.0, 3.0], [22.0, 13.0], [18.0, 13.0]]);
        self.outline(&[[2.0, 8.5], [16.0, 8.5], [16.0, 18.0], [2.0, 18.0]]);
        self.line(&[[5.5, 21.5], [12.5, 21.5]]);
    }

    /// Signs that are a few strokes.
    pub(super) fn mark(&self, icon: Icon) {
        match icon {
            Icon::Forward => self.line(&[[9.0, 5.5], [15.8, 12.0], [9.0, 18.5]]),
            Icon::Back => {
                self.line(&[[10.5, 5.0], [3.5, 12.0], [10.5, 19.0]]);
                self.line(&[[3.5, 12.0], [21.0, 12.0]]);
            }
            Icon::Check => self.line(&[[4.0, 12.6], [9.8, 18.2], [20.2, 6.2]]),
            _ => [5.0, 12.0, 19.0].into_iter().for_each(|x| self.dot([x, 12.0], 1.9)),
        }
    }
}
