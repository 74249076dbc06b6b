//! `farview probe TARGET…`: what servers offer, how safe that is, and what to change.

mod assessment;
mod desktop;
mod offers;
mod product;
mod report;
mod several;
mod shown;
mod targets;
mod visit;

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use rfb::net::recognise;

use super::connection::{PasswordArguments, TARGET_HELP, parse_target};
use super::exit::{Error, ExitCode};
use super::way::WayArguments;
use super::{duration, output};
use crate::config::Target;
use crate::session::{Address, Credentials, Failure, explain};
use assessment::Grade;
use report::Report;
use targets::Range;

/// Say what servers offer and how safe they are: security types, certificates, desktop, a grade
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  farview probe office
  farview probe --json office:1 | jq .security_types
  farview probe --fail-below C --file servers.txt
  farview probe --scan 192.168.1.0/24 --port 5900 --port 5901
  farview probe --password-file ~/.farview-office office

Grades: A encrypted for a known server and nothing less offered; B the same, but nobody vouches for the server; C encrypted \
for whoever answers; D in the clear after a log-in; E in the clear with a password that can be found out; F no password.

A password is sent only when --password-file or --password-stdin gives one; neither the environment nor a vnc:// \
address is used. Other viewers stay connected. A server is visited up to five times, which some count as failed log-ins.")]
pub(super) struct Arguments {
    #[arg(help = TARGET_HELP, value_name = "TARGET", required_unless_present_any = ["file", "scan"])]
    targets: Vec<String>,
    /// Look at the targets in FILE too, one on each line; - is standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Look at every address of a range, such as 192.168.1.0/24: only in networks that are yours
    #[arg(long, value_name = "RANGE", value_parser = Range::parse)]
    scan: Option<Range>,
    /// The ports to look at with --scan
    #[arg(long, value_name = "PORT", default_value = "5900", requires = "scan")]
    port: Vec<u16>,
    /// Begin with so many servers each second at most
    #[arg(long, value_name = "NUMBER", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1000))]
    rate: u32,
    /// Print JSON, for programs: one line for each server
    #[arg(long)]
    json: bool,
    /// End with exit code 8 when a server is graded worse than this
    #[arg(long, value_name = "GRADE")]
    fail_below: Option<Grade>,
    /// Give up when the server says nothing for this long
    #[arg(long, value_name = "SECONDS", value_parser = duration::seconds, default_value = "10")]
    timeout: Duration,
    #[command(flatten)]
    way: WayArguments,
    #[command(flatten)]
    password: PasswordArguments,
}

/// A server to look at.
struct Subject {
    address: Address,
    credentials: Option<Credentials>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let subjects = arguments.subjects()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| Error::new(ExitCode::Other, "cannot start", why))?;
    let result = runtime.block_on(arguments.look_at(subjects));
    // A name that is still being looked up in a thread of its own must not hold the program.
    runtime.shutdown_background();
    result
}

impl Arguments {
    /// The servers to look at, those of the range last.
    fn subjects(&self) -> Result<Vec<Subject>, Error> {
        let named: Result<Vec<Target>, Error> = self.targets.iter().map(|target| parse_target(target)).collect();
        let mut targets = named?;
        if let Some(path) = &self.file {
            targets.extend(targets::in_file(path)?);
        }
        let subject = |target: Target| {
            let credentials = self.password.explicit_login(&target)?.credentials();
            Ok(Subject { address: self.way.lead(target.address)?, credentials })
        };
        targets.into_iter().map(subject).collect()
    }

    /// The servers that are there perhaps.
    fn scanned(&self) -> Result<Vec<Subject>, Error> {
        let at = |ip: IpAddr, port| {
            let address = Address::Tcp { host: ip.to_string(), port };
            Ok(Subject { address: self.way.lead(address)?, credentials: None })
        };
        let addresses = self.scan.iter().flat_map(Range::addresses);
        addresses.flat_map(|ip| self.port.iter().map(move |&port| at(ip, port))).collect()
    }

    async fn look_at(&self, subjects: Vec<Subject>) -> Result<(), Error> {
        if let (None, [_]) = (&self.scan, &subjects[..]) {
            let finished = several::look_at(subjects, self.timeout, self.rate, |_| Ok(())).await?;
            let Some((report, failure)) = finished.into_iter().next() else { return Ok(()) };
            self.print(&report)?;
            return failure.map_or_else(|| self.judge(&[report]), |failure| Err(failure.into()));
        }
        let print = |(report, failure): &(Report, Option<Failure>)| {
            if let (Some(failure), None) = (failure, report.version) {
                output::note(&format!("farview: {}: {}", failure.what, failure.why));
            }
            self.print(report)
        };
        let named = several::look_at(subjects, self.timeout, self.rate, print).await?;
        let there = |(report, _): &(Report, Option<Failure>)| {
            if report.version.is_some() { self.print(report) } else { Ok(()) }
        };
        let scanned = self.scanned()?;
        let count = scanned.len();
        let scanned = several::look_at(scanned, self.timeout, self.rate, there).await?;
        if count > 0 {
            let answered = scanned.iter().filter(|(report, _)| report.version.is_some()).count();
            output::note(&format!("farview: {answered} of {count} answered as VNC servers"));
        }
        let unseen = named.iter().filter(|(_, failure)| failure.is_some()).count();
        let reports: Vec<Report> = named.into_iter().chain(scanned).map(|(report, _)| report).collect();
        self.judge(&reports)?;
        if unseen > 0 {
            let why = format!("{unseen} of the servers that were named could not be looked at");
            return Err(
                Error::new(ExitCode::Connect, "the report is not complete", why).hint("see above for each of them")
            );
        }
        Ok(())
    }

    fn print(&self, report: &Report) -> Result<(), Error> {
        if self.json {
            output::text(&report.json())
        } else if report.version.is_some() {
            output::text(&report.text())
        } else {
            Ok(())
        }
    }

    /// Whether all are as good as they must be.
    fn judge(&self, reports: &[Report]) -> Result<(), Error> {
        let Some(least) = self.fail_below else { return Ok(()) };
        let worst = reports.iter().filter_map(Report::grade).max();
        match worst.filter(|&worst| worst > least) {
            Some(worst) => Err(Error::new(ExitCode::Weak, "not safe enough", format!("the worst grade is {worst}"))
                .hint("the report says why and what to change")),
            None => Ok(()),
        }
    }
}

/// Looks at one server.
async fn look(subject: Subject, patience: Duration) -> (Report, Option<Failure>) {
    let Subject { address, credentials } = subject;
    let mut report = Report::new(&address);
    let seen = visit::survey(&address, credentials, patience, &mut report).await;
    let failure = match seen {
        Ok(()) => None,
        Err(error) => Some(explain(&address, &recognise(&address, error).await)),
    };
    report.error = failure.as_ref().map(|Failure { what, why, .. }| format!("{what}: {why}"));
    report.assess();
    (report, failure)
}
