//! A virtual machine that tells which keys it gets: QEMU with a boot sector that asks the BIOS and prints the answers.

use std::path::PathBuf;
use std::sync::Arc;

use crate::rig::{Folder, Process, port};

/// Real-mode code: wait for a key, write its character and its scan code to the debug console, and begin again.
#[rustfmt::skip]
const CODE: &[u8] = &[
    0xb4, 0x00,             // mov ah, 0        wait for a key:
    0xcd, 0x16,             // int 0x16         al is the character on a US keyboard, ah the scan code
    0xe6, 0xe9,             // out 0xe9, al
    0x88, 0xe0,             // mov al, ah
    0xe6, 0xe9,             // out 0xe9, al
    0xeb, 0xf4,             // jmp to the start
];

/// The machine.
pub struct Machine {
    pub target: String,
    console: PathBuf,
    _process: Process,
}

impl Machine {
    /// Starts it and waits for its VNC server.
    pub fn start() -> Self {
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        let console = folder.path("console");
        let image = folder.write("boot.img", &boot_sector());
        let words = "-M pc -m 16 -nodefaults -vga std -accel tcg -no-reboot -monitor none -boot a";
        let mut arguments: Vec<String> = words.split(' ').map(str::to_owned).collect();
        arguments.extend(["-drive".to_owned(), format!("file={},format=raw,if=floppy,readonly=on", image.display())]);
        arguments.extend(["-debugcon".to_owned(), format!("file:{}", console.display())]);
        arguments.extend(["-vnc".to_owned(), format!("127.0.0.1:{}", port - port::VNC_BASE)]);
        let mut process = Process::start("qemu-system-x86_64", "qemu-system-x86", &arguments, &folder);
        process.wait_ready("listening", || port::is_listening(port).then_some(()));
        Self { target: format!("127.0.0.1::{port}"), console, _process: process }
    }

    /// The characters and scan codes of the keys it got.
    pub fn keys(&self) -> Vec<(char, u8)> {
        let bytes = std::fs::read(&self.console).unwrap_or_default();
        bytes.chunks_exact(2).map(|pair| (char::from(pair[0]), pair[1])).collect()
    }
}

fn boot_sector() -> Vec<u8> {
    let mut sector = CODE.to_vec();
    sector.resize(510, 0);
    sector.extend([0x55, 0xaa]);
    sector.resize(1_474_560, 0);
    sector
}
