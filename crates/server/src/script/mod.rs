//! A scripted peer: a conversation written down step by step, played by the server's side (or the viewer's) of a stream.
//!
//! ```
//! use server::script::Script;
//!
//! let script = Script::new()
//!     .send(b"RFB 003.008\n")
//!     .expect("the version", b"RFB 003.008\n")
//!     .security_types(&[1])
//!     .expect_security_type(1)
//!     .security_result_ok()
//!     .expect_client_init()
//!     .server_init(rfb::Size::new(2, 1), rfb::PixelFormat::RENDERER, "tiny")
//!     .wait_for_update_request()
//!     .framebuffer_update(|update| update.raw(rfb::Rect::new(0, 0, 2, 1), &[0x00ff_0000, 0x0000_00ff]))
//!     .close();
//! let (_address, _peer) = script.listen()?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod player;
mod update;

use std::net::SocketAddr;
use std::time::Duration;
use std::{fmt, io, thread};

use rfb::{PixelFormat, Size};

pub use player::ScriptError;
pub use update::Update;

use crate::encoder::{Encoders, Translation};
use crate::protocol::{Challenge, answer, server_message};

/// A conversation, one step after the other. The first step that does not happen as written ends it with an error.
pub struct Script {
    steps: Vec<Step>,
    timeout: Duration,
    encoders: Encoders,
    translation: Translation,
}

/// What happens next.
#[derive(Debug)]
enum Step {
    /// Bytes go out at once.
    Send(Vec<u8>),
    /// Bytes go out one at a time.
    Dribble(Vec<u8>, Duration),
    /// The same bytes go out again and again until the other side closes, or this many were sent.
    Flood(Vec<u8>, u64),
    /// Exactly these bytes come in.
    Expect(String, Vec<u8>),
    /// That many bytes come in, whatever they are.
    Skip(String, usize),
    /// That many bytes come in, and what is made of them goes out.
    Answer(String, usize, Answer),
    /// Messages of a viewer come in until one asks for an update.
    WaitForUpdateRequest,
    /// Nothing happens on our side.
    Pause(Duration),
    /// The other side closes.
    ExpectClose,
    /// Our side closes its direction only.
    HalfClose,
    /// Our side closes.
    Close,
}

/// Makes an answer of what a viewer sent.
struct Answer(Box<Make>);

/// A function from the one to the other.
type Make = dyn Fn(&[u8]) -> Vec<u8> + Send + Sync;

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}

impl Default for Script {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.steps).finish()
    }
}

/// The steps themselves.
impl Script {
    /// A conversation in which nothing happens. Each step may take ten seconds.
    pub fn new() -> Self {
        Self {
            steps: Vec::new(),
            timeout: Duration::from_secs(10),
            encoders: Encoders::default(),
            translation: Translation::new(PixelFormat::RENDERER),
        }
    }

    /// How long each step may take.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Sends `bytes`.
    pub fn send(self, bytes: impl AsRef<[u8]>) -> Self {
        self.step(Step::Send(bytes.as_ref().to_vec()))
    }

    /// Sends `bytes` one at a time, with a pause after each.
    pub fn dribble(self, bytes: impl AsRef<[u8]>, pause: Duration) -> Self {
        self.step(Step::Dribble(bytes.as_ref().to_vec(), pause))
    }

    /// Sends `chunk` again and again until the other side closes, or `limit` bytes were sent.
    pub fn flood(self, chunk: impl AsRef<[u8]>, limit: u64) -> Self {
        self.step(Step::Flood(chunk.as_ref().to_vec(), limit))
    }

    /// Expects `bytes`, which are called `what` where something else comes.
    pub fn expect(self, what: impl Into<String>, bytes: impl AsRef<[u8]>) -> Self {
        self.step(Step::Expect(what.into(), bytes.as_ref().to_vec()))
    }

    /// Expects `count` bytes of any value, which are called `what` where fewer come.
    pub fn skip(self, what: impl Into<String>, count: usize) -> Self {
        self.step(Step::Skip(what.into(), count))
    }

    /// Expects `count` bytes of any value, called `what`, and sends what `make` makes of them.
    pub fn answer(
        self,
        what: impl Into<String>,
        count: usize,
        make: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        self.step(Step::Answer(what.into(), count, Answer(Box::new(make))))
    }

    /// Does nothing for a while.
    pub fn pause(self, duration: Duration) -> Self {
        self.step(Step::Pause(duration))
    }

    /// Expects the other side to close; what it sends before does not matter.
    pub fn expect_close(self) -> Self {
        self.step(Step::ExpectClose)
    }

    /// Closes our direction and leaves the other open.
    pub fn half_close(self) -> Self {
        self.step(Step::HalfClose)
    }

    /// Closes the connection.
    pub fn close(self) -> Self {
        self.step(Step::Close)
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// Steps in the specification's words.
impl Script {
    /// Offers version 3.8 and expects it to be taken.
    pub fn version_3_8(self) -> Self {
        self.send(b"RFB 003.008\n").expect("the version", b"RFB 003.008\n")
    }

    /// Sends the list of security types (3.7 and later).
    pub fn security_types(self, types: &[u8]) -> Self {
        self.send([&[types.len() as u8], types].concat())
    }

    /// Expects the viewer to choose this security type.
    pub fn expect_security_type(self, security_type: u8) -> Self {
        self.expect("the security type", [security_type])
    }

    /// Sends the challenge of VNC authentication and expects the answer of somebody who knows `password`.
    pub fn vnc_authentication(self, challenge: &Challenge, password: &str) -> Self {
        self.send(challenge).expect("the answer to the challenge", answer(password, challenge))
    }

    /// Sends SecurityResult "OK".
    pub fn security_result_ok(self) -> Self {
        self.send([0; 4])
    }

    /// Sends SecurityResult "failed" with a reason (3.8).
    pub fn security_result_failed(self, reason: &str) -> Self {
        self.send(1_u32.to_be_bytes()).reason(reason)
    }

    /// Sends a length and as much text.
    pub fn reason(self, reason: &str) -> Self {
        self.send([&(reason.len() as u32).to_be_bytes(), reason.as_bytes()].concat())
    }

    /// Expects ClientInit, shared or exclusive.
    pub fn expect_client_init(self) -> Self {
        self.skip("ClientInit", 1)
    }

    /// Sends ServerInit; pixels that follow have this format, which must be valid.
    pub fn server_init(mut self, size: Size, format: PixelFormat, name: &str) -> Self {
        self.translation = Translation::new(format);
        let mut message = Vec::new();
        server_message::put_server_init(size, format, name, &mut message);
        self.send(message)
    }

    /// The whole handshake of version 3.8 without security, up to ServerInit.
    pub fn open(self, size: Size, name: &str) -> Self {
        self.version_3_8()
            .security_types(&[1])
            .expect_security_type(1)
            .security_result_ok()
            .expect_client_init()
            .server_init(size, PixelFormat::RENDERER, name)
    }

    /// Pixels that follow have this format, because the viewer asked for it.
    pub fn pixel_format(mut self, format: PixelFormat) -> Self {
        self.translation = Translation::new(format);
        self
    }

    /// Lets the viewer send what it likes until it sends a FramebufferUpdateRequest.
    pub fn wait_for_update_request(self) -> Self {
        self.step(Step::WaitForUpdateRequest)
    }

    /// Sends a FramebufferUpdate.
    pub fn framebuffer_update(mut self, build: impl FnOnce(Update<'_>) -> Update<'_>) -> Self {
        let message = build(Update::new(&self.translation, &mut self.encoders)).finish();
        self.send(message)
    }

    /// Sends SetColourMapEntries.
    pub fn colour_map_entries(self, first: u16, colours: &[[u16; 3]]) -> Self {
        let mut message = vec![1, 0];
        message.extend(first.to_be_bytes());
        message.extend((colours.len() as u16).to_be_bytes());
        message.extend(colours.iter().flatten().flat_map(|value| value.to_be_bytes()));
        self.send(message)
    }

    /// Sends Bell.
    pub fn bell(self) -> Self {
        self.send([2])
    }

    /// Sends ServerCutText.
    pub fn cut_text(self, text: &str) -> Self {
        let mut message = Vec::new();
        server_message::put_cut_text(text, &mut message);
        self.send(message)
    }

    /// Sends a fence with at most 64 bytes of payload.
    pub fn fence(self, flags: u32, payload: &[u8]) -> Self {
        let mut message = Vec::new();
        server_message::put_fence(flags, payload, &mut message);
        self.send(message)
    }

    /// Sends EndOfContinuousUpdates.
    pub fn end_of_continuous_updates(self) -> Self {
        self.send([150])
    }
}

/// Playing it.
impl Script {
    /// Listens on a free loopback port and plays the script, in a thread, to the first who connects.
    pub fn listen(self) -> io::Result<(SocketAddr, thread::JoinHandle<Result<(), ScriptError>>)> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let peer = thread::Builder::new().name("script".into()).spawn(move || {
            runtime.block_on(async move {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?;
                let accepted = tokio::time::timeout(self.timeout, listener.accept()).await;
                let (stream, _) = accepted.map_err(|_| ScriptError::Nobody)??;
                stream.set_nodelay(true)?;
                self.run(stream).await
            })
        })?;
        Ok((address, peer))
    }
}
