//! The keysyms of keys that have a name: function, navigation, modifier, media and language keys.

use winit::keyboard::{KeyLocation, NamedKey};
use xkeysym::key;

/// The keysym of a named key at a place of the keyboard, or `None` where X has no word for it.
pub(super) fn keysym(named: NamedKey, location: KeyLocation) -> Option<u32> {
    let by_place = match location {
        KeyLocation::Numpad => of_keypad(named),
        KeyLocation::Right => of_right_modifier(named),
        KeyLocation::Left | KeyLocation::Standard => None,
    };
    by_place
        .or_else(|| of_modifier(named))
        .or_else(|| of_editing(named))
        .or_else(|| of_function(named))
        .or_else(|| of_language(named))
        .or_else(|| of_media(named))
        .or_else(|| of_application(named))
}

/// The keypad without `NumLock`.
fn of_keypad(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::Enter => key::KP_Enter,
        NamedKey::Tab => key::KP_Tab,
        NamedKey::Space => key::KP_Space,
        NamedKey::Home => key::KP_Home,
        NamedKey::End => key::KP_End,
        NamedKey::ArrowLeft => key::KP_Left,
        NamedKey::ArrowUp => key::KP_Up,
        NamedKey::ArrowRight => key::KP_Right,
        NamedKey::ArrowDown => key::KP_Down,
        NamedKey::PageUp => key::KP_Page_Up,
        NamedKey::PageDown => key::KP_Page_Down,
        NamedKey::Insert => key::KP_Insert,
        NamedKey::Delete => key::KP_Delete,
        NamedKey::Clear => key::KP_Begin,
        NamedKey::F1 => key::KP_F1,
        NamedKey::F2 => key::KP_F2,
        NamedKey::F3 => key::KP_F3,
        NamedKey::F4 => key::KP_F4,
        _ => return None,
    })
}

fn of_right_modifier(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::Shift => key::Shift_R,
        NamedKey::Control => key::Control_R,
        NamedKey::Alt => key::Alt_R,
        NamedKey::Super => key::Super_R,
        NamedKey::Meta => key::Meta_R,
        NamedKey::Hyper => key::Hyper_R,
        _ => return None,
    })
}

fn of_modifier(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::Shift => key::Shift_L,
        NamedKey::Control => key::Control_L,
        NamedKey::Alt => key::Alt_L,
        NamedKey::Super => key::Super_L,
        NamedKey::Meta => key::Meta_L,
        NamedKey::Hyper => key::Hyper_L,
        NamedKey::AltGraph => key::ISO_Level3_Shift,
        NamedKey::ModeChange => key::Mode_switch,
        NamedKey::CapsLock => key::Caps_Lock,
        NamedKey::NumLock => key::Num_Lock,
        NamedKey::ScrollLock => key::Scroll_Lock,
        _ => return None,
    })
}

/// Moving, editing and the keys above the navigation block.
fn of_editing(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::Enter => key::Return,
        // Also for Shift+Tab, which the protocol wants as a shifted Tab and not as ISO_Left_Tab.
        NamedKey::Tab => key::Tab,
        NamedKey::Space => key::space,
        NamedKey::Backspace => key::BackSpace,
        NamedKey::Escape => key::Escape,
        NamedKey::Delete => key::Delete,
        NamedKey::Insert => key::Insert,
        NamedKey::Home => key::Home,
        NamedKey::End => key::End,
        NamedKey::PageUp => key::Page_Up,
        NamedKey::PageDown => key::Page_Down,
        NamedKey::ArrowLeft => key::Left,
        NamedKey::ArrowUp => key::Up,
        NamedKey::ArrowRight => key::Right,
        NamedKey::ArrowDown => key::Down,
        NamedKey::ContextMenu => key::Menu,
        NamedKey::PrintScreen => key::Print,
        NamedKey::Pause => key::Pause,
        NamedKey::Clear => key::Clear,
        NamedKey::Select => key::Select,
        NamedKey::Execute => key::Execute,
        NamedKey::Undo => key::Undo,
        NamedKey::Redo | NamedKey::Again => key::Redo,
        NamedKey::Find => key::Find,
        NamedKey::Cancel => key::Cancel,
        NamedKey::Help => key::Help,
        NamedKey::Props => key::SUN_Props,
        NamedKey::EraseEof => key::_3270_EraseEOF,
        NamedKey::Attn => key::_3270_Attn,
        NamedKey::Play => key::_3270_Play,
        NamedKey::ExSel => key::_3270_ExSelect,
        NamedKey::CrSel => key::_3270_CursorSelect,
        _ => return None,
    })
}

fn of_function(named: NamedKey) -> Option<u32> {
    const KEYS: [NamedKey; 35] = [
        NamedKey::F1,
        NamedKey::F2,
        NamedKey::F3,
        NamedKey::F4,
        NamedKey::F5,
        NamedKey::F6,
        NamedKey::F7,
        NamedKey::F8,
        NamedKey::F9,
        NamedKey::F10,
        NamedKey::F11,
        NamedKey::F12,
        NamedKey::F13,
        NamedKey::F14,
        NamedKey::F15,
        NamedKey::F16,
        NamedKey::F17,
        NamedKey::F18,
        NamedKey::F19,
        NamedKey::F20,
        NamedKey::F21,
        NamedKey::F22,
        NamedKey::F23,
        NamedKey::F24,
        NamedKey::F25,
        NamedKey::F26,
        NamedKey::F27,
        NamedKey::F28,
        NamedKey::F29,
        NamedKey::F30,
        NamedKey::F31,
        NamedKey::F32,
        NamedKey::F33,
        NamedKey::F34,
        NamedKey::F35,
    ];
    KEYS.iter().position(|function| *function == named).map(|index| key::F1 + index as u32)
}

/// The keys of Japanese and Korean keyboards.
fn of_language(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::Compose => key::Multi_key,
        NamedKey::CodeInput => key::Codeinput,
        NamedKey::SingleCandidate => key::SingleCandidate,
        NamedKey::AllCandidates => key::MultipleCandidate,
        NamedKey::PreviousCandidate => key::PreviousCandidate,
        NamedKey::KanjiMode => key::Kanji,
        NamedKey::NonConvert => key::Muhenkan,
        NamedKey::Convert => key::Henkan_Mode,
        NamedKey::Romaji => key::Romaji,
        NamedKey::Hiragana => key::Hiragana,
        NamedKey::Katakana => key::Katakana,
        NamedKey::HiraganaKatakana => key::Hiragana_Katakana,
        NamedKey::Zenkaku => key::Zenkaku,
        NamedKey::Hankaku => key::Hankaku,
        NamedKey::ZenkakuHankaku => key::Zenkaku_Hankaku,
        NamedKey::KanaMode => key::Kana_Lock,
        NamedKey::Alphanumeric | NamedKey::Eisu => key::Eisu_toggle,
        NamedKey::HangulMode => key::Hangul,
        NamedKey::HanjaMode => key::Hangul_Hanja,
        NamedKey::JunjaMode => key::Hangul_Jeonja,
        _ => return None,
    })
}

/// Sound, pictures and power.
fn of_media(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::AudioVolumeDown => key::XF86_AudioLowerVolume,
        NamedKey::AudioVolumeUp => key::XF86_AudioRaiseVolume,
        NamedKey::AudioVolumeMute => key::XF86_AudioMute,
        NamedKey::MicrophoneVolumeMute | NamedKey::MicrophoneToggle => key::XF86_AudioMicMute,
        NamedKey::MediaPlay | NamedKey::MediaPlayPause => key::XF86_AudioPlay,
        NamedKey::MediaPause => key::XF86_AudioPause,
        NamedKey::MediaStop => key::XF86_AudioStop,
        NamedKey::MediaTrackPrevious => key::XF86_AudioPrev,
        NamedKey::MediaTrackNext => key::XF86_AudioNext,
        NamedKey::MediaRecord => key::XF86_AudioRecord,
        NamedKey::MediaRewind => key::XF86_AudioRewind,
        NamedKey::MediaFastForward => key::XF86_AudioForward,
        NamedKey::MediaAudioTrack => key::XF86_AudioCycleTrack,
        NamedKey::RandomToggle => key::XF86_AudioRandomPlay,
        NamedKey::Subtitle => key::XF86_Subtitle,
        NamedKey::VideoModeNext => key::XF86_Next_VMode,
        NamedKey::BrightnessUp => key::XF86_MonBrightnessUp,
        NamedKey::BrightnessDown => key::XF86_MonBrightnessDown,
        NamedKey::Eject => key::XF86_Eject,
        NamedKey::Power => key::XF86_PowerDown,
        NamedKey::PowerOff => key::XF86_PowerOff,
        NamedKey::Standby => key::XF86_Sleep,
        NamedKey::Hibernate => key::XF86_Hibernate,
        NamedKey::WakeUp => key::XF86_WakeUp,
        _ => return None,
    })
}

/// Keys that start or steer programs.
fn of_application(named: NamedKey) -> Option<u32> {
    Some(match named {
        NamedKey::BrowserBack => key::XF86_Back,
        NamedKey::BrowserForward => key::XF86_Forward,
        NamedKey::BrowserHome => key::XF86_HomePage,
        NamedKey::BrowserRefresh => key::XF86_Refresh,
        NamedKey::BrowserSearch => key::XF86_Search,
        NamedKey::BrowserStop => key::XF86_Stop,
        NamedKey::BrowserFavorites => key::XF86_Favorites,
        NamedKey::LaunchApplication1 => key::XF86_MyComputer,
        NamedKey::LaunchApplication2 => key::XF86_Calculator,
        NamedKey::LaunchCalendar => key::XF86_Calendar,
        NamedKey::LaunchMail => key::XF86_Mail,
        NamedKey::LaunchMediaPlayer => key::XF86_Video,
        NamedKey::LaunchMusicPlayer => key::XF86_Music,
        NamedKey::LaunchPhone => key::XF86_Phone,
        NamedKey::LaunchScreenSaver => key::XF86_ScreenSaver,
        NamedKey::LaunchSpreadsheet => key::XF86_Excel,
        NamedKey::LaunchWebBrowser => key::XF86_WWW,
        NamedKey::LaunchWebCam => key::XF86_WebCam,
        NamedKey::LaunchWordProcessor => key::XF86_Word,
        NamedKey::MailForward => key::XF86_MailForward,
        NamedKey::MailReply => key::XF86_Reply,
        NamedKey::MailSend => key::XF86_Send,
        NamedKey::SpellCheck => key::XF86_Spell,
        NamedKey::SplitScreenToggle => key::XF86_SplitScreen,
        NamedKey::LogOff => key::XF86_LogOff,
        NamedKey::New => key::XF86_New,
        NamedKey::Open => key::XF86_Open,
        NamedKey::Save => key::XF86_Save,
        NamedKey::Close => key::XF86_Close,
        NamedKey::Copy => key::XF86_Copy,
        NamedKey::Cut => key::XF86_Cut,
        NamedKey::Paste => key::XF86_Paste,
        NamedKey::ZoomIn => key::XF86_ZoomIn,
        NamedKey::ZoomOut => key::XF86_ZoomOut,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_keys_have_the_keysyms_of_the_specification() {
        let table = [
            (NamedKey::Backspace, 0xff08),
            (NamedKey::Tab, 0xff09),
            (NamedKey::Enter, 0xff0d),
            (NamedKey::Escape, 0xff1b),
            (NamedKey::Insert, 0xff63),
            (NamedKey::Delete, 0xffff),
            (NamedKey::Home, 0xff50),
            (NamedKey::End, 0xff57),
            (NamedKey::PageUp, 0xff55),
            (NamedKey::PageDown, 0xff56),
            (NamedKey::ArrowLeft, 0xff51),
            (NamedKey::ArrowUp, 0xff52),
            (NamedKey::ArrowRight, 0xff53),
            (NamedKey::ArrowDown, 0xff54),
            (NamedKey::F1, 0xffbe),
            (NamedKey::F12, 0xffc9),
            (NamedKey::F35, 0xffe0),
            (NamedKey::AltGraph, 0xfe03),
            (NamedKey::CapsLock, 0xffe5),
            (NamedKey::NumLock, 0xff7f),
            (NamedKey::ScrollLock, 0xff14),
            (NamedKey::ContextMenu, 0xff67),
            (NamedKey::PrintScreen, 0xff61),
            (NamedKey::Pause, 0xff13),
            (NamedKey::AudioVolumeMute, 0x1008_ff12),
            (NamedKey::HangulMode, 0xff31),
            (NamedKey::Convert, 0xff23),
        ];
        for (named, expected) in table {
            assert_eq!(keysym(named, KeyLocation::Standard), Some(expected), "{named:?}");
        }
    }

    #[test]
    fn left_and_right_modifiers_differ() {
        for (named, left, right) in [
            (NamedKey::Shift, 0xffe1, 0xffe2),
            (NamedKey::Control, 0xffe3, 0xffe4),
            (NamedKey::Meta, 0xffe7, 0xffe8),
            (NamedKey::Alt, 0xffe9, 0xffea),
            (NamedKey::Super, 0xffeb, 0xffec),
        ] {
            assert_eq!(keysym(named, KeyLocation::Left), Some(left), "{named:?}");
            assert_eq!(keysym(named, KeyLocation::Right), Some(right), "{named:?}");
        }
    }

    #[test]
    fn the_keypad_without_num_lock_moves() {
        for (named, expected) in [
            (NamedKey::Home, 0xff95),
            (NamedKey::ArrowLeft, 0xff96),
            (NamedKey::Insert, 0xff9e),
            (NamedKey::Delete, 0xff9f),
            (NamedKey::Enter, 0xff8d),
        ] {
            assert_eq!(keysym(named, KeyLocation::Numpad), Some(expected), "{named:?}");
        }
    }
}
