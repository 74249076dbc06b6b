//! RSA-AES with the real program: all four types, the question about the key, and keys that are other ones.

use std::sync::Arc;

use rfb::{Framebuffer, Identity, Size};
use server::security::rsa_aes::{Login, RsaAes, ServerKey, Variant};
use server::{Handle, Options, Server, StillDesktop};

use crate::rig::{Finished, Folder, Picture, Program};

const AUTHENTICATION: i32 = 5;
const DISTRUSTED: i32 = 9;

/// The folder that settings are in.
const SETTINGS: &str = "FARVIEW_CONFIG_DIR";

fn scene() -> Picture {
    Picture::from_fn(300, 200, |x, y| (x * 5 + y * 0x0700) as u32)
}

/// A server at a port of its own, or again at `port`.
fn serve(port: u16, variant: Variant, key: &ServerKey) -> Handle {
    let login = Login::UsernameAndPassword("älice".into(), "wonderländ".into());
    let options = Options { security: vec![Arc::new(RsaAes::new(variant, key.clone(), login))], ..Options::default() };
    let mut framebuffer = Framebuffer::new(Size::new(300, 200));
    framebuffer.pixels_mut().copy_from_slice(&scene().pixels);
    let server = Server::bind(("127.0.0.1", port), options).expect("the port is free");
    server.spawn(StillDesktop::new(framebuffer)).expect("a thread")
}

fn key() -> ServerKey {
    ServerKey::generate(2048).expect("a key")
}

fn path(folder: &Folder) -> &str {
    folder.as_ref().to_str().expect("a path of text")
}

/// What the program knows a key by.
fn identity(key: &ServerKey) -> Identity {
    let wire = key.public().to_wire();
    let (modulus, exponent) = wire[4..].split_at((wire.len() - 4) / 2);
    let start = exponent.iter().position(|byte| *byte != 0).expect("no exponent is 0");
    Identity::RsaKey { modulus: modulus.to_vec(), exponent: exponent[start..].to_vec() }
}

/// A snapshot with these options; the picture is compared where there is one.
fn look(server: &Handle, settings: &Folder, password: &str, options: &[&str]) -> Finished {
    let folder = Folder::new();
    let file = folder.path("picture.png");
    let target = format!("vnc://%C3%A4lice@127.0.0.1:{}", server.local_addr().port());
    let program = Program::new(["snapshot", "-v"]).arguments(options).argument(target).argument(&file);
    let finished = program.environment(SETTINGS, path(settings)).password(password).run();
    if finished.code == Some(0) {
        Picture::read_png(&file).assert_same(&scene(), "what came by RSA-AES");
    }
    assert_eq!(finished.code == Some(0), file.exists());
    finished
}

#[test]
fn every_type_shows_the_desktop_of_a_server_whose_key_is_the_one_that_was_named() {
    let (key, settings) = (key(), Folder::new());
    let fingerprint = identity(&key).fingerprint().to_string();
    for variant in Variant::ALL {
        let server = serve(0, variant, &key);
        look(&server, &settings, "wonderländ", &["--fingerprint", &fingerprint]).assert_success();
        let wrong = look(&server, &settings, "looking-glass", &["--fingerprint", &fingerprint]);
        assert_eq!(wrong.code, Some(AUTHENTICATION), "{variant:?}: {}", wrong.stderr);
    }
}

#[test]
fn a_key_that_nobody_vouched_for_is_shown_and_no_password_sent() {
    let (key, settings) = (key(), Folder::new());
    let server = serve(0, Variant::Ra2With256, &key);
    let finished = look(&server, &settings, "wonderländ", &[]);
    assert_eq!(finished.code, Some(DISTRUSTED), "{}", finished.stderr);
    finished.assert_says(&identity(&key).fingerprint().to_string());
    finished.assert_says(&identity(&key).short_fingerprint().expect("an RSA key").to_string());
    finished.assert_says("hint: ");
}

#[test]
fn another_key_than_the_one_that_is_known_is_refused() {
    let (first, second, settings) = (key(), key(), Folder::new());
    let server = serve(0, Variant::Ra2, &first);
    let port = server.local_addr().port();
    let (target, fingerprint) = (format!("127.0.0.1::{port}"), identity(&first).fingerprint().to_string());
    let pin = Program::new(["trust", "pin", &target, "--kind", "rsa-key", "--fingerprint", &fingerprint]);
    pin.environment(SETTINGS, path(&settings)).run().assert_success();
    look(&server, &settings, "wonderländ", &[]).assert_success();
    drop(server);
    let server = serve(port, Variant::Ra2, &second);
    let finished = look(&server, &settings, "wonderländ", &[]);
    assert_eq!(finished.code, Some(DISTRUSTED), "{}", finished.stderr);
    let second = identity(&second).fingerprint();
    finished.assert_says(&format!("farview trust pin {target} --kind rsa-key --fingerprint {second}"));
}
