//! What keeps secrets in this process: when it crashes, no file of its memory is left behind.

/// Asks the operating system for no core files.
#[cfg(unix)]
pub(crate) fn leave_no_core_files() {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let lowered = getrlimit(Resource::RLIMIT_CORE).and_then(|(_, hard)| setrlimit(Resource::RLIMIT_CORE, 0, hard));
    if let Err(error) = lowered {
        tracing::warn!(%error, "a crash may leave a file with passwords behind");
    }
}

/// Elsewhere there are none unless somebody asks for them.
#[cfg(not(unix))]
pub(crate) fn leave_no_core_files() {}
