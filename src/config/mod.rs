//! What the user wants: where to connect, who they are, and how the window should look.

mod credentials;
mod folder;
mod gate;
mod locked_file;
mod places;
mod proxy;
mod repeater;
mod scale;
mod target;
mod uri;
mod versioned;
mod web;
mod window;

#[cfg(feature = "keyring")]
pub use credentials::keyring::KeyringEntry;
pub use credentials::{Login, PasswordCommand, PasswordError, PasswordSource};
pub use folder::{NoFolder, configuration_folder, thumbnail_folder};
pub use gate::Via;
pub use locked_file::{LockedFile, LockedFileProblem};
pub use places::{pictures, videos};
pub use proxy::{ProxyChoice, through_proxy};
pub use scale::{Filter, Scale};
pub use target::{REVERSE_PORT, Target, TargetError};
pub use versioned::{FileProblem, read_versioned, write_versioned};
pub use web::header_field;
pub use window::{FullScreen, Motion, RendererChoice, Theme, WindowOptions};
