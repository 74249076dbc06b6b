### Textos

clipboard-reduced = Este servidor solo acepta letras occidentales: las demás del portapapeles se han convertido en signos de interrogación
clipboard-remote-too-large = El portapapeles remoto es demasiado grande para copiarlo aquí
clipboard-too-large = El portapapeles tiene { $megabytes } MB de texto, demasiado para enviarlo
