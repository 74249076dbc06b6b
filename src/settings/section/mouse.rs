//! What the mouse does.

section! {
    /// What the mouse does.
    Mouse in "mouse" {
    }
}
