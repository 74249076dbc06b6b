//! Text from the server. It is somebody else's: decoded without loss, and made safe before anybody sees it.

/// Decodes Latin-1, the character set of cut text (RFC 6143 §7.6.4).
pub fn from_latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// Encodes as Latin-1; what has no place there becomes `?`.
pub fn to_latin1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect()
}

/// Names and reasons as they may be shown: UTF-8, else Latin-1; on one line; nothing that moves the cursor, reorders
/// the line or hides; at most `limit` characters.
pub fn for_display(bytes: &[u8], limit: usize) -> String {
    let text = std::str::from_utf8(bytes).map_or_else(|_| from_latin1(bytes), str::to_owned);
    let visible = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    let safe: String = visible.filter(|&character| !is_deceptive(character)).take(limit).collect();
    safe.trim().to_owned()
}

/// Control characters, and the format characters that reorder or hide text.
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_move_the_cursor_or_turn_the_line_around() {
        assert_eq!(for_display(b"\x1b[31mred\nline\0", 99), "[31mred line");
        assert_eq!(for_display("evil\u{202e}gpj.exe".as_bytes(), 99), "evilgpj.exe");
        assert_eq!(for_display("a\u{61c}b\u{ad}c\u{2067}d".as_bytes(), 99), "abcd");
        assert_eq!(for_display("Büro".as_bytes(), 99), "Büro");
        assert_eq!(for_display(b"B\xfcro", 99), "Büro");
        assert_eq!(for_display("äöü".as_bytes(), 2), "äö");
    }

    #[test]
    fn latin1_comes_back_as_it_went_and_the_rest_is_marked() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(to_latin1(&from_latin1(&all)), all);
        assert_eq!(to_latin1("5 €"), b"5 ?");
    }
}
