### Textos

statistics-updates = Actualizaciones
statistics-frames = Fotogramas
statistics-per-second = { $count }/s
statistics-received = Recibido
statistics-megabits = { $count } Mbit/s
statistics-round-trip = Ida y vuelta
statistics-answer = De la tecla a la imagen
statistics-decoding = Descodificación
statistics-upload = Transferencia
statistics-present = Dibujo
statistics-milliseconds = { $count } ms
statistics-link = La conexión permite
statistics-unknown = aún desconocido
statistics-quality = Calidad
statistics-lossless = sin pérdida
statistics-level = nivel { $level }
statistics-quality-told = { $quality }, compresión { $compression }
statistics-encoding = { $pixels } Mpíxeles, { $bytes } MB
statistics-input = Entrada
statistics-input-told = { $sent } enviadas, { $merged } unidas, { $dropped } omitidas
statistics-log = Registro
statistics-log-copy = Copiar
statistics-log-close = Cerrar
statistics-log-copied = El registro está en el portapapeles
