### Texts: recording and the player.

## Recording

recording-saved = Recording saved as { $file }
recording-empty = There was no picture to record
# $why: the system's own words, such as “No space left on device”
recording-failed = The recording cannot be written: { $why }
