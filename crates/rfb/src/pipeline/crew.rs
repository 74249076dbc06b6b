//! Threads that decode beside the one that reads: woken once for a batch, asleep when there is none.

use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use crate::pipeline::decoders::Decoders;
use crate::pipeline::task::Task;

/// The threads. They end when it is dropped.
pub(super) struct Crew {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// There are tasks, or it is time to go.
    work: Condvar,
    /// No task is left and none is being run.
    done: Condvar,
}

#[derive(Default)]
struct State {
    /// What nobody has begun, the heaviest last.
    waiting: Vec<Task>,
    running: usize,
    finished: Vec<Task>,
    closing: bool,
}

impl Crew {
    /// `helpers` threads besides the caller's, or as many as can be had.
    pub fn new(helpers: usize) -> Self {
        let shared = Arc::new(Shared::default());
        let threads = (0..helpers).map_while(|_| {
            let shared = Arc::clone(&shared);
            Builder::new().name("decoder".into()).spawn(move || shared.serve()).ok()
        });
        Self { threads: threads.collect(), shared }
    }

    /// Runs all `tasks`, in this thread too; they come back done, in any order. `own` are the caller's decoders.
    pub fn run(&self, tasks: &mut Vec<Task>, own: &mut Decoders) {
        tasks.sort_unstable_by_key(Task::weight);
        let mut state = self.shared.lock();
        mem::swap(&mut state.waiting, tasks);
        let helpers = state.waiting.len().saturating_sub(1).min(self.threads.len());
        drop(state);
        for _ in 0..helpers {
            self.shared.work.notify_one();
        }
        let mut state = self.shared.run_waiting(self.shared.lock(), own);
        while state.running > 0 {
            state = self.shared.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        mem::swap(&mut state.finished, tasks);
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.shared.lock().closing = true;
        self.shared.work.notify_all();
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so already.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of a thread.
    fn serve(&self) {
        let mut own = Decoders::new();
        let mut state = self.lock();
        loop {
            state = self.run_waiting(state, &mut own);
            if state.closing {
                return;
            }
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Runs what nobody has begun.
    fn run_waiting<'a>(&'a self, mut state: MutexGuard<'a, State>, own: &mut Decoders) -> MutexGuard<'a, State> {
        while let Some(mut task) = state.waiting.pop() {
            state.running += 1;
            drop(state);
            let count = Running(self);
            task.run(own);
            state = self.lock();
            state.finished.push(task);
            mem::forget(count);
            self.ended(&mut state);
        }
        state
    }

    fn ended(&self, state: &mut State) {
        state.running -= 1;
        if state.running == 0 {
            self.done.notify_one();
        }
    }
}

/// Counts a task as ended even if it panics, so that nobody waits for it for ever.
struct Running<'a>(&'a Shared);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.ended(&mut self.0.lock());
    }
}
