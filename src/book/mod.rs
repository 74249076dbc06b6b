//! The computers that the user knows: those that were saved, and those that were visited. No window is needed for it.
//!
//! [`Computers`] are the entries and what can be done with them; [`Book`] is the file they are kept in. [`import`] reads what
//! other viewers write, [`export`] writes it for others.

mod book_file;
mod computer;
mod computers;
pub mod export;
pub mod import;
mod keep;
mod search;
mod store;

pub use book_file::{parse, render};
pub use computer::{Colour, Computer};
pub use computers::Computers;
pub use keep::{spelled, to_keep};
pub use search::{Found, search};
pub use store::{Book, BookError, BookProblem};
