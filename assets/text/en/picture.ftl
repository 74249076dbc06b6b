### Texts: scaling and screens.
