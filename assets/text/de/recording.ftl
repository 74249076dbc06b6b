### Texte

recording-saved = Aufnahme gespeichert als { $file }
recording-empty = Es gab kein Bild zum Aufnehmen
recording-failed = Die Aufnahme lässt sich nicht schreiben: { $why }
recording-record = Aufnehmen
recording-started = Was zu sehen ist, wird aufgenommen
recording-play = Abspielen
recording-pause = Anhalten
recording-space-key = Leertaste
recording-step-back = Vorheriges Bild
recording-step-forward = Nächstes Bild
recording-time-line = Zeitleiste
recording-speed = Geschwindigkeit
recording-save-picture = Dieses Bild speichern
