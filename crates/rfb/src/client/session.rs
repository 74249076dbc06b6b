//! An open session: messages, and rectangles within updates.

use std::collections::VecDeque;

use bytes::{Buf, BytesMut};

use crate::codec::pixels::Layout;
use crate::encoding::{self, Encoding, End, Job, Measured, Scan};
use crate::error::{Error, Protocol};
use crate::event::{Event, Feature, ServerInit};
use crate::geometry::{Rect, Size};
use crate::limits::Limits;
use crate::message::client::{ClientFence, ClientMessage};
use crate::message::server::fence::{Fence, REQUEST};
use crate::message::server::{self, ServerMessage};
use crate::pixel_format::{ColourMap, PixelFormat};
use crate::pseudo::extended_desktop_size::{Layout as DesktopLayout, Status};
use crate::pseudo::{self, Outcome, PseudoEncoding};
use crate::wire::{NeedMore, Reader, Stop};

use super::format_change::{FormatChange, Passage, Step};

/// What an open session knows.
#[derive(Debug)]
pub(super) struct Session {
    framebuffer: Size,
    layout: Layout,
    colour_map: ColourMap,
    /// The format of pixels from here on. Taken on when pixels come: only the last of many costs anything.
    next_format: Option<PixelFormat>,
    features: Vec<Feature>,
    expect: Expect,
    format_change: FormatChange,
    /// Whether the update at hand held pixels.
    pixels: bool,
}

/// What comes next in the stream.
#[derive(Debug)]
enum Expect {
    Message,
    /// One of so many rectangles.
    Rectangle(u16),
    Body {
        rect: Rect,
        encoding: Encoding,
        scan: Scan,
        after: u16,
    },
    /// Bytes that nobody wants.
    Skipped(usize),
}

/// What a step may fill.
struct Out<'a> {
    events: &'a mut VecDeque<Event>,
    output: &'a mut BytesMut,
    limits: &'a Limits,
}

impl Session {
    pub(super) fn new(server_init: &ServerInit) -> Self {
        let colour_map = ColourMap::default();
        Self {
            framebuffer: server_init.size,
            layout: Layout::new(server_init.format, &colour_map),
            colour_map,
            next_format: None,
            features: Vec::new(),
            expect: Expect::Message,
            format_change: FormatChange::default(),
            pixels: false,
        }
    }

    pub(super) fn framebuffer(&self) -> Size {
        self.framebuffer
    }

    pub(super) fn supports(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Begins to change the pixel format.
    pub(super) fn change_pixel_format(
        &mut self,
        format: PixelFormat,
        events: &mut VecDeque<Event>,
        output: &mut BytesMut,
    ) -> Result<(), Error> {
        let fences = self.supports(Feature::Fence);
        let step = self.format_change.begin(format, fences, output)?;
        self.format_step(step, events);
        Ok(())
    }

    /// The caller is about to send `message`.
    pub(super) fn sending(&mut self, message: &ClientMessage) -> Passage {
        self.format_change.sending(message)
    }

    pub(super) fn awaiting(&self) -> &'static str {
        match self.expect {
            Expect::Message => "the next message",
            Expect::Rectangle(_) => "the next rectangle of an update",
            Expect::Body { .. } => "the rest of a rectangle",
            Expect::Skipped(_) => "the rest of a clipboard text",
        }
    }

    /// Reads the next part of the stream and takes it from `input`; or nothing, where it ran short.
    pub(super) fn step(
        &mut self,
        input: &mut BytesMut,
        events: &mut VecDeque<Event>,
        output: &mut BytesMut,
        limits: &Limits,
    ) -> Result<(), Stop> {
        let mut out = Out { events, output, limits };
        if let Expect::Body { .. } = self.expect {
            return self.body(input, &mut out);
        }
        if let Expect::Skipped(left) = self.expect {
            return self.skip(input, left);
        }
        let mut reader = Reader::new(input);
        if let Expect::Rectangle(left) = self.expect {
            self.rectangle(&mut reader, left, &mut out)?;
        } else {
            let message = server::read(&mut reader, limits)?;
            self.message(message, &mut out);
        }
        let read = reader.position();
        input.advance(read);
        Ok(())
    }

    fn skip(&mut self, input: &mut BytesMut, left: usize) -> Result<(), Stop> {
        let skipped = left.min(input.len());
        input.advance(skipped);
        self.expect = if skipped == left { Expect::Message } else { Expect::Skipped(left - skipped) };
        if skipped == 0 && left > 0 { Err(NeedMore(1).into()) } else { Ok(()) }
    }

    fn message(&mut self, message: ServerMessage, out: &mut Out<'_>) {
        match message {
            ServerMessage::FramebufferUpdate { rectangles } => {
                out.events.push_back(Event::UpdateStart);
                self.pixels = false;
                self.next_rectangle(rectangles, out);
            }
            ServerMessage::SetColourMapEntries { first, colours } => {
                self.colour_map.set(first, colours);
                let format = self.next_format.take().unwrap_or(self.layout.format());
                self.layout = Layout::new(format, &self.colour_map);
            }
            ServerMessage::Bell => out.events.push_back(Event::Bell),
            ServerMessage::ServerCutText(text) => out.events.push_back(Event::CutText(text)),
            ServerMessage::ServerCutTextTooLong { length, skipped } => {
                out.events.push_back(Event::CutTextTooLong(length));
                self.expect = Expect::Skipped(skipped);
            }
            ServerMessage::ExtendedClipboard(message) => {
                self.learn(Feature::ExtendedClipboard, out);
                out.events.push_back(Event::Clipboard(message));
            }
            ServerMessage::EndOfContinuousUpdates => self.learn(Feature::ContinuousUpdates, out),
            ServerMessage::Fence(fence) => self.fence(fence, out),
            ServerMessage::XvpOffered => self.learn(Feature::Xvp, out),
            ServerMessage::XvpFailed => out.events.push_back(Event::XvpFailed),
            ServerMessage::Ignored => {}
        }
    }

    fn fence(&mut self, fence: Fence, out: &mut Out<'_>) {
        self.learn(Feature::Fence, out);
        if fence.flags & REQUEST != 0 {
            return ClientMessage::from(ClientFence(fence.answer())).write(out.output);
        }
        match self.format_change.fence(&fence, out.output) {
            Some(step) => self.format_step(step, out.events),
            None => out.events.push_back(Event::Fence(fence)),
        }
    }

    /// Takes on another pixel format, if it came to that.
    fn format_step(&mut self, step: Step, events: &mut VecDeque<Event>) {
        match step {
            Step::Waiting => return,
            Step::Changed(format) => {
                self.next_format = None;
                self.layout = Layout::new(format, &self.colour_map);
            }
            Step::Impossible => {}
        }
        events.push_back(Event::PixelFormat(self.next_format.unwrap_or(self.layout.format())));
    }

    /// The server showed that it understands something; said once.
    fn learn(&mut self, feature: Feature, out: &mut Out<'_>) {
        if !self.features.contains(&feature) {
            self.features.push(feature);
            out.events.push_back(Event::Supports(feature));
        }
    }

    /// Awaits another rectangle, if `left` says that there is one.
    fn next_rectangle(&mut self, left: u16, out: &mut Out<'_>) {
        if left == 0 {
            out.events.push_back(Event::UpdateEnd);
            self.expect = Expect::Message;
            if self.pixels {
                let step = self.format_change.answered(out.output);
                self.format_step(step, out.events);
            }
        } else {
            self.expect = Expect::Rectangle(left);
        }
    }

    fn rectangle(&mut self, reader: &mut Reader<'_>, left: u16, out: &mut Out<'_>) -> Result<(), Stop> {
        let rect = Rect::new(reader.u16()?, reader.u16()?, reader.u16()?, reader.u16()?);
        let number = reader.i32()?;
        let after = left.saturating_sub(1);
        let pseudo = PseudoEncoding::from_number(number);
        if pseudo != Some(PseudoEncoding::VmwareDisplayModeChange)
            && let Some(format) = self.next_format.take()
        {
            self.layout = Layout::new(format, &self.colour_map);
        }
        if let Some(encoding) = Encoding::from_number(number) {
            if !rect.fits(self.framebuffer) {
                return Err(Protocol::RectangleOutside { rect, framebuffer: self.framebuffer }.into());
            }
            self.pixels = true;
            self.expect = Expect::Body { rect, encoding, scan: Scan::default(), after };
            return Ok(());
        }
        let pseudo = pseudo.ok_or(Protocol::UnknownEncoding { number })?;
        match pseudo.read(&pseudo::Head { rect, layout: &self.layout, limits: out.limits }, reader)? {
            Outcome::Event(event) => {
                self.pseudo_event(event, out);
                self.next_rectangle(after, out);
            }
            Outcome::LastRect => self.next_rectangle(0, out),
            Outcome::DisplayMode { layout, format } => {
                self.next_format = Some(format);
                out.events.push_back(Event::PixelFormat(format));
                self.pseudo_event(Event::DesktopSize(layout), out);
                self.next_rectangle(after, out);
            }
        }
        Ok(())
    }

    fn pseudo_event(&mut self, event: Event, out: &mut Out<'_>) {
        match event {
            Event::Supports(feature) => return self.learn(feature, out),
            Event::DesktopSize(ref layout) => self.resized(layout, out),
            _ => {}
        }
        out.events.push_back(event);
    }

    fn resized(&mut self, layout: &DesktopLayout, out: &mut Out<'_>) {
        if !layout.screens.is_empty() {
            self.learn(Feature::SetDesktopSize, out);
        }
        if layout.status == Status::Done {
            self.framebuffer = layout.size;
        }
    }

    /// Measures the rectangle at hand and hands it on.
    fn body(&mut self, input: &mut BytesMut, out: &mut Out<'_>) -> Result<(), Stop> {
        let Expect::Body { rect, encoding, scan, after } = &mut self.expect else {
            return Err(Error::Misuse("no rectangle is awaited").into());
        };
        let (after, encoding) = (*after, *encoding);
        let head = encoding::Head { rect: *rect, layout: self.layout.clone() };
        let mut reader = Reader::new(input);
        let measured = encoding.measure(scan, &head, &mut reader)?;
        let body = input.split_to(reader.position()).freeze();
        let head = encoding::Head { rect: measured.rect, ..head };
        let Measured { lane, end, resets, .. } = measured;
        out.events.push_back(Event::Rectangle(Job { encoding, head, lane, end, resets, body }));
        if end == End::Yes {
            self.next_rectangle(after, out);
        }
        Ok(())
    }
}
