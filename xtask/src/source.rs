//! The Rust files of the project, and their text without what only looks like code.

use std::fs;
use std::path::{Path, PathBuf};

/// All Rust files, in order.
pub fn files() -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for folder in ["src", "crates", "xtask", "tests", "benches", "fuzz"] {
        collect(Path::new(folder), &mut files).map_err(|error| format!("cannot read {folder}: {error}"))?;
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target" && name != "corpus") {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// `text` with the insides of strings, characters and comments blanked, so that its braces and words are code.
/// Lines stay lines.
pub fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = skipped(&text[at..]).map_or(at, |length| at + length);
        if end > at {
            code.extend(text[at..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            let character = text[at..].chars().next().unwrap_or(' ');
            code.push(character);
            at += character.len_utf8();
            // The quote in `r#"` after a name is no raw string: names are taken whole.
            if character.is_alphanumeric() || character == '_' {
                let rest = &text[at..];
                let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                code.push_str(&rest[..name]);
                at += name;
            }
        }
    }
    code
}

/// The length of the comment, string or character that `text` begins with.
fn skipped(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(text.find("*/").map_or(text.len(), |end| end + 2));
    }
    let prefix = ["br", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.trim_start_matches('#').starts_with('"') && raw_or_plain(prefix, rest))
    });
    if let Some(prefix) = prefix {
        let rest = &text[prefix.len()..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let open = prefix.len() + hashes + 1;
        let length = if prefix.ends_with('r') {
            let close = format!("\"{}", "#".repeat(hashes));
            text[open..].find(&close).map(|end| end + close.len())
        } else {
            plain_string_end(&text[open..])
        };
        return Some(length.map_or(text.len(), |length| open + length));
    }
    character_end(text)
}

/// Only raw strings may have hashes before the quote.
fn raw_or_plain(prefix: &str, rest: &str) -> bool {
    prefix.ends_with('r') || rest.starts_with('"')
}

fn plain_string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a character literal; a lifetime is none.
fn character_end(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\'')?;
    let mut characters = rest.char_indices();
    let (_, first) = characters.next()?;
    let (second_at, second) = characters.next()?;
    match (first, second) {
        ('\\', _) => {
            rest[second_at + second.len_utf8()..].find('\'').map(|end| 1 + second_at + second.len_utf8() + end + 1)
        }
        (_, '\'') => Some(1 + second_at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_characters_and_comments_are_blanked() {
        for (text, code) in [
            ("a(\"{\") // {", "a(   )"),
            ("'{' '\\'' 'a { }", "         'a { }"),
            ("r#\"\"{\"# }", "        }"),
            ("\"a\\\"{\" {", "       {"),
            ("/* {\n{ */ }", "\n     }"),
            ("bar\"{\"", "bar"),
            ("b\"{\" br\"{\" {", "           {"),
        ] {
            let blanked: Vec<_> = code_only(text).lines().map(str::trim_end).map(String::from).collect();
            let expected: Vec<_> = code.lines().map(String::from).collect();
            assert_eq!(blanked, expected, "{text}");
        }
    }
}
