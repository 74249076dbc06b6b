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

#[test]
fn a_server_without_a_password_has_the_worst_grade_and_one_with_vnc_authentication_the_next() {
    let open = probe(&RealServer::xtigervnc(&Setup::default()));
    assert_eq!((&open["grade"], &open["findings"][0]["grade"]), (&json!("F"), &json!("F")), "{open}");
    let password = probe(&RealServer::xtightvnc(&Setup::with_security(Security::Password)));
    assert_eq!((&password["grade"], &password["product"]), (&json!("E"), &json!("TightVNC")), "{password}");
    assert!(password["change"].as_str().is_some_and(|change| change.contains("--via")), "{password}");
}

#[test]
fn what_a_server_offers_inside_is_seen_with_its_encryption() {
    let types = ["-SecurityTypes", "TLSVnc,TLSNone,Plain,VncAuth"];
    let report = probe(&RealServer::xtigervnc(&Setup::default().with_options(&types)));
    let vencrypt = report["security_types"].as_array().expect("a list").iter().find(|offer| offer["number"] == 19);
    let inside = vencrypt.expect("VeNCrypt")["sub_types"].as_array().expect("a list");
    let numbers: Vec<_> = inside.iter().filter_map(|offer| offer["number"].as_u64()).collect();
    assert!(numbers.contains(&257) && numbers.contains(&258), "{report}");
    assert_eq!(report["encryption"][0]["anonymous"], true, "{report}");
    assert_eq!((&report["access"], &report["grade"]), (&json!("open"), &json!("F")), "{report}");
}

#[test]
fn a_script_can_demand_a_grade() {
    let server = RealServer::xtigervnc(&Setup::with_security(Security::Password));
    let probe = |least: &str| Program::new(["probe", &server.target(), "--fail-below", least]).run();
    probe("E").assert_success();
    probe("D").assert_code(8).assert_says("not safe enough: the worst grade is E");
}

#[test]
fn several_servers_are_told_in_the_order_they_were_named() {
    let (first, second) = (RealServer::xtigervnc(&Setup::default()), RealServer::xtightvnc(&Setup::default()));
    let folder = Folder::new();
    let list = format!("# those of the third floor\n{}  # tight\n\n", second.target());
    let list = folder.write("servers.txt", list.as_bytes());
    let finished = Program::new(["probe", "--json", &first.target(), "--file"]).argument(list).run();
    let text = finished.assert_success().text();
    let names: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let names: Vec<&Value> = names.iter().map(|report| &report["desktop"]["name"]).collect();
    let names: Vec<&str> = names.into_iter().filter_map(Value::as_str).collect();
    assert!(matches!(names[..], ["Xtigervnc", second] if second.contains("Xtightvnc")), "{text}");
}

#[test]
fn a_range_is_looked_through_and_only_what_answers_is_told() {
    let server = RealServer::xtigervnc(&Setup::default());
    let port = server.port.to_string();
    let finished = Program::new(["probe", "--json", "--scan", "127.0.0.0/29", "--port", &port, "--rate", "100"]).run();
    let text = finished.assert_success().text();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains(&format!("127.0.0.1::{port}")), "{text}");
    finished.assert_says("1 of 6 answered");
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
