//! How the picture is shown and how pixels are sent.

section! {
    /// How the picture is shown and how pixels are sent.
    Picture in "picture" {
    }
}
