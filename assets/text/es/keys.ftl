### Textos

keys-title = Enviar teclas
keys-only-look = Solo está mirando. No se envía nada.
keys-usual = Frecuentes
keys-consoles = Ctrl+Alt y
keys-any = Cualquier otra
keys-send = Enviar
keys-press-them = Pulsarlas…
keys-press-them-about = Las próximas teclas que pulse van al equipo remoto, sean las que sean.
keys-unknown = Ninguna tecla se llama así. Escriba, por ejemplo, Ctrl+Alt+F7.
keys-stay-down = Mantener pulsadas
keys-stay-down-about = Una vez para la tecla siguiente, dos veces para mantenerla pulsada y otra vez para soltarla.
keys-stick-off = Suelta
keys-stick-once = Pulsada para la tecla siguiente
keys-stick-locked = Pulsada hasta que la suelte
keys-capture = Capturar el teclado
keys-show-held = Mostrar las teclas pulsadas
keys-type-clipboard = Teclear el portapapeles
keys-sign-passing = Pulse las teclas que quiere enviar
keys-sign-typing = Tecleando el portapapeles: { $typed } de { $total }. Cualquier tecla lo detiene.
keys-sign-sticky = sigue pulsada
keys-sign-held = pulsada
keys-note-captured = El teclado está en el equipo remoto: { $keys } lo libera
keys-note-captured-no-key = El teclado está en el equipo remoto: el menú lo libera
keys-note-free = El teclado está libre
keys-note-cannot-capture = Este sistema no cede el teclado a un solo programa
keys-note-sent = Enviado
keys-note-nothing-to-type = El portapapeles no tiene texto que se pueda teclear
keys-note-too-long = El portapapeles tiene más texto del que se puede teclear: { $most } caracteres como máximo
keys-note-left-out = Tecleado. { $count ->
        [one] Un carácter no tiene tecla y se omitió
       *[other] { $count } caracteres no tienen tecla y se omitieron
    }
keys-note-typing-stopped = Se detuvo el tecleo
keys-title-captured = teclado capturado

keys-wrong-empty = no se nombra ninguna tecla
keys-wrong-unknown = ninguna tecla se llama «{ $name }»
keys-wrong-no-modifier = «{ $name }» no se puede mantener: solo Ctrl, Alt, Shift, Super y AltGr
keys-wrong-only-modifiers = «{ $keys }» necesita una tecla además de las modificadoras
keys-wrong-types-text = «{ $keys }» hace falta para escribir: añada Ctrl, Alt o Super
keys-taken = { $keys } ya es de «{ $action }»

keys-note-captured-full-screen = { $menu } abre el menú, { $leave } sale de la pantalla completa, { $keys } libera el teclado
