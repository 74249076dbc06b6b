### Texts: the mouse.

mouse-captured = The mouse is with the remote machine: F8 sets it free
