### Texte

statistics-updates = Aktualisierungen
statistics-frames = Bilder
statistics-per-second = { $count }/s
statistics-received = Daten
statistics-megabits = { $count } Mbit/s
statistics-round-trip = Umlaufzeit
statistics-answer = Taste bis Bild
statistics-decoding = Dekodieren
statistics-upload = Hochladen
statistics-present = Zeichnen
statistics-milliseconds = { $count } ms
statistics-link = Die Verbindung schafft
statistics-unknown = noch nicht bekannt
statistics-quality = Qualität
statistics-lossless = verlustfrei
statistics-level = Stufe { $level }
statistics-quality-told = { $quality }, Kompression { $compression }
statistics-encoding = { $pixels } Mpixel, { $bytes } MB
statistics-input = Eingaben
statistics-input-told = { $sent } gesendet, { $merged } vereint, { $dropped } weg
statistics-log = Protokoll
statistics-log-copy = Kopieren
statistics-log-close = Schließen
statistics-log-copied = Das Protokoll ist in der Zwischenablage
