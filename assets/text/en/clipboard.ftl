### Texts: the clipboard.
