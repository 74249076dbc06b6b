//! Resizing the window, gently and in storms.

use server::desktop::Received;

use super::{Manager, RENDERERS, Remote, Stage, scene, settled};

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

    // Size, and what begins with an R there.
    stage.choose(&viewer, &["F8", "s", "Return", "r", "Return", "Escape", "Escape"]);
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

#[test]
fn forty_sizes_a_second_from_both_sides_leave_the_window_working() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((1300, 850), Manager::Nobody), scene(640, 480));
        let remote = Remote::new(&picture);
        // A computer that is busy with other tests looks like a slow link.
        let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--quality", "lossless"]);
        let window = stage.focus();
        stage.wait_for(&picture, 0, 0);
        for step in 0..80_u16 {
            let (width, height) = (320 + step % 17 * 40, 240 + step % 13 * 40);
            remote.desktop.replace(super::framebuffer(&scene(usize::from(width), usize::from(height))));
            stage.xdotool(&format!("windowsize {window} {} {}", 1000 - width / 2, 700 - height / 2));
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        remote.desktop.replace(super::framebuffer(&picture));
        stage.xdotool(&format!("windowsize --sync {window} 640 480"));
        stage.wait_for(&picture, 0, 0);
        assert!(!viewer.stderr().contains("panicked"), "{}", viewer.stderr());
    }
}

#[test]
fn the_smallest_and_the_largest_desktops_are_shown() {
    for renderer in RENDERERS {
        for (width, height) in [(1, 1), (1, 4320), (7680, 4320)] {
            let stage = Stage::new((900, 700), Manager::Nobody);
            let mut framebuffer = rfb::Framebuffer::new(rfb::Size::new(width, height));
            framebuffer.pixels_mut().fill(0x0030_a0f0);
            let remote = Remote::of(framebuffer);
            // Other filters take their time where the program is not optimised.
            let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--filter", "nearest"]);
            stage.focus();
            settled(&viewer);
            // Many small shares of one colour may be rounded to its neighbour.
            let shows = |stage: &Stage, colour: u32| {
                let near = |pixel: &u32| super::distance(*pixel, colour) <= 2;
                stage.display.picture().pixels.iter().any(near).then_some(())
            };
            crate::rig::eventually(&format!("a desktop of {width} by {height} ({renderer})"), || {
                shows(&stage, 0x0030_a0f0)
            });
            // The last pixel, alone.
            let last = rfb::Rect::new(width - 1, height - 1, 1, 1);
            remote.desktop.draw(
                rfb::Rect::new(0, 0, width, height.min(200)),
                vec![0x00f0_3010; usize::from(width) * usize::from(height.min(200))],
            );
            remote.desktop.draw(last, vec![0x0010_f030]);
            crate::rig::eventually("the change", || {
                let colour = if height == 1 { 0x0010_f030 } else { 0x00f0_3010 };
                shows(&stage, colour)
            });
        }
    }
}
