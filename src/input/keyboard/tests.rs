//! Layouts, sequences and accidents, as winit reports them, and what the server must hear.

use winit::keyboard::{KeyLocation, NativeKey};

use super::*;
use crate::input::stroke::typed::{dead, key as plain, named};

fn down(keysym: u32, scancode: u16) -> KeyInput {
    KeyInput { keysym, scancode, pressed: true }
}

fn up(keysym: u32, scancode: u16) -> KeyInput {
    KeyInput { keysym, scancode, pressed: false }
}

fn tap(keysym: u32) -> [KeyInput; 2] {
    [down(keysym, 0), up(keysym, 0)]
}

/// A character that no key types by itself.
fn text(character: char) -> [KeyInput; 2] {
    tap(keysym::of_character(character).expect("a character"))
}

fn send(keyboard: &mut Keyboard, strokes: impl IntoIterator<Item = KeyStroke>) -> Vec<KeyInput> {
    strokes.into_iter().flat_map(|stroke| keyboard.stroke(&stroke)).collect()
}

/// What a fresh keyboard sends.
fn sent(strokes: impl IntoIterator<Item = KeyStroke>) -> Vec<KeyInput> {
    send(&mut Keyboard::new(Platform::Unix), strokes)
}

fn shift() -> KeyStroke {
    named(NamedKey::Shift, KeyCode::ShiftLeft).at(KeyLocation::Left)
}

fn control() -> KeyStroke {
    named(NamedKey::Control, KeyCode::ControlLeft).at(KeyLocation::Left)
}

fn alt() -> KeyStroke {
    named(NamedKey::Alt, KeyCode::AltLeft).at(KeyLocation::Left)
}

fn alt_graph() -> KeyStroke {
    named(NamedKey::AltGraph, KeyCode::AltRight)
}

#[test]
fn a_letter_goes_down_and_up_with_keysym_and_scan_code() {
    let a = plain("a", "a", KeyCode::KeyA);
    assert_eq!(sent([a.clone(), a.up()]), [down(0x61, 0x1e), up(0x61, 0x1e)]);
}

#[test]
fn each_layout_types_its_own_characters() {
    let table = [
        // US
        (plain("A", "a", KeyCode::KeyA), 0x41, 0x1e),
        (plain("{", "[", KeyCode::BracketLeft), 0x7b, 0x1a),
        // German: AltGr+Q, AltGr+E, ü, ß, AltGr+<
        (plain("@", "q", KeyCode::KeyQ), 0x40, 0x10),
        (plain("€", "e", KeyCode::KeyE), 0x20ac, 0x12),
        (plain("ü", "ü", KeyCode::BracketLeft), 0xfc, 0x1a),
        (plain("z", "z", KeyCode::KeyY), 0x7a, 0x15),
        (plain("|", "<", KeyCode::IntlBackslash), 0x7c, 0x56),
        // French: é without Shift, 2 with it, AltGr+à
        (plain("é", "é", KeyCode::Digit2), 0xe9, 0x03),
        (plain("2", "é", KeyCode::Digit2), 0x32, 0x03),
        (plain("@", "à", KeyCode::Digit0), 0x40, 0x0b),
        (plain("a", "a", KeyCode::KeyQ), 0x61, 0x10),
        // Spanish
        (plain("ñ", "ñ", KeyCode::Semicolon), 0xf1, 0x27),
        // Polish: AltGr+L
        (plain("ł", "l", KeyCode::KeyL), 0x1b3, 0x26),
        // Russian
        (plain("ж", "ж", KeyCode::Semicolon), 0x6d6, 0x27),
        (plain("Ф", "ф", KeyCode::KeyA), 0x6e6, 0x1e),
    ];
    for (stroke, keysym, scancode) in table {
        let expected = [down(keysym, scancode), up(keysym, scancode)];
        assert_eq!(sent([stroke.clone(), stroke.clone().up()]), expected, "{stroke:?}");
    }
}

#[test]
fn alt_graph_is_held_around_what_it_types() {
    let at = plain("@", "q", KeyCode::KeyQ);
    let expected = [down(0xfe03, 0xb8), down(0x40, 0x10), up(0x40, 0x10), up(0xfe03, 0xb8)];
    assert_eq!(sent([alt_graph(), at.clone(), at.up(), alt_graph().up()]), expected);
}

#[test]
fn control_sends_the_letter_and_never_a_control_character() {
    let c = plain("c", "c", KeyCode::KeyC).adding("\u{3}");
    let reported_as_control = KeyStroke { logical: Key::Character("\u{3}".into()), ..c.clone() };
    for stroke in [c, reported_as_control] {
        assert_eq!(sent([control(), stroke]), [down(0xffe3, 0x1d), down(0x63, 0x2e)]);
    }
    let control_shift_c = KeyStroke { logical: Key::Character("\u{3}".into()), ..plain("", "c", KeyCode::KeyC) };
    assert_eq!(sent([control(), shift(), control_shift_c])[2], down(0x43, 0x2e));
}

#[test]
fn a_shortcut_on_a_cyrillic_layout_is_the_latin_letter_of_the_key() {
    let es = plain("с", "с", KeyCode::KeyC);
    assert_eq!(sent([es.clone()]), [down(0x6d3, 0x2e)], "as text it is the Cyrillic letter");
    assert_eq!(sent([control(), es])[1], down(0x63, 0x2e));
}

#[test]
fn shift_and_tab_is_a_shifted_tab() {
    let back_tab = named(NamedKey::Tab, KeyCode::Tab);
    assert_eq!(sent([shift(), back_tab]), [down(0xffe1, 0x2a), down(0xff09, 0x0f)]);
}

#[test]
fn the_keypad_types_with_num_lock_and_moves_without() {
    let seven = plain("7", "7", KeyCode::Numpad7).at(KeyLocation::Numpad);
    let home = named(NamedKey::Home, KeyCode::Numpad7).at(KeyLocation::Numpad);
    let begin = KeyStroke { logical: Key::Unidentified(NativeKey::Xkb(0xff9d)), ..plain("", "", KeyCode::Numpad5) };
    assert_eq!(sent([seven]), [down(0xffb7, 0x47)]);
    assert_eq!(sent([home]), [down(0xff95, 0x47)]);
    assert_eq!(sent([begin]), [down(0xff9d, 0x4c)]);
    assert_eq!(sent([named(NamedKey::Enter, KeyCode::NumpadEnter).at(KeyLocation::Numpad)]), [down(0xff8d, 0x9c)]);
}

#[test]
fn a_held_key_repeats_as_presses_only() {
    let a = plain("a", "a", KeyCode::KeyA);
    let expected = [down(0x61, 0x1e), down(0x61, 0x1e), down(0x61, 0x1e), up(0x61, 0x1e)];
    assert_eq!(sent([a.clone(), a.clone().again(), a.clone().again(), a.up()]), expected);
}

#[test]
fn a_release_sends_what_the_press_sent() {
    // Shift goes up before the letter does, or the layout changes meanwhile: the key reports another meaning.
    let (press, release) = (plain("A", "a", KeyCode::KeyA), plain("ф", "ф", KeyCode::KeyA).up());
    let expected = [down(0xffe1, 0x2a), down(0x41, 0x1e), up(0xffe1, 0x2a), up(0x41, 0x1e)];
    assert_eq!(sent([shift(), press, shift().up(), release]), expected);
}

#[test]
fn a_key_that_changes_its_meaning_while_held_lets_go_of_the_old_one() {
    let (lower, upper) = (plain("a", "a", KeyCode::KeyA), plain("A", "a", KeyCode::KeyA));
    let expected = [down(0x61, 0x1e), down(0xffe1, 0x2a), up(0x61, 0x1e), down(0x41, 0x1e), up(0x41, 0x1e)];
    assert_eq!(sent([lower, shift(), upper.clone().again(), upper.up()]), expected);
}

#[test]
fn a_dead_key_is_kept_until_the_character_is_composed() {
    let acute = dead('´', KeyCode::Equal);
    let e = plain("é", "e", KeyCode::KeyE);
    assert_eq!(sent([acute.clone(), acute.clone().up(), e.clone(), e.clone().up()]), text('é'));
    let plain_e = plain("e", "e", KeyCode::KeyE);
    let mut expected = text('é').to_vec();
    expected.extend([down(0x65, 0x12), up(0x65, 0x12)]);
    assert_eq!(
        sent([acute.clone(), acute.clone().up(), e.clone(), e.up(), plain_e.clone(), plain_e.up()]),
        expected,
        "the next one is a key again"
    );
}

#[test]
fn a_dead_key_held_down_repeats_nothing() {
    let acute = dead('´', KeyCode::Equal);
    let repeated = KeyStroke { logical: Key::Unidentified(NativeKey::Xkb(0xfe51)), ..acute.clone() }.again();
    let e = plain("é", "e", KeyCode::KeyE);
    assert_eq!(sent([acute, repeated.clone(), repeated.clone(), repeated.up(), e]), text('é'));
}

#[test]
fn shift_may_come_between_the_dead_key_and_its_letter() {
    let strokes = [dead('´', KeyCode::Equal), shift(), plain("É", "e", KeyCode::KeyE), shift().up()];
    let [press, release] = text('É');
    assert_eq!(sent(strokes), [down(0xffe1, 0x2a), press, release, up(0xffe1, 0x2a)]);
}

#[test]
fn a_dead_key_and_space_or_itself_type_the_accent() {
    let space = named(NamedKey::Space, KeyCode::Space).adding("´");
    assert_eq!(sent([dead('´', KeyCode::Equal), space.clone(), space.up()]), text('´'));
    assert_eq!(sent([dead('^', KeyCode::Backquote), plain("^", "^", KeyCode::Backquote)]), text('^'));
}

#[test]
fn a_broken_off_dead_key_leaves_nothing_behind() {
    let acute = || dead('´', KeyCode::Equal);
    let x = KeyStroke { logical: Key::Unidentified(NativeKey::Xkb(0x78)), text: None, ..plain("", "x", KeyCode::KeyX) };
    assert_eq!(sent([acute(), x.clone(), x.clone().up()]), [], "used up, as in every program here");
    assert_eq!(sent([acute(), named(NamedKey::Backspace, KeyCode::Backspace)]), []);
    assert_eq!(sent([acute(), named(NamedKey::ArrowLeft, KeyCode::ArrowLeft)]), [down(0xff51, 0xcb)]);
    assert_eq!(sent([acute(), control(), x])[1], down(0x78, 0x2d), "but a command is a command");
    let both = plain("´x", "x", KeyCode::KeyX);
    assert_eq!(sent([acute(), both]), [text('´'), text('x')].concat(), "Windows types both");
}

#[test]
fn a_compose_sequence_sends_its_result() {
    let compose = named(NamedKey::Compose, KeyCode::AltRight);
    let quote = KeyStroke { logical: Key::Dead(None), ..plain("", "'", KeyCode::Quote) };
    let e = plain("é", "e", KeyCode::KeyE);
    let strokes = [compose.clone(), compose.up(), quote.clone(), quote.up(), e.clone(), e.up()];
    assert_eq!(sent(strokes), text('é'));
}

#[test]
fn input_method_text_goes_as_characters() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    assert_eq!(keyboard.ime(&Ime::Preedit("nihon".into(), None)), []);
    let released = plain("n", "n", KeyCode::KeyN).up();
    assert_eq!(keyboard.stroke(&released), [], "of keys that compose only the release arrives");
    assert_eq!(keyboard.ime(&Ime::Commit("日\r\n".into())), [text('日'), tap(0xff0d)].concat());
}

#[test]
fn an_input_method_that_starts_while_a_key_is_held_does_not_make_it_stick() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    let n = plain("n", "n", KeyCode::KeyN);
    keyboard.stroke(&n);
    keyboard.ime(&Ime::Preedit("n".into(), None));
    assert_eq!(keyboard.stroke(&n.up()), [up(0x6e, 0x31)]);
}

#[test]
fn losing_the_focus_releases_everything_newest_first_and_modifiers_last() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    let (a, b) = (plain("A", "a", KeyCode::KeyA), plain("B", "b", KeyCode::KeyB));
    send(&mut keyboard, [a, shift(), control(), b.clone()]);
    let expected = [up(0x42, 0x30), up(0x41, 0x1e), up(0xffe3, 0x1d), up(0xffe1, 0x2a)];
    assert_eq!(keyboard.release_all(), expected);
    assert_eq!(keyboard.release_all(), []);
    assert_eq!(keyboard.modifiers(), Modifiers::NONE);
    assert_eq!(keyboard.stroke(&b.up()), [], "the late release was sent already");
}

#[test]
fn keys_held_when_the_focus_comes_are_not_typed() {
    let tab = named(NamedKey::Tab, KeyCode::Tab);
    let mut keyboard = Keyboard::new(Platform::Unix);
    assert_eq!(keyboard.stroke(&tab.clone().synthetic()), []);
    keyboard.settled();
    assert_eq!(send(&mut keyboard, [tab.clone(), tab.clone().again(), tab.clone().up()]), []);
    assert_eq!(keyboard.stroke(&tab), [down(0xff09, 0x0f)], "pressed here it counts");
}

#[test]
fn a_key_pressed_just_after_the_focus_came_is_typed() {
    let e = plain("e", "e", KeyCode::KeyE);
    let mut keyboard = Keyboard::new(Platform::Unix);
    assert_eq!(send(&mut keyboard, [e.clone().synthetic(), e.clone()]), [down(0x65, 0x12)]);
    keyboard.settled();
    assert_eq!(keyboard.stroke(&e.up()), [up(0x65, 0x12)]);
}

#[test]
fn releases_of_what_was_never_sent_are_not_sent() {
    assert_eq!(sent([plain("a", "a", KeyCode::KeyA).up(), shift().up()]), []);
}

#[test]
fn locks_are_keys_and_layout_switches_are_not() {
    assert_eq!(sent([named(NamedKey::CapsLock, KeyCode::CapsLock)]), [down(0xffe5, 0x3a)]);
    assert_eq!(sent([named(NamedKey::NumLock, KeyCode::NumLock)]), [down(0xff7f, 0x45)]);
    assert_eq!(sent([named(NamedKey::GroupNext, KeyCode::ShiftLeft)]), []);
}

#[test]
fn a_chord_is_released_in_the_opposite_order() {
    let expected = [
        down(0xffe3, 0x1d),
        down(0xffe9, 0x38),
        down(0xffff, 0xd3),
        up(0xffff, 0xd3),
        up(0xffe9, 0x38),
        up(0xffe3, 0x1d),
    ];
    let chord = |text: &str| Keyboard::chord(text.parse().expect("a combination"));
    assert_eq!(chord("Ctrl+Alt+Delete"), expected);
    assert_eq!(chord("Super"), [down(0xffeb, 0xdb), up(0xffeb, 0xdb)]);
    let letters: Vec<u32> =
        ["l", "Shift+L", "Ä", "€"].iter().filter_map(|text| Some(chord(text).first()?.keysym)).collect();
    assert_eq!(letters, [0x6c, 0xffe1, 0xe4, 0x20ac]);
    assert!(chord("Shift+l").contains(&down(0x4c, 0)), "with Shift it is a large letter");
}

#[test]
fn two_keys_that_mean_the_same_are_one_to_the_server_until_both_are_up() {
    let key = |number| KeyStroke {
        physical: PhysicalKey::Unidentified(winit::keyboard::NativeKeyCode::Xkb(number)),
        ..plain("a", "a", KeyCode::KeyA)
    };
    assert_eq!(sent([key(500), key(501), key(500).up(), key(501).up()]), [down(0x61, 0), down(0x61, 0), up(0x61, 0)]);
}

#[test]
fn the_control_key_in_windows_alt_graph_is_taken_back() {
    let mut keyboard = Keyboard::new(Platform::Windows);
    let at = plain("@", "q", KeyCode::KeyQ);
    let strokes = [control(), alt_graph(), at.clone(), at.up(), control().up(), alt_graph().up()];
    let expected =
        [down(0xffe3, 0x1d), up(0xffe3, 0x1d), down(0xfe03, 0xb8), down(0x40, 0x10), up(0x40, 0x10), up(0xfe03, 0xb8)];
    assert_eq!(send(&mut keyboard, strokes.clone()), expected);
    assert_eq!(sent(strokes).len(), 6, "elsewhere it is a real one");
    assert_eq!(sent([control(), alt_graph()]), [down(0xffe3, 0x1d), down(0xfe03, 0xb8)]);
}

#[test]
fn control_and_alt_on_windows_let_go_while_they_type_a_character() {
    let mut keyboard = Keyboard::new(Platform::Windows);
    let sent = send(&mut keyboard, [control(), alt(), plain("@", "q", KeyCode::KeyQ)]);
    let [press, release] = text('@');
    assert_eq!(sent[2..], [up(0xffe9, 0x38), up(0xffe3, 0x1d), press, release, down(0xffe3, 0x1d), down(0xffe9, 0x38)]);
    let delete = named(NamedKey::Delete, KeyCode::Delete);
    assert_eq!(keyboard.stroke(&delete), [down(0xffff, 0xd3)], "Control+Alt+Delete stays what it is");
}

#[test]
fn option_on_macos_is_alt_on_the_left_and_alt_graph_on_the_right() {
    let right = named(NamedKey::Alt, KeyCode::AltRight).at(KeyLocation::Right);
    let at = plain("@", "l", KeyCode::KeyL);
    let mut keyboard = Keyboard::new(Platform::MacOs);
    assert_eq!(send(&mut keyboard, [alt(), at.clone()]), [down(0xffe9, 0x38), down(0x6c, 0x26)]);
    let mut keyboard = Keyboard::new(Platform::MacOs);
    assert_eq!(send(&mut keyboard, [right, at]), [down(0xfe03, 0xb8), down(0x40, 0x26)]);
    let mut keyboard = Keyboard::new(Platform::MacOs);
    let command = named(NamedKey::Super, KeyCode::SuperLeft).at(KeyLocation::Left);
    assert_eq!(send(&mut keyboard, [command]), [down(0xffeb, 0xdb)]);
}

const CONTROL_DOWN: KeyInput = KeyInput { keysym: 0xffe3, scancode: 0x1d, pressed: true };
const CONTROL_UP: KeyInput = KeyInput { pressed: false, ..CONTROL_DOWN };

#[test]
fn a_modifier_for_the_next_key_goes_down_with_it_and_up_after_it() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    assert_eq!(keyboard.stick(Modifiers::CONTROL, Stick::Once), []);
    let a = plain("a", "a", KeyCode::KeyA);
    assert_eq!(keyboard.stroke(&shift()), [down(0xffe1, 0x2a)], "another modifier is no key");
    assert_eq!(keyboard.stroke(&shift().up()), [up(0xffe1, 0x2a)]);
    assert_eq!(keyboard.stroke(&a), [CONTROL_DOWN, down(0x61, 0x1e)]);
    assert_eq!(keyboard.stroke(&a.clone().again()), [down(0x61, 0x1e)]);
    assert_eq!(keyboard.stroke(&a.clone().up()), [up(0x61, 0x1e), CONTROL_UP]);
    assert_eq!(keyboard.stuck(Modifiers::CONTROL), Stick::Off);
    assert_eq!(keyboard.stroke(&a), [down(0x61, 0x1e)]);
}

#[test]
fn a_locked_modifier_stays_down_until_it_is_let_go_and_comes_back_after_a_panel() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.stick(Modifiers::ALT, Stick::Locked);
    let tab = || named(NamedKey::Tab, KeyCode::Tab);
    let alt_down = down(0xffe9, 0x38);
    assert_eq!(send(&mut keyboard, [tab(), tab().up()]), [alt_down, down(0xff09, 0xf), up(0xff09, 0xf)]);
    assert_eq!(send(&mut keyboard, [tab(), tab().up()]), [down(0xff09, 0xf), up(0xff09, 0xf)]);
    assert_eq!(keyboard.release_all(), [up(0xffe9, 0x38)]);
    assert_eq!(keyboard.stroke(&tab()), [alt_down, down(0xff09, 0xf)]);
    assert_eq!(keyboard.stick(Modifiers::ALT, Stick::Off), [up(0xffe9, 0x38)]);
    keyboard.stick(Modifiers::ALT, Stick::Locked);
    keyboard.release_all();
    keyboard.unstick_all();
    assert_eq!(keyboard.stroke(&tab()), [down(0xff09, 0xf)]);
}

#[test]
fn a_finger_on_the_same_modifier_changes_nothing() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.stick(Modifiers::CONTROL, Stick::Once);
    let a = plain("a", "a", KeyCode::KeyA);
    let sent = send(&mut keyboard, [control(), a.clone(), a.up()]);
    assert_eq!(sent, [CONTROL_DOWN, CONTROL_DOWN, down(0x61, 0x1e), up(0x61, 0x1e)], "it is still held");
    assert_eq!(keyboard.stroke(&control().up()), [CONTROL_UP]);
}

#[test]
fn a_modifier_that_stays_down_counts_for_letters_and_clicks() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.stick(Modifiers::SHIFT, Stick::Once);
    let sent = keyboard.stroke(&plain("a", "a", KeyCode::KeyA));
    assert_eq!(sent, [down(0xffe1, 0x2a), down(0x41, 0x1e)]);
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.stick(Modifiers::CONTROL, Stick::Once);
    assert_eq!(keyboard.stroke(&plain("с", "с", KeyCode::KeyC)), [CONTROL_DOWN, down(0x63, 0x2e)]);
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.stick(Modifiers::CONTROL, Stick::Once);
    assert_eq!((keyboard.before_press(), keyboard.after_press()), (vec![CONTROL_DOWN], vec![CONTROL_UP]));
    assert_eq!((keyboard.before_press(), keyboard.after_press()), (vec![], vec![]));
}

#[test]
fn by_position_dead_keys_and_compose_are_keys_like_all_others() {
    let mut keyboard = Keyboard::new(Platform::Unix);
    keyboard.set_mode(KeyMode::Positions);
    let strokes = [dead('^', KeyCode::Backquote), dead('^', KeyCode::Backquote).up(), plain("e", "e", KeyCode::KeyE)];
    let expected = [down(0xfe52, 0x29), up(0xfe52, 0x29), down(0x65, 0x12)];
    assert_eq!(send(&mut keyboard, strokes), expected);
    let compose = named(NamedKey::Compose, KeyCode::ContextMenu);
    assert_eq!(keyboard.stroke(&compose), [down(0xff20, 0xdd)]);
    let nameless = KeyStroke { logical: Key::Unidentified(NativeKey::Unidentified), ..plain("", "", KeyCode::F24) };
    assert_eq!(keyboard.stroke(&nameless), [down(0, 0x6f)], "its place is enough");
}

#[test]
fn whatever_happens_every_press_has_one_release_and_nothing_else_has() {
    for seed in 1..=400 {
        let mut random = Random(seed);
        let platform = [Platform::Unix, Platform::Windows, Platform::MacOs][random.below(3)];
        let mut keyboard = Keyboard::new(platform);
        let mut sent = Vec::new();
        for _ in 0..random.below(120) {
            let modifier = Modifiers::EACH[random.below(5)];
            match random.below(44) {
                43 => sent.extend(keyboard.stick(modifier, [Stick::Off, Stick::Once, Stick::Locked][random.below(3)])),
                42 => sent.extend(keyboard.before_press()),
                41 => sent.extend(keyboard.after_press()),
                0 => sent.extend(keyboard.release_all()),
                2 => keyboard.settled(),
                1 => sent.extend(keyboard.ime(&Ime::Commit("ö".into()))),
                _ => sent.extend(keyboard.stroke(&random.stroke())),
            }
        }
        sent.extend(keyboard.release_all());
        let mut is_down = std::collections::HashSet::new();
        for input in &sent {
            let pair = (input.keysym, input.scancode);
            if input.pressed {
                is_down.insert(pair);
            } else {
                assert!(is_down.remove(&pair), "seed {seed}: {input:x?} was not down");
            }
        }
        assert!(is_down.is_empty(), "seed {seed}: {is_down:x?} stick");
    }
}

/// A small generator of the same numbers every time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn stroke(&mut self) -> KeyStroke {
        let codes = [KeyCode::KeyA, KeyCode::KeyQ, KeyCode::Equal, KeyCode::IntlYen];
        let code = codes[self.below(codes.len())];
        let character = ["a", "A", "@", "ж", "é", "\u{3}", "´x"][self.below(7)];
        let stroke = match self.below(12) {
            0 => shift(),
            1 => control(),
            2 => alt(),
            3 => alt_graph(),
            4 => dead('´', code),
            5 => named(NamedKey::Compose, KeyCode::AltRight),
            6 => named(NamedKey::Enter, code).at(KeyLocation::Numpad),
            7 => KeyStroke { physical: winit::keyboard::NativeKeyCode::Xkb(9).into(), ..plain("a", "a", code) },
            _ => plain(character, "a", code),
        };
        let stroke = if self.below(2) == 0 { stroke } else { stroke.up() };
        let stroke = if self.below(6) == 0 { stroke.again() } else { stroke };
        if self.below(10) == 0 { stroke.synthetic() } else { stroke }
    }
}
