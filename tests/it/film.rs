//! Recording a running session: what the file shows is what the screen showed, from the moment on that was asked for.

use std::path::{Path, PathBuf};
use std::time::Duration;

use farview::session::{Command, Event, Failure, Options, Reconnect, Record, Recording, Session};
use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Framebuffer, Size};

use crate::session::{picture, serve, start, wait_for};

/// Every picture that a recording shows, with its time.
fn shown(file: &[u8]) -> Vec<(Duration, Framebuffer)> {
    let mut client = Client::replaying(Config::default());
    let mut pipeline = Pipeline::new(1, Thresholds::default());
    let (mut framebuffer, mut pictures) = (Framebuffer::default(), Vec::new());
    for chunk in rfb::recording::chunks(file).expect("a recording") {
        client.buffer().extend_from_slice(chunk.bytes);
        while let Some(event) = client.poll().expect("a good stream") {
            match event {
                rfb::Event::Connected(server_init) => framebuffer.resize(server_init.size),
                rfb::Event::DesktopSize(layout) if layout.status == Status::Done => framebuffer.resize(layout.size),
                rfb::Event::Rectangle(job) => {
                    pipeline.push(job);
                    pipeline.decode();
                    while !pipeline.is_empty() {
                        pipeline.apply(&mut framebuffer).expect("good pixels");
                    }
                }
                rfb::Event::UpdateEnd => pictures.push((chunk.time, framebuffer.clone())),
                _ => {}
            }
        }
    }
    pictures
}

fn told(session: &Session) -> Recording {
    wait_for(session, |event| match event {
        Event::Recording(news) => Some(news),
        _ => None,
    })
}

fn connected(options: Options) -> Session {
    let session = start(options);
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    session
}

/// What the session shows, which may be a little else than what the server does: lossy encodings are allowed.
fn seen(session: &Session) -> Framebuffer {
    session.screen().look(Clone::clone)
}

/// Whether the recording begins with one picture and ends with the other.
#[track_caller]
fn assert_shows(path: &Path, first: &Framebuffer, last: &Framebuffer) {
    let pictures = shown(&std::fs::read(path).expect("the file"));
    assert!(pictures.first().is_some_and(|(_, picture)| picture == first), "the first of {}", pictures.len());
    assert!(pictures.last().is_some_and(|(_, picture)| picture == last), "the last of {}", pictures.len());
    assert!(pictures.is_sorted_by_key(|(time, _)| *time));
}

fn record(session: &Session, path: &Path) {
    session.send(Command::Record(Record::Start(path.to_owned())));
    assert_eq!(told(session), Recording::Started);
}

#[test]
fn a_recording_begins_with_the_whole_picture_and_follows_every_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/session.fbs");
    let (before, after) = (picture(Size::new(64, 48)), picture(Size::new(90, 31)));
    let (_server, handle, options) = serve(before, server::Options::default());
    let session = connected(options);
    let before = seen(&session);
    record(&session, &path);
    assert!(!path.exists(), "it is not complete");
    // What is asked for twice happens once.
    session.send(Command::Record(Record::Start(folder.path().join("second.fbs"))));
    let size = after.size();
    handle.replace(after);
    wait_for(&session, |event| (event == Event::Resized(size)).then_some(()));
    session.send(Command::Record(Record::Stop));
    assert_eq!(told(&session), Recording::Saved(path.clone()));
    let pictures = shown(&std::fs::read(&path).expect("the file"));
    assert!(pictures.first().is_some_and(|(_, picture)| *picture == before));
    assert_eq!(pictures.last().map(|(_, picture)| picture.size()), Some(size));
    let files: Vec<_> = std::fs::read_dir(folder.path().join("new")).expect("the folder").collect();
    assert_eq!((files.len(), folder.path().join("second.fbs").exists()), (1, false));
}

#[test]
fn a_session_that_ends_completes_its_recording() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.fbs");
    let (_server, _handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = connected(options);
    let still = seen(&session);
    record(&session, &path);
    drop(session);
    assert_shows(&path, &still, &still);
}

#[test]
fn a_recording_outlives_its_connection() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.fbs");
    let (server, handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = connected(Options { reconnect: Reconnect::Always, ..options });
    let still = seen(&session);
    record(&session, &path);
    let port = server.local_addr().port();
    drop((server, handle));
    wait_for(&session, |event| matches!(event, Event::Reconnecting(_)).then_some(()));
    let desktop = server::StillDesktop::new(picture(Size::new(30, 70)));
    let again =
        server::Server::bind(format!("127.0.0.1:{port}"), server::Options::default()).expect("the port is free");
    let _again = again.spawn(desktop).expect("a thread");
    session.send(Command::ReconnectNow);
    wait_for(&session, |event| (event == Event::FirstPicture).then_some(()));
    let later = seen(&session);
    session.send(Command::Record(Record::Stop));
    assert_eq!(told(&session), Recording::Saved(path.clone()));
    assert_shows(&path, &still, &later);
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_one_that_is_there_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_server, _handle, options) = serve(picture(Size::new(64, 48)), server::Options::default());
    let session = connected(options);
    let path = folder.path().join("old.fbs");
    std::fs::write(&path, "old").expect("a file");
    for path in [path.clone(), PathBuf::from("/proc/farview/session.fbs")] {
        session.send(Command::Record(Record::Start(path.clone())));
        let news = told(&session);
        let Recording::Failed(Failure { what, .. }) = news else { panic!("{news:?}") };
        assert!(what.contains(&*path.to_string_lossy()), "{what}");
    }
    assert_eq!(std::fs::read(&path).expect("the file"), b"old");
}
