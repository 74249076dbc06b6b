//! Both directions of an open connection: records in, content out, and the other way round.

use bytes::{Buf, BytesMut};

use super::alert::{self, Alert, Level};
use super::cipher::{Direction, Order, VectorKey};
use super::messages::HELLO_REQUEST;
use super::prf::{Keys, Side};
use super::record::{
    self, CONTENT_ALERT, CONTENT_APPLICATION_DATA, CONTENT_HANDSHAKE, HEADER, Header, IDLE_RECORDS, LARGEST_CONTENT,
    TLS_1_2, tls,
};
use super::suite::Suite;
use crate::error::{CryptographyError, Error};
use crate::layer::{Layer, Opened};

/// What is said in TLS between two who have agreed on keys.
#[derive(Debug)]
pub struct RecordLayer {
    reading: Direction,
    writing: Direction,
    /// Records in a row that brought nothing.
    idle: u32,
    state: State,
}

/// Who will still say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// We have said farewell.
    Closing,
    /// They have, and we too.
    Closed,
}

impl RecordLayer {
    /// One side of a connection with these keys.
    pub fn new(suite: &Suite, keys: &Keys, side: Side, order: Order, vectors: &VectorKey) -> Result<Self, Error> {
        let (reading, writing) = match side {
            Side::Client => (&keys.server, &keys.client),
            Side::Server => (&keys.client, &keys.server),
        };
        Ok(Self {
            reading: Direction::new(suite, reading, order, vectors)?,
            writing: Direction::new(suite, writing, order, vectors)?,
            idle: 0,
            state: State::Open,
        })
    }

    /// Appends one record with any content, of at most 16384 bytes.
    pub fn seal_record(&mut self, content_type: u8, content: &[u8], wire: &mut BytesMut) -> Result<(), Error> {
        self.writing.seal(content_type, content, wire)
    }

    /// Appends what one record with this header and body holds.
    pub fn open_record(&mut self, header: Header, body: &[u8], plain: &mut BytesMut) -> Result<(), Error> {
        if header.version != TLS_1_2 {
            return Err(tls("the version of TLS changes in the middle of the connection"));
        }
        self.reading.open(header.content_type, body, plain)
    }

    fn take(&mut self, header: Header, body: &[u8], plain: &mut BytesMut, reply: &mut BytesMut) -> Result<(), Error> {
        if header.content_type == CONTENT_APPLICATION_DATA {
            let before = plain.len();
            self.open_record(header, body, plain)?;
            if plain.len() == before {
                return self.count_idle();
            }
            self.idle = 0;
            return Ok(());
        }
        let mut content = BytesMut::new();
        self.open_record(header, body, &mut content)?;
        match header.content_type {
            CONTENT_ALERT => self.alert(Alert::read(&content)?, reply),
            CONTENT_HANDSHAKE if content[..] == [HELLO_REQUEST, 0, 0, 0] => {
                // What was agreed on once is kept: the refusal is a warning, after which servers go on.
                self.count_idle()?;
                self.seal_record(CONTENT_ALERT, &Alert::warning(alert::NO_RENEGOTIATION).body(), reply)
            }
            other => Err(tls(format!("the server sends {} in an open connection", record::name(other)))),
        }
    }

    fn alert(&mut self, alert: Alert, reply: &mut BytesMut) -> Result<(), Error> {
        match (alert.description, alert.level) {
            (alert::CLOSE_NOTIFY, _) => {
                self.close(reply);
                self.state = State::Closed;
                Ok(())
            }
            (_, Level::Warning) => self.count_idle(),
            (description, Level::Fatal) => Err(CryptographyError::TlsAlert { description }.into()),
        }
    }

    fn count_idle(&mut self) -> Result<(), Error> {
        self.idle += 1;
        if self.idle > IDLE_RECORDS {
            return Err(tls("the server sends one TLS record after the other with nothing in it"));
        }
        Ok(())
    }
}

impl Layer for RecordLayer {
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error> {
        while self.state != State::Closed {
            let Some(header) = wire.first_chunk::<HEADER>() else { return Ok(Opened::Going) };
            let header = Header::read(*header)?;
            let Some(body) = wire.get(HEADER..HEADER + header.length) else { return Ok(Opened::Going) };
            if let Err(error) = self.take(header, body, plain, reply) {
                // The server learns why, if it can still be told; the error is what counts.
                let _ = self.seal_record(CONTENT_ALERT, &alert::about(&error).body(), reply);
                return Err(error);
            }
            wire.advance(HEADER + header.length);
        }
        wire.clear();
        Ok(Opened::Ended)
    }

    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
        while !plain.is_empty() {
            let content = plain.split_to(plain.len().min(LARGEST_CONTENT));
            // Nothing follows a farewell.
            if self.state == State::Open {
                self.seal_record(CONTENT_APPLICATION_DATA, &content, wire)?;
            }
        }
        Ok(())
    }

    fn close(&mut self, wire: &mut BytesMut) {
        if self.state == State::Open {
            self.state = State::Closing;
            // Without a number left for it the farewell stays away: the connection ends all the same.
            let _ = self.seal_record(CONTENT_ALERT, &Alert::warning(alert::CLOSE_NOTIFY).body(), wire);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::anonymous::suite::SUITES;
    use crate::tls::anonymous::tests::both_sides;

    #[test]
    fn what_one_side_seals_the_other_opens_however_it_is_cut() {
        for suite in SUITES {
            let sent: Vec<u8> = (0..40_000_u32).map(|index| (index % 251) as u8).collect();
            for size in [1, 7, 1000, 50_000] {
                let (mut client, mut server) = both_sides(&suite);
                let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
                server.seal(&mut BytesMut::from(&sent[..]), &mut wire).unwrap();
                let (mut arrived, mut longest) = (BytesMut::new(), 0);
                for piece in wire.chunks(size) {
                    arrived.extend_from_slice(piece);
                    assert_eq!(client.open(&mut arrived, &mut plain, &mut reply), Ok(Opened::Going));
                    longest = longest.max(arrived.len());
                }
                assert!(plain[..] == sent[..] && reply.is_empty() && arrived.is_empty(), "{} {size}", suite.name);
                assert!(longest <= HEADER + LARGEST_CONTENT + 2048);
            }
        }
    }

    #[test]
    fn a_farewell_is_answered_once_and_ends_the_connection() {
        let (mut client, mut server) = both_sides(&SUITES[0]);
        let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
        server.seal(&mut BytesMut::from(&b"last words"[..]), &mut wire).unwrap();
        server.close(&mut wire);
        server.close(&mut wire);
        server.seal(&mut BytesMut::from(&b"nothing follows"[..]), &mut wire).unwrap();
        assert_eq!(client.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Ended));
        assert_eq!(&plain[..], b"last words");
        let answer = reply.len();
        client.close(&mut reply);
        assert_eq!(reply.len(), answer);
        assert_eq!(server.open(&mut reply, &mut plain, &mut wire), Ok(Opened::Ended));
    }

    /// Sends records of one kind until the client has enough of them.
    fn enough_of(content_type: u8, content: &[u8]) -> (u32, String, BytesMut) {
        let (mut client, mut server) = both_sides(&SUITES[0]);
        let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
        for count in 1..1000 {
            server.seal_record(content_type, content, &mut wire).unwrap();
            if let Err(error) = client.open(&mut wire, &mut plain, &mut reply) {
                assert!(plain.is_empty());
                return (count, error.to_string(), reply);
            }
        }
        panic!("it never had enough of {content_type}: {content:?}");
    }

    #[test]
    fn records_with_nothing_in_them_are_borne_only_for_a_while() {
        for (content_type, content) in [(23, &[][..]), (21, &[1, 100]), (22, &[0, 0, 0, 0])] {
            let (count, error, _) = enough_of(content_type, content);
            assert_eq!(count, IDLE_RECORDS + 1);
            assert!(error.contains("nothing in it"), "{error}");
        }
    }

    #[test]
    fn what_has_no_place_in_an_open_connection_ends_it_at_once_and_the_server_is_told() {
        for (content_type, content, words) in [
            (22, &[1, 0, 0, 0][..], "a handshake message"),
            (22, &[0, 0, 0, 0, 0, 0, 0, 0], "a handshake message"),
            (20, &[1], "ChangeCipherSpec"),
            (21, &[2, 20], "changed on the way"),
            (21, &[2], "two bytes"),
            (21, &[7, 7], "neither"),
        ] {
            let (count, error, reply) = enough_of(content_type, content);
            assert_eq!(count, 1, "{error}");
            assert!(error.contains(words), "{error}");
            assert_eq!(reply[0], CONTENT_ALERT, "{error}");
        }
    }

    #[test]
    fn a_second_handshake_is_declined_and_the_connection_goes_on() {
        let (mut client, mut server) = both_sides(&SUITES[0]);
        let (mut wire, mut plain, mut reply) = (BytesMut::new(), BytesMut::new(), BytesMut::new());
        server.seal_record(CONTENT_HANDSHAKE, &[0, 0, 0, 0], &mut wire).unwrap();
        server.seal(&mut BytesMut::from(&b"more"[..]), &mut wire).unwrap();
        assert_eq!(client.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Going));
        assert_eq!(&plain[..], b"more");
        let header = Header::read(*reply.first_chunk().unwrap()).unwrap();
        let mut content = BytesMut::new();
        server.open_record(header, &reply[HEADER..], &mut content).unwrap();
        assert_eq!(content[..], [1, alert::NO_RENEGOTIATION]);
    }

    #[test]
    fn a_record_longer_than_any_may_be_is_refused_before_it_comes() {
        let (mut client, _) = both_sides(&SUITES[0]);
        let mut wire = BytesMut::from(&[23, 3, 3, 0x48, 0x01][..]);
        let result = client.open(&mut wire, &mut BytesMut::new(), &mut BytesMut::new());
        assert!(matches!(result, Err(Error::Limit(_))), "{result:?}");
    }
}
