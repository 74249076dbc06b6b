### Texte

start-hint = Adresse oder Name eines Computers
start-hint-find = Computer suchen oder Adresse eingeben
start-connect = Verbinden
start-add = Hinzufügen
start-add-tip = Einen Computer speichern (Ctrl+N)
start-more = Mehr
start-import = Importieren …
start-export = Exportieren …
start-demo = Demo ausprobieren
start-recent = Zuletzt
start-nearby = In diesem Netz
start-saved = Computer
start-matches = Treffer
start-connect-to = Mit { $address } verbinden
start-cannot-connect-to = Mit { $address } ist keine Verbindung möglich
start-at-port = Port { $port } von { $host }
start-at-socket = Ein Socket auf diesem Computer
start-at-web = Ein Web-Socket auf { $host }
start-behind-repeater = Über einen Repeater
start-when-called = Auf den Anruf eines Servers warten
start-by-way-of = { $way }, über { $gate }
start-seen-today = Heute
start-seen-yesterday = Gestern
start-seen-days = Vor { $days } Tagen
start-welcome = Einen anderen Computer sehen und steuern
start-welcome-how = Geben Sie oben seine Adresse ein: einen Namen oder eine Nummer, etwa office, office:1 oder 192.168.0.7. Besuchte Computer bleiben hier stehen.
start-unreadable = Ihre Liste der Computer lässt sich nicht lesen
start-open = Öffnen
start-open-window = In neuem Fenster öffnen
start-open-tab = In neuem Tab öffnen
start-open-all = Alle öffnen
start-open-all-tabs = Alle als Tabs öffnen
start-edit = Bearbeiten
start-keep = Speichern
start-duplicate = Duplizieren
start-delete = Löschen
start-copy-address = Adresse kopieren
start-clear = Leeren
start-count =
    { $count ->
        [one] { $count } Computer
       *[other] { $count } Computer
    }
start-deleted = { $name } gelöscht
start-deleted-count = { $count } Computer gelöscht
start-undo = Rückgängig
start-copy-of = { $name } (Kopie)
start-new = Neuer Computer
start-change = Computer bearbeiten
start-name = Name
start-name-hint = Etwa „Empfang“; darf leer sein
start-address = Adresse
start-address-hint = office, office:1, 192.168.0.7::5901, vnc://…, unix:/path
start-group = Gruppe
start-tags = Schlagwörter
start-tags-hint = Wörter zum Wiederfinden, durch Kommas getrennt
start-colour = Farbe
start-no-colour = Keine
start-notes = Notizen
start-private-choice = Privat: kein Bild seines Bildschirms behalten
start-save = Speichern
start-red = Rot
start-orange = Orange
start-yellow = Gelb
start-green = Grün
start-teal = Blaugrün
start-blue = Blau
start-purple = Violett
start-grey = Grau
start-import-title = Computer importieren
start-import-what = Farview liest Dateien von TigerVNC (.tigervnc), RealVNC, TightVNC und UltraVNC (.vnc), Remmina (.remmina), seine eigenen und Listen von vnc://-Adressen. Dateien lassen sich auch auf das Fenster ziehen.
start-found-here = Auf diesem Computer gefunden
start-looking = Andere Viewer werden gesucht …
start-files =
    { $count ->
        [one] { $count } Datei
       *[other] { $count } Dateien
    }
start-import-file = Datei oder Ordner
start-import-do = Importieren
start-export-title = Computer exportieren
start-export-what = Alles außer Passwörtern kommt in eine Datei, die Farview auf jedem Computer liest. Ein Name, der auf .txt endet, ergibt stattdessen eine Liste von vnc://-Adressen.
start-export-file = Datei
start-export-do = Exportieren
start-added =
    { $count ->
        [0] Nichts Neues gefunden.
        [one] Ein Computer wurde hinzugefügt.
       *[other] { $count } Computer wurden hinzugefügt.
    }
start-known =
    { $count ->
        [one] Einer war schon da.
       *[other] { $count } waren schon da.
    }
start-left-out =
    { $count ->
        [one] Einer wurde ausgelassen:
       *[other] { $count } wurden ausgelassen:
    }
start-left-out-one = { $name }: { $why }
start-left-out-more = und { $count } weitere
start-passwords = Passwörter in diesen Dateien sind nur verschleiert, darum übernimmt Farview keines davon. Es fragt beim Verbinden danach und kann sie im Schlüsselbund behalten.
start-exported = Nach { $path } exportiert
start-why-protocol = er ist für { $protocol }
start-why-incoming = er wartet auf einen Server, der anruft
start-why-cloud = er geht über einen Dienst des Herstellers jenes Viewers
start-why-no-address = er hat keine Adresse
start-demo-name = Farview-Demo
start-settings = Einstellungen …
