### Texts: the session bar and the menu.
