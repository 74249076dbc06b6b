//! The options that say how to get to a server.

use std::path::Path;
use std::time::Duration;

use clap::Args;
use rfb::net::Gate;

use super::duration;
use super::exit::{Error, ExitCode};
use crate::config::{ProxyChoice, TargetError, Via, header_field, through_proxy};
use crate::session::{Address, Admission, Options, Sleeper, WakeUp};

/// The most that a file of header fields may hold, in bytes.
const LONGEST: u64 = 64 << 10;

/// How to get to the server.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Way")]
pub(super) struct WayArguments {
    /// Log in to this computer with ssh and connect from there
    #[arg(long, value_name = "[USER@]HOST[:PORT]", conflicts_with = "proxy", allow_hyphen_values = true)]
    via: Option<String>,
    /// Connect through a proxy: socks5://…, http://…, or none
    #[arg(long, value_name = "PROXY")]
    proxy: Option<String>,
    /// Send this with a web socket: 'Name: value', or @FILE with a line for each
    #[arg(long, value_name = "FIELD")]
    header: Vec<String>,
    /// Send this cookie with a web socket
    #[arg(long, value_name = "NAME=VALUE")]
    cookie: Vec<String>,
    /// Wake the computer with this hardware address before connecting
    #[arg(long, value_name = "MAC[@BROADCAST]")]
    wake: Option<Sleeper>,
    /// How long the computer may take to wake up
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "90", requires = "wake")]
    wake_timeout: Duration,
    /// Let in every server that calls, without asking
    #[arg(long)]
    accept: bool,
}

impl WayArguments {
    /// The way to `address` as these options and the environment have it.
    pub(super) fn lead(&self, mut address: Address) -> Result<Address, Error> {
        self.add_fields(&mut address)?;
        // Their values may hold a password, which the words for a bad option would repeat.
        let wrong = |option| {
            move |error: TargetError| {
                Error::new(ExitCode::Usage, format!("cannot use {option}"), error.why).hint(error.hint)
            }
        };
        if let Some(via) = &self.via {
            let Via(gate) = via.parse().map_err(wrong("--via"))?;
            return address.through(Gate::Ssh(gate)).map_err(|address| {
                Error::new(ExitCode::Usage, "cannot use --via", format!("nothing leads through ssh to {address}"))
                    .hint("name a host and a port as they are seen from the computer to log in to")
            });
        }
        let proxy = self.proxy.as_deref().map(str::parse::<ProxyChoice>).transpose().map_err(wrong("--proxy"))?;
        through_proxy(address, proxy.as_ref()).map_err(wrong("the proxy"))
    }

    /// Sets what of these options concerns the session.
    pub(super) fn apply(&self, options: &mut Options) {
        options.wake = self.wake.map(|sleeper| WakeUp { sleeper, patience: self.wake_timeout });
        options.admission = if self.accept { Admission::Everybody } else { Admission::Ask };
    }

    fn add_fields(&self, address: &mut Address) -> Result<(), Error> {
        if self.header.is_empty() && self.cookie.is_empty() {
            return Ok(());
        }
        let Address::Web(web) = address else {
            return Err(Error::new(ExitCode::Usage, "cannot send header fields", "the target is no web socket")
                .hint("--header and --cookie are for targets that begin with ws:// or wss://"));
        };
        let wrong =
            |error: TargetError| Error::new(ExitCode::Usage, "cannot send a header field", error.why).hint(error.hint);
        for given in &self.header {
            match given.strip_prefix('@') {
                Some(file) => {
                    for line in lines(Path::new(file))?.lines().filter(|line| !line.trim().is_empty()) {
                        web.fields.push(header_field(line).map_err(wrong)?);
                    }
                }
                None => web.fields.push(header_field(given).map_err(wrong)?),
            }
        }
        if !self.cookie.is_empty() {
            let cookies = format!("Cookie: {}", self.cookie.join("; "));
            web.fields.push(header_field(&cookies).map_err(wrong)?);
        }
        Ok(())
    }
}

fn lines(path: &Path) -> Result<String, Error> {
    let unreadable = |why: std::io::Error| {
        Error::new(ExitCode::Usage, format!("cannot read {}", path.display()), why)
            .hint("write a header field per line: 'Name: value'")
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    std::io::Read::read_to_string(&mut std::io::Read::take(file, LONGEST), &mut text).map_err(unreadable)?;
    Ok(text)
}
