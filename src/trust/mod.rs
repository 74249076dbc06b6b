//! Whether a server is the one that was meant: what is known of its keys from before, what the user says of them, and who
//! vouches for them.
//!
//! [`TrustStore`] is a file of keys, each bound to the one address it was met at. [`judge`] weighs a key by it; [`Issuers`]
//! vouch for certificates. Nothing here asks anybody or knows of a connection.

mod certificate;
mod chain;
mod file;
mod fingerprint;
mod issuers;
mod known;
mod place;
mod store;
mod timestamp;
mod verdict;

pub use certificate::CertificateFacts;
pub use chain::Problem;
pub use file::{parse, render};
pub use fingerprint::{BadFingerprint, parse_fingerprint, pin_command};
pub use issuers::{CaFileError, Issuers};
pub use known::{Grade, Key, KeyKind, Known, Origin, Server};
pub use place::Place;
pub use store::{StoreError, StoreProblem, TrustStore};
pub use timestamp::Timestamp;
pub use verdict::{Circumstances, Verdict, judge};
