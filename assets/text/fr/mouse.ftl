### Textes

mouse-captured = La souris est à l’ordinateur distant : { $keys } la libère
