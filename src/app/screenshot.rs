//! Pictures of the remote desktop, into a file or to the clipboard. All of it is done in a thread of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use tracing::{info, warn};

use super::viewer::Viewer;
use super::wakeup::Wakeup;
use crate::config::pictures;
use crate::picture::png;
use crate::session::{Framebuffer, Screen};
use crate::text::text;
use crate::ui::bar::Destination;

/// What became of a picture.
#[derive(Debug)]
pub(super) enum Screenshot {
    /// It is in this file.
    Saved(PathBuf),
    /// It is to be put on the clipboard.
    Taken(Image),
    /// There is none, because of this.
    Failed(String),
}

/// A picture as the clipboard wants it.
#[derive(Clone)]
pub(super) struct Image {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Red, green, blue and opacity of each pixel.
    pub(super) rgba: Vec<u8>,
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} x {})", self.width, self.height)
    }
}

impl Viewer {
    /// Keeps what the remote desktop shows now.
    pub(super) fn take_screenshot(&mut self, to: Destination) {
        if self.tab.screen.look(Framebuffer::size).is_empty() {
            return self.note(text!("bar-screenshot-nothing"));
        }
        let (screen, key, proxy) = (self.tab.screen.clone(), self.key, self.proxy.clone());
        let server = self.tab.state.server.clone();
        let take = move || {
            let taken = match to {
                Destination::File => save(&screen, &server),
                Destination::Clipboard => copy(&screen),
            };
            // An error means that the event loop is gone; then nobody wants to know.
            let _ = proxy.send_event(Wakeup::Screenshot(key, taken));
        };
        if let Err(error) = thread::Builder::new().name("screenshot".into()).spawn(take) {
            self.screenshot_taken(Screenshot::Failed(error.to_string()));
        }
    }

    /// Says what became of it.
    pub(super) fn screenshot_taken(&mut self, screenshot: Screenshot) {
        match screenshot {
            Screenshot::Saved(path) => {
                info!(path = %path.display(), "screenshot saved");
                self.note(text!("bar-screenshot-saved", path = shown(&path)));
            }
            Screenshot::Taken(image) => {
                info!(?image, "screenshot on the clipboard");
                self.clipboard.write_image(image);
                self.note(text!("bar-screenshot-copied"));
            }
            Screenshot::Failed(why) => {
                warn!(why, "no screenshot");
                self.note(text!("bar-screenshot-failed", why = why));
            }
        }
    }
}

fn copy(screen: &Screen) -> Screenshot {
    let picture = screen.look(Framebuffer::clone);
    let (width, height) = (usize::from(picture.size().width), usize::from(picture.size().height));
    let opaque = |pixel: &u32| {
        let [_, red, green, blue] = pixel.to_be_bytes();
        [red, green, blue, u8::MAX]
    };
    Screenshot::Taken(Image { width, height, rgba: picture.pixels().iter().flat_map(opaque).collect() })
}

fn save(screen: &Screen, server: &str) -> Screenshot {
    let picture = screen.look(Framebuffer::clone);
    let folder = pictures();
    let written = png(&picture).map_err(|error| error.to_string()).and_then(|file| {
        let written = write(&folder, &name(server), &file);
        written.map_err(|error| format!("{}: {error}", folder.display()))
    });
    written.map_or_else(Screenshot::Failed, Screenshot::Saved)
}

/// The name of a file, without what it ends with: the server and the local time.
pub(super) fn name(server: &str) -> String {
    let time = jiff::Zoned::now().strftime("%Y-%m-%d %H.%M.%S").to_string();
    format!("{} {time}", safe(server))
}

/// A name that every file system takes.
fn safe(server: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let plain: String = server.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).take(60).collect();
    let plain = plain.trim_matches(['.', '-']);
    if plain.is_empty() { "Farview".to_owned() } else { plain.to_owned() }
}

/// Writes a new file, whole or not at all. One that is there is never written over.
fn write(folder: &Path, name: &str, contents: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    ordinary_permissions(&mut builder);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(contents)?;
    for number in 1..1000 {
        let more = if number == 1 { String::new() } else { format!(" ({number})") };
        let path = folder.join(format!("{name}{more}.png"));
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(error.error),
        }
    }
    Err(std::io::ErrorKind::AlreadyExists.into())
}

/// Temporary files are for their owner alone; a picture has the permissions of any new file.
fn ordinary_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

/// A path as people write it.
pub(super) fn shown(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    let below = home.as_deref().and_then(|home| path.strip_prefix(home).ok());
    below.map_or_else(|| path.display().to_string(), |rest| format!("~/{}", rest.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_servers_become_names_of_files() {
        for (server, file) in [
            ("office.example.com:5901", "office.example.com-5901"),
            ("[2001:db8::1]:5900", "2001-db8--1--5900"),
            ("../../etc/passwd", "etc-passwd"),
            ("unix:/run/user/vnc", "unix--run-user-vnc"),
            ("...", "Farview"),
            ("東京", "東京"),
        ] {
            assert_eq!(safe(server), file);
        }
        assert_eq!(safe(&"x".repeat(4096)).len(), 60);
    }

    #[test]
    fn a_file_that_is_there_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("Pictures");
        let paths = [b"one", b"two"].map(|contents| write(&inside, "name", contents).expect("a file"));
        assert_eq!(paths, [inside.join("name.png"), inside.join("name (2).png")]);
        assert_eq!(std::fs::read(&paths[0]).expect("the first"), b"one");
        assert_eq!(std::fs::read_dir(&inside).expect("the folder").count(), 2, "nothing else is left behind");
    }
}
