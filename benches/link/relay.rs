//! A link in user space: what goes through it takes its time, as on a network of that rate and delay. TCP's own start-up and
//! losses are not imitated: both sides talk to this computer.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// The most that is read at a time.
const CHUNK: usize = 4 << 10;
/// Bytes that wait for their turn, as in a router: beyond, the sender is held up.
const QUEUE: usize = 256 << 10;

/// What a link does to bytes, in each direction.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Bits per second.
    pub rate: u64,
    /// From one end to the other.
    pub delay: Duration,
}

/// Listens on a port of its own and passes everything on to `server` and back, from threads that end with the program.
pub fn start(server: SocketAddr, shape: Shape) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for viewer in listener.incoming().map_while(Result::ok) {
            let Ok(server) = TcpStream::connect(server) else { continue };
            for (from, to) in [(&viewer, &server), (&server, &viewer)] {
                if let (Ok(from), Ok(to)) = (from.try_clone(), to.try_clone()) {
                    pass(from, to, shape);
                }
            }
        }
    });
    Ok(address)
}

/// Passes bytes on in one direction, each when it is due.
fn pass(mut from: TcpStream, mut to: TcpStream, shape: Shape) {
    // Nothing may wait for more to come: that is what the link is for.
    let _ = (from.set_nodelay(true), to.set_nodelay(true));
    let in_flight = (shape.rate as f64 / 8.0 * shape.delay.as_secs_f64()) as usize;
    let (sender, receiver) = sync_channel::<(Instant, Vec<u8>)>((QUEUE + in_flight) / CHUNK);
    thread::spawn(move || receive(&mut from, &sender, shape));
    thread::spawn(move || {
        send(&mut to, &receiver);
        let _ = to.shutdown(Shutdown::Write);
    });
}

fn receive(from: &mut TcpStream, sender: &SyncSender<(Instant, Vec<u8>)>, shape: Shape) {
    let mut free = Instant::now();
    let mut chunk = vec![0; CHUNK];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        // The line is busy with what came before; then it takes as long as the bytes are many.
        free = free.max(Instant::now()) + Duration::from_secs_f64(length as f64 * 8.0 / shape.rate as f64);
        if sender.send((free + shape.delay, chunk[..length].to_vec())).is_err() {
            return;
        }
    }
}

fn send(to: &mut TcpStream, receiver: &Receiver<(Instant, Vec<u8>)>) {
    while let Ok((due, bytes)) = receiver.recv() {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        if to.write_all(&bytes).is_err() {
            return;
        }
    }
}
