//! An open session as transcripts: messages of the server, and what the client makes of them.

use rfb::error::Protocol;
use rfb::message::server::fence::Fence;
use rfb::pseudo::PseudoEncoding;
use rfb::pseudo::extended_desktop_size::{Reason, Status};
use rfb::{Client, Config, Encoding, Error, Event, Feature, Limits, PixelFormat, Rect, ServerInit, Size};

/// Opens a session of 8 by 4 pixels and feeds `messages`.
fn converse(config: Config, messages: &[&[u8]]) -> (Vec<Event>, Vec<u8>, Option<Error>) {
    let format = PixelFormat::RENDERER;
    let init = ServerInit { size: Size::new(8, 4), server_format: format, format, name: "test".into() };
    let mut client = Client::new(config);
    client.buffer().extend_from_slice(b"RFB 003.008\n\x01\x01\0\0\0\0");
    client.buffer().extend_from_slice(&init.to_wire());
    let mut events = Vec::new();
    while !matches!(events.last(), Some(Event::Connected(_))) {
        events.extend(client.poll().expect("the handshake is right"));
    }
    events.clear();
    let _ = client.poll_transmit();
    client.buffer().extend_from_slice(&messages.concat());
    let error = loop {
        match client.poll() {
            Ok(Some(event)) => events.push(event),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    (events, client.poll_transmit().unwrap_or_default().to_vec(), error)
}

/// A rectangle's header.
fn rectangle(rect: Rect, encoding: i32) -> Vec<u8> {
    let numbers = [rect.x, rect.y, rect.width, rect.height];
    numbers.into_iter().flat_map(u16::to_be_bytes).chain(encoding.to_be_bytes()).collect()
}

fn update(count: u16) -> [u8; 4] {
    let [high, low] = count.to_be_bytes();
    [0, 0, high, low]
}

#[test]
fn nothing_is_asked_for_before_pixel_format_and_encodings_are_set() {
    let mut client = Client::new(Config::default());
    let big_endian = PixelFormat { big_endian: true, ..PixelFormat::RENDERER };
    let init = ServerInit { size: Size::new(8, 4), server_format: big_endian, format: big_endian, name: String::new() };
    client.buffer().extend_from_slice(b"RFB 003.008\n\x01\x01\0\0\0\0");
    client.buffer().extend_from_slice(&init.to_wire());
    while let Ok(Some(_)) = client.poll() {}
    let sent = client.poll_transmit().expect("something is sent");
    let after_client_init = &sent[14..];
    assert_eq!(after_client_init[..4], [0; 4], "SetPixelFormat comes first");
    assert_eq!(after_client_init[4..20], PixelFormat::RENDERER.to_wire());
    let count = (Config::default().encodings.len() + PseudoEncoding::ALL.len()) as u8;
    assert_eq!(after_client_init[20..24], [2, 0, 0, count], "then SetEncodings, with all that there are");
    assert_eq!(after_client_init[24..28], Encoding::ALL[0].number().to_be_bytes(), "the best one first");
}

#[test]
fn an_update_of_nothing_and_one_that_ends_with_last_rect() {
    let last = rectangle(Rect::default(), -224);
    let (events, _, error) = converse(Config::default(), &[&update(0), &update(0xffff), &last, &[2]]);
    assert_eq!(error, None);
    let both = [Event::UpdateStart, Event::UpdateEnd, Event::UpdateStart, Event::UpdateEnd, Event::Bell];
    assert_eq!(events, both);
}

#[test]
fn a_fence_is_answered_with_its_payload_and_the_flags_that_are_kept() {
    let request = [&[248, 0, 0, 0][..], &0xffff_ffff_u32.to_be_bytes(), &[3, 1, 2, 3]].concat();
    let answer = [248, 0, 0, 0, 0, 0, 0, 2, 1, 9];
    let (events, sent, _) = converse(Config::default(), &[&request, &answer]);
    assert_eq!(sent, [248, 0, 0, 0, 0, 0, 0, 7, 3, 1, 2, 3]);
    assert_eq!(events, [Event::Supports(Feature::Fence), Event::Fence(Fence { flags: 2, payload: vec![9] })]);
}

#[test]
fn what_the_server_understands_is_told_once() {
    let key = rectangle(Rect::default(), -258);
    let mouse = rectangle(Rect::default(), -316);
    let (events, _, _) = converse(Config::default(), &[&[150, 150], &update(3), &key, &mouse, &key]);
    let supported: Vec<_> = events.iter().filter(|event| matches!(event, Event::Supports(_))).collect();
    let features = [Feature::ContinuousUpdates, Feature::ExtendedKeyEvent, Feature::ExtendedMouseButtons];
    assert_eq!(supported, features.map(Event::Supports).each_ref());
}

#[test]
fn rectangles_are_checked_against_the_size_that_holds_at_their_place() {
    let resize = rectangle(Rect::new(0, 0, 16, 4), -223);
    let right = rectangle(Rect::new(8, 0, 1, 1), 0);
    let (events, _, error) = converse(Config::default(), &[&update(2), &resize, &right, &[0; 4]]);
    assert_eq!(error, None);
    assert!(events.iter().any(|event| matches!(event, Event::Rectangle(job) if job.head.rect.x == 8)));
    let (_, _, error) = converse(Config::default(), &[&update(2), &right, &[0; 4]]);
    let outside = Protocol::RectangleOutside { rect: Rect::new(8, 0, 1, 1), framebuffer: Size::new(8, 4) };
    assert_eq!(error, Some(outside.into()));
}

#[test]
fn a_refused_change_of_size_changes_nothing() {
    let refused = rectangle(Rect::new(1, 3, 16, 9), -308);
    let screen = [&[1, 0, 0, 0][..], &7u32.to_be_bytes(), &[0; 12]].concat();
    let pixel = rectangle(Rect::new(8, 0, 1, 1), 0);
    let (events, _, error) = converse(Config::default(), &[&update(2), &refused, &screen, &pixel]);
    assert!(matches!(error, Some(Error::Protocol(Protocol::RectangleOutside { .. }))), "{error:?}");
    let layout = events.iter().find_map(|event| match event {
        Event::DesktopSize(layout) => Some(layout.clone()),
        _ => None,
    });
    let layout = layout.expect("the refusal is told");
    assert_eq!((layout.reason, layout.status), (Reason::ThisClient, Status::InvalidLayout));
    assert!(events.contains(&Event::Supports(Feature::SetDesktopSize)));
}

#[test]
fn clipboard_text_over_the_limit_is_passed_over_and_the_session_goes_on() {
    let config = Config { limits: Limits { cut_text: 3, ..Limits::default() }, ..Config::default() };
    let long = [&[3, 0, 0, 0, 0, 0, 0, 5][..], b"hello"].concat();
    let short = [&[3, 0, 0, 0, 0, 0, 0, 3][..], b"a\xe9b"].concat();
    let (events, _, error) = converse(config, &[&long, &short, &[2]]);
    assert_eq!(error, None);
    assert_eq!(events, [Event::CutTextTooLong(5), Event::CutText("aéb".into()), Event::Bell]);
}

#[test]
fn names_are_made_safe_and_messages_of_macos_are_passed_over() {
    let name = [&rectangle(Rect::default(), -307)[..], &[0, 0, 0, 6], b"a\x1b[0mb"].concat();
    let state_change = [20, 0, 0, 4, 0, 1, 0, 3];
    let (events, _, error) = converse(Config::default(), &[&update(1), &name, &state_change, &[2]]);
    assert_eq!(error, None);
    assert_eq!(events, [Event::UpdateStart, Event::DesktopName("a[0mb".into()), Event::UpdateEnd, Event::Bell]);
}

#[test]
fn unknown_messages_and_encodings_end_the_session_for_good() {
    let (_, _, error) = converse(Config::default(), &[&[77]]);
    assert_eq!(error, Some(Protocol::UnknownMessage { number: 77 }.into()));
    let unknown = rectangle(Rect::default(), 209_717_600);
    let (events, _, error) = converse(Config::default(), &[&update(1), &unknown]);
    assert_eq!(error, Some(Protocol::UnknownEncoding { number: 209_717_600 }.into()));
    assert_eq!(events, [Event::UpdateStart]);
}

#[test]
fn a_zrle_rectangle_without_pixels_still_passes_through_the_decoder() {
    let empty = [&rectangle(Rect::new(0, 0, 0, 4), 16)[..], &[0, 0, 0, 0]].concat();
    let (events, _, error) = converse(Config::default(), &[&update(1), &empty]);
    assert_eq!(error, None);
    assert!(matches!(&events[1], Event::Rectangle(job) if job.head.rect.is_empty()));
}

#[test]
fn messages_cannot_be_sent_before_the_session_is_open() {
    let mut client = Client::new(Config::default());
    let message = rfb::message::client::KeyEvent { pressed: true, keysym: 0x61 };
    assert!(matches!(client.send(message), Err(Error::Misuse(_))));
}
