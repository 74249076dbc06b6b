//! QEMU with a machine that paints its screen from a boot sector, and its own `screendump` of it.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::{Folder, Picture, Process, eventually, port};

/// Real-mode code: VESA mode 0x112 (640×480 in 24 bits), then every 64 KiB bank of the picture is filled, in bands of
/// 4096 bytes that take turns between one flat colour and one that differs from byte to byte; then the machine halts.
#[rustfmt::skip]
const CODE: &[u8] = &[
    0xb8, 0x02, 0x4f,       // mov ax, 0x4f02       set a VESA mode:
    0xbb, 0x12, 0x01,       // mov bx, 0x0112       640×480, 24 bits, through the window at 0xa0000
    0xcd, 0x10,             // int 0x10
    0xb8, 0x00, 0xa0,       // mov ax, 0xa000
    0x8e, 0xc0,             // mov es, ax
    0x31, 0xf6,             // xor si, si           the bank
    // next_bank:
    0xb8, 0x05, 0x4f,       // mov ax, 0x4f05       move the window:
    0x31, 0xdb,             // xor bx, bx
    0x89, 0xf2,             // mov dx, si           to the bank
    0xcd, 0x10,             // int 0x10
    0x31, 0xff,             // xor di, di
    // next_byte:
    0x89, 0xf8,             // mov ax, di
    0x88, 0xe3,             // mov bl, ah
    0x80, 0xe3, 0x10,       // and bl, 0x10         which kind of band
    0x74, 0x06,             // jz flat
    0xf6, 0xe4,             // mul ah
    0x01, 0xf0,             // add ax, si
    0xeb, 0x05,             // jmp store
    // flat:
    0x88, 0xe0,             // mov al, ah
    0x24, 0xe0,             // and al, 0xe0
    0x40,                   // inc ax
    // store:
    0xaa,                   // stosb
    0x85, 0xff,             // test di, di
    0x75, 0xe7,             // jnz next_byte
    0x46,                   // inc si
    0x83, 0xfe, 0x0f,       // cmp si, 15           921,600 bytes are 15 banks
    0x72, 0xd6,             // jb next_bank
    0xe6, 0xe9,             // out 0xe9, al         tell the debug console that the picture is there
    0xfa,                   // cli
    0xf4,                   // hlt
];

/// Starts the machine, with these options of its display, and waits until it has painted. What `tls-creds=anonymous` in them
/// needs is there.
pub fn start(port: u16, password: Option<&str>, options: &[String], folder: &Arc<Folder>) -> (Process, Monitor) {
    let image = folder.write("boot.img", &boot_sector());
    let (socket, console) = (folder.path("monitor"), folder.path("console"));
    let options: String = options.iter().flat_map(|option| [",", option]).collect();
    let display = format!("127.0.0.1:{}{options}", port - port::VNC_BASE);
    let mut arguments: Vec<String> = [
        "-M",
        "pc",
        "-m",
        "16",
        "-nodefaults",
        "-vga",
        "std",
        "-accel",
        "tcg",
        "-no-reboot",
        "-name",
        "painter",
        "-monitor",
        "none",
        "-boot",
        "a",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.extend(["-drive".to_owned(), format!("file={},format=raw,if=floppy,readonly=on", image.display())]);
    arguments.extend(["-qmp".to_owned(), format!("unix:{},server=on,wait=off", socket.display())]);
    arguments.extend(["-debugcon".to_owned(), format!("file:{}", console.display())]);
    arguments.extend(["-object", "tls-creds-anon,id=anonymous,endpoint=server"].map(str::to_owned));
    match password {
        None => arguments.extend(["-vnc".to_owned(), display]),
        Some(password) => {
            arguments.extend(["-object".to_owned(), format!("secret,id=password,data={password}")]);
            arguments.extend(["-vnc".to_owned(), format!("{display},password-secret=password")]);
        }
    }
    let mut process = Process::start("qemu-system-x86_64", "qemu-system-x86", &arguments, folder);
    process.wait_ready("listening", || port::is_listening(port).then_some(()));
    process.wait_ready("painting", || std::fs::metadata(&console).ok().filter(|console| console.len() > 0));
    let stream = process.wait_ready("its monitor", || UnixStream::connect(&socket).ok());
    (process, Monitor::new(stream, folder.path("screen.ppm")))
}

/// QEMU's own way to be asked things.
pub struct Monitor {
    stream: Mutex<BufReader<UnixStream>>,
    dump: PathBuf,
}

impl Monitor {
    fn new(stream: UnixStream, dump: PathBuf) -> Self {
        let monitor = Self { stream: Mutex::new(BufReader::new(stream)), dump };
        monitor.ask(&json!({"execute": "qmp_capabilities"}));
        monitor
    }

    /// What QEMU says is on its screen.
    pub fn picture(&self) -> Picture {
        let _ = std::fs::remove_file(&self.dump);
        self.ask(&json!({"execute": "screendump", "arguments": {"filename": self.dump}}));
        eventually("QEMU's picture of its screen", || read_ppm(&self.dump))
    }

    fn ask(&self, request: &Value) {
        let mut stream = self.stream.lock().expect("nobody failed while asking");
        writeln!(stream.get_mut(), "{request}").expect("QEMU listens");
        let mut line = String::new();
        while stream.read_line(&mut line).expect("QEMU answers") > 0 {
            let answer: Value = serde_json::from_str(&line).expect("QEMU answers in JSON");
            assert!(answer.get("error").is_none(), "QEMU refused {request}: {line}");
            if answer.get("return").is_some() {
                return;
            }
            line.clear();
        }
        panic!("QEMU closed its monitor at {request}");
    }
}

fn read_ppm(path: &Path) -> Option<Picture> {
    Picture::decode_ppm(&std::fs::read(path).ok()?)
}

fn boot_sector() -> Vec<u8> {
    let mut sector = CODE.to_vec();
    sector.resize(510, 0);
    sector.extend([0x55, 0xaa]);
    // A floppy disk of 1.44 MB, so that the BIOS does not have to guess its shape.
    sector.resize(1_474_560, 0);
    sector
}
