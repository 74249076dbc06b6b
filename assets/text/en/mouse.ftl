### Texts: the mouse.

mouse-captured = The mouse is with the remote machine: { $keys } sets it free
