### Texte: Fragen des Vertrauens, und wie privat eine Sitzung ist.

trust-server = Server

trust-question = Frage
trust-warning = Warnung
trust-alarm = Alarm

trust-privacy-of = Sicherheit der Sitzung mit { $server }
trust-privacy-explained = Wer mithören könnte und wer antwortet

## Fragen

trust-changed-title = { $server } ist nicht mehr derselbe Server
trust-bad-certificate-title = Das Zertifikat passt nicht zu { $server }
trust-new-title = Ist das wirklich { $server }?
trust-compare-certificate = Fahren Sie nur fort, wenn der Fingerabdruck derjenige ist, den die Serverseite selbst nennt (`openssl x509 -noout -fingerprint -sha256 -in` und die Datei seines Zertifikats). Sonst könnte jemand dazwischen sein, der den Bildschirm und alles Getippte sähe.
trust-compare-key = Fahren Sie nur fort, wenn der Fingerabdruck derjenige ist, den die Serverseite selbst nennt. Sonst könnte jemand dazwischen sein, der den Bildschirm und alles Getippte sähe.
trust-compare-hint = vergleichen Sie den Fingerabdruck und führen Sie dann `{ $command }` aus, oder geben Sie --fingerprint { $fingerprint } an
trust-compare-short-hint = vergleichen Sie den Fingerabdruck, den andere Viewer als { $short } anzeigen, und führen Sie dann `{ $command }` aus, oder geben Sie --fingerprint { $fingerprint } an
trust-fingerprint = Fingerabdruck
trust-known-since = Bekannt seit { $date }
trust-trust-new-key = Dem neuen Schlüssel vertrauen
trust-trust-and-remember = Vertrauen und merken
trust-connect-once = Einmal verbinden
trust-weaker-title = { $server } ist weniger sicher als früher
trust-weaker-text =
    Am { $date } war die Sitzung mit ihm { $before ->
        [identified] verschlüsselt, und der Server hatte seinen Schlüssel gezeigt
       *[encrypted] verschlüsselt
    }. Heute bietet er bestenfalls eine Sitzung, die { $now ->
        [anonymous] verschlüsselt ist, aber für jeden, der antwortet
       *[clear] gar nicht verschlüsselt ist
    }.
trust-weaker-why = Jemand auf dem Weg könnte die besseren Angebote entfernt haben, um mitzuhören, oder der Server wurde neu eingerichtet.
trust-weaker-advice = Fahren Sie nur fort, wenn die Betreiber des Servers davon wissen.
trust-security-type = Sicherheitstyp
trust-take-as-it-is = Von nun an so hinnehmen
trust-weaker-hint = fragen Sie, wer den Server betreibt; wenn es so sein soll, führen Sie `farview trust forget { $address }` aus
trust-clear-title = Das Passwort unverschlüsselt senden?
trust-clear-risk =
    { $way ->
        [internet] Das Passwort ginge über das Internet zu { $address }, so wie es ist, und jeder auf dem Weg könnte es lesen.
        [network] Das Passwort ginge durch das Netz zu { $address }, so wie es ist, und jeder auf dem Weg könnte es lesen.
       *[unknown] Das Passwort ginge auf einem unbekannten Weg, so wie es ist, und jeder auf dem Weg könnte es lesen.
    }
trust-proof-risk =
    { $way ->
        [internet] Was über das Internet zu { $address } geht, ist kein Passwort, sondern ein Beweis dafür ({ $method }). Wer mithört, kann daraus das Passwort erraten und sieht den Bildschirm und alles Getippte.
        [network] Was durch das Netz zu { $address } geht, ist kein Passwort, sondern ein Beweis dafür ({ $method }). Wer mithört, kann daraus das Passwort erraten und sieht den Bildschirm und alles Getippte.
       *[unknown] Was auf einem unbekannten Weg geht, ist kein Passwort, sondern ein Beweis dafür ({ $method }). Wer mithört, kann daraus das Passwort erraten und sieht den Bildschirm und alles Getippte.
    }
trust-clear-advice = Besser ist der Weg über SSH (--via), oder Sie schalten die Verschlüsselung am Server ein: das geht mit jedem Produkt.
trust-send-once = Dieses Mal senden
trust-send-always = Bei diesem Server immer
trust-clear-hint = gehen Sie mit --via über SSH, oder erlauben Sie es mit `farview trust pin { $address } --unencrypted`
trust-not-expected = sein Schlüssel ({ $kind }) hat den Fingerabdruck { $fingerprint } und nicht den, den --fingerprint nennt
trust-not-pinned = er ist auf { $pinned } ({ $pinned_kind }) festgelegt, zeigt aber { $fingerprint } ({ $kind })
trust-not-trusted = seinem Schlüssel wird nicht vertraut ({ $kind })
trust-changed-text = Seit { $date } war er unter einem anderen Schlüssel bekannt ({ $kind }). Entweder wurde sein Schlüssel ersetzt, oder jemand anderes antwortet an seiner Stelle.
trust-not-expected-hint = jemand könnte dazwischen sein, oder der Server hat einen neuen Schlüssel: fragen Sie, wer ihn betreibt
trust-not-pinned-hint = jemand könnte dazwischen sein, oder der Server hat einen neuen Schlüssel; wenn die Serverseite selbst ihn nennt, führen Sie `{ $command }` aus
trust-unencrypted = das Beste, was der Server bietet, ist { $name }, und das ist nicht verschlüsselt
trust-unencrypted-hint = schalten Sie die Verschlüsselung am Server ein, gehen Sie mit --via über SSH, oder lassen Sie --require-encryption weg
trust-not-trusted-hint = vergleichen Sie { $fingerprint } mit dem, was die Serverseite selbst sagt
trust-weaker-refused = er bietet weniger Schutz als früher
trust-weaker-refused-hint = fragen Sie, wer den Server betreibt, ob dessen Verschlüsselung abgeschaltet wurde
trust-clear-refused = das Passwort wäre unverschlüsselt gesendet worden
trust-clear-refused-hint = gehen Sie mit --via über SSH, oder schalten Sie die Verschlüsselung am Server ein
trust-changed-tunnels = Auch Tunnel zu verschiedenen Computern, die am selben Port dieses Computers beginnen, sehen so aus.
trust-do-not-connect = Nicht verbinden
trust-not-met = Farview ist diesem Server noch nie begegnet.
trust-not-met-key = Farview ist diesem Server noch nie begegnet, und für einen Schlüssel dieser Art kann niemand bürgen.
trust-issued-for = Für
trust-validity = { $from } bis { $to }
trust-issued-to = Ausgestellt für
trust-issued-by = Ausgestellt von
trust-valid = Gültig
trust-as-server-shows = Wie der Server ihn zeigt
trust-key = Schlüssel
trust-rsa = RSA, { $bits } Bit

## Wie privat die Sitzung ist

trust-private-here = Privat: auf diesem Computer
trust-private-here-text = Die Verbindung verlässt diesen Computer nicht.
trust-private-loopback-text = Nicht verschlüsselt; das ist in Ordnung, denn die Verbindung verlässt diesen Computer nicht. Wenn hier ein Tunnel beginnt, schützt er den Rest des Weges.
trust-private-ssh = Privat: in Ihrem SSH-Tunnel
trust-private-ssh-text = Unverschlüsselt zu { $address }; in Ihrem SSH-Tunnel ist das in Ordnung.
trust-private-ssh-encrypted = Privat: verschlüsselt in Ihrem SSH-Tunnel
trust-private-ssh-encrypted-text = Doppelt verschlüsselt: durch SSH und durch den Server. { $who }
trust-encrypted-web = Bis zum Webserver verschlüsselt
trust-encrypted-web-text = Der Webserver wurde geprüft. Was zwischen ihm und dem Desktop liegt, ist hier nicht bekannt.
trust-anonymous = Verschlüsselt, aber jeder könnte geantwortet haben
trust-anonymous-text = Niemand kann einfach mithören, aber der Server hat kein Zertifikat: jemand dazwischen könnte an seiner Stelle geantwortet haben und sähe alles.
trust-encrypted = Verschlüsselt
trust-clear-network = Unverschlüsselt zu { $address }: jeder in diesem Netz kann den Bildschirm sehen und was Sie tippen
trust-clear-internet = Unverschlüsselt zu { $address }, über das Internet: jeder auf dem Weg kann den Bildschirm sehen und was Sie tippen
trust-clear-unknown = Unverschlüsselt: jeder auf dem Weg kann den Bildschirm sehen und was Sie tippen
trust-not-encrypted = Nicht verschlüsselt
trust-clear-text = { $who }. SSH (--via) würde es verbergen.
trust-only-log-in-encrypted = Nur die Anmeldung war verschlüsselt
trust-only-log-in-encrypted-text = { $who }. Das Passwort wurde verschlüsselt gesendet.
trust-nobody-vouches = Niemand bürgt für den Server.
trust-expected = Der Server hat den Schlüssel, den Sie mit --fingerprint genannt haben.
trust-known = Der Server hat denselben Schlüssel wie am { $date }.
trust-renewed = Der Server hat ein neues Zertifikat mit demselben Schlüssel wie am { $date }.
trust-issuer = { $issuer } bürgt für den Server.
trust-issuer-earlier = { $issuer } bürgt für den Server. Seit { $date } war er unter einem anderen Schlüssel bekannt.
trust-accepted = Sie haben den Schlüssel des Servers angenommen.
trust-encryption = Verschlüsselung
trust-servers-key = Schlüssel des Servers
trust-way-here = dieser Computer
trust-way-socket = ein Socket auf diesem Computer
trust-way-web = ein Webserver, { $cipher }
trust-way-network = ein privates Netz, { $address }
trust-way-internet = das Internet, { $address }
trust-way-unknown = nicht bekannt
trust-way = Weg

## Wie ein Passwort unterwegs wäre

trust-travel-anonymous = Das Passwort wird verschlüsselt gesendet, aber jeder könnte geantwortet haben.
trust-travel-sealed = Das Passwort wird verschlüsselt gesendet.
trust-travel-proof = Das Passwort selbst wird nicht gesendet, nur ein Beweis, dass Sie es kennen.
trust-travel-weak-proof = Das Passwort selbst wird nicht gesendet, aber wer auf dem Weg mithört, kann es aus dem Gesendeten ermitteln.
trust-travel-clear = Das Passwort wird so gesendet, dass jeder auf dem Weg es lesen kann.
trust-travel-loopback = Das Passwort bleibt auf diesem Computer, oder in einem Tunnel, der hier beginnt.
trust-travel-socket = Das Passwort verlässt diesen Computer nicht.
trust-travel-ssh = Das Passwort wird über SSH gesendet.
trust-travel-web = Das Passwort wird bis zum Webserver verschlüsselt gesendet.

## Ein Server ruft an

trust-caller-title = Ein Server ruft an. Einlassen?
trust-caller-text =
    Jemand unter { $address }, { $from ->
        [here] von diesem Computer selbst
        [network] aus Ihrem eigenen Netz
       *[internet] aus dem Internet
    }, möchte Ihnen einen Desktop zeigen.
trust-caller-advice = Lassen Sie nur ein, wen Sie erwarten: wer Ihnen einen Desktop zeigt, sieht, was Sie dort tippen.
trust-caller = Anrufer
trust-turn-away = Abweisen
trust-let-in = Einlassen
trust-caller-hint = mit --accept wird jeder Server eingelassen, der anruft

## Was an einem Zertifikat nicht stimmt

trust-unreadable = das Zertifikat lässt sich nicht lesen
trust-expired = das Zertifikat ist am { $date } abgelaufen
trust-not-yet-valid = das Zertifikat gilt erst ab { $date }; geht die Uhr dieses Computers richtig?
trust-no-name = das Zertifikat sagt nicht, dass es für { $called } ist: es nennt keinen Server
trust-wrong-name = das Zertifikat ist nicht für { $called }, sondern für { $names }
trust-self-signed = der Server hat das Zertifikat selbst gemacht: niemand bürgt dafür
trust-unknown-issuer = das Zertifikat wurde von { $issuer } ausgestellt, und diesem Aussteller wird auf diesem Computer nicht vertraut
trust-issuer-expired = das Zertifikat seines Ausstellers gilt zurzeit nicht
trust-first-version = das Zertifikat hat die Form von 1988, die weder sagt, für wen es ist, noch, wer es ausstellen darf
trust-not-for-servers = das Zertifikat wurde für etwas anderes als Server gemacht
trust-bad-chain = seine Aussteller bestätigen das Zertifikat nicht ({ $problem })
trust-chain-signature = eine Signatur ist falsch
trust-chain-demand = es verlangt etwas, das hier nicht bekannt ist
trust-chain-name = sein Aussteller darf nicht für diesen Namen ausstellen
trust-chain-too-many = der Server hat zu viele Zertifikate gesendet
trust-chain-outdated = es ist auf eine Weise signiert, die veraltet oder hier nicht bekannt ist
