//! Several sessions in one window.

use server::desktop::Received;

use super::{Manager, Remote, Stage, scene, settled};
use crate::rig::{Picture, eventually};

/// How high the strip of tabs is.
const STRIP: usize = 36;

#[test]
fn sessions_in_tabs_keep_their_pictures_and_keys_apart() {
    let (stage, one) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480));
    let two = Picture::from_fn(640, 480, |x, y| (x as u32 * 2) << 8 | (y as u32 / 2));
    let (first, second) = (Remote::new(&one), Remote::new(&two));
    let viewer = stage.open(&first.target(), &["--renderer", "cpu"]);
    let window = stage.focus();
    stage.xdotool(&format!("windowsize --sync {window} 640 {}", 480 + STRIP));
    stage.wait_for(&one, 0, STRIP / 2);

    stage.xdotool("key ctrl+alt+shift+n");
    settled(&viewer);
    stage.xdotool(&format!("type {}", second.target()));
    stage.xdotool("key Return");
    stage.wait_for(&two, 0, STRIP);
    stage.xdotool("mousemove 300 300 key b");
    eventually("the second session to hear the key", || pressed(&second).contains(&0x62).then_some(()));
    assert!(!pressed(&first).contains(&0x62), "it was not meant for the first");

    stage.xdotool("key ctrl+alt+shift+Page_Up");
    stage.wait_for(&one, 0, STRIP);
    // The tab on the right, by mouse.
    stage.xdotool(&format!("mousemove 330 {} click 1", STRIP / 2));
    stage.xdotool("mousemove 300 300");
    stage.wait_for(&two, 0, STRIP);
    stage.xdotool("key ctrl+alt+shift+w");
    stage.xdotool("mousemove 300 301");
    stage.wait_for(&one, 0, STRIP / 2);
    stage.xdotool("key a");
    eventually("the first session to go on", || pressed(&first).contains(&0x61).then_some(()));
    for remote in [&first, &second] {
        let (mut down, mut up) = (0, 0);
        for what in remote.desktop.received() {
            match what {
                Received::Key(key) if key.pressed => down += 1,
                Received::Key(_) => up += 1,
                _ => {}
            }
        }
        assert_eq!(down, up, "nothing stays pressed");
    }
}

/// The keysyms of what was pressed there.
fn pressed(remote: &Remote) -> Vec<u32> {
    let keys = remote.desktop.received().into_iter();
    keys.filter_map(|what| if let Received::Key(key) = what { Some(key.keysym) } else { None }).collect()
}
