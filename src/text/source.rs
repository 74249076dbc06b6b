//! What is written in the program's own source, for tests: its string literals, and what each is given to.

use std::path::{Path, PathBuf};

/// A string literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    /// What is between the quotation marks.
    pub(super) value: String,
    /// The functions, macros and attributes it is an argument of, outermost first.
    pub(super) given_to: Vec<String>,
    /// The code that follows it, up to the end of its call.
    pub(super) rest: String,
    pub(super) line: usize,
}

/// Every source file of the program below `folder`, less those that are only there for tests.
pub(super) fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut folders, mut files) = (vec![root.join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && !name.ends_with("tests.rs") {
                let source = std::fs::read_to_string(&path).expect("source can be read");
                let path = path.strip_prefix(root).expect("it is below the root").to_owned();
                files.push((path, source));
            }
        }
    }
    files.sort();
    files
}

/// The literals in `source`, less those of its tests at the end.
pub(super) fn literals(source: &str) -> Vec<Literal> {
    let end = source.find("\n#[cfg(test)]\nmod tests").unwrap_or(source.len());
    Reader { source: &source[..end], at: 0, open: Vec::new(), found: Vec::new() }.read()
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    /// The brackets that are open: what stands before each.
    open: Vec<String>,
    found: Vec<Literal>,
}

impl Reader<'_> {
    fn read(mut self) -> Vec<Literal> {
        while let Some(next) = self.source[self.at..].chars().next() {
            let rest = &self.source[self.at..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(hashes) = raw(rest).filter(|_| !self.is_in_word()) {
                let opening = 2 + hashes;
                let closing = format!("\"{}", "#".repeat(hashes));
                let length = rest[opening..].find(&closing).expect("raw strings end");
                self.take(opening, length, closing.len());
            } else if next == '"' {
                let length = string(&rest[1..]);
                self.take(1, length, 1);
            } else if next == '\'' {
                self.at += character(rest);
            } else {
                match next {
                    '(' | '[' | '{' => self.open.push(callee(&self.source[..self.at])),
                    ')' | ']' | '}' => drop(self.open.pop()),
                    _ => {}
                }
                self.at += next.len_utf8();
            }
        }
        self.found
    }

    /// Whether the last character belongs to a word, so that an r is no mark of a raw string.
    fn is_in_word(&self) -> bool {
        self.source[..self.at].ends_with(|last: char| last.is_alphanumeric() || last == '_')
    }

    fn take(&mut self, opening: usize, length: usize, closing: usize) {
        let start = self.at + opening;
        let value = self.source[start..start + length].to_owned();
        let line = self.source[..start].matches('\n').count() + 1;
        self.at = start + length + closing;
        let mut depth = 0;
        let rest = self.source[self.at..].chars().take_while(|character| {
            depth += i32::from(matches!(character, '(' | '[' | '{')) - i32::from(matches!(character, ')' | ']' | '}'));
            depth >= 0 && *character != ';'
        });
        let rest = rest.collect();
        self.found.push(Literal { value, given_to: self.open.clone(), rest, line });
    }
}

/// How many hash marks a raw string has that begins here.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// The length of a string up to its end.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    rest.find(|character| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })
    .expect("strings end")
}

/// The length of a character or a lifetime.
fn character(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some(_)) => 3 + rest[3..].find('\'').expect("characters end") + 1,
        (_, Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

/// The word before a bracket, with its exclamation mark.
fn callee(before: &str) -> String {
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '!' | ':');
    let before = before.trim_end();
    let start = before.rfind(|character| !is_part(character)).map_or(0, |at| at + 1);
    before.get(start..).unwrap_or_default().to_owned()
}

#[test]
fn literals_are_found_with_what_they_are_given_to() {
    let source = r##"
        // "a comment"
        fn quote<'a>(c: char) -> bool { c == '"' || c == '\'' || c == '\\' }
        const RAW: &str = r#"a "raw" one"#;
        #[error("an attribute")]
        fn show() { info!(x = f("a \"b\""), "logged"); text!("id", name = "é") }
    "##;
    let found: Vec<_> = literals(source).into_iter().map(|one| (one.value, one.given_to, one.line)).collect();
    let expected = |value: &str, given_to: &[&str], line| {
        (value.to_owned(), given_to.iter().map(|&one| one.to_owned()).collect::<Vec<_>>(), line)
    };
    assert_eq!(
        found,
        [
            expected("a \"raw\" one", &[], 4),
            expected("an attribute", &["", "error"], 5),
            expected("a \\\"b\\\"", &["", "info!", "f"], 6),
            expected("logged", &["", "info!"], 6),
            expected("id", &["", "text!"], 6),
            expected("é", &["", "text!"], 6),
        ]
    );
}
