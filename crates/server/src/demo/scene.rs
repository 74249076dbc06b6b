//! The layers of the desktop and the picture composed of them: only what changed is painted anew, and what only moved is
//! copied.

use rfb::{Framebuffer, Point, Region};

use super::canvas::{Area, Canvas};
use super::overlay::Overlay;
use super::window::Window;
use crate::desktop::Movement;

/// The windows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Picture,
    Terminal,
    Notes,
    Clock,
}

/// Background, windows from bottom to top, and the traces of the mouse above all.
pub(super) struct Scene {
    pub(super) background: Framebuffer,
    pub(super) overlay: Overlay,
    windows: [Window; 4],
    /// From the bottom to the top.
    order: Vec<Place>,
    picture: Framebuffer,
    copies: Vec<Movement>,
    damage: Region,
}

impl Scene {
    /// A scene that still has to be painted, all of it. The windows come in the order of [`Place`].
    pub(super) fn new(background: Framebuffer, windows: [Window; 4]) -> Self {
        let order = vec![Place::Picture, Place::Terminal, Place::Notes, Place::Clock];
        let picture = Framebuffer::new(background.size());
        let (copies, damage) = Default::default();
        let mut scene = Self { background, overlay: Overlay::default(), windows, order, picture, copies, damage };
        scene.damage(Area::of(scene.picture.size()));
        scene
    }

    /// The picture as of the last [`Scene::paint`].
    pub(super) fn picture(&self) -> &Framebuffer {
        &self.picture
    }

    pub(super) fn window(&self, place: Place) -> &Window {
        &self.windows[place as usize]
    }

    /// A window's surface, to be painted; tell [`Scene::damage_inside`] what changed.
    pub(super) fn surface(&mut self, place: Place) -> &mut Framebuffer {
        &mut self.windows[place as usize].surface
    }

    /// The topmost window under a point.
    pub(super) fn window_at(&self, x: i32, y: i32) -> Option<Place> {
        self.order.iter().rev().copied().find(|place| self.window(*place).body().contains(x, y))
    }

    pub(super) fn raise(&mut self, place: Place) {
        if self.order.last() != Some(&place) {
            self.order.retain(|other| *other != place);
            self.order.push(place);
            self.damage(self.window(place).outer());
        }
    }

    /// A part of the screen has to be painted anew.
    pub(super) fn damage(&mut self, area: Area) {
        if let Some(rect) = area.intersection(Area::of(self.picture.size())).rect() {
            self.damage.add(rect);
        }
    }

    /// A part of a window's surface changed.
    pub(super) fn damage_inside(&mut self, place: Place, area: Area) {
        let body = self.window(place).body();
        self.damage(area.moved(body.left, body.top).intersection(body));
    }

    /// Moves a window: its pixels are copied where nothing lies over them.
    pub(super) fn move_window(&mut self, place: Place, left: i32, top: i32) {
        let (old, old_outer) = (self.window(place).body(), self.window(place).outer());
        if (old.left, old.top) == (left, top) {
            return;
        }
        self.windows[place as usize].move_to(left, top);
        let (new, new_outer) = (self.window(place).body(), self.window(place).outer());
        if !self.copy(place, old, new) {
            self.damage(old_outer);
            self.damage(new_outer);
            return;
        }
        for outer in [old_outer, new_outer] {
            for strip in around(outer, new) {
                self.damage(strip);
            }
        }
        for corner in self.window(place).corners() {
            self.damage(corner);
        }
    }

    /// Scrolls a part of a window up by `rows`, on its surface and on the screen. The rows below are then to be painted.
    pub(super) fn scroll_up(&mut self, place: Place, area: Area, rows: i32) {
        let (from, to) = (Area { top: area.top + rows, ..area }, Area { bottom: area.bottom - rows, ..area });
        let (Some(source), Some(target)) = (from.rect(), to.rect()) else { return };
        self.windows[place as usize].surface.copy(source, target);
        let body = self.window(place).body();
        if !self.copy(place, from.moved(body.left, body.top), to.moved(body.left, body.top)) {
            self.damage_inside(place, to);
        }
        self.damage_inside(place, Area { top: area.bottom - rows, ..area });
    }

    /// Brings the picture up to date and returns what changed in it: copies first, then damage.
    pub(super) fn paint(&mut self) -> (Vec<Movement>, Region) {
        let damage = self.damage.take();
        for rect in damage.rects() {
            let within = Area::from(*rect);
            let mut canvas = Canvas::new(&mut self.picture).clipped(within);
            canvas.draw(&self.background, 0, 0, within);
            for place in &self.order {
                self.windows[*place as usize].compose(&mut canvas, within);
            }
            self.overlay.draw(&mut canvas, within);
        }
        (std::mem::take(&mut self.copies), damage)
    }

    /// Copies a part of a window that is wholly visible, before and after. Returns whether that was possible.
    fn copy(&mut self, place: Place, from: Area, to: Area) -> bool {
        let screen = Area::of(self.picture.size());
        let above = self.order.iter().skip_while(|other| **other != place).skip(1);
        let mut covers = above.map(|other| self.window(*other).outer()).chain(self.overlay.shown().iter().copied());
        let stale = self.damage.rects().iter().any(|rect| Area::from(*rect).meets(from));
        if stale || !screen.encloses(from) || !screen.encloses(to) || covers.any(|it| it.meets(from) || it.meets(to)) {
            return false;
        }
        let (Some(from), Some(to)) = (from.rect(), to.rect()) else { return false };
        self.picture.copy(from, to);
        self.copies.push(Movement { from, to: Point::new(to.x, to.y) });
        true
    }
}

/// What of `outer` lies around `hole`, as four strips that may be empty.
fn around(outer: Area, hole: Area) -> [Area; 4] {
    let (top, bottom) = (hole.top.clamp(outer.top, outer.bottom), hole.bottom.clamp(outer.top, outer.bottom));
    let beside = Area { top, bottom, ..outer };
    [
        Area { bottom: top, ..outer },
        Area { right: hole.left.clamp(outer.left, outer.right), ..beside },
        Area { left: hole.right.clamp(outer.left, outer.right), ..beside },
        Area { top: bottom, ..outer },
    ]
}
