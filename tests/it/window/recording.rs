//! Recording what the window shows, and playing it in another window, by keys as a user does.

use std::path::{Path, PathBuf};

use super::{Manager, Remote, Stage, framebuffer, scene, settled};
use crate::rig::{Folder, Picture, Program, eventually};

/// The only file in `folder` that ends so.
fn file(folder: &Path, end: &str) -> Option<PathBuf> {
    let mut paths = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    paths.find(|path| path.extension().is_some_and(|extension| extension == end))
}

/// Waits until the window shows `picture` between the notes above and the time line below.
#[track_caller]
fn wait_for(stage: &Stage, picture: &Picture) {
    stage.wait_for(&picture.part(0, 100, picture.width, 260), 0, 100);
}

#[test]
fn what_a_window_showed_is_played_in_another_and_pictures_are_saved_from_it() {
    let (stage, folder) = (Stage::new((1000, 700), Manager::Nobody), Folder::new());
    let (before, after) = (scene(640, 480), scene(650, 480).part(10, 0, 640, 480));
    let remote = Remote::new(&before);
    let (videos, pictures) = (folder.path("Videos"), folder.path("Pictures"));
    let program = |arguments: &[&str]| {
        Program::new(arguments.iter().copied())
            .arguments(&["-vv"])
            .environment("DISPLAY", &stage.display.name())
            .environment("XDG_RUNTIME_DIR", "/nonexistent")
            .environment("XDG_VIDEOS_DIR", &videos.to_string_lossy())
            .environment("XDG_PICTURES_DIR", &pictures.to_string_lossy())
            .start()
    };
    let viewer = program(&[&remote.target()]);
    stage.focus();
    stage.wait_for(&before, 0, 0);
    settled(&viewer);
    stage.xdotool("key ctrl+alt+shift+r");
    eventually("the recording", || file(&videos, "part"));
    remote.desktop.replace(framebuffer(&after));
    wait_for(&stage, &after);
    stage.xdotool("key ctrl+alt+shift+r");
    let recording = eventually("the file", || file(&videos, "fbs"));
    drop(viewer);

    let player = program(&["play", &recording.to_string_lossy()]);
    stage.focus();
    wait_for(&stage, &after);
    settled(&player);
    stage.xdotool("key Home");
    wait_for(&stage, &before);
    stage.xdotool("key s");
    let saved = eventually("the picture", || file(&pictures, "png"));
    Picture::read_png(&saved).assert_same(&before, "the picture that was saved");
    stage.xdotool("key End");
    wait_for(&stage, &after);
}
