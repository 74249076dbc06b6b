//! Changes as Wayland's data control tells them: `ext-data-control-v1`, or its forerunner `wlr-data-control-unstable-v1`. What
//! was copied is not read here, that is the clipboard thread's.

use wayland_client::protocol::{wl_registry, wl_seat::WlSeat};
use wayland_client::{
    ConnectError, Connection, Dispatch, DispatchError, Proxy, QueueHandle, delegate_noop, event_created_child,
};
use wayland_protocols::ext::data_control::v1::client as ext;
use wayland_protocols_wlr::data_control::v1::client as wlr;

use ext::ext_data_control_device_v1::{self as ext_device, ExtDataControlDeviceV1 as ExtDevice};
use ext::ext_data_control_manager_v1::ExtDataControlManagerV1 as ExtManager;
use ext::ext_data_control_offer_v1::ExtDataControlOfferV1 as ExtOffer;
use wlr::zwlr_data_control_device_v1::{self as wlr_device, ZwlrDataControlDeviceV1 as WlrDevice};
use wlr::zwlr_data_control_manager_v1::ZwlrDataControlManagerV1 as WlrManager;
use wlr::zwlr_data_control_offer_v1::ZwlrDataControlOfferV1 as WlrOffer;

use crate::app::clipboard::Board;

/// The version of wlr's protocol that tells of the selection, too.
const WLR_WITH_SELECTION: u32 = 2;

/// Why nothing can be watched, or no longer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("no connection: {0}")]
    Connect(#[from] ConnectError),
    #[error("the compositor lets no program watch the clipboard")]
    Unsupported,
    #[error("the connection is lost: {0}")]
    Lost(#[from] DispatchError),
}

/// What the compositor offers, and what has changed.
#[derive(Default)]
struct Watched {
    ext: Option<ExtManager>,
    wlr: Option<WlrManager>,
    seats: Vec<WlSeat>,
    changed: Vec<Board>,
}

/// Hands every change to `tell` until it wants no more.
pub(super) fn watch(tell: &dyn Fn(Board) -> bool) -> Result<(), Error> {
    let connection = Connection::connect_to_env()?;
    let mut queue = connection.new_event_queue();
    let handle = queue.handle();
    connection.display().get_registry(&handle, ());
    let mut watched = Watched::default();
    queue.roundtrip(&mut watched)?;
    for seat in &watched.seats {
        match (&watched.ext, &watched.wlr) {
            (Some(manager), _) => drop(manager.get_data_device(seat, &handle, ())),
            (None, Some(manager)) => drop(manager.get_data_device(seat, &handle, ())),
            (None, None) => return Err(Error::Unsupported),
        }
    }
    // What was there before is no change.
    queue.roundtrip(&mut watched)?;
    watched.changed.clear();
    loop {
        queue.blocking_dispatch(&mut watched)?;
        if !watched.changed.drain(..).all(tell) {
            return Ok(());
        }
    }
}

impl Dispatch<wl_registry::WlRegistry, ()> for Watched {
    fn event(
        watched: &mut Self,
        registry: &wl_registry::WlRegistry,
        event: wl_registry::Event,
        (): &(),
        _: &Connection,
        handle: &QueueHandle<Self>,
    ) {
        let wl_registry::Event::Global { name, interface, version } = event else { return };
        if interface == ExtManager::interface().name {
            watched.ext = Some(registry.bind(name, 1, handle, ()));
        } else if interface == WlrManager::interface().name {
            watched.wlr = Some(registry.bind(name, version.min(WLR_WITH_SELECTION), handle, ()));
        } else if interface == WlSeat::interface().name {
            watched.seats.push(registry.bind(name, 1, handle, ()));
        }
    }
}

/// The two protocols differ in nothing but names.
macro_rules! hear {
    ($device:ty, $module:ident, $offer:ty) => {
        impl Dispatch<$device, ()> for Watched {
            fn event(
                watched: &mut Self,
                device: &$device,
                event: $module::Event,
                (): &(),
                _: &Connection,
                _: &QueueHandle<Self>,
            ) {
                let (board, offer) = match event {
                    $module::Event::Selection { id } => (Board::Clipboard, id),
                    $module::Event::PrimarySelection { id } => (Board::Selection, id),
                    $module::Event::Finished => return device.destroy(),
                    _ => return,
                };
                if let Some(offer) = offer {
                    offer.destroy();
                    watched.changed.push(board);
                }
            }

            event_created_child!(Watched, $device, [
                $module::EVT_DATA_OFFER_OPCODE => ($offer, ()),
            ]);
        }
    };
}

hear!(ExtDevice, ext_device, ExtOffer);
hear!(WlrDevice, wlr_device, WlrOffer);

delegate_noop!(Watched: ignore ExtOffer);
delegate_noop!(Watched: ignore WlrOffer);
delegate_noop!(Watched: ignore WlSeat);
delegate_noop!(Watched: ExtManager);
delegate_noop!(Watched: WlrManager);
