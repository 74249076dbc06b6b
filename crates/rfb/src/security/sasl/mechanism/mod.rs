//! SASL mechanisms (RFC 4422): one table, one file each.

use std::fmt;

use zeroize::Zeroizing;

use crate::credentials::Secret;
use crate::error::Error;
use crate::identity::Exposure;
use crate::layer::Layer;
use crate::random::Random;

/// What goes to the server.
pub(super) type Message = Zeroizing<Vec<u8>>;

/// One run of a mechanism.
pub(super) trait Mechanism: fmt::Debug + Send {
    /// What goes out with the mechanism's name, where the client speaks first.
    fn initial_response(&mut self) -> Option<Message> {
        None
    }

    /// Takes what the server says, as a challenge or along with its success. The answer is `None` where nothing is left to
    /// say.
    fn respond(&mut self, challenge: &[u8]) -> Result<Option<Message>, Error>;

    /// Whether the server has proven all that this mechanism lets it prove. Its success counts for nothing before.
    fn is_proven(&self) -> bool;

    /// What seals the connection from SecurityResult on, where that was agreed.
    fn layer(&mut self) -> Option<Box<dyn Layer>> {
        None
    }
}

/// What a mechanism begins with.
pub(super) struct Start<'a> {
    /// Who we are.
    pub username: &'a str,
    /// How we prove it.
    pub password: &'a Secret,
    /// The server's name, as we call it.
    pub server_name: &'a str,
    /// The most iterations of a hash that a server may ask for.
    pub most_iterations: u32,
    /// For nonces.
    pub random: &'a mut Random,
}

/// Declares the mechanisms. The order is the preference.
macro_rules! mechanisms {
    ($($module:ident, $variant:ident, $name:literal;)*) => {
        $(mod $module;)*

        /// A mechanism that this crate can run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name {
            $(#[doc = $name] $variant,)*
        }

        impl Name {
            /// All of them, the strongest first.
            pub(super) const ALL: [Name; [$($name),*].len()] = [$(Name::$variant),*];

            /// Its name in the registry.
            pub(super) const fn text(self) -> &'static str {
                match self { $(Name::$variant => $name,)* }
            }

            /// How a password travels in it.
            pub(super) const fn exposure(self) -> Exposure {
                match self { $(Name::$variant => $module::EXPOSURE,)* }
            }

            /// Begins a run of it.
            pub(super) fn start(self, start: &mut Start<'_>) -> Result<Box<dyn Mechanism>, Error> {
                match self { $(Name::$variant => $module::start(start),)* }
            }

            #[cfg(test)]
            const MODULES: [&'static str; Self::ALL.len()] = [$(stringify!($module)),*];
        }
    };
}

mechanisms! {
    scram_sha_512, ScramSha512, "SCRAM-SHA-512";
    scram_sha_256, ScramSha256, "SCRAM-SHA-256";
    scram_sha_1, ScramSha1, "SCRAM-SHA-1";
    digest_md5, DigestMd5, "DIGEST-MD5";
    plain, Plain, "PLAIN";
}

#[cfg(test)]
pub(super) use {scram_sha_1::HASH as SCRAM_SHA_1, scram_sha_256::HASH as SCRAM_SHA_256};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_what_is_in_its_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/security/sasl/mechanism");
        let files = std::fs::read_dir(folder).expect("the folder of mechanisms");
        let stem = |file: std::fs::DirEntry| file.path().file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut modules: Vec<String> = files.filter_map(|file| stem(file.expect("an entry"))).collect();
        modules.retain(|name| name != "mod" && !name.ends_with("_tests"));
        modules.sort();
        let mut listed = Name::MODULES.to_vec();
        listed.sort_unstable();
        assert_eq!(modules, listed);
    }
}
