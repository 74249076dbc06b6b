//! Security types as the client's side and the server's meet: whom they let in, and that nothing depends on how bytes were split.

use std::sync::Arc;

use rfb::error::{CryptographyError, Unsupported};
use rfb::event::{CredentialsRequest, Wanted};
use rfb::identity::{Exposure, Identity};
use rfb::random::Random;
use rfb::{Client, Config, Credentials, Error, Event, Framebuffer, Secret, SecurityType, Size};
use server::protocol::Version;
use server::security::tight::{NO_AUTHENTICATION, NO_TUNNEL, UNIX_LOGIN, VNC_AUTHENTICATION};
use server::security::{self, Account, AppleDh, AppleRsaSrp, AppleSrp, MsLogon, Tight, UnixLogin, Xvp};
use server::{Host, Options, StillDesktop};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

const USERNAME: &str = "älice@web server";
const PASSWORD: &str = "wonder7";

/// What went over the wire, and what the client said of it.
#[derive(Default)]
struct Shaken {
    from_server: Vec<u8>,
    from_client: Vec<u8>,
    events: Vec<Event>,
    error: Option<Error>,
}

impl Shaken {
    fn is_open(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Connected(_)))
    }

    fn asked(&self) -> Option<CredentialsRequest> {
        let asked = |event: &Event| if let Event::CredentialsNeeded(request) = event { Some(*request) } else { None };
        self.events.iter().find_map(asked)
    }
}

/// A client of ours that foretells its random numbers.
struct Viewer {
    client: Client,
    credentials: Credentials,
    shaken: Shaken,
}

impl Viewer {
    fn new(credentials: Credentials, security_types: Vec<SecurityType>) -> Self {
        let config = Config { random: Random::seeded(1), security_types, ..Config::default() };
        Self { client: Client::new(config), credentials, shaken: Shaken::default() }
    }

    /// Takes bytes in, and answers every question with yes.
    fn feed(&mut self, bytes: &[u8]) {
        self.shaken.from_server.extend(bytes);
        self.client.buffer().extend_from_slice(bytes);
        loop {
            match self.client.poll() {
                Ok(Some(event)) => {
                    match event {
                        Event::CredentialsNeeded(_) => self.client.authenticate(self.credentials.clone()),
                        Event::IdentityPresented(_) => self.client.trust(),
                        _ => {}
                    }
                    self.shaken.events.push(event);
                }
                Ok(None) => break,
                Err(error) => {
                    self.shaken.error = Some(error);
                    break;
                }
            }
        }
        while let Some(bytes) = self.client.poll_transmit() {
            self.shaken.from_client.extend(bytes);
        }
    }

    fn is_through(&self) -> bool {
        self.shaken.error.is_some() || self.shaken.is_open()
    }
}

fn credentials() -> Credentials {
    Credentials { username: Some(USERNAME.into()), password: Secret::new(PASSWORD) }
}

fn account() -> Account {
    Account::new(USERNAME, PASSWORD)
}

/// Every type, and what the client calls it.
fn types() -> Vec<(SecurityType, Arc<dyn security::SecurityType>)> {
    let unix_login = Tight::new(vec![(UNIX_LOGIN, Arc::new(UnixLogin::new(account())))]);
    let (username, machine) = USERNAME.split_once('@').unwrap();
    vec![
        (SecurityType::AppleDh, Arc::new(AppleDh::new(account()))),
        (SecurityType::MsLogon, Arc::new(MsLogon::new(account()))),
        (SecurityType::Xvp, Arc::new(Xvp::new(username, machine, PASSWORD))),
        (SecurityType::UnixLogin, Arc::new(unix_login.tunnels(vec![NO_TUNNEL]))),
        (SecurityType::AppleSrp, Arc::new(AppleSrp::new(account()))),
        (SecurityType::AppleRsaSrp, Arc::new(AppleRsaSrp::new(account()))),
    ]
}

/// A whole handshake with a real server.
async fn shake(options: Options, mut viewer: Viewer) -> Shaken {
    let host = Arc::new(Host::new(StillDesktop::new(Framebuffer::new(Size::new(4, 2))), options));
    let (mut ours, theirs) = duplex(1 << 16);
    let serving = tokio::spawn(async move { host.serve(theirs).await });
    let mut sent = 0;
    while !viewer.is_through() {
        let mut bytes = [0; 4096];
        match ours.read(&mut bytes).await.unwrap() {
            0 => viewer.shaken.error = Some(viewer.client.closed()),
            count => viewer.feed(&bytes[..count]),
        }
        // What the client sends for an open session is of no use here.
        ours.write_all(&viewer.shaken.from_client[sent..]).await.ok();
        sent = viewer.shaken.from_client.len();
    }
    drop(ours);
    serving.await.unwrap().ok();
    viewer.shaken
}

fn offering(offered: Arc<dyn security::SecurityType>) -> Options {
    Options { security: vec![offered], ..Options::default() }
}

#[tokio::test]
async fn who_knows_the_password_is_let_in_by_every_type_and_in_every_version() {
    for version in [Version::V3_3, Version::V3_7, Version::V3_8] {
        for (security_type, offered) in types() {
            let viewer = Viewer::new(credentials(), vec![security_type]);
            let shaken = shake(Options { version, ..offering(offered) }, viewer).await;
            assert!(shaken.is_open(), "{security_type}, {version:?}: {:?}", shaken.error);
            let asked = shaken.asked().expect("the credentials were asked for");
            assert_eq!((asked.username, asked.password), (Wanted::Yes, Wanted::Yes), "{security_type}");
        }
    }
}

#[tokio::test]
async fn who_does_not_know_the_password_is_told_so_by_every_type() {
    for (security_type, offered) in types() {
        for wrong in [
            Credentials { password: Secret::new("wonder!"), ..credentials() },
            Credentials { username: Some("bob@web server".into()), ..credentials() },
            Credentials { username: None, password: Secret::default() },
        ] {
            let shaken = shake(offering(Arc::clone(&offered)), Viewer::new(wrong, vec![security_type])).await;
            let error = shaken.error.expect("an error");
            assert!(matches!(error, Error::Authentication { .. }), "{security_type}: {error:?}");
        }
    }
}

#[tokio::test]
async fn nothing_depends_on_where_the_bytes_were_split() {
    for (security_type, offered) in types() {
        let recorded = shake(offering(offered), Viewer::new(credentials(), vec![security_type])).await;
        let length = recorded.from_server.len();
        let replay = |chunks: &mut dyn Iterator<Item = &[u8]>| {
            let mut viewer = Viewer::new(credentials(), vec![security_type]);
            chunks.for_each(|chunk| viewer.feed(chunk));
            assert_eq!(viewer.shaken.error, None, "{security_type}");
            assert_eq!(viewer.shaken.from_client, recorded.from_client, "{security_type}");
            assert_eq!(viewer.shaken.events, recorded.events, "{security_type}");
        };
        replay(&mut recorded.from_server.chunks(1));
        // A number of 4096 bits raised to a power takes its time.
        let step = if matches!(security_type, SecurityType::AppleSrp | SecurityType::AppleRsaSrp) { 97 } else { 1 };
        for point in (0..length).step_by(step) {
            let (before, after) = recorded.from_server.split_at(point);
            replay(&mut [before, after].into_iter());
        }
    }
}

#[tokio::test]
async fn what_fills_the_fields_up_is_random_and_no_password_is_sent_as_it_is() {
    for (security_type, offered) in types() {
        let mut seen = Vec::new();
        for _ in 0..2 {
            let mut viewer = Viewer::new(credentials(), vec![security_type]);
            let config = Config { security_types: vec![security_type], ..Config::default() };
            viewer.client = Client::new(config);
            seen.push(shake(offering(Arc::clone(&offered)), viewer).await.from_client);
        }
        let shows = |needle: &str| seen[0].windows(needle.len()).any(|window| window == needle.as_bytes());
        assert_eq!(shows(PASSWORD), security_type == SecurityType::UnixLogin, "{security_type}");
        if security_type != SecurityType::UnixLogin {
            assert_ne!(seen[0], seen[1], "{security_type}");
        }
    }
}

/// macOS reads our choice and what comes behind it at once.
#[test]
fn a_choice_waits_for_what_is_to_be_said_with_it() {
    for (security_type, number) in [(SecurityType::AppleSrp, 36), (SecurityType::Xvp, 22)] {
        let mut client = Client::new(Config::default());
        client.buffer().extend_from_slice(b"RFB 003.889\n");
        client.buffer().extend_from_slice(&[1, number]);
        while client.poll().unwrap().is_some() {}
        assert_eq!(client.poll_transmit().as_deref(), Some(&b"RFB 003.008\n"[..]), "{security_type}");
        client.authenticate(credentials());
        while client.poll().unwrap().is_some() {}
        let sent = client.poll_transmit().unwrap();
        assert!(sent.len() > 16 && sent[0] == number, "{security_type}: {sent:?}");
    }
}

#[test]
fn the_user_is_not_named_before_the_key_is_trusted() {
    let key = std::sync::Mutex::new(None);
    let mut client = Client::new(Config::default());
    client.buffer().extend_from_slice(b"RFB 003.889\n\x01\x21");
    while client.poll().unwrap().is_some() {}
    assert!(client.poll_transmit().unwrap().ends_with(b"\x21\0\0\0\x0a\x01\0RSA1\0\0\0\0"));
    let mut server = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let viewer = Viewer::new(credentials(), vec![SecurityType::AppleRsaSrp]);
        shake(offering(Arc::new(AppleRsaSrp::new(account()))), viewer).await.from_server
    });
    client.buffer().extend_from_slice(&server.split_off(14));
    while let Some(event) = client.poll().unwrap() {
        if let Event::IdentityPresented(identity) = event {
            *key.lock().unwrap() = Some(identity);
        }
    }
    let Some(Identity::RsaKey { modulus, exponent }) = key.lock().unwrap().take() else { panic!("no key was shown") };
    assert_eq!((modulus.len(), exponent.as_slice()), (256, &[1, 0, 1][..]));
    client.authenticate(credentials());
    while client.poll().unwrap().is_some() {}
    assert_eq!(client.poll_transmit(), None);
}

#[tokio::test]
async fn a_server_that_does_not_prove_that_it_knows_the_password_is_refused() {
    for (security_type, offered) in types()
        .into_iter()
        .filter(|(security_type, _)| matches!(security_type, SecurityType::AppleSrp | SecurityType::AppleRsaSrp))
    {
        let viewer = || Viewer::new(credentials(), vec![security_type]);
        let recorded = shake(offering(offered), viewer()).await.from_server;
        // SecurityResult and ServerInit of 28 and 5 bytes stand behind the proof.
        let end = recorded.len() - recorded.windows(4).rev().position(|window| window == [0, 4, 0, 2]).unwrap() - 8;
        let proof = if security_type == SecurityType::AppleSrp { 4 + 92 } else { 4 + 98 };
        let before = end - proof;
        let changed = [&recorded[..end - 30], &[recorded[end - 30] ^ 1], &recorded[end - 29..]].concat();
        let left_out = [&recorded[..before], &recorded[end..]].concat();
        let empty = [&recorded[..before], &[0, 0, 0, 6, 0, 0, 0, 2, 0, 0], &recorded[end..]].concat();
        for forged in [changed, left_out, empty] {
            let mut viewer = viewer();
            viewer.feed(&forged);
            let error = viewer.shaken.error.unwrap_or_else(|| panic!("{security_type} took it"));
            let refused = matches!(error, Error::Cryptography(CryptographyError::Forged { .. }) | Error::Protocol(_));
            assert!(refused, "{security_type}: {error:?}");
        }
    }
}

#[tokio::test]
async fn credentials_that_do_not_fit_are_never_cut() {
    for (security_type, offered) in types() {
        for (username, password) in [("a".repeat(70_000), String::new()), ("a".into(), "p".repeat(64))] {
            let credentials = Credentials { username: Some(username), password: Secret::new(password) };
            let cut = security_type == SecurityType::Xvp && !credentials.password.reveal().is_empty();
            let proven = matches!(security_type, SecurityType::AppleSrp | SecurityType::AppleRsaSrp);
            let error =
                shake(offering(Arc::clone(&offered)), Viewer::new(credentials.clone(), vec![security_type])).await;
            let error = error.error.expect("an error");
            let fits = (cut || proven || security_type == SecurityType::UnixLogin)
                && !credentials.password.reveal().is_empty();
            let too_long = matches!(error, Error::Unsupported(Unsupported::TooLong { .. }) | Error::Limit(_));
            assert_eq!(too_long, !fits, "{security_type}: {error:?}");
        }
    }
}

#[tokio::test]
async fn tight_leads_to_what_is_allowed_and_tells_what_the_server_can_do() {
    let tight = |sub_types| offering(Arc::new(Tight::new(sub_types)));
    let none = || (NO_AUTHENTICATION, Arc::new(security::NoAuthentication) as Arc<dyn security::SecurityType>);
    let vnc = || (VNC_AUTHENTICATION, Arc::new(security::VncAuthentication::new(PASSWORD)) as _);
    let unix = || (UNIX_LOGIN, Arc::new(UnixLogin::new(account())) as _);
    let all = SecurityType::ALL.to_vec();
    for (offered, allowed, chosen) in [
        (vec![], all.clone(), SecurityType::None),
        (vec![none()], all.clone(), SecurityType::None),
        (vec![unix(), vnc()], all.clone(), SecurityType::VncAuthentication),
        (vec![unix(), vnc(), none()], vec![SecurityType::Tight], SecurityType::None),
        (vec![vnc(), unix()], vec![SecurityType::Tight, SecurityType::UnixLogin], SecurityType::UnixLogin),
        (vec![vnc(), unix()], vec![SecurityType::UnixLogin], SecurityType::UnixLogin),
    ] {
        for version in [Version::V3_7, Version::V3_8] {
            let options = Options { version, ..tight(offered.clone()) };
            let shaken = shake(options, Viewer::new(credentials(), allowed.clone())).await;
            assert!(shaken.is_open(), "{chosen}: {:?}", shaken.error);
            let inner = shaken.events.iter().find_map(|event| match event {
                Event::Security { chosen, within: Some(SecurityType::Tight), .. } => Some(*chosen),
                _ => None,
            });
            assert_eq!(inner, Some(chosen));
            let told = shaken.events.iter().any(|event| match event {
                Event::Capabilities(told) => told.encodings.len() == 2 && told.client_messages.len() == 1,
                _ => false,
            });
            assert!(told, "{:?}", shaken.events);
            let exposure = shaken.asked().map(|request| request.exposure);
            let expected = match chosen {
                SecurityType::UnixLogin => Some(Exposure::Clear),
                SecurityType::VncAuthentication => Some(Exposure::WeakProof),
                _ => None,
            };
            assert_eq!(exposure, expected, "{chosen}");
        }
    }
    let shaken = shake(tight(vec![]), Viewer::new(credentials(), vec![SecurityType::UnixLogin])).await;
    assert_eq!(shaken.error, Some(Error::Forbidden { offered: vec![1] }), "nobody asked, which is not allowed");
}

/// What every type's server says to who knows the password, for the fuzz target of the same name. Its oracle has the same
/// credentials and the same random numbers.
#[tokio::test]
#[ignore = "writes the seeds in fuzz/corpus/log_in anew: cargo test -p farview-server -- --ignored write_seeds"]
async fn write_seeds() {
    let account = || Account::new("alice", "secret12");
    let vnc = (VNC_AUTHENTICATION, Arc::new(security::VncAuthentication::new("secret12")) as _);
    let unix = (UNIX_LOGIN, Arc::new(UnixLogin::new(account())) as _);
    let types: [(SecurityType, Arc<dyn security::SecurityType>); 7] = [
        (SecurityType::Tight, Arc::new(Tight::new(vec![vnc]))),
        (SecurityType::AppleDh, Arc::new(AppleDh::new(account()))),
        (SecurityType::MsLogon, Arc::new(MsLogon::new(account()))),
        (SecurityType::Xvp, Arc::new(Xvp::new("alice", "", "secret12"))),
        (SecurityType::AppleSrp, Arc::new(AppleSrp::new(account()))),
        (SecurityType::AppleRsaSrp, Arc::new(AppleRsaSrp::new(account()))),
        (SecurityType::UnixLogin, Arc::new(Tight::new(vec![unix]).tunnels(vec![NO_TUNNEL]))),
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/log_in");
    std::fs::create_dir_all(&folder).unwrap();
    for (index, (security_type, offered)) in types.into_iter().enumerate() {
        let credentials = Credentials { username: Some("alice".into()), password: Secret::new("secret12") };
        let shaken = shake(offering(offered), Viewer::new(credentials, vec![security_type])).await;
        assert!(shaken.is_open(), "{security_type}: {:?}", shaken.error);
        // The version and the list of types stand before it.
        let seed = [&[index as u8], &shaken.from_server[14..]].concat();
        std::fs::write(folder.join(security_type.name().to_lowercase().replace([' ', '-'], "_")), seed).unwrap();
    }
}
