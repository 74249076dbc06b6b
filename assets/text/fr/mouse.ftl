### Textes

mouse-captured = La souris est à l’ordinateur distant : F8 la libère
