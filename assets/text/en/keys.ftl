### Texts: the keyboard.

## What keys can do in the viewer

keys-action-menu = Menu
keys-action-full-screen = Full screen
keys-action-bar = Show or hide the bar
keys-action-capture = Capture the keyboard, or free it
keys-action-pass-keys = Send the next keys as they are
keys-action-keys = Send keys…
keys-action-ctrl-alt-delete = Send Ctrl+Alt+Del
keys-action-type-clipboard = Type the clipboard
keys-action-view-only = Only look, or not
keys-action-zoom-in = Zoom in
keys-action-zoom-out = Zoom out
keys-action-zoom-reset = End the zoom
keys-action-refresh = Refresh the picture
keys-action-screenshot = Save a screenshot
keys-action-record = Start or stop recording
keys-action-statistics = Show or hide statistics
keys-action-log = Show or hide the log
keys-action-settings = Settings
keys-action-next-tab = Next tab
keys-action-previous-tab = Previous tab
keys-action-new-tab = New tab
keys-action-new-window = New window
keys-action-close-tab = Close the tab
keys-action-disconnect = Disconnect
