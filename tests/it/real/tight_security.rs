//! The Tight security type of TightVNC's own server, with each of its ways in.

use farview::session::{Address, Credentials, Event, Options, Secret};
use rfb::SecurityType;

use crate::rig::server::PASSWORD;
use crate::rig::{Picture, RealServer, Security, Setup};
use crate::session::{start, wait_for};

#[test]
fn xtightvnc_lets_everybody_in_through_tight() {
    shows_the_screen(Security::None);
}

#[test]
fn xtightvnc_asks_for_the_password_through_tight() {
    shows_the_screen(Security::Password);
}

/// Connects through Tight, not through the type that it leads to and that is offered as well, and compares the picture with what X
/// says. There would be none if what stands behind ServerInit were not read.
#[track_caller]
fn shows_the_screen(security: Security) {
    let server = RealServer::xtightvnc(&Setup::with_security(security));
    let mut options = Options::new(Address::Tcp { host: "127.0.0.1".into(), port: server.port });
    options.security_types = vec![SecurityType::Tight];
    options.credentials = Some(Credentials { username: None, password: Secret::new(PASSWORD) });
    let session = start(options);
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    let shown = session.screen().look(|framebuffer| Picture {
        width: framebuffer.size().width.into(),
        height: framebuffer.size().height.into(),
        pixels: framebuffer.pixels().to_vec(),
    });
    shown.assert_same(&server.picture(), "what X says");
}
