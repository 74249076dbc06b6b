//! A framebuffer as a PNG file, with the exit code where there is none.

use rfb::Framebuffer;

use super::exit::{Error, ExitCode};

/// The bytes of a PNG file that shows `framebuffer`.
pub(super) fn png(framebuffer: &Framebuffer) -> Result<Vec<u8>, Error> {
    crate::picture::png(framebuffer).map_err(|error| Error::new(ExitCode::Other, "cannot make a picture", error))
}
