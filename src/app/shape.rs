//! The shape of the mouse pointer: the server's cursor over the picture, the system's own everywhere else.

use winit::event_loop::ActiveEventLoop;
use winit::window::{CursorIcon, CustomCursor, Window};

use crate::render::cursor::{self, NativeCursor};
use crate::session::CursorImage;
use crate::settings::PointerShape;

/// Where the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// The remote picture.
    Picture,
    /// Nothing of ours: the border around the picture.
    Border,
    /// A panel; egui decides.
    Panel,
}

/// How large things are in the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scales {
    /// Device pixels per remote pixel.
    pub(super) picture: f64,
    /// Device pixels per logical one.
    pub(super) window: f64,
}

/// The pointer's shape.
#[derive(Default)]
pub(super) struct Shape {
    image: Option<CursorImage>,
    /// The native cursor for the image at these scales.
    built: Option<(Scales, CustomCursor)>,
    shown: Option<Over>,
    kind: PointerShape,
}

impl Shape {
    /// The server's cursor looks like this now.
    pub(super) fn set_image(&mut self, image: CursorImage) {
        self.image = Some(image);
        self.built = None;
        self.shown = None;
    }

    /// The same for another window.
    pub(super) fn same_image(&self) -> Self {
        Self { image: self.image.clone(), ..Self::default() }
    }

    /// A new session: no cursor is known.
    pub(super) fn forget(&mut self) {
        *self = Self { kind: self.kind, ..Self::default() };
    }

    /// The user wants it to look so over the picture.
    pub(super) fn set_kind(&mut self, kind: PointerShape) {
        if std::mem::replace(&mut self.kind, kind) != kind {
            self.built = None;
            self.shown = None;
        }
    }

    /// Gives the window the right shape.
    pub(super) fn apply(&mut self, event_loop: &ActiveEventLoop, window: &Window, over: Over, scales: Scales) {
        if self.built.as_ref().is_some_and(|(built, _)| *built != scales) {
            self.built = None;
            self.shown = None;
        }
        if self.shown == Some(over) {
            return;
        }
        self.shown = Some(over);
        match over {
            Over::Picture if self.kind == PointerShape::Local => window.set_cursor(CursorIcon::Default),
            Over::Picture => {
                let cursor = match &self.built {
                    Some((_, cursor)) => Some(cursor.clone()),
                    None => self.build(event_loop, scales),
                };
                match cursor {
                    Some(cursor) => window.set_cursor(cursor),
                    None => window.set_cursor(CursorIcon::Crosshair),
                }
            }
            Over::Border | Over::Panel => window.set_cursor(CursorIcon::Default),
        }
    }

    fn build(&mut self, event_loop: &ActiveEventLoop, scales: Scales) -> Option<CustomCursor> {
        let image = self.image.as_ref().filter(|_| self.kind == PointerShape::Remote);
        let native = image.and_then(|image| cursor::native(image.size, image.hotspot, &image.rgba, scales.picture));
        let native = native.unwrap_or_else(|| cursor::dot(scales.window));
        let NativeCursor { size, hotspot, rgba } = cursor::aligned(native, scales.window);
        let source = CustomCursor::from_rgba(rgba, size.width, size.height, hotspot.x, hotspot.y)
            .inspect_err(|error| tracing::debug!(%error, "the cursor image was refused"))
            .ok()?;
        let cursor = event_loop.create_custom_cursor(source);
        self.built = Some((scales, cursor.clone()));
        Some(cursor)
    }
}
