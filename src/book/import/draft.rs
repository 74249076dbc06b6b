//! What a file says of one computer, put together to an address that Farview understands.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{LeftOut, Reason};
use crate::book::Computer;
use crate::config::{Target, TargetError};
use crate::session::Address;

/// What is known of a computer so far.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) name: String,
    /// As that viewer writes it.
    pub(super) server: String,
    /// Where it is apart from the server.
    pub(super) port: Option<u16>,
    pub(super) username: Option<String>,
    /// `[user@]host[:port]` to log in to with SSH.
    pub(super) via: Option<String>,
    /// `host[:port]` of a repeater.
    pub(super) repeater: Option<String>,
    pub(super) view_only: bool,
    pub(super) group: String,
    pub(super) tags: Vec<String>,
    pub(super) notes: String,
}

impl Draft {
    /// The computer, or why there is none.
    pub(super) fn computer(self) -> Result<Computer, LeftOut> {
        let name = if self.name.trim().is_empty() { self.server.clone() } else { self.name.clone() };
        let left_out = |why| LeftOut { name: name.clone(), why };
        if self.server.trim().is_empty() {
            return Err(left_out(Reason::NoAddress));
        }
        let target = self.target().map_err(|error| left_out(Reason::Address(error)))?;
        let Draft { name, group, tags, notes, .. } = self;
        let mut computer = Computer { name, group, tags, notes, ..Computer::new("", &target) };
        computer.tidy();
        // A name that only repeats the address says nothing.
        if computer.name == computer.target {
            computer.name.clear();
        }
        Ok(computer)
    }

    fn target(&self) -> Result<String, TargetError> {
        let server = self.server.trim();
        let plain = match (self.port, &self.repeater) {
            (_, Some(repeater)) => {
                let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
                format!("repeater://{}/{server}{port}", repeater.trim())
            }
            (Some(port), None) => with_port(server, port),
            (None, None) => server.to_owned(),
        };
        let Target { address, .. } = plain.parse::<Target>()?;
        let is_plain = self.username.is_none() && self.via.is_none() && !self.view_only;
        let (Address::Tcp { host, port }, false) = (address, is_plain) else { return Ok(plain) };
        let target = self.uri(&host, port);
        target.parse::<Target>().map(|_| target)
    }

    fn uri(&self, host: &str, port: u16) -> String {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let mut parameters = Vec::new();
        let user = self.username.as_deref().filter(|name| !name.is_empty());
        let start = if let Some(via) = &self.via {
            parameters.extend(user.map(|name| format!("VncUsername={}", encode(name))));
            format!("vnc+ssh://{}/{host}:{port}", via.trim())
        } else {
            let user = user.map(|name| format!("{}@", encode(name))).unwrap_or_default();
            format!("vnc://{user}{host}:{port}")
        };
        parameters.extend(self.view_only.then(|| "ViewOnly=true".to_owned()));
        if parameters.is_empty() { start } else { format!("{start}?{}", parameters.join("&")) }
    }
}

/// A server and a port as one writes them: a display where that is usual.
fn with_port(server: &str, port: u16) -> String {
    let server = if server.parse::<std::net::Ipv6Addr>().is_ok() { format!("[{server}]") } else { server.to_owned() };
    match port {
        5900 => server,
        5901..=5999 => format!("{server}:{}", port - 5900),
        _ => format!("{server}::{port}"),
    }
}
