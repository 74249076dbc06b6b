//! The parts of the help that clap does not make by itself.

use super::exit::ExitCode;

/// What follows the short help (`-h`).
pub(super) const SHORT_FOOTER: &str = "\
Examples:
  farview demo                 try it: a built-in desktop and a window on it
  farview office               the first display of a computer (port 5900)
  farview office:1             its display 1 (port 5901)
  farview office::6000         its port 6000

`farview --help` and `farview COMMAND --help` say more.";

const LONG_FOOTER: &str = "\
Targets:
  office, 192.168.0.7          display 0 of a computer: port 5900
  office:1                     display 1: port 5901; from 100 on the number is a port
  office::6000                 port 6000
  [fe80::1]:1, [fe80::1]::6000 an IPv6 address
  vnc://alice@office:5901?ViewOnly=true
                               an address as in RFC 7869; its number is a port
  unix:/run/vnc.sock           a Unix-domain socket

Examples:
  farview demo                 try it: a built-in desktop and a window on it
  farview office               see and control a computer
  farview --view-only office   only look
  farview --password-file ~/.farview-office office
  farview snapshot office now.png
                               one picture, without a window
  farview probe office         what does that server offer?

Environment:
  FARVIEW_PASSWORD, VNC_PASSWORD   the password, where no option gives one
  FARVIEW_USERNAME, VNC_USERNAME   the user name, where the target gives none
  RUST_LOG                         what to log, in place of -v and -q";

/// What follows the long help (`--help`).
pub(super) fn long_footer() -> String {
    format!("{LONG_FOOTER}\n\n{}", ExitCode::table())
}
