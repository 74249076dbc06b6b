//! `farview probe --json` tells what a real server is like.
