//! How talkative the program is: `-v`, `-q`, or `RUST_LOG` for those who know what they want.

use std::env;
use std::io::{self, IsTerminal};

use clap::{ArgAction, Args};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::journal;

/// The options of the log, which every command has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct LogArguments {
    /// Say more: -v what happens, -vv for finding faults, -vvv everything
    #[arg(short, long, action = ArgAction::Count, global = true, display_order = 900)]
    verbose: u8,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 901)]
    quiet: bool,
}

impl LogArguments {
    /// The identifiers of these options.
    pub(super) const IDS: [&'static str; 2] = ["verbose", "quiet"];

    fn directives(&self) -> &'static str {
        match (self.quiet, self.verbose) {
            (true, _) => "error",
            // What a library finds odd about this computer is nothing that its user can mend.
            (false, 0) => "error,farview=warn,rfb=warn,server=warn",
            (false, 1) => "error,farview=info,rfb=info,server=info",
            (false, 2) => "info,winit=warn,farview=debug,rfb=debug,server=debug,wgpu_core=warn,wgpu_hal=warn",
            // winit would write every byte of the icon.
            (false, _) => "trace,winit::window=warn",
        }
    }

    /// Starts the log on standard error.
    pub(super) fn start(&self) {
        let filter = match env::var(EnvFilter::DEFAULT_ENV) {
            Ok(directives) if !directives.is_empty() => EnvFilter::new(directives),
            Ok(_) | Err(_) => EnvFilter::new(self.directives()),
        };
        let colour = io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let log = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(colour);
        let log = if self.verbose < 2 {
            log.without_time().with_target(false).with_filter(filter).boxed()
        } else {
            log.with_timer(tracing_subscriber::fmt::time::uptime()).with_filter(filter).boxed()
        };
        // Only the first start counts; a second one would be in the same process and says the same.
        let _ = tracing_subscriber::registry().with(log).with(journal::keeper()).try_init();
    }
}
