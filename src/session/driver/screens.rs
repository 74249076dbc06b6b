//! The screens of the remote desktop, and where they go when its size is to change.

use rfb::pseudo::extended_desktop_size::Screen;
use rfb::{Rect, Size};

use crate::session::RemoteScreen;

/// What a desktop of `size` shows of `screens`, as the front end is told.
pub(super) fn told(screens: &[Screen], size: Size) -> Vec<RemoteScreen> {
    let area = |screen: &Screen| screen.rect.intersection(Rect::of(size));
    screens.iter().filter_map(|screen| Some(RemoteScreen { id: screen.id, area: area(screen)? })).collect()
}

/// The screens for a desktop that was `from` large and is to be `to`. Those that reach its right or lower edge go on doing
/// so; the others stay as they are, or are cut off. Numbers and flags are kept, as the specification asks.
pub(super) fn arranged(screens: &[Screen], from: Size, to: Size) -> Vec<Screen> {
    let whole = Rect::of(to);
    if let [Screen { id, flags, .. }] = *screens {
        return vec![Screen { id, rect: whole, flags }];
    }
    let moved = |screen: &Screen| {
        let Rect { x, y, width, height } = screen.rect;
        let reaches = |start: u16, length: u16, side: u16| u32::from(start) + u32::from(length) >= u32::from(side);
        let width = if reaches(x, width, from.width) { to.width.saturating_sub(x) } else { width };
        let height = if reaches(y, height, from.height) { to.height.saturating_sub(y) } else { height };
        let rect = Rect { x, y, width, height }.intersection(whole)?;
        Some(Screen { rect, ..*screen })
    };
    let kept: Vec<Screen> = screens.iter().filter_map(moved).collect();
    if kept.is_empty() {
        let (id, flags) = screens.first().map_or((0, 0), |screen| (screen.id, screen.flags));
        return vec![Screen { id, rect: whole, flags }];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Size = Size::new(200, 100);

    fn screen(id: u32, rect: Rect) -> Screen {
        Screen { id, rect, flags: id * 16 }
    }

    #[test]
    fn one_screen_always_covers_the_desktop() {
        let to = Size::new(300, 50);
        assert_eq!(arranged(&[screen(7, Rect::new(5, 5, 9, 9))], FROM, to), [screen(7, Rect::of(to))]);
        assert_eq!(arranged(&[], FROM, to), [screen(0, Rect::of(to))]);
    }

    #[test]
    fn the_screens_at_the_edges_follow_and_the_others_stay() {
        let two = [screen(1, Rect::new(0, 0, 120, 100)), screen(2, Rect::new(120, 0, 80, 100))];
        let larger = [screen(1, Rect::new(0, 0, 120, 130)), screen(2, Rect::new(120, 0, 180, 130))];
        assert_eq!(arranged(&two, FROM, Size::new(300, 130)), larger);
        let narrower = [screen(1, Rect::new(0, 0, 120, 90)), screen(2, Rect::new(120, 0, 10, 90))];
        assert_eq!(arranged(&two, FROM, Size::new(130, 90)), narrower);
        assert_eq!(arranged(&two, FROM, Size::new(110, 90)), [screen(1, Rect::new(0, 0, 110, 90))], "one is gone");
    }

    #[test]
    fn screens_that_make_no_sense_do_no_harm() {
        let far = [screen(1, Rect::new(65535, 65535, 65535, 65535)), screen(2, Rect::new(500, 0, 0, 0))];
        assert_eq!(arranged(&far, FROM, Size::new(9, 9)), [screen(1, Rect::new(0, 0, 9, 9))]);
        assert_eq!(told(&far, FROM), []);
        let partly = told(&[screen(3, Rect::new(150, 50, 100, 100))], FROM);
        assert_eq!(partly, [RemoteScreen { id: 3, area: Rect::new(150, 50, 50, 50) }]);
    }
}
