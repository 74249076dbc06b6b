### Texts: the settings page. What `settings-SECTION-NAME` is called there is called so in `settings.toml`.

## The page

settings-title = Settings
# In the menu.
settings-open = Settings…
settings-search = Search settings
settings-all-computers = All computers
# A choice beside “All computers”: settings of this computer alone.
settings-this-computer = Only { $name }
settings-done = Done
settings-on = on
settings-off = off
# A button that takes a choice back.
settings-reset = Reset
settings-reset-to-built-in = As it was from the start
settings-reset-to-all = As for all computers
settings-press-change = Change
settings-press-change-named = Change the keys for “{ $action }”
settings-press-now = Press the keys…
settings-press-about = Esc cancels, Backspace leaves it without keys.
settings-press-clear = No keys
settings-press-none = None
settings-press-take = Take them over
settings-press-leave = Leave them there
settings-press-nameless = This key cannot be used. Try another one.
settings-computer-says = { $name } has its own: { $value }
settings-command-line-says = The command line says: { $value }
settings-nothing-found = No setting is about “{ $words }”.

## What is wrong with settings.toml

settings-broken = settings.toml, line { $line }: { $why }. Nothing in the file counts until it is put right, and changes are not kept.
settings-unreadable = settings.toml cannot be read: { $why }. Changes are not kept.
settings-unknown = settings.toml, line { $line }: there is no setting { $path }.
settings-wrong = settings.toml, line { $line }: { $path } should be { $expected }.
settings-not-per-host = { $path } is the same for all computers.
settings-more-complaints =
    { $count ->
        [one] One more line makes no sense.
       *[other] { $count } more lines make no sense.
    }
settings-not-saved = The last change counts until Farview ends, but could not be kept: { $why }

# What should stand there, after “should be”.
settings-expected-switch = true or false
settings-expected-one-of = one of { $names }
settings-expected-number = a whole number from { $least } to { $most }
settings-expected-text = a text in quotation marks

## Window

settings-window = Window
settings-window-theme = Look
settings-window-theme-about = Whether panels and the space around the picture are light or dark.
settings-window-theme-auto = As the system
settings-window-theme-dark = Dark
settings-window-theme-light = Light
settings-window-language = Language
settings-window-language-about = What Farview speaks. Commands without a window are English.
settings-window-language-system = As the system
settings-window-language-en = English
settings-window-language-de = Deutsch
settings-window-language-fr = Français
settings-window-language-es = Español
settings-window-language-ja = 日本語
settings-window-language-zh-CN = 简体中文
settings-window-motion = Movement
settings-window-motion-about = Whether things slide and turn, or are simply there.
settings-window-motion-auto = As the system
settings-window-motion-full = Yes
settings-window-motion-reduced = As little as possible
settings-window-full-screen = Open on the full screen
settings-window-full-screen-about = Windows fill the screen from the start. F11 switches at any time.
settings-window-bar = Session bar
settings-window-bar-about = The bar with everything that can be done in a session, at the upper edge of the window.
settings-window-bar-auto = When the mouse rests at the edge
settings-window-bar-pinned = Always
settings-window-bar-off = Only by keyboard
settings-window-renderer = Drawing
settings-window-renderer-about = What draws windows. It counts for windows that open from now on.
settings-window-renderer-auto = Choose
settings-window-renderer-gpu = Graphics processor
settings-window-renderer-cpu = Processor

## Other sections

settings-clipboard = Clipboard
settings-clipboard-send = Send what is copied here
settings-clipboard-send-about = Text that you copy on this computer can be pasted on the remote one. Nothing is sent while you only look, or while you work in another window.
settings-clipboard-receive = Take what is copied there
settings-clipboard-receive-about = Text that is copied on the remote computer can be pasted on this one.
settings-clipboard-send-selection = Send selected text too
settings-clipboard-send-selection-about = Text that is merely selected here goes to the remote computer as well. On X11 and on Wayland.
settings-clipboard-receive-selection = Paste with the middle button
settings-clipboard-receive-selection-about = What is copied on the remote computer can be pasted here with the middle button as well. On X11 and on Wayland.
settings-clipboard-html = Keep the looks of text
settings-clipboard-html-about = Bold stays bold, where both computers can do that.
settings-clipboard-limit-kib = Longest text, in KiB
settings-clipboard-limit-kib-about = Longer texts stay where they are, and a note says so.

settings-start = Start page
settings-start-pictures = Keep pictures of computers
settings-start-pictures-about = When a session with a saved computer ends, a small picture of its screen is kept, unless the computer is marked as private. Switching this off takes all of them away.
settings-start-nearby = Look for computers on the network
settings-start-nearby-about = The start page lists computers that announce themselves.

settings-connection = Connection
settings-connection-view-only = Only look
settings-connection-view-only-about = Sessions begin without sending keys, mouse or clipboard.
settings-connection-exclusive = Send other viewers away
settings-connection-exclusive-about = The server is asked to disconnect everybody else when a session begins.
settings-connection-reconnect = Bring lost sessions back
settings-connection-reconnect-about = How often it is tried. A number may be written as well.
settings-connection-reconnect-auto = Until it works
settings-connection-reconnect-off = Never
settings-connection-reconnect-5 = Five times

## Keyboard and shortcuts

settings-keyboard = Keyboard
settings-keyboard-capture = Capture the keyboard
settings-keyboard-capture-about = Keys that the system would take, such as Alt+Tab and the Windows key, go to the remote computer instead. A shortcut frees them at any time.
settings-keyboard-capture-never = When I ask for it
settings-keyboard-capture-full-screen = On the full screen
settings-keyboard-capture-always = Whenever the window is in use
settings-keyboard-capture-sign = Sign for a captured keyboard
settings-keyboard-capture-sign-about = A small keyboard at the upper edge, as long as the keyboard is captured. With the mouse there, it names the keys that free it.
settings-keyboard-send-as = Send keys
settings-keyboard-send-as-about = As characters, what you type is what arrives, whatever layout the remote computer has. By position, the remote layout decides: for virtual machines and games.
settings-keyboard-send-as-auto = As characters and positions
settings-keyboard-send-as-characters = As characters
settings-keyboard-send-as-positions = By position
settings-keyboard-typing-pause-ms = Pause when typing the clipboard, in milliseconds
settings-keyboard-typing-pause-ms-about = How long to wait between two keys. Slow consoles lose keys that come too fast.
settings-keyboard-show-held = Show keys that are held
settings-keyboard-show-held-about = The keys that are down on the remote computer are shown in a corner.

settings-shortcuts = Shortcuts
settings-shortcuts-about = Press Change, then the keys. In the file: keys such as Pause or Ctrl+Alt+Shift+F, several with commas between them, or none.
settings-shortcuts-menu = Menu
settings-shortcuts-full-screen = Full screen
settings-shortcuts-bar = Show or hide the bar
settings-shortcuts-capture = Capture the keyboard, or free it
settings-shortcuts-pass-keys = Send the next keys as they are
settings-shortcuts-keys = Send keys…
settings-shortcuts-ctrl-alt-delete = Send Ctrl+Alt+Del
settings-shortcuts-type-clipboard = Type the clipboard
settings-shortcuts-view-only = Only look, or not
settings-shortcuts-zoom-in = Zoom in
settings-shortcuts-zoom-out = Zoom out
settings-shortcuts-zoom-reset = End the zoom
settings-shortcuts-refresh = Refresh the picture
settings-shortcuts-screenshot = Save a screenshot
settings-shortcuts-record = Start or stop recording
settings-shortcuts-statistics = Show or hide statistics
settings-shortcuts-log = Show or hide the log
settings-shortcuts-find-in-log = Search the log
settings-shortcuts-settings = Settings
settings-shortcuts-next-tab = Next tab
settings-shortcuts-previous-tab = Previous tab
settings-shortcuts-new-tab = New tab
settings-shortcuts-new-window = New window
settings-shortcuts-close-tab = Close the tab
settings-shortcuts-disconnect = Disconnect

## Mouse

settings-mouse = Mouse
settings-mouse-cursor = Pointer
settings-mouse-cursor-about = What the pointer looks like over the picture.
settings-mouse-cursor-remote = As on the remote computer
settings-mouse-cursor-dot = A dot
settings-mouse-cursor-local = As on this computer
settings-mouse-show-remote = Show the remote pointer
settings-mouse-show-remote-about = Where somebody else moves the pointer of the remote computer, a second one shows it.
settings-mouse-hand = First button
settings-mouse-hand-about = Which button of the mouse selects; the other opens menus.
settings-mouse-hand-right = Left
settings-mouse-hand-left = Right
settings-mouse-middle-button = Middle button
settings-mouse-middle-button-about = For a mouse with two buttons. A click is then sent a moment later.
settings-mouse-middle-button-own = A button of its own
settings-mouse-middle-button-left-and-right = Left and right together, too
settings-mouse-scroll-direction = Scroll
settings-mouse-scroll-direction-about = Which way the wheel and the touchpad move the picture.
settings-mouse-scroll-direction-usual = As the system says
settings-mouse-scroll-direction-reversed = The other way round
settings-mouse-scroll-speed = Scrolling speed, in percent
settings-mouse-scroll-speed-about = How far one turn of the wheel scrolls.
## Picture

settings-picture = Picture
settings-picture-scale = Size
settings-picture-scale-about = “fit” shows all of the remote desktop, “width” fills the width of the window, “integer” makes each of its pixels a square of whole pixels. “100%” is one pixel of the screen for each.
settings-picture-scale-fit = Fit
settings-picture-scale-width = Fill the width
settings-picture-scale-integer = Whole factors
settings-picture-scale-100 = 1:1
settings-picture-filter = Drawing at other sizes
settings-picture-filter-about = How a desktop looks that is made larger or smaller.
settings-picture-filter-sharp = Sharp
settings-picture-filter-smooth = Smooth
settings-picture-filter-nearest = Pixels as they are
settings-picture-follow-window = Resize the remote desktop with the window
settings-picture-follow-window-about = The server is asked for the size of the window, where it can change its own.
settings-picture-full-screen-on = Monitors of the full screen
settings-picture-full-screen-on-about = “here” takes the monitor where the window is, “all” takes all of them; others are named as the system does, such as “DP-1”.
settings-picture-full-screen-on-here = This one
settings-picture-full-screen-on-all = All
settings-picture-ctrl-wheel-zooms = Zoom with Ctrl and the wheel
settings-picture-ctrl-wheel-zooms-about = If off, Ctrl and the wheel go to the remote computer.
settings-picture-quality = Quality
settings-picture-quality-about = How true the picture is. Less of it is faster over slow links.
settings-picture-quality-auto = As the link allows
settings-picture-quality-lossless = Lossless
settings-picture-quality-high = High
settings-picture-quality-medium = Medium
settings-picture-quality-low = Low
settings-picture-edge-pan = Move at the edge of the window
settings-picture-edge-pan-about = A picture that is larger than the window moves while the mouse rests at the edge.
settings-picture-edge-pan-full-screen = On the full screen
settings-picture-edge-pan-always = Always
settings-picture-edge-pan-never = Never
