### Textos

recording-saved = Grabación guardada como { $file }
recording-empty = No había ninguna imagen que grabar
recording-failed = No se puede escribir la grabación: { $why }
