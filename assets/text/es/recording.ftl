### Textos

recording-saved = Grabación guardada como { $file }
recording-empty = No había ninguna imagen que grabar
recording-failed = No se puede escribir la grabación: { $why }
recording-record = Grabar
recording-started = Se graba lo que se ve
recording-play = Reproducir
recording-pause = Pausa
recording-space-key = Espacio
recording-step-back = Imagen anterior
recording-step-forward = Imagen siguiente
recording-time-line = Línea de tiempo
recording-speed = Velocidad
recording-save-picture = Guardar esta imagen
