//! What the window needs to know before it opens.

use crate::config::WindowOptions;
use crate::session::Options;

/// A window that is to be opened.
#[derive(Debug, Clone)]
pub struct Launch {
    /// The session, used again for every retry.
    pub options: Options,
    /// How the window opens.
    pub window: WindowOptions,
}

impl Launch {
    /// What the server is called until the desktop tells its name.
    pub fn server(&self) -> String {
        self.window.title.clone().unwrap_or_else(|| self.options.address.to_string())
    }
}
