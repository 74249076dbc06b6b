//! The real program against the built-in server, scripted peers and real servers. One module per subject.

#[cfg(target_os = "linux")]
mod rig;
