//! `farview record` of a real server, and `farview replay` of it.
