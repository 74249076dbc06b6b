//! Names with several addresses.

use std::time::Duration;

use super::{CONNECT, snapshot};
use crate::rig::{RealServer, Setup, port};

#[test]
fn a_name_whose_other_address_refuses_costs_no_time() {
    let server = RealServer::xtigervnc(&Setup::default());
    // The server listens on 127.0.0.1 alone; localhost is ::1 as well on most computers.
    let finished = snapshot(&format!("localhost::{}", server.port)).run();
    finished.assert_success();
    assert!(finished.took < Duration::from_secs(5), "{:?}", finished.took);
}

#[test]
fn nothing_listens_is_told_with_every_address_that_was_tried() {
    let finished = snapshot(&format!("localhost::{}", port::free())).run();
    finished.assert_code(CONNECT).assert_says("nothing listens on port");
    let addresses = std::net::ToSocketAddrs::to_socket_addrs(&("localhost", 1)).expect("localhost has addresses");
    if addresses.count() > 1 {
        finished.assert_says("tried ").assert_says("::1: ").assert_says("127.0.0.1: ");
    }
}
