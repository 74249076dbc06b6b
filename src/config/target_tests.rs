//! Tables of targets that are understood and targets that are not.

use super::*;

fn tcp(text: &str) -> (String, u16) {
    match text.parse::<Target>().unwrap_or_else(|error| panic!("{text}: {error}")).address {
        Address::Tcp { host, port } => (host, port),
        other => panic!("{text} became {other}"),
    }
}

#[test]
fn hosts_displays_and_ports_are_told_apart() {
    for (text, host, port) in [
        ("office", "office", 5900),
        ("  office ", "office", 5900),
        ("office:0", "office", 5900),
        ("office:1", "office", 5901),
        ("office:99", "office", 5999),
        ("office:100", "office", 100),
        ("office:5901", "office", 5901),
        ("office::1", "office", 1),
        ("office::65535", "office", 65535),
        ("10.0.0.7::5901", "10.0.0.7", 5901),
        ("cafe::5901", "cafe", 5901),
        (":1", "localhost", 5901),
        ("::5901", "localhost", 5901),
        ("::1", "::1", 5900),
        ("::", "::", 5900),
        ("[::1]", "::1", 5900),
        ("[::1]:2", "::1", 5902),
        ("[::1]::5999", "::1", 5999),
        ("[fe80::1%eth0]:1", "fe80::1%eth0", 5901),
        ("fe80::1:2", "fe80::1:2", 5900),
        ("fe80::dead%eth0", "fe80::dead%eth0", 5900),
        ("2001:db8:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:1", 5900),
        ("vnc://office", "office", 5900),
        ("VNC://office:1", "office", 1),
        ("vnc://office:5901/", "office", 5901),
        ("vnc://[::1]:5901", "::1", 5901),
        ("vnc://office:?ViewOnly=true", "office", 5900),
    ] {
        assert_eq!(tcp(text), (host.to_owned(), port), "{text}");
    }
}

#[test]
fn sockets_are_paths() {
    for (text, path) in [
        ("/run/vnc.sock", "/run/vnc.sock"),
        ("unix:/run/vnc.sock", "/run/vnc.sock"),
        ("unix:///run/vnc.sock", "/run/vnc.sock"),
        ("unix:vnc.sock", "vnc.sock"),
        ("./vnc.sock", "./vnc.sock"),
        ("../a:b", "../a:b"),
    ] {
        let target: Target = text.parse().expect(text);
        assert_eq!(target.address, Address::Unix(path.into()), "{text}");
    }
}

#[test]
fn what_cannot_be_understood_says_why_and_what_to_write() {
    for (text, why) in [
        ("", "empty"),
        ("   ", "empty"),
        ("office:", "not the number of a display"),
        ("office:one", "not the number of a display"),
        ("office:-1", "not the number of a display"),
        ("office:+1", "not the number of a display"),
        ("office:65536", "not a port"),
        ("office::", "not a port"),
        ("office::0", "not a port"),
        ("office::99999", "not a port"),
        ("office:1:2", "not the number of a display"),
        ("[::1", "not closed"),
        ("[office]", "not an IPv6 address"),
        ("[::1]5901", "after the bracket"),
        ("cafe::590", "could be"),
        ("fe80::1", "could be"),
        ("alice@office", "user name"),
        ("my office", "cannot contain ' '"),
        ("office/desk", "cannot contain '/'"),
        ("http://office", "http://"),
        ("ssh://office", "ssh://"),
        ("unix:", "no socket"),
        ("/run/", "no socket"),
        ("vnc://", "no computer"),
        ("vnc://office/desk", "no path"),
        ("vnc://office:port", "not a port"),
        ("vnc://office?ViewOnly=perhaps", "ViewOnly"),
        ("vnc://office?SecurityType=19", "security type"),
        ("vnc://office?SshPort=22", "no computer"),
        ("vnc://office?SshHost=-oProxyCommand%3Dx", "hyphen"),
        ("vnc://office?SshHost=gate&SshUsername=-x", "hyphen"),
        ("vnc://office?SshHost=gate&SshPassword=wonderland", "password for SSH"),
        ("vnc://office?IdHash=ab", "cannot check"),
        ("vnc+ssh://", "missing"),
        ("vnc+ssh://-oProxyCommand=x", "hyphen"),
        ("vnc+ssh://alice@-x/office", "hyphen"),
        ("vnc+ssh://gate%0aHost/office", "cannot contain"),
        ("vnc+ssh://gate/office:port", "not a port"),
        ("vnc+ssh://gate/a/b", "cannot contain '/'"),
        ("vnc+ssh://gate/office?SshHost=other", "two computers"),
        ("vnc+ssh://alice:word@gate", "password"),
        ("ws://", "no computer"),
        ("wss://alice@office", "user name"),
        ("wss://office:x/", "not a port"),
        ("listen://office", "not an IP address"),
        ("vnc://%ff", "UTF-8"),
    ] {
        let error = text.parse::<Target>().expect_err(text);
        assert!(error.why.contains(why), "{text}: {}", error.why);
        assert!(!error.hint.ends_with('.') && error.hint.len() > 15, "{text}: {}", error.hint);
    }
}

#[test]
fn a_tunnel_through_ssh_is_understood() {
    for (text, shown) in [
        ("vnc+ssh://gate", "vnc+ssh://gate/localhost:5900"),
        ("VNC+SSH://alice@gate:2222/", "vnc+ssh://alice@gate:2222/localhost:5900"),
        ("vnc+ssh://gate/:5901", "vnc+ssh://gate/localhost:5901"),
        ("vnc+ssh://gate/office", "vnc+ssh://gate/office:5900"),
        ("vnc+ssh://[fd00::1]/[fd00::2]:5901", "vnc+ssh://[fd00::1]/[fd00::2]:5901"),
        ("vnc+ssh://gate/office?ViewOnly=true", "vnc+ssh://gate/office:5900"),
        ("vnc://office?SshHost=gate&SshPort=2222&SshUsername=alice", "vnc+ssh://alice@gate:2222/office:5900"),
        ("vnc://office:5901?SecurityType=24", "vnc+ssh://office/localhost:5901"),
        ("vnc://office?SecurityType=23&SshUsername=alice", "vnc+ssh://alice@office/localhost:5900"),
    ] {
        let target: Target = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(target.address.to_string(), shown, "{text}");
    }
}

#[test]
fn a_place_to_wait_for_servers_is_this_computer_unless_it_is_named() {
    for (text, shown) in [
        ("listen://", "listen://127.0.0.1:5500"),
        ("listen://:5501", "listen://127.0.0.1:5501"),
        ("listen://0.0.0.0", "listen://0.0.0.0:5500"),
        ("listen://[::]:5501/", "listen://[::]:5501"),
    ] {
        let target: Target = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(target.address.to_string(), shown, "{text}");
    }
}

#[test]
fn the_parameters_of_an_address_are_used() {
    let target: Target =
        "vnc://alice@office:5901?VncPassword=won%26der&ViewOnly=true&ConnectionName=My%20desk&ColorLevel=7&SecurityType=2"
            .parse()
            .expect("an address with parameters");
    assert_eq!(target.username.as_deref(), Some("alice"));
    assert_eq!(target.password, Some(Secret::new("won&der")));
    assert_eq!(target.interaction, Interaction::ViewOnly);
    assert_eq!(target.name.as_deref(), Some("My desk"));

    let target: Target = "vnc://al%40ice:w%3Aord@office?VncUsername=bob".parse().expect("an address with a user");
    assert_eq!(target.username.as_deref(), Some("bob"));
    assert_eq!(target.password, Some(Secret::new("w:ord")));
}

#[test]
fn neither_a_target_nor_its_error_shows_the_password() {
    let target: Target = "vnc://a:wonderland@office".parse().expect("an address with a password");
    assert!(!format!("{target:?}").contains("wonderland"));
    for text in ["vnc://a:wonderland@", "vnc://a:wonderland@o/x", "vnc://o:x?VncPassword=wonderland"] {
        let error = text.parse::<Target>().expect_err(text);
        assert!(!format!("{error} {} {error:?}", error.hint).contains("wonderland"), "{text}: {error}");
    }
}

/// Strings made of the pieces that mean something, so that most of them go deep into the parser.
#[test]
fn no_string_makes_the_parser_panic_and_what_it_reads_it_reads_back() {
    const PIECES: [&str; 32] = [
        ":",
        "::",
        "[",
        "]",
        "%",
        "@",
        "/",
        "?",
        "&",
        "=",
        "vnc://",
        "unix:",
        "0",
        "1",
        "5901",
        "65536",
        "fe80",
        "host",
        "ä",
        "\0",
        " ",
        "%25",
        "ViewOnly",
        "💻",
        "vnc+ssh://",
        "ws://",
        "wss://",
        "repeater://",
        "listen://",
        "ID:",
        "SshHost",
        "office",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let mut understood = 0;
    for _ in 0..200_000 {
        let text: String = (0..next() % 8).map(|_| PIECES[next() % PIECES.len()]).collect();
        if let Ok(target) = text.parse::<Target>() {
            understood += 1;
            match target.address.to_string().parse::<Target>() {
                // A ticket is not shown.
                Ok(again) if matches!(target.address, Address::Web(_)) => {
                    assert_eq!(again.address.to_string(), target.address.to_string(), "{text:?}");
                }
                Ok(again) => assert_eq!(again.address, target.address, "{text:?}"),
                Err(error) => assert!(error.why.contains("could be"), "{text:?}: {error}"),
            }
        }
    }
    assert!(understood > 1000, "{understood}");
}
