//! Signs for what is to be known, and one for each kind of failure.

use std::f32::consts::{PI, TAU};

use super::{Pen, polygon};

impl Pen<'_> {
    pub(super) fn notice(&self) {
        self.ring([12.0, 12.0], 9.5);
        self.dot([12.0, 7.6], 1.35);
        self.line(&[[12.0, 11.2], [12.0, 16.8]]);
    }

    pub(super) fn warning(&self) {
        self.outline(&[[12.0, 3.2], [21.8, 20.2], [2.2, 20.2]]);
        self.exclamation([12.0, 9.2], 4.8);
    }

    pub(super) fn stop(&self) {
        self.outline(&polygon(8, 10.0));
        self.exclamation([12.0, 7.0], 6.0);
    }

    pub(super) fn broken(&self) {
        self.line(&[[1.0, 12.0], [6.5, 12.0]]);
        self.line(&[[17.5, 12.0], [23.0, 12.0]]);
        self.line(&[[9.2, 9.2], [14.8, 14.8]]);
        self.line(&[[14.8, 9.2], [9.2, 14.8]]);
    }

    pub(super) fn no_entry(&self) {
        self.ring([12.0, 12.0], 9.5);
        self.line(&[[7.0, 12.0], [17.0, 12.0]]);
    }

    pub(super) fn key(&self) {
        self.ring([7.5, 12.0], 4.6);
        self.line(&[[12.1, 12.0], [22.5, 12.0]]);
        self.line(&[[18.0, 12.0], [18.0, 16.2]]);
        self.line(&[[21.5, 12.0], [21.5, 15.2]]);
    }

    pub(super) fn puzzled(&self) {
        self.outline(&[[2.5, 3.5], [21.5, 3.5], [21.5, 17.0], [12.0, 17.0], [7.5, 21.5], [7.5, 17.0], [2.5, 17.0]]);
        self.question([12.0, 10.2], 0.85);
    }

    pub(super) fn computer(&self) {
        self.outline(&[[2.5, 4.0], [21.5, 4.0], [21.5, 16.5], [2.5, 16.5]]);
        self.line(&[[12.0, 16.5], [12.0, 20.5]]);
        self.line(&[[7.0, 20.5], [17.0, 20.5]]);
    }

    pub(super) fn no_signal(&self) {
        self.dot([12.0, 18.6], 1.9);
        self.arc([12.0, 18.6], 6.4, PI + 0.75, TAU - 0.75);
        self.arc([12.0, 18.6], 12.0, PI + 0.75, TAU - 0.75);
        self.line(&[[4.0, 2.8], [20.5, 21.0]]);
    }
}
