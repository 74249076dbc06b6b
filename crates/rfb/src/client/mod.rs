//! The client: bytes in, events and bytes out.
//!
//! INVARIANT: a client is a function of the bytes it was fed and the calls made; how the bytes were split, and when they
//! came, changes nothing but the bands in which Raw rectangles are handed on.
//!
//! Run it so: put what arrives into [`Client::buffer`]; call [`Client::poll`] until it returns `None`; send what
//! [`Client::poll_transmit`] returns; wait for more bytes. After an error there is nothing more to come.

mod format_change;
mod sealing;
mod session;

use std::collections::VecDeque;

use bytes::{Buf, Bytes, BytesMut};

use crate::config::Config;
use crate::credentials::Credentials;
use crate::encoding::Encoding;
use crate::error::{Error, Protocol};
use crate::event::{Event, Feature, ServerInit};
use crate::geometry::Size;
use crate::handshake::{Answer, Context, ExpectServerInit, ExpectVersion, Handshake, Next};
use crate::levels::Levels;
use crate::message::client::{ClientMessage, SetEncodings, SetPixelFormat};
use crate::pixel_format::PixelFormat;
use crate::pseudo::PseudoEncoding;
use crate::random::Random;
use crate::security::Agreed;
use crate::wire::{NeedMore, Reader, Stop};

use format_change::Passage;
use sealing::{Ending, Sealing};
use session::Session;

/// One connection to a server.
#[derive(Debug)]
pub struct Client {
    config: Config,
    input: BytesMut,
    /// Polling is pointless while there is less input than this.
    wanted: usize,
    output: BytesMut,
    events: VecDeque<Event>,
    credentials: Option<Credentials>,
    trusted: bool,
    random: Random,
    agreed: Agreed,
    sealing: Sealing,
    state: State,
}

#[derive(Debug)]
enum State {
    Handshake(Handshake),
    Open(Box<Session>),
    Failed(Error),
}

/// Whether a step left something to do.
enum Progress {
    Made,
    Waiting,
}

impl Client {
    /// A client at the start of a connection.
    pub fn new(config: Config) -> Self {
        Self::starting(config, Handshake::Version(ExpectVersion::default()))
    }

    /// A client that is fed a recording: bytes from ServerInit on, in the pixel format that ServerInit names. What it would
    /// send is of no use.
    pub fn replaying(config: Config) -> Self {
        let config = Config { pixel_format: None, ..config };
        Self::starting(config, Handshake::ServerInit(ExpectServerInit))
    }

    fn starting(config: Config, handshake: Handshake) -> Self {
        let (input, output, events) = (BytesMut::new(), BytesMut::new(), VecDeque::new());
        Self {
            random: config.random.clone(),
            config,
            input,
            wanted: 0,
            output,
            events,
            credentials: None,
            trusted: false,
            agreed: Agreed::default(),
            sealing: Sealing::default(),
            state: State::Handshake(handshake),
        }
    }

    /// Where received bytes go.
    pub fn buffer(&mut self) -> &mut BytesMut {
        self.sealing.received().unwrap_or(&mut self.input)
    }

    /// Opens what was received and is sealed, so that [`Client::unread`] shows it. [`Client::poll`] does so too.
    pub fn unseal(&mut self) {
        self.sealing.open(&mut self.input);
    }

    /// Queues a message. It is an error to send one before the session is open.
    pub fn send(&mut self, message: impl Into<ClientMessage>) -> Result<(), Error> {
        let State::Open(session) = &mut self.state else {
            return Err(Error::Misuse("messages can be sent when the session is open"));
        };
        let message = message.into();
        if session.sending(&message) == Passage::Send {
            message.write(&mut self.output);
        }
        Ok(())
    }

    /// From now on asks for these encodings, best first, and these levels. Rectangles that are on their way are as they were
    /// asked for before. Does nothing where nothing changes.
    pub fn set_encodings(&mut self, encodings: &[Encoding], levels: Levels) {
        if self.config.encodings == encodings && self.config.levels == levels {
            return;
        }
        self.config.encodings = encodings.to_vec();
        self.config.levels = levels;
        if self.is_open() {
            self.announce();
        }
    }

    /// Begins to change the pixel format of an open session. [`Event::PixelFormat`] says when it is over, and what came of
    /// it: the format stays where nothing would tell pixels in the new format from those in the old one, as with two requests
    /// unanswered and no fences.
    ///
    /// Without fences the change waits for the update that was asked for, and until then no request is sent. So when the
    /// event comes, ask for the whole framebuffer. What is recorded meanwhile cannot be replayed.
    pub fn change_pixel_format(&mut self, format: PixelFormat) -> Result<(), Error> {
        let State::Open(session) = &mut self.state else {
            return Err(Error::Misuse("the pixel format can be changed when the session is open"));
        };
        session.change_pixel_format(format, &mut self.events, &mut self.output)
    }

    /// Answers [`Event::CredentialsNeeded`], now or before it is asked.
    pub fn authenticate(&mut self, credentials: Credentials) {
        self.credentials = Some(credentials);
        self.wanted = 0;
    }

    /// Answers [`Event::IdentityPresented`]: the server is who it should be.
    pub fn trust(&mut self) {
        self.trusted = true;
        self.wanted = 0;
    }

    /// Takes leave, where the encryption has a way to: what was sent is all there is. Nothing may be sent after it.
    pub fn close(&mut self) {
        self.sealing.close(&mut self.output);
    }

    /// Makes a peer that says nothing show what it is, by sending our version out of turn. Does something once, and only
    /// before the server's version came.
    pub fn nudge(&mut self) {
        if let State::Handshake(Handshake::Version(state)) = &mut self.state {
            self.output.extend_from_slice(state.nudge());
        }
    }

    /// The next event, or `None` until there are more bytes. An error is final and comes again at every call.
    pub fn poll(&mut self) -> Result<Option<Event>, Error> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Ok(Some(event));
            }
            self.unseal();
            if self.input.len() < self.wanted {
                return self.short();
            }
            match self.step() {
                Ok(Progress::Made) => self.wanted = 0,
                Ok(Progress::Waiting) => {
                    return self.events.pop_front().map_or_else(|| self.short(), |event| Ok(Some(event)));
                }
                Err(Stop::NeedMore(NeedMore(missing))) => {
                    self.wanted = self.input.len().saturating_add(missing.max(1));
                    return self.short();
                }
                Err(Stop::Error(error)) => return Err(self.fail(error)),
            }
        }
    }

    /// There are no more bytes for now, unless there never will be.
    fn short(&mut self) -> Result<Option<Event>, Error> {
        match self.sealing.ending() {
            None => Ok(None),
            Some(Ending::Farewell) => Err(self.fail(self.closed())),
            Some(Ending::Broken(error)) => Err(self.fail(error)),
        }
    }

    fn fail(&mut self, error: Error) -> Error {
        self.state = State::Failed(error.clone());
        error
    }

    /// Bytes to send, if there are any.
    pub fn poll_transmit(&mut self) -> Option<Bytes> {
        let sealed = self.sealing.seal(&mut self.output);
        let bytes = sealed.unwrap_or(&mut self.output);
        (!bytes.is_empty()).then(|| bytes.split().freeze())
    }

    /// How many bytes wait for [`Client::poll_transmit`].
    pub fn unsent(&self) -> usize {
        self.output.len() + self.sealing.unsent()
    }

    /// What it means that the server closed the connection now.
    pub fn closed(&self) -> Error {
        match &self.state {
            State::Handshake(handshake) => handshake.closed(&self.input),
            State::Open(session) => Protocol::Closed { awaiting: session.awaiting() }.into(),
            State::Failed(error) => error.clone(),
        }
    }

    /// The bytes that were not understood yet.
    pub fn unread(&self) -> &[u8] {
        &self.input
    }

    /// How many bytes more are needed at least before [`Client::poll`] can go on.
    pub fn missing(&self) -> usize {
        self.wanted.saturating_sub(self.input.len())
    }

    /// Whether a question to the caller was not answered yet: the server says nothing until it is.
    pub fn awaits_answer(&self) -> bool {
        let State::Handshake(Handshake::Security(state)) = &self.state else { return false };
        match state.awaited() {
            None => false,
            Some(Answer::Credentials) => self.credentials.is_none(),
            Some(Answer::Trust) => !self.trusted,
        }
    }

    /// What the client is waiting for, in words.
    pub fn awaiting(&self) -> &'static str {
        match &self.state {
            State::Handshake(handshake) => handshake.awaiting(),
            State::Open(session) => session.awaiting(),
            State::Failed(_) => "nothing",
        }
    }

    /// Whether the handshake is over and the session goes on.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// The framebuffer's extent, 0 by 0 before the session is open.
    pub fn framebuffer_size(&self) -> Size {
        match &self.state {
            State::Open(session) => session.framebuffer(),
            State::Handshake(_) | State::Failed(_) => Size::default(),
        }
    }

    /// Whether the server showed that it understands `feature`.
    pub fn supports(&self, feature: Feature) -> bool {
        matches!(&self.state, State::Open(session) if session.supports(feature))
    }

    fn step(&mut self) -> Result<Progress, Stop> {
        let mut reader = Reader::new(&self.input);
        let next = match &mut self.state {
            State::Failed(error) => return Err(Stop::Error(error.clone())),
            State::Open(session) => {
                session.step(&mut self.input, &mut self.events, &mut self.output, &self.config.limits)?;
                return Ok(Progress::Made);
            }
            State::Handshake(handshake) => {
                let mut context = Context {
                    config: &self.config,
                    credentials: self.credentials.as_ref(),
                    trusted: self.trusted,
                    random: &mut self.random,
                    agreed: &mut self.agreed,
                    output: &mut self.output,
                    events: &mut self.events,
                };
                handshake.step(&mut reader, &mut context)?
            }
        };
        let read = reader.position();
        self.input.advance(read);
        match next {
            Next::Wait if read == 0 && self.events.is_empty() => return Ok(Progress::Waiting),
            Next::Wait | Next::Again => {}
            Next::Secure(layer) => self.sealing.begin(layer, &mut self.input, &mut self.output),
            Next::Handshake(handshake) => self.state = State::Handshake(handshake),
            Next::Open(server_init) => self.open(server_init),
        }
        Ok(Progress::Made)
    }

    /// Says which pixels we want, and in which encodings. Nothing was asked for before, so no pixel can be in doubt.
    fn open(&mut self, server_init: ServerInit) {
        self.credentials = None;
        if server_init.format != server_init.server_format {
            ClientMessage::from(SetPixelFormat(server_init.format)).write(&mut self.output);
        }
        self.announce();
        self.state = State::Open(Box::new(Session::new(&server_init)));
        self.events.push_back(Event::Connected(server_init));
    }
    /// Says what we understand, and what we would like.
    fn announce(&mut self) {
        let encodings = self.config.encodings.iter().copied().map(Encoding::number);
        let pseudo_encodings = PseudoEncoding::ALL.into_iter().map(PseudoEncoding::number);
        let levels = self.config.levels.numbers(&self.config.encodings);
        let numbers = encodings.chain(pseudo_encodings).chain(levels).collect();
        ClientMessage::from(SetEncodings(numbers)).write(&mut self.output);
    }
}
