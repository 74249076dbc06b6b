### Texte: das Fenster selbst, seine Karten und kurzen Meldungen.

## Knöpfe mehrerer Karten

window-close = Schließen
window-cancel = Abbrechen
window-back = Zurück
window-retry = Erneut versuchen
window-copy = Kopieren
window-copy-all = Alles kopieren
window-copy-details = Details kopieren
window-full-stop = .

## Während eine Verbindung hergestellt wird

window-connecting-title = Verbinden mit { $server }
window-reaching = Server wird gesucht …
window-agreeing = Verbindung wird ausgehandelt …
window-signing-in = Anmeldung läuft …
window-waiting-for-first-picture = Warten auf das erste Bild …
window-waiting-title = Warten auf den Anruf eines Servers
window-waiting-at = Ein Server kann jetzt über { $place } anrufen.
window-waiting-how = Auf dessen Seite geht das mit `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC) oder „Add New Client“ im Menü eines Servers für Windows, wobei HOST dieser Computer ist.

## Eine verlorene Verbindung

window-silent = Der Server antwortet nicht
window-connection-lost = Verbindung verloren
window-what-to-do = Was Sie tun können
window-try-now = Jetzt versuchen
window-trying-again = Neuer Versuch …
window-trying-again-in =
    { $seconds ->
        [one] Neuer Versuch in einer Sekunde.
       *[other] Neuer Versuch in { $seconds } Sekunden.
    }
window-waiting-for-call = Warten auf den Anruf des Servers …
window-trying-to-reach = Der Server wird gesucht …
window-server-answers = Der Server antwortet …
window-waiting-for-picture = Warten auf das Bild …
window-attempt = { $doing } (Versuch { $number })

## Anmelden

window-sign-in-to = Bei { $server } anmelden
window-server-uses = Der Server verwendet { $method }.
window-did-not-work = Das hat nicht geklappt: { $reason }
window-user-name = Benutzername
window-password = Passwort
window-password-length = Bei diesem Verfahren zählen nur die ersten { $most } Zeichen.
window-show-password = Passwort anzeigen
window-remember = Im Schlüsselbund merken
window-remember-anew = Eintrag im Schlüsselbund ersetzen
window-sign-in = Anmelden

## Den entfernten Computer schalten

window-shut-down-title = Den entfernten Computer herunterfahren?
window-shut-down-consequence = Er wird ordentlich heruntergefahren. Von hier aus lässt er sich nicht wieder einschalten. Andere, die ihn benutzen, werden nicht gefragt.
window-shut-down = Herunterfahren
window-restart-title = Den entfernten Computer neu starten?
window-restart-consequence = Er wird ordentlich heruntergefahren und startet wieder. Andere, die ihn benutzen, werden nicht gefragt.
window-restart = Neu starten
window-reset-title = Den entfernten Computer zurücksetzen?
window-reset-consequence = Er startet sofort neu, als wäre seine Reset-Taste gedrückt worden. Was dort nicht gespeichert ist, geht verloren. Andere, die ihn benutzen, werden nicht gefragt.
window-reset = Zurücksetzen

## Kurze Meldungen

window-keys-for-details = { $keys } zeigt Details
window-power-failed = Der entfernte Computer konnte das nicht tun
window-full-screen-note = { $menu } öffnet das Menü, { $leave } verlässt das Vollbild

## Titel

window-title = { $name } – Farview
window-title-clear = Nicht verschlüsselt – { $name } – Farview
window-title-unverified = Server nicht geprüft – { $name } – Farview
window-title-encrypted = { $name } – verschlüsselt – Farview
window-title-private = { $name } – privat – Farview
window-title-start = Farview
window-tab-new = Weiteren Tab öffnen
window-tab-close = Diesen Tab schließen
window-tab-start = Neuer Tab
