//! A network between the program and a server that can be broken in every way: bytes stop, connections are cut in good order
//! or not, nobody listens any more.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

/// How a connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// As by a program that ends (FIN). The server is not told, and goes on believing in the connection.
    InGoodOrder,
    /// As by a machine that knows nothing of the connection (RST).
    Reset,
}

/// What bytes do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Pass,
    /// They wait, and neither side is told.
    Wait,
}

/// One connection, from the program to the server.
struct Link {
    program: TcpStream,
    server: TcpStream,
    is_cut: AtomicBool,
}

/// What the threads of a relay share.
struct State {
    flow: Flow,
    server: SocketAddr,
    links: Vec<Arc<Link>>,
    accepted: usize,
    is_over: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// A relay on a port of its own.
pub struct Relay {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Relay {
    /// Passes everything on to `server` and back.
    pub fn start(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = State { flow: Flow::Pass, server, links: Vec::new(), accepted: 0, is_over: false };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &accepting));
        Self { address, shared }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The target that the program is given.
    pub fn target(&self) -> String {
        format!("127.0.0.1::{}", self.address.port())
    }

    /// From now on bytes wait on their way, and so do connections.
    pub fn stall(&self) {
        self.set(|state| state.flow = Flow::Wait);
    }

    /// Bytes pass again, those that waited first.
    pub fn resume(&self) {
        self.set(|state| state.flow = Flow::Pass);
    }

    /// Ends all connections. New ones are let through.
    pub fn cut(&self, cut: Cut) {
        self.set(|state| {
            for link in &state.links {
                link.is_cut.store(true, Ordering::Release);
                match cut {
                    Cut::InGoodOrder => drop(link.program.shutdown(Shutdown::Both)),
                    Cut::Reset => {
                        SockRef::from(&link.program).set_linger(Some(Duration::ZERO)).expect("a socket");
                        // The reset goes out when the last one lets go of the connection.
                        drop((link.server.shutdown(Shutdown::Both), link.program.shutdown(Shutdown::Read)));
                    }
                }
            }
            if cut == Cut::Reset {
                state.links.clear();
            }
        });
    }

    /// How many connections there ever were.
    pub fn accepted(&self) -> usize {
        self.shared.lock().accepted
    }

    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.shared.lock());
        self.shared.changed.notify_all();
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.set(|state| {
            (state.is_over, state.flow) = (true, Flow::Pass);
            for link in state.links.drain(..) {
                drop((link.program.shutdown(Shutdown::Both), link.server.shutdown(Shutdown::Both)));
            }
        });
        // So that the listener looks up.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until bytes pass, or there is no need to.
    fn wait(&self, is_cut: &AtomicBool) {
        let mut state = self.lock();
        while state.flow == Flow::Wait && !is_cut.load(Ordering::Acquire) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for program in listener.incoming().map_while(Result::ok) {
        let mut state = shared.lock();
        if state.is_over {
            return;
        }
        state.accepted += 1;
        drop(state);
        let shared = Arc::clone(shared);
        thread::spawn(move || relay(program, &shared));
    }
}

/// Serves one connection. Where there is no server, it is cut at once.
fn relay(program: TcpStream, shared: &Arc<Shared>) {
    shared.wait(&AtomicBool::new(false));
    let server = shared.lock().server;
    let Ok(server) = TcpStream::connect(server) else { return };
    drop((program.set_nodelay(true), server.set_nodelay(true)));
    let link = Arc::new(Link { program, server, is_cut: AtomicBool::new(false) });
    shared.lock().links.push(Arc::clone(&link));
    let (back, sharing) = (Arc::clone(&link), Arc::clone(shared));
    thread::spawn(move || pass(&back.server, &back.program, &back.is_cut, &sharing));
    pass(&link.program, &link.server, &link.is_cut, shared);
}

/// Passes bytes on in one direction, and the end of them, but for the end that the relay made itself.
fn pass(mut from: &TcpStream, mut to: &TcpStream, is_cut: &AtomicBool, shared: &Shared) {
    let mut chunk = vec![0; 64 << 10];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        shared.wait(is_cut);
        if is_cut.load(Ordering::Acquire) || to.write_all(&chunk[..length]).is_err() {
            return;
        }
    }
    shared.wait(is_cut);
    if !is_cut.load(Ordering::Acquire) {
        drop(to.shutdown(Shutdown::Both));
    }
}
