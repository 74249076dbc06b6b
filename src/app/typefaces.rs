//! The thread that looks for typefaces of the system: there may be hundreds of them, and the window never waits. It begins when
//! the first letter is missing, and ends with the program.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use tracing::debug;
use winit::event_loop::EventLoopProxy;

use super::wakeup::Wakeup;
use crate::text;
use crate::ui::typeface::{Finder, needed_for};

/// The way to the thread.
pub(super) struct Typefaces {
    letters: Option<Sender<String>>,
    proxy: EventLoopProxy<Wakeup>,
}

impl Typefaces {
    /// Looks at once for what the language of the windows needs.
    pub(super) fn start(proxy: EventLoopProxy<Wakeup>) -> Self {
        let mut typefaces = Self { letters: None, proxy };
        typefaces.look_for(needed_for(text::spoken()).to_owned());
        typefaces
    }

    /// Looks for typefaces with these letters; [`Wakeup::Typefaces`] tells when some were found.
    pub(super) fn look_for(&mut self, letters: String) {
        if letters.is_empty() {
            return;
        }
        let sender = self.letters.get_or_insert_with(|| serve(self.proxy.clone()));
        // Without the thread what is missing stays missing.
        let _ = sender.send(letters);
    }
}

fn serve(proxy: EventLoopProxy<Wakeup>) -> Sender<String> {
    let (sender, receiver) = channel::<String>();
    let look = move || {
        let mut finder = Finder::default();
        for letters in receiver {
            if finder.find(&letters, text::spoken()) && proxy.send_event(Wakeup::Typefaces).is_err() {
                break;
            }
        }
    };
    if let Err(error) = thread::Builder::new().name("typefaces".into()).spawn(look) {
        debug!(%error, "no thread to look for typefaces in");
    }
    sender
}
