//! The order of the places, and that none of them can hold up the session.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::*;
use crate::session::Secret;

/// A place for tests.
#[derive(Debug, Default)]
struct Place {
    finds: Option<Credentials>,
    fails: bool,
    hangs: bool,
    asked: AtomicUsize,
    saved: Mutex<Option<Credentials>>,
}

impl CredentialSource for Place {
    fn name(&self) -> String {
        "The place".into()
    }

    fn patience(&self) -> Duration {
        Duration::from_millis(200)
    }

    fn find(&self) -> Result<Option<Credentials>, String> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.hangs {
            std::thread::sleep(Duration::from_secs(60));
        }
        if self.fails { Err("it is broken".into()) } else { Ok(self.finds.clone()) }
    }
}

impl CredentialStore for Place {
    fn is_available(&self) -> bool {
        if self.hangs {
            std::thread::sleep(Duration::from_secs(60));
        }
        true
    }

    fn save(&self, credentials: &Credentials) -> Result<(), String> {
        *self.saved.lock() = Some(credentials.clone());
        Ok(())
    }
}

fn credentials(username: Option<&str>, password: &str) -> Credentials {
    Credentials { username: username.map(str::to_owned), password: Secret::new(password) }
}

fn knows(username: Option<&str>, password: &str) -> Arc<Place> {
    Arc::new(Place { finds: Some(credentials(username, password)), ..Place::default() })
}

fn login(places: Places) -> Login {
    let events = Arc::new(EventQueue::new(Arc::new(|| {})));
    Login::new(places, Arc::default(), events)
}

/// What comes of a question: credentials or the question to a person.
fn answer(login: &Login, request: CredentialsRequest) -> Result<Credentials, Box<CredentialsRequest>> {
    login.ask(request);
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) {
        if let Some(Command::Credentials(credentials)) = login.inbox.try_next() {
            return Ok(credentials);
        }
        if let Some(Event::CredentialsNeeded(request)) = login.events.wait(Duration::from_millis(5)) {
            return Err(Box::new(request));
        }
    }
    panic!("nobody answers");
}

#[test]
fn places_are_asked_in_order_once_each_and_then_a_person() {
    let (first, second) = (knows(None, "one"), knows(None, "two"));
    let places =
        Places { sources: vec![first.clone(), second.clone()], store: Some(knows(None, "three")), username: None };
    let login = login(places);
    for expected in ["one", "two", "three"] {
        assert_eq!(answer(&login, CredentialsRequest::default()), Ok(credentials(None, expected)));
    }
    let asked = answer(&login, CredentialsRequest::default()).expect_err("a person is asked");
    assert_eq!(asked.memory, Memory::Outdated);
    assert!(answer(&login, CredentialsRequest::default()).is_err());
    assert_eq!((first.asked.load(Ordering::Relaxed), second.asked.load(Ordering::Relaxed)), (1, 1));
}

#[test]
fn a_user_name_is_put_together_with_a_password_and_missed_where_it_is_wanted() {
    let wanted = || CredentialsRequest { username: true, ..CredentialsRequest::default() };
    let places = |username: Option<&str>| Places {
        sources: vec![knows(None, "word")],
        store: None,
        username: username.map(str::to_owned),
    };
    assert_eq!(answer(&login(places(Some("alice"))), wanted()), Ok(credentials(Some("alice"), "word")));
    let asked = answer(&login(places(None)), wanted()).expect_err("a person is asked");
    assert!(asked.notice.is_some_and(|notice| notice.contains("no user name")));
}

#[test]
fn what_is_broken_or_hangs_is_told_and_passed_over() {
    let broken = Arc::new(Place { fails: true, ..Place::default() });
    let asked = answer(&login(Places { sources: vec![broken], ..Places::default() }), CredentialsRequest::default());
    let asked = asked.expect_err("a person is asked");
    assert_eq!(asked.notice.as_deref(), Some("The place has no password: it is broken"));
    assert_eq!(asked.memory, Memory::None);

    let hangs = Arc::new(Place { hangs: true, ..Place::default() });
    let start = Instant::now();
    let places = Places { sources: vec![hangs.clone()], store: Some(hangs), username: Some("alice".into()) };
    let asked = answer(&login(places), CredentialsRequest::default()).expect_err("a person is asked");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert_eq!((asked.memory, asked.known_username.as_deref()), (Memory::None, Some("alice")));
}

#[test]
fn only_what_has_proven_right_is_saved() {
    let store = Arc::new(Place::default());
    let login = login(Places { store: Some(store.clone()), ..Places::default() });
    let asked = answer(&login, CredentialsRequest::default()).expect_err("a person is asked");
    assert_eq!(asked.memory, Memory::Empty);
    login.remember(credentials(None, "wrong"));
    assert!(answer(&login, CredentialsRequest::default()).is_err(), "the server refused it");
    login.succeeded();
    login.remember(credentials(None, "right"));
    login.succeeded();
    let start = Instant::now();
    while store.saved.lock().is_none() && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(*store.saved.lock(), Some(credentials(None, "right")));
}
