### Textos: la ventana, sus tarjetas y sus mensajes breves.

## Botones de varias tarjetas

window-close = Cerrar
window-cancel = Cancelar
window-back = Volver
window-retry = Reintentar
window-copy = Copiar
window-copy-all = Copiar todo esto
window-copy-details = Copiar detalles
window-full-stop = .

## Mientras se establece una conexión

window-connecting-title = Conectando con { $server }
window-reaching = Buscando el servidor…
window-agreeing = Negociando la conexión…
window-signing-in = Iniciando sesión…
window-waiting-for-first-picture = Esperando la primera imagen…
window-waiting-title = Esperando la llamada de un servidor
window-waiting-at = Ahora un servidor puede llamar a { $place }.
window-waiting-how = En su lado se hace con `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC) o «Add New Client» en el menú de un servidor para Windows, donde HOST es este equipo.

## Una conexión perdida

window-silent = El servidor no responde
window-connection-lost = Conexión perdida
window-what-to-do = Qué puede hacer
window-try-now = Intentar ahora
window-trying-again = Intentándolo de nuevo…
window-trying-again-in =
    { $seconds ->
        [one] Nuevo intento en un segundo.
       *[other] Nuevo intento en { $seconds } segundos.
    }
window-waiting-for-call = Esperando la llamada del servidor…
window-trying-to-reach = Buscando el servidor…
window-server-answers = El servidor responde…
window-waiting-for-picture = Esperando la imagen…
window-attempt = { $doing } (intento { $number })

## Inicio de sesión

window-sign-in-to = Iniciar sesión en { $server }
window-server-uses = El servidor usa { $method }.
window-did-not-work = No ha funcionado: { $reason }
window-user-name = Nombre de usuario
window-password = Contraseña
window-password-length = Con este método solo cuentan los primeros { $most } caracteres.
window-show-password = Mostrar contraseña
window-remember = Guardar en el llavero
window-remember-anew = Sustituir la del llavero
window-sign-in = Iniciar sesión

## Control del equipo remoto

window-shut-down-title = ¿Apagar el equipo remoto?
window-shut-down-consequence = Se apaga de forma ordenada. No se puede volver a encender desde aquí. A otros que lo usan no se les pregunta.
window-shut-down = Apagar
window-restart-title = ¿Reiniciar el equipo remoto?
window-restart-consequence = Se apaga de forma ordenada y vuelve a arrancar. A otros que lo usan no se les pregunta.
window-restart = Reiniciar
window-reset-title = ¿Restablecer el equipo remoto?
window-reset-consequence = Vuelve a arrancar de inmediato, como si se pulsara su botón de reinicio. Lo que no esté guardado allí se pierde. A otros que lo usan no se les pregunta.
window-reset = Restablecer

## Mensajes breves

window-keys-for-details = { $keys } muestra los detalles
window-power-failed = El equipo remoto no pudo hacerlo
window-full-screen-note = { $menu } abre el menú, { $leave } sale de la pantalla completa

## Títulos

window-title = { $name } – Farview
window-title-clear = Sin cifrar – { $name } – Farview
window-title-unverified = Servidor no verificado – { $name } – Farview
window-title-encrypted = { $name } – cifrado – Farview
window-title-private = { $name } – privado – Farview
window-title-start = Farview
window-tab-new = Abrir otra pestaña
window-tab-close = Cerrar esta pestaña
window-tab-start = Pestaña nueva
