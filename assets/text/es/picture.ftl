### Textos

picture-percent = { $percent } %
picture-width = Llenar el ancho
picture-integer = Píxeles enteros
picture-drawing = Dibujo en otros tamaños
picture-sharp = Nítido
picture-smooth = Suave
picture-nearest = Píxeles tal cual
picture-screens = Pantallas
picture-another-window = Otra ventana
picture-remote-screens = Pantallas remotas
picture-all-screens = Todas
picture-screen = Pantalla { $number }, { $width } × { $height }
picture-spread = Cada una en su ventana
picture-full-screen-on = Pantalla completa en
picture-this-monitor = Este monitor
picture-all-monitors = Todos los monitores
picture-one-monitor-only = Aquí una ventana no puede llenar varios monitores
