//! The remote cursor: its image, and whether it is to be seen, which servers say independently of each other.

use rfb::{Cursor, CursorState};

use crate::session::CursorImage;

/// What the server said of its cursor.
#[derive(Debug)]
pub(super) struct RemoteCursor {
    image: CursorImage,
    state: CursorState,
}

impl Default for RemoteCursor {
    fn default() -> Self {
        Self { image: CursorImage::default(), state: CursorState::Visible }
    }
}

impl RemoteCursor {
    /// It looks like this.
    pub(super) fn set_image(&mut self, Cursor { size, hotspot, rgba }: Cursor) -> CursorImage {
        self.image = CursorImage { size, hotspot, rgba };
        self.seen()
    }

    /// It is to be seen, or not.
    pub(super) fn set_state(&mut self, state: CursorState) -> CursorImage {
        self.state = state;
        self.seen()
    }

    fn seen(&self) -> CursorImage {
        match self.state {
            CursorState::Visible => self.image.clone(),
            CursorState::Hidden => CursorImage::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rfb::{Point, Size};

    #[test]
    fn a_hidden_cursor_comes_back_as_it_last_was() {
        let (mut cursor, size, rgba) = (RemoteCursor::default(), Size::new(1, 1), vec![1, 2, 3, 255]);
        let hidden = CursorImage::default();
        assert_eq!(cursor.set_state(CursorState::Hidden), hidden);
        assert_eq!(cursor.set_image(Cursor { size, hotspot: Point::default(), rgba: rgba.clone() }), hidden);
        let shown = CursorImage { size, hotspot: Point::default(), rgba };
        assert_eq!(cursor.set_state(CursorState::Visible), shown);
    }
}
