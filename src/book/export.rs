//! Writing computers for others: Farview's own form, which [`super::import`] reads, and `vnc://` addresses, which many
//! programs do.

use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Computer, Computers, render};
use crate::config::{FileProblem, Target};
use crate::session::Address;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Farview's own, with all that is known but when a computer was seen.
    #[default]
    Own,
    /// An address on each line.
    Addresses,
}

impl Form {
    /// The form for a file of this name.
    pub fn of(path: &Path) -> Self {
        let is_own = path.extension().is_none_or(|extension| extension.eq_ignore_ascii_case("toml"));
        if is_own { Form::Own } else { Form::Addresses }
    }
}

/// `computers` as the text of a file.
pub fn write<'a>(form: Form, computers: impl IntoIterator<Item = &'a Computer>) -> Result<String, FileProblem> {
    match form {
        Form::Own => {
            let all = computers.into_iter().map(|computer| Computer { last_seen: None, ..computer.clone() }).collect();
            render(&Computers { all, ..Computers::default() })
        }
        Form::Addresses => Ok(computers.into_iter().map(|computer| address(computer) + "\n").collect()),
    }
}

/// Writes a file, whole or not at all. Only its owner can read it.
pub fn save(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// The address of a computer as other programs understand it, with its name where an address has room for one.
pub fn address(computer: &Computer) -> String {
    let Ok(target) = computer.understood() else { return computer.target.clone() };
    let Target { address: Address::Tcp { host, port }, name, .. } = target else { return computer.target.clone() };
    let is_uri = computer.target.contains("://");
    let start = if is_uri {
        computer.target.clone()
    } else {
        let host = if host.contains(':') { format!("[{host}]") } else { host };
        format!("vnc://{host}:{port}")
    };
    if computer.name.is_empty() || name.is_some() {
        return start;
    }
    let parted_by = if start.contains('?') { '&' } else { '?' };
    format!("{start}{parted_by}ConnectionName={}", utf8_percent_encode(&computer.name, NON_ALPHANUMERIC))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::import;

    #[test]
    fn what_is_written_is_read_again() {
        let computers = [
            Computer { group: "Work".into(), notes: "two\nlines".into(), ..Computer::new("Office & more", "office:1") },
            Computer::new("", "[fe80::1]::6000"),
            Computer::new("Gate", "vnc+ssh://alice@gate/office:5901"),
            Computer::new("Only look", "vnc://alice@lab:5905?ViewOnly=true"),
        ];
        let addresses = write(Form::Addresses, &computers).expect("written");
        assert_eq!(
            addresses.lines().collect::<Vec<_>>(),
            [
                "vnc://office:5901?ConnectionName=Office%20%26%20more",
                "vnc://[fe80::1]:6000",
                "vnc+ssh://alice@gate/office:5901",
                "vnc://alice@lab:5905?ViewOnly=true&ConnectionName=Only%20look",
            ]
        );
        for form in [Form::Own, Form::Addresses] {
            let text = write(form, &computers).expect("written");
            let read = import::read("export", text.as_bytes()).expect("it is known").computers;
            let places = |computers: &[Computer]| computers.iter().map(Computer::place).collect::<Vec<_>>();
            assert_eq!(places(&read), places(&computers), "{form:?}");
            assert_eq!(read[0].name, "Office & more");
        }
    }

    #[test]
    fn the_own_form_keeps_all_but_when_a_computer_was_seen() {
        let seen = Computer {
            notes: "two\nlines".into(),
            tags: vec!["a".into()],
            last_seen: Some(crate::trust::Timestamp::now()),
            ..Computer::new("Office", "office:1")
        };
        let text = write(Form::Own, [&seen]).expect("written");
        let read = import::read("export", text.as_bytes()).expect("it is known").computers;
        assert_eq!((read[0].notes.as_str(), &read[0].tags, read[0].last_seen), ("two\nlines", &vec!["a".into()], None));
    }
}
