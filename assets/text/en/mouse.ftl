### Texts: the mouse.

mouse-captured = The mouse is with the remote machine: { $keys } sets it free
mouse-fingers = Two fingers zoom, move and scroll. Three fingers down: the menu.
