//! A viewer made of the client's crate, for tests: bytes in, a picture out.

use rfb::message::client::{FramebufferUpdateRequest, Incremental};
use rfb::pipeline::Decoders;
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Credentials, Error, Event, Framebuffer, Rect, Secret};

pub struct Viewer {
    pub client: Client,
    pub framebuffer: Framebuffer,
    pub events: Vec<Event>,
    decoders: Decoders,
}

impl Viewer {
    pub fn new(config: Config) -> Self {
        let client = Client::new(config);
        Self { client, framebuffer: Framebuffer::default(), events: Vec::new(), decoders: Decoders::new() }
    }

    /// Takes bytes in and does what they say; asks for the next update whenever one has begun.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.client.buffer().extend_from_slice(bytes);
        while let Some(event) = self.client.poll()? {
            match event {
                Event::Rectangle(job) => self.decoders.apply(&job, &mut self.framebuffer)?,
                Event::Connected(init) => {
                    self.framebuffer.resize(init.size);
                    self.request(Incremental::No)?;
                }
                Event::DesktopSize(layout) if layout.status == Status::Done => self.framebuffer.resize(layout.size),
                Event::UpdateStart => self.request(Incremental::Yes)?,
                Event::CredentialsNeeded(_) => {
                    let username = Some(server::hostile::USERNAME.to_owned());
                    let password = Secret::new(server::hostile::PASSWORD);
                    self.client.authenticate(Credentials { username, password });
                }
                Event::IdentityPresented(_) => self.client.trust(),
                // A flood of events is kept only as far as a test can want to see it.
                other if self.events.len() < 1000 => self.events.push(other),
                _ => {}
            }
        }
        Ok(())
    }

    fn request(&mut self, incremental: Incremental) -> Result<(), Error> {
        let rect = Rect::of(self.framebuffer.size());
        self.client.send(FramebufferUpdateRequest { incremental, rect })
    }
}
