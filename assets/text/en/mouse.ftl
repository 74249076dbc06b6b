### Texts: the mouse.
