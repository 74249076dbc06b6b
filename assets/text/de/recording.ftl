### Texte

recording-saved = Aufnahme gespeichert als { $file }
recording-empty = Es gab kein Bild zum Aufnehmen
recording-failed = Die Aufnahme lässt sich nicht schreiben: { $why }
