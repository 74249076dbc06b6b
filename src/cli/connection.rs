//! The options that every command with a connection shares.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::exit::{Error, ExitCode};
use super::pixels::PixelArguments;
use super::protection::ProtectionArguments;
use super::way::WayArguments;
#[cfg(feature = "keyring")]
use crate::config::KeyringEntry;
use crate::config::{Login, PasswordCommand, PasswordSource, Target};
use crate::session::{Address, CredentialSource, CredentialStore, Options, Places, Sharing};
use crate::settings::Value;

/// What a target may look like, for the help of every command that has one.
pub(super) const TARGET_HELP: &str =
    "The desktop: host, host:display, host::port, vnc://…, vnc+ssh://…, ws://…, wss://…, repeater://…, unix:/path";

/// How to connect.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Connection")]
pub(super) struct ConnectionArguments {
    #[command(flatten)]
    password: PasswordArguments,
    /// Let other viewers stay connected (this is what happens anyway)
    #[arg(long, conflicts_with = "exclusive")]
    shared: bool,
    /// Ask the server to disconnect other viewers
    #[arg(long)]
    exclusive: bool,
    #[command(flatten)]
    way: WayArguments,
    #[command(flatten)]
    protection: ProtectionArguments,
    #[command(flatten)]
    pixels: PixelArguments,
}

/// Where the password is.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Connection")]
pub(super) struct PasswordArguments {
    /// Log in as this user, where the server asks for one
    #[arg(long, value_name = "NAME")]
    username: Option<String>,
    /// Take the password from the first line of FILE, or from a file of vncpasswd
    #[arg(long, value_name = "FILE", conflicts_with_all = ["password_stdin", "password_command"])]
    password_file: Option<PathBuf>,
    /// Take the password from the first line of what COMMAND says, which the shell runs when it is needed
    #[arg(long, value_name = "COMMAND", conflicts_with = "password_stdin")]
    password_command: Option<String>,
    /// Take the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Neither look for the password in the keyring nor offer to save it there
    #[arg(long)]
    no_keyring: bool,
}

/// Where to connect, and who the user is.
pub(super) struct Connection {
    /// What the session needs.
    pub(super) options: Options,
    /// What is known of the user, including a name without a password.
    pub(super) login: Login,
    /// What the address calls the connection.
    pub(super) name: Option<String>,
}

impl ConnectionArguments {
    /// What these options say of settings.
    pub(super) fn said(&self) -> super::view::Said {
        let exclusive = if self.exclusive { Some(true) } else { self.shared.then_some(false) };
        vec![("connection", "exclusive", exclusive.as_ref().map(Value::write))]
    }

    /// Puts together what the session needs.
    pub(super) fn connection(&self, target: &str) -> Result<Connection, Error> {
        self.connection_to(parse_target(target)?)
    }

    /// The same for a target that is understood already.
    pub(super) fn connection_to(&self, target: Target) -> Result<Connection, Error> {
        let login = self.password.login(&target)?;
        let mut options = Options::new(self.way.lead(target.address)?);
        self.way.apply(&mut options);
        self.protection.apply(&mut options)?;
        options.interaction = target.interaction;
        options.sharing = if self.exclusive { Sharing::Exclusive } else { Sharing::Shared };
        options.wishes = self.pixels.wishes();
        options.credentials = login.credentials();
        options.places = self.password.places(&options.address, &login);
        Ok(Connection { options, login, name: target.name })
    }
}

impl ConnectionArguments {
    /// Whether the password is read from standard input, which can be done once.
    pub(super) fn reads_standard_input(&self) -> bool {
        self.password.password_stdin
    }
}

impl PasswordArguments {
    /// Who the user is, as far as these options, the environment and `target` tell.
    pub(super) fn login(&self, target: &Target) -> Result<Login, Error> {
        let found = Login::find(&self.source(), target).map_err(|why| {
            Error::new(ExitCode::Usage, "no password", why)
                .hint("give a file whose first line is the password and that only you can read")
        });
        found.map(|login| Login { username: self.username.clone().or(login.username), ..login })
    }

    /// Where a session looks for credentials besides.
    fn places(&self, address: &Address, login: &Login) -> Places {
        let command = self.password_command.as_ref().map(PasswordCommand::new);
        let sources = command.into_iter().map(|command| Arc::new(command) as Arc<dyn CredentialSource>).collect();
        Places { sources, store: self.store(address), username: login.username.clone() }
    }

    fn store(&self, address: &Address) -> Option<Arc<dyn CredentialStore>> {
        if self.no_keyring { None } else { entry(address, self.username.as_deref()) }
    }

    /// The same, but the password only where an option gives one.
    pub(super) fn explicit_login(&self, target: &Target) -> Result<Login, Error> {
        let login = self.login(target)?;
        match self.source() {
            PasswordSource::Elsewhere => Ok(Login { password: None, ..login }),
            PasswordSource::File(_) | PasswordSource::Stdin => Ok(login),
            PasswordSource::Command => {
                let said = self.password_command.as_ref().map(|line| PasswordCommand::new(line).run()).transpose();
                let password = said.map_err(|why| {
                    Error::new(ExitCode::Usage, "no password", format!("the password command: {why}"))
                        .hint("run the command in a terminal: its first line must be the password")
                })?;
                Ok(Login { password, ..login })
            }
        }
    }

    fn source(&self) -> PasswordSource {
        match &self.password_file {
            Some(path) => PasswordSource::File(path.clone()),
            None if self.password_command.is_some() => PasswordSource::Command,
            None if self.password_stdin => PasswordSource::Stdin,
            None => PasswordSource::Elsewhere,
        }
    }
}

#[cfg(feature = "keyring")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn entry(address: &Address, username: Option<&str>) -> Option<Arc<dyn CredentialStore>> {
    Some(Arc::new(KeyringEntry::new(address, username)))
}

#[cfg(not(feature = "keyring"))]
fn entry(_: &Address, _: Option<&str>) -> Option<Arc<dyn CredentialStore>> {
    None
}

/// Reads a target, or says what is wrong with it.
pub(super) fn parse_target(text: &str) -> Result<Target, Error> {
    text.parse().map_err(|error: crate::config::TargetError| {
        // An address may hold a password, and an error ends up in logs.
        let shown = if text.contains("://") { "the address".to_owned() } else { format!("{text:?}") };
        Error::new(ExitCode::Usage, format!("cannot understand {shown} as a target"), error.why).hint(error.hint)
    })
}
