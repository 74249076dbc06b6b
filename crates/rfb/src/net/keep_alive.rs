//! What makes the kernel notice that the other end of a TCP connection has gone without a word: power cut, cable pulled, a
//! firewall that has forgotten the connection.
//!
//! It costs no wake-up of the program: only when nothing came for a while does the kernel send a packet of its own.

use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::TcpStream;

/// After so much silence the other end is asked.
const IDLE: Duration = Duration::from_secs(5);
/// And again each time so much later.
const INTERVAL: Duration = Duration::from_secs(2);
/// So many questions without an answer end the connection.
const RETRIES: u32 = 3;

/// Has the kernel end `stream` with a time-out when the other end is silent for about ten seconds, whether or not something
/// was sent to it. An end that is merely idle answers, and costs nothing.
///
/// What the system cannot do is left out: then a loss is noticed later.
pub fn watch(stream: &TcpStream) {
    let socket = SockRef::from(stream);
    let keep_alive = TcpKeepalive::new().with_time(IDLE).with_interval(INTERVAL).with_retries(RETRIES);
    if let Err(error) = socket.set_tcp_keepalive(&keep_alive) {
        tracing::debug!(%error, "the kernel does not watch the connection");
    }
    unacknowledged::limit(&socket);
}

/// Keep-alive counts only while nothing is under way. What was sent and never acknowledged has a limit of its own, which is a
/// quarter of an hour where it is not set.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod unacknowledged {
    use socket2::SockRef;

    use super::{IDLE, INTERVAL, RETRIES};

    pub(super) fn limit(socket: &SockRef<'_>) {
        if let Err(error) = socket.set_tcp_user_timeout(Some(IDLE + INTERVAL * RETRIES)) {
            tracing::debug!(%error, "what was sent has no time limit");
        }
    }
}

/// Other systems have no such limit that can be set safely.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod unacknowledged {
    use socket2::SockRef;

    pub(super) fn limit(_socket: &SockRef<'_>) {}
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_is_watched_by_the_kernel() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let stream = TcpStream::connect(address).await.expect("a connection");
        watch(&stream);
        let socket = SockRef::from(&stream);
        assert!(socket.keepalive().expect("an option"));
        assert_eq!(socket.tcp_keepalive_time().expect("an option"), IDLE);
        assert_eq!(socket.tcp_keepalive_interval().expect("an option"), INTERVAL);
        assert_eq!(socket.tcp_keepalive_retries().expect("an option"), RETRIES);
        let limit = socket.tcp_user_timeout().expect("an option").expect("it is set");
        assert_eq!(limit, Duration::from_secs(11));
    }
}
