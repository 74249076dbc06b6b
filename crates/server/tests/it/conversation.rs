//! Whole conversations with the server, played by scripted viewers over a pipe in memory.

use std::sync::Arc;
use std::time::Duration;

use rfb::{Framebuffer, PixelFormat, Point, Rect, Size};
use server::desktop::{CursorShape, Key, Pointer, Received, StillHandle};
use server::protocol::{Version, ViewerFault};
use server::script::{Script, ScriptError};
use server::security::{Exchange, NoAuthentication, Outcome, SecurityType, Stream, Verdict};
use server::{Host, Options, ServeError, StillDesktop};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

const SIZE: Size = Size::new(4, 2);
const EVERYTHING: [u8; 10] = [3, 0, 0, 0, 0, 0, 0, 4, 0, 2];
const CHANGES: [u8; 10] = [3, 1, 0, 0, 0, 0, 0, 4, 0, 2];

struct Stage {
    host: Arc<Host>,
    handle: StillHandle,
}

fn stage(options: Options) -> Stage {
    let mut framebuffer = Framebuffer::new(SIZE);
    framebuffer.pixels_mut().iter_mut().zip(1..).for_each(|(pixel, number)| *pixel = number);
    let desktop = StillDesktop::new(framebuffer).named("still");
    let handle = desktop.handle();
    let host = Arc::new(Host::new(desktop, options));
    let animated = Arc::clone(&host);
    tokio::spawn(async move { animated.animate().await });
    Stage { host, handle }
}

impl Stage {
    /// Connects and plays `viewer`; how the server's side ended is returned once the viewer is through.
    async fn play(&self, viewer: Script) -> Result<Result<(), ServeError>, ScriptError> {
        let (ours, theirs) = duplex(1 << 16);
        let host = Arc::clone(&self.host);
        let served = tokio::spawn(async move { host.serve(theirs).await });
        viewer.timeout(Duration::from_secs(5)).run(ours).await?;
        Ok(served.await.expect("the server does not panic"))
    }

    fn connect(&self) -> DuplexStream {
        let (ours, theirs) = duplex(1 << 16);
        let host = Arc::clone(&self.host);
        tokio::spawn(async move { host.serve(theirs).await });
        ours
    }
}

fn server_init() -> Vec<u8> {
    [&[0, 4, 0, 2][..], &PixelFormat::RENDERER.to_wire(), &[0, 0, 0, 5], b"still"].concat()
}

fn entered() -> Script {
    Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("security types", [1, 1])
        .send([1])
        .expect("SecurityResult", [0; 4])
        .send([1])
        .expect("ServerInit", server_init())
}

fn set_encodings(encodings: &[i32]) -> Vec<u8> {
    let mut message = vec![2, 0];
    message.extend((encodings.len() as u16).to_be_bytes());
    message.extend(encodings.iter().flat_map(|encoding| encoding.to_be_bytes()));
    message
}

fn raw_pixels(pixels: impl IntoIterator<Item = u8>) -> Vec<u8> {
    pixels.into_iter().flat_map(|pixel| [pixel, 0, 0, 0]).collect()
}

fn whole_picture() -> Vec<u8> {
    [&[0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0, 2, 0, 0, 0, 0][..], &raw_pixels(1..=8)].concat()
}

#[tokio::test]
async fn version_3_3_decides_the_security_itself() {
    let viewer = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.003\n")
        .expect("the security type", [0, 0, 0, 1])
        .send([1])
        .expect("ServerInit", server_init())
        .close();
    stage(Options::default()).play(viewer).await.unwrap().unwrap();
}

#[tokio::test]
async fn version_3_7_has_no_security_result_without_security() {
    let viewer = Script::new()
        .expect("the version", b"RFB 003.007\n")
        .send(b"RFB 003.007\n")
        .expect("security types", [1, 1])
        .send([1, 1])
        .expect("ServerInit", server_init())
        .close();
    stage(Options { version: Version::V3_7, ..Options::default() }).play(viewer).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_wrong_password_is_refused_with_a_reason() {
    let viewer = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("security types", [1, 2])
        .send([2])
        .skip("the challenge", 16)
        .send([0; 16])
        .expect("SecurityResult", [0, 0, 0, 1, 0, 0, 0, 21])
        .expect("the reason", b"the password is wrong")
        .expect_close();
    let end = stage(Options { password: Some("secret".into()), ..Options::default() }).play(viewer).await.unwrap();
    assert!(matches!(end, Err(ServeError::Viewer(ViewerFault::WrongPassword))), "{end:?}");
}

/// Admits everybody and says something behind ServerInit.
#[derive(Debug)]
struct Talkative;

impl SecurityType for Talkative {
    fn number(&self) -> u32 {
        77
    }

    fn exchange(&self, stream: Box<dyn Stream>, _: Version) -> Exchange<'_> {
        let mut outcome = Outcome::new(stream, Verdict::Admitted);
        outcome.server_init_extension = b"and another thing".to_vec();
        Box::pin(async { Ok(outcome) })
    }
}

#[tokio::test]
async fn of_several_security_types_the_viewer_chooses_one() {
    let offers: Vec<Arc<dyn SecurityType>> = vec![Arc::new(Talkative), Arc::new(NoAuthentication)];
    let stage = stage(Options { security: offers, ..Options::default() });
    let choosing = |number: u8| {
        Script::new()
            .expect("the version", b"RFB 003.008\n")
            .send(b"RFB 003.008\n")
            .expect("security types", [2, 77, 1])
            .send([number])
    };
    let let_in =
        |number| choosing(number).expect("SecurityResult", [0; 4]).send([1]).expect("ServerInit", server_init());
    stage.play(let_in(77).expect("the extension", b"and another thing").close()).await.unwrap().unwrap();
    stage.play(let_in(1).close()).await.unwrap().unwrap();
    let end = stage.play(choosing(2).expect("SecurityResult", [0, 0, 0, 1]).skip("why", 38).expect_close()).await;
    assert!(matches!(end, Ok(Err(ServeError::Viewer(ViewerFault::SecurityType(2))))), "{end:?}");
}

#[tokio::test]
async fn the_right_password_opens_the_door() {
    let stage = stage(Options { password: Some("secret".into()), ..Options::default() });
    let mut stream = stage.connect();
    let mut challenge = [0; 16];
    stream.read_exact(&mut [0; 12]).await.unwrap();
    stream.write_all(b"RFB 003.008\n").await.unwrap();
    stream.read_exact(&mut [0; 2]).await.unwrap();
    stream.write_all(&[2]).await.unwrap();
    stream.read_exact(&mut challenge).await.unwrap();
    stream.write_all(&server::protocol::answer("secret", &challenge)).await.unwrap();
    let rest = Script::new().expect("SecurityResult", [0; 4]).send([1]).expect("ServerInit", server_init());
    rest.run(stream).await.unwrap();
}

#[tokio::test]
async fn a_security_type_that_was_not_offered_is_refused() {
    let viewer = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("security types", [1, 1])
        .send([16])
        .expect("SecurityResult", [0, 0, 0, 1])
        .expect_close();
    let end = stage(Options::default()).play(viewer).await.unwrap();
    assert!(matches!(end, Err(ServeError::Viewer(ViewerFault::SecurityType(16)))), "{end:?}");
}

#[tokio::test]
async fn a_request_is_answered_once_and_an_incremental_one_waits_for_a_change() {
    let stage = stage(Options::default());
    let handle = stage.handle.clone();
    let viewer = entered()
        .send(EVERYTHING)
        .expect("the picture", whole_picture())
        .send(CHANGES)
        .pause(Duration::from_millis(30));
    let changed = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(15)).await;
        handle.draw(Rect::new(1, 1, 2, 1), vec![0x0a, 0x0b]);
    });
    let change = [&[0, 0, 0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 0, 0, 0][..], &raw_pixels([10, 11])].concat();
    stage.play(viewer.expect("the change", change).close()).await.unwrap().unwrap();
    changed.await.unwrap();
}

#[tokio::test]
async fn moved_pixels_are_copied_only_for_viewers_that_can() {
    for (encodings, update) in [
        (&[1, 0][..], vec![0, 0, 0, 1, 0, 2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]),
        (&[0], [&[0, 0, 0, 1, 0, 2, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0][..], &raw_pixels([1, 2, 5, 6])].concat()),
    ] {
        let stage = stage(Options::default());
        let handle = stage.handle.clone();
        let viewer = entered()
            .send(set_encodings(encodings))
            .send(EVERYTHING)
            .expect("the picture", whole_picture())
            .send(CHANGES)
            .expect("the copy", update)
            .close();
        let copied = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(30)).await;
            handle.copy(Rect::new(0, 0, 2, 2), Point::new(2, 0));
        });
        stage.play(viewer).await.unwrap().unwrap();
        copied.await.unwrap();
    }
}

#[tokio::test]
async fn extensions_are_announced_when_the_viewer_mentions_them() {
    let viewer = entered()
        .send(set_encodings(&[0, -258, -312, -313]))
        .expect("a fence to announce fences", [248, 0, 0, 0, 0x80, 0, 0, 0, 0])
        .expect("EndOfContinuousUpdates to announce them", [150])
        .send([248, 0, 0, 0, 0x80, 0, 0, 7, 2, 0xab, 0xcd])
        .expect("the fence without what is unknown", [248, 0, 0, 0, 0, 0, 0, 7, 2, 0xab, 0xcd])
        .send(CHANGES)
        .expect("an update of two rectangles", [0, 0, 0, 2])
        .expect("the QEMU announcement", [0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 254, 254])
        .expect("the picture", &whole_picture()[4..])
        .close();
    stage(Options::default()).play(viewer).await.unwrap().unwrap();
}

#[tokio::test]
async fn continuous_updates_need_no_requests_until_they_end() {
    let stage = stage(Options::default());
    let handle = stage.handle.clone();
    let enable = [150, 1, 0, 0, 0, 0, 0, 4, 0, 2];
    let viewer = entered()
        .send(set_encodings(&[0, -313]))
        .expect("EndOfContinuousUpdates to announce them", [150])
        .send(enable)
        .expect("the picture", whole_picture())
        .expect("a change", [&[0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0][..], &raw_pixels([9])].concat())
        .send([150, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        .expect("the end", [150])
        .close();
    let changed = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(30)).await;
        handle.draw(Rect::new(0, 0, 1, 1), vec![9]);
    });
    stage.play(viewer).await.unwrap().unwrap();
    changed.await.unwrap();
}

#[tokio::test]
async fn the_viewer_that_asked_for_a_size_is_told_so_and_the_others_are_told_too() {
    let stage = stage(Options::default());
    let open = |encoding: i32| entered().send(set_encodings(&[0, encoding])).send(EVERYTHING);
    let screen = [0, 0, 0, 9, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 0];
    let resize = [&[251, 0, 0, 3, 0, 1, 1, 0][..], &screen].concat();
    let initial = [&[0, 0, 0, 1, 0, 0, 0, 0, 0, 4, 0, 2, 255, 255, 254, 204, 1, 0, 0, 0][..], &[0, 0, 0, 1]].concat();
    let news =
        |reason: u8| [&[0, 0, 0, 1, 0, reason, 0, 0, 0, 3, 0, 1, 255, 255, 254, 204, 1, 0, 0, 0][..], &screen].concat();
    let asks = open(-308)
        .expect("the layout", &initial)
        .skip("its area and flags", 12)
        .expect("the picture", whole_picture())
        .send(resize)
        .expect("the new size for who asked", news(1))
        .send([&[251, 0, 0, 9, 0, 9, 1, 0][..], &[0; 16]].concat())
        .expect("a refusal", [0, 0, 0, 1, 0, 1, 0, 3])
        .close();
    let looks_on = open(-308)
        .expect("the layout", &initial)
        .skip("its area and flags", 12)
        .expect("the picture", whole_picture())
        .expect("the new size for others", news(2))
        .close();
    let old_fashioned = open(-223)
        .expect("the picture", whole_picture())
        .expect("the new size as DesktopSize", [0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 0, 1, 255, 255, 255, 33])
        .close();
    let (first, second) = (stage.connect(), stage.connect());
    let watching = tokio::spawn(looks_on.run(first));
    let watching_too = tokio::spawn(old_fashioned.run(second));
    tokio::time::sleep(Duration::from_millis(50)).await;
    stage.play(asks).await.unwrap().unwrap();
    watching.await.unwrap().unwrap();
    watching_too.await.unwrap().unwrap();
    assert_eq!(stage.handle.received(), [Received::Resized(Size::new(3, 1))]);
}

#[tokio::test]
async fn input_reaches_the_desktop_as_it_was_sent() {
    let stage = stage(Options::default());
    let viewer = entered()
        .send([4, 1, 0, 0, 0, 0, 0x20, 0xac])
        .send([255, 0, 0, 1, 0, 0, 0, 0x61, 0, 0, 0, 0x1e])
        .send([5, 5, 0, 3, 0, 1])
        .send([6, 0, 0, 0, 0, 0, 0, 2, 0xfc, 0x0a])
        .close();
    stage.play(viewer).await.unwrap().unwrap();
    assert_eq!(
        stage.handle.received(),
        [
            Received::Key(Key { keysym: 0x20ac, scancode: None, pressed: true }),
            Received::Key(Key { keysym: 0x61, scancode: Some(0x1e), pressed: true }),
            Received::Pointer(Pointer { position: Point::new(3, 1), buttons: 5 }),
            Received::CutText("ü\n".into()),
        ]
    );
}

#[tokio::test]
async fn a_viewer_that_wants_the_desktop_alone_gets_it() {
    let stage = stage(Options::default());
    let mut first = stage.connect();
    let script = entered().send(EVERYTHING).expect("the picture", whole_picture());
    let waiting = tokio::spawn(async move {
        script.run(&mut first).await.unwrap();
        Script::new().expect_close().run(first).await
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let alone = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("security types", [1, 1])
        .send([1])
        .expect("SecurityResult", [0; 4])
        .send([0])
        .expect("ServerInit", server_init());
    let mut second = stage.connect();
    alone.run(&mut second).await.unwrap();
    waiting.await.unwrap().unwrap();
    second.write_all(&EVERYTHING).await.unwrap();
    assert_eq!(second.read_u8().await.unwrap(), 0, "the other one is served");
}

#[tokio::test]
async fn a_full_server_says_so() {
    let viewer = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("no security types", [0, 0, 0, 0, 28])
        .expect("the reason", b"too many viewers are connect");
    let end = stage(Options { max_viewers: 0, ..Options::default() }).play(viewer.expect_close()).await;
    assert!(matches!(end, Ok(Err(ServeError::Full)) | Err(ScriptError::Mismatch { .. })), "{end:?}");
}

#[tokio::test]
async fn cursor_name_bell_and_clipboard_reach_the_viewer() {
    let stage = stage(Options::default());
    let handle = stage.handle.clone();
    let viewer = entered()
        .send(set_encodings(&[0, -314, -307]))
        .send(EVERYTHING)
        .expect("three rectangles", [0, 0, 0, 3])
        .expect("the name", [&[0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 254, 205, 0, 0, 0, 5][..], b"still"].concat())
        .expect("no cursor", [0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 254, 198, 0, 0, 0, 0])
        .expect("the picture", &whole_picture()[4..])
        .send(CHANGES)
        .expect("the bell", [2])
        .expect("the clipboard", [3, 0, 0, 0, 0, 0, 0, 1, b'x'])
        .expect("two rectangles", [0, 0, 0, 2])
        .expect("the new name", [&[0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 254, 205, 0, 0, 0, 3][..], b"new"].concat())
        .expect("a cursor", [0, 0, 0, 0, 0, 1, 0, 1, 255, 255, 254, 198, 0, 0, 0, 0, 1, 2, 3, 255])
        .close();
    let changed = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        handle.bell();
        handle.cut("x");
        handle.rename("new");
        handle.set_cursor(CursorShape { size: Size::new(1, 1), hotspot: Point::default(), rgba: vec![1, 2, 3, 255] });
    });
    stage.play(viewer).await.unwrap().unwrap();
    changed.await.unwrap();
}

#[tokio::test]
async fn what_viewers_do_wrong_ends_their_connection_and_nothing_else() {
    let stage = stage(Options::default());
    let cut_text = [6, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff];
    let bad_format = [&[0, 0, 0, 0][..], &[24; 16]].concat();
    for wrong in [&[77][..], &cut_text, &bad_format, &[255, 9], &[248, 0, 0, 0, 0, 0, 0, 0, 65]] {
        let end = stage.play(entered().send(wrong).expect_close()).await.unwrap();
        assert!(matches!(end, Err(ServeError::Viewer(_))), "{wrong:?}: {end:?}");
    }
    let gone = stage.play(entered().send([0]).close()).await.unwrap();
    assert!(matches!(gone, Err(ServeError::Io(_))), "{gone:?}");
    stage.play(entered().close()).await.unwrap().unwrap();
}

#[tokio::test]
async fn an_indexed_server_sends_its_colour_map() {
    let format = PixelFormat { bits_per_pixel: 8, depth: 8, true_colour: false, ..PixelFormat::RENDERER };
    let init = [&[0, 4, 0, 2][..], &format.to_wire(), &[0, 0, 0, 5], b"still"].concat();
    let viewer = Script::new()
        .expect("the version", b"RFB 003.008\n")
        .send(b"RFB 003.008\n")
        .expect("security types", [1, 1])
        .send([1])
        .expect("SecurityResult", [0; 4])
        .send([1])
        .expect("ServerInit", init)
        .expect("SetColourMapEntries", [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
        .skip("the other 255", 255 * 6)
        .close();
    stage(Options { pixel_format: format, ..Options::default() }).play(viewer).await.unwrap().unwrap();
}

#[tokio::test]
async fn no_bytes_whatever_make_the_server_panic() {
    let stage = stage(Options::default());
    let mut seed = 99_u32;
    let mut random = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 16
    };
    let types = [0_u8, 2, 3, 4, 5, 6, 150, 248, 251, 255];
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..random() % 400)
            .map(|index| match random() % 4 {
                0 => types[random() as usize % types.len()],
                1 | 2 if index > 0 => (random() % 3) as u8,
                _ => random() as u8,
            })
            .collect();
        let encodings = set_encodings(&[16, 1, -223, -224, -239, -258, -307, -308, -312, -313, -314]);
        // Whether the server or the viewer ends it does not matter, only that neither panics.
        let (ours, theirs) = duplex(1 << 20);
        let host = Arc::clone(&stage.host);
        let served = tokio::spawn(async move { host.serve(theirs).await });
        let viewer = entered().send(encodings).send(EVERYTHING).send(bytes).pause(Duration::from_millis(1)).close();
        let _ = viewer.run(ours).await;
        assert!(served.await.is_ok());
    }
    stage.play(entered().close()).await.unwrap().unwrap();
}
