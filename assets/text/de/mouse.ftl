### Texte

mouse-captured = Die Maus ist beim entfernten Computer: { $keys } befreit sie
