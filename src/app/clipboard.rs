//! The local clipboard, in a thread of its own: its owner may take long to answer, and the window never waits.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tracing::debug;
use winit::event_loop::EventLoopProxy;

use super::wakeup::Wakeup;

/// The longest text that is sent or taken, in bytes.
pub(super) const MAX_TEXT: usize = 1 << 20;

enum Request {
    Read,
    Write(String),
}

/// The way to the clipboard thread, which ends with it.
pub(super) struct Clipboard {
    requests: Sender<Request>,
}

impl Clipboard {
    /// Starts the thread. It tells `proxy` of new text.
    pub(super) fn start(proxy: EventLoopProxy<Wakeup>) -> Self {
        let (requests, receiver) = channel();
        let spawned = thread::Builder::new().name("clipboard".into()).spawn(move || serve(&receiver, &proxy));
        if let Err(error) = spawned {
            debug!(%error, "no clipboard");
        }
        Self { requests }
    }

    /// Looks whether the local clipboard has new text; [`Wakeup::LocalText`] tells.
    pub(super) fn read(&self) {
        let _ = self.requests.send(Request::Read);
    }

    /// Puts text on the local clipboard.
    pub(super) fn write(&self, text: String) {
        let _ = self.requests.send(Request::Write(text));
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
            Request::Read => {
                let Ok(text) = clipboard.get_text() else { continue };
                if let Some(news) = known.look(text) {
                    let _ = proxy.send_event(news);
                }
            }
            Request::Write(text) => {
                known.text.clone_from(&text);
                if let Err(error) = clipboard.set_text(text) {
                    debug!(%error, "the clipboard was not set");
                }
            }
        }
    }
}

/// The text that both sides know already.
#[derive(Default)]
struct Known {
    text: String,
}

impl Known {
    /// What is new about the clipboard having `text`.
    fn look(&mut self, text: String) -> Option<Wakeup> {
        if text == self.text || text.is_empty() {
            return None;
        }
        self.text.clone_from(&text);
        Some(if text.len() > MAX_TEXT { Wakeup::LocalTextTooLong(text.len()) } else { Wakeup::LocalText(text) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_news_only_once_and_never_when_it_came_from_the_remote_side() {
        let mut known = Known { text: "from the remote side".into() };
        assert!(known.look("from the remote side".into()).is_none());
        assert!(matches!(known.look("mine".into()), Some(Wakeup::LocalText(text)) if text == "mine"));
        assert!(known.look("mine".into()).is_none());
        assert!(known.look(String::new()).is_none());
        assert!(matches!(known.look("x".repeat(MAX_TEXT + 1)), Some(Wakeup::LocalTextTooLong(_))));
    }
}
