//! `farview snapshot` equals the server's own screen, pixel for pixel: servers, ways in, versions and encodings.

use super::snapshot;
use crate::rig::{Folder, Picture, Program, RealServer, Security, Setup, Version};

/// What `--encodings` is given, one run each. A server that does not know the encoding sends Raw instead.
const ENCODINGS: &[&str] =
    &["raw", "copyrect,raw", "zrle", "trle,raw", "hextile", "zlib", "zlibhex,raw", "corre", "rre", "tight", "tightpng"];

/// Declares a test per server, way in and version.
macro_rules! pixel_for_pixel {
    ($($name:ident: $server:ident, $security:ident, $version:ident;)*) => {
        $(
            #[test]
            fn $name() {
                let setup = Setup::with_security(Security::$security).with_version(Version::$version);
                assert_every_encoding_shows(&RealServer::$server(&setup));
            }
        )*
    };
}

pixel_for_pixel! {
    xtigervnc_that_lets_everybody_in: xtigervnc, None, V3_8;
    xtigervnc_with_a_password: xtigervnc, Password, V3_8;
    xtigervnc_that_lets_everybody_in_with_rfb_3_3: xtigervnc, None, V3_3;
    xtigervnc_with_a_password_and_rfb_3_3: xtigervnc, Password, V3_3;
    xtightvnc_that_lets_everybody_in: xtightvnc, None, V3_8;
    xtightvnc_with_a_password: xtightvnc, Password, V3_8;
    x11vnc_that_lets_everybody_in: x11vnc, None, V3_8;
    x11vnc_with_a_password: x11vnc, Password, V3_8;
    x11vnc_that_lets_everybody_in_with_rfb_3_7: x11vnc, None, V3_7;
    x11vnc_with_a_password_and_rfb_3_7: x11vnc, Password, V3_7;
    x11vnc_that_lets_everybody_in_with_rfb_3_3: x11vnc, None, V3_3;
    x11vnc_with_a_password_and_rfb_3_3: x11vnc, Password, V3_3;
    qemu_that_lets_everybody_in: qemu, None, V3_8;
    qemu_with_a_password: qemu, Password, V3_8;
}

#[test]
fn xtightvnc_with_a_colour_map_of_256_colours() {
    assert_every_encoding_shows(&RealServer::xtightvnc(&Setup::default().with_colour_map()));
}

#[test]
fn a_screen_whose_size_is_no_multiple_of_anything() {
    let setup = Setup { width: 517, height: 331, ..Setup::default() };
    assert_every_encoding_shows(&RealServer::xtigervnc(&setup));
}

/// Sixteen bits cannot name every colour: both sides are compared as the server has them, five or six bits each.
#[test]
fn xtigervnc_with_sixteen_bits_per_pixel() {
    let server = RealServer::xtigervnc(&Setup { depth: 16, ..Setup::default() });
    let coarse = |mut picture: Picture| {
        picture.pixels.iter_mut().for_each(|pixel| *pixel &= 0x00f8_fcf8);
        picture
    };
    for encodings in ENCODINGS {
        let (_, shown) = snapshot(&server, &["--encodings", encodings]);
        coarse(shown).assert_same(&coarse(server.picture()), encodings);
    }
}

/// Servers round to the nearest colour or down.
#[test]
fn lower_depths_come_as_near_as_their_bits_allow() {
    let servers = [
        RealServer::xtigervnc(&Setup::default()),
        RealServer::xtightvnc(&Setup::default()),
        RealServer::x11vnc(&Setup::default()),
        RealServer::qemu(&Setup::default()),
    ];
    for server in &servers {
        let expected = server.picture();
        for (depth, steps) in [("16", [9, 5, 9]), ("8", [37, 37, 85])] {
            // A PNG picture has all its colours whatever the depth.
            for encodings in ENCODINGS.iter().filter(|encodings| **encodings != "tightpng") {
                let (_, shown) = snapshot(server, &["--depth", depth, "--encodings", encodings]);
                let away = farthest(&shown, &expected);
                assert!(
                    away.iter().zip(steps).all(|(away, step)| (1..=step).contains(away)),
                    "{depth} bits in {encodings}: {away:?}, at most {steps:?}"
                );
            }
        }
    }
}

/// How far the channels of two pictures are from each other at most: red, green, blue.
pub(super) fn farthest(one: &Picture, other: &Picture) -> [u8; 3] {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let mut away = [0; 3];
    for (one, other) in one.pixels.iter().zip(&other.pixels) {
        for (channel, shift) in [16, 8, 0].into_iter().enumerate() {
            away[channel] = ((one >> shift) as u8).abs_diff((other >> shift) as u8).max(away[channel]);
        }
    }
    away
}

#[test]
fn without_options_the_whole_picture_comes_as_well() {
    let server = RealServer::xtigervnc(&Setup { width: 1280, height: 800, ..Setup::default() });
    let (_, shown) = snapshot(&server, &[]);
    shown.assert_same(&server.picture(), "a plain snapshot");
}

#[test]
fn a_server_behind_a_unix_domain_socket() {
    let folder = Folder::new();
    let socket = folder.path("vnc.sock");
    let socket_option = format!("-rfbunixpath={}", socket.display());
    let server = RealServer::xtigervnc(&Setup::default().with_options(&[&socket_option]));
    let file = folder.path("picture.png");
    let target = format!("unix:{}", socket.display());
    Program::new(["snapshot", &target]).argument(&file).run().assert_success();
    Picture::read_png(&file).assert_same(&server.picture(), "a snapshot through a socket");
}

#[track_caller]
fn assert_every_encoding_shows(server: &RealServer) {
    let expected = server.picture();
    assert!(expected.colours() > 50, "a screen with something on it, not one of {} colours", expected.colours());
    for encodings in ENCODINGS {
        let (_, shown) = snapshot(server, &["--encodings", encodings]);
        shown.assert_same(&expected, encodings);
    }
    server.picture().assert_same(&expected, "the server's screen after the last snapshot");
}
