//! `farview demo`: the built-in server and a window on it, for a first look and for trying things out.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use clap::Args;
use rfb::Size;
use server::{Handle, demo};

use super::connection::{Connection, PasswordArguments};
use super::exit::{Error, ExitCode};
use super::headless::Headless;
use super::view::{Shown, WindowArguments, show};
use super::{interrupt, output, snapshot};
use crate::config::{Login, Target};
use crate::session::{Address, Options, Reconnect};
use crate::settings::Value;

/// Where the picture goes that stands in for the window.
const PICTURE: &str = "farview-demo.png";

/// How long the demo desktop runs before its picture is taken: something should have happened.
const WARM_UP: Duration = Duration::from_secs(1);

/// Try Farview: a built-in desktop and a window on it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview demo
  farview demo --serve 5901              then, elsewhere on this computer: farview :1
  farview demo --serve 0.0.0.0:5901 --password-file secret
                                         for other computers too

Without a display to open a window on, it saves a picture of the demo desktop as farview-demo.png.")]
pub(super) struct Arguments {
    /// Open no window; serve the desktop at a port of this computer, or at an address and port
    #[arg(long, value_name = "ADDRESS", value_parser = listen_address)]
    serve: Option<SocketAddr>,
    /// The size of the desktop
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "1280x800", value_parser = size)]
    size: Size,
    #[command(flatten)]
    password: PasswordArguments,
    #[command(flatten)]
    window: WindowArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let nowhere = Target::new(Address::Tcp { host: Ipv4Addr::LOCALHOST.to_string(), port: 0 });
    let login = arguments.password.explicit_login(&nowhere)?;
    match arguments.serve {
        Some(address) => serve(address, arguments.size, &login),
        None => open(arguments, login),
    }
}

fn spawn(address: SocketAddr, size: Size, login: &Login) -> Result<Handle, Error> {
    let password = login.password.as_ref().map(|password| password.reveal().to_owned());
    let options = server::Options { password, ..server::Options::default() };
    demo::spawn(address, options, size).map_err(|why| {
        let error = Error::new(ExitCode::Other, format!("cannot serve at {address}"), &why);
        match why.kind() {
            io::ErrorKind::AddrInUse => error.hint("another program has this port; choose another one, or 0 for any"),
            io::ErrorKind::PermissionDenied => error.hint("ports below 1024 are for root; choose another one"),
            _ => error,
        }
    })
}

/// Serves until Ctrl-C.
fn serve(address: SocketAddr, size: Size, login: &Login) -> Result<(), Error> {
    let handle = spawn(address, size, login)?;
    let address = handle.local_addr();
    if !address.ip().is_loopback() && login.password.is_none() {
        tracing::warn!(
            "everybody who can reach this computer can use the demo desktop; --password-file sets a password"
        );
    }
    let (sender, ended) = std::sync::mpsc::channel();
    interrupt::on_interrupt(move || drop(sender))?;
    // Where to connect is the data of this command; with port 0 nobody could know it otherwise.
    output::text(&format!("{}\n", target_of(address)))?;
    output::note(&format!(
        "farview: serving the demo desktop; farview {} opens it, Ctrl-C ends it",
        target_of(address)
    ));
    // The only thing that ever comes is the end of the channel.
    let _: Result<(), _> = ended.recv();
    drop(handle);
    Ok(())
}

/// Opens a window, or saves a picture where that cannot be.
fn open(arguments: &Arguments, login: Login) -> Result<(), Error> {
    let handle = spawn(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0), arguments.size, &login)?;
    let address = handle.local_addr();
    let host = address.ip().to_string();
    let mut options = Options::new(Address::Tcp { host, port: address.port() });
    options.credentials = login.credentials();
    // The server ends with the window: there is nobody to come back to.
    let said = vec![("connection", "reconnect", Some(Reconnect::Off.write()))];
    let window = arguments.window.apply(&options, Some("Farview demo".into()), said);
    let error = match show(options.clone(), window) {
        Shown::Closed => return Ok(()),
        Shown::Failed(failure) => return Err(failure.into()),
        Shown::NoWindow(error) => error,
    };
    output::note(&format!("farview: {}: {}", error.what, error.why));
    let connection = Connection { options, login, name: None };
    let mut headless = Headless::open(connection, Duration::from_secs(30))?;
    headless.run_for(WARM_UP)?;
    let size = snapshot::save(&headless, Path::new(PICTURE))?;
    headless.close();
    output::note(&format!(
        "farview: a picture of the demo desktop ({}x{}) is in {PICTURE} instead",
        size.width, size.height
    ));
    output::note("hint: farview demo --serve 5901 serves it to any VNC viewer on this computer");
    Ok(())
}

/// How a viewer on this computer names `address`.
fn target_of(address: SocketAddr) -> Address {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        ip => ip,
    };
    Address::Tcp { host: ip.to_string(), port: address.port() }
}

/// An address and port, or a port of this computer.
fn listen_address(text: &str) -> Result<SocketAddr, String> {
    let port = text.strip_prefix(':').unwrap_or(text);
    if let Ok(port) = port.parse() {
        return Ok(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port));
    }
    let known = text.strip_prefix("localhost:").map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    known.parse().map_err(|_| "expected a port such as 5901, or an address and port such as 0.0.0.0:5901".into())
}

fn size(text: &str) -> Result<Size, String> {
    let parse = || {
        let (width, height) = text.split_once(['x', '×'])?;
        Some(Size::new(width.parse().ok()?, height.parse().ok()?))
    };
    let (min, max) = (demo::MIN_SIZE, demo::MAX_SIZE);
    let fits =
        |size: &Size| (min.width..=max.width).contains(&size.width) && (min.height..=max.height).contains(&size.height);
    parse().filter(fits).ok_or_else(|| {
        format!("expected a size from {}x{} to {}x{}, such as 1280x800", min.width, min.height, max.width, max.height)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_serve_are_read_as_people_write_them() {
        for (text, address) in [
            ("5901", "127.0.0.1:5901"),
            (":5901", "127.0.0.1:5901"),
            ("0", "127.0.0.1:0"),
            ("localhost:5901", "127.0.0.1:5901"),
            ("0.0.0.0:5901", "0.0.0.0:5901"),
            ("[::1]:5901", "[::1]:5901"),
        ] {
            assert_eq!(listen_address(text), Ok(address.parse().expect("an address")), "{text}");
        }
        for text in ["", "65536", "office", "0.0.0.0", "-1"] {
            assert!(listen_address(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_have_limits() {
        assert_eq!(size("1920x1080"), Ok(Size::new(1920, 1080)));
        for text in ["", "1920", "1x1", "65535x65535", "-1x5", "axb"] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_server_for_everybody_is_reached_through_this_computer() {
        let address = |text: &str| target_of(text.parse().expect("an address")).to_string();
        assert_eq!(address("0.0.0.0:5901"), "127.0.0.1::5901");
        assert_eq!(address("[::]:5901"), "127.0.0.1::5901");
        assert_eq!(address("10.0.0.7:5901"), "10.0.0.7::5901");
    }
}
