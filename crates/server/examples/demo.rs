//! Serves the demo desktop: `cargo run -p farview-server --example demo -- [ADDRESS [WIDTH HEIGHT]]`, with the password in
//! `FARVIEW_PASSWORD` if there is to be one. With `--png FILE [SECONDS]` it paints one picture instead.

use std::error::Error;
use std::time::Duration;

use rfb::{Framebuffer, Size};
use server::desktop::Pointer;
use server::{Desktop, Options, demo};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--png", file, ref rest @ ..] => paint(file, rest),
        ref rest => serve(rest),
    }
}

fn serve(words: &[&str]) -> Result<(), Box<dyn Error>> {
    let (address, size) = match words {
        [] => ("127.0.0.1:5900", demo::DEFAULT_SIZE),
        [address] => (*address, demo::DEFAULT_SIZE),
        [address, width, height] => (*address, Size::new(width.parse()?, height.parse()?)),
        _ => return Err("usage: demo [ADDRESS [WIDTH HEIGHT]]".into()),
    };
    let options = Options { password: std::env::var("FARVIEW_PASSWORD").ok(), ..Options::default() };
    demo::spawn(address, options, size)?.wait()?;
    Ok(())
}

/// Lets the desktop live for some seconds, with the mouse moving, and saves what it looks like then.
fn paint(file: &str, words: &[&str]) -> Result<(), Box<dyn Error>> {
    let (seconds, size) = match words {
        [] => (2.0, demo::DEFAULT_SIZE),
        [seconds] => (seconds.parse()?, demo::DEFAULT_SIZE),
        [seconds, width, height] => (seconds.parse()?, Size::new(width.parse()?, height.parse()?)),
        _ => return Err("usage: demo --png FILE [SECONDS [WIDTH HEIGHT]]".into()),
    };
    let mut desktop = demo::DemoDesktop::new(size);
    let start = Duration::from_secs(1_795_341_247);
    let frames = (seconds * 30.0_f64) as u32;
    for frame in 0..frames {
        let left = frames - frame;
        if left < 24 {
            let angle = f64::from(left) / 7.0;
            let (x, y) = (0.44 + 0.09 * angle.sin(), 0.47 + 0.10 * angle.cos());
            let position = rfb::Point::new((f64::from(size.width) * x) as u16, (f64::from(size.height) * y) as u16);
            let buttons = match left {
                17 => 4,
                8 => 1,
                5 => 16,
                _ => 0,
            };
            desktop.pointer(Pointer { position, buttons });
        }
        desktop.tick(start + Duration::from_millis(33) * frame);
    }
    save(file, desktop.framebuffer())
}

fn save(file: &str, picture: &Framebuffer) -> Result<(), Box<dyn Error>> {
    let size = picture.size();
    let mut encoder = png::Encoder::new(std::fs::File::create(file)?, size.width.into(), size.height.into());
    encoder.set_color(png::ColorType::Rgb);
    let bytes: Vec<u8> = picture.pixels().iter().flat_map(|pixel| pixel.to_be_bytes()[1..].to_vec()).collect();
    encoder.write_header()?.write_image_data(&bytes)?;
    Ok(())
}
