//! xvp Client Message (rfbproto, same heading).

use bytes::{BufMut, BytesMut};

/// The one version of the extension that there is.
const VERSION: u8 = 1;

/// Asks the server to do something to its machine. Only for servers that announced [`crate::Feature::Xvp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Xvp {
    /// Shut it down in good order.
    Shutdown,
    /// Shut it down in good order and start it again.
    Reboot,
    /// Start it again at once, whatever it does.
    Reset,
}

impl Xvp {
    pub(super) fn write(self, output: &mut BytesMut) {
        let code = match self {
            Xvp::Shutdown => 2,
            Xvp::Reboot => 3,
            Xvp::Reset => 4,
        };
        output.put_slice(&[250, 0, VERSION, code]);
    }
}
