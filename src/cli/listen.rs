//! `farview listen [PORT]`: waits for a server to call, and shows its desktop.

use std::net::{IpAddr, Ipv4Addr};

use clap::Args;
use rfb::net::transport::incoming::Doorstep;
use rfb::net::transport::repeater::Patience;

use super::connection::{Connection, ConnectionArguments, parse_target};
use super::exit::{Error, ExitCode};
use super::view::{Shown, WindowArguments, show};
use crate::config::{REVERSE_PORT, Target};
use crate::session::{Address, Reconnect};
use crate::settings::Value;

/// Wait for a server to call, and show its desktop
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview listen
  farview listen 5501 --bind 0.0.0.0
  farview listen --repeater repeater://office:5901/ID:1234

Only programs on this computer can call unless --bind names an address that others can reach. Each caller is let in only \
when you say so, or with --accept. Servers call with `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC), or \
\"Add New Client\" in the menu of a server for Windows.")]
pub(super) struct Arguments {
    /// The port that servers call
    #[arg(default_value_t = REVERSE_PORT, value_parser = clap::value_parser!(u16).range(1..), conflicts_with = "repeater")]
    port: u16,
    /// The address of this computer that can be called; 0.0.0.0 means all
    #[arg(long, value_name = "ADDRESS", default_value_t = Ipv4Addr::LOCALHOST.into(), conflicts_with = "repeater")]
    bind: IpAddr,
    /// Wait at an UltraVNC repeater instead, for the server that calls it with this ID
    #[arg(long, value_name = "repeater://HOST/ID:NUMBER")]
    repeater: Option<String>,
    #[command(flatten)]
    connection: ConnectionArguments,
    #[command(flatten)]
    window: WindowArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let (target, title) = if let Some(repeater) = &arguments.repeater {
        (at_repeater(repeater)?, None)
    } else {
        let doorstep = Doorstep { address: arguments.bind, port: arguments.port };
        (Target::new(Address::Incoming(doorstep)), Some(format!("port {}", arguments.port)))
    };
    let Connection { options, .. } = arguments.connection.connection_to(target)?;
    let mut said = arguments.connection.said();
    // A server that called is not called back.
    said.push(("connection", "reconnect", Some(Reconnect::Off.write())));
    let window = arguments.window.apply(&options, title, said);
    match show(options, window) {
        Shown::Closed => Ok(()),
        Shown::Failed(failure) => Err(failure.into()),
        Shown::NoWindow(error) => Err(error),
    }
}

/// A repeater that is waited at for as long as it takes.
fn at_repeater(text: &str) -> Result<Target, Error> {
    let mut target = parse_target(text)?;
    let Address::Repeater(repeater) = &mut target.address else {
        return Err(Error::new(ExitCode::Usage, "cannot wait at a repeater", format!("{} is none", target.address))
            .hint("write --repeater repeater://HOST:5901/ID:1234"));
    };
    repeater.patience = Patience::Unlimited;
    Ok(target)
}
