//! Files as the real programs write them.

use super::*;
use crate::session::Address;

fn one(name: &str, contents: &str) -> (Computer, usize) {
    let imported = read(name, contents.as_bytes()).unwrap_or_else(|problem| panic!("{problem}: {contents}"));
    let [computer] = &imported.computers[..] else { panic!("{imported:?}") };
    (computer.clone(), imported.passwords)
}

fn refused(contents: &str) -> Reason {
    let imported = read("file", contents.as_bytes()).unwrap_or_else(|problem| panic!("{problem}: {contents}"));
    assert!(imported.computers.is_empty(), "{imported:?}");
    imported.left_out[0].why.clone()
}

const TIGERVNC: &str = "TigerVNC Configuration file Version 1.0\n\nServerName=office.example.com:1\nX509CA=/home/alice/.vnc/x509_ca.pem\nX509CRL=\nSecurityTypes=X509Plain,TLSPlain,X509Vnc,TLSVnc,X509None,TLSNone,VncAuth,None\nEmulateMiddleButton=0\nDotWhenNoCursor=0\nAutoSelect=1\nFullColor=1\nLowColorLevel=2\nPreferredEncoding=Tight\nCustomCompressLevel=0\nCompressLevel=2\nNoJPEG=0\nQualityLevel=8\nFullScreen=0\nFullScreenMode=Current\nFullScreenSelectedMonitors=1\nDesktopSize=\nRemoteResize=1\nViewOnly=0\nShared=0\nAcceptClipboard=1\nSendClipboard=1\nSendPrimary=1\nSetPrimary=1\nMenuKey=F8\nFullscreenSystemKeys=1\n";

#[test]
fn files_of_tigervnc_are_read() {
    let (computer, passwords) = one("Office PC", TIGERVNC);
    assert_eq!((computer.title(), computer.target.as_str(), passwords), ("Office PC", "office.example.com:1", 0));
    let changed = TIGERVNC.replace("ViewOnly=0", "ViewOnly=1").replace("ServerName=", "via=alice@gate\r\nServerName=");
    let (computer, _) = one("Office PC", &changed);
    assert_eq!(computer.target, "vnc+ssh://alice@gate/office.example.com:5901?ViewOnly=true");
    assert_eq!(refused("TigerVNC Configuration file Version 1.0\n\nServerName=\n"), Reason::NoAddress);
}

#[test]
fn the_history_of_tigervnc_and_lists_of_addresses_are_read() {
    let imported = read("tigervnc", b"office:1\n192.168.0.7::5901\n[fe80::1]:2\n").expect("a list");
    let targets: Vec<_> = imported.computers.iter().map(|computer| computer.target.as_str()).collect();
    assert_eq!(targets, ["office:1", "192.168.0.7::5901", "[fe80::1]:2"]);
    let list = "# ours\nvnc://office:5901?ConnectionName=The%20office\n\nvnc://a:secret@lab\nvnc://bad:port\n";
    let imported = read("list", list.as_bytes()).expect("a list");
    assert_eq!(imported.computers.iter().map(Computer::title).collect::<Vec<_>>(), ["The office", "vnc://a@lab"]);
    assert_eq!((imported.passwords, imported.left_out.len()), (1, 1));
    let (computer, _) = one("shortcut", "[InternetShortcut]\r\nURL=vnc://office:5901\r\n");
    assert_eq!((computer.title(), computer.target.as_str()), ("shortcut", "vnc://office:5901"));
}

const ULTRAVNC: &str = "[connection]\r\nhost=192.168.1.20\r\nport=5901\r\nproxyhost=\r\nproxyport=5900\r\npassword=f0e43164f6c2e373ff\r\n[options]\r\nuse_encoding_0=1\r\nuse_encoding_16=1\r\npreferred_encoding=16\r\nrestricted=0\r\nviewonly=0\r\nnostatus=0\r\nshowtoolbar=1\r\nAutoScaling=0\r\nfullscreen=0\r\nautoDetect=1\r\n8bit=0\r\nshared=1\r\nswapmouse=0\r\nbelldeiconify=0\r\nemulate3=1\r\nscale_num=100\r\nscale_den=100\r\ncompresslevel=6\r\nquality=6\r\nUseDSMPlugin=0\r\nUseProxy=0\r\nDSMPlugin=NoPlugin\r\n";

#[test]
fn files_of_tightvnc_and_ultravnc_are_read_and_their_passwords_are_only_counted() {
    let (computer, passwords) = one("server", ULTRAVNC);
    assert_eq!((computer.title(), computer.target.as_str(), passwords), ("server", "192.168.1.20:1", 1));
    assert!(!format!("{computer:?}").contains("f0e43164"));
    let (computer, _) = one("server", &ULTRAVNC.replace("port=5901", "port=6000").replace("viewonly=0", "viewonly=1"));
    assert_eq!(computer.target, "vnc://192.168.1.20:6000?ViewOnly=true");
    let repeated = ULTRAVNC.replace("proxyhost=", "proxyhost=relay").replace("UseProxy=0", "UseProxy=1");
    let (computer, _) =
        one("server", &repeated.replace("host=192.168.1.20", "host=ID").replace("port=5901", "port=1234"));
    assert!(matches!(computer.address(), Some(Address::Repeater(_))), "{computer:?}");
    assert_eq!(computer.target, "repeater://relay:5900/ID:1234");
    assert_eq!(refused("[connection]\nhost=\nport=5900\n"), Reason::NoAddress);
}

#[test]
fn files_that_windows_wrote_in_its_own_characters_are_read() {
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(ULTRAVNC.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("server", &wide).expect("it is known").computers[0].target, "192.168.1.20:1");
    let latin = b"[remmina]\nname=B\xfcro\nprotocol=VNC\nserver=office\n";
    assert_eq!(read("x", latin).expect("it is known").computers[0].name, "Büro");
    let marked = [b"\xef\xbb\xbf", ULTRAVNC.as_bytes()].concat();
    assert_eq!(read("server", &marked).expect("it is known").passwords, 1);
}

const REALVNC: &str = "ConnMethod=tcp\nConnTime=2024-05-21T08:11:24.301Z\nEncryption=Server\nFriendlyName=Front desk\nHost=10.0.0.5::5902\nLabels=Shop,Ground floor\nLastThumbnail=\nPassword=2cd4f9a2a1b3c4d5\nRelativePtr=0\nSecurityNotificationTimeout=2500\nSendKeyEvents=1\nSendPointerEvents=1\nUserName=alice\nUuid=5f0a7a5e-3a0e-4a8e-8d5e-0d1b9d6a7c11\nVerifyId=2\n";

#[test]
fn files_of_realvnc_are_read() {
    let (computer, passwords) = one("5f0a7a5e", REALVNC);
    assert_eq!((computer.title(), computer.target.as_str(), passwords), ("Front desk", "vnc://alice@10.0.0.5:5902", 1));
    assert_eq!(computer.tags, ["Shop", "Ground floor"]);
    let look = REALVNC.replace("Events=1", "Events=0").replace("UserName=alice\n", "");
    assert_eq!(one("x", &look).0.target, "vnc://10.0.0.5:5902?ViewOnly=true");
    assert_eq!(refused(&REALVNC.replace("tcp", "cloud")), Reason::Cloud);
    let old = "[Connection]\nHost=office:3\nPassword=0123456789abcdef\n[Options]\nUseLocalCursor=1\nFullScreen=0\n";
    let (computer, passwords) = one("Old office", old);
    assert_eq!((computer.title(), computer.target.as_str(), passwords), ("Old office", "office:3", 1));
}

const REMMINA: &str = "[remmina]\nname=Build server\ngroup=Work/Berlin\nprotocol=VNC\nserver=build.example.com:2\nusername=alice\npassword=c2VjcmV0\nlabels=linux,ci\nnotes_text=Ask%20Bob%0ASecond%20floor\nviewonly=0\nquality=9\ncolordepth=32\nproxy=\nssh_tunnel_enabled=0\nssh_tunnel_server=\nssh_tunnel_username=\nssh_tunnel_loopback=0\nssh_tunnel_password=\nviewmode=1\nwindow_width=640\nwindow_height=480\n";

#[test]
fn profiles_of_remmina_are_read_with_their_group_labels_and_notes() {
    let (computer, passwords) = one("work_vnc_build", REMMINA);
    assert_eq!(computer.title(), "Build server");
    assert_eq!(
        (computer.target.as_str(), computer.group.as_str()),
        ("vnc://alice@build.example.com:5902", "Work/Berlin")
    );
    assert_eq!(
        (computer.tags.join(" "), computer.notes.as_str(), passwords),
        ("linux ci".into(), "Ask Bob\nSecond floor", 1)
    );
    let tunnel =
        REMMINA.replace("username=alice\npass", "username=\npass").replace("tunnel_enabled=0", "tunnel_enabled=1");
    assert_eq!(one("x", &tunnel).0.target, "vnc+ssh://build.example.com/localhost:5902");
    let gate =
        tunnel.replace("tunnel_server=", "tunnel_server=gate:2222").replace("tunnel_username=", "tunnel_username=bob");
    assert_eq!(one("x", &gate).0.target, "vnc+ssh://bob@gate:2222/build.example.com:5902");
    assert_eq!(refused(&REMMINA.replace("VNC", "RDP")), Reason::Protocol("RDP".into()));
    assert_eq!(refused(&REMMINA.replace("VNC", "VNCI")), Reason::Incoming);
    assert!(matches!(refused(&REMMINA.replace("build.example.com:2", "a b")), Reason::Address(_)));
}

#[test]
fn anything_else_is_refused() {
    for contents in [&b""[..], b"hello world\n", b"\x89PNG\r\n\x1a\n\0\0\0", b"[section]\nkey=value\n", b"<html>"] {
        assert_eq!(read("x", contents), Err(ImportProblem::Unknown), "{contents:?}");
    }
    assert_eq!(read("x", &vec![b'x'; LARGEST + 1]), Err(ImportProblem::TooLarge));
    assert!(matches!(read("x", b"[[computer]]\ntarget = 7\n"), Err(ImportProblem::Own(_))));
}

#[test]
fn what_other_viewers_keep_on_this_computer_is_found() {
    let home = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(found_here(home.path()), []);
    for file in [".local/share/remmina/a.remmina", ".vnc/tigervnc.history", ".vnc/x.tigervnc", ".vnc/passwd"] {
        let path = home.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, "").expect("it can be written");
    }
    let found: Vec<_> = found_here(home.path()).iter().map(|found| (found.viewer, found.files.len())).collect();
    assert_eq!(found, [(Viewer::Remmina, 1), (Viewer::TigerVnc, 2)]);
}
