//! What a key can do in the viewer: one line for each.

use crate::text::text;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $id:literal, $title:literal, $keys:literal;)*) => {
        /// Something that a key can do in the viewer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            /// All of them, in the order in which they are listed.
            pub const ALL: &'static [Action] = &[$(Action::$name),*];

            /// Its name in the file of settings.
            pub const fn id(self) -> &'static str {
                match self { $(Action::$name => $id),* }
            }

            /// What it does, in the user's language.
            pub fn title(self) -> String {
                match self { $(Action::$name => text!($title)),* }
            }

            /// The keys for it as long as the user has not chosen others; empty for none.
            pub const fn default_keys(self) -> &'static str {
                match self { $(Action::$name => $keys),* }
            }
        }
    };
}

// Only F8 and F11 are taken bare, and every menu offers to send them; the others need three modifiers, which hardly any
// program does. `PassKeys` sends whatever comes next, these included.
actions! {
    /// Open or close the menu.
    Menu: "menu", "settings-shortcuts-menu", "F8";
    /// Into full screen or out of it.
    FullScreen: "full_screen", "settings-shortcuts-full-screen", "F11";
    /// Show or hide the bar.
    Bar: "bar", "settings-shortcuts-bar", "Ctrl+Alt+Shift+B";
    /// Let the system's keys go to the remote side, or no longer.
    Capture: "capture", "settings-shortcuts-capture", "Ctrl+Alt+Shift+G";
    /// Send the next keys whatever they are.
    PassKeys: "pass_keys", "settings-shortcuts-pass-keys", "Ctrl+Alt+Shift+Space";
    /// Open the panel for keys that cannot be typed.
    Keys: "keys", "settings-shortcuts-keys", "Ctrl+Alt+Shift+K";
    /// Send Ctrl+Alt+Delete.
    CtrlAltDelete: "ctrl_alt_delete", "settings-shortcuts-ctrl-alt-delete", "Ctrl+Alt+Shift+Delete";
    /// Type the text of the clipboard.
    TypeClipboard: "type_clipboard", "settings-shortcuts-type-clipboard", "Ctrl+Alt+Shift+T";
    /// Only look, or no longer.
    ViewOnly: "view_only", "settings-shortcuts-view-only", "Ctrl+Alt+Shift+V";
    /// Show the picture larger.
    ZoomIn: "zoom_in", "settings-shortcuts-zoom-in", "Ctrl+Alt+Shift+Plus";
    /// Show the picture smaller.
    ZoomOut: "zoom_out", "settings-shortcuts-zoom-out", "Ctrl+Alt+Shift+Minus";
    /// Show the picture as it was before it was made larger or smaller.
    ZoomReset: "zoom_reset", "settings-shortcuts-zoom-reset", "Ctrl+Alt+Shift+0";
    /// Fetch the picture anew.
    Refresh: "refresh", "settings-shortcuts-refresh", "Ctrl+Alt+Shift+F5";
    /// Save a picture of the remote screen.
    Screenshot: "screenshot", "settings-shortcuts-screenshot", "Ctrl+Alt+Shift+P";
    /// Begin or end a recording.
    Record: "record", "settings-shortcuts-record", "Ctrl+Alt+Shift+R";
    /// Show or hide the statistics.
    Statistics: "statistics", "settings-shortcuts-statistics", "Ctrl+Alt+Shift+S";
    /// Show or hide the log.
    Log: "log", "settings-shortcuts-log", "Ctrl+Alt+Shift+L";
    /// Show the log and search in it.
    FindInLog: "find_in_log", "settings-shortcuts-find-in-log", "Ctrl+Alt+Shift+F";
    /// Open the settings.
    Settings: "settings", "settings-shortcuts-settings", "Ctrl+Alt+Shift+Comma";
    /// To the next tab.
    NextTab: "next_tab", "settings-shortcuts-next-tab", "Ctrl+Alt+Shift+PageDown";
    /// To the previous tab.
    PreviousTab: "previous_tab", "settings-shortcuts-previous-tab", "Ctrl+Alt+Shift+PageUp";
    /// Open a new tab.
    NewTab: "new_tab", "settings-shortcuts-new-tab", "Ctrl+Alt+Shift+N";
    /// Open a new window.
    NewWindow: "new_window", "settings-shortcuts-new-window", "Ctrl+Alt+Shift+O";
    /// Close the tab.
    CloseTab: "close_tab", "settings-shortcuts-close-tab", "Ctrl+Alt+Shift+W";
    /// End the session.
    Disconnect: "disconnect", "settings-shortcuts-disconnect", "Ctrl+Alt+Shift+Q";
}

impl Action {
    /// The action with this name in the file of settings.
    pub fn of_id(id: &str) -> Option<Action> {
        Self::ALL.iter().copied().find(|action| action.id() == id)
    }
}
