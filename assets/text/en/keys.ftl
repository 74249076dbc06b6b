### Texts: the keyboard.
