### Textes

recording-saved = Enregistrement sauvegardé sous { $file }
recording-empty = Il n’y avait aucune image à enregistrer
recording-failed = L’enregistrement ne peut pas être écrit : { $why }
recording-record = Enregistrer
recording-started = Ce qui est visible est enregistré
recording-play = Lire
recording-pause = Pause
recording-space-key = Espace
recording-step-back = Image précédente
recording-step-forward = Image suivante
recording-time-line = Barre de temps
recording-speed = Vitesse
recording-save-picture = Enregistrer cette image
