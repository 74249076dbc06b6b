//! TCP: all addresses of the name, one after the other at short intervals; the first that answers wins (RFC 8305).

use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout_at};

use crate::net::deadline::Deadline;
use crate::net::{Doing, Error, keep_alive};

/// How long an attempt is alone before the next address is tried besides (RFC 8305 §5).
const STAGGER: Duration = Duration::from_millis(250);

/// Addresses of one name that are tried.
const ADDRESSES: usize = 16;

/// An address that could not be reached.
#[derive(Debug)]
pub struct Attempt {
    /// The address.
    pub address: SocketAddr,
    /// Why not; a time-out where nothing came.
    pub source: io::Error,
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.address, self.source)
    }
}

/// Connects to one of the addresses that `host` has.
pub(crate) async fn connect(host: &str, port: u16, deadline: Deadline) -> Result<TcpStream, Error> {
    let resolved = deadline.within("the address of the name", lookup_host((host, port))).await?;
    let addresses = interleaved(resolved.map_err(Error::io(Doing::Resolve))?.collect());
    if addresses.is_empty() {
        return Err(Error::Io { doing: Doing::Resolve, source: io::ErrorKind::NotFound.into() });
    }
    let stream = race(addresses, deadline, TcpStream::connect).await?;
    configure(&stream).map_err(Error::io(Doing::Connect))?;
    Ok(stream)
}

/// Sets what every TCP connection has.
pub(super) fn configure(stream: &TcpStream) -> io::Result<()> {
    keep_alive::watch(stream);
    // Keys and requests are small and must not wait for each other.
    stream.set_nodelay(true)
}

/// The addresses with their families taking turns, beginning with the one that the system prefers (RFC 8305 §4).
fn interleaved(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let preferred = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (first, second): (Vec<_>, Vec<_>) = addresses.into_iter().partition(|address| address.is_ipv6() == preferred);
    let mut second = second.into_iter();
    let mut all: Vec<_> = first.into_iter().flat_map(|address| [Some(address), second.next()]).flatten().collect();
    all.extend(second);
    all.truncate(ADDRESSES);
    all
}

/// Begins an attempt with each address, [`STAGGER`] apart or as soon as the one before failed. The first that succeeds wins.
async fn race<S, F>(
    addresses: Vec<SocketAddr>,
    deadline: Deadline,
    connect: impl Fn(SocketAddr) -> F,
) -> Result<S, Error>
where
    F: Future<Output = io::Result<S>>,
{
    let mut waiting = addresses.into_iter();
    let mut running: Vec<(SocketAddr, Pin<Box<F>>)> = Vec::new();
    let mut attempts = Vec::new();
    loop {
        match waiting.next() {
            Some(address) => running.push((address, Box::pin(connect(address)))),
            None if running.is_empty() => return Err(Error::Unreachable { attempts }),
            None => {}
        }
        let patience = if waiting.len() == 0 { deadline.at() } else { deadline.at().min(Instant::now() + STAGGER) };
        match timeout_at(patience, first(&mut running)).await {
            Ok((_, Ok(stream))) => return Ok(stream),
            Ok((address, Err(source))) => attempts.push(Attempt { address, source }),
            Err(_) if Instant::now() >= deadline.at() => {
                let silent = running.into_iter().map(|(address, _)| address).chain(waiting);
                let timed_out = |address| Attempt { address, source: io::ErrorKind::TimedOut.into() };
                attempts.extend(silent.map(timed_out));
                return Err(Error::Unreachable { attempts });
            }
            Err(_) => {}
        }
    }
}

/// What comes first of any of `running`, which is taken out.
async fn first<F: Future>(running: &mut Vec<(SocketAddr, Pin<Box<F>>)>) -> (SocketAddr, F::Output) {
    poll_fn(|context| {
        for (index, (address, attempt)) in running.iter_mut().enumerate() {
            if let Poll::Ready(output) = attempt.as_mut().poll(context) {
                let address = *address;
                drop(running.swap_remove(index));
                return Poll::Ready((address, output));
            }
        }
        Poll::Pending
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<SocketAddr> {
        texts.iter().map(|text| text.parse().expect("an address")).collect()
    }

    /// Runs a race in which an attempt takes as many milliseconds as its port says, and fails if that is odd. Returns how it
    /// ended and how many milliseconds it took.
    async fn run(texts: &[&str], limit: u64) -> (Result<SocketAddr, Error>, u128) {
        let begun = Instant::now();
        let deadline = Deadline::after(Duration::from_millis(limit));
        let won = race(addresses(texts), deadline, async |address: SocketAddr| {
            tokio::time::sleep(Duration::from_millis(address.port().into())).await;
            if address.port() % 2 == 1 { Err(io::ErrorKind::ConnectionRefused.into()) } else { Ok(address) }
        });
        (won.await, begun.elapsed().as_millis())
    }

    #[test]
    fn families_take_turns_beginning_with_the_preferred_one() {
        let given = addresses(&["[::1]:1", "[::2]:1", "[::3]:1", "10.0.0.1:1", "10.0.0.2:1"]);
        let expected = addresses(&["[::1]:1", "10.0.0.1:1", "[::2]:1", "10.0.0.2:1", "[::3]:1"]);
        assert_eq!(interleaved(given), expected);
        let given = addresses(&["10.0.0.1:1", "[::1]:1", "[::2]:1", "[::3]:1"]);
        assert_eq!(interleaved(given.clone()), given);
        assert_eq!(interleaved(vec![given[0]; 100]).len(), ADDRESSES);
    }

    #[tokio::test(start_paused = true)]
    async fn a_dead_address_costs_a_quarter_of_a_second() {
        let (won, took) = run(&["[::1]:60000", "127.0.0.1:20"], 10_000).await;
        assert_eq!(won.expect("the second answers").port(), 20);
        assert_eq!(took, 270);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_address_costs_nothing_but_its_answer() {
        let (won, took) = run(&["[::1]:1", "127.0.0.1:20"], 10_000).await;
        assert_eq!((won.expect("the second answers").port(), took), (20, 21));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_first_address_wins_over_a_slower_second() {
        let (won, took) = run(&["[::1]:400", "127.0.0.1:300"], 10_000).await;
        assert_eq!((won.expect("the first answers").port(), took), (400, 400));
    }

    #[tokio::test(start_paused = true)]
    async fn all_addresses_are_told_with_what_became_of_them() {
        let (lost, took) = run(&["[::1]:301", "127.0.0.1:60000", "127.0.0.2:60000"], 2_000).await;
        let Err(Error::Unreachable { attempts }) = lost else { panic!("{lost:?}") };
        let (refused, silent) = (io::ErrorKind::ConnectionRefused, io::ErrorKind::TimedOut);
        let kinds: Vec<_> = attempts.iter().map(|attempt| attempt.source.kind()).collect();
        assert_eq!((kinds, took), (vec![refused, silent, silent], 2_000));
    }
}
