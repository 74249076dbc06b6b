### Texte

picture-percent = { $percent } %
picture-width = Breite ausfüllen
picture-integer = Ganze Pixel
picture-drawing = Zeichnen in anderen Größen
picture-sharp = Scharf
picture-smooth = Weich
picture-nearest = Pixel, wie sie sind
picture-screens = Bildschirme
picture-another-window = Weiteres Fenster
picture-remote-screens = Entfernte Bildschirme
picture-all-screens = Alle
picture-screen = Bildschirm { $number }, { $width } × { $height }
picture-spread = Jeden in einem eigenen Fenster
picture-full-screen-on = Vollbild auf
picture-this-monitor = Diesem Monitor
picture-all-monitors = Allen Monitoren
picture-one-monitor-only = Ein Fenster kann hier nicht mehrere Monitore füllen
