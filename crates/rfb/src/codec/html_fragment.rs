//! HTML as Windows has it on its clipboard (“HTML Clipboard Format”): a header of byte offsets, then a document in which
//! the copied part is marked. Extended clipboard messages carry it so.

use std::fmt::Write;

const BEFORE: &str = "<html><body>\r\n<!--StartFragment-->";
const AFTER: &str = "<!--EndFragment-->\r\n</body></html>";

/// `html` with its header.
pub fn wrap(html: &str) -> Vec<u8> {
    // Offsets have ten digits, so that the header's length does not depend on them.
    let header = |offsets: [usize; 4]| {
        let names = ["StartHTML", "EndHTML", "StartFragment", "EndFragment"];
        names.iter().zip(offsets).fold("Version:0.9\r\n".to_owned(), |mut header, (name, offset)| {
            // Writing to a string cannot fail.
            let _ = write!(header, "{name}:{offset:010}\r\n");
            header
        })
    };
    let start = header([0; 4]).len();
    let (fragment, end) = (start + BEFORE.len(), start + BEFORE.len() + html.len());
    let header = header([start, end + AFTER.len(), fragment, end]);
    [header.as_bytes(), BEFORE.as_bytes(), html.as_bytes(), AFTER.as_bytes(), b"\0"].concat()
}

/// The copied part of what [`wrap`] makes; all of it where it has no header.
pub fn unwrap(bytes: &[u8]) -> String {
    let offset = |name: &[u8]| {
        let at = bytes.windows(name.len()).position(|window| window == name)?;
        let mut digits = bytes.get(at + name.len()..)?.iter().take(10).take_while(|byte| byte.is_ascii_digit());
        digits.try_fold(0usize, |value, digit| value.checked_mul(10)?.checked_add(usize::from(digit - b'0')))
    };
    let fragment = || bytes.get(offset(b"StartFragment:")?..offset(b"EndFragment:")?);
    let has_header = bytes.starts_with(b"Version:");
    let fragment = if has_header { fragment().unwrap_or_default() } else { bytes };
    let end = fragment.iter().position(|&byte| byte == 0).unwrap_or(fragment.len());
    String::from_utf8_lossy(fragment.get(..end).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_comes_out_and_the_offsets_are_right() {
        for html in ["", "<b>grün</b>", "日本語 &amp; <i>x</i>"] {
            let wrapped = wrap(html);
            assert_eq!(unwrap(&wrapped), html);
            let text = String::from_utf8(wrapped).expect("UTF-8");
            let number = |name: &str| -> usize {
                let rest = text.split_once(name).expect("the field").1;
                rest[..10].parse().expect("a number")
            };
            assert!(text[number("StartHTML:")..].starts_with("<html>"));
            assert!(text[..number("EndHTML:")].ends_with("</html>"));
            assert_eq!(&text[number("StartFragment:")..number("EndFragment:")], html);
        }
    }

    #[test]
    fn headers_that_lie_give_nothing_and_no_header_gives_all() {
        for lie in [
            &b"Version:0.9\r\nStartFragment:9999999999\r\nEndFragment:5\r\n"[..],
            b"Version:0.9\r\nStartFragment:9\r\nEndFragment:5",
            b"Version:0.9\r\n<b>",
            b"Version:0.9\r\nStartFragment:",
        ] {
            assert_eq!(unwrap(lie), "");
        }
        assert_eq!(unwrap(b"<b>x</b>\0"), "<b>x</b>");
    }
}
