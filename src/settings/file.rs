//! `settings.toml`: read as far as it makes sense, changed without losing anything that stands in it, and written whole or not at
//! all. A file that cannot be read is left alone.

use std::path::{Path, PathBuf};

use toml::de::DeTable;
use toml::{Table, Value as Toml};

use super::edit::{self, NotEdited};
use super::{Complaint, Field, Layers, Problem};
use crate::config::{LockedFile, LockedFileProblem, NoFolder, configuration_folder};

/// The name of the file in the configuration folder.
const NAME: &str = "settings.toml";

/// What stands at the top of a new file.
const HEADER: &str = "\
# Farview's settings. What is not here is as it is built in; docs/configuration.md lists everything.
# The settings page of the window changes this file and keeps your comments.
";

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The user's file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    file: LockedFile,
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    /// What stands in it, by section and key; nothing where it makes no sense as a whole.
    pub values: Table,
    /// What was passed over.
    pub complaints: Vec<Complaint>,
}

/// One setting that is to be another in the file, or as it is built in.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The setting.
    pub field: &'static Field,
    /// What it is to be; `None` takes it out of the file.
    pub value: Option<Toml>,
}

/// Why a change is not in the file.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// The file makes no sense, and writing it would lose what stands in it.
    #[error("{0}")]
    Broken(Complaint),
    /// It cannot be read or written.
    #[error(transparent)]
    File(#[from] LockedFileProblem),
}

impl SettingsFile {
    /// The user's own.
    pub fn find() -> Result<Self, NoFolder> {
        Ok(Self::at(configuration_folder()?.join(NAME)))
    }

    /// The one at `path`, which need not be there.
    pub fn at(path: PathBuf) -> Self {
        Self { file: LockedFile::at(path, LARGEST) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// What it says; nothing where it is not there.
    pub fn read(&self) -> Stored {
        match self.file.read() {
            Ok(text) => understand(&text.unwrap_or_default()),
            Err(error) => {
                let problem = Problem::Unreadable(error.to_string());
                Stored { values: Table::new(), complaints: vec![Complaint { line: None, problem }] }
            }
        }
    }

    /// Changes it, and returns what it says afterwards.
    pub fn change(&self, changes: &[Change]) -> Result<Stored, NotSaved> {
        self.file.change(|before| {
            let before = before.filter(|text| !text.is_empty()).unwrap_or_else(|| HEADER.to_owned());
            let after = edit::edited(&before, changes).map_err(|why| NotSaved::Broken(complaint(&before, why)))?;
            Ok((understand(&after), (after != before).then_some(after)))
        })
    }
}

/// What `text` says.
fn understand(text: &str) -> Stored {
    let values = match text.parse::<Table>() {
        Ok(values) => values,
        Err(error) => {
            let line = error.span().map(|span| line_of(text, span.start));
            let problem = Problem::Syntax(error.message().to_owned());
            return Stored { values: Table::new(), complaints: vec![Complaint { line, problem }] };
        }
    };
    let layers = Layers { file: values, ..Layers::default() };
    let mut complaints = layers.in_force().1;
    for complaint in &mut complaints {
        complaint.line = place(text, &complaint.problem).map(|at| line_of(text, at));
    }
    complaints.sort_by_key(|complaint| complaint.line);
    Stored { values: layers.file, complaints }
}

fn complaint(text: &str, why: NotEdited) -> Complaint {
    let line = why.at.map(|at| line_of(text, at));
    Complaint { line, problem: Problem::Syntax(why.message) }
}

/// Where in `text` that stands which is wrong.
fn place(text: &str, problem: &Problem) -> Option<usize> {
    let path = match problem {
        Problem::Unknown(path) | Problem::Wrong { path, .. } | Problem::NotPerHost(path) => path,
        Problem::Syntax(_) | Problem::Unreadable(_) => return None,
    };
    let document = DeTable::parse(text).ok()?;
    let (section, key) = path.split_once('.').map_or((path.as_str(), None), |(section, key)| (section, Some(key)));
    let (name, contents) = document.get_ref().iter().find(|(name, _)| name.get_ref() == section)?;
    let Some((key, contents)) = key.zip(contents.get_ref().as_table()) else { return Some(name.span().start) };
    contents.iter().find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span().start)
}

/// The line of what stands at the byte `at`.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;
    use crate::settings::Expected;

    fn file(text: &str) -> (tempfile::TempDir, SettingsFile) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = SettingsFile::at(folder.path().join(NAME));
        if !text.is_empty() {
            fs::write(file.path(), text).expect("it can be written");
        }
        (folder, file)
    }

    fn change(section: &str, key: &str, value: Option<Toml>) -> Change {
        Change { field: Field::find(section, key).expect("a setting"), value }
    }

    fn dark() -> Change {
        change("window", "theme", Some("dark".into()))
    }

    fn text(file: &SettingsFile) -> String {
        fs::read_to_string(file.path()).expect("it is there")
    }

    #[test]
    fn reading_makes_no_file_and_the_first_change_makes_one_that_explains_itself() {
        let (_folder, file) = file("");
        assert_eq!(file.read(), Stored::default());
        assert!(!file.path().exists());
        let stored = file.change(&[dark()]).expect("it is written");
        assert_eq!(stored, file.read());
        assert_eq!(text(&file), format!("{HEADER}\n[window]\ntheme = \"dark\"\n"));
    }

    #[test]
    fn a_change_leaves_comments_order_and_unknown_settings_as_they_are() {
        let before = "\
# mine
colour = 7

[clipboard]   # what passes
limit_kib=64 # small
later = { a = 1 }

# the looks
[window]
  theme = 'light'  # for the day
";
        let (_folder, file) = file(before);
        file.change(&[dark(), change("window", "full_screen", Some(true.into()))]).expect("it is written");
        let expected = before.replace("'light'", "\"dark\"") + "full_screen = true\n";
        assert_eq!(text(&file), expected);
        let stored = file.change(&[change("clipboard", "limit_kib", None)]).expect("it is written");
        assert_eq!(text(&file), expected.replace("limit_kib=64 # small\n", "# small\n"));
        let lines: Vec<_> = stored.complaints.iter().map(|complaint| complaint.line).collect();
        assert_eq!(lines, [Some(2), Some(6)]);
    }

    #[test]
    fn comments_survive_when_the_last_setting_goes() {
        let (_folder, file) = file("[window]\n# why it is dark\ntheme = \"dark\"\n");
        file.change(&[change("window", "theme", None)]).expect("it is written");
        assert!(text(&file).contains("# why it is dark\n"), "{}", text(&file));
        let stored = file.change(&[dark()]).expect("it is written");
        assert!(text(&file).contains("# why it is dark\n"), "{}", text(&file));
        assert_eq!(stored.complaints, []);
    }

    #[test]
    fn all_ways_of_writing_a_section_can_be_changed() {
        for before in
            ["window.theme = \"light\"\n", "window = { theme = \"light\" }\n", "[window]\ntheme = \"light\"\n"]
        {
            let (_folder, file) = file(before);
            file.change(&[dark()]).expect("it is written");
            assert_eq!(text(&file), before.replace("light", "dark"));
        }
    }

    #[test]
    fn a_broken_file_counts_for_nothing_is_told_by_its_line_and_never_written_over() {
        let cases: [(&[u8], Option<usize>); 2] =
            [(b"[window]\ntheme = \"light\"\nfull_screen = \n", Some(3)), (b"[window]\n[window]\n", Some(2))];
        for (contents, line) in cases {
            let (_folder, file) = file("");
            fs::write(file.path(), contents).expect("it can be written");
            let stored = file.read();
            assert!(stored.values.is_empty());
            assert!(stored.complaints[0].is_whole_file());
            assert_eq!(stored.complaints[0].line, line, "{}", stored.complaints[0]);
            assert!(matches!(file.change(&[dark()]), Err(NotSaved::Broken(why)) if why.line == line));
            assert_eq!(fs::read(file.path()).expect("it is there"), contents);
        }
        let (_folder, file) = file("window = 7\n");
        assert!(matches!(file.change(&[dark()]), Err(NotSaved::Broken(_))));
        assert_eq!(text(&file), "window = 7\n");
        fs::write(file.path(), b"# \xff\n").expect("it can be written");
        assert!(file.read().complaints[0].is_whole_file());
        assert!(matches!(file.change(&[dark()]), Err(NotSaved::File(LockedFileProblem::NoText))));
    }

    #[test]
    fn one_wrong_setting_is_told_by_its_line_and_all_others_count() {
        let (_folder, file) = file("[window]\ntheme = \"dark\"\n\n[clipboard]\nsend = 1\nreceive = false\n");
        let stored = file.read();
        let problem = Problem::Wrong { path: "clipboard.send".into(), expected: Expected::Switch };
        assert_eq!(stored.complaints, [Complaint { line: Some(5), problem }]);
        let settings = Layers { file: stored.values, ..Layers::default() }.settings();
        assert!(settings.clipboard.send && !settings.clipboard.receive);
        assert_eq!(settings.window.theme, crate::config::Theme::Dark);
    }

    #[test]
    fn writers_at_the_same_time_do_not_lose_each_others_changes() {
        let (_folder, file) = file("");
        let changes =
            [dark(), change("clipboard", "send", Some(false.into())), change("clipboard", "html", Some(false.into()))];
        thread::scope(|scope| {
            for change in &changes {
                let file = &file;
                scope.spawn(move || file.change(std::slice::from_ref(change)).expect("it is written"));
            }
        });
        let settings = Layers { file: file.read().values, ..Layers::default() }.settings();
        assert!(!settings.clipboard.send && !settings.clipboard.html);
        assert_eq!(settings.window.theme, crate::config::Theme::Dark);
    }
}
