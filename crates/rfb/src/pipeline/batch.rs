//! The batch: what has arrived and is not in the framebuffer yet.

use crate::encoding::{Encoding, Job, Lane};
use crate::error::{Error, Protocol};
use crate::framebuffer::Framebuffer;
use crate::pipeline::crew::Crew;
use crate::pipeline::decoders::Decoders;
use crate::pipeline::task::{Piece, Step, Tasks};

/// So much that may be handed over is enough for one batch, and so many jobs: more would only take memory.
const FULL_BYTES: usize = 256 << 10;
const FULL_PIXELS: usize = 1 << 20;
const FULL_JOBS: usize = 4096;
/// After so many bytes [`Pipeline::apply`] lets others have the framebuffer.
const SLICE: usize = 32 << 10;

/// Encodings that decode faster than their pixels can be copied once more: never worth handing over.
const LIGHT: &[Encoding] = &[
    Encoding::Raw,
    Encoding::CopyRect,
    Encoding::Trle,
    Encoding::Hextile,
    Encoding::Rre,
    Encoding::CoRre,
    // All of it is one lane, and it may leave the pixels as they were.
    #[cfg(feature = "h264")]
    Encoding::H264,
];

/// When it pays to decode on several threads, in bytes of compressed data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// A rectangle, or all of one stream, that is worth handing over.
    pub task: usize,
    /// What the other threads must be able to take from the first one.
    pub gain: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { task: 512, gain: 8 << 10 }
    }
}

/// Decodes batches of rectangles, on several threads where that gains something.
///
/// [`push`](Self::push) jobs as they arrive. When an update ends, before the framebuffer changes its size, when nothing more has
/// arrived and when it [`is_full`](Self::is_full): [`decode`](Self::decode), then [`apply`](Self::apply) until it
/// [`is_empty`](Self::is_empty).
pub struct Pipeline {
    decoders: Decoders,
    threads: usize,
    thresholds: Thresholds,
    crew: Option<Crew>,
    jobs: Vec<Waiting>,
    /// How many of `jobs` are in the framebuffer.
    applied: usize,
    size: Extent,
    tasks: Tasks,
    /// Pixels to be used again.
    spare: Vec<Vec<u32>>,
}

/// How much is in the batch.
#[derive(Default)]
struct Extent {
    /// Bytes and pixels that may be handed over.
    bytes: usize,
    pixels: usize,
    /// Bytes that will not.
    light: usize,
}

/// A job of the batch.
struct Waiting {
    job: Job,
    decoded: Decoded,
}

/// Where a job's pixels are.
enum Decoded {
    /// Nowhere: it is decoded when it is applied.
    Later,
    /// A task has it.
    HandedOver,
    /// Here, or they cannot be had.
    Done(Result<Vec<u32>, Error>),
}

impl Pipeline {
    /// A pipeline in the state of a new connection that uses up to `threads` threads, the caller's among them. They are
    /// started when there is something for them to do.
    pub fn new(threads: usize, thresholds: Thresholds) -> Self {
        Self {
            decoders: Decoders::new(),
            threads,
            thresholds,
            crew: None,
            jobs: Vec::new(),
            applied: 0,
            size: Extent::default(),
            tasks: Tasks::default(),
            spare: Vec::new(),
        }
    }

    /// Adds a job to the batch.
    pub fn push(&mut self, job: Job) {
        if self.threads > 1 && weight(&job) > 0 {
            self.size.bytes += job.body.len();
            self.size.pixels += job.head.rect.area();
        } else {
            self.size.light += job.body.len();
        }
        self.jobs.push(Waiting { job, decoded: Decoded::Later });
    }

    /// Whether the batch is large enough to be decoded now.
    pub fn is_full(&self) -> bool {
        let Extent { bytes, pixels, light } = self.size;
        bytes >= FULL_BYTES || pixels >= FULL_PIXELS || light >= SLICE || self.jobs.len() >= FULL_JOBS
    }

    /// Whether everything is in the framebuffer.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Decodes on several threads what gains by it. Needs no framebuffer; what is left is decoded as it is applied.
    pub fn decode(&mut self) {
        if self.threads < 2 || self.applied > 0 || self.size.bytes < self.thresholds.gain {
            return;
        }
        let Some(lanes) = Weights::worth_it(&self.jobs, self.thresholds) else { return };
        self.hand_over(&lanes);
        let helpers = self.threads - 1;
        let crew = self.crew.get_or_insert_with(|| Crew::new(helpers));
        crew.run(self.tasks.all(), &mut self.decoders);
        let jobs = &mut self.jobs;
        self.tasks.retire(&mut self.decoders, |Piece { place, pixels, outcome, .. }| {
            if let Some(waiting) = jobs.get_mut(place) {
                waiting.decoded = Decoded::Done(outcome.map(|()| pixels));
            }
        });
    }

    /// Writes a slice of the batch into `framebuffer`, in the order of arrival. Call it until [`is_empty`](Self::is_empty).
    ///
    /// After an error the connection cannot go on: a zlib history may be lost.
    pub fn apply(&mut self, framebuffer: &mut Framebuffer) -> Result<(), Error> {
        let mut bytes = 0;
        while let Some(waiting) = self.jobs.get_mut(self.applied) {
            if bytes >= SLICE {
                return Ok(());
            }
            bytes += waiting.job.body.len();
            self.applied += 1;
            match std::mem::replace(&mut waiting.decoded, Decoded::Later) {
                Decoded::Later => self.decoders.apply(&waiting.job, framebuffer)?,
                Decoded::HandedOver => return Err(Error::Misuse("a decoding thread ended")),
                Decoded::Done(pixels) => {
                    let pixels = pixels?;
                    self.decoders.reset(&waiting.job);
                    blit(&waiting.job, &pixels, framebuffer)?;
                    if self.spare.iter().map(Vec::len).sum::<usize>() < FULL_PIXELS {
                        self.spare.push(pixels);
                    }
                }
            }
        }
        self.jobs.clear();
        (self.applied, self.size) = (0, Extent::default());
        Ok(())
    }

    /// Makes the tasks: one for each heavy lane, one for each heavy rectangle of its own. Histories that end in a task do not
    /// end once more when the rectangle that says so is applied; the others end then, wherever that one is decoded.
    fn hand_over(&mut self, lanes: &Weights) {
        let Self { jobs, tasks, decoders, spare, thresholds, .. } = self;
        for (place, waiting) in jobs.iter_mut().enumerate() {
            let job = &mut waiting.job;
            let ending = std::mem::take(&mut job.resets);
            for stream in (0..Lane::STREAMS as u8).filter(|stream| ending >> stream & 1 == 1) {
                let (lane, weight) = (Lane::Stream(stream), lanes.of(job.encoding, stream));
                if weight >= thresholds.task {
                    let task = tasks.of_lane(job.encoding, lane, decoders);
                    tasks.push(task, Step::Reset, weight);
                } else {
                    job.resets |= 1 << stream;
                }
            }
            let weight = match job.lane {
                Lane::Stream(stream) => lanes.of(job.encoding, stream),
                Lane::Free | Lane::Framebuffer => weight(job),
            };
            if weight < thresholds.task {
                continue;
            }
            let task = match job.lane {
                Lane::Stream(_) => tasks.of_lane(job.encoding, job.lane, decoders),
                Lane::Free | Lane::Framebuffer => tasks.another(),
            };
            let pixels = spare.pop().unwrap_or_default();
            tasks.push(task, Step::Piece(Piece::new(place, job.clone(), pixels)), weight);
            waiting.decoded = Decoded::HandedOver;
        }
    }
}

/// How much work a rectangle is, in bytes of compressed data; 0 for what is never worth handing over.
fn weight(job: &Job) -> usize {
    if job.lane == Lane::Framebuffer || LIGHT.contains(&job.encoding) { 0 } else { job.body.len() }
}

/// How much work each stream of a batch is.
struct Weights([[usize; Lane::STREAMS]; Encoding::ALL.len()]);

impl Weights {
    /// The streams of `jobs`, if several threads are faster than one.
    fn worth_it(jobs: &[Waiting], thresholds: Thresholds) -> Option<Self> {
        let Thresholds { task, gain } = thresholds;
        let (mut total, mut heaviest) = (0, 0);
        let mut lanes = [[0; Lane::STREAMS]; Encoding::ALL.len()];
        for Waiting { job, .. } in jobs {
            let weight = weight(job);
            let streams = lanes.get_mut(job.encoding as usize);
            match job.lane {
                Lane::Stream(stream) => {
                    let lane = streams.and_then(|streams| streams.get_mut(usize::from(stream)));
                    if let Some(lane) = lane {
                        *lane += weight;
                    }
                }
                Lane::Free | Lane::Framebuffer if weight >= task => {
                    total += weight;
                    heaviest = heaviest.max(weight);
                }
                Lane::Free | Lane::Framebuffer => {}
            }
        }
        for weight in lanes.iter().flatten().copied().filter(|weight| *weight >= task) {
            total += weight;
            heaviest = heaviest.max(weight);
        }
        (total - heaviest >= gain.max(1)).then_some(Self(lanes))
    }

    fn of(&self, encoding: Encoding, stream: u8) -> usize {
        let streams = self.0.get(encoding as usize);
        streams.and_then(|streams| streams.get(usize::from(stream))).copied().unwrap_or(0)
    }
}

/// Copies what was decoded to its place.
fn blit(job: &Job, pixels: &[u32], framebuffer: &mut Framebuffer) -> Result<(), Error> {
    let (rect, size) = (job.head.rect, framebuffer.size());
    let mut target = framebuffer.target(rect).ok_or(Protocol::RectangleOutside { rect, framebuffer: size })?;
    let width = usize::from(rect.width).max(1);
    for (row, pixels) in target.rows_mut().zip(pixels.chunks_exact(width)) {
        row.copy_from_slice(pixels);
    }
    Ok(())
}
