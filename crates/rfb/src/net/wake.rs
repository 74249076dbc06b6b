//! Wake-on-LAN: the packet that switches on a computer that sleeps.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::str::FromStr;

use tokio::net::UdpSocket;

/// The port that is sent to by custom: discard.
const PORT: u16 = 9;

/// How often the packet repeats the address after six bytes of 0xff.
const REPETITIONS: usize = 16;

/// A computer that can be woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sleeper {
    /// The hardware address of its network card.
    pub hardware: [u8; 6],
    /// Where the packet is sent: the broadcast address of its network.
    pub broadcast: SocketAddrV4,
}

impl Sleeper {
    /// Sends the packet once.
    pub async fn wake(&self) -> io::Result<()> {
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).await?;
        socket.set_broadcast(true)?;
        socket.send_to(&self.packet(), self.broadcast).await.map(drop)
    }

    fn packet(&self) -> Vec<u8> {
        [&[0xff; 6][..], &self.hardware.repeat(REPETITIONS)].concat()
    }
}

/// Why something does not say which computer to wake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotASleeper {
    /// The hardware address is not six bytes in hexadecimal digits.
    #[error("a hardware address has six pairs of digits, such as 01:23:45:67:89:ab")]
    Hardware,
    /// What follows the `@` is no IPv4 address.
    #[error("the packet is sent to an IPv4 address, such as 192.168.0.255")]
    Broadcast,
}

/// `01:23:45:67:89:ab`, with hyphens or dots as well, and with `@192.168.0.255` or `@192.168.0.255:7` after it.
impl FromStr for Sleeper {
    type Err = NotASleeper;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (hardware, place) = text.split_once('@').map_or((text, None), |(hardware, place)| (hardware, Some(place)));
        let broadcast = match place {
            None => SocketAddrV4::new(Ipv4Addr::BROADCAST, PORT),
            Some(place) => place
                .parse()
                .or_else(|_| place.parse().map(|address| SocketAddrV4::new(address, PORT)))
                .map_err(|_| NotASleeper::Broadcast)?,
        };
        Ok(Self { hardware: hardware_address(hardware).ok_or(NotASleeper::Hardware)?, broadcast })
    }
}

fn hardware_address(text: &str) -> Option<[u8; 6]> {
    let digits: String = text.chars().filter(|character| !":-.".contains(*character)).collect();
    let digits = digits.as_bytes();
    if digits.len() != 12 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut address = [0; 6];
    for (byte, pair) in address.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(address)
}

impl fmt::Display for Sleeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, rest @ ..] = &self.hardware;
        write!(f, "{first:02x}")?;
        rest.iter().try_for_each(|byte| write!(f, ":{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hardware_addresses_are_read_as_they_are_written() {
        for text in ["01:23:45:67:89:ab", "01-23-45-67-89-AB", "0123.4567.89ab", "0123456789ab"] {
            let sleeper: Sleeper = text.parse().expect(text);
            assert_eq!(sleeper.to_string(), "01:23:45:67:89:ab", "{text}");
            assert_eq!(sleeper.broadcast.to_string(), "255.255.255.255:9");
        }
        let sleeper: Sleeper = "01:23:45:67:89:ab@10.0.0.255:7".parse().expect("with a place");
        assert_eq!(sleeper.broadcast.to_string(), "10.0.0.255:7");
        for text in ["", "01:23", "01:23:45:67:89:ag", "ä1:23:45:67:89:a", "01:23:45:67:89:ab:cd"] {
            assert_eq!(text.parse::<Sleeper>(), Err(NotASleeper::Hardware), "{text}");
        }
        assert_eq!("01:23:45:67:89:ab@office".parse::<Sleeper>(), Err(NotASleeper::Broadcast));
    }

    #[tokio::test]
    async fn the_packet_arrives() {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
        let port = socket.local_addr().expect("an address").port();
        let sleeper: Sleeper = format!("01:23:45:67:89:ab@127.0.0.1:{port}").parse().expect("a sleeper");
        sleeper.wake().await.expect("it is sent");
        let mut packet = [0; 200];
        let length = socket.recv(&mut packet).await.expect("it arrives");
        assert_eq!(
            (length, &packet[..6], &packet[96..102]),
            (102, &[0xff; 6][..], &[1, 0x23, 0x45, 0x67, 0x89, 0xab][..])
        );
    }
}
