### Textos: preguntas de confianza, y la privacidad de una sesión.

trust-server = Servidor

trust-question = Pregunta
trust-warning = Advertencia
trust-alarm = Alarma

trust-privacy-of = Seguridad de la sesión con { $server }
trust-privacy-explained = Quién podría escuchar y quién responde

## Preguntas

trust-changed-title = { $server } ya no es el mismo servidor
trust-bad-certificate-title = El certificado no es correcto para { $server }
trust-new-title = ¿Es realmente { $server }?
trust-compare-certificate = Continúe solo si la huella es la que indica el propio servidor (`openssl x509 -noout -fingerprint -sha256 -in` y el archivo de su certificado). De lo contrario, alguien podría estar en medio y vería la pantalla y todo lo que se escribe.
trust-compare-key = Continúe solo si la huella es la que indica el propio servidor. De lo contrario, alguien podría estar en medio y vería la pantalla y todo lo que se escribe.
trust-compare-hint = compare la huella y ejecute después `{ $command }`, o indique --fingerprint { $fingerprint }
trust-compare-short-hint = compare la huella, que otros visores muestran como { $short }, y ejecute después `{ $command }`, o indique --fingerprint { $fingerprint }
trust-fingerprint = Huella
trust-known-since = Conocido desde el { $date }
trust-trust-new-key = Confiar en la clave nueva
trust-trust-and-remember = Confiar y recordar
trust-connect-once = Conectar una vez
trust-weaker-title = { $server } es menos seguro que antes
trust-weaker-text =
    El { $date } la sesión con él { $before ->
        [identified] estaba cifrada y el servidor había mostrado su clave
       *[encrypted] estaba cifrada
    }. Hoy lo mejor que ofrece es una sesión { $now ->
        [anonymous] cifrada, pero para cualquiera que responda
       *[clear] sin cifrado alguno
    }.
trust-weaker-why = Alguien en el camino puede haber retirado las ofertas mejores para poder escuchar, o el servidor se ha configurado de nuevo.
trust-weaker-advice = Continúe solo si quien administra el servidor lo sabe.
trust-security-type = Tipo de seguridad
trust-take-as-it-is = Aceptarlo así de ahora en adelante
trust-weaker-hint = pregunte a quien administra el servidor; si debe ser así, ejecute `farview trust forget { $address }`
trust-clear-title = ¿Enviar la contraseña sin cifrar?
trust-clear-risk =
    { $way ->
        [internet] La contraseña iría por Internet a { $address } tal cual, y todos en el camino podrían leerla.
        [network] La contraseña iría por la red a { $address } tal cual, y todos en el camino podrían leerla.
       *[unknown] La contraseña iría por un camino desconocido tal cual, y todos en el camino podrían leerla.
    }
trust-proof-risk =
    { $way ->
        [internet] Lo que va por Internet a { $address } no es la contraseña, sino una prueba de ella ({ $method }). Quien escuche puede deducir la contraseña, y ve la pantalla y todo lo que se escribe.
        [network] Lo que va por la red a { $address } no es la contraseña, sino una prueba de ella ({ $method }). Quien escuche puede deducir la contraseña, y ve la pantalla y todo lo que se escribe.
       *[unknown] Lo que va por un camino desconocido no es la contraseña, sino una prueba de ella ({ $method }). Quien escuche puede deducir la contraseña, y ve la pantalla y todo lo que se escribe.
    }
trust-clear-advice = Es mejor ir por SSH (--via) o activar el cifrado en el servidor: es posible con todos los productos.
trust-send-once = Enviarla esta vez
trust-send-always = Siempre con este servidor
trust-clear-hint = vaya por SSH con --via, o permítalo con `farview trust pin { $address } --unencrypted`
trust-not-expected = su clave ({ $kind }) tiene la huella { $fingerprint }, y no la que indica --fingerprint
trust-not-pinned = está fijado a { $pinned } ({ $pinned_kind }), pero muestra { $fingerprint } ({ $kind })
trust-not-trusted = su clave no es de confianza ({ $kind })
trust-changed-text = Desde el { $date } se le conocía con otra clave ({ $kind }). O bien se ha sustituido su clave, o bien otro responde en su lugar.
trust-not-expected-hint = puede haber alguien en medio, o el servidor tiene una clave nueva: pregunte a quien lo administra
trust-not-pinned-hint = puede haber alguien en medio, o el servidor tiene una clave nueva; si el propio servidor la indica, ejecute `{ $command }`
trust-unencrypted = lo mejor que ofrece el servidor es { $name }, que no está cifrado
trust-unencrypted-hint = active el cifrado en el servidor, vaya por SSH con --via, o prescinda de --require-encryption
trust-not-trusted-hint = compare { $fingerprint } con lo que dice el propio servidor
trust-weaker-refused = ofrece menos protección que antes
trust-weaker-refused-hint = pregunte a quien administra el servidor si se ha desactivado su cifrado
trust-clear-refused = la contraseña se habría enviado sin cifrar
trust-clear-refused-hint = vaya por SSH con --via, o active el cifrado en el servidor
trust-changed-tunnels = Los túneles a distintos equipos que empiezan en el mismo puerto de este también tienen este aspecto.
trust-do-not-connect = No conectar
trust-not-met = Farview no conocía este servidor.
trust-not-met-key = Farview no conocía este servidor, y nadie puede responder por una clave de este tipo.
trust-issued-for = Para
trust-validity = del { $from } al { $to }
trust-issued-to = Emitido para
trust-issued-by = Emitido por
trust-valid = Válido
trust-as-server-shows = Como la muestra el servidor
trust-key = Clave
trust-rsa = RSA, { $bits } bits

## La privacidad de la sesión

trust-private-here = Privada: en este equipo
trust-private-here-text = La conexión no sale de este equipo.
trust-private-loopback-text = Sin cifrar, y está bien así, porque la conexión no sale de este equipo. Si aquí empieza un túnel, este protege el resto del camino.
trust-private-ssh = Privada: dentro de su túnel SSH
trust-private-ssh-text = Sin cifrar hasta { $address }; dentro de su túnel SSH está bien así.
trust-private-ssh-encrypted = Privada: cifrada dentro de su túnel SSH
trust-private-ssh-encrypted-text = Cifrada dos veces: por SSH y por el servidor. { $who }
trust-encrypted-web = Cifrada hasta el servidor web
trust-encrypted-web-text = Se ha comprobado el servidor web. Lo que hay entre él y el escritorio no se conoce aquí.
trust-anonymous = Cifrada, pero cualquiera podría haber respondido
trust-anonymous-text = Nadie puede escuchar sin más, pero el servidor no tiene certificado: alguien en medio podría haber respondido en su lugar y lo vería todo.
trust-encrypted = Cifrada
trust-clear-network = Sin cifrar hasta { $address }: todos en esa red pueden ver la pantalla y lo que usted escribe
trust-clear-internet = Sin cifrar hasta { $address }, por Internet: todos en el camino pueden ver la pantalla y lo que usted escribe
trust-clear-unknown = Sin cifrar: todos en el camino pueden ver la pantalla y lo que usted escribe
trust-not-encrypted = Sin cifrar
trust-clear-text = { $who }. SSH (--via) lo ocultaría.
trust-only-log-in-encrypted = Solo el inicio de sesión estaba cifrado
trust-only-log-in-encrypted-text = { $who }. La contraseña se envió cifrada.
trust-nobody-vouches = Nadie responde por el servidor.
trust-expected = El servidor tiene la clave que usted indicó con --fingerprint.
trust-known = El servidor tiene la misma clave que el { $date }.
trust-renewed = El servidor tiene un certificado nuevo con la misma clave que el { $date }.
trust-issuer = { $issuer } responde por el servidor.
trust-issuer-earlier = { $issuer } responde por el servidor. Desde el { $date } se le conocía con otra clave.
trust-accepted = Usted ha aceptado la clave del servidor.
trust-encryption = Cifrado
trust-servers-key = Clave del servidor
trust-way-here = este equipo
trust-way-socket = un socket en este equipo
trust-way-web = un servidor web, { $cipher }
trust-way-network = una red privada, { $address }
trust-way-internet = Internet, { $address }
trust-way-unknown = desconocido
trust-way = Camino

## Cómo viajaría una contraseña

trust-travel-anonymous = La contraseña se envía cifrada, pero cualquiera podría haber respondido.
trust-travel-sealed = La contraseña se envía cifrada.
trust-travel-proof = La contraseña en sí no se envía, solo una prueba de que usted la conoce.
trust-travel-weak-proof = La contraseña en sí no se envía, pero quien escuche en el camino puede deducirla de lo que se envía.
trust-travel-clear = La contraseña se envía de modo que todos en el camino pueden leerla.
trust-travel-loopback = La contraseña se queda en este equipo, o en un túnel que empieza aquí.
trust-travel-socket = La contraseña no sale de este equipo.
trust-travel-ssh = La contraseña se envía por SSH.
trust-travel-web = La contraseña se envía cifrada hasta el servidor web.

## Un servidor llama

trust-caller-title = Un servidor llama. ¿Dejarlo entrar?
trust-caller-text =
    Alguien en { $address }, { $from ->
        [here] desde este mismo equipo
        [network] desde su propia red
       *[internet] desde Internet
    }, quiere mostrarle un escritorio.
trust-caller-advice = Deje entrar solo a quien espera: quien le muestra un escritorio ve lo que usted escribe en él.
trust-caller = Quien llama
trust-turn-away = Rechazar
trust-let-in = Dejar entrar
trust-caller-hint = con --accept se deja entrar a todo servidor que llame

## Qué está mal en un certificado

trust-unreadable = el certificado no se puede leer
trust-expired = el certificado caducó el { $date }
trust-not-yet-valid = el certificado no es válido antes del { $date }; ¿va bien el reloj de este equipo?
trust-no-name = el certificado no dice que sea para { $called }: no nombra ningún servidor
trust-wrong-name = el certificado no es para { $called }, sino para { $names }
trust-self-signed = el servidor hizo el certificado él mismo: nadie responde por él
trust-unknown-issuer = el certificado lo emitió { $issuer }, en quien este equipo no confía
trust-issuer-expired = el certificado de su emisor no es válido ahora
trust-first-version = el certificado tiene la forma de 1988, que no dice para quién es ni quién puede emitirlo
trust-not-for-servers = el certificado no se hizo para servidores
trust-bad-chain = sus emisores no confirman el certificado ({ $problem })
trust-chain-signature = una firma es incorrecta
trust-chain-demand = exige algo que aquí no se conoce
trust-chain-name = su emisor no puede emitir para este nombre
trust-chain-too-many = el servidor envió demasiados certificados
trust-chain-outdated = está firmado de un modo anticuado o desconocido aquí
