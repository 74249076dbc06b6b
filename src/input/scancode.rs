//! XT scan codes as the QEMU Extended Key Event message carries them: keys with the prefix 0xe0 have 0x80 set instead.
//!
//! The numbers are those of the keycodemapdb project, which QEMU and other servers generate their tables from.

use winit::keyboard::{KeyCode, PhysicalKey};

/// The scan code of a key, or 0 where it has none.
pub(super) fn of(physical: PhysicalKey) -> u16 {
    match physical {
        PhysicalKey::Code(code) => of_writing_key(code).or_else(|| of_other_key(code)).unwrap_or(0),
        PhysicalKey::Unidentified(_) => 0,
    }
}

/// The keys in the main block that type something, in rows.
fn of_writing_key(code: KeyCode) -> Option<u16> {
    Some(match code {
        KeyCode::Digit1 => 0x02,
        KeyCode::Digit2 => 0x03,
        KeyCode::Digit3 => 0x04,
        KeyCode::Digit4 => 0x05,
        KeyCode::Digit5 => 0x06,
        KeyCode::Digit6 => 0x07,
        KeyCode::Digit7 => 0x08,
        KeyCode::Digit8 => 0x09,
        KeyCode::Digit9 => 0x0a,
        KeyCode::Digit0 => 0x0b,
        KeyCode::Minus => 0x0c,
        KeyCode::Equal => 0x0d,
        KeyCode::KeyQ => 0x10,
        KeyCode::KeyW => 0x11,
        KeyCode::KeyE => 0x12,
        KeyCode::KeyR => 0x13,
        KeyCode::KeyT => 0x14,
        KeyCode::KeyY => 0x15,
        KeyCode::KeyU => 0x16,
        KeyCode::KeyI => 0x17,
        KeyCode::KeyO => 0x18,
        KeyCode::KeyP => 0x19,
        KeyCode::BracketLeft => 0x1a,
        KeyCode::BracketRight => 0x1b,
        KeyCode::KeyA => 0x1e,
        KeyCode::KeyS => 0x1f,
        KeyCode::KeyD => 0x20,
        KeyCode::KeyF => 0x21,
        KeyCode::KeyG => 0x22,
        KeyCode::KeyH => 0x23,
        KeyCode::KeyJ => 0x24,
        KeyCode::KeyK => 0x25,
        KeyCode::KeyL => 0x26,
        KeyCode::Semicolon => 0x27,
        KeyCode::Quote => 0x28,
        KeyCode::Backquote => 0x29,
        KeyCode::Backslash => 0x2b,
        KeyCode::KeyZ => 0x2c,
        KeyCode::KeyX => 0x2d,
        KeyCode::KeyC => 0x2e,
        KeyCode::KeyV => 0x2f,
        KeyCode::KeyB => 0x30,
        KeyCode::KeyN => 0x31,
        KeyCode::KeyM => 0x32,
        KeyCode::Comma => 0x33,
        KeyCode::Period => 0x34,
        KeyCode::Slash => 0x35,
        KeyCode::Space => 0x39,
        KeyCode::IntlBackslash => 0x56,
        KeyCode::IntlRo => 0x73,
        KeyCode::IntlYen => 0x7d,
        _ => return None,
    })
}

fn of_other_key(code: KeyCode) -> Option<u16> {
    of_control_key(code)
        .or_else(|| of_keypad_key(code))
        .or_else(|| of_function_key(code))
        .or_else(|| of_media_key(code))
}

/// Modifiers, locks, navigation and the keys around the main block.
fn of_control_key(code: KeyCode) -> Option<u16> {
    Some(match code {
        KeyCode::Escape => 0x01,
        KeyCode::Backspace => 0x0e,
        KeyCode::Tab => 0x0f,
        KeyCode::Enter => 0x1c,
        KeyCode::ControlLeft => 0x1d,
        KeyCode::ShiftLeft => 0x2a,
        KeyCode::ShiftRight => 0x36,
        KeyCode::AltLeft => 0x38,
        KeyCode::CapsLock => 0x3a,
        KeyCode::NumLock => 0x45,
        KeyCode::ScrollLock => 0x46,
        KeyCode::PrintScreen => 0x54,
        KeyCode::KanaMode => 0x70,
        KeyCode::Lang2 => 0x71,
        KeyCode::Lang1 => 0x72,
        KeyCode::Lang5 => 0x76,
        KeyCode::Lang4 | KeyCode::Hiragana => 0x77,
        KeyCode::Lang3 | KeyCode::Katakana => 0x78,
        KeyCode::Convert => 0x79,
        KeyCode::NonConvert => 0x7b,
        KeyCode::ControlRight => 0x9d,
        KeyCode::AltRight => 0xb8,
        KeyCode::Pause => 0xc6,
        KeyCode::Home => 0xc7,
        KeyCode::ArrowUp => 0xc8,
        KeyCode::PageUp => 0xc9,
        KeyCode::ArrowLeft => 0xcb,
        KeyCode::ArrowRight => 0xcd,
        KeyCode::End => 0xcf,
        KeyCode::ArrowDown => 0xd0,
        KeyCode::PageDown => 0xd1,
        KeyCode::Insert => 0xd2,
        KeyCode::Delete => 0xd3,
        KeyCode::SuperLeft | KeyCode::Meta => 0xdb,
        KeyCode::SuperRight => 0xdc,
        KeyCode::ContextMenu => 0xdd,
        _ => return None,
    })
}

fn of_keypad_key(code: KeyCode) -> Option<u16> {
    Some(match code {
        KeyCode::NumpadMultiply => 0x37,
        KeyCode::Numpad7 => 0x47,
        KeyCode::Numpad8 => 0x48,
        KeyCode::Numpad9 => 0x49,
        KeyCode::NumpadSubtract => 0x4a,
        KeyCode::Numpad4 => 0x4b,
        KeyCode::Numpad5 => 0x4c,
        KeyCode::Numpad6 => 0x4d,
        KeyCode::NumpadAdd => 0x4e,
        KeyCode::Numpad1 => 0x4f,
        KeyCode::Numpad2 => 0x50,
        KeyCode::Numpad3 => 0x51,
        KeyCode::Numpad0 => 0x52,
        KeyCode::NumpadDecimal => 0x53,
        KeyCode::NumpadEqual => 0x59,
        KeyCode::NumpadComma => 0x7e,
        KeyCode::NumpadEnter => 0x9c,
        KeyCode::NumpadDivide => 0xb5,
        KeyCode::NumpadParenLeft => 0xf6,
        KeyCode::NumpadParenRight => 0xfb,
        _ => return None,
    })
}

fn of_function_key(code: KeyCode) -> Option<u16> {
    Some(match code {
        KeyCode::F1 => 0x3b,
        KeyCode::F2 => 0x3c,
        KeyCode::F3 => 0x3d,
        KeyCode::F4 => 0x3e,
        KeyCode::F5 => 0x3f,
        KeyCode::F6 => 0x40,
        KeyCode::F7 => 0x41,
        KeyCode::F8 => 0x42,
        KeyCode::F9 => 0x43,
        KeyCode::F10 => 0x44,
        KeyCode::F11 => 0x57,
        KeyCode::F12 => 0x58,
        KeyCode::F13 => 0x5d,
        KeyCode::F14 => 0x5e,
        KeyCode::F15 => 0x5f,
        KeyCode::F16 => 0x55,
        KeyCode::F17 => 0x83,
        KeyCode::F18 => 0xf7,
        KeyCode::F19 => 0x84,
        KeyCode::F20 => 0x5a,
        KeyCode::F21 => 0x74,
        KeyCode::F22 => 0xf9,
        KeyCode::F23 => 0x6d,
        KeyCode::F24 => 0x6f,
        _ => return None,
    })
}

/// Sound, browser, power and the keys of Sun keyboards.
fn of_media_key(code: KeyCode) -> Option<u16> {
    Some(match code {
        KeyCode::Open => 0x64,
        KeyCode::Paste => 0x65,
        KeyCode::Again => 0x85,
        KeyCode::Props => 0x86,
        KeyCode::Undo => 0x87,
        KeyCode::MediaTrackPrevious => 0x90,
        KeyCode::MediaTrackNext => 0x99,
        KeyCode::AudioVolumeMute => 0xa0,
        KeyCode::LaunchApp2 => 0xa1,
        KeyCode::MediaPlayPause => 0xa2,
        KeyCode::MediaStop => 0xa4,
        KeyCode::Suspend => 0xa5,
        KeyCode::AudioVolumeDown => 0xae,
        KeyCode::AudioVolumeUp => 0xb0,
        KeyCode::BrowserHome => 0xb2,
        KeyCode::Cut => 0xbc,
        KeyCode::Find => 0xc1,
        KeyCode::Power => 0xde,
        KeyCode::Sleep => 0xdf,
        KeyCode::WakeUp => 0xe3,
        KeyCode::BrowserSearch => 0xe5,
        KeyCode::BrowserFavorites => 0xe6,
        KeyCode::BrowserRefresh => 0xe7,
        KeyCode::BrowserStop => 0xe8,
        KeyCode::BrowserForward => 0xe9,
        KeyCode::BrowserBack => 0xea,
        KeyCode::LaunchApp1 => 0xeb,
        KeyCode::LaunchMail => 0xec,
        KeyCode::MediaSelect => 0xed,
        KeyCode::Help => 0xf5,
        KeyCode::Copy => 0xf8,
        KeyCode::Eject => 0xfd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use winit::keyboard::NativeKeyCode;

    use super::*;

    #[test]
    fn keys_have_the_scan_codes_that_qemu_knows() {
        let table = [
            (KeyCode::Escape, 0x01),
            (KeyCode::KeyQ, 0x10),
            (KeyCode::KeyM, 0x32),
            (KeyCode::AltRight, 0xb8),
            (KeyCode::ControlRight, 0x9d),
            (KeyCode::NumpadEnter, 0x9c),
            (KeyCode::NumpadDivide, 0xb5),
            (KeyCode::Pause, 0xc6),
            (KeyCode::PrintScreen, 0x54),
            (KeyCode::Delete, 0xd3),
            (KeyCode::SuperLeft, 0xdb),
            (KeyCode::ContextMenu, 0xdd),
            (KeyCode::IntlBackslash, 0x56),
            (KeyCode::F12, 0x58),
        ];
        for (code, expected) in table {
            assert_eq!(of(PhysicalKey::Code(code)), expected, "{code:?}");
        }
        assert_eq!(of(PhysicalKey::Unidentified(NativeKeyCode::Xkb(84))), 0);
        assert_eq!(of(PhysicalKey::Code(KeyCode::F35)), 0);
    }

    #[test]
    fn no_two_keys_of_a_pc_keyboard_share_a_scan_code() {
        // Every code that winit's Linux back end can name, by the kernel's key number.
        let mut seen = std::collections::HashMap::new();
        for number in 1..=255 {
            let physical = <PhysicalKey as winit::platform::scancode::PhysicalKeyExtScancode>::from_scancode(number);
            let scancode = of(physical);
            match physical {
                PhysicalKey::Unidentified(_) => assert_eq!(scancode, 0),
                PhysicalKey::Code(code) => {
                    assert_ne!(scancode, 0, "{code:?} has none");
                    assert_eq!(seen.insert(scancode, code), None, "{code:?}");
                }
            }
        }
        assert!(seen.len() > 120, "only {} keys", seen.len());
    }
}
