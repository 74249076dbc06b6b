//! The catalogue as a whole: what is used is written, what is written is used, and all languages say it with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{AREAS, Catalogue, files};
use super::{Language, pretence, source};

/// Every text of a file: its id, and the names of its variables.
fn entries(file: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let id = line.split_once('=').map(|(id, _)| id.trim_end());
        if let Some(id) = id.filter(|_| line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-')) {
            entries.push((id.to_owned(), BTreeSet::new()));
        }
        let Some((_, variables)) = entries.last_mut() else { continue };
        variables.extend(line.split('$').skip(1).map(|rest| {
            let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '_');
            rest[..end.unwrap_or(rest.len())].to_owned()
        }));
    }
    entries
}

fn all(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    files(language).iter().flat_map(|file| entries(file)).collect()
}

#[test]
fn the_files_can_be_read_without_a_mistake() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        for (area, file) in AREAS.into_iter().zip(files(language)) {
            let read = fluent_bundle::FluentResource::try_new(file.to_owned());
            assert!(read.is_ok(), "{language:?} {area}: {:?}", read.err().map(|(_, errors)| errors));
            for (id, _) in entries(file) {
                assert!(id.starts_with(&format!("{area}-")), "{id} is not of the area {area}");
                assert!(seen.insert(id.clone()), "{id} is there twice in {language:?}");
            }
        }
    }
}

#[test]
fn all_languages_say_the_same_with_the_same_variables() {
    let english = all(Language::English);
    let mut problems = Vec::new();
    for language in Language::ALL {
        let spoken = all(language);
        for (id, variables) in &english {
            match spoken.get(id) {
                None => problems.push(format!("{language} lacks {id}")),
                Some(other) if other != variables => {
                    problems.push(format!("{language} {id}: {other:?}, {variables:?}"));
                }
                Some(_) => {}
            }
        }
        problems.extend(spoken.keys().filter(|id| !english.contains_key(*id)).map(|id| format!("{language} has {id}")));
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn what_is_to_be_typed_is_the_same_in_every_language() {
    let typed = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
        let texts = files(language).into_iter().flat_map(texts);
        texts.map(|(id, text)| (id, commands(&text))).collect()
    };
    let english = typed(Language::English);
    for language in Language::ALL {
        for (id, commands) in typed(language) {
            assert_eq!(Some(&commands), english.get(&id), "{id} in {language}");
        }
    }
}

/// Every text of a file as it is written there.
fn texts(file: &str) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_ascii_alphabetic())) {
            Some((id, text)) => texts.push((id.to_owned(), text.to_owned())),
            None => texts.last_mut().map_or((), |(_, text)| text.push_str(line)),
        }
    }
    texts
}

/// What stands between backticks, and options.
fn commands(text: &str) -> BTreeSet<String> {
    let quoted = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let word = |rest: &str| rest.chars().take_while(|&one| one.is_ascii_lowercase() || one == '-').collect::<String>();
    let options = text.split("--").skip(1).map(word).filter(|word| !word.is_empty());
    quoted.chain(options).collect()
}

#[test]
fn every_text_that_is_used_is_written_with_the_same_variables() {
    let written = all(Language::English);
    let mut problems = Vec::new();
    for (path, source) in source::files("src") {
        for literal in source::literals(&source) {
            let is_id = literal.given_to.last().is_some_and(|last| last.ends_with("text!"));
            // Values are given after the id, each with its name.
            if !is_id || literal.rest.trim_start().starts_with('=') || !looks_like_id(&literal.value) {
                continue;
            }
            let place = format!("{}:{} {}", path.display(), literal.line, literal.value);
            match written.get(&literal.value) {
                None => problems.push(format!("{place} is not in the catalogue")),
                Some(variables) if *variables != names(&literal.rest) => {
                    problems.push(format!("{place} is given {:?}, not {variables:?}", names(&literal.rest)));
                }
                Some(_) => {}
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

/// Whether `value` could be the id of a text.
fn looks_like_id(value: &str) -> bool {
    AREAS.iter().any(|area| value.strip_prefix(area).is_some_and(|rest| rest.starts_with('-')))
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The names in `, seconds = 4, name = &name`.
fn names(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut names, mut word) = (0, BTreeSet::new(), String::new());
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => word.clear(),
            '=' if depth == 0 && !word.is_empty() => {
                if !matches!(characters.peek(), Some('=' | '>')) {
                    names.insert(word.trim().to_owned());
                }
                word.clear();
                // What follows is the value.
                while depth == 0 && characters.peek().is_some_and(|next| !matches!(next, ',' | '(' | '[' | '{')) {
                    characters.next();
                }
            }
            _ if depth == 0 => word.push(character),
            _ => {}
        }
    }
    names
}

#[test]
fn every_text_that_is_written_is_used() {
    let used: BTreeSet<String> = source::files("src")
        .iter()
        .flat_map(|(_, source)| source::literals(source))
        .map(|literal| literal.value)
        .chain(crate::settings::Field::text_ids())
        .collect();
    let unused: Vec<String> = all(Language::English).into_keys().filter(|id| !used.contains(id)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn a_text_is_filled_in_and_numbers_choose_the_form() {
    let one = super::text!("window-trying-again-in", seconds = 1);
    assert_eq!(one, "Trying again in a second.");
    assert_eq!(super::text!("window-trying-again-in", seconds = 4_u64), "Trying again in 4 seconds.");
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    let nothing = Catalogue::empty(Language::German);
    let text = pretence::speaking(nothing, || super::text!("window-close"));
    assert_eq!(text, "Close");
}

/// Where texts come from that are shown in a window.
const SPEAKING: [&str; 4] = ["src/ui", "src/app", "src/session/explain", "src/session/driver"];

/// What is only there for tests, and names of typefaces.
const SILENT: [&str; 4] = ["src/ui/gallery.rs", "src/ui/stage.rs", "src/ui/typeface.rs", "src/ui/start/sample.rs"];

/// What takes texts that are not shown in a window: the log, what ends the program, and what knows servers by their words.
const DEAF: [&str; 15] = [
    "info!",
    "debug!",
    "warn!",
    "error!",
    "trace!",
    "error",
    "reason",
    "expect",
    "panic!",
    "assert!",
    "assert_eq!",
    "cfg",
    "has",
    "debug_struct",
    // Their names are not seen.
    "bottom",
];

/// Names, and what is between parts of the program.
const NAMES: [&str; 18] = [
    "Farview",
    "Farview demo",
    "Esc",
    "Ctrl",
    "Alt",
    "Del",
    "Super",
    "Print",
    "Delete",
    "Escape",
    "Opener",
    "bar popup",
    "start editor",
    "start transfer",
    "farview pulse",
    "a sign of life",
    "start it in a graphical session, or take a picture with farview snapshot TARGET FILE.png.",
    "leave out --renderer, or try --renderer cpu.",
];

#[test]
fn no_text_for_people_is_outside_the_catalogue() {
    let mut strange = Vec::new();
    let sources = SPEAKING.into_iter().flat_map(source::files);
    for (path, source) in sources.filter(|(path, _)| !SILENT.iter().any(|silent| path.ends_with(silent))) {
        for literal in source::literals(&source) {
            let last = |one: &str| one.rsplit("::").next().is_some_and(|last| DEAF.contains(&last));
            let is_deaf = literal.given_to.iter().any(|one| last(one) || one.ends_with("Id::new"));
            let rest = literal.rest.trim_start();
            let is_pattern = rest.starts_with("=>") || rest.starts_with('|') || rest.starts_with("} =>");
            if !is_deaf && !is_pattern && is_for_people(&literal.value) && !NAMES.contains(&literal.value.as_str()) {
                strange.push(format!("{}:{} {:?}", path.display(), literal.line, literal.value));
            }
        }
    }
    assert!(strange.is_empty(), "{strange:#?}");
}

/// Whether `value` has a word with a capital letter, or several words.
fn is_for_people(value: &str) -> bool {
    let value = value.replace("\\n", " ");
    let words: Vec<&str> = value.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let is_word = |word: &&str| {
        let mut letters = word.chars();
        word.len() > 2 && letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let plain =
        |word: &&str| word.chars().all(|one| one.is_alphabetic() || matches!(one, '.' | ',' | ':' | '…' | '\'' | ';'));
    words.len() > 1 && words.iter().filter(|word| plain(word)).count() > 1 || words.len() == 1 && is_word(&words[0])
}
