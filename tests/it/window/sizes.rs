//! Resizing the window, gently and in storms.

use server::desktop::Received;

use super::{Manager, RENDERERS, Remote, Stage, frames, scene, settled};
use crate::rig::eventually;

#[test]
fn a_storm_of_sizes_leaves_the_window_working() {
    for renderer in RENDERERS {
        for manager in [Manager::Nobody, Manager::Openbox] {
            let (stage, picture) = (Stage::new((1300, 850), manager), scene(640, 480));
            let remote = Remote::new(&picture);
            let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", "1:1"]);
            let window = stage.focus();
            settled(&viewer);
            let size = |width: usize, height: usize| format!("windowsize {window} {width} {height}");
            for step in 0..40 {
                stage.xdotool(&size(300 + step * 23, 200 + (step * 37) % 600));
            }
            let burst: Vec<String> =
                (0..200).map(|step| size(250 + (step * 61) % 900, 180 + (step * 43) % 600)).collect();
            stage.xdotool(&burst.join(" "));
            stage.xdotool(&size(1, 1));
            stage.xdotool(&format!("windowunmap --sync {window}"));
            stage.xdotool(&format!("windowmap --sync {window}"));
            stage.xdotool(&size(1200, 780));
            stage.xdotool(&format!("windowmove --sync {window} 0 0"));
            settled(&viewer);
            // Openbox puts a frame of its own around the window.
            let (left, top) = stage.position(&window);
            stage.wait_for(&picture, left + (1200 - 640) / 2, top + (780 - 480) / 2);
        }
    }
}

#[test]
fn the_remote_desktop_follows_the_window_when_asked_to_in_the_menu() {
    let (stage, picture) = (Stage::new((1200, 800), Manager::Nobody), scene(640, 480));
    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    let window = stage.focus();
    stage.wait_for(&picture, 0, 0);
    let before = settled(&viewer);
    stage.xdotool(&format!("windowsize --sync {window} 700 500"));
    assert!(settled(&viewer) > before);
    let resized = |received: &[Received]| received.iter().any(|what| matches!(what, Received::Resized(_)));
    assert!(!resized(&remote.desktop.received()), "nobody asked for that");

    stage.xdotool("key F8");
    settled(&viewer);
    // The keyboard reaches everything: size (5), send (3), full screen, view only, then this.
    for _ in 0..11 {
        let before = frames(&viewer);
        stage.xdotool("key Tab");
        // egui moves the focus once a frame.
        eventually("the next focus", || (frames(&viewer) > before).then_some(()));
        std::thread::sleep(std::time::Duration::from_millis(150));
    }
    stage.xdotool("key space");
    settled(&viewer);
    stage.xdotool("key F8");
    stage.xdotool(&format!("windowsize --sync {window} 720 520"));
    let size = rfb::Size::new(720, 520);
    let asked = |received: &[Received]| received.contains(&Received::Resized(size));
    assert!(
        remote.desktop.wait_until(std::time::Duration::from_secs(10), asked).is_some(),
        "{:?}\n{}",
        remote.desktop.received(),
        viewer.stderr()
    );
}
