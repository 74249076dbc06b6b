### Textos: qué ha fallado, por qué y qué hacer.

## La conexión en conjunto

failure-no-sign-of-life = sin señales de vida desde hace unos diez segundos: el servidor está apagado o suspendido, o el camino hasta él está cortado
failure-no-thread = no se puede iniciar la sesión
failure-no-thread-hint = cierre otros programas e inténtelo de nuevo
failure-recording = no se puede escribir la grabación { $path }
failure-recording-hint = compruebe que la carpeta existe, que se puede escribir en ella y que tiene espacio
failure-cannot-connect = no se puede conectar con { $address }
failure-unknown-name = aquí no se conoce el nombre { $host } ({ $source })
failure-unknown-name-hint = compruebe la ortografía; un nombre que solo se conoce en otra red necesita su VPN, o use la dirección IP
failure-no-socket = no hay ningún socket en { $path }
failure-no-socket-hint = inicie el servidor o compruebe la ruta: el registro del servidor dice dónde está su socket
failure-not-a-socket = { $path } es un archivo o una carpeta, no un socket
failure-not-a-socket-hint = compruebe la ruta: el registro del servidor dice dónde está su socket
failure-socket-refused = el socket { $path } está ahí, pero ningún servidor escucha en él
failure-socket-refused-hint = el servidor que creó el socket ya no está: inícielo de nuevo
failure-socket-permission = este usuario no puede usar el socket ({ $source })
failure-socket-permission-hint = use la cuenta que ejecuta el servidor, o dé a la suya acceso al socket
failure-check-way = compruebe la dirección, la red y los cortafuegos del camino
failure-name-timeout = no se encontró el nombre en { $seconds } segundos
failure-name-timeout-hint = puede que el servidor de nombres no funcione o que este equipo no tenga conexión: pruebe con la dirección IP
failure-ssh-timeout = ssh no lo logró en { $seconds } segundos
failure-ssh-timeout-hint = intente iniciar sesión con ssh en un terminal; si pide una contraseña, inicie Farview desde un terminal o defina SSH_ASKPASS
failure-repeater-timeout = ningún servidor llegó al repetidor en { $seconds } segundos
failure-repeater-timeout-hint = haga que el servidor llame antes al repetidor con este ID, o espérelo con farview listen --repeater
failure-answer-timeout = algo acepta la conexión, pero no hubo respuesta en { $seconds } segundos (se esperaba: { $awaiting })
failure-answer-timeout-hint = compruebe el puerto y el esquema: puede que allí escuche otro servicio
failure-connection-timeout = sin respuesta en { $seconds } segundos
failure-silent-hint = el equipo puede estar apagado o suspendido, la dirección ser errónea, o un cortafuegos descartar los paquetes en silencio
failure-nothing-came = el servidor no ha enviado nada en { $seconds } segundos, aunque se le ha preguntado
failure-no-greeting = algo acepta la conexión, pero no se presenta como servidor VNC en { $seconds } segundos
failure-no-greeting-hint = un servidor VNC habla primero: compruebe el puerto; puede ser de otro servicio, o de un servidor que quiere TLS de inmediato
failure-stuck = el servidor no avanzó en { $seconds } segundos (se esperaba: { $awaiting })
failure-stuck-hint = el servidor puede estar ocupado o bloqueado: inténtelo de nuevo y, si no, reinícielo
failure-lost-hint = compruebe la red y si el servidor sigue funcionando, y conecte de nuevo; los programas del escritorio remoto suelen seguir en marcha
failure-lost = se perdió la conexión con { $address }
failure-limit-hint = ningún escritorio real necesita eso: el servidor está averiado o es malicioso; no vuelva a conectarse sin saber por qué
failure-stopped = se detuvo la sesión con { $address }
failure-bug-hint = es un error de Farview: por favor, comuníquelo
failure-version = el servidor habla una versión desconocida del protocolo ({ $banner })
failure-update-server = actualice el servidor
failure-is-repeater = es un repetidor de UltraVNC, que quiere saber a qué servidor se refiere
failure-is-repeater-hint = escriba repeater://host:port/ID:1234 para un servidor que llama al repetidor con este ID, o repeater://host:port/server:5900
failure-tunnel = el servidor quiere un túnel del tipo de seguridad Tight que Farview no tiene
failure-tunnel-hint = elija otro tipo de seguridad con --security, o haga que el servidor ofrezca uno
failure-update-or-report = actualice el servidor, o comunique esto
failure-video = el servidor envía { $unsupported }, que Farview no puede mostrar
failure-video-hint = conecte sin open-h264 entre los --encodings
failure-closed-at-once = la conexión se cierra antes de que el servidor haya dicho nada
failure-closed-at-once-hint = puede que el servidor no quiera esta dirección o tenga demasiados visores, o que el puerto sea de otro servicio: mire el registro del servidor
failure-closed = el servidor cerró la conexión (se esperaba: { $awaiting })
failure-closed-in-session = el servidor cerró la conexión en plena sesión
failure-broken-rules = el servidor infringió las reglas del protocolo: { $protocol }
failure-broken-rules-hint = inténtelo con --encodings raw; si persiste, grábelo con `farview record` y comuníquelo con el nombre y la versión del servidor

## Claves y TLS

failure-weak-key-hint = quien escuche podría romperla: dé al servidor una clave más larga, o vaya por un túnel SSH con --via HOST
failure-bad-parameter-hint = con él la sesión estaría abierta a todos: el servidor está averiado o hay alguien en medio; actualícelo, o vaya por un túnel SSH con --via HOST
failure-forged-hint = puede haber alguien en medio, o la red falla: conecte de nuevo y, si persiste, no envíe ninguna contraseña sin saber por qué
failure-tls-anonymous-hint = el TLS anónimo está desactivado en el OpenSSL de muchos sistemas (nivel de seguridad mayor que 0): haga que el servidor ofrezca tipos de seguridad X509, o vaya por un túnel SSH con --via HOST
failure-tls-alert-hint = el registro del servidor puede decir más; haga que ofrezca otro tipo de seguridad, o vaya por un túnel SSH con --via HOST
failure-tls-version-hint = actualice el servidor, o vaya por un túnel SSH con --via HOST
failure-tls-hint = puede haber alguien en medio, o el servidor necesita una actualización: no envíe ninguna contraseña antes de saberlo, o vaya por un túnel SSH con --via HOST
failure-no-random-hint = sin ellos no se puede crear ninguna clave: mire qué impide a este programa usar los números aleatorios del sistema, por ejemplo un espacio aislado
failure-stopped-connection = se detuvo la conexión con { $address }

## Inicio de sesión

failure-no-reason = no da ningún motivo
failure-says = dice: { $reason }
failure-refuses = { $address } rechaza la conexión
failure-locked-out-hint = tras varias contraseñas erróneas el servidor rechaza esta dirección durante un rato: espere antes de intentarlo de nuevo (TigerVNC: 10 segundos, y el doble tras cada nuevo fallo), o reinicie el servidor; después compruebe la contraseña
failure-full-hint = cierre otro visor de este escritorio, o haga que el servidor admita más
failure-denied-hint = alguien en el servidor dijo que no, o solo admite ciertas direcciones: pregunte a quien lo administra
failure-no-password-hint = el servidor no admite a nadie antes de estar configurado: establezca allí una contraseña
failure-refused-hint = pregunte a quien administra el servidor; puede que solo admita ciertas direcciones, o que ya tenga bastantes visores
failure-wrong-password = el servidor no acepta la contraseña
failure-server-says = el servidor dice: { $reason }
failure-wrong-password-hint = compruebe la contraseña; de una contraseña VNC solo cuentan los primeros 8 caracteres, y las mayúsculas importan
failure-cannot-log-in = no se puede iniciar sesión en { $address }
failure-too-long =
    { $field ->
        [password] la contraseña tiene { $bytes } bytes, y el método de este servidor admite { $most } como máximo
       *[name] el nombre de usuario tiene { $bytes } bytes, y el método de este servidor admite { $most } como máximo
    }
failure-too-long-hint =
    { $field ->
        [password] use una contraseña más corta, o elija otro tipo de seguridad del servidor con --security
       *[name] use un nombre de usuario más corto, o elija otro tipo de seguridad del servidor con --security
    }
failure-forbidden = el servidor solo ofrece lo que aquí no está permitido: { $types }
failure-forbidden-unencrypted = el servidor solo ofrece lo que aquí no está permitido: { $types }; nada de ello cifra la sesión
failure-no-type = el servidor quiere un tipo de seguridad que Farview no tiene: { $types }
failure-password-cut = { $said }; solo contaron los primeros { $most } caracteres de la contraseña
failure-forbidden-hint = permita uno de ellos con --security, o haga que el servidor ofrezca uno más fuerte
failure-no-type-mac-hint = permita en el Mac otros inicios de sesión que Kerberos
failure-no-type-ultravnc-hint = desactive el complemento de cifrado o MS-Logon III de UltraVNC, o haga que el servidor ofrezca también MS-Logon II o una contraseña VNC; use un túnel como SSH si otros pueden escuchar
failure-no-type-hint = haga que el servidor ofrezca también VeNCrypt, RSA-AES o una contraseña VNC; use un túnel como SSH si otros pueden escuchar y nada más cifra
failure-sasl-nothing = el servidor quiere SASL, pero no ofrece ninguna manera de hacerlo
failure-sasl-nothing-hint = indique un mecanismo en la configuración SASL del servidor, por ejemplo `mech_list: scram-sha-256`; sin cifrado, QEMU solo ofrece los que cifran por sí mismos
failure-sasl-mechanisms = el servidor quiere SASL con uno de { $offered }, que Farview no tiene
failure-sasl-mechanisms-hint = haga que la configuración SASL del servidor ofrezca también SCRAM-SHA-256
failure-sasl-clear = el servidor quiere la contraseña sin cifrar (SASL PLAIN), y Farview solo la envía cifrada
failure-sasl-clear-hint = haga que el servidor cifre (VeNCrypt con X509SASL) u ofrezca SCRAM-SHA-256
failure-sasl-layer = el servidor exige un cifrado por SASL que Farview no tiene
failure-sasl-layer-hint = haga que el servidor cifre con TLS (VeNCrypt con X509SASL)
failure-security-type = tipo { $number }

## Lo que responde y no es un servidor VNC

failure-peer-web = allí responde un servidor web, no un servidor VNC
failure-peer-web-hint = si es noVNC, escriba ws://host:port/websockify; el servidor VNC que hay detrás tiene también un puerto propio, normalmente 5900 o 5901
failure-peer-ssh = allí responde un servidor SSH, no un servidor VNC
failure-peer-ssh-hint = escriba vnc+ssh://user@host para llegar al escritorio de ese equipo por SSH
failure-peer-tls = ese servidor quiere TLS desde el primer byte
failure-peer-tls-hint = use el puerto VNC sencillo del servidor, o un túnel TLS como stunnel delante de él
failure-peer-rdp = allí responde un escritorio remoto de Windows (RDP), no un servidor VNC
failure-peer-rdp-hint = use un programa para RDP; un servidor VNC en el mismo equipo estaría en otro puerto, normalmente 5900
failure-peer-mail = allí responde un servidor de correo o de archivos, no un servidor VNC
failure-check-vnc-port = compruebe el puerto: VNC suele usar 5900 y siguientes
failure-peer-unknown = lo que responde allí no es un servidor VNC: empieza por { $start }

## El camino al servidor

failure-cannot-connect-gate = no se puede conectar con { $gate } en el camino a { $address }
failure-nothing-listens = nada escucha en el puerto { $port } de { $host } (conexión rechazada)
failure-nothing-listens-hint = inicie allí el servidor VNC, o indique otra pantalla u otro puerto: HOST:1 es la pantalla 1 en el puerto 5901, HOST::5901 es el puerto mismo
failure-nothing-listens-service-hint = compruebe el puerto, y que el servicio funciona allí
failure-no-way = no hay camino de aquí a { $host } ({ $source })
failure-no-way-hint = compruebe que este equipo tiene conexión, y que la VPN está activa si el servidor la necesita
failure-no-answer-at-all = ninguna respuesta
failure-no-address = no había ninguna dirección que probar
failure-no-answer = sin respuesta
failure-tried = { $why }; se probó con { $addresses }
failure-cannot-connect-ssh = no se puede conectar con { $address } a través de { $gate } por SSH
failure-ssh-missing = en este equipo no hay ningún programa llamado ssh
failure-ssh-missing-hint = instale OpenSSH (el paquete openssh-client; en Windows la característica opcional Cliente OpenSSH)
failure-ssh-not-started = no se puede iniciar el programa ssh: { $why }
failure-ssh-try-hint = pruebe `ssh` en un terminal y vea qué dice
failure-ssh-key-changed = la clave de { $gate } no es la que ssh recuerda: puede haber alguien en medio
failure-ssh-key-changed-hint = pregunte a quien administra { $gate } si ha cambiado la clave; solo entonces olvide la antigua con ssh-keygen -R e inicie sesión una vez con ssh
failure-ssh-key-unknown = ssh no conoce la clave de { $gate }, y no pudo preguntar si confiar en ella
failure-ssh-key-unknown-hint = inicie sesión una vez con `ssh { $gate }` en un terminal y compare la huella que muestra
failure-ssh-denied = { $gate } no le deja entrar: { $said }
failure-ssh-denied-hint = compruebe el nombre de usuario; ssh debe poder iniciar sesión con una clave o un agente, o pedir una contraseña en un terminal o con SSH_ASKPASS
failure-ssh-name-hint = compruebe la ortografía; este equipo debe conocer el nombre, o debe estar en ~/.ssh/config
failure-ssh-unreachable-hint = compruebe que { $gate } está encendido y ejecuta un servidor SSH, y los cortafuegos del camino
failure-ssh-nothing-listens = se inició sesión en { $gate }, pero visto desde allí nada escucha en { $address } ({ $said })
failure-ssh-nothing-listens-hint = inicie allí el servidor VNC, o indique otro puerto: vnc+ssh://user@gate/localhost:5901, o localhost:1 con --via
failure-ssh-no-forwarding = { $gate } no permite reenviar conexiones ({ $said })
failure-ssh-no-forwarding-hint = ponga AllowTcpForwarding yes en su sshd_config, o use una clave sin restricciones
failure-ssh-says = ssh dice: { $said }
failure-ssh-try-same-hint = pruebe lo mismo con `ssh` en un terminal y vea qué dice
failure-cannot-connect-proxy = no se puede conectar con { $address } a través del proxy { $proxy }
failure-proxy-login-hint = escriba el nombre de usuario y la contraseña en la dirección del proxy: socks5://user:password@host, mejor en la variable ALL_PROXY
failure-proxy-without-hint = compruebe --proxy y la variable ALL_PROXY; --proxy none prescinde de él
failure-proxy-credentials = el proxy quiere saber quién es usted
failure-proxy-wrong-credentials = el proxy no acepta el nombre de usuario o la contraseña
failure-proxy-forbidden = las reglas del proxy lo prohíben
failure-proxy-forbidden-hint = pida a quien administra el proxy que permita el puerto; muchos solo permiten 443
failure-proxy-unreachable = el proxy no puede llegar al servidor
failure-proxy-unreachable-hint = compruebe el nombre y el puerto: deben tener sentido donde está el proxy
failure-proxy-refused = allí no escucha nada, según el proxy
failure-proxy-refused-hint = inicie allí el servidor VNC, o indique otra pantalla u otro puerto
failure-proxy-code = el proxy responde con el código { $code }
failure-proxy-name-too-long = el nombre del servidor es demasiado largo para un proxy
failure-proxy-is-none = lo que responde allí no es un proxy así: habla { $peer }
failure-proxy-is-none-hint = compruebe el esquema y el puerto del proxy: socks5:// y http:// son cosas distintas
failure-proxy-malformed = el proxy infringe las reglas: { $what }
failure-web-is-vnc = allí responde un servidor VNC, no un servidor web
failure-web-is-vnc-hint = quite ws:// y escriba host::port
failure-web-wants-tls = ese servidor web quiere TLS
failure-web-wants-tls-hint = escriba wss:// en lugar de ws://
failure-web-is-none = lo que responde allí no es un servidor web: habla { $peer }
failure-web-is-none-hint = compruebe el puerto del servidor web
failure-web-no-socket = el servidor web no da ningún web socket: { $why }
failure-web-no-socket-hint = compruebe el puerto y la ruta: la de noVNC suele ser /websockify; un servidor que quiere TLS necesita wss://
failure-web-subprotocol = el servidor web quiere hablar { $name } en el web socket, y Farview solo habla binary
failure-web-subprotocol-hint = actualice el servidor: websockify habla binary desde 2012
failure-web-frame = el servidor web infringe las reglas de los web sockets: { $problem }
failure-web-frame-hint = compruebe que la ruta es de un servidor VNC y no de otro servicio
failure-web-closed = el servidor web cerró la conexión: { $why }
failure-web-closed-reason = el servidor web cerró la conexión: { $why } ({ $reason })
failure-web-401 = el servidor web quiere un inicio de sesión (401)
failure-web-401-hint = indíquelo con --header 'Authorization: …' o --cookie 'name=value', como hace el navegador tras el suyo
failure-web-403 = el servidor web lo prohíbe (403)
failure-web-403-hint = puede que el tique o la cookie haya caducado: obtenga otro; algunos servidores quieren --header 'Origin: …' de su propia página
failure-web-404 = el servidor web no tiene ningún web socket en esta ruta ({ $status })
failure-web-404-hint = compruebe la ruta: la de noVNC suele ser /websockify, la de QEMU es /
failure-web-elsewhere-at = el servidor web remite a otro sitio: { $location } ({ $status })
failure-web-elsewhere = el servidor web remite a otro sitio ({ $status })
failure-web-elsewhere-hint = use la dirección que indica, con wss:// en lugar de https://, si confía en ella; también puede ser una página de inicio de sesión
failure-web-page = el servidor web responde con una página, no con un web socket ({ $status })
failure-web-page-hint = compruebe la ruta: la de noVNC suele ser /websockify
failure-web-500 = el propio servidor web tiene un problema ({ $status })
failure-web-500-hint = puede que el servidor VNC que hay detrás no funcione: mire el registro del servidor web
failure-web-status = el servidor web responde con el estado { $status }
failure-web-status-hint = compruebe la ruta, y lo que dice el registro del servidor web
failure-web-close-1002 = dice que Farview infringió las reglas
failure-web-close-1003 = no acepta esos datos
failure-web-close-1007 = dice que los datos no tenían sentido
failure-web-close-1008 = sus reglas lo prohíben
failure-web-close-1009 = un mensaje era demasiado grande para él
failure-web-close-1011 = tuvo un problema propio, quizá con el servidor VNC que hay detrás
failure-web-close-1012 = se reinicia
failure-web-close-1013 = está sobrecargado
failure-web-close-1014 = el servidor VNC que hay detrás no dio una respuesta útil
failure-web-code = código { $code }
failure-web-words-code = { $words } (código { $code })
failure-repeater-is-vnc = allí responde un servidor VNC, no un repetidor
failure-repeater-is-vnc-hint = conecte sin repeater://, o use el puerto del repetidor para visores, normalmente 5901
failure-repeater-is-none = lo que responde allí no es un repetidor: empieza por { $start }
failure-repeater-is-none-hint = compruebe el puerto: el de un repetidor para visores suele ser 5901
failure-repeater-closed = el repetidor cierra la conexión antes de presentarse
failure-repeater-closed-hint = puede que solo admita ciertas direcciones: mire su configuración
failure-repeater-not-passed = el repetidor cierra la conexión en lugar de pasarla
failure-repeater-not-passed-hint = compruebe el ID o el servidor: el repetidor debe poder llegar a él y permitirlo, o el servidor debe haber llamado con este ID
failure-cannot-listen = no se puede esperar a servidores en el puerto { $port }
failure-port-in-use = otro programa ya usa el puerto
failure-port-in-use-hint = termínelo, o indique otro puerto y dígaselo al servidor: farview listen 5501
failure-port-permission = este usuario no puede usar el puerto
failure-port-permission-hint = use un puerto a partir de 1024
failure-no-such-address = este equipo no tiene esa dirección
failure-no-such-address-hint = compruebe --bind: 0.0.0.0 significa todas sus direcciones
failure-listen-hint = compruebe el puerto y --bind
failure-web-not-trusted = el servidor web no es de confianza, así que no se le envió nada
failure-web-not-trusted-hint = compare la huella con la que muestra el propio servidor, y confíe en él cuando se le pregunte

## Volver

failure-not-wanted = el servidor cierra cada sesión poco después de abrirse
failure-not-wanted-hint = puede que otro visor se haya quedado con el escritorio, o que el servidor se caiga cada vez: pregunte a quien lo usa, o mire su registro
failure-in-vain =
    { $attempts ->
        [one] { $why } (1 intento de volver a conectar fue en vano)
       *[other] { $why } ({ $attempts } intentos de volver a conectar fueron en vano)
    }

## De dónde vienen las contraseñas

failure-keyring = El llavero
failure-command = La orden de contraseña
failure-keyring-foreign = su entrada no es de Farview
failure-keyring-no-text = su entrada no es texto
failure-command-not-started = no se puede iniciar: { $error }
failure-command-failed = ha fallado; lo que escribió en el error estándar puede decir por qué
failure-command-too-long = tardó más de { $seconds } segundos
failure-no-user-name = { $name } sabe una contraseña, pero ningún nombre de usuario
failure-no-password = { $name } no tiene contraseña: { $why }
failure-password-timeout = { $name } no respondió en { $seconds } segundos

## Identidad

failure-web-server-of = el servidor web de { $address }
failure-trust-store = no se puede usar el archivo de servidores de confianza: { $error }
failure-did-not-connect = no se conectó con { $address }
failure-no-recording = no se puede reproducir { $path }
failure-no-recording-hint = Farview reproduce lo que ha grabado, los archivos FBS de otros visores y las capturas que empiezan por ServerInit
