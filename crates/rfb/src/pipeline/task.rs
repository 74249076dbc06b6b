//! What a thread is given to do: rectangles of one lane in order, or one that depends on no other.

use std::mem;

use crate::encoding::{Decode, Encoding, Job, Lane};
use crate::error::Error;
use crate::framebuffer::Target;
use crate::pipeline::decoders::Decoders;

/// A part of a batch that needs nothing from the other parts.
#[derive(Default)]
pub(super) struct Task {
    /// The lane and its decoder, taken out of [`Decoders`]; none for [`Lane::Free`], which any decoder may serve.
    lane: Option<(Encoding, Lane, Box<dyn Decode>)>,
    steps: Vec<Step>,
    /// How much work it is, in bytes of compressed data.
    weight: usize,
}

/// What a lane does next.
pub(super) enum Step {
    /// End the history.
    Reset,
    /// Decode.
    Piece(Piece),
}

/// A rectangle that is decoded into pixels of its own.
pub(super) struct Piece {
    /// Its place in the batch.
    pub place: usize,
    job: Job,
    /// Its pixels, and perhaps more.
    pub pixels: Vec<u32>,
    pub outcome: Result<(), Error>,
}

/// The tasks of one batch after the other; what they needed is used again.
#[derive(Default)]
pub(super) struct Tasks {
    tasks: Vec<Task>,
    spare: Vec<Task>,
}

impl Tasks {
    /// The tasks, to be run.
    pub fn all(&mut self) -> &mut Vec<Task> {
        &mut self.tasks
    }

    /// Which task has this lane; a new one takes the lane's decoder from `decoders`.
    pub fn of_lane(&mut self, encoding: Encoding, lane: Lane, decoders: &mut Decoders) -> usize {
        let found = self.tasks.iter().position(|task| task.is_of(encoding, lane));
        found.unwrap_or_else(|| self.begin(Some((encoding, lane, decoders.take(encoding, lane)))))
    }

    /// A new task for something that depends on nothing else.
    pub fn another(&mut self) -> usize {
        self.begin(None)
    }

    fn begin(&mut self, lane: Option<(Encoding, Lane, Box<dyn Decode>)>) -> usize {
        self.tasks.push(Task { lane, ..self.spare.pop().unwrap_or_default() });
        self.tasks.len() - 1
    }

    /// Adds a step to task `at`, which will be `weight` in all.
    pub fn push(&mut self, at: usize, step: Step, weight: usize) {
        if let Some(task) = self.tasks.get_mut(at) {
            task.steps.push(step);
            task.weight = weight;
        }
    }

    /// Gives every piece to `take` and the decoders back to `decoders`.
    pub fn retire(&mut self, decoders: &mut Decoders, mut take: impl FnMut(Piece)) {
        for mut task in self.tasks.drain(..) {
            for step in task.steps.drain(..) {
                if let Step::Piece(piece) = step {
                    take(piece);
                }
            }
            if let Some((encoding, lane, decoder)) = task.lane.take() {
                decoders.put_back(encoding, lane, decoder);
            }
            task.weight = 0;
            self.spare.push(task);
        }
    }
}

impl Task {
    pub fn weight(&self) -> usize {
        self.weight
    }

    fn is_of(&self, encoding: Encoding, lane: Lane) -> bool {
        matches!(&self.lane, Some((e, l, _)) if (*e, *l) == (encoding, lane))
    }

    /// Decodes all pieces up to the first error. `own` are the decoders of the thread that runs this.
    pub fn run(&mut self, own: &mut Decoders) {
        let Self { lane, steps, .. } = self;
        let mut failed = None;
        for step in steps {
            match (step, &failed) {
                (Step::Reset, _) => lane.iter_mut().for_each(|(_, _, decoder)| decoder.reset()),
                (Step::Piece(piece), Some(error)) => piece.outcome = Err(Error::clone(error)),
                (Step::Piece(piece), None) => {
                    piece.decode(lane.as_mut().map(|(_, _, decoder)| decoder.as_mut()), own);
                    failed = piece.outcome.as_ref().err().cloned();
                }
            }
        }
    }
}

impl Piece {
    /// `pixels` is room that may be used.
    pub fn new(place: usize, job: Job, pixels: Vec<u32>) -> Self {
        Self { place, job, pixels, outcome: Err(Error::Misuse("a decoder did not run")) }
    }

    fn decode(&mut self, lane: Option<&mut (dyn Decode + 'static)>, own: &mut Decoders) {
        let size = self.job.head.rect.size();
        let mut pixels = mem::take(&mut self.pixels);
        if pixels.len() < size.area() {
            pixels.resize(size.area(), 0);
        }
        let out = pixels.get_mut(..size.area()).and_then(|pixels| Target::packed(pixels, size));
        self.outcome = out.ok_or(Error::Misuse("too little room for a rectangle")).and_then(|out| {
            let decoder = lane.map_or_else(|| own.decoder(&self.job), Ok)?;
            decoder.decode(&self.job.head, &self.job.body, out)
        });
        self.pixels = pixels;
    }
}
