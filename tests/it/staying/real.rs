//! Real servers that are killed and started again at the same port.

use std::time::{Duration, Instant};

use farview::session::{Credentials, FailureKind, Secret};

use super::{attempt, is_first_picture, options};
use crate::rig::server::PASSWORD;
use crate::rig::{RealServer, Security, Setup};
use crate::session::{start, wait_for};

#[test]
fn xtigervnc_that_is_killed_is_noticed_at_once_and_found_again_without_a_question() {
    let mut server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let port = server.port;
    let mut options = options(([127, 0, 0, 1], port).into());
    options.credentials = Some(Credentials { username: None, password: Secret::new(PASSWORD) });
    let session = start(options);
    wait_for(&session, is_first_picture);
    let killed = Instant::now();
    server.processes[0].kill();
    let told = attempt(&session, 1);
    let noticed = killed.elapsed();
    assert_eq!(told.failure.kind, FailureKind::Lost);
    assert!(noticed < Duration::from_millis(500), "{noticed:?}");
    drop(server);

    let server = RealServer::xtigervnc(&Setup { port: Some(port), ..Setup::with_security(Security::Password) });
    wait_for(&session, is_first_picture);
    // The pauses of the first attempts are no longer than the server took to start.
    assert!(killed.elapsed() < Duration::from_secs(20), "{:?}", killed.elapsed());
    let size = session.screen().look(farview::session::Framebuffer::size);
    assert_eq!((usize::from(size.width), usize::from(size.height)), server.display().size());
}
