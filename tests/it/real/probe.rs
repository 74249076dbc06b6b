//! `farview probe --json` tells what a real server is like, and sends no password unless told to.

use serde_json::{Value, json};

use crate::rig::server::PASSWORD;
use crate::rig::{Folder, Program, RealServer, Security, Setup, Version};

#[test]
fn xtigervnc_is_described() {
    let report = probe(&RealServer::xtigervnc(&Setup::default()));
    assert_eq!((&report["version"], &report["banner"]), (&json!("3.8"), &json!("RFB 003.008")));
    assert_eq!(offered(&report), [1]);
    assert_eq!((&report["chosen"], &report["access"]), (&json!("None"), &json!("open")));
    assert_eq!(report["desktop"]["name"], "Xtigervnc");
    assert_eq!((&report["desktop"]["width"], &report["desktop"]["height"]), (&json!(640), &json!(420)));
    let format = &report["desktop"]["pixel_format"];
    assert_eq!(
        (&format["bits_per_pixel"], &format["depth"], &format["true_colour"]),
        (&json!(32), &json!(24), &json!(true))
    );
    assert_lists(&report["encodings"], &["Tight"]);
    assert_lists(&report["features"], &["cursor", "fence", "continuous updates"]);
}

#[test]
fn xtightvnc_is_described() {
    let report = probe(&RealServer::xtightvnc(&Setup::default()));
    assert_eq!(report["version"], "3.8");
    assert!(offered(&report).contains(&1), "{report}");
    assert_eq!(report["access"], "open");
    assert_eq!(report["desktop"]["width"], 640);
    assert_lists(&report["encodings"], &["Tight"]);
}

#[test]
fn a_colour_map_is_described() {
    let report = probe(&RealServer::xtightvnc(&Setup::default().with_colour_map()));
    let format = &report["desktop"]["pixel_format"];
    assert_eq!((&format["bits_per_pixel"], &format["true_colour"]), (&json!(8), &json!(false)));
}

#[test]
fn x11vnc_is_described_in_each_version() {
    for (version, name) in [(Version::V3_3, "3.3"), (Version::V3_7, "3.7"), (Version::V3_8, "3.8")] {
        let report = probe(&RealServer::x11vnc(&Setup::default().with_version(version)));
        assert_eq!((&report["version"], &report["access"]), (&json!(name), &json!("open")));
        assert_eq!(offered(&report), [1]);
        assert_eq!((&report["desktop"]["width"], &report["desktop"]["height"]), (&json!(640), &json!(420)));
        assert_lists(&report["encodings"], &["Tight"]);
    }
}

#[test]
fn qemu_is_described() {
    let report = probe(&RealServer::qemu(&Setup::default()));
    assert_eq!((&report["version"], &report["access"]), (&json!("3.8"), &json!("open")));
    assert_eq!(offered(&report), [1]);
    assert_eq!(report["desktop"]["name"], "QEMU (painter)");
    assert_lists(&report["encodings"], &["Tight"]);
    assert_lists(&report["features"], &["extended key events"]);
}

#[test]
fn no_password_is_sent_unless_told_to() {
    for start in [RealServer::xtigervnc, RealServer::xtightvnc, RealServer::x11vnc, RealServer::qemu] {
        let server = start(&Setup::with_security(Security::Password));
        // A password in the environment is for sessions, not for looking around.
        let report = probe(&server);
        assert_eq!(report["access"], "password-needed", "{report}");
        assert!(offered(&report).contains(&2), "{report}");
        assert_eq!(report["desktop"], Value::Null);
        let folder = Folder::new();
        let password = folder.write("password", PASSWORD.as_bytes());
        let told = Program::new(["probe", "--json", &server.target(), "--password-file"]).argument(password).run();
        assert_eq!(told.assert_success().json()["access"], "open");
    }
}

#[test]
fn without_json_people_read_the_same() {
    let server = RealServer::xtigervnc(&Setup::default());
    let finished = Program::new(["probe", &server.target()]).run();
    let text = finished.assert_success().text();
    for word in ["3.8", "None", "640", "420", "Xtigervnc", "Tight"] {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
}

fn probe(server: &RealServer) -> Value {
    let finished = Program::new(["probe", "--json", &server.target()]).password(PASSWORD).run();
    finished.assert_success().json()
}

fn offered(report: &Value) -> Vec<u64> {
    let types = report["security_types"].as_array().expect("a list of security types");
    types.iter().map(|security| security["number"].as_u64().expect("a number")).collect()
}

#[track_caller]
fn assert_lists(list: &Value, wanted: &[&str]) {
    for name in wanted {
        assert!(list.as_array().is_some_and(|list| list.contains(&json!(name))), "{name} is missing in {list}");
    }
}
