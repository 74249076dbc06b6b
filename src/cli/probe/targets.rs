//! Which servers to look at: those that are named, those in a file, and those in a range of addresses that was asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use crate::cli::connection::parse_target;
use crate::cli::exit::{Error, ExitCode};
use crate::config::Target;

/// The most addresses that a range may have: that of a /16.
const LARGEST: u128 = 1 << 16;

/// Reads a file: a target on each line; what follows a number sign is a remark.
pub(super) fn in_file(path: &Path) -> Result<Vec<Target>, Error> {
    let read =
        if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    let text = read.map_err(|why| {
        Error::new(ExitCode::Usage, format!("cannot read {}", path.display()), why)
            .hint("give a text file with a target on each line")
    })?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty()).map(parse_target).collect()
}

/// A range of addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    first: IpAddr,
    count: u128,
}

impl Range {
    /// Reads `192.168.1.0/24` or `fd00::/120`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "expected a range of addresses such as 192.168.1.0/24".to_owned();
        let (address, length) = text.split_once('/').ok_or_else(wrong)?;
        let (address, length): (IpAddr, u32) =
            (address.parse().map_err(|_| wrong())?, length.parse().map_err(|_| wrong())?);
        let width = if address.is_ipv4() { 32 } else { 128 };
        let free = u32::checked_sub(width, length).ok_or_else(wrong)?;
        let count = 1_u128.checked_shl(free).filter(|&count| count <= LARGEST);
        let count = count.ok_or_else(|| format!("more than {LARGEST} addresses: choose a smaller range"))?;
        let first = match address {
            IpAddr::V4(ip) => Ipv4Addr::from_bits(ip.to_bits() & !(count as u32).wrapping_sub(1)).into(),
            IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & !(count - 1)).into(),
        };
        Ok(Self { first, count })
    }

    /// Its addresses that can be a computer's: of an IPv4 network neither its own nor the one that means all.
    pub(super) fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        let (first, count) = (self.first, self.count);
        let edge = u128::from(first.is_ipv4() && count > 2);
        (edge..count - edge).map(move |offset| match first {
            IpAddr::V4(ip) => Ipv4Addr::from_bits(ip.to_bits() + offset as u32).into(),
            IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() + offset).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<String> {
        Range::parse(text).expect(text).addresses().map(|address| address.to_string()).collect()
    }

    #[test]
    fn a_range_is_what_it_says() {
        assert_eq!(addresses("10.0.0.7/30"), ["10.0.0.5", "10.0.0.6"]);
        assert_eq!(addresses("10.0.0.7/32"), ["10.0.0.7"]);
        assert_eq!(addresses("10.0.0.7/31"), ["10.0.0.6", "10.0.0.7"]);
        assert_eq!(addresses("192.168.1.0/24").len(), 254);
        assert_eq!(addresses("fd00::10/127"), ["fd00::10", "fd00::11"]);
    }

    #[test]
    fn what_is_no_range_or_too_large_is_refused() {
        for text in
            ["10.0.0.1", "10.0.0.0/33", "10.0.0.0/-1", "host/24", "10.0.0.0/8", "::/0", "0.0.0.0/0", "fd00::/64"]
        {
            assert!(Range::parse(text).is_err(), "{text}");
        }
    }
}
