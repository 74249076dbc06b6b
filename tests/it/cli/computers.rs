//! `farview computers`: what other viewers keep becomes the user's list, and the list becomes files for others.

use super::farview;
use crate::rig::{Folder, Program};

fn computers(folder: &Folder, words: &[&str]) -> Program {
    let settings = folder.path("settings").display().to_string();
    farview(["computers"]).arguments(words).environment("FARVIEW_CONFIG_DIR", &settings)
}

const REMMINA: &str = "[remmina]\nname=Build server\ngroup=Work\nprotocol=VNC\nserver=build:2\npassword=c2VjcmV0\n";

#[test]
fn computers_are_imported_listed_exported_and_forgotten() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("remmina")).expect("a folder");
    folder.write("remmina/build.remmina", REMMINA.as_bytes());
    folder.write("remmina/office.remmina", REMMINA.replace("VNC", "RDP").as_bytes());
    let list = folder.write("list.txt", b"vnc://alice:secret@lab:5905?ConnectionName=Lab\n");
    let (remmina, list) = (folder.path("remmina").display().to_string(), list.display().to_string());
    let imported = computers(&folder, &["import", &remmina, &list]).run();
    imported.assert_success();
    imported.assert_says("2 added").assert_says("it is for RDP").assert_says("2 passwords are not taken over");
    let again = computers(&folder, &["import", &remmina, &list]).run();
    again.assert_says("0 added, 2 known already");

    let listed = computers(&folder, &["list"]).run();
    assert_eq!(
        listed.text(),
        "Build server\tbuild:2\tsaved\tnever seen\tWork\nLab\tvnc://alice@lab:5905?ConnectionName=Lab\tsaved\tnever seen\n"
    );
    let json = computers(&folder, &["list", "--json"]).run().text();
    assert!(json.contains("\"group\": \"Work\"") && json.trim_start().starts_with('['), "{json}");

    let addresses = computers(&folder, &["export", "--format", "addresses"]).run().text();
    assert!(addresses.starts_with("vnc://build:5902?ConnectionName=Build%20server\n"), "{addresses}");
    let own = folder.path("export.toml");
    computers(&folder, &["export", &own.display().to_string()]).run().assert_success();
    let kept = std::fs::read_to_string(folder.path("settings/computers.toml")).expect("the list");
    for text in [std::fs::read_to_string(own).expect("the export"), kept] {
        assert!(!text.contains("secret") && !text.contains("c2VjcmV0"), "{text}");
    }

    computers(&folder, &["forget", "Lab", "build::5902"]).run().assert_success();
    assert_eq!(computers(&folder, &["list"]).run().text(), "");
    computers(&folder, &["forget", "Lab"]).run().assert_code(2).assert_says("no computer is called Lab");
}

#[test]
fn a_broken_list_is_told_with_its_line_and_stays_as_it_is() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("settings")).expect("a folder");
    let broken = "version = 1\n[[computer]]\ntarget = 7\n";
    folder.write("settings/computers.toml", broken.as_bytes());
    let list = folder.write("list.txt", b"vnc://lab\n").display().to_string();
    for words in [&["list"][..], &["import", &list]] {
        computers(&folder, words).run().assert_code(1).assert_says("line 3").assert_says("hint: put it right by hand");
    }
    assert_eq!(std::fs::read_to_string(folder.path("settings/computers.toml")).expect("the list"), broken);
}

#[test]
fn what_is_no_file_of_a_viewer_is_not_imported() {
    let folder = Folder::new();
    let file = folder.write("notes.txt", b"hello world\n").display().to_string();
    computers(&folder, &["import", &file]).run().assert_code(1).assert_says("none of the files that Farview can read");
}
