//! How sessions begin and go on.

use crate::session::Reconnect;
use crate::settings::value::spelled;

section! {
    /// How sessions begin and go on.
    Connection in "connection" {
        /// Whether sessions begin with keys, mouse and clipboard left at home.
        view_only: bool = false, per_host;
        /// Whether other viewers are sent away when a session begins.
        exclusive: bool = false, per_host;
        /// Whether a session that was lost is brought back.
        reconnect: Reconnect = Reconnect::Always, per_host;
    }
}

spelled!(Reconnect, "auto", "off", "5");
