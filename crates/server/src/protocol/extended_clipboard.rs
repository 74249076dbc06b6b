//! Extended Clipboard (rfbproto, “Extended Clipboard Pseudo-Encoding”): messages of type 3 and 6 with a negative length.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::ViewerFault;
use crate::desktop::Clipping;

/// The bit of plain text.
pub(crate) const TEXT: u16 = 1;
/// The bit of HTML.
pub(crate) const HTML: u16 = 4;

const CAPS: u8 = 1;
const REQUEST: u8 = 1 << 1;
const PEEK: u8 = 1 << 2;
const NOTIFY: u8 = 1 << 3;
const PROVIDE: u8 = 1 << 4;

/// The most bytes of one format.
const MAX_DATA: u32 = 16 << 20;

/// What a viewer says about its clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ClipboardMessage {
    /// What it can take; nothing here depends on it.
    Caps,
    Request,
    Peek,
    Notify {
        formats: u16,
    },
    Provide(Clipping),
}

/// Reads everything after the length.
pub(crate) fn read(body: &[u8]) -> Result<ClipboardMessage, ViewerFault> {
    let Some((&[actions, _, high, low], rest)) = body.split_first_chunk() else {
        return Err(ViewerFault::Clipboard("it has no flags"));
    };
    let formats = u16::from_be_bytes([high, low]);
    Ok(match actions {
        _ if actions & CAPS != 0 => ClipboardMessage::Caps,
        REQUEST => ClipboardMessage::Request,
        PEEK => ClipboardMessage::Peek,
        NOTIFY => ClipboardMessage::Notify { formats },
        PROVIDE => ClipboardMessage::Provide(inflate(formats, rest)?),
        _ => return Err(ViewerFault::Clipboard("it is not one action")),
    })
}

fn inflate(formats: u16, packed: &[u8]) -> Result<Clipping, ViewerFault> {
    let fault = |_| ViewerFault::Clipboard("its data is damaged");
    let mut stream = ZlibDecoder::new(packed);
    let mut clipping = Clipping::default();
    for bit in (0..16).map(|bit| 1 << bit).filter(|bit| formats & bit != 0) {
        let mut length = [0; 4];
        stream.read_exact(&mut length).map_err(fault)?;
        let length = u32::from_be_bytes(length);
        if length > MAX_DATA {
            return Err(ViewerFault::TooLong { what: "clipboard data", length, limit: MAX_DATA });
        }
        let mut data = vec![0; length as usize];
        stream.read_exact(&mut data).map_err(fault)?;
        match bit {
            TEXT => {
                let text =
                    data.strip_suffix(b"\0").ok_or(ViewerFault::Clipboard("its text does not end with a zero"))?;
                let text = std::str::from_utf8(text).map_err(|_| ViewerFault::Clipboard("its text is not UTF-8"))?;
                if text.replace("\r\n", "").contains(['\r', '\n', '\0']) {
                    return Err(ViewerFault::Clipboard("its lines do not end as they should"));
                }
                clipping.text = text.replace("\r\n", "\n");
            }
            HTML => clipping.html = Some(data),
            _ => {}
        }
    }
    Ok(clipping)
}

/// The desktop takes text and HTML, but nothing unasked.
pub(crate) fn put_caps(out: &mut Vec<u8>) {
    put(CAPS | REQUEST | PEEK | NOTIFY | PROVIDE, TEXT | HTML, &[0; 8], out);
}

pub(crate) fn put_request(formats: u16, out: &mut Vec<u8>) {
    put(REQUEST, formats, &[], out);
}

pub(crate) fn put_notify(clipping: &Clipping, out: &mut Vec<u8>) {
    put(NOTIFY, formats(clipping), &[], out);
}

pub(crate) fn put_provide(clipping: &Clipping, out: &mut Vec<u8>) {
    let text = clipping.text.replace('\n', "\r\n") + "\0";
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for data in [Some(text.as_bytes()), clipping.html.as_deref()].into_iter().flatten() {
        // Writing to memory cannot fail.
        let _ = encoder.write_all(&(data.len() as u32).to_be_bytes()).and_then(|()| encoder.write_all(data));
    }
    put(PROVIDE, formats(clipping), &encoder.finish().unwrap_or_default(), out);
}

fn formats(clipping: &Clipping) -> u16 {
    if clipping.html.is_some() { TEXT | HTML } else { TEXT }
}

fn put(actions: u8, formats: u16, body: &[u8], out: &mut Vec<u8>) {
    out.extend([3, 0, 0, 0]);
    out.extend((-4 - body.len() as i32).to_be_bytes());
    out.extend([actions, 0]);
    out.extend(formats.to_be_bytes());
    out.extend(body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_provided_is_read_again() {
        let clipping = Clipping { text: "grün\nи".into(), html: Some(b"<b>".to_vec()) };
        let mut out = Vec::new();
        put_provide(&clipping, &mut out);
        assert_eq!(i32::from_be_bytes([out[4], out[5], out[6], out[7]]), -(out.len() as i32 - 8));
        assert_eq!(read(&out[8..]), Ok(ClipboardMessage::Provide(clipping)));
    }

    #[test]
    fn wrong_text_is_a_fault_and_no_panic() {
        for text in [&b"no zero"[..], b"a\nb\0", b"\xff\0"] {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&[&(text.len() as u32).to_be_bytes(), text].concat()).unwrap();
            let body = [&[PROVIDE, 0, 0, 1][..], &encoder.finish().unwrap()].concat();
            assert!(matches!(read(&body), Err(ViewerFault::Clipboard(_))), "{text:?}");
        }
        assert!(read(&[1, 2]).is_err());
        assert!(read(&[PROVIDE, 0, 0, 1, 9, 9]).is_err());
    }
}
