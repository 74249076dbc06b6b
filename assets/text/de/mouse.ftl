### Texte

mouse-captured = Die Maus ist beim entfernten Computer: { $keys } befreit sie
mouse-fingers = Zwei Finger vergrößern, verschieben und scrollen. Drei Finger nach unten: das Menü.
