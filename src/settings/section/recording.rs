//! Recordings and screenshots.

section! {
    /// Recordings and screenshots.
    Recording in "recording" {
    }
}
