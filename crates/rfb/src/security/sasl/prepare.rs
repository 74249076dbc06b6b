//! `SASLprep` (RFC 4013): one form for what can be typed in several.

use zeroize::Zeroizing;

/// `text` as `SASLprep` has it. What `SASLprep` forbids, such as characters younger than its tables, stays as it was typed:
/// servers take it so, and refusing it would lock its owner out.
pub(super) fn prepared(text: &str) -> Zeroizing<String> {
    Zeroizing::new(stringprep::saslprep(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification_come_out_as_it_says() {
        for (typed, expected) in [
            ("I\u{ad}X", "IX"),
            ("user", "user"),
            ("USER", "USER"),
            ("\u{aa}", "a"),
            ("\u{2168}", "IX"),
            ("a\u{a0}b", "a b"),
            ("e\u{301}", "\u{e9}"),
        ] {
            assert_eq!(prepared(typed).as_str(), expected, "{typed:?}");
        }
    }

    #[test]
    fn what_is_forbidden_stays_as_it_was_typed() {
        for typed in ["bell\u{7}", "\u{627}1", "\u{1f600} is younger than the tables"] {
            assert_eq!(prepared(typed).as_str(), typed);
        }
    }
}
