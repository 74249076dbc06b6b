### Texte

mouse-captured = Die Maus ist beim entfernten Computer: F8 befreit sie
