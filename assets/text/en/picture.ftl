### Texts: scaling and screens.

# How large the remote desktop is shown now.
picture-percent = { $percent } %

picture-width = Fill the width
picture-integer = Whole pixels
picture-drawing = Drawing at other sizes
picture-sharp = Sharp
picture-smooth = Smooth
picture-nearest = Pixels as they are

## Screens

picture-screens = Screens
picture-another-window = Another window
picture-remote-screens = Remote screens
picture-all-screens = All of them
# The place of a remote screen among the others, and its size in pixels.
picture-screen = Screen { $number }, { $width } × { $height }
picture-spread = Each in a window of its own
picture-full-screen-on = Full screen on
picture-this-monitor = This monitor
picture-all-monitors = All monitors
picture-one-monitor-only = A window cannot fill several monitors here
