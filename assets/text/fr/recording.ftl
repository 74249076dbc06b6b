### Textes

recording-saved = Enregistrement sauvegardé sous { $file }
recording-empty = Il n’y avait aucune image à enregistrer
recording-failed = L’enregistrement ne peut pas être écrit : { $why }
