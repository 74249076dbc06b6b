//! The signs of recording and playing.

use egui::{Rect, Shape, Stroke};

use super::Pen;

impl Pen<'_> {
    pub(super) fn record(&self) {
        self.ring([12.0, 12.0], 9.5);
        self.dot([12.0, 12.0], 5.6);
    }

    pub(super) fn play(&self) {
        self.solid(&[[6.0, 3.0], [20.5, 12.0], [6.0, 21.0]]);
    }

    pub(super) fn pause(&self) {
        self.bar(5.5, 9.8);
        self.bar(14.2, 18.5);
    }

    pub(super) fn step_forward(&self) {
        self.solid(&[[5.0, 5.0], [15.0, 12.0], [5.0, 19.0]]);
        self.bar_between(16.5, 19.5, [5.0, 19.0]);
    }

    pub(super) fn step_back(&self) {
        self.solid(&[[19.0, 5.0], [9.0, 12.0], [19.0, 19.0]]);
        self.bar_between(4.5, 7.5, [5.0, 19.0]);
    }

    fn bar(&self, left: f32, right: f32) {
        self.bar_between(left, right, [3.5, 20.5]);
    }

    fn bar_between(&self, left: f32, right: f32, [top, bottom]: [f32; 2]) {
        let bar = Rect::from_min_max(self.at([left, top]), self.at([right, bottom]));
        self.painter.rect_filled(bar, 0.8 * self.unit(), self.colour);
    }

    fn solid(&self, points: &[[f32; 2]]) {
        let points = points.iter().map(|&point| self.at(point)).collect();
        self.painter.add(Shape::convex_polygon(points, self.colour, Stroke::NONE));
    }
}
