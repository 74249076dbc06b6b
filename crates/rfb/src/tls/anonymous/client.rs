//! The client's side of an anonymous handshake (RFC 5246 §7.3): one state for each message awaited. Keys that come of it
//! are as good as who answered, and nobody vouches for that.

use bytes::BytesMut;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::alert::{self, Alert, Level};
use super::cipher::{Order, VectorKey};
use super::hello::{ServerHello, client_hello};
use super::key_exchange::{Agreed, agree};
use super::layer::RecordLayer;
use super::messages::{self, CLIENT_KEY_EXCHANGE, FINISHED, HELLO_REQUEST, Joiner, Message};
use super::messages::{SERVER_HELLO, SERVER_HELLO_DONE, SERVER_KEY_EXCHANGE};
use super::prf::{self, Keys, MasterSecret, Randoms, Side};
use super::record::{self, CONTENT_ALERT, CONTENT_CHANGE_CIPHER_SPEC, CONTENT_HANDSHAKE, HEADER, Header, TLS_1_2, tls};
use crate::error::{CryptographyError, Error, Protocol};
use crate::identity::{Encryption, Identity, Protection};
use crate::layer::Layer;
use crate::random::Random;
use crate::tls::{Handshake, Progress};

/// An anonymous handshake that is under way.
#[derive(Debug)]
pub struct Client {
    expect: Expect,
    joiner: Joiner,
    /// All messages so far: at the end both sides prove that they saw the same.
    transcript: Vec<u8>,
    random: [u8; 32],
    ephemeral: Secret<64>,
    vectors: Secret<16>,
    /// Records in a row that brought nothing.
    idle: u32,
}

/// What comes next.
#[derive(Debug)]
enum Expect {
    ServerHello,
    ServerKeyExchange(ServerHello),
    ServerHelloDone(ServerHello, Agreed),
    ChangeCipherSpec(Box<Established>),
    Finished(Box<Established>),
    Nothing(Box<Established>),
    /// There was an error: nothing more is taken.
    Failed,
}

/// What was agreed on.
#[derive(Debug)]
struct Established {
    hello: ServerHello,
    by: String,
    master: Secret<{ prf::MASTER_SECRET }>,
    layer: RecordLayer,
}

/// Bytes that are never formatted, and wiped.
struct Secret<const N: usize>(Zeroizing<[u8; N]>);

impl<const N: usize> std::fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl<const N: usize> Secret<N> {
    fn random(random: &mut Random) -> Result<Self, Error> {
        random.array().map(Zeroizing::new).map(Self)
    }
}

impl Client {
    /// A handshake that has not begun. All random bytes that it will need are taken now.
    pub fn new(random: &mut Random) -> Result<Self, Error> {
        Ok(Self {
            expect: Expect::ServerHello,
            joiner: Joiner::default(),
            transcript: Vec::new(),
            random: random.array()?,
            ephemeral: Secret::random(random)?,
            vectors: Secret::random(random)?,
            idle: 0,
        })
    }

    /// Sends a message in the clear.
    fn send(&mut self, message: &Message, output: &mut BytesMut) {
        self.transcript.extend_from_slice(&message.bytes);
        output.extend_from_slice(&Header::new(CONTENT_HANDSHAKE, message.bytes.len()).bytes());
        output.extend_from_slice(&message.bytes);
    }

    fn take(&mut self, header: Header, body: &[u8], output: &mut BytesMut) -> Result<(), Error> {
        let mut content = BytesMut::new();
        if let Expect::Finished(established) = &mut self.expect {
            established.layer.open_record(header, body, &mut content)?;
        } else {
            record::check_in_the_clear(header)?;
            // Before the server has chosen a version, its records may have any.
            if header.version != TLS_1_2 && !matches!(self.expect, Expect::ServerHello) {
                return Err(tls("the version of TLS changes in the middle of the handshake"));
            }
            content.extend_from_slice(body);
        }
        match header.content_type {
            CONTENT_HANDSHAKE => self.messages(&content, output),
            CONTENT_ALERT => self.alert(Alert::read(&content)?),
            CONTENT_CHANGE_CIPHER_SPEC => self.change_cipher_spec(&content),
            _ => Err(tls("the server sends application data before the handshake is over")),
        }
    }

    fn alert(&mut self, alert: Alert) -> Result<(), Error> {
        match alert.level {
            Level::Warning if alert.description != alert::CLOSE_NOTIFY => self.count_idle(),
            _ => Err(CryptographyError::TlsAlert { description: alert.description }.into()),
        }
    }

    fn count_idle(&mut self) -> Result<(), Error> {
        self.idle += 1;
        if self.idle > record::IDLE_RECORDS {
            return Err(tls("the server sends one TLS record after the other with nothing in it"));
        }
        Ok(())
    }

    fn messages(&mut self, content: &[u8], output: &mut BytesMut) -> Result<(), Error> {
        if content.is_empty() {
            return self.count_idle();
        }
        self.joiner.add(content);
        while let Some(message) = self.joiner.next()? {
            if message.message_type() == HELLO_REQUEST {
                // We are at it already. It is not part of what is proven at the end (RFC 5246 §7.4.1.1).
                self.count_idle()?;
            } else {
                self.message(&message, output)?;
            }
        }
        Ok(())
    }

    fn message(&mut self, message: &Message, output: &mut BytesMut) -> Result<(), Error> {
        let expect = std::mem::replace(&mut self.expect, Expect::Failed);
        self.expect = match (expect, message.message_type()) {
            (Expect::ServerHello, SERVER_HELLO) => {
                let hello = ServerHello::read(message.body())?;
                self.transcript.extend_from_slice(&message.bytes);
                Expect::ServerKeyExchange(hello)
            }
            (Expect::ServerKeyExchange(hello), SERVER_KEY_EXCHANGE) => {
                let agreed = agree(hello.suite.key_exchange, message.body(), &self.ephemeral.0)?;
                self.transcript.extend_from_slice(&message.bytes);
                Expect::ServerHelloDone(hello, agreed)
            }
            (Expect::ServerHelloDone(hello, agreed), SERVER_HELLO_DONE) => {
                self.transcript.extend_from_slice(&message.bytes);
                Expect::ChangeCipherSpec(Box::new(self.establish(hello, agreed, output)?))
            }
            (Expect::Finished(established), FINISHED) => {
                self.check_finished(&established, message.body())?;
                Expect::Nothing(established)
            }
            (expect, other) => return Err(out_of_order(&expect, messages::name(other))),
        };
        Ok(())
    }

    /// Answers with our half of the key exchange, and is the first to use the keys.
    fn establish(&mut self, hello: ServerHello, agreed: Agreed, output: &mut BytesMut) -> Result<Established, Error> {
        if !self.joiner.is_empty() {
            return Err(tls("the server goes on speaking where it is this viewer's turn"));
        }
        self.send(&Message::new(CLIENT_KEY_EXCHANGE, &agreed.public), output);
        let randoms = Randoms { client: self.random, server: hello.random };
        let hash = hello.suite.prf;
        let master: MasterSecret = if hello.extended_master_secret {
            prf::extended_master_secret(hash, &agreed.premaster.0, &self.transcript)
        } else {
            prf::master_secret(hash, &agreed.premaster.0, &randoms)
        };
        let keys = Keys::derive(&hello.suite, &master, &randoms);
        let order = if hello.encrypt_then_mac { Order::EncryptThenMac } else { Order::MacThenEncrypt };
        let vectors: &VectorKey = &self.vectors.0;
        let mut layer = RecordLayer::new(&hello.suite, &keys, Side::Client, order, vectors)?;
        output.extend_from_slice(&Header::new(CONTENT_CHANGE_CIPHER_SPEC, 1).bytes());
        output.extend_from_slice(&[1]);
        let finished = Message::new(FINISHED, &prf::verify_data(hash, &master, Side::Client, &self.transcript));
        layer.seal_record(CONTENT_HANDSHAKE, &finished.bytes, output)?;
        self.transcript.extend_from_slice(&finished.bytes);
        Ok(Established { hello, by: agreed.by, master: Secret(master), layer })
    }

    fn change_cipher_spec(&mut self, content: &[u8]) -> Result<(), Error> {
        if content != [1] || !self.joiner.is_empty() {
            return Err(Protocol::malformed("ChangeCipherSpec", "it stands in the middle of something").into());
        }
        match std::mem::replace(&mut self.expect, Expect::Failed) {
            Expect::ChangeCipherSpec(established) => self.expect = Expect::Finished(established),
            other => return Err(out_of_order(&other, "ChangeCipherSpec")),
        }
        Ok(())
    }

    fn check_finished(&self, established: &Established, body: &[u8]) -> Result<(), Error> {
        let (hash, master) = (established.hello.suite.prf, &established.master.0);
        let expected = prf::verify_data(hash, master, Side::Server, &self.transcript);
        if !bool::from(expected.ct_eq(body)) {
            return Err(CryptographyError::Forged { reading: "the TLS handshake" }.into());
        }
        if !self.joiner.is_empty() {
            return Err(tls("the server goes on with the handshake after its end"));
        }
        Ok(())
    }
}

impl Handshake for Client {
    fn record(&mut self, record: Option<&[u8]>, output: &mut BytesMut) -> Result<Progress, Error> {
        let Some(record) = record else {
            self.send(&client_hello(&self.random), output);
            return Ok(Progress::Going);
        };
        let reading = "a TLS record";
        // From here on an alert in the clear would not be believed.
        let keyed = matches!(self.expect, Expect::ChangeCipherSpec(_) | Expect::Finished(_));
        let taken = record.split_first_chunk::<HEADER>().ok_or(Protocol::Truncated { reading }.into());
        let taken = taken.and_then(|(header, body)| {
            let header = Header::read(*header)?;
            if body.len() != header.length {
                return Err(Protocol::Truncated { reading }.into());
            }
            self.take(header, body, output)
        });
        if let Err(error) = taken {
            if !keyed {
                output.extend_from_slice(&alert::about(&error).in_the_clear());
            }
            self.expect = Expect::Failed;
            return Err(error);
        }
        Ok(match &self.expect {
            Expect::Nothing(_) => Progress::Done,
            _ => Progress::Going,
        })
    }

    fn identity(&self) -> Option<Identity> {
        None
    }

    fn finish(self: Box<Self>) -> Result<(Protection, Box<dyn Layer>), Error> {
        let Expect::Nothing(established) = self.expect else {
            return Err(Error::Misuse("the TLS handshake is not over"));
        };
        let cipher = format!("TLS 1.2, {}, key by {}", established.hello.suite.protection(), established.by);
        let protection = Protection { encryption: Encryption::Anonymous, cipher, identity: None };
        Ok((protection, Box::new(established.layer)))
    }
}

fn out_of_order(expect: &Expect, found: &str) -> Error {
    let expected = match expect {
        Expect::ServerHello => "ServerHello",
        Expect::ServerKeyExchange(_) => "ServerKeyExchange",
        Expect::ServerHelloDone(..) => "ServerHelloDone",
        Expect::ChangeCipherSpec(_) => "ChangeCipherSpec",
        Expect::Finished(_) => "Finished",
        Expect::Nothing(_) | Expect::Failed => "nothing more",
    };
    tls(format!("the server sends {found} where {expected} should come"))
}
