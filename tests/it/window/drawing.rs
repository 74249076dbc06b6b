//! What is drawn, and when.

use std::time::Duration;

use rfb::{Point, Rect};

use super::{Manager, RENDERERS, Remote, Stage, distance, framebuffer, frames, scene, settled};

#[test]
fn at_one_to_one_both_renderers_show_the_desktop_pixel_for_pixel() {
    for renderer in RENDERERS {
        let (stage, mut picture) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer]);
        stage.wait_for(&picture, 0, 0);
        assert!(viewer.stderr().contains("renderer chosen"), "{}", viewer.stderr());

        for (x, y, width, height) in [(0, 0, 1, 1), (639, 479, 1, 1), (17, 200, 300, 2), (100, 50, 64, 64)] {
            let pixels = vec![0x00ff_8040; width * height];
            remote.desktop.draw(Rect::new(x, y, width as u16, height as u16), pixels);
            picture.fill(usize::from(x), usize::from(y), width, height, 0x00ff_8040);
        }
        stage.wait_for(&picture, 0, 0);

        remote.desktop.copy(Rect::new(100, 50, 64, 64), Point::new(140, 80));
        let moved = picture.part(100, 50, 64, 64);
        picture.put(&moved, 140, 80);
        stage.wait_for(&picture, 0, 0);
    }
}

#[test]
fn a_scaled_desktop_looks_the_same_with_both_renderers_but_for_rounding() {
    let picture = scene(640, 480);
    for (factor, filter) in
        [(70, "sharp"), (70, "smooth"), (150, "sharp"), (150, "smooth"), (150, "nearest"), (200, "smooth")]
    {
        let scale = format!("{factor}%");
        let shown = RENDERERS.map(|renderer| {
            let (stage, remote) = (Stage::new((1400, 1100), Manager::Nobody), Remote::new(&picture));
            let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", &scale, "--filter", filter]);
            settled(&viewer);
            // A change of a part must look as if all had been drawn.
            remote.desktop.draw(Rect::new(200, 100, 41, 33), vec![0x0020_40ff; 41 * 33]);
            let middle = |at: usize| at * factor / 100;
            crate::rig::eventually("the change", || {
                let colour = stage.display.picture().part(middle(220), middle(116), 1, 1).pixels[0];
                (distance(colour, 0x0020_40ff) <= 2).then_some(())
            });
            settled(&viewer);
            stage.display.picture()
        });
        let [cpu, gpu] = &shown;
        let worst = cpu.pixels.iter().zip(&gpu.pixels).map(|(one, other)| distance(*one, *other)).max();
        assert!(worst <= Some(2), "{scale} {filter}: {worst:?}");
        assert!(cpu.colours() > 1000, "{scale}: nothing was shown");
    }
}

#[test]
fn nothing_is_drawn_while_nothing_changes() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((800, 600), Manager::Nobody), scene(320, 240));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer]);
        stage.wait_for(&picture, 0, 0);
        let before = settled(&viewer);
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(frames(&viewer), before, "{renderer}");
        remote.desktop.draw(Rect::new(0, 0, 1, 1), vec![0]);
        crate::rig::eventually("a frame for the change", || (frames(&viewer) > before).then_some(()));
        assert!(settled(&viewer) <= before + 2, "{renderer}: one change takes one frame");
    }
}

#[test]
fn another_window_that_goes_away_leaves_the_picture_whole() {
    let (stage, picture) = (Stage::new((800, 600), Manager::Openbox), scene(320, 240));
    let remote = Remote::new(&picture);
    let viewer = stage.open(&remote.target(), &["--renderer", "cpu"]);
    let window = stage.focus();
    settled(&viewer);
    stage.xdotool(&format!("windowunmap --sync {window}"));
    stage.xdotool(&format!("windowmap --sync {window}"));
    let (x, y) = stage.position(&window);
    stage.wait_for(&picture, x, y);
}

#[test]
fn the_desktop_can_become_another_size_at_any_time() {
    for renderer in RENDERERS {
        let (stage, picture) = (Stage::new((900, 700), Manager::Nobody), scene(640, 480));
        let remote = Remote::new(&picture);
        let viewer = stage.open(&remote.target(), &["--renderer", renderer, "--scale", "1:1"]);
        stage.wait_for(&picture, 0, 0);
        let smaller = scene(400, 300);
        remote.desktop.replace(framebuffer(&smaller));
        stage.wait_for(&smaller, 120, 90);
        let larger = scene(1000, 800);
        remote.desktop.replace(framebuffer(&larger));
        // What the scroll bars leave of the window.
        stage.wait_for(&larger.part(0, 0, 628, 468), 0, 0);
        drop(viewer);
    }
}
