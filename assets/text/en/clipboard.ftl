### Texts: the clipboard.

clipboard-reduced = This server takes Western letters only: others in the clipboard became question marks
clipboard-remote-too-large = The remote clipboard is too large to be copied here
clipboard-too-large = The clipboard has { $megabytes } MB of text, too much to be sent
