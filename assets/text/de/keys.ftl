### Texte

keys-title = Tasten senden
keys-only-look = Sie sehen nur zu. Nichts wird gesendet.
keys-usual = Oft gebraucht
keys-consoles = Ctrl+Alt und
keys-any = Beliebige andere
keys-send = Senden
keys-press-them = Drücken …
keys-press-them-about = Die nächsten Tasten, die Sie drücken, gehen an den entfernten Computer, welche es auch sind.
keys-unknown = So heißt keine Taste. Schreiben Sie zum Beispiel Ctrl+Alt+F7.
keys-stay-down = Gedrückt halten
keys-stay-down-about = Einmal für die nächste Taste, zweimal, um sie gedrückt zu halten, und noch einmal, um sie loszulassen.
keys-stick-off = Nicht gedrückt
keys-stick-once = Für die nächste Taste gedrückt
keys-stick-locked = Gedrückt, bis Sie sie loslassen
keys-capture = Tastatur einfangen
keys-show-held = Gehaltene Tasten anzeigen
keys-type-clipboard = Zwischenablage tippen
keys-sign-passing = Drücken Sie die Tasten, die gesendet werden sollen
keys-sign-typing = Zwischenablage wird getippt: { $typed } von { $total }. Jede Taste hält an.
keys-sign-sticky = bleibt gedrückt
keys-sign-held = gehalten
keys-note-captured = Die Tastatur ist beim entfernten Computer: { $keys } gibt sie frei
keys-note-captured-no-key = Die Tastatur ist beim entfernten Computer: das Menü gibt sie frei
keys-note-free = Die Tastatur ist frei
keys-note-cannot-capture = Dieses System gibt die Tastatur keinem einzelnen Programm
keys-note-sent = Gesendet
keys-note-nothing-to-type = Die Zwischenablage hat keinen Text, der sich tippen lässt
keys-note-too-long = Die Zwischenablage hat mehr Text, als sich tippen lässt: höchstens { $most } Zeichen
keys-note-left-out = Getippt. { $count ->
        [one] Ein Zeichen hat keine Taste und wurde ausgelassen
       *[other] { $count } Zeichen haben keine Taste und wurden ausgelassen
    }
keys-note-typing-stopped = Das Tippen wurde angehalten
keys-title-captured = Tastatur eingefangen

keys-wrong-empty = keine Taste genannt
keys-wrong-unknown = keine Taste heißt „{ $name }“
keys-wrong-no-modifier = „{ $name }“ kann man nicht halten, nur Ctrl, Alt, Shift, Super und AltGr
keys-wrong-only-modifiers = „{ $keys }“ braucht eine Taste außer den Zusatztasten
keys-wrong-types-text = „{ $keys }“ wird zum Schreiben gebraucht: Ctrl, Alt oder Super dazunehmen
keys-taken = { $keys } gehört schon „{ $action }“

keys-note-captured-full-screen = { $menu } öffnet das Menü, { $leave } verlässt das Vollbild, { $keys } gibt die Tastatur frei
