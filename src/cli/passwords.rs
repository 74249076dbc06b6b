//! `farview passwords`: what the keyring remembers.

use clap::{Args, Subcommand};

use super::connection::{TARGET_HELP, parse_target};
use super::exit::{Error, ExitCode};
use super::output;
use crate::session::Address;

/// List or forget the passwords that are saved in the keyring of this computer
///
/// A password is saved where the box "Remember in the keyring" was ticked when it was typed.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// The servers whose passwords are saved, one a line
    List,
    /// Forget the password of a server
    Forget {
        #[arg(help = TARGET_HELP)]
        target: String,
        /// The password of this user, where it was saved with --username
        #[arg(long, value_name = "NAME")]
        username: Option<String>,
    },
}

pub fn run(arguments: &Arguments) -> Result<(), Error> {
    match &arguments.action {
        Action::List => {
            let names = keyring::all().map_err(|why| failed("cannot list the passwords", &why))?;
            names.iter().try_for_each(|name| output::text(&format!("{name}\n")))
        }
        Action::Forget { target, username } => {
            let address = parse_target(target)?.address;
            let forgotten = keyring::forget(&address, username.as_deref());
            if forgotten.map_err(|why| failed("cannot forget the password", &why))? {
                return Ok(());
            }
            let why = format!("the keyring has none for {address}");
            Err(Error::new(ExitCode::Usage, "no password to forget", why).hint("`farview passwords list` names them"))
        }
    }
}

fn failed(what: &str, why: &str) -> Error {
    Error::new(ExitCode::Other, what, format!("the keyring: {why}"))
        .hint("a keyring needs a desktop session with a Secret Service, such as GNOME Keyring, KWallet or KeePassXC")
}

#[cfg(feature = "keyring")]
mod keyring {
    use super::Address;
    use crate::config::KeyringEntry;

    pub(super) fn all() -> Result<Vec<String>, String> {
        KeyringEntry::all()
    }

    pub(super) fn forget(address: &Address, username: Option<&str>) -> Result<bool, String> {
        KeyringEntry::new(address, username).forget()
    }
}

#[cfg(not(feature = "keyring"))]
mod keyring {
    use super::Address;

    pub(super) fn all() -> Result<Vec<String>, String> {
        Err("this Farview was built without one".into())
    }

    pub(super) fn forget(_: &Address, _: Option<&str>) -> Result<bool, String> {
        Err("this Farview was built without one".into())
    }
}
