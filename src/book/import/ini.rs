//! `[section]` and `name=value`, as programs for Windows and GNOME write them. Names are compared without regard to case.

/// The names and values of a file, by section. What stands before the first one is in the section without a name.
pub(super) struct Ini(Vec<(String, String, String)>);

impl Ini {
    pub(super) fn parse(text: &str) -> Self {
        let mut section = String::new();
        let mut entries = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name.trim().to_lowercase();
                // A section counts even where nothing is in it.
                entries.push((section.clone(), String::new(), String::new()));
            } else if let Some((name, value)) = line.split_once('=') {
                entries.push((section.clone(), name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
        Self(entries)
    }

    pub(super) fn has_section(&self, section: &str) -> bool {
        self.0.iter().any(|(here, _, _)| here == section)
    }

    /// The value of `name` in `section`, unless it is empty.
    pub(super) fn get(&self, section: &str, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(here, key, _)| here == section && key == name);
        found.map(|(_, _, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The same in whatever section.
    pub(super) fn anywhere(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(_, key, value)| key == name && !value.is_empty());
        found.map(|(_, _, value)| value.as_str())
    }

    /// Whether `name` is switched on in whatever section.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.anywhere(name).is_some_and(is_on)
    }

    /// How many passwords there are.
    pub(super) fn passwords(&self) -> usize {
        let is_one = |key: &str| key.ends_with("password") || key.ends_with("passwd") || key.ends_with("passphrase");
        self.0.iter().filter(|(_, key, value)| is_one(key) && !value.is_empty()).count()
    }
}

/// Whether a value means yes.
pub(super) fn is_on(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "1" | "true" | "yes" | "on")
}
