//! The house rules that a program can check: lengths, first lines, names, and marks of unfinished work.

use std::fs;
use std::path::Path;

use crate::source::{code_only, files};

/// The longest file, without its `mod tests`.
const FILE_LINES: usize = 600;

/// The longest function.
const FUNCTION_LINES: usize = 70;

/// Names of files that say nothing about what is in them.
const BAGS: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "types", "misc"];

/// Marks of unfinished work, in two parts so that this file has none. An ignored test needs at least a reason.
const MARKS: [(&str, &str); 7] = [
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("HA", "CK"),
    ("todo", "!("),
    ("unimpl", "emented!("),
    ("#[igno", "re]"),
];

/// Fails when a rule is broken, after printing where.
pub fn check() -> Result<String, String> {
    let mut broken = Vec::new();
    let files = files()?;
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        broken.extend(breaches(path, &text).into_iter().map(|breach| format!("{}{breach}", path.display())));
    }
    for line in &broken {
        println!("{line}");
    }
    match broken.len() {
        0 => Ok(format!("{} files", files.len())),
        count => Err(format!("{count} broken")),
    }
}

/// What is wrong with one file, each beginning with `:line:` or `:`.
fn breaches(path: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(":1: does not open by saying what it is (//!)".to_owned());
    }
    if path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| BAGS.contains(&stem)) {
        found.push(": is named like a bag; name it after what is in it".to_owned());
    }
    for (number, line) in text.lines().enumerate() {
        if MARKS.iter().any(|(start, end)| has_word(line, &format!("{start}{end}"))) {
            found.push(format!(":{}: looks unfinished: {}", number + 1, line.trim()));
        }
    }
    let code = code_only(text);
    let code: Vec<&str> = code.lines().take_while(|line| !line.trim_start().starts_with("mod tests {")).collect();
    if code.len() > FILE_LINES {
        found.push(format!(": has {} lines; split it by noun", code.len()));
    }
    for (line, name, length) in functions(&code) {
        if length > FUNCTION_LINES {
            found.push(format!(":{line}: {name} has {length} lines"));
        }
    }
    found
}

/// Whether `word` is in `line` and not a part of a longer word.
fn has_word(line: &str, word: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    let ends_in_letter = word.ends_with(letter);
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        !(before.ends_with(letter) || (ends_in_letter && after.starts_with(letter)))
    })
}

/// First line, name and length of every function with a body.
fn functions<'a>(code: &[&'a str]) -> Vec<(usize, &'a str, usize)> {
    let mut found = Vec::new();
    for (start, line) in code.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let mut depth = 0_i32;
        let mut parentheses = 0_i32;
        'body: for (at, line) in code.iter().enumerate().skip(start) {
            for character in line.chars() {
                match character {
                    '(' | '[' => parentheses += 1,
                    ')' | ']' => parentheses -= 1,
                    ';' if depth == 0 && parentheses == 0 => break 'body,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => continue,
                }
                if depth == 0 && character == '}' {
                    found.push((start + 1, name, at - start + 1));
                    break 'body;
                }
            }
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let before = before.trim();
    let modifiers = before.split_whitespace().all(|word| {
        word.starts_with("pub") || word.starts_with("in") || ["const", "async", "unsafe", "extern"].contains(&word)
    });
    let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (modifiers && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_file_that_breaks_it() {
        let long_function = format!("//! It.\npub(crate) async fn long() {{\n{}}}\n", "    a();\n".repeat(70));
        let long_file = format!("//! It.\n{}", "const A: [u8; 1] = [0];\n".repeat(601));
        let mark = format!("//! It.\n// {}{} later\n", "TO", "DO");
        for (name, text, breach) in [
            ("a.rs", "fn main() {}\n", "does not open"),
            ("utils.rs", "//! It.\n", "like a bag"),
            ("a.rs", &long_function, ":2: long has 72 lines"),
            ("a.rs", &long_file, "has 602 lines"),
            ("a.rs", &mark, ":2: looks unfinished"),
        ] {
            let found = breaches(Path::new(name), text);
            assert!(found.len() == 1 && found[0].contains(breach), "{breach}: {found:?}");
        }
    }

    #[test]
    fn what_keeps_the_rules_is_left_alone() {
        let tests =
            format!("//! It.\nfn a(b: [u8; 2]) -> &'static str {{ \"}}\" }}\nmod tests {{\n{}}}\n", "//\n".repeat(700));
        assert_eq!(breaches(Path::new("a.rs"), &tests), Vec::<String>::new());
        let words = format!("//! It.\n// {}{}_REGULAR, and {}{}S of old\n", "HA", "CK", "TO", "DO");
        assert_eq!(breaches(Path::new("a.rs"), &words), Vec::<String>::new());
        let declared: Vec<&str> = vec!["trait A {", "    fn b(c: [u8; 3]);", "    fn d() {", "    }", "}"];
        assert_eq!(functions(&declared), [(3, "d", 2)]);
    }
}
