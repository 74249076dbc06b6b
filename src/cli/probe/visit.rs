//! Visits a server as often as it takes to see all that it offers, and notes what is there.

use std::time::Duration;

use rfb::error::Unsupported;
use rfb::message::client::{FramebufferUpdateRequest, Incremental};
use rfb::net::{Address, Connection, Error, Timeouts, TrustNobody};
use rfb::{Client, Config, Credentials, Event, Rect, SecurityType};
use tokio::time::timeout;

use super::report::{Access, Report};

/// How long to listen after the first picture, for what the server says of itself.
const AFTERWARDS: Duration = Duration::from_millis(250);

/// How long the first picture may take.
const PICTURE: Duration = Duration::from_secs(5);

/// One visit.
struct Visit<'a> {
    address: &'a Address,
    patience: Duration,
    /// The security types that may be used, best first.
    security_types: Vec<SecurityType>,
    credentials: Option<Credentials>,
}

/// Fills `report`. An error leaves in it what was seen before.
pub(super) async fn survey(
    address: &Address,
    credentials: Option<Credentials>,
    patience: Duration,
    report: &mut Report,
) -> Result<(), Error> {
    let security_types = SecurityType::ALL.to_vec();
    let first = Visit { address, patience, security_types, credentials };
    let mut broken = None;
    match first.make(report).await {
        Ok(access) => report.access = Some(access),
        Err(error) if report.has_offers() => {
            report.breaks_off(&error);
            broken = Some(error);
        }
        Err(error) => return Err(error),
    }
    for security_types in report.unseen() {
        let visit = Visit { address, patience, security_types, credentials: None };
        match visit.make(report).await {
            Ok(access) => report.access = report.access.filter(|_| access != Access::Open).or(Some(access)),
            Err(error) => report.breaks_off(&error),
        }
    }
    broken.filter(|_| report.access.is_none()).map_or(Ok(()), Err)
}

impl Visit<'_> {
    async fn make(self, report: &mut Report) -> Result<Access, Error> {
        let connected = self.address.connect(self.patience, &TrustNobody).await?;
        let timeouts = Timeouts { connect: self.patience, handshake: self.patience, ..Timeouts::default() };
        let server_name = self.address.host().map(str::to_owned);
        let config = Config { security_types: self.security_types, server_name, ..Config::default() };
        let mut connection = Connection::new(Client::new(config), connected.stream, timeouts);
        match enter(&mut connection, self.address, self.credentials, report).await {
            Ok(Access::Open) => {}
            Ok(access) => return Ok(access),
            Err(Error::Client(
                rfb::Error::Unsupported(Unsupported::SecurityTypes { offered }) | rfb::Error::Forbidden { offered },
            )) => {
                report.offers(&offered);
                return Ok(Access::Unsupported);
            }
            Err(error) => return Err(error),
        }
        // A server that shows nothing yet is an answer too.
        match timeout(PICTURE, picture(&mut connection, report)).await {
            Ok(Err(error)) => Err(error),
            Ok(Ok(())) | Err(_) => Ok(Access::Open),
        }
    }
}

/// Goes through the handshake.
async fn enter(
    connection: &mut Connection,
    address: &Address,
    mut credentials: Option<Credentials>,
    report: &mut Report,
) -> Result<Access, Error> {
    loop {
        match connection.next_event().await? {
            Event::Version { banner, version } => {
                report.banner = Some(banner.trim().to_owned());
                report.version = Some(version.name());
            }
            Event::Security { offered, chosen, within } => {
                match within {
                    None => report.offers(&offered),
                    Some(container) => report.offers_within(container.number(), &offered),
                }
                report.chosen = Some(chosen.name());
            }
            Event::IdentityPresented(identity) => {
                report.presents(&identity, address);
                // To who says nothing of their own it does not matter who that is; a password is for who is known.
                credentials = None;
                connection.client().trust();
            }
            Event::Protected(protection) => report.protected(&protection),
            Event::CredentialsNeeded(_) => match credentials.take() {
                Some(credentials) => {
                    report.password_sent = true;
                    connection.client().authenticate(credentials);
                }
                None => return Ok(Access::PasswordNeeded),
            },
            Event::Connected(server_init) => {
                report.connected(&server_init);
                let (incremental, rect) = (Incremental::No, Rect::of(server_init.size));
                connection.client().send(FramebufferUpdateRequest { incremental, rect })?;
                return Ok(Access::Open);
            }
            event => report.seen.note(&event),
        }
    }
}

/// Waits for one whole picture, and a little longer.
async fn picture(connection: &mut Connection, report: &mut Report) -> Result<(), Error> {
    let size = report.seen.size();
    let (rect, mut missing) = (Rect::of(size), size.area());
    while missing > 0 {
        let event = connection.next_event().await?;
        report.seen.note(&event);
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
            report.seen.note(&event);
        }
    };
    match timeout(AFTERWARDS, afterwards).await {
        Ok(result) => result,
        Err(_) => Ok(()),
    }
}
