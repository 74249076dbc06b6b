//! The thread that records: looks at the screen whenever that has changed, and writes updates into an FBS file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rfb::recording::Chunk;
use rfb::recording::fbs::{MAGIC, put_block};

use super::scribe::{Extras, NOTHING, Scribe};
use super::signal::{Flow, Signal};
use crate::session::Screen;
use crate::session::partial::PartialFile;

/// The shortest time between two pictures.
const FRAME: Duration = Duration::from_millis(16);
/// What was written reaches the file after this long at the latest.
const FLUSH: Duration = Duration::from_secs(1);

/// What a recording needs to know.
pub(super) struct Camera {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) screen: Arc<Screen>,
    pub(super) signal: Arc<Signal>,
}

/// A recording that has a picture.
struct Reel {
    scribe: Scribe,
    start: Instant,
}

impl Camera {
    /// Records until it is told to stop; whether there was anything. `started` is called when the file is there.
    pub(super) fn run(&self, started: impl FnOnce()) -> io::Result<bool> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        if self.path.exists() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        let mut file = PartialFile::create(&self.path)?;
        file.write_all(&MAGIC)?;
        tracing::info!(file = %self.path.display(), "recording");
        started();
        let signal = self.signal.clone();
        let watch = self.screen.watch(Arc::new(move || signal.picture()));
        self.signal.picture();
        match self.pictures(&watch, &mut file)? {
            Some(start) => {
                block(&mut file, start.elapsed(), &NOTHING, &mut Vec::new())?;
                file.finish()?;
                Ok(true)
            }
            None => file.discard().map(|()| false),
        }
    }

    /// Writes pictures; when the first one came.
    fn pictures(&self, watch: &Screen, file: &mut PartialFile) -> io::Result<Option<Instant>> {
        let (mut reel, mut extras) = (None, Extras::default());
        let (mut update, mut buffer, mut flushed) = (Vec::new(), Vec::new(), Instant::now());
        loop {
            if flushed.elapsed() >= FLUSH || !self.signal.has_news_within(FLUSH.saturating_sub(flushed.elapsed())) {
                file.flush()?;
                flushed = Instant::now();
            }
            let (flow, more) = self.signal.wait();
            extras.add(more);
            let frame = Instant::now();
            update.clear();
            self.look(watch, &mut reel, &mut extras, &mut update);
            if let Some(Reel { start, .. }) = &reel
                && !update.is_empty()
            {
                // As it was seen, not when it was ready.
                block(file, frame.saturating_duration_since(*start), &update, &mut buffer)?;
            }
            if flow == Flow::Stop {
                return Ok(reel.map(|reel| reel.start));
            }
            self.signal.rest_until(frame + FRAME);
        }
    }

    /// Takes in what is to be seen, and appends what the recording does not show yet. The recording begins with the first picture.
    fn look(&self, watch: &Screen, reel: &mut Option<Reel>, extras: &mut Extras, update: &mut Vec<u8>) {
        watch.draw(|framebuffer, damage| {
            if framebuffer.size().is_empty() && reel.is_none() {
                return;
            }
            let reel = reel.get_or_insert_with(|| Reel {
                scribe: Scribe::begin(framebuffer.size(), &self.name, update),
                start: Instant::now(),
            });
            reel.scribe.look(framebuffer, damage);
        });
        if let Some(Reel { scribe, start }) = reel {
            scribe.write(start.elapsed(), std::mem::take(extras), update);
        }
    }
}

fn block(file: &mut PartialFile, time: Duration, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    put_block(Chunk { time, bytes }, buffer);
    file.write_all(buffer)
}
