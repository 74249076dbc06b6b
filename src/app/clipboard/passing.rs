//! What passes between the clipboard here and those of the sessions, and what does not: each direction is a setting, nothing is
//! sent while nobody works in the window or while it is only looked at, and nobody is told what they said themselves.

use super::{Board, Target};
use crate::app::comeback::Course;
use crate::app::request::Request;
use crate::app::viewer::Viewer;
use crate::session::{Clipping, Command, Interaction};
use crate::text::text;
use crate::ui::Page;

impl Viewer {
    /// The window has the focus: others may have copied something meanwhile.
    pub(in crate::app) fn look_at_clipboard(&mut self) {
        self.clipboard.read(Board::Clipboard);
        if self.tab.settings.clipboard.send_selection && self.selection_is_newer {
            self.clipboard.read(Board::Selection);
        }
        self.offer_clipping();
    }

    /// Something was copied or selected here, in whatever program.
    pub(in crate::app) fn local_board_changed(&mut self, board: Board) {
        self.selection_is_newer = board == Board::Selection;
        let is_wanted = board == Board::Clipboard || self.tab.settings.clipboard.send_selection;
        if self.focused && is_wanted {
            self.clipboard.read(board);
        }
    }

    /// This is there to be pasted here.
    pub(in crate::app) fn local_clipboard_changed(&mut self, clipping: Clipping) {
        if let Some(view) = &mut self.view {
            view.interface.offer_text(clipping.text.clone());
        }
        self.local_clipping = Some(clipping);
        self.offer_clipping();
    }

    /// There is more text here than is ever sent.
    pub(in crate::app) fn local_text_too_long(&mut self, length: usize) {
        self.local_clipping = None;
        if self.sends_clippings() {
            self.note_too_long(length);
        }
    }

    /// Tells the session what is there to be pasted here, unless it knows or must not.
    pub(in crate::app) fn offer_clipping(&mut self) {
        if !self.sends_clippings() {
            return;
        }
        let Some(clipping) = self.local_clipping.clone().filter(|ours| self.tab.told.as_ref() != Some(ours)) else {
            return;
        };
        self.send_clipping(clipping);
    }

    fn send_clipping(&mut self, clipping: Clipping) {
        self.tab.told = Some(clipping.clone());
        let settings = &self.tab.settings.clipboard;
        let most = settings.limit_kib.get() as usize * 1024;
        if clipping.text.len() > most {
            return self.note_too_long(clipping.text.len());
        }
        let html = clipping.html.filter(|html| settings.html && html.len() <= most);
        self.tab.send(Command::Clipboard(Clipping { text: clipping.text, html }));
    }

    /// The session is open and knows nothing of the clipboard here. Who comes back had it before.
    pub(in crate::app) fn tell_clipboard_anew(&mut self, course: Course) {
        let told = self.tab.told.take();
        match told {
            Some(clipping) if course == Course::Returning && self.may_send_clippings() => self.send_clipping(clipping),
            Some(_) | None => self.offer_clipping(),
        }
    }

    /// This was copied on the remote side.
    pub(in crate::app) fn remote_clipping(&mut self, clipping: Clipping) {
        let settings = &self.tab.settings.clipboard;
        if !settings.receive || self.tab.state.settings.interaction != Interaction::Full {
            return;
        }
        let most = settings.limit_kib.get() as usize * 1024;
        if clipping.text.len() > most {
            return self.remote_clipboard_too_large();
        }
        let html = clipping.html.filter(|html| settings.html && html.len() <= most);
        let target = if settings.receive_selection { Target::Both } else { Target::Clipboard };
        let clipping = Clipping { text: clipping.text, html };
        self.tab.told = Some(clipping.clone());
        self.clipboard.write_to(clipping.clone(), target);
        self.requests.push(Request::Copied(clipping));
    }

    /// There is more text on the remote side than is taken.
    pub(in crate::app) fn remote_clipboard_too_large(&mut self) {
        if self.tab.settings.clipboard.receive && self.tab.state.settings.interaction == Interaction::Full {
            self.note(text!("clipboard-remote-too-large"));
        }
    }

    /// Whether what is copied here goes to the session now.
    fn sends_clippings(&self) -> bool {
        self.focused && self.tab.state.page == Page::Desktop && self.may_send_clippings()
    }

    fn may_send_clippings(&self) -> bool {
        self.tab.settings.clipboard.send && self.tab.state.settings.interaction == Interaction::Full
    }

    fn note_too_long(&mut self, length: usize) {
        let millions = length as f64 / 1e6;
        self.note(text!("clipboard-too-large", megabytes = format!("{millions:.1}")));
    }
}
