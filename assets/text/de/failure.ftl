### Texte: was fehlgeschlagen ist, warum, und was zu tun ist.

## Die Verbindung im Ganzen

failure-no-sign-of-life = seit etwa zehn Sekunden kein Lebenszeichen: der Server ist aus oder schläft, oder der Weg zu ihm ist unterbrochen
failure-no-thread = die Sitzung kann nicht beginnen
failure-no-thread-hint = schließen Sie andere Programme und versuchen Sie es erneut
failure-recording = die Aufnahme { $path } kann nicht geschrieben werden
failure-recording-hint = prüfen Sie, ob der Ordner da ist, beschrieben werden darf und Platz hat
failure-cannot-connect = keine Verbindung zu { $address }
failure-unknown-name = der Name { $host } ist hier nicht bekannt ({ $source })
failure-unknown-name-hint = prüfen Sie die Schreibweise; ein Name, der nur in einem anderen Netz bekannt ist, braucht dessen VPN, sonst nehmen Sie die IP-Adresse
failure-no-socket = es gibt keinen Socket unter { $path }
failure-no-socket-hint = starten Sie den Server oder prüfen Sie den Pfad: im Protokoll des Servers steht, wo sein Socket ist
failure-not-a-socket = { $path } ist eine Datei oder ein Ordner, kein Socket
failure-not-a-socket-hint = prüfen Sie den Pfad: im Protokoll des Servers steht, wo sein Socket ist
failure-socket-refused = der Socket { $path } ist da, aber kein Server hört darauf
failure-socket-refused-hint = der Server, der den Socket angelegt hat, läuft nicht mehr: starten Sie ihn neu
failure-socket-permission = dieser Benutzer darf den Socket nicht verwenden ({ $source })
failure-socket-permission-hint = nehmen Sie das Konto, unter dem der Server läuft, oder geben Sie Ihrem Zugriff auf den Socket
failure-check-way = prüfen Sie die Adresse, das Netz und die Firewalls auf dem Weg
failure-name-timeout = der Name wurde innerhalb von { $seconds } Sekunden nicht gefunden
failure-name-timeout-hint = vielleicht ist der Nameserver ausgefallen oder dieser Computer offline: versuchen Sie es mit der IP-Adresse
failure-ssh-timeout = ssh kam innerhalb von { $seconds } Sekunden nicht durch
failure-ssh-timeout-hint = versuchen Sie, sich in einem Terminal mit ssh anzumelden; wenn es nach einem Passwort fragt, starten Sie Farview aus einem Terminal oder setzen Sie SSH_ASKPASS
failure-repeater-timeout = innerhalb von { $seconds } Sekunden kam kein Server zum Repeater
failure-repeater-timeout-hint = lassen Sie den Server zuerst mit dieser ID beim Repeater anrufen, oder warten Sie auf ihn mit farview listen --repeater
failure-answer-timeout = etwas nimmt die Verbindung an, aber innerhalb von { $seconds } Sekunden kam keine Antwort (erwartet: { $awaiting })
failure-answer-timeout-hint = prüfen Sie den Port und das Schema: dort könnte ein anderer Dienst laufen
failure-connection-timeout = keine Antwort innerhalb von { $seconds } Sekunden
failure-silent-hint = der Computer ist vielleicht aus oder schläft, die Adresse ist falsch, oder eine Firewall verwirft die Pakete stillschweigend
failure-nothing-came = seit { $seconds } Sekunden kam nichts vom Server, obwohl er gefragt wurde
failure-no-greeting = etwas nimmt die Verbindung an, meldet sich aber innerhalb von { $seconds } Sekunden nicht als VNC-Server
failure-no-greeting-hint = ein VNC-Server meldet sich zuerst: prüfen Sie den Port; er gehört vielleicht zu einem anderen Dienst oder zu einem Server, der sofort TLS will
failure-stuck = der Server kam innerhalb von { $seconds } Sekunden nicht weiter (erwartet: { $awaiting })
failure-stuck-hint = vielleicht ist der Server beschäftigt oder hängt: versuchen Sie es erneut, und starten Sie ihn sonst neu
failure-lost-hint = prüfen Sie das Netz und ob der Server noch läuft, und verbinden Sie sich erneut; Programme auf dem entfernten Desktop laufen meist weiter
failure-lost = die Verbindung zu { $address } ist abgebrochen
failure-limit-hint = kein echter Desktop braucht das: der Server ist defekt oder böswillig; verbinden Sie sich erst wieder, wenn Sie den Grund kennen
failure-stopped = die Sitzung mit { $address } wurde beendet
failure-bug-hint = das ist ein Fehler in Farview: bitte melden Sie ihn
failure-version = der Server spricht eine unbekannte Version des Protokolls ({ $banner })
failure-update-server = aktualisieren Sie den Server
failure-is-repeater = das ist ein UltraVNC-Repeater, der wissen will, welcher Server gemeint ist
failure-is-repeater-hint = schreiben Sie repeater://host:port/ID:1234 für einen Server, der mit dieser ID beim Repeater anruft, oder repeater://host:port/server:5900
failure-tunnel = der Server verlangt einen Tunnel des Sicherheitstyps Tight, den Farview nicht hat
failure-tunnel-hint = wählen Sie mit --security einen anderen Sicherheitstyp, oder lassen Sie den Server einen anbieten
failure-update-or-report = aktualisieren Sie den Server, oder melden Sie dies
failure-video = der Server sendet { $unsupported }, und das kann Farview nicht zeigen
failure-video-hint = verbinden Sie sich ohne open-h264 unter den --encodings
failure-closed-at-once = die Verbindung wird geschlossen, bevor der Server etwas gesagt hat
failure-closed-at-once-hint = vielleicht will der Server diese Adresse nicht oder hat zu viele Betrachter, oder der Port gehört zu einem anderen Dienst: sehen Sie im Protokoll des Servers nach
failure-closed = der Server hat die Verbindung geschlossen (erwartet: { $awaiting })
failure-closed-in-session = der Server hat die Verbindung mitten in der Sitzung geschlossen
failure-broken-rules = der Server hat die Regeln des Protokolls verletzt: { $protocol }
failure-broken-rules-hint = versuchen Sie es mit --encodings raw; wenn es bleibt, nehmen Sie es mit `farview record` auf und melden Sie es mit Namen und Version des Servers

## Schlüssel und TLS

failure-weak-key-hint = wer mithört, könnte ihn brechen: geben Sie dem Server einen längeren Schlüssel, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-bad-parameter-hint = damit stünde die Sitzung allen offen: der Server ist defekt, oder jemand ist dazwischen; aktualisieren Sie ihn, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-forged-hint = vielleicht ist jemand dazwischen, oder das Netz ist gestört: verbinden Sie sich erneut, und senden Sie kein Passwort, bevor Sie den Grund kennen
failure-tls-anonymous-hint = anonymes TLS ist im OpenSSL vieler Systeme abgeschaltet (Sicherheitsstufe über 0): lassen Sie den Server X509-Sicherheitstypen anbieten, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-tls-alert-hint = im Protokoll des Servers steht vielleicht mehr; lassen Sie ihn einen anderen Sicherheitstyp anbieten, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-tls-version-hint = aktualisieren Sie den Server, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-tls-hint = vielleicht ist jemand dazwischen, oder der Server muss aktualisiert werden: senden Sie kein Passwort, bevor Sie es wissen, oder gehen Sie mit --via HOST durch einen SSH-Tunnel
failure-no-random-hint = ohne sie lässt sich kein Schlüssel erzeugen: prüfen Sie, was dieses Programm von den Zufallszahlen des Systems fernhält, etwa eine Sandbox
failure-stopped-connection = die Verbindung mit { $address } wurde beendet

## Anmelden

failure-no-reason = er nennt keinen Grund
failure-says = er sagt: { $reason }
failure-refuses = { $address } lehnt die Verbindung ab
failure-locked-out-hint = nach mehreren falschen Passwörtern weist der Server diese Adresse eine Weile ab: warten Sie, bevor Sie es erneut versuchen (TigerVNC: 10 Sekunden, und nach jedem weiteren Fehler doppelt so lange), oder starten Sie den Server neu; prüfen Sie dann das Passwort
failure-full-hint = schließen Sie einen anderen Betrachter dieses Desktops, oder lassen Sie den Server mehr zulassen
failure-denied-hint = jemand am Server hat Nein gesagt, oder er lässt nur bestimmte Adressen zu: fragen Sie, wer ihn betreibt
failure-no-password-hint = der Server lässt niemanden ein, bevor er eingerichtet ist: legen Sie dort ein Passwort fest
failure-refused-hint = fragen Sie, wer den Server betreibt; vielleicht lässt er nur bestimmte Adressen zu oder hat schon genug Betrachter
failure-wrong-password = der Server nimmt das Passwort nicht an
failure-server-says = der Server sagt: { $reason }
failure-wrong-password-hint = prüfen Sie das Passwort; bei einem VNC-Passwort zählen nur die ersten 8 Zeichen, und Groß- und Kleinschreibung ist wichtig
failure-cannot-log-in = Anmeldung bei { $address } nicht möglich
failure-too-long =
    { $field ->
        [password] das Passwort hat { $bytes } Byte, und dieser Server lässt beim Anmelden höchstens { $most } zu
       *[name] der Benutzername hat { $bytes } Byte, und dieser Server lässt beim Anmelden höchstens { $most } zu
    }
failure-too-long-hint =
    { $field ->
        [password] nehmen Sie ein kürzeres Passwort, oder wählen Sie mit --security einen anderen Sicherheitstyp des Servers
       *[name] nehmen Sie einen kürzeren Benutzernamen, oder wählen Sie mit --security einen anderen Sicherheitstyp des Servers
    }
failure-forbidden = der Server bietet nur an, was hier nicht erlaubt ist: { $types }
failure-forbidden-unencrypted = der Server bietet nur an, was hier nicht erlaubt ist: { $types }; nichts davon verschlüsselt die Sitzung
failure-no-type = der Server verlangt einen Sicherheitstyp, den Farview nicht hat: { $types }
failure-password-cut = { $said }; nur die ersten { $most } Zeichen des Passworts zählten
failure-forbidden-hint = erlauben Sie einen davon mit --security, oder lassen Sie den Server einen stärkeren anbieten
failure-no-type-mac-hint = erlauben Sie auf dem Mac andere Anmeldungen als Kerberos
failure-no-type-ultravnc-hint = schalten Sie das Verschlüsselungs-Plug-in oder MS-Logon III von UltraVNC ab, oder lassen Sie den Server zusätzlich MS-Logon II oder ein VNC-Passwort anbieten; nehmen Sie einen Tunnel wie SSH, wenn andere mithören können
failure-no-type-hint = lassen Sie den Server zusätzlich VeNCrypt, RSA-AES oder ein VNC-Passwort anbieten; nehmen Sie einen Tunnel wie SSH, wenn andere mithören können und sonst nichts verschlüsselt
failure-sasl-nothing = der Server verlangt SASL, bietet aber keine Möglichkeit dazu an
failure-sasl-nothing-hint = nennen Sie in der SASL-Konfiguration des Servers ein Verfahren, etwa `mech_list: scram-sha-256`; ohne Verschlüsselung bietet QEMU nur Verfahren an, die selbst verschlüsseln
failure-sasl-mechanisms = der Server verlangt SASL mit einem von { $offered }, und keines davon hat Farview
failure-sasl-mechanisms-hint = lassen Sie die SASL-Konfiguration des Servers zusätzlich SCRAM-SHA-256 anbieten
failure-sasl-clear = der Server verlangt das Passwort im Klartext (SASL PLAIN), und das sendet Farview nur verschlüsselt
failure-sasl-clear-hint = lassen Sie den Server verschlüsseln (VeNCrypt mit X509SASL) oder SCRAM-SHA-256 anbieten
failure-sasl-layer = der Server besteht auf einer SASL-Verschlüsselung, die Farview nicht hat
failure-sasl-layer-hint = lassen Sie den Server mit TLS verschlüsseln (VeNCrypt mit X509SASL)
failure-security-type = Typ { $number }

## Was dort antwortet und kein VNC-Server ist

failure-peer-web = dort antwortet ein Webserver, kein VNC-Server
failure-peer-web-hint = wenn es noVNC ist, schreiben Sie ws://host:port/websockify; der VNC-Server dahinter hat auch einen eigenen Port, meist 5900 oder 5901
failure-peer-ssh = dort antwortet ein SSH-Server, kein VNC-Server
failure-peer-ssh-hint = schreiben Sie vnc+ssh://user@host, um den Desktop dieses Computers über SSH zu erreichen
failure-peer-tls = der Server dort will TLS vom ersten Byte an
failure-peer-tls-hint = nehmen Sie den einfachen VNC-Port des Servers, oder davor einen TLS-Tunnel wie stunnel
failure-peer-rdp = dort antwortet ein Windows-Remotedesktop (RDP), kein VNC-Server
failure-peer-rdp-hint = nehmen Sie ein Programm für RDP; ein VNC-Server auf demselben Computer hätte einen anderen Port, meist 5900
failure-peer-mail = dort antwortet ein Mail- oder Dateiserver, kein VNC-Server
failure-check-vnc-port = prüfen Sie den Port: VNC hat meist 5900 und darüber
failure-peer-unknown = was dort antwortet, ist kein VNC-Server: es beginnt mit { $start }

## Der Weg zum Server

failure-cannot-connect-gate = keine Verbindung zu { $gate } auf dem Weg zu { $address }
failure-nothing-listens = auf Port { $port } von { $host } hört niemand (Verbindung abgelehnt)
failure-nothing-listens-hint = starten Sie dort den VNC-Server, oder nennen Sie einen anderen Bildschirm oder Port: HOST:1 ist Bildschirm 1 auf Port 5901, HOST::5901 ist der Port selbst
failure-nothing-listens-service-hint = prüfen Sie den Port, und ob der Dienst dort läuft
failure-no-way = von hier führt kein Weg zu { $host } ({ $source })
failure-no-way-hint = prüfen Sie, ob dieser Computer online ist und das VPN steht, falls der Server eines braucht
failure-no-answer-at-all = gar keine Antwort
failure-no-address = es gab keine Adresse, die man versuchen könnte
failure-no-answer = keine Antwort
failure-tried = { $why }; versucht: { $addresses }
failure-cannot-connect-ssh = keine Verbindung zu { $address } über { $gate } mit SSH
failure-ssh-missing = auf diesem Computer gibt es kein Programm namens ssh
failure-ssh-missing-hint = installieren Sie OpenSSH (das Paket openssh-client; unter Windows das optionale Feature OpenSSH-Client)
failure-ssh-not-started = das Programm ssh lässt sich nicht starten: { $why }
failure-ssh-try-hint = versuchen Sie `ssh` in einem Terminal und sehen Sie, was es sagt
failure-ssh-key-changed = der Schlüssel von { $gate } ist nicht der, den ssh sich gemerkt hat: vielleicht ist jemand dazwischen
failure-ssh-key-changed-hint = fragen Sie, wer { $gate } betreibt, ob der Schlüssel geändert wurde; erst dann vergessen Sie den alten mit ssh-keygen -R und melden sich einmal mit ssh an
failure-ssh-key-unknown = ssh kennt den Schlüssel von { $gate } nicht und konnte nicht fragen, ob ihm zu trauen ist
failure-ssh-key-unknown-hint = melden Sie sich einmal in einem Terminal mit `ssh { $gate }` an und vergleichen Sie den angezeigten Fingerabdruck
failure-ssh-denied = { $gate } lässt Sie nicht hinein: { $said }
failure-ssh-denied-hint = prüfen Sie den Benutzernamen; ssh muss sich mit einem Schlüssel oder Agenten anmelden oder im Terminal oder mit SSH_ASKPASS nach einem Passwort fragen können
failure-ssh-name-hint = prüfen Sie die Schreibweise; der Name muss diesem Computer bekannt sein oder in ~/.ssh/config stehen
failure-ssh-unreachable-hint = prüfen Sie, ob { $gate } eingeschaltet ist und ein SSH-Server darauf läuft, und die Firewalls auf dem Weg
failure-ssh-nothing-listens = die Anmeldung bei { $gate } gelang, aber von dort aus hört unter { $address } niemand ({ $said })
failure-ssh-nothing-listens-hint = starten Sie dort den VNC-Server, oder nennen Sie einen anderen Port: vnc+ssh://user@gate/localhost:5901, oder localhost:1 mit --via
failure-ssh-no-forwarding = { $gate } erlaubt nicht, Verbindungen weiterzureichen ({ $said })
failure-ssh-no-forwarding-hint = setzen Sie dort AllowTcpForwarding yes in sshd_config, oder nehmen Sie einen Schlüssel ohne Einschränkung
failure-ssh-says = ssh sagt: { $said }
failure-ssh-try-same-hint = versuchen Sie dasselbe mit `ssh` in einem Terminal und sehen Sie, was es sagt
failure-cannot-connect-proxy = keine Verbindung zu { $address } über den Proxy { $proxy }
failure-proxy-login-hint = schreiben Sie Benutzernamen und Passwort in die Adresse des Proxys: socks5://user:password@host, am besten in der Variablen ALL_PROXY
failure-proxy-without-hint = prüfen Sie --proxy und die Variable ALL_PROXY; mit --proxy none geht es ohne
failure-proxy-credentials = der Proxy will wissen, wer Sie sind
failure-proxy-wrong-credentials = der Proxy nimmt den Benutzernamen oder das Passwort nicht an
failure-proxy-forbidden = die Regeln des Proxys verbieten es
failure-proxy-forbidden-hint = bitten Sie die Betreiber des Proxys, den Port zu erlauben; viele erlauben nur 443
failure-proxy-unreachable = der Proxy erreicht den Server nicht
failure-proxy-unreachable-hint = prüfen Sie Namen und Port: sie müssen dort gelten, wo der Proxy ist
failure-proxy-refused = dort hört niemand, sagt der Proxy
failure-proxy-refused-hint = starten Sie dort den VNC-Server, oder nennen Sie einen anderen Bildschirm oder Port
failure-proxy-code = der Proxy antwortet mit Code { $code }
failure-proxy-name-too-long = der Name des Servers ist zu lang für einen Proxy
failure-proxy-is-none = was dort antwortet, ist kein solcher Proxy: es spricht { $peer }
failure-proxy-is-none-hint = prüfen Sie Schema und Port des Proxys: socks5:// und http:// sind zweierlei
failure-proxy-malformed = der Proxy verletzt die Regeln: { $what }
failure-web-is-vnc = dort antwortet ein VNC-Server, kein Webserver
failure-web-is-vnc-hint = lassen Sie ws:// weg und schreiben Sie host::port
failure-web-wants-tls = der Webserver dort verlangt TLS
failure-web-wants-tls-hint = schreiben Sie wss:// statt ws://
failure-web-is-none = was dort antwortet, ist kein Webserver: es spricht { $peer }
failure-web-is-none-hint = prüfen Sie den Port des Webservers
failure-web-no-socket = der Webserver gibt keinen Web-Socket: { $why }
failure-web-no-socket-hint = prüfen Sie Port und Pfad: bei noVNC ist er oft /websockify; ein Server, der TLS verlangt, braucht wss://
failure-web-subprotocol = der Webserver will auf dem Web-Socket { $name } sprechen, und Farview spricht nur binary
failure-web-subprotocol-hint = aktualisieren Sie den Server: websockify spricht seit 2012 binary
failure-web-frame = der Webserver verletzt die Regeln für Web-Sockets: { $problem }
failure-web-frame-hint = prüfen Sie, ob der Pfad zu einem VNC-Server gehört und nicht zu einem anderen Dienst
failure-web-closed = der Webserver hat die Verbindung geschlossen: { $why }
failure-web-closed-reason = der Webserver hat die Verbindung geschlossen: { $why } ({ $reason })
failure-web-401 = der Webserver verlangt eine Anmeldung (401)
failure-web-401-hint = geben Sie sie mit --header 'Authorization: …' oder --cookie 'name=value' an, wie der Browser nach seiner Anmeldung
failure-web-403 = der Webserver verbietet es (403)
failure-web-403-hint = vielleicht ist das Ticket oder das Cookie abgelaufen: holen Sie ein neues; manche Server verlangen --header 'Origin: …' ihrer eigenen Seite
failure-web-404 = der Webserver hat unter diesem Pfad keinen Web-Socket ({ $status })
failure-web-404-hint = prüfen Sie den Pfad: bei noVNC ist er oft /websockify, bei QEMU /
failure-web-elsewhere-at = der Webserver verweist woandershin: { $location } ({ $status })
failure-web-elsewhere = der Webserver verweist woandershin ({ $status })
failure-web-elsewhere-hint = nehmen Sie die genannte Adresse, mit wss:// anstelle von https://, wenn Sie ihr trauen; es kann auch eine Anmeldeseite sein
failure-web-page = der Webserver antwortet mit einer Seite, nicht mit einem Web-Socket ({ $status })
failure-web-page-hint = prüfen Sie den Pfad: bei noVNC ist er oft /websockify
failure-web-500 = der Webserver hat selbst ein Problem ({ $status })
failure-web-500-hint = vielleicht läuft der VNC-Server dahinter nicht: sehen Sie im Protokoll des Webservers nach
failure-web-status = der Webserver antwortet mit Status { $status }
failure-web-status-hint = prüfen Sie den Pfad und das Protokoll des Webservers
failure-web-close-1002 = er sagt, Farview habe die Regeln verletzt
failure-web-close-1003 = er nimmt solche Daten nicht an
failure-web-close-1007 = er sagt, die Daten ergäben keinen Sinn
failure-web-close-1008 = seine Regeln verbieten es
failure-web-close-1009 = eine Nachricht war ihm zu groß
failure-web-close-1011 = er hatte selbst ein Problem, vielleicht mit dem VNC-Server dahinter
failure-web-close-1012 = er startet neu
failure-web-close-1013 = er ist überlastet
failure-web-close-1014 = der VNC-Server dahinter gab keine brauchbare Antwort
failure-web-code = Code { $code }
failure-web-words-code = { $words } (Code { $code })
failure-repeater-is-vnc = dort antwortet ein VNC-Server, kein Repeater
failure-repeater-is-vnc-hint = verbinden Sie sich ohne repeater://, oder nehmen Sie den Port des Repeaters für Viewer, meist 5901
failure-repeater-is-none = was dort antwortet, ist kein Repeater: es beginnt mit { $start }
failure-repeater-is-none-hint = prüfen Sie den Port: für Viewer hat ein Repeater meist 5901
failure-repeater-closed = der Repeater schließt die Verbindung, bevor er grüßt
failure-repeater-closed-hint = vielleicht erlaubt er nur bestimmte Adressen: sehen Sie in seinen Einstellungen nach
failure-repeater-not-passed = der Repeater schließt die Verbindung, statt sie weiterzureichen
failure-repeater-not-passed-hint = prüfen Sie die ID oder den Server: der Repeater muss ihn erreichen und erlauben, oder der Server muss mit dieser ID angerufen haben
failure-cannot-listen = auf Port { $port } kann nicht auf Server gewartet werden
failure-port-in-use = ein anderes Programm verwendet den Port bereits
failure-port-in-use-hint = beenden Sie es, oder nennen Sie einen anderen Port und sagen Sie ihn dem Server: farview listen 5501
failure-port-permission = dieser Benutzer darf den Port nicht verwenden
failure-port-permission-hint = nehmen Sie einen Port ab 1024
failure-no-such-address = dieser Computer hat die Adresse nicht
failure-no-such-address-hint = prüfen Sie --bind: 0.0.0.0 bedeutet alle seine Adressen
failure-listen-hint = prüfen Sie den Port und --bind
failure-web-not-trusted = dem Webserver wird nicht vertraut, darum wurde ihm nichts gesendet
failure-web-not-trusted-hint = vergleichen Sie den Fingerabdruck mit dem, den der Server selbst zeigt, und vertrauen Sie ihm dann, wenn Sie gefragt werden

## Wiederkehren

failure-not-wanted = der Server schließt jede Sitzung bald nach ihrem Beginn
failure-not-wanted-hint = vielleicht hat ein anderer Betrachter den Desktop übernommen, oder der Server stürzt jedes Mal ab: fragen Sie, wer ihn benutzt, oder sehen Sie in sein Protokoll
failure-in-vain =
    { $attempts ->
        [one] { $why } (1 Versuch, die Verbindung wiederherzustellen, war vergeblich)
       *[other] { $why } ({ $attempts } Versuche, die Verbindung wiederherzustellen, waren vergeblich)
    }

## Woher Passwörter kommen

failure-keyring = Der Schlüsselbund
failure-command = Der Passwort-Befehl
failure-keyring-foreign = der Eintrag ist nicht von Farview
failure-keyring-no-text = der Eintrag ist kein Text
failure-command-not-started = er lässt sich nicht starten: { $error }
failure-command-failed = er ist fehlgeschlagen; was er auf die Standardfehlerausgabe schrieb, sagt vielleicht, warum
failure-command-too-long = er brauchte länger als { $seconds } Sekunden
failure-no-user-name = { $name } kennt ein Passwort, aber keinen Benutzernamen
failure-no-password = { $name } hat kein Passwort: { $why }
failure-password-timeout = { $name } hat innerhalb von { $seconds } Sekunden nicht geantwortet

## Identität

failure-web-server-of = der Webserver von { $address }
failure-trust-store = die Datei der vertrauten Server ist nicht verwendbar: { $error }
failure-did-not-connect = keine Verbindung mit { $address } aufgenommen
failure-no-recording = { $path } lässt sich nicht abspielen
failure-no-recording-hint = Farview spielt ab, was es selbst aufgenommen hat, FBS-Dateien anderer Viewer und Mitschnitte, die mit ServerInit beginnen
