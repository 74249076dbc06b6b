//! JPEG pictures of real servers: every one is drawn as libjpeg-turbo draws it, pixel for pixel. TightVNC and QEMU
//! are not among them: they send JPEG for photographs and for what changes often only, and neither is on their screens.

use std::io::Write;
use std::process::{Command, Stdio};

use rfb::encoding::Job;
use rfb::pipeline::Decoders;
use rfb::{Client, Config, Encoding, Event, Framebuffer, Rect};

use crate::rig::server::PASSWORD;
use crate::rig::{Folder, Program, RealServer, Setup, require};

#[test]
fn xtigervnc() {
    assert_drawn_as_libjpeg_turbo_does(&RealServer::xtigervnc(&Setup::default()));
}

#[test]
fn x11vnc() {
    assert_drawn_as_libjpeg_turbo_does(&RealServer::x11vnc(&Setup::default()));
}

/// Records the server at several qualities and decodes every JPEG picture of the recordings twice.
#[track_caller]
fn assert_drawn_as_libjpeg_turbo_does(server: &RealServer) {
    for quality in ["1", "5", "8"] {
        let folder = Folder::new();
        let file = folder.path("session.fvr");
        let target = server.target();
        let program = Program::new(["record", "--duration", "2", "--quality", quality, "--encodings", "tight"]);
        program.argument(target).argument(&file).password(PASSWORD).run().assert_success();
        let recording = std::fs::read(&file).expect("the recording");
        let mut pictures = 0;
        for job in jobs(&recording) {
            let Some(picture) = jpeg(&job) else { continue };
            let size = job.head.rect.size();
            let mut framebuffer = Framebuffer::new(size);
            let mut moved = job.clone();
            moved.head.rect = Rect::of(size);
            Decoders::new().apply(&moved, &mut framebuffer).expect("a picture of a real server");
            let expected = libjpeg_turbo(picture);
            let wrong = framebuffer.pixels().iter().zip(&expected).filter(|(seen, expected)| seen != expected).count();
            assert_eq!((wrong, expected.len()), (0, size.area()), "{job:?} at quality {quality}");
            pictures += 1;
        }
        assert!(pictures > 0, "no JPEG picture at quality {quality}");
    }
}

/// The rectangles of a recording.
fn jobs(recording: &[u8]) -> Vec<Job> {
    let mut client = Client::replaying(Config::default());
    let mut jobs = Vec::new();
    for chunk in rfb::recording::chunks(recording).expect("a recording") {
        client.buffer().extend_from_slice(chunk.bytes);
        while let Some(event) = client.poll().expect("a session without faults") {
            if let Event::Rectangle(job) = event {
                jobs.push(job);
            }
        }
    }
    jobs
}

/// The JPEG picture of a Tight rectangle, if it is one: behind the control byte and one to three bytes of its length.
fn jpeg(job: &Job) -> Option<&[u8]> {
    let is_jpeg = job.encoding == Encoding::Tight && job.body.first()? >> 4 == 0b1001;
    let start = job.body.windows(2).position(|bytes| bytes == [0xff, 0xd8])?;
    is_jpeg.then(|| &job.body[start..])
}

/// The pixels as `djpeg` decodes them, by the accurate integer transform and smooth upsampling.
fn libjpeg_turbo(picture: &[u8]) -> Vec<u32> {
    require("djpeg", "libjpeg-turbo-progs");
    let mut program = Command::new("djpeg");
    program.args(["-rgb", "-pnm", "-dct", "int"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = program.spawn().expect("djpeg starts");
    let mut input = program.stdin.take().expect("it is piped");
    let picture = picture.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&picture));
    let pnm = program.wait_with_output().expect("it ends").stdout;
    writer.join().expect("no panic").expect("it reads");
    // Three lines: P6, the extent, the largest value.
    let header = pnm.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).expect("a header").0;
    pnm[header + 1..].chunks_exact(3).map(|rgb| u32::from_be_bytes([0, rgb[0], rgb[1], rgb[2]])).collect()
}
