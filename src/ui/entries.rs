//! What a session offers, declared once: the bar at the edge of the window and the menu of the F8 key both show what stands
//! here, so that everything on the one is on the other. One file for each group; an entry is a line in it.

mod capture;
mod keys;
mod machine;
mod quality;
mod scaling;
mod screens;
mod seen;
mod top;

use super::icon::Icon;
use super::{Command, State};
use crate::shortcuts::Action;

pub(super) use top::{pin, top};

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The sign beside the name; on the bar it stands alone.
    pub(super) icon: Option<Icon>,
    /// What it is called.
    pub(super) name: String,
    /// The key that does the same.
    pub(super) keys: Option<String>,
    /// What is to be seen of how things stand.
    pub(super) mark: Mark,
    /// Why it cannot be chosen now.
    pub(super) hindrance: Option<String>,
    /// What choosing it does.
    pub(super) act: Act,
}

/// What is to be seen of how things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing: it does something once.
    None,
    /// It is on or off.
    Switch(On),
    /// It is one of several, of which one is chosen.
    Choice(On),
}

/// Whether something is as the entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Yes,
    No,
}

/// What choosing an entry does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    /// This.
    Do(Vec<Command>),
    /// It shows more entries.
    Open(Group),
}

/// Entries that stand together, with a title where they need one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Section {
    pub(super) title: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// Declares the groups: each has a sign, and a file with the functions `name` and `sections`.
macro_rules! groups {
    ($($group:ident, $module:ident, $icon:ident;)*) => {
        /// Entries behind one entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Group {
            $(#[doc = concat!("Of `", stringify!($module), "`.")] $group,)*
        }

        impl Group {
            /// All of them.
            #[cfg(test)]
            pub(super) const ALL: &[Group] = &[$(Group::$group),*];

            /// What is in it now.
            pub(super) fn sections(self, state: &State) -> Vec<Section> {
                match self { $(Group::$group => $module::sections(state),)* }
            }

            /// What it is called.
            pub(super) fn name(self) -> String {
                match self { $(Group::$group => $module::name(),)* }
            }

            fn icon(self) -> Icon {
                match self { $(Group::$group => Icon::$icon,)* }
            }
        }
    };
}

groups! {
    Scaling, scaling, Magnifier;
    Screens, screens, Screens;
    Quality, quality, Picture;
    Keys, keys, Keyboard;
    Capture, capture, Camera;
    Seen, seen, Chart;
    Machine, machine, Power;
}

impl Entry {
    /// Does something once.
    pub(super) fn once(icon: Icon, name: String, commands: impl Into<Vec<Command>>) -> Self {
        Self::new(Some(icon), name, Mark::None, Act::Do(commands.into()))
    }

    /// Switches something, which is on now or not.
    pub(super) fn switch(icon: Icon, name: String, on: On, command: Command) -> Self {
        Self::new(Some(icon), name, Mark::Switch(on), Act::Do(vec![command]))
    }

    /// One of several, of which one is chosen.
    pub(super) fn choice(name: String, chosen: On, command: Command) -> Self {
        Self::new(None, name, Mark::Choice(chosen), Act::Do(vec![command]))
    }

    /// Shows the entries of `group`.
    pub(super) fn group(group: Group) -> Self {
        Self::new(Some(group.icon()), group.name(), Mark::None, Act::Open(group))
    }

    fn new(icon: Option<Icon>, name: String, mark: Mark, act: Act) -> Self {
        Self { icon, name, keys: None, mark, hindrance: None, act }
    }

    /// Names the keys that do the same, if there are any.
    pub(super) fn with_shortcut(self, state: &State, action: Action) -> Self {
        Self { keys: Some(state.keys.shortcut(action)).filter(|keys| !keys.is_empty()), ..self }
    }

    /// It cannot be chosen where there is a hindrance.
    pub(super) fn unless(self, hindrance: Option<String>) -> Self {
        Self { hindrance, ..self }
    }

    /// Whether what it does is over when it is done: then nothing is left to be looked at in a menu.
    pub(super) fn is_done_at_once(&self) -> bool {
        self.mark == Mark::None
    }
}

impl Section {
    /// Entries that speak for themselves.
    pub(super) fn plain(entries: impl Into<Vec<Entry>>) -> Self {
        Self { title: None, entries: entries.into() }
    }

    /// Entries under a title.
    pub(super) fn titled(title: String, entries: impl Into<Vec<Entry>>) -> Self {
        Self { title: Some(title), entries: entries.into() }
    }
}

impl On {
    /// Whether `holds`.
    pub(super) fn when(holds: bool) -> Self {
        if holds { On::Yes } else { On::No }
    }
}

#[cfg(test)]
mod tests {
    use super::super::gallery::{LEVELS, session};
    use super::*;

    fn all(sections: &[Section]) -> impl Iterator<Item = &Entry> {
        sections.iter().flat_map(|section| &section.entries)
    }

    #[test]
    fn every_group_can_be_reached_and_none_is_empty() {
        let mut state = session(LEVELS[0]);
        state.settings.power = true;
        let top = top(&state);
        for group in Group::ALL {
            assert!(all(&top).any(|entry| entry.act == Act::Open(*group)), "{group:?}");
            assert!(all(&group.sections(&state)).count() > 0, "{group:?}");
        }
    }

    #[test]
    fn every_entry_has_a_name_of_its_own_and_does_something() {
        let mut state = session(LEVELS[0]);
        state.settings.power = true;
        let groups = Group::ALL.iter().map(|group| group.sections(&state));
        for sections in std::iter::once(top(&state)).chain(groups) {
            for section in &sections {
                let names: Vec<&str> = section.entries.iter().map(|entry| entry.name.as_str()).collect();
                for (place, name) in names.iter().enumerate() {
                    assert!(!name.is_empty() && !names[..place].contains(name), "{names:?}");
                }
            }
            for entry in all(&sections) {
                assert!(!matches!(&entry.act, Act::Do(commands) if commands.is_empty()), "{}", entry.name);
            }
        }
    }

    #[test]
    fn on_the_bar_every_entry_has_a_sign() {
        let mut state = session(LEVELS[0]);
        state.settings.power = true;
        assert!(all(&top(&state)).all(|entry| entry.icon.is_some()));
    }
}
