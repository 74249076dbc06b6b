### Textes

picture-percent = { $percent } %
picture-width = Remplir la largeur
picture-integer = Pixels entiers
picture-drawing = Rendu aux autres tailles
picture-sharp = Net
picture-smooth = Lisse
picture-nearest = Pixels tels quels
picture-screens = Écrans
picture-another-window = Une autre fenêtre
picture-remote-screens = Écrans distants
picture-all-screens = Tous
picture-screen = Écran { $number }, { $width } × { $height }
picture-spread = Chacun dans sa fenêtre
picture-full-screen-on = Plein écran sur
picture-this-monitor = Cet écran
picture-all-monitors = Tous les écrans
picture-one-monitor-only = Ici, une fenêtre ne peut pas remplir plusieurs écrans
