### Textes

mouse-captured = La souris est à l’ordinateur distant : { $keys } la libère
mouse-fingers = Deux doigts pour zoomer, déplacer et défiler. Trois doigts vers le bas : le menu.
