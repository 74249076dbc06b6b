//! What the tests need besides Rust, and its installation on Debian and its relatives.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::steps::{output, succeed};

/// One thing that the tests need.
struct Need {
    /// A program in the path, or a file.
    probe: &'static str,
    /// The Debian package that has it.
    package: &'static str,
    /// What it is for.
    why: &'static str,
}

const fn need(probe: &'static str, package: &'static str, why: &'static str) -> Need {
    Need { probe, package, why }
}

const NEEDS: &[Need] = &[
    need("Xtigervnc", "tigervnc-standalone-server", "a VNC server to test against"),
    need("Xtightvnc", "tightvncserver", "a VNC server to test against"),
    need("/usr/share/doc/xfonts-base", "xfonts-base", "fonts that Xtightvnc does not start without"),
    need("x11vnc", "x11vnc", "a VNC server to test against"),
    need("qemu-system-x86_64", "qemu-system-x86", "a VNC server to test against"),
    need("openssl", "openssl", "certificates, and an anonymous TLS server to test against"),
    need("saslpasswd2", "sasl2-bin", "users of a server with SASL"),
    need("/usr/share/doc/libsasl2-modules", "libsasl2-modules", "mechanisms of a server with SASL"),
    need("gnome-keyring-daemon", "gnome-keyring", "a keyring to remember passwords in"),
    need("dbus-run-session", "dbus-daemon", "a bus for the keyring"),
    need("djpeg", "libjpeg-turbo-progs", "how libjpeg-turbo draws the JPEG pictures of these servers"),
    need("Xvfb", "xvfb", "a screen for the window and for x11vnc"),
    need("/usr/lib/xorg/Xorg", "xserver-xorg-core", "a screen that can be touched"),
    need("/usr/lib/xorg/modules/drivers/dummy_drv.so", "xserver-xorg-video-dummy", "a screen that can be touched"),
    need("xdotool", "xdotool", "keys and mouse for the window"),
    need("openbox", "openbox", "a window manager for the window"),
    need("xclip", "xclip", "the clipboard of the display that the window is on"),
    need("setxkbmap", "x11-xkb-utils", "keyboard layouts"),
    need("xrandr", "x11-xserver-utils", "several monitors"),
    need("sway", "sway", "a Wayland compositor for the window"),
    need("swaymsg", "sway", "a Wayland compositor for the window"),
    need("grim", "grim", "what that compositor shows"),
    need("wl-copy", "wl-clipboard", "the clipboard of that compositor"),
    need("ssh", "openssh-client", "the way through SSH"),
    need("/usr/sbin/sshd", "openssh-server", "the way through SSH"),
    need("env", "coreutils", "a server with another environment"),
    need("dpkg", "dpkg", "installing the package of Farview"),
    need("desktop-file-validate", "desktop-file-utils", "what the package tells desktops"),
    need("appstreamcli", "appstream", "what the package tells software centres"),
    need("script", "bsdutils", "a terminal to ask on"),
    need("websockify", "websockify", "web sockets in front of a VNC server"),
    need("tinyproxy", "tinyproxy-bin", "an HTTP proxy"),
    need("vncconfig", "tigervnc-common", "a server that calls"),
    need("setpriv", "util-linux", "servers that end with the test that started them"),
    need("/usr/share/doc/libxcursor1", "libxcursor1", "the window, which loads it when it starts"),
    need("/usr/share/doc/libxi6", "libxi6", "the window, which loads it when it starts"),
    need("/usr/share/doc/libxkbcommon-x11-0", "libxkbcommon-x11-0", "the window, which loads it when it starts"),
    need("/usr/share/doc/libx11-xcb1", "libx11-xcb1", "the window, which loads it when it starts"),
    need("/usr/share/doc/mesa-vulkan-drivers", "mesa-vulkan-drivers", "the graphics card of a computer that has none"),
    need("c++", "g++", "libFuzzer, which the fuzz targets are built with"),
];

/// Installs what is missing, or says what it is where that cannot be done.
pub fn install_missing() -> Result<String, String> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !is_there(need.probe)).collect();
    if missing.is_empty() {
        return Ok(format!("all {} are there", NEEDS.len()));
    }
    for need in &missing {
        println!("missing: {:28} {}", need.package, need.why);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if !is_there("apt-get") {
        return Err(format!("install what your system calls {}", packages.join(", ")));
    }
    println!("installing them with apt-get");
    // A list of packages that is out of date is no reason to give up: the packages may be there all the same.
    if let Err(error) = succeed(apt_get()?.arg("update").arg("--quiet=2")) {
        println!("{error}");
    }
    succeed(apt_get()?.args(["install", "--yes", "--quiet=2", "--no-install-recommends"]).args(&packages))?;
    match missing.iter().find(|need| !is_there(need.probe)) {
        None => Ok(format!("installed {}", packages.join(", "))),
        Some(need) => Err(format!("{} was installed, but {} is still not there", need.package, need.probe)),
    }
}

/// apt-get as root.
fn apt_get() -> Result<Command, String> {
    let is_root = output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut command = if is_root {
        Command::new("apt-get")
    } else if is_there("sudo") {
        let mut command = Command::new("sudo");
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        command
    } else {
        return Err("packages are missing, and neither are we root nor is there sudo".into());
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn is_there(probe: &str) -> bool {
    if probe.starts_with('/') {
        return Path::new(probe).exists();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    // Servers live in sbin on some systems, which is not in everybody's path.
    env::split_paths(&path).any(|folder| folder.join(probe).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    /// Where tests name a program and the packages that have it, as two strings.
    const CALLS: [&str; 4] = ["require(\"", "Process::start(\"", "Process::start_on(", "x_server(\""];

    #[test]
    fn every_program_that_tests_ask_for_is_installed() {
        std::env::set_current_dir(crate::root()).expect("the root can be entered");
        let mut named = 0;
        for path in source::files().expect("the sources").iter().filter(|path| path.starts_with("tests")) {
            let text = std::fs::read_to_string(path).expect("a source");
            for (at, call) in CALLS.iter().flat_map(|call| text.match_indices(call)) {
                let mut strings = text[at + call.len() - 1..].split('"').skip(1).step_by(2);
                let (program, packages) = (strings.next().unwrap_or_default(), strings.next().unwrap_or_default());
                if program.starts_with("no-such-") {
                    continue;
                }
                named += 1;
                assert!(
                    NEEDS.iter().any(|need| need.probe == program),
                    "{program} is not in the list: {}",
                    path.display()
                );
                for package in packages.split(' ') {
                    assert!(NEEDS.iter().any(|need| need.package == package), "{package} is not in the list");
                }
            }
        }
        assert!(named >= 5, "only {named} programs were found");
    }
}
