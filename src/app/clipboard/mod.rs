//! The local clipboard, in a thread of its own: its owner may take long to answer, and the window never waits. Under X11 another
//! thread hears of changes; elsewhere the clipboard is looked at when a window gets the focus.

mod passing;
#[cfg(all(unix, not(target_os = "macos")))]
mod watch;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tracing::debug;
use winit::event_loop::EventLoopProxy;

use super::screenshot::Image;
use super::wakeup::Wakeup;
use crate::session::Clipping;

/// The longest text that is looked at, in bytes, and the longest HTML. Settings allow no more.
const MAX_TEXT: usize = 4 << 20;

/// One of the two places where a desktop keeps what can be pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Board {
    /// What was copied.
    Clipboard,
    /// What is selected, for the middle button. X11 and Wayland have it.
    Selection,
}

/// What is put where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// On the clipboard.
    Clipboard,
    /// On the clipboard and where the middle button pastes from.
    Both,
}

enum Request {
    Read(Board),
    Write(Clipping, Target),
    WriteImage(Image),
}

/// The way to the clipboard thread, which ends with it.
pub(super) struct Clipboard {
    requests: Sender<Request>,
}

impl Clipboard {
    /// Starts the thread. It tells `proxy` of new text.
    pub(super) fn start(proxy: EventLoopProxy<Wakeup>) -> Self {
        let (requests, receiver) = channel();
        #[cfg(all(unix, not(target_os = "macos")))]
        watch::start(proxy.clone());
        let spawned = thread::Builder::new().name("clipboard".into()).spawn(move || serve(&receiver, &proxy));
        if let Err(error) = spawned {
            debug!(%error, "no clipboard");
        }
        Self { requests }
    }

    /// Looks whether there is new text; [`Wakeup::LocalClipping`] tells.
    pub(super) fn read(&self, board: Board) {
        let _ = self.requests.send(Request::Read(board));
    }

    /// Puts something on the local clipboard.
    pub(super) fn write(&self, clipping: impl Into<Clipping>) {
        self.write_to(clipping, Target::Clipboard);
    }

    /// Puts something where it can be pasted from.
    pub(super) fn write_to(&self, clipping: impl Into<Clipping>, target: Target) {
        let _ = self.requests.send(Request::Write(clipping.into(), target));
    }

    /// Puts a picture on the local clipboard.
    pub(super) fn write_image(&self, image: Image) {
        let _ = self.requests.send(Request::WriteImage(image));
    }
}

fn serve(requests: &Receiver<Request>, proxy: &EventLoopProxy<Wakeup>) {
    let mut clipboard = match arboard::Clipboard::new() {
        Ok(clipboard) => clipboard,
        Err(error) => return debug!(%error, "no clipboard"),
    };
    let mut known = Known::default();
    for request in requests {
        match request {
            Request::Read(board) => {
                let Ok(text) = text_on(&mut clipboard, board) else { continue };
                let html = || (board == Board::Clipboard).then(|| clipboard.get().html().ok()).flatten();
                if let Some(news) = known.look(text, html) {
                    let _ = proxy.send_event(news);
                }
            }
            Request::WriteImage(Image { width, height, rgba }) => {
                let image = arboard::ImageData { width, height, bytes: rgba.into() };
                if let Err(error) = clipboard.set_image(image) {
                    debug!(%error, "the clipboard was not set");
                }
            }
            Request::Write(clipping, target) => {
                known.text.clone_from(&clipping.text);
                if let Err(error) = put(&mut clipboard, clipping, target) {
                    debug!(%error, "the clipboard was not set");
                }
            }
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn text_on(clipboard: &mut arboard::Clipboard, board: Board) -> Result<String, arboard::Error> {
    use arboard::{GetExtLinux, LinuxClipboardKind};
    let kind = match board {
        Board::Clipboard => LinuxClipboardKind::Clipboard,
        Board::Selection => LinuxClipboardKind::Primary,
    };
    clipboard.get().clipboard(kind).text()
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn text_on(clipboard: &mut arboard::Clipboard, board: Board) -> Result<String, arboard::Error> {
    match board {
        Board::Clipboard => clipboard.get_text(),
        Board::Selection => Err(arboard::Error::ClipboardNotSupported),
    }
}

fn put(clipboard: &mut arboard::Clipboard, clipping: Clipping, target: Target) -> Result<(), arboard::Error> {
    let Clipping { text, html } = clipping;
    #[cfg(all(unix, not(target_os = "macos")))]
    if target == Target::Both {
        use arboard::{LinuxClipboardKind, SetExtLinux};
        clipboard.set().clipboard(LinuxClipboardKind::Primary).text(text.clone())?;
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    let _ = target;
    match html {
        Some(html) => clipboard.set().html(html, Some(text)),
        None => clipboard.set_text(text),
    }
}

/// The text that everybody knows already.
#[derive(Default)]
struct Known {
    text: String,
}

impl Known {
    /// What is new about there being `text`, and perhaps HTML. Only the text tells whether it is new: what comes back as HTML need
    /// not be what was put there.
    fn look(&mut self, text: String, html: impl FnOnce() -> Option<String>) -> Option<Wakeup> {
        if text == self.text || text.is_empty() {
            return None;
        }
        self.text.clone_from(&text);
        if text.len() > MAX_TEXT {
            return Some(Wakeup::LocalTextTooLong(text.len()));
        }
        let html = html().filter(|html| !html.is_empty() && html.len() <= MAX_TEXT);
        Some(Wakeup::LocalClipping(Clipping { text, html }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_news_only_once_and_never_when_it_came_from_the_remote_side() {
        let mut known = Known { text: "from the remote side".into() };
        let never = || panic!("nobody asks for the HTML of what is not new");
        assert!(known.look("from the remote side".into(), never).is_none());
        let html = Some("<b>mine</b>".to_owned());
        let news = known.look("mine".into(), || html.clone());
        assert!(matches!(news, Some(Wakeup::LocalClipping(news)) if news == Clipping { text: "mine".into(), html }));
        assert!(known.look("mine".into(), never).is_none());
        assert!(known.look(String::new(), never).is_none());
        let long = known.look("x".repeat(MAX_TEXT + 1), never);
        assert!(matches!(long, Some(Wakeup::LocalTextTooLong(_))));
        let news = known.look("short".into(), || Some("x".repeat(MAX_TEXT + 1)));
        assert!(matches!(news, Some(Wakeup::LocalClipping(Clipping { html: None, .. }))));
    }
}
