### Texts: the settings page. What `settings-SECTION-NAME` is called there is called so in `settings.toml`.

## Window

settings-window = Window
settings-window-theme = Look
settings-window-theme-about = Whether panels and the space around the picture are light or dark.
settings-window-theme-auto = As the system
settings-window-theme-dark = Dark
settings-window-theme-light = Light
settings-window-full-screen = Open on the full screen
settings-window-full-screen-about = Windows fill the screen from the start. F11 switches at any time.
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

settings-connection = Connection
settings-connection-view-only = Only look
settings-connection-view-only-about = Sessions begin without sending keys, mouse or clipboard.
settings-connection-exclusive = Send other viewers away
settings-connection-exclusive-about = The server is asked to disconnect everybody else when a session begins.
settings-connection-reconnect = Bring lost sessions back
settings-connection-reconnect-about = “auto” tries until it works, “off” never, a number as often as it says.
