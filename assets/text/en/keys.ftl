### Texts: the keyboard.

## The panel

keys-title = Send keys
keys-only-look = You only look. Nothing is sent.
keys-usual = Often wanted
keys-consoles = Ctrl+Alt and
keys-any = Any others
keys-send = Send
keys-press-them = Press them…
keys-press-them-about = The next keys you press go to the remote computer, whatever they are.
keys-unknown = No key is called that. Write, for example, Ctrl+Alt+F7.
keys-stay-down = Hold down
keys-stay-down-about = Once for the next key, twice to keep it down, and again to let it go.
keys-stick-off = Up
keys-stick-once = Down for the next key
keys-stick-locked = Down until you let it go
keys-capture = Capture the keyboard
keys-show-held = Show keys that are held
keys-type-clipboard = Type the clipboard

## Signs over the picture

keys-sign-passing = Press the keys to send
keys-sign-typing = Typing the clipboard: { $typed } of { $total }. Any key stops it.
keys-sign-sticky = stays down
keys-sign-held = held

## Short messages

keys-note-captured = The keyboard is with the remote computer: { $keys } frees it
keys-note-captured-no-key = The keyboard is with the remote computer: the menu frees it
keys-note-free = The keyboard is free
keys-note-cannot-capture = This system does not give the keyboard to one program
keys-note-sent = Sent
keys-note-nothing-to-type = The clipboard has no text that can be typed
keys-note-too-long = The clipboard has more text than can be typed: at most { $most } characters
keys-note-left-out = Typed. { $count ->
    [one] One character has no key and was left out
   *[other] { $count } characters have no key and were left out
}
keys-note-typing-stopped = Typing was stopped

## The title of the window

keys-title-captured = keyboard captured

## What is wrong with a combination

keys-wrong-empty = there is no key in it
keys-wrong-unknown = no key is called “{ $name }”
keys-wrong-no-modifier = “{ $name }” cannot be held: only Ctrl, Alt, Shift, Super and AltGr can
keys-wrong-only-modifiers = “{ $keys }” needs a key besides modifiers
keys-wrong-types-text = “{ $keys }” is needed for typing: add Ctrl, Alt or Super

# Two actions want the same keys: the other one has them.
keys-taken = { $keys } is taken by “{ $action }”

keys-note-captured-full-screen = Press { $menu } for the menu, { $leave } to leave full screen, { $keys } to free the keyboard
