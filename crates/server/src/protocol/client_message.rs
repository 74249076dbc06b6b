//! What viewers send after the handshake (RFC 6143 §7.5 and the extensions this server announces), read with caps.

use rfb::pixel_format::WIRE_SIZE;
use rfb::{PixelFormat, Point, Rect, Size};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::ViewerFault;
use super::extended_clipboard::{self, ClipboardMessage};
use super::server_message::Screen;
use crate::desktop::{Key, Pointer};
use crate::server::ServeError;

/// The longest text a viewer may send, in bytes.
pub const MAX_CUT_TEXT: u32 = 1 << 20;
/// The most screens a viewer may ask for.
pub const MAX_SCREENS: u8 = 16;

/// One message of a viewer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ClientMessage {
    SetPixelFormat(PixelFormat),
    SetEncodings(Vec<i32>),
    FramebufferUpdateRequest { incremental: bool, area: Rect },
    Key(Key),
    Pointer(Pointer),
    CutText(String),
    Clipboard(ClipboardMessage),
    Xvp { code: u8 },
    EnableContinuousUpdates(Option<Rect>),
    Fence { flags: u32, payload: Vec<u8> },
    SetDesktopSize { size: Size, screens: Vec<Screen> },
}

/// Reads the next message, or `None` where the viewer left between two messages.
pub(crate) async fn read<R: AsyncRead + Unpin>(reader: &mut R) -> Result<Option<ClientMessage>, ServeError> {
    let mut message_type = [0];
    if reader.read(&mut message_type).await? == 0 {
        return Ok(None);
    }
    let message = match message_type[0] {
        0 => read_set_pixel_format(reader).await?,
        2 => read_set_encodings(reader).await?,
        3 => {
            let incremental = reader.read_u8().await? != 0;
            ClientMessage::FramebufferUpdateRequest { incremental, area: read_rect(reader).await? }
        }
        4 => read_key_event(reader).await?,
        5 => {
            let buttons = reader.read_u8().await?;
            let position = Point::new(reader.read_u16().await?, reader.read_u16().await?);
            ClientMessage::Pointer(Pointer { position, buttons })
        }
        6 => read_cut_text(reader).await?,
        150 => {
            let enable = reader.read_u8().await? != 0;
            let area = read_rect(reader).await?;
            ClientMessage::EnableContinuousUpdates(enable.then_some(area))
        }
        248 => read_fence(reader).await?,
        250 => {
            reader.read_u16().await?;
            ClientMessage::Xvp { code: reader.read_u8().await? }
        }
        251 => read_set_desktop_size(reader).await?,
        255 => read_qemu_message(reader).await?,
        unknown => return Err(ViewerFault::MessageType(unknown).into()),
    };
    Ok(Some(message))
}

async fn read_set_pixel_format<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    let mut message = [0; 3 + WIRE_SIZE];
    reader.read_exact(&mut message).await?;
    let mut wire = [0; WIRE_SIZE];
    wire.copy_from_slice(&message[3..]);
    let format = PixelFormat::from_wire(&wire);
    if !format.is_valid() {
        return Err(ViewerFault::PixelFormat.into());
    }
    Ok(ClientMessage::SetPixelFormat(format))
}

async fn read_set_encodings<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    reader.read_u8().await?;
    let count = reader.read_u16().await?;
    let mut encodings = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        encodings.push(reader.read_i32().await?);
    }
    Ok(ClientMessage::SetEncodings(encodings))
}

async fn read_key_event<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    let pressed = reader.read_u8().await? != 0;
    reader.read_u16().await?;
    let keysym = reader.read_u32().await?;
    Ok(ClientMessage::Key(Key { keysym, scancode: None, pressed }))
}

async fn read_cut_text<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    let mut padding = [0; 3];
    reader.read_exact(&mut padding).await?;
    let signed = reader.read_i32().await?;
    let length = signed.unsigned_abs();
    if length > MAX_CUT_TEXT {
        return Err(ViewerFault::TooLong { what: "clipboard text", length, limit: MAX_CUT_TEXT }.into());
    }
    let mut body = Vec::new();
    reader.take(u64::from(length)).read_to_end(&mut body).await?;
    if body.len() < length as usize {
        return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into());
    }
    if signed < 0 {
        return Ok(ClientMessage::Clipboard(extended_clipboard::read(&body)?));
    }
    Ok(ClientMessage::CutText(body.into_iter().map(char::from).collect()))
}

async fn read_fence<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    let mut padding = [0; 3];
    reader.read_exact(&mut padding).await?;
    let flags = reader.read_u32().await?;
    let length = reader.read_u8().await?;
    if length > 64 {
        return Err(ViewerFault::TooLong { what: "fence payload", length: length.into(), limit: 64 }.into());
    }
    let mut payload = vec![0; usize::from(length)];
    reader.read_exact(&mut payload).await?;
    Ok(ClientMessage::Fence { flags, payload })
}

async fn read_set_desktop_size<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    reader.read_u8().await?;
    let size = Size::new(reader.read_u16().await?, reader.read_u16().await?);
    let count = reader.read_u8().await?;
    reader.read_u8().await?;
    if count > MAX_SCREENS {
        let (length, limit) = (u32::from(count) * 16, u32::from(MAX_SCREENS) * 16);
        return Err(ViewerFault::TooLong { what: "screen layout", length, limit }.into());
    }
    let mut screens = Vec::new();
    for _ in 0..count {
        let id = reader.read_u32().await?;
        let area = read_rect(reader).await?;
        screens.push(Screen { id, area, flags: reader.read_u32().await? });
    }
    Ok(ClientMessage::SetDesktopSize { size, screens })
}

async fn read_qemu_message<R: AsyncRead + Unpin>(reader: &mut R) -> Result<ClientMessage, ServeError> {
    let message = reader.read_u8().await?;
    if message != 0 {
        return Err(ViewerFault::QemuMessage(message).into());
    }
    let pressed = reader.read_u16().await? != 0;
    let keysym = reader.read_u32().await?;
    let scancode = Some(reader.read_u32().await?);
    Ok(ClientMessage::Key(Key { keysym, scancode, pressed }))
}

async fn read_rect<R: AsyncRead + Unpin>(reader: &mut R) -> Result<Rect, ServeError> {
    let (x, y) = (reader.read_u16().await?, reader.read_u16().await?);
    Ok(Rect::new(x, y, reader.read_u16().await?, reader.read_u16().await?))
}
