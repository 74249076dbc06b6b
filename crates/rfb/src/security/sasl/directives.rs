//! `key=value` lists, as DIGEST-MD5 has them (RFC 2831 §7).

use std::borrow::Cow;

use crate::error::{Error, Protocol};

const READING: &str = "a DIGEST-MD5 challenge";

/// Directives are few; more is an attack on the time it takes to look through them.
const MOST: usize = 64;

/// The directives of one challenge, in order.
#[derive(Debug)]
pub(super) struct Directives<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Directives<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, Error> {
        let mut directives = Vec::new();
        let mut rest = text.trim_start_matches(is_separator);
        while !rest.is_empty() {
            let (name, after) = rest.split_once('=').ok_or_else(|| wrong("a directive has no value"))?;
            let (value, after) = value(after.trim_start())?;
            if directives.len() == MOST {
                return Err(wrong("there are too many directives"));
            }
            directives.push((name.trim(), value));
            if !after.is_empty() && !after.starts_with(is_separator) {
                return Err(wrong("a directive does not end with a comma"));
            }
            rest = after.trim_start_matches(is_separator);
        }
        Ok(Self(directives))
    }

    /// All values of the directive `name`.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_ref())
    }

    /// The value of the directive `name`, which may come once.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Error> {
        let mut all = self.all(name);
        match (all.next(), all.next()) {
            (first, None) => Ok(first),
            (_, Some(_)) => Err(wrong("a directive comes twice")),
        }
    }

    /// Whether the list that is the value of `name` holds `token`; `default` is what holds where the directive is missing.
    pub(super) fn lists(&self, name: &str, token: &str, default: &str) -> Result<bool, Error> {
        let list = self.one(name)?.unwrap_or(default);
        Ok(list.split(is_separator).any(|listed| listed.eq_ignore_ascii_case(token)))
    }
}

/// A token or a quoted string at the start of `text`, and what follows it.
fn value(text: &str) -> Result<(Cow<'_, str>, &str), Error> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(is_separator).unwrap_or(text.len());
        let (value, after) = text.split_at(end);
        return Ok((value.into(), after));
    };
    let mut unescaped = String::new();
    let mut characters = quoted.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return Ok((unescaped.into(), quoted.get(position + 1..).unwrap_or_default())),
            '\\' => unescaped.extend(characters.next().map(|(_, escaped)| escaped)),
            other => unescaped.push(other),
        }
    }
    Err(wrong("a quoted string does not end"))
}

/// `text` as a quoted string.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_separator(character: char) -> bool {
    matches!(character, ',' | ' ' | '\t' | '\r' | '\n')
}

fn wrong(what: &'static str) -> Error {
    Protocol::malformed(READING, what).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_quoted_strings_and_empty_elements_are_read() {
        let text = r#" , realm="a, \"b\" \\",,qop="auth,auth-conf" , charset=utf-8,realm=plain "#;
        let directives = Directives::parse(text).expect("it is a list");
        assert_eq!(directives.all("REALM").collect::<Vec<_>>(), [r#"a, "b" \"#, "plain"]);
        assert_eq!(directives.one("charset").expect("it comes once"), Some("utf-8"));
        assert_eq!(directives.one("nonce").expect("it may be missing"), None);
        assert!(directives.one("realm").is_err());
        assert!(directives.lists("qop", "auth-conf", "auth").expect("it comes once"));
        assert!(!directives.lists("qop", "auth-int", "auth").expect("it comes once"));
        assert!(directives.lists("missing", "auth", "auth").expect("there is a default"));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let many = "a=b,".repeat(MOST + 1);
        for text in ["nonsense", r#"realm="never ends"#, r#"realm="ends"here"#, r#"realm="\"#, &many] {
            assert!(Directives::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn quoting_is_undone_by_reading() {
        let odd = r#"a "quoted" \ name"#;
        let text = format!("username={}", quoted(odd));
        assert_eq!(Directives::parse(&text).expect("a list").one("username").expect("once"), Some(odd));
    }
}
