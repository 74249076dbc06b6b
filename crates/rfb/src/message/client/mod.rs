//! Messages from us to the server (RFC 6143 §7.5 and registered extensions).

mod client_cut_text;
mod enable_continuous_updates;
mod extended_cut_text;
mod extended_pointer_event;
mod fence;
mod framebuffer_update_request;
mod key_event;
mod pointer_event;
mod qemu_extended_key_event;
mod relative_pointer_event;
mod set_desktop_size;
mod set_encodings;
mod set_pixel_format;
mod xvp;

use bytes::BytesMut;

pub use client_cut_text::ClientCutText;
pub use enable_continuous_updates::EnableContinuousUpdates;
pub use extended_cut_text::ExtendedCutText;
pub use extended_pointer_event::ExtendedPointerEvent;
pub use fence::ClientFence;
pub use framebuffer_update_request::{FramebufferUpdateRequest, Incremental};
pub use key_event::KeyEvent;
pub use pointer_event::PointerEvent;
pub use qemu_extended_key_event::QemuExtendedKeyEvent;
pub use relative_pointer_event::RelativePointerEvent;
pub use set_desktop_size::SetDesktopSize;
pub use set_encodings::SetEncodings;
pub use set_pixel_format::SetPixelFormat;
pub use xvp::Xvp;

/// A message to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientMessage {
    /// Another pixel format. Sent by the client itself when the session opens.
    SetPixelFormat(SetPixelFormat),
    /// The encodings we understand. Sent by the client itself when the session opens.
    SetEncodings(SetEncodings),
    /// A request for pixels.
    FramebufferUpdateRequest(FramebufferUpdateRequest),
    /// A key went down or up.
    KeyEvent(KeyEvent),
    /// The pointer moved, or a button went down or up.
    PointerEvent(PointerEvent),
    /// The same with more buttons.
    ExtendedPointerEvent(ExtendedPointerEvent),
    /// The clipboard has new text.
    ClientCutText(ClientCutText),
    /// Another size for the desktop.
    SetDesktopSize(SetDesktopSize),
    /// Updates without requests.
    EnableContinuousUpdates(EnableContinuousUpdates),
    /// A fence of our own, or the answer to one of the server's.
    Fence(ClientFence),
    /// A key with its scan code.
    QemuExtendedKeyEvent(QemuExtendedKeyEvent),
    /// The mouse moved by so much.
    RelativePointerEvent(RelativePointerEvent),
    /// Something about the clipboard beyond plain Latin-1.
    ExtendedCutText(ExtendedCutText),
    /// Something to do to the server's machine.
    Xvp(Xvp),
}

impl ClientMessage {
    /// Appends the message as it is sent.
    pub fn write(&self, output: &mut BytesMut) {
        match self {
            ClientMessage::SetPixelFormat(message) => message.write(output),
            ClientMessage::SetEncodings(message) => message.write(output),
            ClientMessage::FramebufferUpdateRequest(message) => message.write(output),
            ClientMessage::KeyEvent(message) => message.write(output),
            ClientMessage::PointerEvent(message) => message.write(output),
            ClientMessage::ExtendedPointerEvent(message) => message.write(output),
            ClientMessage::ClientCutText(message) => message.write(output),
            ClientMessage::SetDesktopSize(message) => message.write(output),
            ClientMessage::EnableContinuousUpdates(message) => message.write(output),
            ClientMessage::Fence(message) => message.write(output),
            ClientMessage::QemuExtendedKeyEvent(message) => message.write(output),
            ClientMessage::RelativePointerEvent(message) => message.write(output),
            ClientMessage::ExtendedCutText(message) => message.write(output),
            ClientMessage::Xvp(message) => message.write(output),
        }
    }
}

/// Each message converts into a `ClientMessage`.
macro_rules! into_client_message {
    ($($variant:ident($message:ident),)*) => {
        $(impl From<$message> for ClientMessage {
            fn from(message: $message) -> Self {
                ClientMessage::$variant(message)
            }
        })*
    };
}

into_client_message! {
    ExtendedPointerEvent(ExtendedPointerEvent),
    SetPixelFormat(SetPixelFormat),
    SetEncodings(SetEncodings),
    FramebufferUpdateRequest(FramebufferUpdateRequest),
    KeyEvent(KeyEvent),
    PointerEvent(PointerEvent),
    ClientCutText(ClientCutText),
    SetDesktopSize(SetDesktopSize),
    EnableContinuousUpdates(EnableContinuousUpdates),
    Fence(ClientFence),
    QemuExtendedKeyEvent(QemuExtendedKeyEvent),
    RelativePointerEvent(RelativePointerEvent),
    ExtendedCutText(ExtendedCutText),
    Xvp(Xvp),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect, Size};
    use crate::message::extended_clipboard::ClipboardMessage;
    use crate::message::server::fence::Fence;
    use crate::pixel_format::PixelFormat;
    use crate::pseudo::extended_desktop_size::Screen;

    fn wire(message: impl Into<ClientMessage>) -> Vec<u8> {
        let mut output = BytesMut::new();
        message.into().write(&mut output);
        output.to_vec()
    }

    #[test]
    fn messages_are_written_as_the_specification_lays_them_out() {
        assert_eq!(
            wire(SetPixelFormat(PixelFormat::RENDERER)),
            [0, 0, 0, 0, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]
        );
        assert_eq!(wire(SetEncodings(vec![16, -239])), [2, 0, 0, 2, 0, 0, 0, 16, 0xff, 0xff, 0xff, 0x11]);
        let rect = Rect::new(1, 2, 3, 0x400);
        assert_eq!(
            wire(FramebufferUpdateRequest { incremental: Incremental::Yes, rect }),
            [3, 1, 0, 1, 0, 2, 0, 3, 4, 0]
        );
        assert_eq!(wire(KeyEvent { pressed: true, keysym: 0xff0d }), [4, 1, 0, 0, 0, 0, 0xff, 0x0d]);
        assert_eq!(wire(PointerEvent { buttons: 5, position: Point::new(300, 2) }), [5, 5, 1, 44, 0, 2]);
        // The left button, back and forward.
        let extended = ExtendedPointerEvent { buttons: 0x181, position: Point::new(300, 2) };
        assert_eq!(wire(extended), [5, 0x81, 1, 44, 0, 2, 3]);
        assert_eq!(
            wire(ClientCutText("a\u{e9}€\r\nb".into())),
            [6, 0, 0, 0, 0, 0, 0, 5, b'a', 0xe9, b'?', b'\n', b'b']
        );
        assert_eq!(wire(EnableContinuousUpdates { rect: Some(rect) }), [150, 1, 0, 1, 0, 2, 0, 3, 4, 0]);
        let fence = Fence { flags: 0x8000_0001, payload: vec![7, 8] };
        assert_eq!(wire(ClientFence(fence)), [248, 0, 0, 0, 0x80, 0, 0, 1, 2, 7, 8]);
        let key = QemuExtendedKeyEvent { pressed: false, keysym: 0x61, scancode: 0x1e };
        assert_eq!(wire(key), [255, 0, 0, 0, 0, 0, 0, 0x61, 0, 0, 0, 0x1e]);
        let relative = RelativePointerEvent { buttons: 1, distance: [-2, 3] };
        assert_eq!(wire(relative), [5, 1, 0x7f, 0xfd, 0x80, 2]);
        assert_eq!(wire(Xvp::Reboot), [250, 0, 1, 3]);
        assert_eq!(wire(ExtendedCutText(ClipboardMessage::Peek)), [6, 0, 0, 0, 255, 255, 255, 252, 4, 0, 0, 0]);
        let screens = vec![Screen { id: 9, rect: Rect::new(0, 0, 800, 600), flags: 0 }];
        assert_eq!(
            wire(SetDesktopSize { size: Size::new(800, 600), screens }),
            [251, 0, 3, 32, 2, 88, 1, 0, 0, 0, 0, 9, 0, 0, 0, 0, 3, 32, 2, 88, 0, 0, 0, 0]
        );
    }
}
