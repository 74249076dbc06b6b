//! Ctrl-C, for commands that have to put something in order before they end.

use std::time::Duration;
use std::{io, process, thread};

use tokio::runtime::Runtime;
use tokio::time::timeout;

use super::exit::{Error, ExitCode};

/// The exit code of a program that was interrupted, by custom of shells: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// Signals that come together are one: some programs send them to a process and once more to its group.
const ONE_PRESS: Duration = Duration::from_secs(1);

/// Calls `then` when the user presses Ctrl-C or the system asks the program to end. A second time ends it at once.
pub(super) fn on_interrupt(then: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let failed = |why: io::Error| Error::new(ExitCode::Other, "cannot listen for Ctrl-C", why);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let mut signals = Signals::listen(&runtime).map_err(failed)?;
    let wait = move || {
        runtime.block_on(signals.next());
        then();
        thread::sleep(ONE_PRESS);
        runtime.block_on(async { while timeout(Duration::ZERO, signals.next()).await.is_ok() {} });
        runtime.block_on(signals.next());
        process::exit(INTERRUPTED);
    };
    thread::Builder::new().name("interrupt".into()).spawn(wait).map_err(failed)?;
    Ok(())
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen(runtime: &Runtime) -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let _inside = runtime.enter();
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn listen(runtime: &Runtime) -> io::Result<Self> {
        let _inside = runtime.enter();
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
