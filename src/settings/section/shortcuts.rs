//! Which keys do what in the viewer.

use crate::settings::value::spelled;
use crate::shortcuts::{Action, Chords, Keymap};

section! {
    /// Which keys do what in the viewer: one setting for each action.
    Shortcuts in "shortcuts" {
        /// Open or close the menu.
        menu: Chords = Chords::usual(Action::Menu), everywhere;
        /// Into full screen or out of it.
        full_screen: Chords = Chords::usual(Action::FullScreen), everywhere;
        /// Show or hide the bar.
        bar: Chords = Chords::usual(Action::Bar), everywhere;
        /// Let the system's keys go to the remote side, or no longer.
        capture: Chords = Chords::usual(Action::Capture), everywhere;
        /// Send the next keys whatever they are.
        pass_keys: Chords = Chords::usual(Action::PassKeys), everywhere;
        /// Open the panel for keys that cannot be typed.
        keys: Chords = Chords::usual(Action::Keys), everywhere;
        /// Send Ctrl+Alt+Delete.
        ctrl_alt_delete: Chords = Chords::usual(Action::CtrlAltDelete), everywhere;
        /// Type the text of the clipboard.
        type_clipboard: Chords = Chords::usual(Action::TypeClipboard), everywhere;
        /// Only look, or no longer.
        view_only: Chords = Chords::usual(Action::ViewOnly), everywhere;
        /// Show the picture larger.
        zoom_in: Chords = Chords::usual(Action::ZoomIn), everywhere;
        /// Show the picture smaller.
        zoom_out: Chords = Chords::usual(Action::ZoomOut), everywhere;
        /// Show the picture as it was before it was made larger or smaller.
        zoom_reset: Chords = Chords::usual(Action::ZoomReset), everywhere;
        /// Fetch the picture anew.
        refresh: Chords = Chords::usual(Action::Refresh), everywhere;
        /// Save a picture of the remote screen.
        screenshot: Chords = Chords::usual(Action::Screenshot), everywhere;
        /// Begin or end a recording.
        record: Chords = Chords::usual(Action::Record), everywhere;
        /// Show or hide the statistics.
        statistics: Chords = Chords::usual(Action::Statistics), everywhere;
        /// Show or hide the log.
        log: Chords = Chords::usual(Action::Log), everywhere;
        /// Show the log and search in it.
        find_in_log: Chords = Chords::usual(Action::FindInLog), everywhere;
        /// Open the settings.
        settings: Chords = Chords::usual(Action::Settings), everywhere;
        /// To the next tab.
        next_tab: Chords = Chords::usual(Action::NextTab), everywhere;
        /// To the previous tab.
        previous_tab: Chords = Chords::usual(Action::PreviousTab), everywhere;
        /// Open a new tab.
        new_tab: Chords = Chords::usual(Action::NewTab), everywhere;
        /// Open a new window.
        new_window: Chords = Chords::usual(Action::NewWindow), everywhere;
        /// Close the tab.
        close_tab: Chords = Chords::usual(Action::CloseTab), everywhere;
        /// End the session.
        disconnect: Chords = Chords::usual(Action::Disconnect), everywhere;
    }
}

spelled!(Chords as Keys);

impl Shortcuts {
    /// What they say together.
    pub fn keymap(&self) -> Keymap {
        let settings = crate::settings::Settings { shortcuts: self.clone(), ..Default::default() };
        let of_field = |field: &crate::settings::Field| {
            let keys = field.value_in(&settings).as_str()?.parse().ok()?;
            Some((Action::of_id(field.key)?, keys))
        };
        Self::FIELDS.iter().filter_map(of_field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_setting_and_every_setting_an_action() {
        let keys: Vec<&str> = Shortcuts::FIELDS.iter().map(|field| field.key).collect();
        let ids: Vec<&str> = Action::ALL.iter().map(|action| action.id()).collect();
        assert_eq!(keys, ids);
        assert_eq!(Shortcuts::default().keymap(), Keymap::default());
    }

    #[test]
    fn what_is_chosen_is_what_the_keymap_says() {
        let none =
            Shortcuts { menu: "Pause".parse().expect("keys"), full_screen: Chords::default(), ..Default::default() };
        let keymap = none.keymap();
        assert_eq!(keymap.shown(Action::Menu).map(|chord| chord.to_string()).as_deref(), Some("Pause"));
        assert_eq!(keymap.shown(Action::FullScreen), None);
    }
}
