//! The `farview` program.
fn main() {}
