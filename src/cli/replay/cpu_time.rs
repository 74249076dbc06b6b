//! Time on the clock and on the processor.

use std::io;
use std::time::{Duration, Instant};

/// A point in time.
#[derive(Debug)]
pub(super) struct Clock {
    wall: Instant,
    cpu: io::Result<(Duration, Duration)>,
}

/// What passed since then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Elapsed {
    pub(super) wall: Duration,
    /// In the program, on all threads together.
    pub(super) user: Duration,
    /// In the operating system on its behalf.
    pub(super) system: Duration,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { cpu: cpu(), wall: Instant::now() }
    }

    pub(super) fn elapsed(self) -> io::Result<Elapsed> {
        let wall = self.wall.elapsed();
        let ((user_before, system_before), (user, system)) = (self.cpu?, cpu()?);
        Ok(Elapsed { wall, user: user.saturating_sub(user_before), system: system.saturating_sub(system_before) })
    }
}

/// User and system time of this process.
#[cfg(unix)]
fn cpu() -> io::Result<(Duration, Duration)> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let duration = |time: nix::sys::time::TimeVal| Duration::from_micros(time.num_microseconds().unsigned_abs());
    Ok((duration(usage.user_time()), duration(usage.system_time())))
}

#[cfg(not(unix))]
fn cpu() -> io::Result<(Duration, Duration)> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "processor time is measured on Unix systems only"))
}
