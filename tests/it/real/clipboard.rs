//! The clipboards of real servers, in every script.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use farview::session::{Address, Clipping, Command as SessionCommand, Event, Options, Session};

use crate::rig::process::require;
use crate::rig::{RealServer, Setup, eventually};
use crate::session::wait_for;

const TEXT: &str = "Ελληνικά, кириллица, 日本語\nعربى, עברית and 🙂";

/// A session with `server` that shows its picture.
fn open(server: &RealServer) -> Session {
    let address = Address::Tcp { host: "127.0.0.1".into(), port: server.port };
    let session = Session::start(Options::new(address), Arc::new(|| {}));
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    session
}

fn xclip(server: &RealServer) -> Command {
    require("xclip", "xclip");
    let mut command = Command::new("xclip");
    command.env("DISPLAY", server.display().name()).args(["-selection", "clipboard", "-target", "UTF8_STRING"]);
    command
}

fn copy(server: &RealServer, text: &str) {
    let mut child =
        xclip(server).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("xclip");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("xclip reads");
    assert!(child.wait().expect("xclip ends").success());
}

fn paste(server: &RealServer) -> String {
    let output = xclip(server).arg("-o").stderr(Stdio::null()).output().expect("xclip can be run");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn every_script_passes_both_ways_with_xtigervnc() {
    let server = &RealServer::xtigervnc(&Setup::default());
    let session = open(server);
    copy(server, TEXT);
    let got = wait_for(&session, |event| if let Event::Clipboard(clipping) = event { Some(clipping) } else { None });
    assert_eq!(got, Clipping::from(TEXT));
    let ours = format!("{TEXT} from here");
    session.send(SessionCommand::Clipboard(ours.as_str().into()));
    eventually("the text from here", || (paste(server) == ours).then_some(()));
    let long = "длинный текст\n".repeat(8000);
    session.send(SessionCommand::Clipboard(long.as_str().into()));
    eventually("the long text from here", || (paste(server) == long).then_some(()));
}
