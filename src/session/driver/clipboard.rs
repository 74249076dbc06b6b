//! What passes between the clipboard here and the server's: only an announcement at first, the contents when they are asked
//! for; with servers that know no better, Latin-1 text at once.

use rfb::codec::html_fragment;
use rfb::message::client::{ClientCutText, ExtendedCutText};
use rfb::message::extended_clipboard::{Actions, Capabilities, ClipboardData, ClipboardMessage, Formats};
use rfb::{Client, Error};

use crate::session::{Clipping, Event};

/// Both clipboards, as far as they are known.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    /// What the server can take; `None` while it did not say that it can do more than Latin-1.
    server: Option<Capabilities>,
    /// What the clipboard here has, until the server's has something newer.
    ours: Option<Clipping>,
    /// Whether the user knows that letters get lost.
    loss_is_known: bool,
}

impl Clipboard {
    /// The clipboard here has something new.
    pub(super) fn set(&mut self, clipping: Clipping, client: &mut Client) -> Result<Option<Event>, Error> {
        self.ours = Some(clipping);
        self.offer(client)
    }

    /// The server's clipboard has this text. An empty one is no reason to lose what is on the clipboard here: servers send
    /// it for what they cannot put in words.
    pub(super) fn cut_text(&mut self, text: String) -> Option<Event> {
        self.ours = None;
        (!text.is_empty()).then_some(Event::Clipboard(Clipping { text, html: None }))
    }

    /// The server says something about the clipboards.
    pub(super) fn message(&mut self, message: ClipboardMessage, client: &mut Client) -> Result<Option<Event>, Error> {
        match message {
            ClipboardMessage::Caps(capabilities) => {
                client.send(ExtendedCutText(ClipboardMessage::Caps(Capabilities::OURS)))?;
                let is_news = self.server.replace(capabilities).is_none();
                if is_news { self.offer(client) } else { Ok(None) }
            }
            ClipboardMessage::Notify(formats) => {
                self.ours = None;
                let wanted = formats.and(Capabilities::OURS.formats);
                if !wanted.is_empty() {
                    client.send(ExtendedCutText(ClipboardMessage::Request(wanted)))?;
                }
                Ok(None)
            }
            ClipboardMessage::Provide(data) => {
                self.ours = None;
                Ok(clipping(data).map(Event::Clipboard))
            }
            ClipboardMessage::Request(formats) => {
                let data = self.data(formats);
                if !data.formats().is_empty() {
                    client.send(ExtendedCutText(ClipboardMessage::Provide(data)))?;
                }
                Ok(None)
            }
            ClipboardMessage::Peek => {
                client.send(ExtendedCutText(ClipboardMessage::Notify(self.data(self.formats()).formats())))?;
                Ok(None)
            }
        }
    }

    /// Tells the server what there is, or sends it where that is as short as the server wants.
    fn offer(&mut self, client: &mut Client) -> Result<Option<Event>, Error> {
        let Some(clipping) = &self.ours else { return Ok(None) };
        if let Some(server) = &self.server {
            let data = self.data(server.formats);
            let message = if server.takes_unasked(&data) {
                Some(ClipboardMessage::Provide(data))
            } else if server.actions.contains(Actions::NOTIFY) {
                Some(ClipboardMessage::Notify(data.formats()))
            } else {
                None
            };
            if let Some(message) = message {
                client.send(ExtendedCutText(message))?;
                return Ok(None);
            }
        }
        client.send(ClientCutText(clipping.text.clone()))?;
        let is_lost = clipping.text.chars().any(|character| u32::from(character) > 0xff);
        let is_news = is_lost && !self.loss_is_known;
        self.loss_is_known |= is_lost;
        Ok(is_news.then_some(Event::ClipboardReduced))
    }

    /// The formats the server takes.
    fn formats(&self) -> Formats {
        self.server.as_ref().map_or(Formats::TEXT, |server| server.formats)
    }

    /// What there is here, in those of `formats` that it is there in.
    fn data(&self, formats: Formats) -> ClipboardData {
        let Some(clipping) = &self.ours else { return ClipboardData::default() };
        let text = formats.contains(Formats::TEXT).then(|| clipping.text.clone());
        let html = clipping.html.as_ref().filter(|_| formats.contains(Formats::HTML));
        ClipboardData { text, rtf: None, html: html.map(|html| html_fragment::wrap(html)) }
    }
}

/// What a clipboard here can hold of what the server has.
fn clipping(data: ClipboardData) -> Option<Clipping> {
    let html = data.html.map(|html| html_fragment::unwrap(&html)).filter(|html| !html.is_empty());
    Some(Clipping { text: data.text.filter(|text| !text.is_empty())?, html })
}
