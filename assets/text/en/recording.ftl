### Texts: recording and the player.

## Recording

recording-record = Record
recording-started = Recording what is to be seen
recording-saved = Recording saved as { $file }
recording-empty = There was no picture to record
# $why: the system's own words, such as “No space left on device”
recording-failed = The recording cannot be written: { $why }

## The player

recording-play = Play
recording-pause = Pause
# A key, on what it does
recording-space-key = Space
recording-step-back = Previous picture
recording-step-forward = Next picture
recording-time-line = Time line
recording-speed = Speed
recording-save-picture = Save this picture
