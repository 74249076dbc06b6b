//! One run through a recording, without waiting and without a server.

use std::time::{Duration, Instant};

use rfb::encoding::{End, Job};
use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::recording::Chunk;
use rfb::{Client, Config, Encoding, Error, Event, Framebuffer, PixelFormat};

/// How much the client is given at a time, as a socket would.
pub(super) const READ: u32 = 64 << 10;

/// What a recording shows when it is over.
pub(super) struct Replayed {
    /// The last picture.
    pub(super) framebuffer: Framebuffer,
    /// The pixel format of the stream.
    pub(super) format: PixelFormat,
    /// The desktop's name.
    pub(super) name: String,
    /// How many updates there were.
    pub(super) updates: u64,
    /// What came in each encoding that was seen.
    pub(super) encodings: Vec<(Encoding, Count)>,
    /// Bytes at the end that are no whole message.
    pub(super) rest: usize,
    /// How long it took.
    pub(super) took: Duration,
}

/// What came in one encoding.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) rectangles: u64,
    pub(super) pixels: u64,
    pub(super) bytes: u64,
}

/// Decodes `chunks` on up to `threads` threads, `read` bytes at a time.
pub(super) fn replay(chunks: &[Chunk<'_>], threads: usize, read: u32) -> Result<Replayed, Error> {
    let start = Instant::now();
    let mut client = Client::replaying(Config::default());
    let mut pipeline = Pipeline::new(threads, Thresholds::default());
    let mut replayed = Replayed {
        framebuffer: Framebuffer::default(),
        format: PixelFormat::RENDERER,
        name: String::new(),
        updates: 0,
        encodings: Vec::new(),
        rest: 0,
        took: Duration::ZERO,
    };
    for bytes in chunks.iter().flat_map(|chunk| chunk.bytes.chunks(read as usize)) {
        client.buffer().extend_from_slice(bytes);
        while let Some(event) = client.poll()? {
            replayed.handle(event, &mut pipeline)?;
        }
        replayed.draw(&mut pipeline)?;
        // What it would send goes nowhere.
        drop(client.poll_transmit());
    }
    if !client.is_open() {
        return Err(client.closed());
    }
    replayed.rest = client.unread().len();
    replayed.took = start.elapsed();
    Ok(replayed)
}

impl Replayed {
    fn handle(&mut self, event: Event, pipeline: &mut Pipeline) -> Result<(), Error> {
        match event {
            Event::Connected(server_init) => {
                self.framebuffer.resize(server_init.size);
                self.format = server_init.format;
                self.name = server_init.name;
            }
            Event::Rectangle(job) => {
                self.count(&job);
                pipeline.push(job);
                if pipeline.is_full() {
                    self.draw(pipeline)?;
                }
            }
            Event::UpdateEnd => {
                self.draw(pipeline)?;
                self.updates += 1;
            }
            Event::DesktopSize(layout) if layout.status == Status::Done => {
                self.draw(pipeline)?;
                self.framebuffer.resize(layout.size);
            }
            Event::DesktopName(name) => self.name = name,
            Event::Version { .. }
            | Event::Security { .. }
            | Event::IdentityPresented(_)
            | Event::CredentialsNeeded(_)
            | Event::Protected(_)
            | Event::Capabilities(_)
            | Event::UpdateStart
            | Event::Cursor(_)
            | Event::Bell
            | Event::CutText(_)
            | Event::CutTextTooLong(_)
            | Event::Clipboard(_)
            | Event::CursorState(_)
            | Event::PointerMoved(_)
            | Event::PointerMotion(_)
            | Event::Locks(_)
            | Event::XvpFailed
            | Event::DesktopSize(_)
            | Event::Supports(_)
            | Event::PixelFormat(_)
            | Event::Fence(_) => {}
        }
        Ok(())
    }

    /// Draws what has arrived.
    fn draw(&mut self, pipeline: &mut Pipeline) -> Result<(), Error> {
        pipeline.decode();
        while !pipeline.is_empty() {
            pipeline.apply(&mut self.framebuffer)?;
        }
        Ok(())
    }

    fn count(&mut self, job: &Job) {
        let found = self.encodings.iter().position(|(encoding, _)| *encoding == job.encoding);
        let at = found.unwrap_or_else(|| {
            self.encodings.push((job.encoding, Count::default()));
            self.encodings.len() - 1
        });
        let count = &mut self.encodings[at].1;
        count.rectangles += u64::from(job.end == End::Yes);
        count.pixels += job.head.rect.area() as u64;
        count.bytes += job.body.len() as u64;
    }
}
