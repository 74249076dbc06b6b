//! A password in a file: its first line, or as VNC servers keep it, hidden but not encrypted.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use rfb::security::vnc_authentication;
use zeroize::Zeroizing;

use super::PasswordError;
use super::line::first_line;
use crate::session::Secret;

/// Bytes of a password as `vncpasswd` writes it. A second one, for viewers that may only watch, may follow.
const HIDDEN: usize = 8;

/// Reads the password in the file at `path`.
pub(super) fn from_file(path: &Path) -> Result<Secret, PasswordError> {
    let origin = path.display().to_string();
    let unreadable = |source| PasswordError::Unreadable { origin: origin.clone(), source };
    let file = File::open(path).map_err(unreadable)?;
    warn_if_others_can_read(&file, path);
    let mut start = Zeroizing::new(Vec::with_capacity(2 * HIDDEN + 1));
    (&file).take(2 * HIDDEN as u64 + 1).read_to_end(&mut start).map_err(unreadable)?;
    match hidden(&start) {
        Some(hidden) => Ok(vnc_authentication::revealed(hidden)),
        None => first_line(&origin, &mut BufReader::new(start.as_slice().chain(file))),
    }
}

/// The password of a file that is no text and as long as those of `vncpasswd`.
fn hidden(bytes: &[u8]) -> Option<&[u8; HIDDEN]> {
    let is_text = std::str::from_utf8(bytes)
        .is_ok_and(|text| text.trim_end_matches(['\r', '\n']).chars().all(|c| !c.is_control()));
    if is_text || ![HIDDEN, 2 * HIDDEN].contains(&bytes.len()) { None } else { bytes.first_chunk() }
}

#[cfg(unix)]
fn warn_if_others_can_read(file: &File, path: &Path) {
    use std::os::unix::fs::MetadataExt;
    let mode = file.metadata().map_or(0, |metadata| metadata.mode());
    if mode & 0o077 != 0 && file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        tracing::warn!(path = %path.display(), "other users can read the password file; run chmod 600 on it");
    }
}

#[cfg(not(unix))]
fn warn_if_others_can_read(_file: &File, _path: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(content: &[u8]) -> Option<String> {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::io::Write::write_all(&mut file, content).expect("it can be written");
        from_file(file.path()).ok().map(|secret| secret.reveal().to_owned())
    }

    #[test]
    fn files_of_vncpasswd_are_recognised() {
        // What `vncpasswd -f` of TigerVNC 1.12 makes of "secret12".
        let secret12 = [0x24, 0xb5, 0xae, 0x4c, 0xe1, 0x55, 0x03, 0xc6];
        assert_eq!(password(&secret12).as_deref(), Some("secret12"));
        assert_eq!(password(&[secret12, [0x80; 8]].concat()).as_deref(), Some("secret12"));
    }

    #[test]
    fn text_stays_text_however_long_it_is() {
        for text in ["eightchr", "sixteen letters.", "short", "wörtern\n", "1234567\n", "with a\ttab, 9\n"] {
            let expected = text.trim_end_matches('\n');
            assert_eq!(password(text.as_bytes()).as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(password(&[0xff; 9]), None, "neither text nor as long as a hidden one");
    }
}
