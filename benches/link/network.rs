//! The link in the kernel: a network namespace for the server, and netem on both ends of the cable to it. Needs root, iproute2
//! and a kernel with netem.

use std::net::Ipv4Addr;
use std::process::Command;

use crate::Result;
use crate::relay::Shape;

const NAMESPACE: &str = "farview-link";
const HERE: &str = "fvlink0";
const THERE: &str = "fvlink1";
const ADDRESS_HERE: &str = "10.255.77.1/30";
const ADDRESS_THERE: &str = "10.255.77.2/30";

/// A network namespace at the end of a slow cable. Taken down with its owner.
pub struct Network;

impl Network {
    /// Where a server in the namespace is reached.
    pub const SERVER: Ipv4Addr = Ipv4Addr::new(10, 255, 77, 2);

    /// Sets it up. An error says what this computer does not have.
    pub fn set_up(shape: Shape) -> Result<Self> {
        run("ip", &["netns", "add", NAMESPACE])?;
        // From here on there is something to take down, also when the next step fails.
        let network = Network;
        run("ip", &["link", "add", HERE, "type", "veth", "peer", "name", THERE, "netns", NAMESPACE])?;
        run("ip", &["addr", "add", ADDRESS_HERE, "dev", HERE])?;
        run("ip", &["link", "set", HERE, "up"])?;
        for arguments in [
            &["ip", "addr", "add", ADDRESS_THERE, "dev", THERE][..],
            &["ip", "link", "set", THERE, "up"],
            &["ip", "link", "set", "lo", "up"],
        ] {
            run("ip", &[&["netns", "exec", NAMESPACE], arguments].concat())?;
        }
        let (delay, rate) = (format!("{}ms", shape.delay.as_millis()), format!("{}bit", shape.rate));
        let slow = ["root", "netem", "delay", &delay, "rate", &rate];
        run("tc", &[&["qdisc", "add", "dev", HERE], &slow[..]].concat())?;
        let there = ["netns", "exec", NAMESPACE, "tc", "qdisc", "add", "dev", THERE];
        run("ip", &[&there, &slow[..]].concat())?;
        Ok(network)
    }

    /// The words before a command that make it run in the namespace.
    pub const fn prefix() -> [&'static str; 4] {
        ["ip", "netns", "exec", NAMESPACE]
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        // One end of the cable takes the other with it. What was never made need not go.
        let _ = (run("ip", &["link", "del", HERE]), run("ip", &["netns", "del", NAMESPACE]));
    }
}

fn run(program: &str, arguments: &[&str]) -> Result<()> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("cannot run {program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program} {}: {}", arguments.join(" "), said.trim()).into())
}
