### Textos

start-hint = Dirección o nombre de un equipo
start-hint-find = Buscar un equipo o escribir una dirección
start-connect = Conectar
start-add = Añadir
start-add-tip = Guardar un equipo (Ctrl+N)
start-more = Más
start-import = Importar…
start-export = Exportar…
start-demo = Probar la demo
start-recent = Recientes
start-nearby = En esta red
start-saved = Equipos
start-matches = Resultados
start-connect-to = Conectar con { $address }
start-cannot-connect-to = No se puede conectar con { $address }
start-at-port = Puerto { $port } de { $host }
start-at-socket = Un socket en este equipo
start-at-web = Un web socket en { $host }
start-behind-repeater = A través de un repetidor
start-when-called = Esperar la llamada de un servidor
start-by-way-of = { $way }, pasando por { $gate }
start-seen-today = Hoy
start-seen-yesterday = Ayer
start-seen-days = Hace { $days } días
start-welcome = Ver y controlar otro equipo
start-welcome-how = Escriba arriba su dirección: un nombre o un número, como office, office:1 o 192.168.0.7. Los equipos que visite se guardan aquí.
start-unreadable = No se puede leer su lista de equipos
start-open = Abrir
start-open-window = Abrir en una ventana nueva
start-open-tab = Abrir en una pestaña nueva
start-open-all = Abrir todos
start-open-all-tabs = Abrir todos en pestañas
start-edit = Editar
start-keep = Guardar
start-duplicate = Duplicar
start-delete = Eliminar
start-copy-address = Copiar la dirección
start-clear = Borrar
start-count =
    { $count ->
        [one] { $count } equipo
       *[other] { $count } equipos
    }
start-deleted = { $name } eliminado
start-deleted-count = { $count } equipos eliminados
start-undo = Deshacer
start-copy-of = { $name } (copia)
start-new = Equipo nuevo
start-change = Editar equipo
start-name = Nombre
start-name-hint = Por ejemplo «Recepción»; puede quedar vacío
start-address = Dirección
start-address-hint = office, office:1, 192.168.0.7::5901, vnc://…, unix:/path
start-group = Grupo
start-tags = Etiquetas
start-tags-hint = Palabras para encontrarlo, separadas por comas
start-colour = Color
start-no-colour = Ninguno
start-notes = Notas
start-private-choice = Privado: no guardar ninguna imagen de su pantalla
start-save = Guardar
start-red = Rojo
start-orange = Naranja
start-yellow = Amarillo
start-green = Verde
start-teal = Verde azulado
start-blue = Azul
start-purple = Morado
start-grey = Gris
start-import-title = Importar equipos
start-import-what = Farview lee archivos de TigerVNC (.tigervnc), RealVNC, TightVNC y UltraVNC (.vnc), Remmina (.remmina), los suyos y listas de direcciones vnc://. También se pueden soltar archivos en la ventana.
start-found-here = Encontrados en este equipo
start-looking = Buscando otros visores…
start-files =
    { $count ->
        [one] { $count } archivo
       *[other] { $count } archivos
    }
start-import-file = Archivo o carpeta
start-import-do = Importar
start-export-title = Exportar equipos
start-export-what = Todo menos las contraseñas va a un archivo que Farview lee en cualquier equipo. Un nombre que acaba en .txt produce en su lugar una lista de direcciones vnc://.
start-export-file = Archivo
start-export-do = Exportar
start-added =
    { $count ->
        [0] No se encontró nada nuevo.
        [one] Se añadió un equipo.
       *[other] Se añadieron { $count } equipos.
    }
start-known =
    { $count ->
        [one] Uno ya estaba.
       *[other] { $count } ya estaban.
    }
start-left-out =
    { $count ->
        [one] Se dejó fuera uno:
       *[other] Se dejaron fuera { $count }:
    }
start-left-out-one = { $name }: { $why }
start-left-out-more = y { $count } más
start-passwords = Las contraseñas de estos archivos solo están ofuscadas, así que Farview no toma ninguna. Las pide al conectar y puede guardarlas en el llavero.
start-exported = Exportado a { $path }
start-why-protocol = es para { $protocol }
start-why-incoming = espera a un servidor que llame
start-why-cloud = pasa por un servicio del fabricante de ese visor
start-why-no-address = no tiene dirección
start-demo-name = Demo de Farview
start-settings = Ajustes…
