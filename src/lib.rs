//! Farview: a viewer for VNC (RFB) servers, as a window for people and as subcommands for scripts.
//!
//! `cli` reads the command line and runs one subcommand; `book` is the computers that the user knows; `config` is what the
//! user wants; `settings` what the user prefers; `session` is one connection as every front end sees it; `shortcuts` are the
//! keys the viewer keeps, and `input` turns window events into what a session is told; `app` is the window, `render` draws
//! the picture on it and `ui` the panels; `text` has their words.

#[cfg(feature = "gui")]
pub mod app;
pub mod book;
pub mod cli;
pub mod config;
mod hardening;
#[cfg(feature = "gui")]
pub mod input;
pub mod journal;
pub mod picture;
#[cfg(feature = "gui")]
pub mod platform;
#[cfg(feature = "gui")]
pub mod render;
pub mod session;
pub mod settings;
pub mod shortcuts;
pub mod text;
pub mod trust;
#[cfg(feature = "gui")]
pub mod ui;
