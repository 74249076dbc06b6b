//! A low-level keyboard hook: keys that Windows takes for itself are handed to the window as if they were its own.

use std::cell::Cell;
use std::ptr;
use std::sync::Arc;

use windows_sys::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows_sys::Win32::System::LibraryLoader::GetModuleHandleW;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, VK_CONTROL, VK_ESCAPE, VK_LWIN, VK_RWIN, VK_SNAPSHOT, VK_TAB,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{
    CallNextHookEx, GetForegroundWindow, HC_ACTION, HHOOK, KBDLLHOOKSTRUCT, LLKHF_ALTDOWN, LLKHF_EXTENDED, LLKHF_UP,
    PostMessageW, SetWindowsHookExW, UnhookWindowsHookEx, WH_KEYBOARD_LL,
};
use winit::raw_window_handle::{HasWindowHandle, RawWindowHandle};
use winit::window::Window;

use super::GrabError;

thread_local! {
    /// The window that gets the keys. Windows calls the hook in the thread that has set it, which is the window's.
    static TARGET: Cell<HWND> = const { Cell::new(0) };
}

pub(super) struct Grab {
    hook: HHOOK,
    /// Keeps the window open.
    _window: Arc<Window>,
}

impl Grab {
    pub(super) fn take(window: &Arc<Window>) -> Result<Self, GrabError> {
        let handle = window.window_handle().map_err(|_| GrabError::Unsupported)?.as_raw();
        let RawWindowHandle::Win32(handle) = handle else { return Err(GrabError::Unsupported) };
        TARGET.set(handle.hwnd.get());
        let hook = install();
        if hook == 0 { Err(GrabError::NotNow) } else { Ok(Self { hook, _window: window.clone() }) }
    }

    /// Windows takes no hook back that answers in time.
    #[expect(clippy::unused_self, reason = "other window systems do")]
    pub(super) fn is_active(&self) -> bool {
        true
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        remove(self.hook);
    }
}

#[expect(unsafe_code, reason = "winit has no hooks")]
fn install() -> HHOOK {
    // SAFETY: the function is of the kind that the hook wants and lives as long as the program. The module is our own.
    unsafe { SetWindowsHookExW(WH_KEYBOARD_LL, Some(on_key), GetModuleHandleW(ptr::null()), 0) }
}

#[expect(unsafe_code, reason = "winit has no hooks")]
fn remove(hook: HHOOK) {
    // SAFETY: the hook was set by `install` and is removed once.
    unsafe { UnhookWindowsHookEx(hook) };
}

#[expect(unsafe_code, reason = "Windows calls it")]
unsafe extern "system" fn on_key(code: i32, message: WPARAM, event: LPARAM) -> LRESULT {
    // SAFETY: for this code Windows guarantees that `event` points to such a structure during the call.
    let key = (code == HC_ACTION as i32).then(|| unsafe { *(event as *const KBDLLHOOKSTRUCT) });
    match key {
        Some(key) if is_kept(&key) && hand_over(message, &key) => 1,
        // SAFETY: the arguments are passed on as they came.
        _ => unsafe { CallNextHookEx(0, code, message, event) },
    }
}

/// Whether Windows would take the key for itself.
fn is_kept(key: &KBDLLHOOKSTRUCT) -> bool {
    let alt = key.flags & LLKHF_ALTDOWN != 0;
    match key.vkCode as u16 {
        VK_LWIN | VK_RWIN | VK_SNAPSHOT => true,
        VK_TAB => alt,
        VK_ESCAPE => alt || is_control_down(),
        _ => false,
    }
}

#[expect(unsafe_code, reason = "winit tells of it too late")]
fn is_control_down() -> bool {
    // SAFETY: it reads a state and takes any number.
    unsafe { GetAsyncKeyState(i32::from(VK_CONTROL)) < 0 }
}

/// Sends the key to the window, if that has the focus.
#[expect(unsafe_code, reason = "winit cannot be handed keys")]
fn hand_over(message: WPARAM, key: &KBDLLHOOKSTRUCT) -> bool {
    let target = TARGET.get();
    let bit = |flag: u32, place: u32| u32::from(key.flags & flag != 0) << place;
    let up = bit(LLKHF_UP, 31) | bit(LLKHF_UP, 30);
    let details = 1 | (key.scanCode & 0xff) << 16 | bit(LLKHF_EXTENDED, 24) | bit(LLKHF_ALTDOWN, 29) | up;
    // SAFETY: messages may be posted to any window; if this one is gone, that fails. They carry numbers only.
    unsafe {
        target == GetForegroundWindow()
            && PostMessageW(target, message as u32, key.vkCode as WPARAM, details as LPARAM) != 0
    }
}
