//! ClientInit and ServerInit (RFC 6143 §7.3).

use bytes::BufMut;

use crate::config::Sharing;
use crate::error::Protocol;
use crate::event::{Event, ServerInit};
use crate::geometry::Size;
use crate::handshake::{Context, Next};
use crate::limits;
use crate::message::capability::Capabilities;
use crate::pixel_format::PixelFormat;
use crate::wire::{Reader, Stop, text};

/// Characters of a name that are kept.
pub(crate) const NAME_SHOWN: usize = 200;

/// The desktop's size, pixel format and name.
#[derive(Debug)]
pub(crate) struct ExpectServerInit;

impl ExpectServerInit {
    /// Sends ClientInit, which the server answers.
    pub(crate) fn ask(context: &mut Context<'_>) -> Self {
        context.output.put_u8(match context.config.sharing {
            Sharing::Shared => 1,
            Sharing::Exclusive => 0,
        });
        Self
    }

    pub(crate) fn read(reader: &mut Reader<'_>, context: &mut Context<'_>) -> Result<Next, Stop> {
        let limits = &context.config.limits;
        let size = limits.framebuffer(Size::new(reader.u16()?, reader.u16()?))?;
        let server_format = PixelFormat::from_wire(reader.array()?);
        let length = limits::check("the length of the desktop's name", reader.u32()? as usize, limits.name)?;
        let name = text::for_display(reader.bytes(length)?, NAME_SHOWN);
        if context.agreed.tight_capabilities {
            let capabilities = Capabilities::read(reader)?;
            context.events.push_back(Event::Capabilities(capabilities));
        }
        let format = context.config.pixel_format.unwrap_or(server_format);
        if !format.is_valid() {
            return Err(Protocol::BadPixelFormat(format).into());
        }
        Ok(Next::Open(ServerInit { size, server_format, format, name }))
    }
}
