//! Connects, goes as far as the server lets us, and notes what is there to see.

use std::time::Duration;

use rfb::error::Unsupported;
use rfb::message::client::{FramebufferUpdateRequest, Incremental};
use rfb::net::{Address, Connection, Error, Timeouts, TrustNobody};
use rfb::{Client, Config, Credentials, Event, Rect};
use tokio::time::timeout;

use super::report::{Access, Report};

/// How long to listen after the first picture, for what the server says of itself.
const AFTERWARDS: Duration = Duration::from_millis(250);

/// How long the first picture may take.
const PICTURE: Duration = Duration::from_secs(5);

/// Fills `report`. An error leaves in it what was seen before.
pub(super) async fn look(
    address: &Address,
    credentials: Option<Credentials>,
    patience: Duration,
    report: &mut Report,
) -> Result<(), Error> {
    let stream = address.connect(patience, &TrustNobody).await?.stream;
    let timeouts = Timeouts { connect: patience, handshake: patience, ..Timeouts::default() };
    let mut connection = Connection::new(Client::new(Config::default()), stream, timeouts);
    match enter(&mut connection, credentials, report).await {
        Ok(Access::Open) => {}
        Ok(access) => {
            report.access = Some(access);
            return Ok(());
        }
        Err(Error::Client(rfb::Error::Unsupported(Unsupported::SecurityTypes { offered }))) => {
            report.offers(&offered);
            report.access = Some(Access::Unsupported);
            return Ok(());
        }
        Err(error) => return Err(error),
    }
    report.access = Some(Access::Open);
    // A server that shows nothing yet is an answer too.
    match timeout(PICTURE, picture(&mut connection, report)).await {
        Ok(result) => result,
        Err(_) => Ok(()),
    }
}

/// Goes through the handshake.
async fn enter(
    connection: &mut Connection,
    credentials: Option<Credentials>,
    report: &mut Report,
) -> Result<Access, Error> {
    let mut credentials = credentials;
    loop {
        match connection.next_event().await? {
            Event::Version { banner, version } => {
                report.banner = Some(banner.trim().to_owned());
                report.version = Some(version.name());
            }
            Event::Security { offered, chosen, within: None } => {
                report.offers(&offered);
                report.chosen = Some(chosen.name());
            }
            // Who it is does not matter to who says nothing of their own.
            Event::IdentityPresented(_) => {
                credentials = None;
                connection.client().trust();
            }
            Event::CredentialsNeeded(_) => match credentials.take() {
                Some(credentials) => connection.client().authenticate(credentials),
                None => return Ok(Access::PasswordNeeded),
            },
            Event::Connected(server_init) => {
                report.connected(&server_init);
                let (incremental, rect) = (Incremental::No, Rect::of(server_init.size));
                connection.client().send(FramebufferUpdateRequest { incremental, rect })?;
                return Ok(Access::Open);
            }
            event => report.note(&event),
        }
    }
}

/// Waits for one whole picture, and a little longer.
async fn picture(connection: &mut Connection, report: &mut Report) -> Result<(), Error> {
    let rect = Rect::of(report.size);
    let mut missing = report.size.area();
    while missing > 0 {
        let event = connection.next_event().await?;
        report.note(&event);
        match event {
            // Without decoding nobody can tell overlapping rectangles from others; a picture rarely has them.
            Event::Rectangle(job) => missing = missing.saturating_sub(job.head.rect.area()),
            // The first update may hold nothing but what the server says of itself.
            Event::UpdateEnd if missing > 0 => {
                let incremental = Incremental::Yes;
                connection.client().send(FramebufferUpdateRequest { incremental, rect })?;
            }
            _ => {}
        }
    }
    let afterwards = async {
        loop {
            let event = connection.next_event().await?;
            report.note(&event);
        }
    };
    match timeout(AFTERWARDS, afterwards).await {
        Ok(result) => result,
        Err(_) => Ok(()),
    }
}
