### Texts: the start page.
