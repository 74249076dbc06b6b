//! The pixel format changes in mid-session while pixels are on their way, and every pixel is read in the right one.

use std::time::Duration;

use rfb::message::client::{EnableContinuousUpdates, FramebufferUpdateRequest, Incremental};
use rfb::net::{Address, Connection, Timeouts, TrustNobody};
use rfb::pipeline::Decoders;
use rfb::{Client, Config, Event, Feature, Framebuffer, PixelFormat, Rect};

use super::picture::farthest;
use crate::rig::server::PASSWORD;
use crate::rig::{Picture, RealServer, Scene, Setup};

/// How long a server may take for an update.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client at work.
struct Desk {
    connection: Connection,
    decoders: Decoders,
    framebuffer: Framebuffer,
    /// Pixels that came since they were counted last.
    pixels: usize,
}

impl Desk {
    async fn open(server: &RealServer) -> Self {
        let port = server.target().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let address = Address::Tcp { host: "127.0.0.1".into(), port };
        let stream = address.connect(PATIENCE, &TrustNobody).await.expect("the server is there").stream;
        let mut client = Client::new(Config::default());
        client.authenticate(rfb::Credentials { username: None, password: rfb::Secret::new(PASSWORD) });
        let connection = Connection::new(client, stream, Timeouts::default());
        let (decoders, framebuffer) = (Decoders::new(), Framebuffer::default());
        let mut desk = Self { connection, decoders, framebuffer, pixels: 0 };
        desk.until(|event| matches!(event, Event::Connected(_))).await;
        desk.framebuffer = Framebuffer::new(desk.connection.client().framebuffer_size());
        desk
    }

    fn request(&mut self, incremental: Incremental) {
        let rect = Rect::of(self.framebuffer.size());
        self.connection.client().send(FramebufferUpdateRequest { incremental, rect }).expect("it is open");
    }

    /// Draws what comes until `wanted` comes.
    async fn until(&mut self, wanted: impl Fn(&Event) -> bool) -> Event {
        loop {
            let event = tokio::time::timeout(PATIENCE, self.connection.next_event());
            let event = event.await.expect("the server says something").expect("it does nothing wrong");
            if let Event::Rectangle(job) = &event {
                self.pixels += job.head.rect.area();
                self.decoders.apply(job, &mut self.framebuffer).expect("it can be decoded");
            }
            if wanted(&event) {
                return event;
            }
        }
    }

    /// The whole picture, fetched anew.
    async fn picture(&mut self) -> Picture {
        self.pixels = 0;
        self.request(Incremental::No);
        self.until(|event| *event == Event::UpdateEnd).await;
        while self.pixels < self.framebuffer.size().area() {
            // Some servers spend an answer on what they have to say of themselves.
            self.request(Incremental::Yes);
            self.until(|event| *event == Event::UpdateEnd).await;
        }
        let (size, pixels) = (self.framebuffer.size(), self.framebuffer.pixels().to_vec());
        Picture { width: size.width.into(), height: size.height.into(), pixels }
    }

    /// Changes the format while the desktop changes and updates come, or are asked for.
    async fn change(&mut self, format: PixelFormat, server: &RealServer) {
        let client = self.connection.client();
        let continuous = client.supports(Feature::ContinuousUpdates) && client.supports(Feature::Fence);
        if continuous {
            let rect = Some(Rect::of(self.framebuffer.size()));
            client.send(EnableContinuousUpdates { rect }).expect("it is open");
        } else {
            self.request(Incremental::Yes);
        }
        self.connection.flush().await.expect("it is sent");
        server.display().paint(&Scene::FullColour.picture(300, 200), 20, 10);
        self.connection.client().change_pixel_format(format).expect("nothing is changing yet");
        self.connection.flush().await.expect("it is sent");
        server.display().paint(&Scene::Plain.picture(300, 200), 100, 90);
        let changed = self.until(|event| matches!(event, Event::PixelFormat(_))).await;
        assert_eq!(changed, Event::PixelFormat(format));
        if continuous {
            let client = self.connection.client();
            client.send(EnableContinuousUpdates { rect: None }).expect("it is open");
        }
    }
}

#[test]
fn every_pixel_is_read_in_the_format_it_was_sent_in() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for start in [RealServer::xtigervnc, RealServer::xtightvnc] {
        let server = start(&Setup::default());
        runtime.block_on(async {
            let mut desk = Desk::open(&server).await;
            desk.picture().await.assert_same(&server.picture(), "before");
            desk.change(PixelFormat::RGB565, &server).await;
            let away = farthest(&desk.picture().await, &server.picture());
            assert!(away.iter().zip([9, 5, 9]).all(|(away, step)| (1..=step).contains(away)), "{away:?}");
            desk.change(PixelFormat::RENDERER, &server).await;
            desk.picture().await.assert_same(&server.picture(), "after");
        });
    }
}
