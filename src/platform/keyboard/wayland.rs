//! The protocol `keyboard-shortcuts-inhibit` on winit's own connection: surfaces of another one are unknown there.
//!
//! Nothing here waits: what the compositor answers is read by winit, which sorts it into our queue.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

use wayland_backend::client::{Backend, ObjectId};
use wayland_client::protocol::{wl_registry, wl_seat::WlSeat, wl_surface::WlSurface};
use wayland_client::{Connection, Dispatch, EventQueue, Proxy, QueueHandle, delegate_noop};
use wayland_protocols::wp::keyboard_shortcuts_inhibit::zv1::client::{
    zwp_keyboard_shortcuts_inhibit_manager_v1::ZwpKeyboardShortcutsInhibitManagerV1 as Manager,
    zwp_keyboard_shortcuts_inhibitor_v1::{self as inhibitor, ZwpKeyboardShortcutsInhibitorV1 as Inhibitor},
};
use winit::raw_window_handle::{WaylandDisplayHandle, WaylandWindowHandle};

use super::GrabError;

thread_local! {
    // There is one connection for the whole life of the program. It is closed before this would be, so that the queue must
    // not be given back to it.
    static LINK: RefCell<Option<ManuallyDrop<Link>>> = const { RefCell::new(None) };
}

/// Our part of winit's connection.
struct Link {
    connection: Connection,
    queue: EventQueue<Globals>,
    globals: Globals,
}

/// What the compositor offers, and which inhibitors work.
#[derive(Default)]
struct Globals {
    manager: Option<Manager>,
    seats: Vec<WlSeat>,
    is_complete: bool,
    active: Vec<Inhibitor>,
}

pub(super) struct Grab {
    inhibitors: Vec<Inhibitor>,
}

impl Grab {
    pub(super) fn take(display: WaylandDisplayHandle, window: WaylandWindowHandle) -> Result<Self, GrabError> {
        with_link(display, |link| {
            let Globals { manager, seats, is_complete, .. } = &link.globals;
            let Some(manager) = manager.as_ref().filter(|_| !seats.is_empty()) else {
                return Err(if *is_complete { GrabError::Unsupported } else { GrabError::NotNow });
            };
            let surface = surface(&link.connection, window.surface).ok_or(GrabError::Unsupported)?;
            let handle = link.queue.handle();
            let inhibit = |seat| manager.inhibit_shortcuts(&surface, seat, &handle, ());
            let inhibitors = seats.iter().map(inhibit).collect();
            link.flush();
            Ok(Self { inhibitors })
        })
    }

    pub(super) fn is_active(&self) -> bool {
        LINK.with_borrow_mut(|link| {
            let Some(link) = link else { return false };
            link.catch_up();
            self.inhibitors.iter().any(|inhibitor| link.globals.active.contains(inhibitor))
        })
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        LINK.with_borrow_mut(|link| {
            let Some(link) = link else { return };
            for inhibitor in &self.inhibitors {
                inhibitor.destroy();
                link.globals.active.retain(|active| active != inhibitor);
            }
            link.flush();
        });
    }
}

impl Link {
    fn open(display: WaylandDisplayHandle) -> Self {
        let connection = Connection::from_backend(backend(display.display));
        let queue = connection.new_event_queue();
        connection.display().get_registry(&queue.handle(), ());
        connection.display().sync(&queue.handle(), ());
        let link = Self { connection, queue, globals: Globals::default() };
        link.flush();
        link
    }

    /// Takes in what winit has read for us.
    fn catch_up(&mut self) {
        // An error of the connection is winit's, which ends the program.
        let _ = self.queue.dispatch_pending(&mut self.globals);
    }

    fn flush(&self) {
        let _ = self.connection.flush();
    }
}

fn with_link<R>(display: WaylandDisplayHandle, act: impl FnOnce(&mut Link) -> R) -> R {
    LINK.with_borrow_mut(|link| {
        let link = link.get_or_insert_with(|| ManuallyDrop::new(Link::open(display)));
        link.catch_up();
        act(link)
    })
}

#[expect(unsafe_code, reason = "no safe way leads to the connection that winit made")]
fn backend(display: NonNull<std::ffi::c_void>) -> Backend {
    // SAFETY: winit's connection is open as long as its event loop runs, and its windows with it, from one of which the
    // pointer is. Grabs are dropped before that, and the link itself never is.
    unsafe { Backend::from_foreign_display(display.as_ptr().cast()) }
}

#[expect(unsafe_code, reason = "no safe way leads to the surface that winit made")]
fn surface(connection: &Connection, surface: NonNull<std::ffi::c_void>) -> Option<WlSurface> {
    // SAFETY: the pointer is that of a live window's `wl_surface`, on the same connection.
    let id = unsafe { ObjectId::from_ptr(WlSurface::interface(), surface.as_ptr().cast()) }.ok()?;
    WlSurface::from_id(connection, id).ok()
}

impl Dispatch<wl_registry::WlRegistry, ()> for Globals {
    fn event(
        globals: &mut Self,
        registry: &wl_registry::WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        handle: &QueueHandle<Self>,
    ) {
        let wl_registry::Event::Global { name, interface, .. } = event else { return };
        if interface == Manager::interface().name {
            globals.manager = Some(registry.bind(name, 1, handle, ()));
        } else if interface == WlSeat::interface().name {
            globals.seats.push(registry.bind(name, 1, handle, ()));
        }
    }
}

impl Dispatch<wayland_client::protocol::wl_callback::WlCallback, ()> for Globals {
    fn event(
        globals: &mut Self,
        _: &wayland_client::protocol::wl_callback::WlCallback,
        _: wayland_client::protocol::wl_callback::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        globals.is_complete = true;
    }
}

impl Dispatch<Inhibitor, ()> for Globals {
    fn event(
        globals: &mut Self,
        inhibitor: &Inhibitor,
        event: inhibitor::Event,
        (): &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        globals.active.retain(|active| active != inhibitor);
        if matches!(event, inhibitor::Event::Active) {
            globals.active.push(inhibitor.clone());
        }
    }
}

delegate_noop!(Globals: ignore WlSeat);
delegate_noop!(Globals: ignore Manager);
