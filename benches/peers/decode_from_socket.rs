//! Decodes what a server on 127.0.0.1 sends until it closes the connection, with Farview's protocol crate.
//!
//! usage: `decode_from_socket PORT THREADS`. Prints what `libvncclient.c` beside this file prints.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::error::Error;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use rfb::net::{Address, Connection, Timeouts, TrustNobody};
use rfb::pipeline::{Pipeline, Thresholds};
use rfb::pseudo::extended_desktop_size::Status;
use rfb::{Client, Config, Event, Framebuffer, PixelFormat, fingerprint};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, port, threads] = arguments.as_slice() else { return Err("usage: decode_from_socket PORT THREADS".into()) };
    let (port, threads) = (port.parse()?, threads.parse()?);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(decode(port, threads))
}

async fn decode(port: u16, threads: usize) -> Result<(), Box<dyn Error>> {
    let timeouts = Timeouts::default();
    let stream = Address::Tcp { host: "127.0.0.1".into(), port }.connect(timeouts.connect, &TrustNobody).await?.stream;
    let mut connection = Connection::new(Client::new(Config::default()), stream, timeouts);
    let mut drawing =
        Drawing { pipeline: Pipeline::new(threads, Thresholds::default()), framebuffer: Framebuffer::default() };
    let mut format = PixelFormat::RENDERER;
    let mut started = None;
    while let Ok(event) = connection.next_event().await {
        if let Event::Connected(init) = &event {
            // The recording is in its own pixel format, whatever was asked for; the caller sees that it is ours.
            format = init.server_format;
            connection.client().send(request(init.size))?;
            connection.flush().await?;
            started = Some((Instant::now(), processor_time()?));
        }
        drawing.event(event)?;
        while let Some(event) = connection.buffered_event()? {
            drawing.event(event)?;
        }
        drawing.draw()?;
    }
    let (start, (user, system)) = started.ok_or("no connection")?;
    let (wall, (user_after, system_after)) = (start.elapsed(), processor_time()?);
    let hash = fingerprint::fnv(&drawing.framebuffer, format);
    let (wall, user, system) =
        (wall.as_secs_f64(), user_after.saturating_sub(user), system_after.saturating_sub(system));
    println!(
        "{{\"wall\":{wall:.6},\"user\":{:.6},\"sys\":{:.6},\"fnv\":\"{hash:08x}\"}}",
        user.as_secs_f64(),
        system.as_secs_f64()
    );
    Ok(())
}

fn request(size: rfb::Size) -> rfb::message::client::FramebufferUpdateRequest {
    let incremental = rfb::message::client::Incremental::No;
    rfb::message::client::FramebufferUpdateRequest { incremental, rect: rfb::Rect::of(size) }
}

struct Drawing {
    pipeline: Pipeline,
    framebuffer: Framebuffer,
}

impl Drawing {
    fn event(&mut self, event: Event) -> Result<(), rfb::Error> {
        match event {
            Event::Rectangle(job) => {
                self.pipeline.push(job);
                if self.pipeline.is_full() { self.draw() } else { Ok(()) }
            }
            Event::Connected(init) => {
                self.framebuffer = Framebuffer::new(init.size);
                Ok(())
            }
            Event::DesktopSize(layout) if layout.status == Status::Done => {
                self.draw()?;
                self.framebuffer.resize(layout.size);
                Ok(())
            }
            Event::UpdateEnd => self.draw(),
            _ => Ok(()),
        }
    }

    fn draw(&mut self) -> Result<(), rfb::Error> {
        self.pipeline.decode();
        while !self.pipeline.is_empty() {
            self.pipeline.apply(&mut self.framebuffer)?;
        }
        Ok(())
    }
}

/// User and system time of this process.
fn processor_time() -> Result<(Duration, Duration), nix::Error> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let duration = |time: nix::sys::time::TimeVal| Duration::from_micros(time.num_microseconds().unsigned_abs());
    Ok((duration(usage.user_time()), duration(usage.system_time())))
}
