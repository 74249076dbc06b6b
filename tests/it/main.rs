//! The real program against the built-in server, scripted peers and real servers. One module per subject.

mod address_oracle;
#[cfg(target_os = "linux")]
mod builtin;
#[cfg(target_os = "linux")]
mod cli;
mod extensions;
mod film;
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(all(target_os = "linux", feature = "keyring"))]
mod keyring;
#[cfg(target_os = "linux")]
mod package;
#[cfg(target_os = "linux")]
mod real;
#[cfg(target_os = "linux")]
mod rig;
#[cfg(target_os = "linux")]
mod rsa_aes;
#[cfg(target_os = "linux")]
mod secrets;
mod session;
#[cfg(target_os = "linux")]
mod staying;
mod trust_oracle;
#[cfg(all(target_os = "linux", feature = "gui"))]
mod wayland;
#[cfg(target_os = "linux")]
mod ways;
#[cfg(all(target_os = "linux", feature = "gui"))]
mod window;
#[cfg(all(target_os = "linux", feature = "gui"))]
mod window_input;
