//! Contexts of Open H.264: which video a rectangle belongs to, and what may happen to it.

use rfb::codec::pixels::Layout;
use rfb::encoding::{Decode, Encoding, Head};
use rfb::pixel_format::ColourMap;
use rfb::{Error, Framebuffer, PixelFormat, Rect, Size};
use server::encoder::{Encoder, H264Encoder, Source, Translation};

const GREY: u32 = 0x0080_8080;
const WHITE: u32 = 0x00ff_ffff;
/// Length and flags.
const HEADER: usize = 8;

/// A desktop, the decoder of a connection, and what the server encodes with.
struct Desktop {
    shown: Framebuffer,
    decoder: Box<dyn Decode>,
    encoder: H264Encoder,
}

impl Desktop {
    fn new() -> Self {
        Self { shown: Framebuffer::new(SIZE), decoder: Encoding::H264.decoder(), encoder: H264Encoder::default() }
    }

    /// What follows a rectangle's header when all of it has one colour.
    fn body(&mut self, rect: Rect, colour: u32) -> Vec<u8> {
        let mut picture = Framebuffer::new(SIZE);
        picture.pixels_mut().fill(colour);
        let translation = Translation::new(PixelFormat::RENDERER);
        let mut body = Vec::new();
        self.encoder.encode(&Source { framebuffer: &picture, rect, translation: &translation }, &mut body);
        body
    }

    fn decode(&mut self, rect: Rect, body: &[u8]) -> Result<(), Error> {
        let head = Head { rect, layout: Layout::new(PixelFormat::RENDERER, &ColourMap::default()) };
        self.decoder.decode(&head, body, self.shown.target(rect).expect("it lies inside"))
    }

    fn show(&mut self, rect: Rect, colour: u32) -> Result<(), Error> {
        let body = self.body(rect, colour);
        self.decode(rect, &body)
    }

    fn colour(&self, x: u16, y: u16) -> u32 {
        self.shown.row(y)[usize::from(x)]
    }
}

const SIZE: Size = Size::new(160, 160);
const RECT: Rect = Rect::new(10, 10, 20, 18);

/// The flags and data of a body.
fn with_flags(body: &[u8], flags: u8) -> Vec<u8> {
    let mut body = body.to_vec();
    body[7] = flags;
    body
}

#[test]
fn pictures_of_one_place_follow_each_other_and_stay_inside_it() {
    let mut desktop = Desktop::new();
    for colour in [GREY, WHITE, 0, GREY] {
        desktop.show(RECT, colour).expect("it is correct");
        assert_eq!((desktop.colour(10, 10), desktop.colour(29, 27)), (colour, colour));
        assert_eq!((desktop.colour(9, 10), desktop.colour(30, 27), desktop.colour(29, 28)), (0, 0, 0));
    }
}

#[test]
fn a_reset_ends_one_context_or_all() {
    let other = Rect::new(50, 50, 16, 16);
    for (flags, other_goes_on) in [(1, true), (2, false), (3, false)] {
        let mut desktop = Desktop::new();
        desktop.show(RECT, GREY).expect("it is correct");
        desktop.show(other, GREY).expect("it is correct");
        desktop.decode(RECT, &with_flags(&[0; HEADER], flags)).expect("no more than an end");
        assert_eq!(desktop.colour(10, 10), GREY, "what was shown stays");
        assert_eq!(desktop.show(other, WHITE).is_ok(), other_goes_on, "{flags}");
        let error = desktop.show(RECT, WHITE).expect_err("it refers to what was given up");
        assert!(error.to_string().contains("before its parameters"), "{error}");
    }
}

#[test]
fn the_context_that_was_not_used_for_longest_makes_room_for_the_65th() {
    let place = |number: u16| Rect::new(number % 9 * 16, number / 9 * 16, 16, 16);
    let mut desktop = Desktop::new();
    for number in 0..64 {
        desktop.show(place(number), GREY).expect("it is correct");
    }
    desktop.show(place(0), WHITE).expect("all are there");
    let later = desktop.body(place(1), WHITE);
    desktop.show(place(64), GREY).expect("it is correct");
    assert!(desktop.decode(place(1), &later).is_err(), "the second was used before all others");
    desktop.show(place(2), WHITE).expect("nothing else had to go");
}

#[test]
fn a_picture_may_be_larger_than_its_rectangle_and_not_smaller() {
    let mut desktop = Desktop::new();
    let picture = desktop.body(Rect::new(0, 0, 40, 30), GREY);
    desktop.decode(RECT, &picture).expect("what does not fit is left out");
    assert_eq!((desktop.colour(29, 27), desktop.colour(30, 27), desktop.colour(29, 28)), (GREY, 0, 0));
    for (wider, higher) in [(0, 2), (2, 0)] {
        let error =
            desktop.decode(Rect::new(60, 60, 40 + wider, 30 + higher), &picture).expect_err("a part would be missing");
        assert!(error.to_string().contains("smaller than its rectangle"), "{error}");
    }
    let huge = desktop.body(Rect::of(SIZE), GREY);
    let error = desktop.decode(Rect::new(0, 0, 16, 16), &huge).expect_err("it has nothing to do with the rectangle");
    assert!(matches!(error, Error::Limit(_)), "{error}");
}

#[test]
fn damage_is_an_error_and_a_reset_mends_it() {
    let mut desktop = Desktop::new();
    let whole = desktop.body(RECT, GREY);
    for length in (HEADER + 30..whole.len()).step_by(37) {
        let error = desktop.decode(RECT, &whole[..length]);
        assert!(desktop.colour(10, 10) == 0, "half a picture is shown after {error:?}");
    }
    desktop.decode(RECT, &with_flags(&whole, 1)).expect("it is whole");
    assert_eq!(desktop.colour(10, 10), GREY);
}

#[test]
fn any_byte_may_be_wrong() {
    let mut desktop = Desktop::new();
    let whole = desktop.body(RECT, GREY);
    let changes = desktop.body(RECT, WHITE);
    for at in (HEADER..HEADER + 60).chain((HEADER + 60..whole.len()).step_by(11)) {
        for bit in 0..8 {
            let mut wrong = with_flags(&whole, 1);
            wrong[at] ^= 1 << bit;
            // What counts is that nothing else happens than an error or wrong colours.
            let _ = desktop.decode(RECT, &wrong).and_then(|()| desktop.decode(RECT, &changes));
        }
    }
    desktop.decode(RECT, &with_flags(&whole, 1)).expect("it is whole");
}
