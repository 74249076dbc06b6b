### Texte

clipboard-reduced = Dieser Server nimmt nur westliche Buchstaben an: andere in der Zwischenablage wurden zu Fragezeichen
clipboard-remote-too-large = Die entfernte Zwischenablage ist zu groß, um hierher kopiert zu werden
clipboard-too-large = Die Zwischenablage enthält { $megabytes } MB Text, zu viel zum Senden
