//! Oracles: functions from any bytes at all to nothing, which panic if the client did what it must never do.
//!
//! The fuzz targets are one line each and call these; the same functions run as ordinary tests over the kept corpus.

use rfb::codec::jpeg::Jpeg;
use rfb::encoding::Encoding;
use rfb::framebuffer::Target;
use rfb::pipeline::Decoders;
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{
    Client, Config, Credentials, Error, Event, Framebuffer, Limits, PixelFormat, Random, Secret, SecurityType, Size,
};

/// What a server sends before ServerInit when it speaks RFB 3.8 and lets everybody in.
pub const HANDSHAKE: &[u8] = b"RFB 003.008\n\x01\x01\x00\x00\x00\x00";

/// Small enough that a run takes no time: a picture of 256 × 256 pixels.
const PIXELS: usize = 1 << 16;

/// A client that takes what the server has, and not much of it.
pub fn config() -> Config {
    let limits = Limits { framebuffer_pixels: PIXELS, cut_text: 4096, clipboard: 4096, ..Limits::default() };
    // A key for RSA-AES takes longer to make than a run may; `rsa_aes_oracle` has one.
    let security_types = SecurityType::ALL.into_iter().filter(|ours| !ours.name().starts_with("RA2")).collect();
    Config { pixel_format: None, limits, security_types, ..Config::default() }
}

/// What came of some bytes.
#[derive(Debug, PartialEq)]
pub struct Played {
    /// The events other than rectangles, in order.
    pub events: Vec<Event>,
    /// What the client sent.
    pub sent: Vec<u8>,
    /// The picture at the end.
    pub framebuffer: Framebuffer,
    /// The error that ended it, if one did.
    pub error: Option<Error>,
}

impl Played {
    /// Whether two runs over the same bytes came to the same.
    ///
    /// Which of two errors in one rectangle is met first may depend on how much of it has arrived, and what was drawn
    /// before an error is never shown.
    pub fn is_same(&self, other: &Played) -> bool {
        let same_end = match (&self.error, &other.error) {
            (None, None) => self.framebuffer == other.framebuffer,
            (Some(_), Some(_)) => true,
            (None, Some(_)) | (Some(_), None) => false,
        };
        same_end && self.events == other.events && self.sent == other.sent
    }
}

/// Feeds `chunks` to a new client one after the other and draws what it hands out.
pub fn play<'a>(config: Config, chunks: impl IntoIterator<Item = &'a [u8]>) -> Played {
    play_with(Client::new(config), chunks)
}

fn play_with<'a>(client: Client, chunks: impl IntoIterator<Item = &'a [u8]>) -> Played {
    let mut player = Player { client, decoders: Decoders::new(), played: Played::nothing() };
    let mut fed = 0;
    for chunk in chunks {
        fed += chunk.len();
        player.client.buffer().extend_from_slice(chunk);
        if let Err(error) = player.drain() {
            player.played.error = Some(error);
            break;
        }
        // Every event needs bytes of its own, but for a few at the start: a client that makes them up would never end.
        assert!(player.played.events.len() <= fed + 16, "{} events from {fed} bytes", player.played.events.len());
    }
    assert!(player.played.framebuffer.size().area() <= PIXELS);
    // What was to be sent before an error still is.
    player.take_sent();
    player.played
}

struct Player {
    client: Client,
    decoders: Decoders,
    played: Played,
}

impl Player {
    fn drain(&mut self) -> Result<(), Error> {
        while let Some(event) = self.client.poll()? {
            match &event {
                Event::Connected(init) => self.played.framebuffer = Framebuffer::new(init.size),
                Event::DesktopSize(layout) if layout.status == Status::Done => {
                    self.played.framebuffer.resize(layout.size);
                }
                Event::CredentialsNeeded(_) => self.client.authenticate(credentials()),
                Event::IdentityPresented(_) => self.client.trust(),
                Event::Rectangle(job) => {
                    self.decoders.apply(job, &mut self.played.framebuffer)?;
                    continue;
                }
                _ => {}
            }
            self.played.events.push(event);
            self.take_sent();
        }
        Ok(())
    }

    fn take_sent(&mut self) {
        while let Some(bytes) = self.client.poll_transmit() {
            self.played.sent.extend_from_slice(&bytes);
        }
    }
}

impl Played {
    fn nothing() -> Self {
        Self { events: Vec::new(), sent: Vec::new(), framebuffer: Framebuffer::default(), error: None }
    }
}

fn credentials() -> Credentials {
    Credentials { username: Some("alice".into()), password: Secret::new("secret12") }
}

/// A whole connection, from the first byte of the banner.
pub fn handshake(data: &[u8]) {
    let _ = play(Config { pixel_format: Some(PixelFormat::RENDERER), ..config() }, [data]);
}

/// What a server says from the choice of a security type on; the first byte names the type, in one piece and byte by byte.
pub fn log_in(data: &[u8]) {
    const TYPES: [SecurityType; 7] = [
        SecurityType::Tight,
        SecurityType::AppleDh,
        SecurityType::MsLogon,
        SecurityType::Xvp,
        SecurityType::AppleSrp,
        SecurityType::AppleRsaSrp,
        SecurityType::UnixLogin,
    ];
    let Some((&index, data)) = data.split_first() else { return };
    let security_type = TYPES[usize::from(index) % TYPES.len()];
    let number = security_type.within().unwrap_or(security_type).number() as u8;
    let start = [&b"RFB 003.008\n\x01"[..], &[number]].concat();
    let config = || Config { security_types: vec![security_type], random: Random::seeded(1), ..config() };
    let whole = play(config(), [&start, data]);
    let bytes = play(config(), [start.as_slice()].into_iter().chain(data.chunks(1)));
    assert!(whole.is_same(&bytes), "in one piece: {whole:?}\nbyte by byte: {bytes:?}");
}

/// A connection after an uneventful handshake, from ServerInit on.
pub fn session(data: &[u8]) {
    let _ = play(config(), [HANDSHAKE, data]);
}

/// The same bytes in one piece and in several, whose lengths the first byte decides.
pub fn split(data: &[u8]) {
    let Some((&pattern, data)) = data.split_first() else { return };
    let whole = play(config(), [HANDSHAKE, data]);
    let length = usize::from(pattern) + 1;
    let parts = play(config(), [HANDSHAKE].into_iter().chain(data.chunks(length)));
    assert!(whole.is_same(&parts), "in one piece: {whole:?}\nin pieces of {length}: {parts:?}");
}

/// SASL from the list of mechanisms on, in one piece and in several, whose lengths the first byte decides. The client's
/// nonces are always the same.
pub fn sasl(data: &[u8]) {
    let Some((&pattern, data)) = data.split_first() else { return };
    let chosen = || {
        let limits = Limits { iterations: 5000, ..config().limits };
        Config { security_types: vec![SecurityType::Sasl], random: Random::seeded(0), limits, ..config() }
    };
    let whole = play(chosen(), [SASL, data]);
    let length = usize::from(pattern) + 1;
    let parts = play(chosen(), [SASL].into_iter().chain(data.chunks(length)));
    assert!(whole.is_same(&parts), "in one piece: {whole:?}\nin pieces of {length}: {parts:?}");
}

/// What a server sends before it lists SASL mechanisms.
const SASL: &[u8] = b"RFB 003.008\n\x01\x14";

/// A file that is said to be a recording.
pub fn recording(data: &[u8]) {
    let Ok(chunks) = rfb::recording::chunks(data) else { return };
    let _ = play_with(Client::replaying(config()), chunks.iter().map(|chunk| chunk.bytes));
}

/// A JPEG picture behind two bytes for its extent: what comes of it does not depend on what was decoded before.
pub fn jpeg_picture(data: &[u8]) {
    let [width, height, data @ ..] = data else { return };
    let size = Size::new((*width).into(), (*height).into());
    let decode = |jpeg: &mut Jpeg| {
        let mut pixels = vec![0; size.area()];
        let out = Target::packed(&mut pixels, size).expect("it has as many pixels");
        jpeg.decode(data, out).map(|()| pixels)
    };
    let mut used = Jpeg::default();
    let first = decode(&mut used);
    // Whatever part of a table was kept, and an end that is missing.
    let _ = used.decode(
        data.get(..data.len() / 2).unwrap_or_default(),
        Target::packed(&mut [], Size::new(0, 0)).expect("none"),
    );
    assert_eq!(decode(&mut used), first);
}

/// One rectangle in this encoding: a byte for the pixel format, two for the extent, and the rectangle's body.
pub fn encoding(encoding: Encoding, data: &[u8]) {
    rectangle(encoding.number(), data);
}

/// One pseudo-rectangle of this number, as [`encoding`].
pub fn rectangle(number: i32, data: &[u8]) {
    let [format, width, height, body @ ..] = data else { return };
    let mut stream = server_init(FORMATS[usize::from(*format) % FORMATS.len()]);
    // One rectangle, in a framebuffer that has something in it already.
    stream.extend([0, 0, 0, 1, 0, 3, 0, 5, 0, *width, 0, *height]);
    stream.extend(number.to_be_bytes());
    stream.extend(body);
    let _ = play(config(), [HANDSHAKE, &stream]);
}

/// One extended clipboard message.
pub fn clipboard(data: &[u8]) {
    let mut stream = server_init(PixelFormat::RENDERER);
    stream.extend([3, 0, 0, 0]);
    stream.extend((-(data.len() as i32)).to_be_bytes());
    stream.extend(data);
    let _ = play(config(), [HANDSHAKE, &stream]);
}

/// ServerInit of a desktop of 260 × 250 pixels without a name.
fn server_init(format: PixelFormat) -> Vec<u8> {
    let mut stream = vec![1, 4, 0, 250];
    stream.extend(format.to_wire());
    stream.extend([0; 4]);
    stream
}

/// One pixel format of each kind that is read in a way of its own; the first byte of a rectangle's input chooses.
pub const FORMATS: [PixelFormat; 6] = [
    PixelFormat::RENDERER,
    PixelFormat { big_endian: true, shift: [24, 16, 8], ..PixelFormat::RENDERER },
    PixelFormat { depth: 30, max: [1023; 3], shift: [20, 10, 0], ..PixelFormat::RENDERER },
    PixelFormat { bits_per_pixel: 16, depth: 16, max: [31, 63, 31], shift: [11, 5, 0], ..PixelFormat::RENDERER },
    PixelFormat { bits_per_pixel: 8, depth: 8, max: [7, 7, 3], shift: [0, 3, 6], ..PixelFormat::RENDERER },
    PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..PixelFormat::RENDERER },
];
