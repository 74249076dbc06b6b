//! What passes the gate and what does not, without a connection.

use rfb::Secret;

use super::*;
use crate::session::{Address, Level, QuestionKind, Severity};
use crate::trust::TrustStore;

struct Rig {
    folder: tempfile::TempDir,
    options: Options,
    reach: Reach,
}

impl Rig {
    fn new(reach: Reach) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut options = Options::new(Address::Tcp { host: "office.example".into(), port: 5900 });
        options.identification.store = Some(TrustStore::at(folder.path().join("trust.toml")));
        Self { folder, options, reach }
    }

    fn gate(&self) -> Gate {
        Gate::new(&self.options, self.reach.clone(), self.options.credentials.clone())
    }
}

fn internet() -> Reach {
    Reach::Public([203, 0, 113, 5].into())
}

fn key(byte: u8) -> Identity {
    Identity::RsaKey { modulus: vec![byte; 256], exponent: vec![1, 0, 1] }
}

fn protection(encryption: Encryption, identity: Option<Identity>) -> Protection {
    Protection { encryption, cipher: "TLS 1.3, AES-256-GCM".into(), identity }
}

fn request(exposure: Exposure) -> rfb::CredentialsRequest {
    let security_type = SecurityType::VncAuthentication;
    rfb::CredentialsRequest { security_type, username: Wanted::No, password: Wanted::Yes, exposure }
}

#[track_caller]
fn question(passage: Passage) -> Question {
    let Passage::Ask(question) = passage else { panic!("no question") };
    assert_eq!(question.choices.first().map(|choice| choice.answer), Some(Answer::Refuse));
    assert!(!question.hint.is_empty() && !question.hint.ends_with('.'), "{}", question.hint);
    question
}

#[test]
fn a_new_key_is_asked_about_once_and_another_one_is_an_alarm() {
    let rig = Rig::new(internet());
    let mut gate = rig.gate();
    let asked = question(gate.identity(key(200)));
    assert_eq!((asked.kind, asked.severity), (QuestionKind::NewServer, Severity::Notice));
    assert_eq!(asked.facts[0].1, key(200).fingerprint().to_string());
    assert!(matches!(gate.answer(Answer::Always), Passage::Trust));
    gate.protected(protection(Encryption::Identified, Some(key(200))));
    gate.opened();
    assert!(matches!(rig.gate().identity(key(200)), Passage::Trust));
    let alarm = question(rig.gate().identity(key(201)));
    assert_eq!((alarm.kind, alarm.severity), (QuestionKind::ChangedServer, Severity::Alarm));
}

#[test]
fn what_is_accepted_once_is_not_written_and_is_the_same_question_again() {
    let rig = Rig::new(internet());
    let mut gate = rig.gate();
    let first = question(gate.identity(key(200)));
    assert!(matches!(gate.answer(Answer::Once), Passage::Trust));
    // A session that connects again answers the same question by itself.
    assert_eq!(question(rig.gate().identity(key(200))), first);
    assert_eq!(std::fs::read_dir(rig.folder.path()).expect("the folder").count(), 0);
}

#[test]
fn a_no_is_a_failure_that_says_what_to_do() {
    let rig = Rig::new(internet());
    let mut gate = rig.gate();
    question(gate.identity(key(200)));
    let Passage::Refuse(failure) = gate.answer(Answer::Refuse) else { panic!("it went on") };
    assert_eq!(failure.kind, FailureKind::Distrusted);
    assert!(failure.hint.contains(&key(200).fingerprint().to_string()), "{failure}");
    assert!(matches!(gate.answer(Answer::Always), Passage::None), "an answer counts once");
}

#[test]
fn a_pinned_key_leaves_no_choice() {
    let rig = Rig::new(internet());
    let store = rig.options.identification.store.clone().expect("a store");
    let place = Place::of(&rig.options.address);
    store.change(|known| known.trust(&place, Key::of(&key(200), Origin::Pinned, Timestamp::now()))).expect("written");
    assert!(matches!(rig.gate().identity(key(200)), Passage::Trust));
    assert!(matches!(rig.gate().identity(key(201)), Passage::Refuse(_)));
}

#[test]
fn a_server_that_encrypted_before_raises_an_alarm_when_it_does_not() {
    let rig = Rig::new(Reach::Loopback);
    let mut gate = rig.gate();
    gate.protected(protection(Encryption::Identified, None));
    gate.opened();
    for weaker in [SecurityType::None, SecurityType::VncAuthentication, SecurityType::Plain] {
        let mut gate = rig.gate();
        let alarm = question(gate.chosen(weaker));
        assert_eq!((alarm.kind, alarm.severity), (QuestionKind::Downgrade, Severity::Alarm));
        assert!(gate.holds(), "nothing goes on before the answer");
        assert!(matches!(gate.answer(Answer::Refuse), Passage::Refuse(_)));
    }
    assert!(matches!(rig.gate().chosen(SecurityType::X509None), Passage::None));
    assert!(matches!(rig.gate().chosen(SecurityType::VeNCrypt), Passage::None), "what is in it is not known yet");
    // A session without encryption does not make it be forgotten.
    let mut gate = rig.gate();
    question(gate.chosen(SecurityType::None));
    assert!(matches!(gate.answer(Answer::Once), Passage::None) && !gate.holds());
    gate.protected(protection(Encryption::None, None));
    gate.opened();
    // Only a person does.
    let mut gate = rig.gate();
    question(gate.chosen(SecurityType::None));
    gate.answer(Answer::Always);
    assert!(matches!(rig.gate().chosen(SecurityType::None), Passage::None));
}

#[test]
fn who_rules_out_encryption_is_not_asked_about_it() {
    let mut rig = Rig::new(Reach::Loopback);
    let mut gate = rig.gate();
    gate.protected(protection(Encryption::Identified, None));
    gate.opened();
    rig.options.security_types = vec![SecurityType::None];
    assert!(matches!(rig.gate().chosen(SecurityType::None), Passage::None));
}

#[test]
fn encryption_can_be_demanded_but_for_what_stays_here() {
    for (reach, passes) in [(internet(), false), (Reach::Loopback, true), (Reach::Ssh, true), (Reach::Unknown, false)] {
        let mut rig = Rig::new(reach);
        rig.options.identification.encryption = Demand::Required;
        let passage = rig.gate().chosen(SecurityType::VncAuthentication);
        assert_eq!(matches!(passage, Passage::None), passes, "{:?}", rig.reach);
        assert!(matches!(rig.gate().chosen(SecurityType::X509Vnc), Passage::None));
    }
}

#[test]
fn a_password_goes_in_the_clear_only_after_a_yes() {
    let office = Reach::PrivateNetwork([10, 0, 0, 5].into());
    let cases = [
        (internet(), Exposure::WeakProof, true),
        (internet(), Exposure::Clear, true),
        (internet(), Exposure::Proof, false),
        (internet(), Exposure::Sealed, false),
        (Reach::Unknown, Exposure::WeakProof, true),
        (office.clone(), Exposure::WeakProof, false),
        (office, Exposure::Clear, true),
        (Reach::Loopback, Exposure::Clear, false),
        (Reach::Ssh, Exposure::Clear, false),
        (Reach::UnixSocket, Exposure::Clear, false),
    ];
    for (reach, exposure, asks) in cases {
        let mut rig = Rig::new(reach);
        rig.options.credentials = Some(Credentials { username: None, password: Secret::new("wonderland") });
        let mut gate = rig.gate();
        match gate.credentials(request(exposure)) {
            Passage::Ask(question) if asks => {
                assert_eq!((question.kind, question.severity), (QuestionKind::ClearText, Severity::Warning));
                assert!(matches!(gate.answer(Answer::Always), Passage::Answer(_)));
                assert!(matches!(rig.gate().credentials(request(exposure)), Passage::Answer(_)));
            }
            Passage::Answer(_) if !asks => {}
            _ => panic!("{exposure:?} by {:?}", rig.reach),
        }
    }
}

#[test]
fn a_broken_trust_store_ends_the_session_before_anything_is_sent() {
    let rig = Rig::new(internet());
    std::fs::write(rig.folder.path().join("trust.toml"), "version = 1\nnonsense").expect("it can be written");
    for passage in [rig.gate().chosen(SecurityType::None), rig.gate().identity(key(200))] {
        let Passage::Refuse(failure) = passage else { panic!("it went on") };
        assert!(failure.why.contains("trust.toml") && !failure.hint.is_empty(), "{failure}");
    }
}

#[test]
fn every_way_and_every_protection_has_words() {
    let web = protection(Encryption::Identified, None);
    let office = Reach::PrivateNetwork([10, 0, 0, 5].into());
    let cases = [
        (Reach::Loopback, Encryption::None, Level::Private, "does not leave this computer"),
        (Reach::Loopback, Encryption::Anonymous, Level::Private, "has no certificate"),
        (Reach::UnixSocket, Encryption::None, Level::Private, "does not leave this computer"),
        (
            Reach::Ssh,
            Encryption::None,
            Level::Private,
            "In the clear to office.example::5900; fine inside your SSH tunnel",
        ),
        (Reach::Ssh, Encryption::Identified, Level::Private, "Encrypted twice"),
        (Reach::EncryptedWeb(web), Encryption::None, Level::Encrypted, "web server"),
        (office.clone(), Encryption::None, Level::Clear, "In the clear to 10.0.0.5"),
        (office, Encryption::Anonymous, Level::Unverified, "somebody in between could have answered"),
        (internet(), Encryption::None, Level::Clear, "In the clear to 203.0.113.5, over the Internet"),
        (internet(), Encryption::Identified, Level::Encrypted, "Nobody vouches"),
        (Reach::Unknown, Encryption::None, Level::Clear, "In the clear: everybody on the way"),
    ];
    for (reach, encryption, level, words) in cases {
        let privacy = Rig::new(reach.clone()).gate().protected(protection(encryption, None));
        assert_eq!(privacy.level, level, "{reach:?}, {encryption:?}");
        assert!(privacy.text.contains(words), "{reach:?}, {encryption:?}: {}", privacy.text);
        assert!(!privacy.title.is_empty() && !privacy.facts.is_empty());
    }
    let log_in = Rig::new(internet()).gate().protected(protection(Encryption::None, Some(key(200))));
    assert_eq!((log_in.level, log_in.title.as_str()), (Level::Clear, "Only the log-in was encrypted"));
}
