### Texts: the settings page.
