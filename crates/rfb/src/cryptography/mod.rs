//! What security types share of cryptography: arithmetic modulo a large number, and the schemes that need nothing else.

pub(crate) mod diffie_hellman;
pub(crate) mod modulus;
pub(crate) mod secure_remote_password;
