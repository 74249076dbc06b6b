//! What a client is told before it starts.

use crate::encoding::Encoding;
use crate::levels::Levels;
use crate::limits::Limits;
use crate::pixel_format::PixelFormat;
use crate::random::Random;
use crate::security::SecurityType;

/// The settings of one connection.
#[derive(Debug, Clone)]
pub struct Config {
    /// Whether other clients may stay connected (ClientInit, RFC 6143 §7.3.1).
    pub sharing: Sharing,
    /// The encodings to ask for, best first.
    pub encodings: Vec<Encoding>,
    /// What quality and compression to ask for.
    pub levels: Levels,
    /// The security types that may be used, best first. A sub-type allows the container that it is offered in.
    pub security_types: Vec<SecurityType>,
    /// The server's DNS name or IP address, as the user called it. TLS tells it to the server where it is a name.
    pub server_name: Option<String>,
    /// Where keys come from.
    pub random: Random,
    /// The pixel format to ask for; the server's own where it is `None`.
    pub pixel_format: Option<PixelFormat>,
    /// What the server may ask of us.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            sharing: Sharing::Shared,
            encodings: Encoding::unnamed().collect(),
            levels: Levels::default(),
            security_types: SecurityType::ALL.to_vec(),
            server_name: None,
            random: Random::default(),
            pixel_format: Some(PixelFormat::RENDERER),
            limits: Limits::default(),
        }
    }
}

/// What happens to other viewers of the same desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// They stay.
    #[default]
    Shared,
    /// The server disconnects them.
    Exclusive,
}
