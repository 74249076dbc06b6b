//! What the start page shows and keeps.

section! {
    /// What the start page shows and keeps.
    Start in "start" {
        /// Whether pictures of saved computers are kept.
        pictures: bool = true, everywhere;
        /// Whether computers on the network are looked for.
        nearby: bool = true, everywhere;
    }
}
