//! A small RFB server.
