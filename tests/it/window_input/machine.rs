//! A virtual machine that tells what its keyboard or its mouse does: QEMU with a boot sector that prints it.

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

/// Real-mode code: switch the interrupts off and the mouse on, and write every byte that comes from it to the console.
#[rustfmt::skip]
const MOUSE: &[u8] = &[
    0xfa,                   // cli
    0xb0, 0xa8, 0xe6, 0x64, // mov al, 0xa8; out 0x64, al       the port of the mouse is on
    0xb0, 0xd4, 0xe6, 0x64, // mov al, 0xd4; out 0x64, al       what follows is for the mouse:
    0xb0, 0xf4, 0xe6, 0x60, // mov al, 0xf4; out 0x60, al       tell of movements
    // next_byte:
    0xe4, 0x64,             // in al, 0x64
    0xa8, 0x01,             // test al, 1
    0x74, 0xfa,             // jz next_byte
    0xe4, 0x60,             // in al, 0x60
    0xe6, 0xe9,             // out 0xe9, al
    0xeb, 0xf4,             // jmp next_byte
];

/// The machine.
pub struct Machine {
    pub target: String,
    console: PathBuf,
    _process: Process,
}

impl Machine {
    /// A machine that tells of its keys. Its VNC server leaves the locks of the keyboard alone.
    pub fn start() -> Self {
        Self::run(CODE)
    }

    /// A machine that tells of its mouse.
    pub fn with_a_mouse() -> Self {
        Self::run(MOUSE)
    }

    /// Starts it and waits for its VNC server.
    fn run(code: &[u8]) -> Self {
        let (folder, port) = (Arc::new(Folder::new()), port::free());
        let console = folder.path("console");
        let image = folder.write("boot.img", &boot_sector(code));
        let words = "-M pc -m 16 -nodefaults -vga std -accel tcg -no-reboot -monitor none -boot a";
        let mut arguments: Vec<String> = words.split(' ').map(str::to_owned).collect();
        arguments.extend(["-drive".to_owned(), format!("file={},format=raw,if=floppy,readonly=on", image.display())]);
        arguments.extend(["-debugcon".to_owned(), format!("file:{}", console.display())]);
        arguments.extend(["-vnc".to_owned(), format!("127.0.0.1:{},lock-key-sync=off", port - port::VNC_BASE)]);
        let mut process = Process::start("qemu-system-x86_64", "qemu-system-x86", &arguments, &folder);
        process.wait_ready("listening", || port::is_listening(port).then_some(()));
        Self { target: format!("127.0.0.1::{port}"), console, _process: process }
    }

    /// How far the mouse moved altogether, to the right and down, and the buttons it told of last.
    pub fn mouse(&self) -> ((i32, i32), u8) {
        let bytes = std::fs::read(&self.console).unwrap_or_default();
        // The first byte says that it was switched on.
        let packets = bytes.get(1..).unwrap_or_default().as_chunks::<3>().0;
        let way = |[flags, x, y]: &[u8; 3]| {
            let signed = |value: u8, sign: u8| i32::from(value) - if flags & sign == 0 { 0 } else { 256 };
            (signed(*x, 1 << 4), -signed(*y, 1 << 5))
        };
        let sum = packets.iter().map(way).fold((0, 0), |sum, way| (sum.0 + way.0, sum.1 + way.1));
        (sum, packets.last().map_or(0, |[flags, ..]| flags & 7))
    }

    /// The characters and scan codes of the keys it got.
    pub fn keys(&self) -> Vec<(char, u8)> {
        let bytes = std::fs::read(&self.console).unwrap_or_default();
        bytes.chunks_exact(2).map(|pair| (char::from(pair[0]), pair[1])).collect()
    }
}

fn boot_sector(code: &[u8]) -> Vec<u8> {
    let mut sector = code.to_vec();
    sector.resize(510, 0);
    sector.extend([0x55, 0xaa]);
    sector.resize(1_474_560, 0);
    sector
}
