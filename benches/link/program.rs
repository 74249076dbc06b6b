//! Programs that the measurement starts: servers, viewers, and the screen that viewers draw on. They end with their owner.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::Result;
use crate::network::Network;

/// A running program.
pub struct Program(Child);

/// A server to look at.
#[derive(Debug, Clone, Copy)]
pub enum Server {
    /// Continuous updates and fences.
    Xtigervnc,
    /// Neither.
    Xtightvnc,
}

/// A viewer to measure.
#[derive(Debug, Clone, Copy)]
pub enum Viewer {
    Farview,
    /// Without continuous updates, where the server has them.
    FarviewRequesting,
    Vncviewer,
}

impl Program {
    /// Starts a program whose words nobody wants to hear, on `display` where one is given.
    pub fn start(program: &str, arguments: &[&str], display: Option<u16>) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(display) = display {
            command.env("DISPLAY", format!(":{display}")).env_remove("WAYLAND_DISPLAY");
        }
        let child = command.spawn().map_err(|error| format!("cannot start {program}: {error}"))?;
        Ok(Self(child))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A program that has ended already needs no ending.
        let _ = (self.0.kill(), self.0.wait());
    }
}

impl Server {
    pub const ALL: [Server; 2] = [Server::Xtigervnc, Server::Xtightvnc];

    pub fn name(self) -> &'static str {
        match self {
            Server::Xtigervnc => "Xtigervnc",
            Server::Xtightvnc => "Xtightvnc",
        }
    }

    /// Starts it with a screen on `display`, in the namespace where there is one; where it listens.
    pub fn start(self, display: u16, network: Option<&Network>) -> Result<(Program, SocketAddr)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let (display, number) = (format!(":{display}"), port.to_string());
        let common = [display.as_str(), "-geometry", "1024x768", "-depth", "24", "-rfbport", &number];
        let special: &[&str] = match self {
            Server::Xtigervnc => &["-SecurityTypes", "None", "-AlwaysShared"],
            Server::Xtightvnc => &["-alwaysshared"],
        };
        let (start, ip): (&[&str], _) = match network {
            Some(_) => (&Network::prefix(), Network::SERVER),
            None => (&[], Ipv4Addr::LOCALHOST),
        };
        // Nobody from outside reaches the namespace.
        let only_here: &[&str] = if network.is_none() { &["-localhost"] } else { &[] };
        let words = [start, &[self.name()], &common, special, only_here].concat();
        let program = Program::start(words[0], &words[1..], None)?;
        thread::sleep(Duration::from_secs(1));
        Ok((program, SocketAddr::from((ip, port))))
    }
}

impl Viewer {
    pub const ALL: [Viewer; 3] = [Viewer::Farview, Viewer::FarviewRequesting, Viewer::Vncviewer];

    pub fn name(self) -> &'static str {
        match self {
            Viewer::Farview => "Farview",
            Viewer::FarviewRequesting => "Farview --updates requested",
            Viewer::Vncviewer => "vncviewer",
        }
    }

    /// Starts it on `display`.
    pub fn start(self, farview: &str, server: SocketAddr, display: u16) -> Result<Program> {
        let target = format!("{}::{}", server.ip(), server.port());
        let (program, arguments): (&str, &[&str]) = match self {
            Viewer::Farview => (farview, &["view", "--renderer", "cpu", "--scale", "1:1"]),
            Viewer::FarviewRequesting => {
                (farview, &["view", "--renderer", "cpu", "--scale", "1:1", "--updates", "requested"])
            }
            Viewer::Vncviewer => ("vncviewer", &["-SecurityTypes", "None", "-RemoteResize=0"]),
        };
        Program::start(program, &[arguments, &[&target]].concat(), Some(display))
    }
}
