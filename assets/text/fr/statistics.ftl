### Textes

statistics-updates = Mises à jour
statistics-frames = Images
statistics-per-second = { $count }/s
statistics-received = Reçu
statistics-megabits = { $count } Mbit/s
statistics-round-trip = Aller-retour
statistics-answer = De la touche à l’image
statistics-decoding = Décodage
statistics-upload = Transfert
statistics-present = Affichage
statistics-milliseconds = { $count } ms
statistics-link = La liaison permet
statistics-unknown = pas encore connu
statistics-quality = Qualité
statistics-lossless = sans perte
statistics-level = niveau { $level }
statistics-quality-told = { $quality }, compression { $compression }
statistics-encoding = { $pixels } Mpixels, { $bytes } Mo
statistics-input = Entrées
statistics-input-told = { $sent } envoyées, { $merged } réunies, { $dropped } omises
statistics-log = Journal
statistics-log-copy = Copier
statistics-log-close = Fermer
statistics-log-copied = Le journal est dans le presse-papiers
