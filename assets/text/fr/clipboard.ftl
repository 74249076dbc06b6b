### Textes

clipboard-reduced = Ce serveur n’accepte que les lettres occidentales : les autres, dans le presse-papiers, sont devenues des points d’interrogation
clipboard-remote-too-large = Le presse-papiers distant est trop grand pour être copié ici
clipboard-too-large = Le presse-papiers contient { $megabytes } Mo de texte, trop pour être envoyé
