//! The extended form of ClientCutText and ServerCutText (rfbproto, “Extended Clipboard Pseudo-Encoding”), the same in both
//! directions: what each side can take, what it has, and the data, compressed.

use std::fmt;
use std::io::{Read, Write};

use bytes::{BufMut, BytesMut};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::error::{Error, Protocol};
use crate::limits::Limits;
use crate::wire::{Reader, Stop};

/// How many formats there can be.
const FORMATS: usize = 16;

const CAPS: u32 = 1 << 24;
const REQUEST: u32 = 1 << 25;
const PEEK: u32 = 1 << 26;
const NOTIFY: u32 = 1 << 27;
const PROVIDE: u32 = 1 << 28;

/// What is said where the server's data is wrong.
const READING: &str = "the server's clipboard";

/// A set of clipboard formats.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Formats(u16);

impl Formats {
    /// Plain text.
    pub const TEXT: Formats = Formats(1);
    /// Microsoft's Rich Text Format.
    pub const RTF: Formats = Formats(1 << 1);
    /// HTML as Windows has it on its clipboard.
    pub const HTML: Formats = Formats(1 << 2);

    /// The formats of both.
    pub const fn with(self, other: Formats) -> Formats {
        Formats(self.0 | other.0)
    }

    /// The formats that are in both.
    pub const fn and(self, other: Formats) -> Formats {
        Formats(self.0 & other.0)
    }

    /// Whether all of `other` are in this set.
    pub const fn contains(self, other: Formats) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn each(self) -> impl Iterator<Item = (usize, Formats)> {
        (0..FORMATS).map(|bit| (bit, Formats(1 << bit))).filter(move |(_, format)| self.contains(*format))
    }
}

impl fmt::Debug for Formats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.each().map(|(bit, _)| ["text", "rtf", "html", "dib", "files"].get(bit).unwrap_or(&"unknown"));
        f.debug_set().entries(names).finish()
    }
}

/// A set of things to do with a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Actions(u32);

impl Actions {
    /// To answer [`ClipboardMessage::Request`].
    pub const REQUEST: Actions = Actions(REQUEST);
    /// To answer [`ClipboardMessage::Peek`].
    pub const PEEK: Actions = Actions(PEEK);
    /// To take [`ClipboardMessage::Notify`].
    pub const NOTIFY: Actions = Actions(NOTIFY);
    /// To take [`ClipboardMessage::Provide`].
    pub const PROVIDE: Actions = Actions(PROVIDE);
    /// All of these.
    pub const ALL: Actions = Actions(REQUEST | PEEK | NOTIFY | PROVIDE);

    /// Whether all of `other` are in this set.
    pub const fn contains(self, other: Actions) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What one side is ready to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// The formats.
    pub formats: Formats,
    /// What it does.
    pub actions: Actions,
    /// How many bytes of each format it takes without having asked for them; by the format's bit.
    pub sizes: [u32; FORMATS],
}

impl Capabilities {
    /// What this client can do. It takes nothing unasked, which is what the specification recommends.
    pub const OURS: Capabilities =
        Capabilities { formats: Formats::TEXT.with(Formats::HTML), actions: Actions::ALL, sizes: [0; FORMATS] };

    /// Whether `data` may be sent unasked.
    pub fn takes_unasked(&self, data: &ClipboardData) -> bool {
        let fits = |(bit, format)| {
            let length = data.wire(format).map_or(0, |bytes| bytes.len());
            self.sizes.get(bit).is_some_and(|&size| length <= size as usize)
        };
        self.actions.contains(Actions::PROVIDE) && data.formats().and(self.formats).each().all(fits)
    }
}

/// What a clipboard holds, in every format that has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClipboardData {
    /// Plain text; lines end with a line feed.
    pub text: Option<String>,
    /// Rich Text Format.
    pub rtf: Option<Vec<u8>>,
    /// HTML as Windows has it on its clipboard, see [`crate::codec::html_fragment`].
    pub html: Option<Vec<u8>>,
}

impl ClipboardData {
    /// The formats in which there is something.
    pub fn formats(&self) -> Formats {
        let is = |there: bool, format| if there { format } else { Formats::default() };
        is(self.text.is_some(), Formats::TEXT)
            .with(is(self.rtf.is_some(), Formats::RTF))
            .with(is(self.html.is_some(), Formats::HTML))
    }

    /// The data in one format as it is sent.
    fn wire(&self, format: Formats) -> Option<Vec<u8>> {
        match format {
            Formats::TEXT => {
                let lines = self.text.as_ref()?.replace("\r\n", "\n").replace('\n', "\r\n");
                Some([lines.as_bytes(), b"\0"].concat())
            }
            Formats::RTF => self.rtf.clone(),
            Formats::HTML => self.html.clone(),
            _ => None,
        }
    }

    fn take(&mut self, format: Formats, bytes: Vec<u8>) {
        match format {
            Formats::TEXT => {
                let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
                let text = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
                self.text = Some(text.replace("\r\n", "\n"));
            }
            Formats::RTF => self.rtf = Some(bytes),
            Formats::HTML => self.html = Some(bytes),
            _ => {}
        }
    }
}

/// One extended message, in either direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClipboardMessage {
    /// What the sender can take.
    Caps(Capabilities),
    /// Send these formats.
    Request(Formats),
    /// Say what you have.
    Peek,
    /// The sender's clipboard has these formats now.
    Notify(Formats),
    /// The data.
    Provide(ClipboardData),
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Received {
    Message(ClipboardMessage),
    /// The data of some format was too long; its length.
    TooLong(usize),
    /// Something that the specification does not know yet.
    Unknown,
}

impl ClipboardMessage {
    /// What it does, in a word.
    pub fn name(&self) -> &'static str {
        match self {
            ClipboardMessage::Caps(_) => "caps",
            ClipboardMessage::Request(_) => "request",
            ClipboardMessage::Peek => "peek",
            ClipboardMessage::Notify(_) => "notify",
            ClipboardMessage::Provide(_) => "provide",
        }
    }

    /// The formats that it is about.
    pub fn formats(&self) -> Formats {
        match self {
            ClipboardMessage::Caps(Capabilities { formats, .. })
            | ClipboardMessage::Request(formats)
            | ClipboardMessage::Notify(formats) => *formats,
            ClipboardMessage::Peek => Formats::default(),
            ClipboardMessage::Provide(data) => data.formats(),
        }
    }

    /// Appends everything after the message's type and padding.
    pub(crate) fn write(&self, output: &mut BytesMut) {
        let mut body = BytesMut::new();
        match self {
            ClipboardMessage::Caps(capabilities) => write_capabilities(capabilities, &mut body),
            ClipboardMessage::Request(formats) => body.put_u32(REQUEST | u32::from(formats.0)),
            ClipboardMessage::Peek => body.put_u32(PEEK),
            ClipboardMessage::Notify(formats) => body.put_u32(NOTIFY | u32::from(formats.0)),
            ClipboardMessage::Provide(data) => write_data(data, &mut body),
        }
        output.put_i32(-(body.len() as i32));
        output.put_slice(&body);
    }

    /// Reads what follows the length, which is `length` bytes.
    pub(crate) fn read(reader: &mut Reader<'_>, length: usize, limits: &Limits) -> Result<Received, Stop> {
        let mut body = Reader::new(reader.bytes(length)?);
        let short = |_| Protocol::Truncated { reading: READING };
        let flags = body.u32().map_err(short)?;
        let formats = Formats(flags as u16);
        let message = match flags & (CAPS | REQUEST | PEEK | NOTIFY | PROVIDE) {
            capable if capable & CAPS != 0 => {
                let mut sizes = [0; FORMATS];
                for (bit, _) in formats.each() {
                    // Some servers send fewer sizes than formats.
                    let size = body.u32().unwrap_or(0);
                    sizes.get_mut(bit).into_iter().for_each(|place| *place = size);
                }
                let actions = Actions(capable & Actions::ALL.0);
                ClipboardMessage::Caps(Capabilities { formats, actions, sizes })
            }
            REQUEST => ClipboardMessage::Request(formats),
            PEEK => ClipboardMessage::Peek,
            NOTIFY => ClipboardMessage::Notify(formats),
            PROVIDE => return Ok(read_data(formats, body.rest(), limits)?),
            _ => return Ok(Received::Unknown),
        };
        Ok(Received::Message(message))
    }
}

fn write_capabilities(capabilities: &Capabilities, body: &mut BytesMut) {
    let Capabilities { formats, actions, sizes } = capabilities;
    body.put_u32(CAPS | actions.0 | u32::from(formats.0));
    formats.each().for_each(|(bit, _)| body.put_u32(sizes.get(bit).copied().unwrap_or(0)));
}

/// The stream is flushed but not finished: there are servers that hang up at the end of a stream.
fn write_data(data: &ClipboardData, body: &mut BytesMut) {
    let formats = data.formats();
    body.put_u32(PROVIDE | u32::from(formats.0));
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    for bytes in formats.each().filter_map(|(_, format)| data.wire(format)) {
        // Writing to memory cannot fail.
        let _ = encoder.write_all(&(bytes.len() as u32).to_be_bytes()).and_then(|()| encoder.write_all(&bytes));
    }
    let _ = encoder.flush();
    // Taken away from the encoder before it is dropped, which would finish the stream.
    body.put_slice(&std::mem::take(encoder.get_mut()));
}

/// Takes out what fits the limit. What does not is never decompressed: its length stands before it.
fn read_data(formats: Formats, compressed: &[u8], limits: &Limits) -> Result<Received, Error> {
    let mut stream = ZlibDecoder::new(compressed);
    let (mut data, mut left) = (ClipboardData::default(), limits.clipboard);
    for (_, format) in formats.each() {
        let mut length = [0; 4];
        stream.read_exact(&mut length).map_err(|_| DAMAGED)?;
        let length = u32::from_be_bytes(length) as usize;
        left = match left.checked_sub(length) {
            Some(left) => left,
            None if data == ClipboardData::default() => return Ok(Received::TooLong(length)),
            // The formats come in the order of their worth: what was read is of use without the rest.
            None => break,
        };
        let mut bytes = Vec::new();
        let read = stream.by_ref().take(length as u64).read_to_end(&mut bytes);
        if read.ok() != Some(length) {
            return Err(DAMAGED.into());
        }
        data.take(format, bytes);
    }
    Ok(Received::Message(ClipboardMessage::Provide(data)))
}

const DAMAGED: Protocol = Protocol::malformed(READING, "the zlib data is damaged or ends too early");

#[cfg(test)]
mod tests {
    use super::*;

    fn wire(message: &ClipboardMessage) -> Vec<u8> {
        let mut output = BytesMut::new();
        message.write(&mut output);
        output.to_vec()
    }

    fn read(bytes: &[u8]) -> Result<Received, Stop> {
        let limits = Limits { clipboard: 100, ..Limits::default() };
        let (length, body) = bytes.split_first_chunk().expect("a length");
        let length = i32::from_be_bytes(*length).unsigned_abs() as usize;
        ClipboardMessage::read(&mut Reader::new(body), length, &limits)
    }

    /// A provide message with this after its flags.
    fn provide(formats: Formats, plain: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(plain).expect("memory");
        let packed = encoder.finish().expect("memory");
        let body = [&(PROVIDE | u32::from(formats.0)).to_be_bytes()[..], &packed].concat();
        [&(-(body.len() as i32)).to_be_bytes()[..], &body].concat()
    }

    fn text(text: &str) -> ClipboardData {
        ClipboardData { text: Some(text.into()), ..ClipboardData::default() }
    }

    #[test]
    fn messages_are_laid_out_as_the_specification_says() {
        let caps = Capabilities { sizes: std::array::from_fn(|bit| bit as u32 * 3), ..Capabilities::OURS };
        let caps = wire(&ClipboardMessage::Caps(caps));
        assert_eq!(caps, [255, 255, 255, 244, 0x1f, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 6]);
        let both = Formats::TEXT.with(Formats::HTML);
        assert_eq!(wire(&ClipboardMessage::Request(both)), [255, 255, 255, 252, 2, 0, 0, 5]);
        assert_eq!(wire(&ClipboardMessage::Notify(Formats::TEXT)), [255, 255, 255, 252, 8, 0, 0, 1]);
        let provided = wire(&ClipboardMessage::Provide(text("a\nä\r\n")));
        assert_eq!(provided[4..8], [0x10, 0, 0, 1]);
        let mut plain = [0; 12];
        ZlibDecoder::new(&provided[8..]).read_exact(&mut plain).expect("twelve bytes");
        assert_eq!(plain, *b"\0\0\0\x08a\r\n\xc3\xa4\r\n\0");
        assert_eq!(provided[provided.len() - 4..], [0, 0, 255, 255], "the stream is flushed and goes on");
    }

    #[test]
    fn every_message_comes_back() {
        let html = Some(b"<b>".to_vec());
        let data = ClipboardData { text: Some("日本\nx".into()), rtf: Some(b"{}".to_vec()), html };
        let messages = [
            ClipboardMessage::Caps(Capabilities::OURS),
            ClipboardMessage::Request(Formats::TEXT),
            ClipboardMessage::Peek,
            ClipboardMessage::Notify(data.formats()),
            ClipboardMessage::Provide(data),
        ];
        for message in messages {
            assert_eq!(read(&wire(&message)), Ok(Received::Message(message)));
        }
    }

    #[test]
    fn text_may_lack_its_end_or_go_on_after_it_and_need_not_be_utf_8() {
        for (sent, expected) in
            [(&b"ab"[..], "ab"), (b"ab\0cd\0", "ab"), (b"\0", ""), (b"a\xffb\r\n\0", "a\u{fffd}b\n")]
        {
            let plain = [&(sent.len() as u32).to_be_bytes(), sent].concat();
            let received = read(&provide(Formats::TEXT, &plain));
            assert_eq!(received, Ok(Received::Message(ClipboardMessage::Provide(text(expected)))), "{sent:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_left_and_what_comes_before_it_is_kept() {
        let long = [&101_u32.to_be_bytes()[..], &[b'x'; 101]].concat();
        assert_eq!(read(&provide(Formats::TEXT, &long)), Ok(Received::TooLong(101)));
        let bomb = [&u32::MAX.to_be_bytes()[..], &[0; 8192]].concat();
        assert_eq!(read(&provide(Formats::TEXT, &bomb)), Ok(Received::TooLong(u32::MAX as usize)));
        let both = [b"\0\0\0\x02a\0", &long[..]].concat();
        let kept = read(&provide(Formats::TEXT.with(Formats::HTML), &both));
        assert_eq!(kept, Ok(Received::Message(ClipboardMessage::Provide(text("a")))));
    }

    #[test]
    fn damaged_and_short_messages_are_refused() {
        let whole = provide(Formats::TEXT, b"\0\0\0\x09too short");
        let lies =
            [provide(Formats::TEXT, b"\0\0\0\x0atoo short"), provide(Formats::TEXT, b"\0\0"), whole[..8].to_vec()];
        for lie in lies {
            let length = lie.len() as i32 - 4;
            let bytes = [&(-length).to_be_bytes()[..], &lie[4..]].concat();
            assert!(matches!(read(&bytes), Err(Stop::Error(Error::Protocol(_)))), "{bytes:?}");
        }
        assert!(matches!(read(&[255, 255, 255, 253, 0, 0, 0]), Err(Stop::Error(_))), "three bytes have no flags");
        assert_eq!(read(&[255, 255, 255, 252, 0x20, 0, 0, 1]), Ok(Received::Unknown));
        assert_eq!(read(&[255, 255, 255, 252, 0x0a, 0, 0, 1]), Ok(Received::Unknown), "two actions");
    }

    #[test]
    fn only_what_the_other_side_allows_goes_out_unasked() {
        let sizes = |text, html| std::array::from_fn(|bit| [text, 0, html].get(bit).copied().unwrap_or(0));
        let takes = |sizes, data: &ClipboardData| Capabilities { sizes, ..Capabilities::OURS }.takes_unasked(data);
        // Two letters, a line's end of two bytes and the zero.
        assert!(takes(sizes(5, 0), &text("a\nb")));
        assert!(!takes(sizes(4, 0), &text("a\nb")));
        let rich = ClipboardData { html: Some(vec![b'x'; 7]), ..text("a") };
        assert!(takes(sizes(9, 7), &rich));
        assert!(!takes(sizes(9, 6), &rich), "all or nothing");
        let mute = Capabilities { actions: Actions::NOTIFY, sizes: sizes(9, 9), ..Capabilities::OURS };
        assert!(!mute.takes_unasked(&text("a")));
    }
}
