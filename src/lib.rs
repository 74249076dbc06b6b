//! Farview.
pub mod session;
