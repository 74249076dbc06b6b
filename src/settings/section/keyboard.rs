//! What keys do.

section! {
    /// What keys do.
    Keyboard in "keyboard" {
    }
}
