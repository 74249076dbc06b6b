//! From measured rectangles to pixels.
//!
//! [`Decoders`] decodes one rectangle after the other. A [`Pipeline`] collects those that have arrived, decodes on several
//! threads what gains by it, and applies all in the order of arrival: the picture is the same however many threads there are.
//!
//! INVARIANT: jobs of one lane are decoded in order by one decoder, and none is left out, or a zlib history is lost.

mod batch;
mod crew;
mod decoders;
mod task;

pub use batch::{Pipeline, Thresholds};
pub use decoders::Decoders;
