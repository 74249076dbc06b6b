//! Changes as Wayland's data control tells them: `ext-data-control-v1`, or its forerunner `wlr-data-control-unstable-v1`. What
//! was copied is not read here, that is the clipboard thread's.

use wayland_client::globals::{BindError, GlobalError, GlobalList, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::WlSeat;
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
    #[error("nobody tells what there is: {0}")]
    Globals(#[from] GlobalError),
    #[error("the compositor lets no program watch the clipboard: {0}")]
    Unsupported(#[from] BindError),
    #[error("the connection is lost: {0}")]
    Lost(#[from] DispatchError),
}

/// What has changed.
#[derive(Default)]
struct Watched {
    changed: Vec<Board>,
}

/// Hands every change to `tell` until it wants no more.
pub(super) fn watch(tell: &dyn Fn(Board) -> bool) -> Result<(), Error> {
    let connection = Connection::connect_to_env()?;
    let (globals, mut queue) = registry_queue_init::<Watched>(&connection)?;
    let handle = queue.handle();
    let seats = seats(&globals, &handle);
    if let Ok(manager) = globals.bind::<ExtManager, _, _>(&handle, 1..=1, ()) {
        for seat in &seats {
            manager.get_data_device(seat, &handle, ());
        }
    } else {
        let manager: WlrManager = globals.bind(&handle, 1..=WLR_WITH_SELECTION, ())?;
        for seat in &seats {
            manager.get_data_device(seat, &handle, ());
        }
    }
    // What was there before is no change.
    let mut watched = Watched::default();
    queue.roundtrip(&mut watched)?;
    watched.changed.clear();
    loop {
        queue.blocking_dispatch(&mut watched)?;
        if !watched.changed.drain(..).all(tell) {
            return Ok(());
        }
    }
}

/// Everybody who sits at the computer.
fn seats(globals: &GlobalList, handle: &QueueHandle<Watched>) -> Vec<WlSeat> {
    let all = globals.contents().clone_list();
    let seats = all.iter().filter(|global| global.interface == WlSeat::interface().name);
    seats.map(|seat| globals.registry().bind(seat.name, 1, handle, ())).collect()
}

impl Dispatch<WlRegistry, GlobalListContents> for Watched {
    fn event(
        _: &mut Self,
        _: &WlRegistry,
        _: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
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
