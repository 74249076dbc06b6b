//! The first line of a file, of standard input or of what a command says.

use std::io::{BufRead, Read};

use zeroize::Zeroizing;

use super::PasswordError;
use crate::session::Secret;

/// The longest first line that is taken for a password, in bytes.
pub(super) const LONGEST: u64 = 4096;

/// The first line of `reader` without its end.
pub(super) fn first_line(origin: &str, reader: &mut dyn BufRead) -> Result<Secret, PasswordError> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST as usize + 1));
    if let Err(source) = reader.take(LONGEST + 1).read_until(b'\n', &mut line) {
        return Err(PasswordError::Unreadable { origin: origin.into(), source });
    }
    if line.len() as u64 > LONGEST {
        return Err(PasswordError::TooLong(origin.into()));
    }
    let text = line.strip_suffix(b"\n").unwrap_or(&line);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    match std::str::from_utf8(text) {
        Ok("") => Err(PasswordError::Empty(origin.into())),
        Ok(password) => Ok(Secret::new(password)),
        Err(_) => Err(PasswordError::NotText(origin.into())),
    }
}
